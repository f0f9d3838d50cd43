#!/bin/bash
# How long publication points take, as ratios to what anybody would need: the
# ordered join of the same rows.
#
#   tests/bench/bench.sh [ROUNDS] [PUBLICATIONS...]
#
# 5 rounds over archives of 100 000 and 1 000 000 publications, if not said
# otherwise (archive.sql says what they are like; SEED chooses others).  Every
# round runs all competitors, one after another, after a round that is not
# counted; printed are the ratios inside one round: their median, the least and
# the greatest.  Time is that of the backend's processor where the system tells
# it, so that others who use the machine disturb less.
#
#   join      publications of 2022 and their contributions in the order of the
#             index, rows read from the heap: count(*), sum(length(person_id))
#   rows      publication_points(2022)
#   sums      publication_point_sums(2022)
#   usual     the same rows as SQL is usually written (usual.sql)
#   shuffled  the same over a heap that is in no order
#   report    report_json(2023, 'NO') with the server's own settings, beside the
#             joins of its five years
#
# The competitors' answers have to be equal.  Then the greatest memory of a
# backend that does one thing only, without what it shares with others.
#
# Wants PGHOST, PGPORT, PGUSER (a superuser); makes and drops a database.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/../run/common.sh"

rounds=${1:-5}
[[ $rounds =~ ^[1-9][0-9]*$ ]] || fail "\"$rounds\" is not a number of rounds"
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- 100000 1000000
export PGDATABASE=research_indicators_bench
cleanup()
{
	psql -X -q -d postgres -c 'SET client_min_messages = warning' \
		-c "DROP DATABASE IF EXISTS $PGDATABASE" || true
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

run()
{
	psql -X -q -v ON_ERROR_STOP=1 "$@"
}

make_archive()
{
	run -v schema=bench -v publications="$1" -v seed="${SEED:-1}" \
		-f tests/bench/archive.sql
	run -v schema=bench -v copy=bench_shuffled -f tests/bench/shuffled.sql
	run -v schema=bench -f tests/bench/usual.sql
}

# memory NAME STATEMENT: in a backend of its own
memory()
{
	run -A -t <<-SQL
		SET jit = off;
		SET max_parallel_workers_per_gather = 0;
		SET research_indicators.source_schema = 'bench';
		SELECT count(*) FROM bench.institution \\g /dev/null
		$2 \\g /dev/null
		SELECT format('memory of %s: %s MB', '$1',
		              round((sum(kb) FILTER (WHERE name = 'VmHWM') - sum(kb) FILTER (WHERE name ~ '^Rss')) / 1024))
		FROM (SELECT split_part(line, ':', 1), (substring(line FROM '[0-9]+'))::bigint
		      FROM string_to_table(pg_read_file('/proc/self/status'), E'\n') AS line WHERE line ~ '^(VmHWM|RssShmem|RssFile):') AS s(name, kb);
	SQL
}

psql -X -q -d postgres -c 'SET client_min_messages = warning' \
	-c "DROP DATABASE IF EXISTS $PGDATABASE" -c "CREATE DATABASE $PGDATABASE"
run -c 'CREATE EXTENSION research_indicators'
for publications in "$@"; do
	[[ $publications =~ ^[1-9][0-9]{4,8}$ ]] ||
		fail "\"$publications\" is no size of an archive (10 000 and more)"
	say "$publications publications, $rounds rounds, seed ${SEED:-1}"
	make_archive "$publications"
	run -v rounds="$rounds" -f tests/bench/rounds.sql
	if [ -r /proc/self/status ]; then
		memory 'an idle backend' 'SELECT 1'
		memory 'rows' 'SELECT count(*) FROM research_indicators.publication_points(2022)'
		memory 'sums' 'SELECT count(*) FROM research_indicators.publication_point_sums(2022)'
		memory 'the report' "SELECT md5(research_indicators.report_json(2023, 'NO')::text)"
	fi
	say
done
