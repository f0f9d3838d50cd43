#!/bin/bash
# Tests xslt/report.schema.json: it is what the XSD says; ajv accepts the JSON of
# reports of several units, years and rule sets, and refuses mutants.  TAP on
# standard output.
#
# Wants PGHOST, PGPORT, PGUSER and PGDATABASE with the extension and the sample
# data.  ajv comes by npm into a folder of the user's cache, not into the
# checkout; where npm is missing or cannot reach its registry, that part is
# skipped and says so.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

ajv_version=8.17.1
formats_version=3.0.1
modules=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/research_indicators/ajv-$ajv_version
work=$(mktemp -d -t schema.XXXXXX)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

install_ajv()
{
	[ ! -d "$modules/node_modules/ajv-formats" ] || return 0
	mkdir -p "$modules" 2> "$work/npm" &&
		timeout 180 npm install --prefix "$modules" --no-audit --no-fund \
			"ajv@$ajv_version" "ajv-formats@$formats_version" > "$work/npm" 2>&1
}

# report UNIT YEAR RULE_SET
report()
{
	psql -X -q -At -v ON_ERROR_STOP=1 -c "SELECT research_indicators.report_json($2, '$1', $3)" \
		> "$work/$1-$2${4:-}.json"
}

status=0
if ! command -v node > /dev/null || ! command -v npm > /dev/null; then
	reason="node or npm is not installed"
elif ! install_ajv; then
	reason="npm could not install ajv"
else
	reason=
fi

# the first test is ours, the others are the program's
if difference=$(xslt/generate/json_schema.sh 2>&1 | diff xslt/report.schema.json - 2>&1); then
	first="ok"
else
	first="not ok"
	status=1
fi
if [ -n "$reason" ]; then
	printf '1..2\n%s 1 - report.schema.json is made from report.xsd\n' "$first"
	printf 'ok 2 # SKIP %s: no report is checked against the schema\n' "$reason"
else
	report NO 2023 NULL
	report 983658725 2023 NULL
	report 983974724 2023 NULL
	report NO 2020 NULL
	report NO 2023 "'illustrative'" -illustrative
	NODE_PATH=$modules/node_modules node tests/run/json_schema.js xslt/report.schema.json \
		"$work/NO-2023.json" "$work/983658725-2023.json" "$work/983974724-2023.json" \
		"$work/NO-2020.json" "$work/NO-2023-illustrative.json" > "$work/tap" || status=1
	grep -v '^1\.\.' "$work/tap" || true
	count=$(sed -n 's/^1\.\.//p' "$work/tap")
	printf '%s %d - report.schema.json is made from report.xsd\n1..%d\n' \
		"$first" "$((${count:-0} + 1))" "$((${count:-0} + 1))"
fi
[ "$first" = ok ] || printf '%s\n' "$difference" | head -n 20 | sed 's/^/# /'
exit "$status"
