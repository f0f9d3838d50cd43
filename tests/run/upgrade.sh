#!/bin/bash
# Updates a populated site from every released version, and from the present one, to
# the next: in copies of this tree the release step is rehearsed, and a small
# indicator (tests/upgrade/indicator) is added by its upgrade script.  TAP on
# standard output.
#
#   tests/run/upgrade.sh [VERSION...]     versions to come from; without: all
#
# The library of an old version is that of its git tag where there is one, else
# the present source under the old number.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
. "$root/tests/run/server.sh"
. "$root/tests/run/tap.sh"

work=$root/build/upgrade
next_tree=$work/next

finish()
{
	local status=$?
	server_down
	exit "$status"
}

sql()
{
	psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$1" -c "$2" 2>&1 || true
}

# error_of DATABASE QUERY: the SQLSTATE that it ends with, and the hint
error_of()
{
	psql -X -q -A -t -v VERBOSITY=verbose -d "$1" -c "$2" 2>&1 | sed -n 's/^ERROR:  \([^:]*\):.*/\1/p; s/^HINT:  /hint: /p' | tr '\n' ' '
}

version_of()
{
	sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" "$1/extension/research_indicators.control"
}

# copy_tree PLACE: what the checkout has, with what was not committed yet
copy_tree()
{
	rm -rf "$1"
	mkdir -p "$1"
	git ls-files --cached --others --exclude-standard -z |
		tar -cf - --null --ignore-failed-read -T - | tar -xf - -C "$1" --no-same-owner
}

# What comes after the present version, in a copy of its own.
make_next_tree()
{
	copy_tree "$next_tree"
	(cd "$next_tree" && git init -q . && PG_CONFIG=$PG_CONFIG tests/run/next_version.sh "$next" &&
		tests/upgrade/indicator/add.sh .) >&2
}

# make_old_tree VERSION: a tree whose library and control file are of that version
make_old_tree()
{
	local tree=$work/$1
	if [ "$1" != "$present" ] && git rev-parse -q --verify "v$1^{commit}" > /dev/null; then
		rm -rf "$tree"
		mkdir -p "$tree"
		git archive "v$1" | tar -xf - -C "$tree"
	else
		copy_tree "$tree"
		sed -i "s/^\(default_version *= *\)'.*'/\1'$1'/" "$tree/extension/research_indicators.control"
	fi
	[ ! -e "sql/released/research_indicators--$1.sql" ] || {
		cp "sql/released/research_indicators--$1.sql" "$tree/sql/"
		touch -d 'next year' "$tree/sql/research_indicators--$1.sql"
	}
}

# put TREE: its library and scripts in the place of those that are there
put()
{
	(cd "$1" && . tests/run/common.sh && run_make install NO_SHARE=1 DESTDIR="$server_home/destdir" PG_CONFIG="$PG_CONFIG") >&2
}

# catalog DATABASE FILE [rows]
catalog()
{
	psql -X -q -v ON_ERROR_STOP=1 ${3:+-v rows=1} -d "$1" -f tests/upgrade/catalog.sql > "$2"
}

digests="
	SELECT string_agg(md5(research_indicators.report_canonical(report_id, 'xml')::text) || md5(research_indicators.report_canonical(report_id, 'json')::text)
	                  || md5(research_indicators.report_csv(report_id)), ' ' ORDER BY report_id)
	FROM research_archive.report"
rows_of_archive="
	SELECT string_agg(c.relname || md5(query_to_xml('SELECT * FROM research_archive.' || c.relname || ' AS a ORDER BY a::text COLLATE \"C\"', true, false, '')::text), ' ' ORDER BY c.relname)
	FROM pg_class AS c WHERE c.relnamespace = 'research_archive'::regnamespace AND c.relkind = 'r' AND c.relname <> 'setting'"
verdicts="
	SELECT string_agg(DISTINCT v.verdict, ' ')
	FROM research_archive.report AS r CROSS JOIN LATERAL research_indicators.verify_report(r.report_id) AS v"
figures="SELECT md5(string_agg(k::text, ' ' ORDER BY k.measure, k.institution_id)) FROM site.key_figures AS k WHERE k.measure NOT IN ('courses', 'participants')"
dependents="
	SELECT string_agg(u::text, ' ' ORDER BY u.orgnr) FROM site.unit AS u;
	SELECT count(*) FROM site.sets WHERE rule_set = 'site-a'; SELECT count(*) > 50 FROM site.dictionary;
	SET enable_seqscan = off; SELECT u.as_text, u.written_in FROM site.unit AS u WHERE u.doi OPERATOR(research_indicators.=) '10.1000/182'::research_indicators.doi;
	SELECT u.orgnr FROM site.unit AS u WHERE u.trial OPERATOR(research_indicators.=) 'NCT00000102'::research_indicators.trial_id"

# fresh DATABASE [VERSION]
fresh()
{
	sql postgres "DROP DATABASE IF EXISTS $1 WITH (FORCE)" > /dev/null
	sql postgres "CREATE DATABASE $1"
	sql "$1" "CREATE EXTENSION research_indicators ${2:+VERSION '$2'}"
}

# populate DATABASE
populate()
{
	psql -X -q -v ON_ERROR_STOP=1 -d "$1" -f tests/data/load.sql > /dev/null
	psql -X -q -v ON_ERROR_STOP=1 -d "$1" -f tests/upgrade/site.sql
}

# same_catalog DATABASE LIKE NAME [rows]: as the catalog LIKE has it
same_catalog()
{
	catalog "$1" "$work/$1.catalog" ${4:+rows}
	diff "$work/$2.catalog" "$work/$1.catalog" > "$work/$1.diff" || true
	equal "$(head -c 600 "$work/$1.diff")" "" "$3 ($(wc -l < "$work/$1.catalog") lines)"
}

# check_site DATABASE HOW: everything that a site has is as it was before
check_site()
{
	same_catalog "$1" model "$2: every object as in a new install"
	equal "$(sql "$1" "$dependents")" "$dependents_before" "$2: views, indexes, generated columns and defaults of the site"
	equal "$(sql "$1" "$figures")" "$figures_before" "$2: the same figures"
	sql "$1" "SELECT research_indicators.upgrade_archive('research_archive')" | sed 's/^/# /'
	equal "$(sql "$1" "$rows_of_archive")" "$archive_before" "$2: every row of the archive"
	equal "$(sql "$1" "$digests")" "$digests_before" "$2: issued reports to the byte"
	changes=$(sql "$1" "
		SELECT DISTINCT concat_ws(' ', v.verdict, v.subject, v.key, v.archived, v.recomputed) COLLATE \"C\" AS line
		FROM research_archive.report AS r CROSS JOIN LATERAL research_indicators.verify_report(r.report_id) AS v
		WHERE v.verdict <> 'identical' AND v.subject NOT IN ('report', 'engine') ORDER BY line")
	printf '%s\n' "$changes" | sed 's/^/# verify: /'
	equal "$(printf '%s\n' "$changes" | grep -v '^$' | grep -vc 'metodekurs\|methods_course' || true)" 0 "$2: what verifies as changed names the indicator that came"
	equal "$(sql "$1" "SELECT research_indicators.issue_report(2021, '983974724') IS NOT NULL")" t "$2: another report is issued"
	sql "$1" "
		CREATE TABLE esystems.methods_course (course_id text PRIMARY KEY, institution_id text, year integer, participants integer);
		INSERT INTO esystems.methods_course SELECT 'c' || i, x.institution_id, 2023, nullif(i, 2) FROM generate_series(1, 3) AS i
		CROSS JOIN (SELECT min(r.institution_id COLLATE \"C\") AS institution_id FROM research_indicators.institutions_at(2023) AS r
		            WHERE r.region_id IS NOT NULL AND r.institution_id = r.top_id AND r.kind = 'hf') AS x" > /dev/null
	equal "$(sql "$1" "SELECT measure, value FROM research_indicators.indicator_facts(2023) WHERE indicator = 'methods_courses' AND unit_level = 'nation' ORDER BY 1")" \
		"$(printf 'courses|3\nparticipants|4')" "$2: the indicator that came has figures"
	equal "$(sql "$1" "SELECT count(*) FROM research_indicators.validate_report(research_indicators.report_xml(2023, 'NO'))")" 0 "$2: in a valid report"
}

# from VERSION
from()
{
	local old=$1 tree=$work/$1 status
	make_old_tree "$old"
	put "$tree"
	fresh bare "$old"
	fresh site "$old"
	populate site
	dependents_before=$(sql site "$dependents")
	figures_before=$(sql site "$figures")
	archive_before=$(sql site "$rows_of_archive")
	digests_before=$(sql site "$digests")
	equal "$(sql site "$verdicts")" identical "$old: what it issued verifies"
	pg_dump -Fc -f "$work/site.dump" site

	put "$next_tree"
	equal "$(error_of site "SELECT * FROM research_indicators.indicator_facts(2023)")" \
		"RI122 hint: If the files were replaced, run ALTER EXTENSION research_indicators UPDATE; if that was done, start a new session. " \
		"$old: the library of $next before the update is an error that says what to do"
	equal "$(sql site "SELECT count(*) FROM site.unit WHERE doi::text = '10.1000/182'")" 1 "$old: types are read all the while"
	put_library "$tree"
	equal "$(error_of site "ALTER EXTENSION research_indicators UPDATE TO '$next'" | cut -d' ' -f1)" RI122 "$old: an update with the old library is refused"
	put "$next_tree"
	equal "$(sql bare "ALTER EXTENSION research_indicators UPDATE")$(sql site "ALTER EXTENSION research_indicators UPDATE")" "" "$old: ALTER EXTENSION UPDATE to $next"
	same_catalog bare new "$old: an empty site has the objects and rows of a new install" rows
	check_site site "$old updated"
	put_library "$tree"
	equal "$(error_of site "SELECT * FROM research_indicators.research_points(2023)" | cut -d' ' -f1)" RI122 "$old: its library with the SQL objects of $next is an error"
	put "$next_tree"

	sql postgres "DROP DATABASE IF EXISTS copy WITH (FORCE)" > /dev/null
	sql postgres "CREATE DATABASE copy"
	status=$(psql -X -q -d postgres -c "ALTER DATABASE copy SET search_path = ''" 2>&1; pg_restore --exit-on-error -d copy "$work/site.dump" 2>&1 || true)
	equal "$status" "" "$old: its dump is restored in $next"
	check_site copy "$old restored"
	equal "$(sql site "DROP EXTENSION research_indicators CASCADE" > /dev/null; sql site "
		SELECT count(*) FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace WHERE n.nspname LIKE 'research_indicators%';
		SELECT count(*) > 2 FROM research_archive.report")" "$(printf '0\nt')" "$old updated: removing it leaves the archive"
}

# put_library TREE: the library alone, as a package that was replaced by halves
put_library()
{
	install -m 755 "$1/research_indicators.so" "$server_home/destdir$("$PG_CONFIG" --pkglibdir)/research_indicators.so"
}

present=$(version_of .)
case $present in
	*-dev) next=${present%-dev} ;;
	*) next=$(echo "$present" | awk -F. '{ print $1 "." $2 + 1 ".0-dev" }') ;;
esac
[ $# -gt 0 ] || {
	# shellcheck disable=SC2046
	set -- $(ls sql/released 2>/dev/null | sed -n 's/^research_indicators--\(.*\)\.sql$/\1/p' | sort -V) \
		$(case $present in *-dev) ;; *) echo "$present" ;; esac)
}

trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
server_prepare upgrade
mkdir -p "$work"
make_next_tree
put "$next_tree"
server_init >&2
server_up >&2
fresh new
catalog new "$work/new.catalog" rows
sql postgres "CREATE ROLE upgrade_analyst; CREATE ROLE upgrade_reporter"
fresh model
populate model
catalog model "$work/model.catalog"
for old; do
	from "$old"
done
echo "1..$number"
exit "$failed"
