#!/bin/bash
# TAP: a server that is killed (-9) at every step of issue, approve and submit, and
# at 20 seeded random moments, comes back with the old state or the new one.
#
# The steps need nothing in the extension: triggers of this test on the archive's
# tables wait at a named step for a lock, and there the server is killed.
# CRASH_SEED chooses other random moments.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/server.sh"

database=ri_crash
seed=${CRASH_SEED:-20231231}
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
	PGOPTIONS="-c search_path=research_indicators -c research_indicators.source_schema=t_source -c jit=off -c client_min_messages=error" \
		psql -X -q -A -t -v ON_ERROR_STOP=1 -d $database "$@" 9>&-
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
	run -c "SET t.step = '$1'" -c "$2" > /dev/null 2>&1 &
	client=$!
	reached || { restart; return 1; }
	restart
}

# steps OLD COMMAND STEP...: at none of them anything is left
crash_steps()
{
	local name=$1 command=$2 step before
	shift 2
	for step in "$@"; do
		before=$(contents)
		if crash_at "$step" "$command"; then
			result "$([ "$(contents)" = "$before" ] || echo "the archive has changed")$(problems)" "$name, killed at $step: the old state"
		else
			result "the step was not reached" "$name, killed at $step"
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
	# the caller's build is installed already where this runs in a check
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

# One life of a report; a line for everything that was committed.
life()
{
	run <<-'SQL'
	SELECT issue_report(2023, '983974724') AS id \gset
	\echo issued :id
	SELECT waive_finding(:'id', 'institution_without_region', 'institution', 'known') AS x \gset
	\echo waived
	SELECT approve_report(:'id', 'random') AS x \gset
	\echo approved
	SELECT submit_report(:'id') AS x \gset
	\echo submitted
	SQL
}

# What a killed life left, against what its client knows.
judge_life()
{
	local known=$1 before=$2 now=$3 left expected="issued waived approved submitted"
	left=$(sql "SELECT coalesce(string_agg(v.event, ' ' ORDER BY v.ordinal), '') FROM research_archive.report_event AS v
	            WHERE v.report_id = (SELECT r.report_id FROM research_archive.report AS r ORDER BY r.issued_at DESC LIMIT 1 OFFSET 0)
	              AND $now > $before")
	[ "$((now - before))" -le 1 ] || echo "$((now - before)) reports came of one"
	# shellcheck disable=SC2086
	set -- $left
	[ "$#" -ge "$known" ] || echo "the client knows of $known events, $# are left"
	[ "$#" -le "$((known + 1))" ] || echo "the client knows of $known events, $# are there"
	[ "${expected#"$left"}" != "$expected" ] || [ -z "$left" ] || echo "events in disorder: $left"
}

random_moments()
{
	local moment before wait_ms known
	RANDOM=$seed
	echo "# seed $seed"
	for moment in $(seq 1 20); do
		before=$(reports)
		wait_ms=$((RANDOM % span))
		life > "$work/life" 2> /dev/null &
		client=$!
		sleep "$(printf '%d.%03d' $((wait_ms / 1000)) $((wait_ms % 1000)))"
		restart
		known=$(grep -c . "$work/life" || true)
		result "$(judge_life "$known" "$before" "$(reports)")$(problems)" \
			"random moment $moment: $known events were known, no more than one is unknown"
	done
}

work=$(mktemp -d -t ri_crash.XXXXXX)
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
echo 1..46
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
	"before report_parameter" "after report_parameter" "before report_source" "after report_source" \
	"before report_event" "after report_event" "after report" "after commit report_event"
crash_steps "approve" "SELECT approve_report('$report', 'killed')" "before report_event" "after report_event" "after commit report_event"
after_commit "SELECT approve_report('$report', 'kept')" > /dev/null
result "$([ "$(state "$report")" = approved ] || echo "the approval is lost")$(problems)" "approve, killed after commit: the new state"
crash_steps "submit" "SELECT submit_report('$report')" "before report_event" "after commit report_event"
started=$(date +%s%3N)
second=$(after_commit "$issue")
span=$(($(date +%s%3N) - started + 200))
result "$([ "$(sql "SELECT verdict FROM verify_report('$second')")" = identical ] || echo "the report is not what was issued")$(problems)" \
	"issue, killed after commit: the new state"
random_moments
exit $failed
