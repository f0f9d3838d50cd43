#!/bin/bash
# Tests the public edition as a stranger would who adds up and subtracts: a
# search for whole numbers (public_edition.pl) over all that its four faces
# print leaves every hidden count of patients the values 0 and 5 or more, on the
# sample data and on sources made of small counts; and it finds what leaks when
# the suppression is spoiled.  THOROUGH=1 tries more sources and spoils it in more
# ways.  TAP on standard output.
#
# Wants PGHOST, PGPORT, PGUSER (a superuser) and PGDATABASE with the extension
# and the sample data; changes nothing there.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

work=$(mktemp -d -t public.XXXXXX)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

number=0
status=0

# search UNIT SEED RULES SPOIL: faces in a folder of $work, then the search
search()
{
	local folder=$work/$1-$2-$3-$4
	mkdir "$folder"
	psql -X -q -v ON_ERROR_STOP=1 -v folder="$folder" -v unit="$1" -v seed="$2" -v rules="$3" -v spoil="$4" \
		-f "$root/tests/run/public_edition.sql" > "$folder/findings" 2>&1 || { cat "$folder/findings"; return 3; }
	[ "$(cat "$folder/findings")" = 0 ] || { echo "findings of the XSD: $(cat "$folder/findings")"; return 3; }
	perl "$root/tests/run/public_edition.pl" "$folder"
}

# expect CODE TITLE UNIT SEED RULES SPOIL
expect()
{
	local wanted=$1 title=$2 code=0
	shift 2
	number=$((number + 1))
	search "$@" > "$work/output" 2>&1 || code=$?
	if [ "$code" -eq "$wanted" ]; then
		printf 'ok %d - %s: %s\n' "$number" "$title" "$(tail -n 1 "$work/output")"
	else
		printf 'not ok %d - %s\n' "$number" "$title"
		tail -n 12 "$work/output" | cut -c1-200 | sed 's/^/# /'
		status=1
	fi
}

expect 0 "the sample, nation" NO 0 '' none
expect 0 "small counts, seed 3: few hospitals take part" NO 3 '' none
expect 0 "small counts, seed 7, a trust's report" 983974724 7 '' none
expect 1 "what tells of hidden counts shown, seed 1: found" NO 1 '' told
if [ "${THOROUGH:-}" = 1 ]; then
	expect 0 "small counts, seed 1, nation" NO 1 '' none
	expect 0 "small counts, seed 2, nation" NO 2 '' none
	expect 0 "small counts, seed 5, with made-up points" NO 5 illustrative none
	expect 0 "small counts, seed 6, a region's report" 983658725 6 '' none
	expect 1 "only small counts hidden in the sample: found" NO 0 '' next
	expect 1 "small counts shown, seed 1: found" NO 1 '' small
fi
printf '1..%d\n' "$number"
exit "$status"
