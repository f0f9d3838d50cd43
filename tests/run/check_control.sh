#!/bin/bash
# TAP: what every kind of role controls, and who acts next: a matrix of attempts.
# Each role makes the most of a thing, another one issues a report and verifies
# it; the outcome is printed.  No cell is empty, nobody rises, nothing is forged.
set -eu
if [ "${THOROUGH:-}" != 1 ]; then
	echo "1..0 # SKIP make check-all tries every cell of the matrix"
	exit 0
fi
database=ri_control
work=$(mktemp -d -t ri_control.XXXXXX)
roles="public analyst reporter steward approver importer"
things="schema view function operator setting lock row snapshot"
actors="reporter superuser"

clean_up()
{
	exec 3>&- 2> /dev/null || true
	wait 2> /dev/null || true
	rm -rf "$work"
	psql -X -q -d postgres -c "DROP DATABASE IF EXISTS $database WITH (FORCE)" 2> /dev/null
	for role in $roles next; do
		psql -X -q -d postgres -c "DROP ROLE IF EXISTS ri_control_$role" 2> /dev/null
	done
}
trap clean_up EXIT

# run ROLE OPTION...: what a session prints, or the SQLSTATE of its error
run()
{
	local role=$1
	shift
	PGOPTIONS="-c search_path=research_indicators,research_indicators_internal -c research_indicators.source_schema=${schema:-t_source} -c jit=off -c client_min_messages=error -c lock_timeout=2s" \
		stdbuf -oL psql -X -q -A -t -v VERBOSITY=sqlstate -U "$role" -d $database "$@" 2>&1 | sed -u 's/^psql:.*ERROR:  //; s/^ERROR:  //'
}

sql()
{
	run "$PGUSER" -c "$1"
}

# A session of the role stays open with what the statements hold.
hold_open()
{
	rm -f "$work/pipe" && mkfifo "$work/pipe"
	: > "$work/held"
	run "$1" < "$work/pipe" > "$work/held" &
	held_pid=$!
	exec 3> "$work/pipe"
	more "$2"
}

# more SQL: goes on in that session
more()
{
	local turn before
	before=$(grep -c '^done$' "$work/held" || true)
	printf '%s\n\\echo done\n' "$1" >&3
	for turn in $(seq 1 200); do
		[ "$(grep -c '^done$' "$work/held")" -le "$before" ] || return 0
		sleep 0.05
	done
}

let_go()
{
	exec 3>&-
	wait "$held_pid" || true
}

# The rows that a role would add: what it has no right to is refused.
rows="
	INSERT INTO research_archive.report_source_row VALUES ('doctoral_degree', 'x', 'x', 1, 'x');
	INSERT INTO research_archive.report_record VALUES (gen_random_uuid(), 1, 'innhold', 'funn', '{}');
	UPDATE research_archive.setting SET value = 'elsewhere';
	INSERT INTO research_archive.setting VALUES ('trusted_owners', current_user);
	INSERT INTO t_source.doctoral_degree VALUES ('forged', 'bergen', '2023-01-01', 9);"
locks="
	BEGIN;
	SELECT pg_advisory_xact_lock(hashtextextended(k, 0)) FROM unnest('{research_indicators.rule_set,research_indicators.issue_report_once research_archive}'::text[]) AS k;
	SAVEPOINT a; SELECT hold('research_archive.report', 'issue once'); ROLLBACK TO a;
	SAVEPOINT b; LOCK TABLE research_archive.report IN SHARE MODE; ROLLBACK TO b;
	SAVEPOINT c; LOCK TABLE research_archive.report IN ACCESS SHARE MODE; ROLLBACK TO c;
	SAVEPOINT d; SELECT hold_rule_sets(true);"

# attempt ROLE THING: prepares; sets schema, and holds a session open where needed
attempt()
{
	local me=ri_control_$1 own=t_$1_$2 rise
	schema=t_source
	rise="CREATE SCHEMA $own; GRANT USAGE ON SCHEMA $own TO PUBLIC;
		CREATE FUNCTION $own.rise() RETURNS void LANGUAGE plpgsql AS 'BEGIN ALTER ROLE $me SUPERUSER; END';
		CREATE FUNCTION $own.yes() RETURNS boolean LANGUAGE plpgsql STABLE AS 'BEGIN IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN PERFORM $own.rise(); END IF; RETURN true; END';
		CREATE FUNCTION $own.same(text, text) RETURNS boolean LANGUAGE plpgsql STABLE AS 'BEGIN RETURN $own.yes(); END';
		CREATE OPERATOR $own.=== (LEFTARG = text, RIGHTARG = text, FUNCTION = $own.same);"
	case $2 in
		schema | view | function | operator) run "$me" -c "$rise" > /dev/null ;;
	esac
	case $2 in
		schema)
			sql "SELECT make_views('$own', '$own.yes()'); GRANT SELECT ON ALL TABLES IN SCHEMA $own TO PUBLIC" > /dev/null
			schema=$own ;;
		view | function | operator)
			sql "CREATE SCHEMA ${own}_site; GRANT USAGE ON SCHEMA ${own}_site TO PUBLIC;
				SELECT make_views('${own}_site', '$(case $2 in operator) echo "degree_id OPERATOR($own.===) degree_id" ;; function) echo "$own.yes()" ;; view) echo true ;; esac)');
				GRANT SELECT ON ALL TABLES IN SCHEMA ${own}_site TO PUBLIC" > /dev/null
			[ "$2" != view ] || sql "ALTER VIEW ${own}_site.doctoral_degree OWNER TO $me; GRANT SELECT ON t_source.doctoral_degree TO $me" > /dev/null
			schema=${own}_site ;;
		setting)
			run "$me" -c "ALTER ROLE $me SET research_indicators.source_schema = 'pg_temp'" \
				-c "ALTER DATABASE $database SET research_indicators.source_schema = 'pg_temp'" \
				-c "SET research_indicators.archive_schema = 'elsewhere'" > /dev/null ;;
		lock) hold_open "$me" "$locks" ;;
		row) printf '%s' "$rows" | run "$me" > /dev/null ;;
		snapshot) hold_open "$me" "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM pg_class;" ;;
	esac
}

psql -X -q -d postgres -c "DROP DATABASE IF EXISTS $database WITH (FORCE)" -c "CREATE DATABASE $database" 2> /dev/null
for role in $roles next; do
	psql -X -q -d postgres -c "CREATE ROLE ri_control_$role LOGIN" -c "GRANT CREATE ON DATABASE $database TO ri_control_$role"
done
sql "CREATE EXTENSION research_indicators" > /dev/null
run "$PGUSER" -f tests/sql/include/tiny_source.sql > /dev/null
sql "SELECT create_archive('research_archive')" > /dev/null
for role in analyst reporter steward approver importer; do
	sql "SELECT grant_access('ri_control_$role', '$role')" > /dev/null
done
sql "SELECT grant_access('ri_control_next', 'reporter'); SELECT copy_rule_set('hod-2021', 'site', 'x');
	INSERT INTO research_archive.setting VALUES ('production_source_schema', 't_source');
	GRANT USAGE ON SCHEMA t_source TO PUBLIC; GRANT SELECT ON ALL TABLES IN SCHEMA t_source TO PUBLIC" > /dev/null
sql "CREATE FUNCTION research_indicators.make_views(schema text, call text) RETURNS void LANGUAGE plpgsql AS '
	DECLARE item record;
	BEGIN
		FOR item IN SELECT c.relname FROM pg_class AS c WHERE c.relnamespace = ''t_source''::regnamespace AND c.relkind = ''r'' LOOP
			EXECUTE format(''CREATE VIEW %s.%I AS SELECT s.* FROM t_source.%I AS s %s'', schema, item.relname, item.relname,
			               CASE item.relname WHEN ''doctoral_degree'' THEN ''WHERE '' || call ELSE '''' END);
		END LOOP;
	END'" > /dev/null

printf '# %-10s %-10s %-10s %s\n' role controls "acts next" outcome
cells=0
wrong=
for role in $roles; do
	for thing in $things; do
		attempt "$role" "$thing"
		for actor in $actors; do
			case $actor in reporter) who=ri_control_next ;; *) who=$PGUSER ;; esac
			rule_set=NULL
			[ "$thing" != snapshot ] || rule_set="'site'"
			outcome=$(run "$who" -c "SELECT issue_report(2023, '983974724', $rule_set)" | tail -n 1)
			if [[ $outcome =~ ^[0-9a-f-]{36}$ ]]; then
				outcome=$(run "$who" -c "SELECT report_json('$outcome'::uuid) #>> '{konvolutt,miljoe}' || ' ' || v.verdict FROM verify_report('$outcome') AS v WHERE v.subject = 'report'")
			fi
			case $thing-$role in
				schema-* | view-* | function-* | operator-*) wanted=RI110 ;;
				lock-steward) wanted=55P03 ;;	# who keeps rule sets may hold them
				*) wanted="PROD identical" ;;
			esac
			printf '# %-10s %-10s %-10s %s\n' "$role" "$thing" "$actor" "${outcome:-empty}"
			cells=$((cells + 1))
			[ "$outcome" = "$wanted" ] || wrong="$wrong $role/$thing/$actor"
		done
		case $thing in
			snapshot)
				more "SELECT set_rule_parameter('site', 'doctorate.points', '9', 'site', 'x'); COMMIT;"
				let_go ;;
			lock) let_go ;;
		esac
	done
done

echo 1..5
number=0
is()
{
	number=$((number + 1))
	if [ "$1" = "$2" ]; then
		echo "ok $number - $3"
	else
		printf 'not ok %d - %s\n# got:      %s\n# expected: %s\n' "$number" "$3" "$1" "$2"
		failed=1
	fi
}
failed=0
is "$wrong" "" "every cell is as promised"
is "$cells" $(($(wc -w <<< "$roles") * 8 * 2)) "and none is missing"
is "$(sql "SELECT string_agg(rolname, ' ') FROM pg_roles WHERE rolname LIKE 'ri\_control\_%' AND rolsuper")" "" "nobody rose"
is "$(sql "SELECT count(*) FROM rule_parameter WHERE rule_set = 'site' AND value = '9'")" 0 "no used rule set changed"
is "$(sql "SELECT string_agg(DISTINCT v.verdict, ' ') FROM research_archive.report AS r, verify_report(r.report_id) AS v WHERE v.subject = 'report' AND r.source_schema = 't_source'")" identical "every report is what it was"
exit $failed
