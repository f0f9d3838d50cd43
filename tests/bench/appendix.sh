#!/bin/bash
# The appendix of a million rows against other ways of writing the same rows:
# COPY, row_to_json, xmlelement.  Every round runs them all, one after another;
# printed are ratios to COPY of that round, with and without the time that the
# rows themselves take (reading them alone), and the median of the rounds.
#
#   tests/bench/appendix.sh [ROUNDS]      3 rounds, if not said otherwise
#
# Wants PGHOST, PGPORT, PGUSER (a superuser) and PGDATABASE with the extension;
# makes and drops a schema "million".
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/../run/common.sh"

rounds=${1:-3}
[[ $rounds =~ ^[1-9][0-9]*$ ]] || fail "\"$rounds\" is not a number of rounds"
work=$(mktemp -d -t bench.XXXXXX)
cleanup()
{
	psql -X -q -c 'SET client_min_messages = error; DROP SCHEMA IF EXISTS million CASCADE' || true
	rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

rows="(SELECT * FROM publication_points(2023) ORDER BY publication_id COLLATE \"C\", institution_id COLLATE \"C\" NULLS LAST) AS p"

# the statement of a way to write the rows
statement()
{
	case $1 in
		read) echo "SELECT count(p.points) FROM $rows" ;;
		copy) echo "COPY (SELECT * FROM $rows) TO '/dev/null'" ;;
		appendix_csv | appendix_json | appendix_xml)
			echo "SELECT count(*) FROM publication_appendix(2023, '${1#appendix_}')" ;;
		digest) echo "SELECT publication_appendix_digest(2023, 'xml')" ;;
		row_to_json) echo "COPY (SELECT row_to_json(p) FROM $rows) TO '/dev/null'" ;;
		xmlelement)
			echo "COPY (SELECT xmlelement(name rad, xmlattributes(p.publication_id, p.institution_id, p.form, p.level, p.shares, p.total_shares, p.international, p.weight, p.points, p.countable, p.reason)) FROM $rows) TO '/dev/null'" ;;
	esac
}

ways="read copy appendix_csv appendix_json appendix_xml digest row_to_json xmlelement"
psql -X -q -v ON_ERROR_STOP=1 -f tests/bench/million.sql
{
	echo "SET search_path = research_indicators, research_indicators_internal; SET research_indicators.source_schema = 'million'; SET jit = off;"
	echo "$(statement read) \\g $work/warm"
	for ((round = 1; round <= rounds; round++)); do
		for way in $ways; do
			echo "\\echo way $way"
			echo "\\timing on"
			echo "$(statement "$way") \\g $work/result"
			echo "\\timing off"
		done
	done
} | psql -X -q -v ON_ERROR_STOP=1 > "$work/times"

awk '
	/^way / { way = $2; if (!(way in seen)) { order[++ways] = way; seen[way] = 1 } }
	/^Time: / { time[way, ++count[way]] = $2; rounds = count[way] }
	function median(n,   i, j, t) {
		for (i = 1; i <= n; i++)
			for (j = i + 1; j <= n; j++)
				if (v[j] < v[i]) { t = v[i]; v[i] = v[j]; v[j] = t }
		return v[int((n + 1) / 2)]
	}
	END {
		printf "%-14s %18s %24s\n", "", "ratio to COPY", "ratio without reading"
		for (k = 1; k <= ways; k++) {
			way = order[k]
			for (r = 1; r <= rounds; r++) v[r] = time[way, r] / time["copy", r]
			whole = median(rounds)
			for (r = 1; r <= rounds; r++) v[r] = (time[way, r] - time["read", r]) / (time["copy", r] - time["read", r])
			printf "%-14s %18.2f %24.2f\n", way, whole, median(rounds)
		}
	}' "$work/times"
