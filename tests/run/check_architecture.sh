#!/bin/bash
# TAP: doc/architecture.md names only what exists, and the SQL is as it says:
# every file is assembled, none is longer than a reader holds in mind.  Every
# promise of SECURITY.md names its test.
#
# What stands in backticks there is a file or folder, the whole name or the
# name alone, or else words of which each is in the catalog or in the sources.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

page=doc/architecture.md
longest_file=400	# lines; files of data excepted
longest_function=100
data_files='/(contract|measures)\.sql$'

number=0
status=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# report TITLE WRONG: passes when there is nothing wrong
report()
{
	number=$((number + 1))
	if [ -z "$2" ]; then
		printf 'ok %d - %s\n' "$number" "$1"
	else
		printf 'not ok %d - %s\n' "$number" "$1"
		printf '%s\n' "$2" | sed 's/^/# /'
		status=1
	fi
}

# The files of the checkout, and their folders; not what a build made.
list_tree()
{
	find . -path ./build -prune -o -path ./.git -prune -o \
		\( -name '*.o' -o -name '*.so' -o -name 'research_indicators--*' \) -prune -o \
		-print | sed 's:^\./::'
}

# What stands in backticks on the page, outside of blocks, blank by blank.
spans()
{
	sed '/^```/,/^```/d' "$page" | grep -o '`[^`]*`' | tr -d '`' |
		tr ' ' '\n' | grep . | sort -u
}

is_path()
{
	[[ $1 =~ ^[A-Za-z0-9_./-]+$ && ( $1 == */* || $1 =~ \.(sql|c|h|sh|md|xsd|xsl|json)$ ) ]]
}

# Paths from the root of the checkout, or names of files wherever they are.
missing_paths()
{
	local path
	while read -r path; do
		is_path "$path" || continue
		grep -qxF "${path%/}" "$work/tree" || grep -qE "(^|/)${path//./\\.}$" "$work/tree" ||
			printf '%s\n' "$path"
	done < "$work/spans"
}

# Every function, relation, type and column of the extension.
list_catalog()
{
	psql -X -A -t -q -v ON_ERROR_STOP=1 <<-'SQL'
	WITH schema AS (
	    SELECT oid FROM pg_namespace WHERE nspname IN ('research_indicators', 'research_indicators_internal')
	)
	SELECT p.proname FROM pg_proc AS p JOIN schema AS s ON s.oid = p.pronamespace
	UNION SELECT c.relname FROM pg_class AS c JOIN schema AS s ON s.oid = c.relnamespace
	UNION SELECT t.typname FROM pg_type AS t JOIN schema AS s ON s.oid = t.typnamespace
	UNION SELECT a.attname FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid JOIN schema AS s ON s.oid = c.relnamespace
	ORDER BY 1;
	SQL
}

list_functions()
{
	psql -X -A -t -q -v ON_ERROR_STOP=1 -c "SELECT DISTINCT proname FROM pg_proc
		WHERE pronamespace::regnamespace::text LIKE 'research\_indicators%'"
}

# A function is called as one, name(arguments).
missing_functions()
{
	sed -n 's/^\([a-z_][a-z_0-9]*\)(.*$/\1/p' "$work/spans" | sort -u |
		grep -vxF -f "$work/functions" || true
}

# Words that are neither in the catalog nor anywhere in the product.
missing_words()
{
	local span word
	while read -r span; do
		is_path "$span" && continue
		for word in $(printf '%s\n' "$span" | grep -oE '[A-Za-z_][A-Za-z_0-9]*' | sort -u); do
			[ "${#word}" -gt 2 ] || continue
			grep -qxF "$word" "$work/catalog" || grep -qxF "$word" "$work/words" ||
				printf '%s (in %s)\n' "$word" "$span"
		done
	done < "$work/spans"
}

# Rows of the table of promises whose last column names no test, or one that is not there.
unheld_promises()
{
	local row test tests
	sed -n '/^| promise | held by |/,/^$/p' SECURITY.md | tail -n +3 | grep '^|' > "$work/promises"
	[ -s "$work/promises" ] || echo "SECURITY.md has no promises"
	while read -r row; do
		tests=$(sed 's/ *|$//; s/.*|//' <<< "$row" | grep -o '`tests/[^`]*`' | tr -d '`' || true)
		[ -n "$tests" ] || printf 'no test: %s\n' "$row"
		for test in $tests; do
			[ -e "$test" ] || printf '%s is not there: %s\n' "$test" "$row"
		done
	done < "$work/promises"
}

list_words()
{
	{
		echo Makefile
		grep -E '^(sql|extension|xslt|deploy)/.*\.(sql|c|h|xsd|xsl|sh|json)$' "$work/tree"
	} | xargs cat | grep -oE '[A-Za-z_][A-Za-z_0-9]*' | sort -u
}

sql_files()
{
	grep -E '^sql/.*\.sql$' "$work/tree" | grep -v -e '^sql/released/' -e '^sql/upgrades/'
}

not_assembled()
{
	diff <(sql_files | sort) <(sed '/^#/d; s:^:sql/:' sql/assembly | sort) || true
}

long_files()
{
	sql_files | grep -Ev "$data_files" | xargs wc -l |
		awk -v most="$longest_file" '$2 != "total" && $1 > most { print $2 ": " $1 " lines" }'
}

# From CREATE FUNCTION to the line before its comment, which always follows.
long_functions()
{
	sql_files | xargs awk -v most="$longest_function" '
		/^CREATE FUNCTION / { name = $3; sub(/\(.*/, "", name); first = FNR }
		/^COMMENT ON FUNCTION / && first {
			if (FNR - first > most) print FILENAME ": " name " has " FNR - first " lines"
			first = 0
		}'
}

list_tree > "$work/tree"
spans > "$work/spans"
list_catalog > "$work/catalog"
list_functions > "$work/functions"
list_words > "$work/words"
[ -s "$work/spans" ] && [ -s "$work/catalog" ] && [ -s "$work/functions" ] ||
	fail "nothing to compare"

# C functions that the server would link to SQL objects of another version
unguarded_functions()
{
	grep -rl 'PG_FUNCTION_INFO_V1' extension --include='*.[ch]' |
		grep -v -e '^extension/types/' -e '^extension/module.c$' \
			-e '^extension/linked_version.h$' || true
}

# Names of the server's headers that not every version has: extension/compat.h
# has their place
removed_names()
{
	grep -rn -w -e pg_attribute_noreturn extension --include='*.[ch]' |
		grep -v '^extension/compat.h:' || true
}

printf '1..9\n'
report "every file and folder that the page names exists" "$(missing_paths)"
report "every function" "$(missing_functions)"
report "everything else is in the catalog or in the sources" "$(missing_words)"
report "every SQL file stands in sql/assembly, and no other" "$(not_assembled)"
report "no SQL file is over $longest_file lines" "$(long_files)"
report "every C function that may change is an RI_FUNCTION" "$(unguarded_functions)"
report "no name that PostgreSQL 18 took away stands outside compat.h" "$(removed_names)"
report "no SQL function is over $longest_function lines" "$(long_functions)"
report "every promise of SECURITY.md names tests that are there" "$(unheld_promises)"
exit "$status"
