#!/bin/bash
# TAP: 50 sessions at once write sources, rules, reports and their deliveries, at
# all three isolation levels, with fsync on.  What fails with 40001 or 40P01 is
# tried again, anything else ends the session and fails.  Then every total is what
# was committed, every report is of one moment and whole.
#
#   tests/run/concurrency.sh [SECONDS] [SEED] [SESSIONS]    120 20231231 50
set -eu
unset TMPDIR
. "$(dirname "${BASH_SOURCE[0]}")/server.sh"
. "$root/tests/run/tap.sh"
. "$root/tests/run/faulty_server.sh"

database=ri_concurrency
duration=${1:-120}
seed=${2:-20231231}
sessions=${3:-50}

finish()
{
	local status=$?
	trap '' INT TERM HUP
	end_clients
	server_down
	rm -rf "$work"
	exit "$status"
}

# script WEIGHT CALL: a transaction at one of the levels
scripts=()
script()
{
	local file=$work/${2%%(*}.pgbench
	cat > "$file" <<-SCRIPT
	\\set level random(1, 3)
	\\set n random(0, 19)
	\\if :level = 1
	BEGIN ISOLATION LEVEL READ COMMITTED;
	\\elif :level = 2
	BEGIN ISOLATION LEVEL REPEATABLE READ;
	\\else
	BEGIN ISOLATION LEVEL SERIALIZABLE;
	\\endif
	SELECT public.$2;
	COMMIT;
	SCRIPT
	scripts+=("--file=$file@$1")
}

# figure PATTERN: the number behind it in pgbench's words
figure()
{
	sed -n "s/^$1: \([0-9]*\).*/\1/p" "$work/pgbench" | head -n 1
}

# What was tried again, by deed and reason.
reasons()
{
	perl -ne '
		if (/ERROR:  (.*)/) { ($why = $1) =~ s/"[^"]*"|\(.*?\)//g; }
		elsif (/STATEMENT:  (?:SELECT public\.)?(\w+)/ && defined $why) { $n{"$1: $why"}++; undef $why; }
		END { printf "#   %d %s\n", $n{$_}, $_ for sort { $n{$b} <=> $n{$a} || $a cmp $b } keys %n; }
	' "$PGHOST/log"
}

# What is not as it should be, a line each.
wrong_totals()
{
	sql "
		SELECT format('degrees of %s: %s', i.id, count(d))
		FROM (VALUES ('bergen'), ('fonna')) AS i(id) LEFT JOIN t_source.doctoral_degree AS d ON d.institution_id = i.id
		GROUP BY i.id HAVING count(d) <> 10
		UNION ALL
		SELECT format('publications: %s, committed %s', p.n, d.n)
		FROM (SELECT count(*) - 3 AS n FROM t_source.publication) AS p, (SELECT count(*) AS n FROM public.done WHERE kind = 'publication') AS d
		WHERE p.n <> d.n
		UNION ALL
		SELECT format('author shares: %s, committed %s', c.n, d.n)
		FROM (SELECT count(*) - 4 AS n FROM t_source.contribution) AS c, (SELECT 2 * count(*) AS n FROM public.done WHERE kind = 'publication') AS d
		WHERE c.n <> d.n
		UNION ALL
		SELECT format('figure of publications: %s, rows %s', s.publications, p.n)
		FROM publication_point_sums(2023) AS s, (SELECT count(*) AS n FROM t_source.publication) AS p
		WHERE s.unit_level = 'nation' AND s.dimension = '' AND s.publications <> p.n
		UNION ALL
		SELECT 'two parameters that are set together: ' || string_agg(p.value, ', ')
		FROM rule_parameter AS p
		WHERE p.rule_set = 'moving' AND p.name IN ('doctorate.points', 'external_funding.points_per_million.EU') AND EXISTS (SELECT FROM public.done WHERE kind = 'rules')
		HAVING count(DISTINCT p.value) <> 1
		UNION ALL
		SELECT format('comments: %s, committed %s', e.n, d.n)
		FROM (SELECT count(*) AS n FROM research_archive.report_event WHERE event = 'commented') AS e, (SELECT count(*) AS n FROM public.done WHERE kind = 'comment') AS d
		WHERE e.n <> d.n"
}

# Reports that mix two moments, or are not there.
wrong_reports()
{
	sql "
		SELECT format('report %s: %s publications of bergen, %s of fonna', r.report_id, r.bergen, r.fonna)
		FROM (SELECT f.report_id, count(*) FILTER (WHERE p.institution_id = 'bergen') AS bergen, count(*) FILTER (WHERE p.institution_id = 'fonna') AS fonna
		      FROM research_archive.report AS f
		      LEFT JOIN research_archive.report_publication AS p ON p.report_id = f.report_id AND p.year = 2023 GROUP BY f.report_id) AS r
		WHERE r.bergen <> r.fonna OR r.bergen < 2
		UNION ALL
		SELECT format('report %s: degrees of trusts are %s', r.report_id, coalesce(f.said, 'not there'))
		FROM research_archive.report AS r
		LEFT JOIN (SELECT f.report_id, string_agg(trim_scale(f.value)::text, ', ') AS said
		           FROM research_archive.report_fact AS f
		           WHERE f.indicator = 'doctorates' AND f.measure = 'degrees' AND f.year = 2023 AND f.institution_id IN ('bergen', 'fonna') AND f.dimensions = '{}'
		           GROUP BY f.report_id) AS f ON f.report_id = r.report_id
		WHERE f.said IS DISTINCT FROM '10, 10'
		UNION ALL
		SELECT format('%s %s: not there', d.kind, d.subject)
		FROM public.done AS d
		WHERE d.kind IN ('issue', 'deliver')
		  AND NOT EXISTS (SELECT FROM research_archive.report_event AS e
		                  WHERE e.report_id = d.subject::uuid AND e.event = CASE d.kind WHEN 'issue' THEN 'issued' ELSE 'submitted' END)
		UNION ALL
		SELECT format('%s reports, committed %s', r.n, d.n)
		FROM (SELECT count(*) - (SELECT count(*) FROM public.contested) AS n FROM research_archive.report) AS r, (SELECT count(*) AS n FROM public.done WHERE kind = 'issue') AS d
		WHERE r.n <> d.n"
}

work=$(mktemp -d -t ri_concurrency.XXXXXX)
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
durable_server concurrency "max_connections = $((sessions + 10))" "deadlock_timeout = 200ms" "max_pred_locks_per_transaction = 256"
make_archive
run -f tests/run/concurrency.sql > /dev/null
script 20 'swap_degrees(1 + :n / 2, :n % 2 = 0)'
script 25 'add_publication(:client_id)'
script 4 'set_rules(1 + :n)'
script 15 'read_points()'
script 6 'issue_one()'
script 6 'deliver_one()'
script 10 'comment_one()'

status=0
PGOPTIONS="-c search_path=research_indicators,research_indicators_internal,pg_catalog -c research_indicators.source_schema=t_source -c jit=off -c client_min_messages=error" \
	pgbench -n -c "$sessions" -j 2 -T "$duration" --random-seed="$seed" --max-tries=100 --failures-detailed \
	"${scripts[@]}" "$database" > "$work/pgbench" 2> "$work/errors" 9>&- || status=$?
result "$([ "$status" = 0 ] || grep -v '^pgbench (' "$work/errors" | head -n 8)" "$sessions sessions for $duration s: no error but those that are tried again"
committed=$(figure 'number of transactions actually processed')
failed_at_last=$(figure 'number of failed transactions')
# also of those that were still tried when the time was over
refused=$(grep -c 'ERROR:' "$PGHOST/log" || true)
: "${committed:=0}" "${failed_at_last:=0}"
deadlocks=$(grep -c 'ERROR:  deadlock detected' "$PGHOST/log" || true)
said=$(sql "SELECT string_agg(d.n || ' ' || d.kind, ', ' ORDER BY d.kind) FROM (SELECT kind, count(*) AS n FROM public.done GROUP BY kind) AS d")
echo "# seed $seed: $committed transactions ($said), $refused tried again, of which $deadlocks after a deadlock; $failed_at_last given up"
reasons
result "$([ "$failed_at_last" = 0 ] || echo "$failed_at_last were given up")" "nothing is given up"
result "$([ "$committed" -ge "$refused" ] || echo "$committed committed, $refused did not")" "at least half of the attempts commit"
result "$([ "$(sql "SELECT count(*) FROM public.done")" = "$committed" ] || echo "$(sql "SELECT count(*) FROM public.done") are there, $committed were told of")" \
	"what was committed is there, each once"
result "$(sql "SELECT 'none: ' || k FROM unnest('{swap,publication,rules,read,issue,deliver,comment}'::text[]) AS k WHERE NOT EXISTS (SELECT FROM public.done WHERE kind = k)")" \
	"every kind of deed took place"
result "$(wrong_totals)" "no total is wrong"
result "$(wrong_reports)" "every report is of one moment: $(reports) reports"
result "$(problems)" "and whole"
echo "1..$number"
exit $failed
