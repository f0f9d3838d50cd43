#!/bin/bash
# Holds "Kort fortalt" of the page against the facts, in three languages: the
# sentences of the nation's and a trust's report, and of 100 variations of them with
# figures that are missing, incomplete, hidden, of another rule set or of any size
# (tests/browser/sentences.js).  Then the size of both pages against their budgets:
# screens, sheets, bytes, tab stops (tests/browser/budgets.js; make check-pages looks
# at all of them).  TAP on standard output.
#
#   tests/run/check_sentences.sh [SEED]
#
# Wants PGHOST, PGPORT, PGUSER and PGDATABASE with the extension and the sample
# data, and node; without Chromium, or with SKIP_BROWSER=1, the sizes are left out.
# THOROUGH=1 makes 2 000 variations of eight reports.
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
# TAP of several programs as that of one
as_one()
{
	awk '/^(not )?ok [0-9]+/ { sub(/ok [0-9]+/, "ok " ++number) }
		/^not ok/ || /^Bail out/ { failed = 1 }
		!/^1\.\.[0-9]+$/
		END { print "1.." number; exit failed }'
}

sizes()
{
	local browser name
	for name in "${BROWSER_PROGRAM:-}" chromium chromium-browser google-chrome; do
		[ -n "${browser:-}" ] || browser=$(command -v "${name:-/nonexistent}" || true)
	done
	if [ "${SKIP_BROWSER:-}" = 1 ] || [ -z "$browser" ]; then
		echo "ok 1 # SKIP sizes of pages: no browser"
		return
	fi
	xsltproc --nonet "$work/sheets/report.nb.xsl" "$work/NO.xml" > "$work/nation.nb.html"
	xsltproc --nonet "$work/sheets/report.nn.xsl" "$work/983974724.xml" > "$work/trust.nn.html"
	node tests/browser/budgets.js --sizes "$browser" "$work" "" "" nation:nation:nb trust:trust:nn ||
		echo "not ok 0 - the sizes end well"
}

{
	# shellcheck disable=SC2086
	node tests/browser/sentences.js "$work/sheets" "$work" "$count" "$seed" $reports ||
		echo "not ok 0 - the sentences end well"
	sizes
} | as_one
