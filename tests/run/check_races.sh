#!/bin/bash
# TAP: two and more sessions at one report: approvals serialise, comments come
# before an approval or not at all, nobody adds to what another one issues; what
# a call remembers is not what another session has changed since.
set -eu
database=ri_races
work=$(mktemp -d -t ri_races.XXXXXX)
number=0
failed=0

clean_up()
{
	exec 3>&- 4>&- 2> /dev/null || true
	wait 2> /dev/null || true
	rm -rf "$work"
	psql -X -q -d postgres -c "DROP DATABASE IF EXISTS $database WITH (FORCE)" 2> /dev/null
}
trap clean_up EXIT

# is GOT EXPECTED NAME
is()
{
	number=$((number + 1))
	if [ "$1" = "$2" ]; then
		echo "ok $number - $3"
	else
		echo "not ok $number - $3"
		printf '# got:      %s\n# expected: %s\n' "$1" "$2"
		failed=1
	fi
}

# What a session prints, or the SQLSTATE of its error.
run()
{
	PGOPTIONS="-c search_path=research_indicators,research_indicators_internal -c research_indicators.source_schema=t_source -c jit=off -c client_min_messages=error" \
		stdbuf -oL psql -X -q -A -t -v VERBOSITY=sqlstate -d $database "$@" 2>&1 | sed -u 's/^psql:.*ERROR:  //; s/^ERROR:  //'
}

sql()
{
	run -c "$1"
}

# Two sessions that stay open: statements go in by tell, answers come as files.
mkfifo "$work/one" "$work/two"
open_sessions()
{
	run < "$work/one" > "$work/one.out" &
	exec 3> "$work/one"
	run < "$work/two" > "$work/two.out" &
	exec 4> "$work/two"
}

# tell 3|4 SQL: ends with a line "done" in the session's output
tell()
{
	printf '%s\n\\echo done\n' "$2" >&"$1"
}

# heard FILE N: waits until the session was done N times
heard()
{
	local turn
	for turn in $(seq 1 300); do
		[ "$(grep -c '^done$' "$work/$1.out")" -lt "$2" ] || return 0
		sleep 0.1
	done
	echo "# $1 has no answer"
	return 1
}

# waits until a session waits for a lock
someone_waits()
{
	local turn
	for turn in $(seq 1 300); do
		[ "$(sql "SELECT count(*) FROM pg_locks WHERE locktype IN ('advisory', 'object') AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")" = 0 ] || return 0
		sleep 0.1
	done
	return 1
}

draft()
{
	run <<-'SQL' | tail -n 1
	SELECT issue_report(2023, '983974724') AS id \gset
	SELECT waive_finding(:'id', 'institution_without_region', 'institution', 'known') AS x \gset
	\echo :id
	SQL
}

events()
{
	sql "SELECT string_agg(event, ' ' ORDER BY ordinal) FROM report_events('$1')"
}

psql -X -q -d postgres -c "DROP DATABASE IF EXISTS $database WITH (FORCE)" -c "CREATE DATABASE $database" 2> /dev/null
sql "CREATE EXTENSION research_indicators" > /dev/null
run -f tests/sql/include/tiny_source.sql > /dev/null
sql "SELECT create_archive('research_archive')" > /dev/null
echo 1..12

report=$(draft)
for n in 1 2 3 4 5 6; do
	sql "SELECT approve_report('$report', 'session $n')" > "$work/approval.$n" &
done
wait
is "$(cat "$work"/approval.* | sort | grep . | uniq -c | tr -s ' ')" " 5 RI054" "of six approvals at once five are refused"
is "$(events "$report")" "issued waived approved" "and one is recorded"

open_sessions
report=$(draft)
tell 3 "BEGIN; SELECT report_comment('$report', 'innhold', 'in time');"
heard one 1
tell 4 "SELECT approve_report('$report', 'waited');"
someone_waits
tell 3 "COMMIT;"
heard one 2 && heard two 1
is "$(events "$report")" "issued waived commented approved" "an approval waits for a comment that is being made"

report=$(draft)
tell 3 "BEGIN; SELECT approve_report('$report', 'first');"
heard one 3
tell 4 "SELECT report_comment('$report', 'innhold', 'late');"
someone_waits
tell 3 "COMMIT;"
heard one 4 && heard two 2
is "$(grep -v '^done$' "$work/two.out" | tail -n 1)" RI044 "a comment waits for an approval, and is too late"
is "$(events "$report")" "issued waived approved" "and leaves no trace"

report=$(draft)
tell 3 "BEGIN; SELECT approve_report('$report', 'thought better of');"
heard one 5
tell 4 "SELECT report_comment('$report', 'innhold', 'in time');"
someone_waits
tell 3 "ROLLBACK;"
heard one 6 && heard two 3
is "$(events "$report")" "issued waived commented" "after an approval that did not happen it is in time"

report=$(draft)
tell 4 "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) AS c FROM research_archive.report_event \\gset"
heard two 4
sql "SELECT approve_report('$report', 'meanwhile')" > /dev/null
tell 4 "SELECT report_comment('$report', 'innhold', 'out of an old snapshot'); ROLLBACK;"
heard two 5
is "$(grep -v '^done$' "$work/two.out" | tail -n 1)" 40001 "where a snapshot is old the comment is to be tried again"
is "$(events "$report")" "issued waived approved" "and nothing was added"

# nobody adds to a report that another session is issuing
tell 3 "BEGIN; SELECT issue_report(2023, '983974724');"
heard one 7
report=$(grep -E '^[0-9a-f-]{36}$' "$work/one.out" | tail -n 1)
is "$(sql "INSERT INTO research_archive.report_record VALUES ('$report', 999999, 'innhold', 'funn', '{}')")" RI050 \
	"a record is not added while the report is not there"
tell 3 "COMMIT;"
heard one 8
is "$(sql "INSERT INTO research_archive.report_record VALUES ('$report', 999999, 'innhold', 'funn', '{}')")" RI050 \
	"nor when it is"

# two that issue from a world that is new to the archive
sql "UPDATE t_source.doctoral_degree SET share = 0.5" > /dev/null
for n in 1 2; do
	sql "SELECT issue_report(2023, '983974724')" > "$work/issue.$n" &
	eval "pid$n=\$!"
done
# shellcheck disable=SC2154
wait "$pid1" "$pid2"
is "$(for n in 1 2; do sql "SELECT verdict FROM verify_report('$(cat "$work/issue.$n")')"; done | sort | uniq -c | tr -s ' ')" " 2 identical" \
	"two issue the same at once, and both are whole"
# a shared result is that of one snapshot: the body waits, the other one commits
sql "CREATE SCHEMA t_door
	CREATE TABLE item (id integer);
	SET search_path TO t_door;
	CREATE FUNCTION items() RETURNS bigint LANGUAGE c STABLE
		AS '\$libdir/research_indicators', 'research_indicators_shared';
	CREATE FUNCTION compute_items() RETURNS bigint LANGUAGE sql STABLE
		AS 'SELECT count(*) FROM t_door.item';
	CREATE FUNCTION wait() RETURNS text LANGUAGE c VOLATILE
		AS '\$libdir/research_indicators', 'research_indicators_shared';
	CREATE FUNCTION compute_wait() RETURNS text LANGUAGE plpgsql VOLATILE AS '
	DECLARE
		seen text := ''seen '' || t_door.items() || t_door.items();
	BEGIN
		PERFORM pg_advisory_xact_lock(7);
		RETURN seen || t_door.items() || t_door.items();
	END'" > /dev/null
tell 4 "BEGIN; SELECT pg_advisory_xact_lock(7); INSERT INTO t_door.item VALUES (1);"
heard two 6
tell 3 "SELECT t_door.wait();"
someone_waits
tell 4 "COMMIT;"
heard two 7 && heard one 9
is "$(grep '^seen' "$work/one.out")" "seen 0011" "what a call remembers is what its snapshot sees"
exit $failed
