#!/bin/bash
# Holds "Kort fortalt" of the page against the facts, in three languages: the
# sentences of the nation's and a trust's report, and of 100 variations of them with
# figures that are missing, incomplete, hidden, of another rule set or of any size
# (tests/browser/sentences.js).  TAP on standard output.
#
#   tests/run/check_sentences.sh [SEED]
#
# Wants PGHOST, PGPORT, PGUSER and PGDATABASE with the extension and the sample
# data, and node; no browser.  THOROUGH=1 makes 2 000 variations of eight reports.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

seed=${1:-1}
year=2023
units="NO 983974724"
count=100
if [ "${THOROUGH:-}" = 1 ]; then
	units="NO 983658725 883658752 983975240 983974724 983974694 984027737 993467049"
	count=2000
fi

if ! command -v node > /dev/null; then
	printf '1..0 # SKIP node is not installed\n'
	exit 0
fi
mkdir -p build/tmp
work=$(mktemp -d "$root/build/tmp/sentences.XXXXXX")
trap 'rm -rf "$work"' EXIT

xslt/embed.sh "$work/sheets.c"
reports=
for unit in $units; do
	psql -X -q -At -v ON_ERROR_STOP=1 -c "SET jit = off" \
		-c "SELECT research_indicators.report_xml($year, '$unit')" > "$work/$unit.xml"
	reports="$reports $work/$unit.xml"
done
# shellcheck disable=SC2086
node tests/browser/sentences.js "$work/sheets" "$work" "$count" "$seed" $reports
