#!/bin/bash
# Tests xslt/report.schema.json and xslt/annex.schema.json: they are what the XSD
# says; ajv accepts the JSON of reports of several units, years and rule sets, and
# of their annexes, and refuses mutants.  Prints how large they are, and how large with
# gzip.  TAP on standard output.
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

# report UNIT YEAR RULE_SET [SUFFIX]: a report and its annex, of one computation
report()
{
	psql -X -q -At -v ON_ERROR_STOP=1 -v file="$work/$1-$2${4:-}" <<-SQL
	SELECT d.json, d.annex_json FROM research_indicators.report_documents($2, '$1', $3) AS d \\gset
	\\set to :file .json
	\\o :to
	\\qecho :json
	\\set to :file -annex.json
	\\o :to
	\\qecho :annex_json
	SQL
}

# accepted SCHEMA REPORT...
accepted()
{
	NODE_PATH=$modules/node_modules node tests/run/json_schema.js "$@" > "$work/tap.part" || status=1
	# numbers go on where the part before ended
	perl -ne 'BEGIN { $n = shift } next if /^1\.\./; s/^((?:not )?ok )\d+/$1 . ++$n/e; print; END { print STDERR $n }' \
		"$tests" "$work/tap.part" 2> "$work/count"
	tests=$(cat "$work/count")
}

status=0
if ! command -v node > /dev/null || ! command -v npm > /dev/null; then
	reason="node or npm is not installed"
elif ! install_ajv; then
	reason="npm could not install ajv"
else
	reason=
fi

# the first tests are ours, the others are the program's
tests=0
for document in report:indikatorrapport annex:indikatorvedlegg; do
	name=${document%:*}
	tests=$((tests + 1))
	if difference=$(xslt/generate/json_schema.sh "${document#*:}" 2>&1 | diff "xslt/$name.schema.json" - 2>&1); then
		echo "ok $tests - $name.schema.json is made from report.xsd"
	else
		echo "not ok $tests - $name.schema.json is made from report.xsd"
		printf '%s\n' "$difference" | head -n 20 | sed 's/^/# /'
		status=1
	fi
done
if [ -n "$reason" ]; then
	tests=$((tests + 1))
	echo "ok $tests # SKIP $reason: no report is checked against the schema"
else
	report NO 2023 NULL
	report 983658725 2023 NULL
	report 983974724 2023 NULL
	report NO 2020 NULL
	report NO 2023 "'illustrative'" -illustrative
	accepted xslt/report.schema.json "$work/NO-2023.json" "$work/983658725-2023.json" \
		"$work/983974724-2023.json" "$work/NO-2020.json" "$work/NO-2023-illustrative.json"
	accepted xslt/annex.schema.json "$work/983974724-2023-annex.json" "$work/NO-2023-annex.json" \
		"$work/983658725-2023-annex.json" "$work/NO-2020-annex.json" "$work/NO-2023-illustrative-annex.json"
fi
for file in "$work"/*-2023*.json; do
	[ -e "$file" ] || continue
	printf '# %s: %d bytes, with gzip %d\n' "${file##*/}" "$(wc -c < "$file")" "$(gzip -9c "$file" | wc -c)"
done
echo "1..$tests"
exit "$status"
