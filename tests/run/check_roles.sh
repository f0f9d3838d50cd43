#!/bin/bash
# TAP: attacks that need several sessions.  Who has no right blocks nobody; no
# snapshot outlives a lock; a restore puts back what was or says how.
set -eu
database=ri_roles
work=$(mktemp -d -t ri_roles.XXXXXX)
number=0
failed=0

clean_up()
{
	exec 3>&- 4>&- 2> /dev/null || true
	wait 2> /dev/null || true
	rm -rf "$work"
	psql -X -q -d postgres -c "DROP DATABASE IF EXISTS $database WITH (FORCE)" \
		-c "DROP DATABASE IF EXISTS ${database}_copy WITH (FORCE)" \
		-c "DROP ROLE IF EXISTS ri_roles_reporter, ri_roles_steward, ri_roles_nobody, ri_roles_owner" 2> /dev/null
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

# run ROLE OPTION...: what a session prints, or the SQLSTATE of its error
run()
{
	local role=$1
	shift
	PGOPTIONS="-c search_path=research_indicators,research_indicators_internal -c research_indicators.source_schema=t_source -c jit=off -c client_min_messages=error -c lock_timeout=${lock_timeout:-20s}" \
		stdbuf -oL psql -X -q -A -t -v VERBOSITY=sqlstate -U "$role" -d $database "$@" 2>&1 | sed -u 's/^psql:.*ERROR:  //; s/^ERROR:  //'
}

sql()
{
	run "$PGUSER" -c "$1"
}

# Sessions that stay open: statements go in by tell, answers come as files.
# open_session 3|4 ROLE
open_session()
{
	rm -f "$work/$1" && mkfifo "$work/$1"
	: > "$work/$1.out"
	run "$2" < "$work/$1" > "$work/$1.out" &
	eval "exec $1> '$work/$1'"
	eval "told_$1=0"
}

# tell 3|4 SQL: and waits until it is done
tell()
{
	local turn
	printf '%s\n\\echo done\n' "$2" >&"$1"
	eval "told_$1=\$((told_$1 + 1))"
	for turn in $(seq 1 300); do
		eval "[ \"\$(grep -c '^done$' '$work/$1.out')\" -lt \"\$told_$1\" ]" || return 0
		sleep 0.1
	done
	echo "# session $1 has no answer"
}

# the last thing that session 3|4 said
said()
{
	grep -v '^done$' "$work/$1.out" | tail -n 1
}

shut()
{
	eval "exec $1>&-"
}

psql -X -q -d postgres -c "DROP DATABASE IF EXISTS $database WITH (FORCE)" -c "CREATE DATABASE $database" 2> /dev/null
psql -X -q -d postgres -c "CREATE ROLE ri_roles_reporter LOGIN" -c "CREATE ROLE ri_roles_steward LOGIN" -c "CREATE ROLE ri_roles_nobody LOGIN" -c "CREATE ROLE ri_roles_owner LOGIN"
sql "CREATE EXTENSION research_indicators" > /dev/null
run "$PGUSER" -f tests/sql/include/tiny_source.sql > /dev/null
sql "SELECT create_archive('research_archive'), grant_access('ri_roles_reporter', 'reporter')" > /dev/null
sql "SELECT grant_access('ri_roles_steward', 'steward')" > /dev/null
sql "GRANT USAGE ON SCHEMA t_source TO ri_roles_reporter; GRANT SELECT ON ALL TABLES IN SCHEMA t_source TO ri_roles_reporter;
	SELECT copy_rule_set('hod-2021', 'site', 'Vår'), copy_rule_set('hod-2021', 'site-x', 'X'), copy_rule_set('hod-2021', 'site-y', 'Y')" > /dev/null
issue="SELECT issue_report(2023, '983974724', 'site') IS NOT NULL"

# Locks --------------------------------------------------------------------------

open_session 3 ri_roles_nobody
tell 3 "BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('research_indicators.rule_set', 0)), pg_advisory_xact_lock(hashtextextended('research_indicators.issue_report_once research_archive', 0));"
is "$(lock_timeout=3s run ri_roles_reporter -c "$issue")" t "who may only connect blocks no issuing"
is "$(lock_timeout=3s run ri_roles_reporter -c "SELECT issued IS NOT NULL FROM issue_report_once(2023, '983974724', 'site')")" t "nor the job's"
report=$(sql "SELECT report_id FROM research_archive.report LIMIT 1")
tell 3 "SELECT pg_advisory_xact_lock(hashtextextended('research_indicators.report $report', 0));"
is "$(lock_timeout=3s run ri_roles_reporter -c "SELECT count(*) FROM report_comment('$report', 'innhold', 'x')")" 1 "nor a comment"
tell 3 "ROLLBACK;"
is "$(run ri_roles_nobody -c "SELECT research_indicators_internal.hold('research_archive.report', 'issue once')")" 42501 "our locks are not for who has no right"
is "$(run ri_roles_reporter -c "SELECT research_indicators_internal.hold('research_indicators.rule_set', '')")" 42501 "nor for who has another one"
is "$(run ri_roles_reporter -c "SELECT research_indicators_internal.hold_rule_sets(true)")" 42501 "who issues does not hold rule sets for himself"
is "$(run ri_roles_steward -c "SELECT research_indicators_internal.hold('research_archive.report', 'issue once')")" 42501 "who keeps rule sets does not hold reports"
shut 3

# Snapshots --------------------------------------------------------------------------

for level in "READ COMMITTED" "REPEATABLE READ" SERIALIZABLE; do
	case $level in READ*) locked=RI032 cycle=RI034 ;; *) locked=40001 cycle=40001 ;; esac
	id=$(printf '%s' "$level" | tr 'A-Z ' 'a-z-')
	sql "SELECT copy_rule_set('hod-2021', '$id', 'x'), copy_rule_set('hod-2021', '$id-x', 'x'), copy_rule_set('hod-2021', '$id-y', 'y')" > /dev/null
	open_session 3 ri_roles_steward
	tell 3 "BEGIN ISOLATION LEVEL $level; SELECT count(*) FROM rule_set;"
	run ri_roles_reporter -c "SELECT issue_report(2023, '983974724', '$id')" > /dev/null
	tell 3 "SELECT set_rule_parameter('$id', 'doctorate.points', '5', 'site', 'x'); COMMIT;"
	is "$(grep -E '^(RI|[0-9]{5}$)' "$work/3.out" | tail -n 1)" $locked "$level: an old snapshot changes no set that was used meanwhile"
	is "$(sql "SELECT verdict FROM research_archive.report AS r, verify_report(r.report_id) WHERE r.rule_set = '$id' AND subject = 'report'")" identical "$level: and the report verifies"
	tell 3 "ROLLBACK; BEGIN ISOLATION LEVEL $level; SELECT count(*) FROM rule_set;"
	run ri_roles_steward -c "UPDATE rule_set SET extends = '$id-y' WHERE rule_set = '$id-x'" > /dev/null
	tell 3 "UPDATE rule_set SET extends = '$id-x' WHERE rule_set = '$id-y'; COMMIT;"
	is "$(grep -E '^(RI|[0-9]{5}$)' "$work/3.out" | tail -n 1)" $cycle "$level: two sessions close no circle of sets"
	is "$(sql "SELECT count(*) FROM rule_set AS a JOIN rule_set AS b ON a.extends = b.rule_set AND b.extends = a.rule_set")" 0 "$level: there is none"
	shut 3
	# the other way round: issued from rules that are no longer
	open_session 3 ri_roles_reporter
	tell 3 "BEGIN ISOLATION LEVEL $level; SELECT count(*) FROM rule_set;"
	run ri_roles_steward -c "SELECT set_rule_parameter('$id-x', 'doctorate.points', '7', 'site', 'x')" > /dev/null
	tell 3 "SELECT issue_report(2023, '983974724', '$id-x') IS NOT NULL; COMMIT;"
	case $level in READ*) wanted=t ;; *) wanted=40001 ;; esac
	is "$(said 3)" $wanted "$level: a report is issued from rules that hold, or not at all"
	sql "SELECT copy_rule_set('hod-2021', '$id-p', 'p'), copy_rule_set('hod-2021', '$id-c', 'c'); UPDATE rule_set SET extends = '$id-p' WHERE rule_set = '$id-c'" > /dev/null
	tell 3 "ROLLBACK; BEGIN ISOLATION LEVEL $level; SELECT count(*) FROM rule_set;"
	run ri_roles_steward -c "SELECT set_rule_parameter('$id-p', 'doctorate.points', '7', 'site', 'x')" > /dev/null
	tell 3 "SELECT issue_report(2023, '983974724', '$id-c') IS NOT NULL; COMMIT;"
	is "$(said 3)" $wanted "$level: so with rules that the set builds on"
	tell 3 "ROLLBACK; BEGIN ISOLATION LEVEL $level; SELECT count(*) FROM rule_set;"
	run ri_roles_steward -c "SELECT set_rule_parameter('site-y', 'doctorate.points', '$((${#level} % 2 + 7))', 'site', '$level')" > /dev/null
	tell 3 "SELECT issue_report(2023, '983974724', '$id-x') IS NOT NULL; COMMIT;"
	is "$(said 3)" t "$level: a set that the report does not use is no matter"
	shut 3
done

# Schemas of others -------------------------------------------------------------------

psql -X -q -d $database -c "GRANT CREATE ON DATABASE $database TO ri_roles_owner, ri_roles_reporter"
run ri_roles_owner -c "CREATE SCHEMA t_theirs" > /dev/null
is "$(sql "SELECT create_archive('t_theirs')")" RI114 "no archive in a schema of somebody else"
is "$(sql "SELECT create_source_tables('t_theirs')")" RI114 "nor source tables"
sql "CREATE SCHEMA t_shared; GRANT CREATE ON SCHEMA t_shared TO ri_roles_owner" > /dev/null
is "$(sql "SELECT create_archive('t_shared')")" RI114 "nor where somebody else may create"
is "$(sql "SELECT create_source_tables('t_shared')")" RI114 "source tables neither"
sql "CREATE SCHEMA t_mine; SELECT create_source_tables('t_mine'), create_archive('t_mine_archive')" > /dev/null
is "$(sql "SELECT to_regclass('t_mine.publication') IS NOT NULL AND to_regclass('t_mine_archive.report') IS NOT NULL")" t "in one of the caller's own they are made"
# an archive of the database's other roles runs no code of theirs as a superuser
sql "GRANT USAGE ON SCHEMA research_indicators, research_indicators_internal TO ri_roles_owner; GRANT SELECT ON ALL TABLES IN SCHEMA research_indicators TO ri_roles_owner" > /dev/null
is "$(run ri_roles_owner -c "SELECT count(*) FROM create_archive('t_theirs')")" 1 "an ordinary role makes an archive of its own"
is "$(sql "SET research_indicators.archive_schema = 't_theirs'; SELECT issue_report(2023, '983974724')")" RI117 "a superuser does not write there"
is "$(sql "SET research_indicators.archive_schema = 't_theirs'; SELECT find_report(2023, '983974724')")" RI117 "nor read"
is "$(sql "SELECT * FROM upgrade_archive('t_theirs')")" RI114 "nor upgrade it"

# Restores --------------------------------------------------------------------------------

state="SELECT md5(string_agg(r::text, ' ' ORDER BY report_id)) FROM research_archive.report AS r;
	SELECT md5(string_agg(e::text, ' ' ORDER BY report_id, ordinal)) FROM research_archive.report_event AS e;
	SELECT md5(string_agg(e::text, ' ' ORDER BY e::text COLLATE \"C\")) FROM research_archive.report_source_row AS e"
before=$(sql "$state")
pg_dump -Fc -f "$work/dump" -d $database
psql -X -q -d postgres -c "CREATE DATABASE ${database}_copy"
database=${database}_copy
sql "CREATE EXTENSION research_indicators" > /dev/null
run "$PGUSER" -f tests/sql/include/tiny_source.sql > /dev/null
sql "SELECT create_archive('research_archive')" > /dev/null
pg_restore -d $database --data-only --schema=research_archive "$work/dump" > "$work/restore.out" 2>&1 || true
is "$(sql "SELECT (SELECT count(*) FROM research_archive.report) + (SELECT count(*) FROM research_archive.report_event) + (SELECT count(*) FROM research_archive.report_source_row)")" 0 \
	"a restore of the data alone issues nothing"
is "$(grep -c 'pg_restore --schema=research_archive' "$work/restore.out" | sed 's/^[1-9][0-9]*$/yes/')" yes "and is told what to do"
sql "DROP SCHEMA research_archive CASCADE" > /dev/null
sql "CREATE SCHEMA research_archive" > /dev/null
pg_restore --exit-on-error -d $database --schema=research_archive "$work/dump" > "$work/restore.out" 2>&1 || true
is "$(sql "$state")" "$before" "what the hint says brings back what was"
database=${database%_copy}
echo "1..$number"
exit $failed
