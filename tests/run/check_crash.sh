#!/bin/bash
# TAP: a server that is killed (-9) at steps of issue, approve and submit, and at
# seeded random moments, comes back with the old state or the new one.  With
# THOROUGH=1 at every step and 20 moments, else at a few of each.
#
# The steps need nothing in the extension: triggers of this test on the archive's
# tables wait at a named step for a lock, and there the server is killed.
# CRASH_SEED chooses other random moments.
set -eu
# the folder of the tests may lie where the server's user cannot enter
unset TMPDIR
. "$(dirname "${BASH_SOURCE[0]}")/server.sh"

database=ri_crash
seed=${CRASH_SEED:-20231231}
moments=4
[ "${THOROUGH:-}" != 1 ] || moments=20
number=0
failed=0
client=
holder=

finish()
{
	local status=$?
	trap '' INT TERM HUP
	end_clients
	server_down
	rm -rf "$work"
	exit "$status"
}

# result PROBLEM NAME: passes when there is no problem
result()
{
	number=$((number + 1))
	if [ -z "$1" ]; then
		echo "ok $number - $2"
	else
		echo "not ok $number - $2"
		printf '%s\n' "$1" | sed 's/^/# /'
		failed=1
	fi
}

run()
{
	PGOPTIONS="-c search_path=research_indicators,research_indicators_internal -c research_indicators.source_schema=t_source -c jit=off -c client_min_messages=error" \
		stdbuf -oL psql -X -q -A -t -v ON_ERROR_STOP=1 -d $database "$@" 9>&-
}

sql()
{
	run -c "$1"
}

end_clients()
{
	local pid
	for pid in $client $holder; do
		kill "$pid" 2> /dev/null || true
		wait "$pid" 2> /dev/null || true
	done
	client=
	holder=
}

# The whole server at once: postmaster and every process of its.
kill_server()
{
	local postmaster pids pid
	postmaster=$(head -n 1 "$PGHOST/data/postmaster.pid")
	pids="$postmaster $(cat "/proc/$postmaster/task/$postmaster/children")"
	# shellcheck disable=SC2086
	kill -9 $pids 2> /dev/null || true
	for pid in $pids; do
		while kill -0 "$pid" 2> /dev/null && [ "$(cut -d' ' -f3 "/proc/$pid/stat" 2> /dev/null || echo Z)" != Z ]; do
			sleep 0.05
		done
	done
	# a process that nobody reaps keeps its number, and by it the server's
	# lock files would count
	rm -f "$PGHOST/data/postmaster.pid" "$PGHOST/.s.PGSQL.$PGPORT" "$PGHOST/.s.PGSQL.$PGPORT.lock"
}

restart()
{
	kill_server
	end_clients
	server_up
}

# What must survive: every row of the archive.
contents()
{
	sql "SELECT string_agg(md5(query_to_xml(format('SELECT a::text FROM research_archive.%I AS a ORDER BY a::text COLLATE \"C\"', c.relname), true, false, '')::text),
	                       '' ORDER BY c.relname)
	     FROM pg_class AS c WHERE c.relnamespace = 'research_archive'::regnamespace AND c.relkind = 'r'"
}

# Everything that is wrong with the archive as it is.
problems()
{
	sql "SELECT r.report_id || ' ' || p.key || ' is not whole' FROM research_archive.report AS r, altered_archive(r.report_id) AS p
	     UNION ALL
	     SELECT r.report_id || ' was not issued' FROM research_archive.report AS r
	     WHERE NOT EXISTS (SELECT FROM research_archive.report_event AS v WHERE v.report_id = r.report_id AND v.ordinal = 1 AND v.event = 'issued')
	     UNION ALL
	     SELECT f.report_id || ' is not there' FROM research_archive.report_freeze AS f
	     WHERE NOT EXISTS (SELECT FROM research_archive.report AS r WHERE r.report_id = f.report_id)"
}

reports()
{
	sql "SELECT count(*) FROM research_archive.report"
}

state()
{
	sql "SELECT state FROM report_events('$1') ORDER BY ordinal DESC LIMIT 1"
}

# until a client waits at its step
reached()
{
	local turn
	for turn in $(seq 1 600); do
		[ "$(sql "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")" = 0 ] || return 0
		kill -0 "$client" 2> /dev/null || return 1
		sleep 0.1
	done
	return 1
}

# crash_at STEP COMMAND: starts the command, kills the server at the step
crash_at()
{
	run -c "SELECT pg_advisory_lock(4242)" -c "SELECT pg_sleep(600)" > /dev/null 2>&1 &
	holder=$!
	until [ "$(sql "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted")" = 1 ]; do sleep 0.05; done
	run -c "SET t.step = '$1'" -c "$2" > "$work/client" 2>&1 &
	client=$!
	reached || { restart; return 1; }
	restart
}

# crash_steps NAME COMMAND STEP...: at none of them anything is left; of many, the
# seed chooses four unless all are wanted
crash_steps()
{
	local name=$1 command=$2 step before
	shift 2
	local steps=("$@")
	if [ "${THOROUGH:-}" != 1 ] && [ $# -gt 4 ]; then
		readarray -t steps < <(printf '%s\n' "$@" |
			shuf -n 4 --random-source=<(yes "$seed"))
	fi
	for step in "${steps[@]}"; do
		before=$(contents)
		if crash_at "$step" "$command"; then
			result "$([ "$(contents)" = "$before" ] || echo "the archive has changed")$(problems)" "$name, killed at $step: the old state"
		else
			result "the step was not reached: $(cat "$work/client")" "$name, killed at $step"
		fi
	done
}

# after_commit COMMAND: killed as soon as the client has its answer
after_commit()
{
	local answer
	answer=$(sql "$1")
	restart
	printf '%s' "$answer"
}

start_server()
{
	server_prepare crash
	{ server_install && server_init; } >&2
	printf '%s\n' "fsync = on" "synchronous_commit = on" "full_page_writes = on" "restart_after_crash = off" |
		as_server tee -a "$PGHOST/data/postgresql.conf" > /dev/null
	server_up
}

make_archive()
{
	psql -X -q -d postgres -c "CREATE DATABASE $database"
	sql "CREATE EXTENSION research_indicators" > /dev/null
	run -f tests/sql/include/tiny_source.sql > /dev/null
	sql "SELECT create_archive('research_archive')" > /dev/null
	run <<-'SQL' > /dev/null
	CREATE FUNCTION public.step() RETURNS trigger LANGUAGE plpgsql AS $$
	BEGIN
	    IF current_setting('t.step', true) = concat_ws(' ', lower(TG_WHEN), TG_ARGV[0], TG_TABLE_NAME) THEN
	        PERFORM pg_advisory_xact_lock_shared(4242);
	    END IF;
	    RETURN NULL;
	END
	$$;
	SELECT format('CREATE TRIGGER step_%1$s %1$s INSERT ON research_archive.%2$I FOR EACH STATEMENT EXECUTE FUNCTION public.step()', w.moment, c.relname)
	FROM pg_class AS c CROSS JOIN (VALUES ('before'), ('after')) AS w(moment)
	WHERE c.relnamespace = 'research_archive'::regnamespace AND c.relkind = 'r' AND c.relname LIKE 'report%' \gexec
	CREATE CONSTRAINT TRIGGER step_commit AFTER INSERT ON research_archive.report_event DEFERRABLE INITIALLY DEFERRED
	    FOR EACH ROW EXECUTE FUNCTION public.step('commit');
	SQL
}

# lives N: drafts, then the rest of their lives; a line for everything that was
# committed
lives()
{
	local n
	for n in $(seq 1 "$1"); do
		printf '%s\n' "SELECT issue_report(2023, '983974724') AS id$n \\gset" "\\echo issued"
	done > "$work/script"
	for n in $(seq 1 "$1"); do
		printf '%s\n' "SELECT waive_finding(:'id$n', 'institution_without_region', 'institution', 'known') AS x \\gset" "\\echo waived" \
			"SELECT approve_report(:'id$n', 'random') AS x \\gset" "\\echo approved" \
			"SELECT submit_report(:'id$n') AS x \\gset" "\\echo submitted"
	done >> "$work/script"
	run < "$work/script"
}

# judge_lives KNOWN BEFORE: what killed lives left, against what their client knows
judge_lives()
{
	sql "
		WITH life AS (
		    SELECT r.report_id, string_agg(v.event, ' ' ORDER BY v.ordinal) AS events, count(*) AS number
		    FROM (SELECT * FROM research_archive.report ORDER BY issued_at OFFSET $2) AS r
		    JOIN research_archive.report_event AS v ON v.report_id = r.report_id
		    GROUP BY r.report_id)
		SELECT 'events in disorder: ' || l.events FROM life AS l
		WHERE NOT starts_with('issued waived approved submitted', l.events)
		UNION ALL
		SELECT 'the client knows of $1 events, ' || coalesce(sum(l.number), 0) || ' are left' FROM life AS l
		HAVING coalesce(sum(l.number), 0) NOT IN ($1, $1 + 1)"
}

# Every other moment is while a report is issued, the others are while six drafts
# are waived, approved and submitted.
random_moments()
{
	local moment before wait_ms known drafts
	RANDOM=$seed
	echo "# seed $seed; a report takes $span ms"
	for moment in $(seq 1 "$moments"); do
		before=$(reports)
		wait_ms=$((RANDOM % span))
		drafts=1
		: > "$work/life"
		if [ $((moment % 2)) = 0 ]; then
			drafts=6
			wait_ms=$((wait_ms % 25))
		fi
		lives "$drafts" > "$work/life" 2> /dev/null &
		client=$!
		if [ "$drafts" = 6 ]; then
			until [ "$(grep -c issued "$work/life")" = 6 ]; do :; done
		fi
		sleep "$(printf '%d.%03d' $((wait_ms / 1000)) $((wait_ms % 1000)))"
		restart
		known=$(grep -c . "$work/life" || true)
		result "$(judge_lives "$known" "$before")$(problems)" \
			"random moment $moment: of $((4 * drafts)) events $known were known"
	done
}

work=$(mktemp -d -t ri_crash.XXXXXX)
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
start_server
make_archive

issue="SELECT issue_report(2023, '983974724')"
report=$(sql "$issue")
sql "SELECT waive_finding('$report', 'institution_without_region', 'institution', 'known')" > /dev/null
# a world that is new to the archive, so that every table gets rows
sql "UPDATE t_source.doctoral_degree SET share = 0.5" > /dev/null
crash_steps "issue" "$issue" "before report" \
	"before report_freeze" "after report_freeze" "before report_record" "after report_record" "before report_fact" "after report_fact" \
	"before report_publication" "after report_publication" "before report_rule_set" "after report_rule_set" \
	"before report_parameter" "after report_parameter" "before report_source" "after report_source" "before report_source_row" "after report_source_row" \
	"before report_event" "after report_event" "after report" "after commit report_event"
crash_steps "approve" "SELECT approve_report('$report', 'killed')" "before report_event" "after report_event" "after commit report_event"
after_commit "SELECT approve_report('$report', 'kept')" > /dev/null
result "$([ "$(state "$report")" = approved ] || echo "the approval is lost")$(problems)" "approve, killed after commit: the new state"
crash_steps "submit" "SELECT submit_report('$report')" "before report_event" "after commit report_event"
second=$(after_commit "$issue")
result "$([ "$(sql "SELECT verdict FROM verify_report('$second')")" = identical ] || echo "the report is not what was issued")$(problems)" \
	"issue, killed after commit: the new state"
started=$(date +%s%3N)
lives 1 > /dev/null
span=$(($(date +%s%3N) - started + 20))
random_moments
echo "1..$number"
exit $failed
