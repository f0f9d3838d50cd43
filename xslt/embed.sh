#!/bin/sh
# Writes the C file that holds the report's schema and its stylesheets.
#
# usage: xslt/embed.sh build/embedded.c
#
# For each labels.<lang>.xsl the sheet report.<lang>.xsl is report.xsl with the
# line "<!-- labels -->" replaced by what stands between the lines
# "<!-- begin -->" and "<!-- end -->" of the label file and of every
# labels/*.<lang>.xsl, and its line "<!-- rooms -->" by the same part of every
# file in rooms/.  The merged sheets stay in a folder beside the C file, for those
# who want to read or run them.
set -eu

target=$1
here=$(dirname "$0")
merged=${target%.c}
tables=$target.tables
entries=$target.entries

fail()
{
	echo "embed.sh: $*" >&2
	exit 1
}

# the number of lines of a file that hold only the given comment
count_marks()
{
	grep -c "^[[:space:]]*<!-- $1 -->[[:space:]]*\$" "$2" || true
}

require_one_mark()
{
	[ "$(count_marks "$1" "$2")" = 1 ] ||
		fail "$2 must have exactly one line <!-- $1 -->"
}

# merge_sheet LABELS: report.xsl with the labels and the rooms in their places
merge_sheet()
{
	labels="$1
$(ls "$here"/labels/*".${1##*/labels.}")"
	for part in $labels "$here"/rooms/*.xsl; do
		require_one_mark begin "$part"
		require_one_mark end "$part"
	done
	labels=$labels rooms=$(ls "$here"/rooms/*.xsl) awk '
		function mark(line, name) {
			return line ~ ("^[ \t\r]*<!-- " name " -->[ \t\r]*$")
		}
		function insert(file,    line, inside) {
			while ((getline line < file) > 0) {
				if (mark(line, "end")) inside = 0
				if (inside) print line
				if (mark(line, "begin")) inside = 1
			}
			close(file)
		}
		function insert_all(files,    file, count, i) {
			count = split(files, file, "\n")
			for (i = 1; i <= count; i++) insert(file[i])
		}
		mark($0, "labels") { insert_all(ENVIRON["labels"]); next }
		mark($0, "rooms") { insert_all(ENVIRON["rooms"]); next }
		{ print }' "$here/report.xsl" |
		dimension=$(cat "$here/dimensjon.xpath") awk '
		{
			while ((at = index($0, "@dimensjon")) > 0)
				$0 = substr($0, 1, at - 1) ENVIRON["dimension"] substr($0, at + 10)
			print
		}'
}

# add NAME FILE: one array and one row of the table
add()
{
	array=bytes_$(printf '%s' "$1" | tr -c 'a-zA-Z0-9' '_')
	{
		printf '/* %s */\nstatic const unsigned char %s[] = {\n' "$1" "$array"
		od -An -v -tx1 "$2" | sed 's/ *\([0-9a-f][0-9a-f]\)/0x\1,/g; s/^/	/'
		printf '};\n\n'
	} >> "$tables"
	printf '	{"%s", %s, sizeof(%s)},\n' "$1" "$array" "$array" >> "$entries"
}

add_sheets()
{
	for labels in "$here"/labels.*.xsl; do
		[ -e "$labels" ] || continue
		[ -e "$here/report.xsl" ] || fail "report.xsl is missing"
		require_one_mark labels "$here/report.xsl"
		require_one_mark rooms "$here/report.xsl"
		name=report.${labels##*/labels.}
		merge_sheet "$labels" > "$merged/$name"
		add "$name" "$merged/$name"
	done
}

write_c()
{
	printf '/* Written by xslt/embed.sh: change xslt/, not this file. */\n\n'
	printf '#include "report/embedded.h"\n\n'
	cat "$tables"
	printf 'const RiEmbedded ri_embedded[] = {\n'
	cat "$entries"
	printf '	{NULL, NULL, 0}\n};\n\n'
	printf 'const size_t ri_embedded_count =\n'
	printf 'sizeof(ri_embedded) / sizeof(ri_embedded[0]) - 1;\n'
}

rm -rf "$merged"
mkdir -p "$merged"
: > "$tables"
: > "$entries"
if [ -e "$here/report.xsd" ]; then
	cp "$here/report.xsd" "$merged/report.xsd"
	add report.xsd "$merged/report.xsd"
fi
add_sheets
write_c > "$target.new"
mv "$target.new" "$target"
rm -f "$tables" "$entries"
