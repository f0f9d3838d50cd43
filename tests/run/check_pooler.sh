#!/bin/bash
# TAP: behind PgBouncer in transaction mode, with one server connection for all
# clients: what is set in a transaction stays there, what a session sets reaches
# the next client (so our guides say), and even then nobody's views are run, no
# lock of a transaction outlives it.
set -eu
pgbouncer=${PGBOUNCER:-$(command -v pgbouncer || echo /usr/sbin/pgbouncer)}
if [ ! -x "$pgbouncer" ]; then
	echo "1..0 # SKIP pgbouncer is not installed"
	exit 0
fi
database=ri_pooler
work=$(mktemp -d -t ri_pooler.XXXXXX)
port=6599
number=0
failed=0

clean_up()
{
	exec 3>&- 4>&- 2> /dev/null || true
	[ ! -s "$work/pid" ] || kill "$(cat "$work/pid")" 2> /dev/null || true
	wait 2> /dev/null || true
	rm -rf "$work"
	psql -X -q -d postgres -c "DROP DATABASE IF EXISTS $database WITH (FORCE)" -c "DROP ROLE IF EXISTS ri_pooler_user, ri_pooler_other" 2> /dev/null
}
trap clean_up EXIT

# is GOT EXPECTED NAME
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

direct()
{
	psql -X -q -A -t -v ON_ERROR_STOP=1 -d $database "$@"
}

# What a client of the pooler prints, or the SQLSTATE of its error.
client()
{
	psql -X -q -A -t -v VERBOSITY=sqlstate -h "$work" -p $port -U ri_pooler_user -d $database "$@" 2>&1 | sed 's/^ERROR:  //'
}

psql -X -q -d postgres -c "DROP DATABASE IF EXISTS $database WITH (FORCE)" -c "CREATE DATABASE $database" \
	-c "CREATE ROLE ri_pooler_user LOGIN" -c "CREATE ROLE ri_pooler_other LOGIN" 2> /dev/null
direct -c "CREATE EXTENSION research_indicators" -f tests/sql/include/tiny_source.sql > /dev/null
direct -c "SELECT research_indicators.create_archive('research_archive')" -c "SELECT research_indicators.grant_access('ri_pooler_user', 'reporter')" \
	-c "GRANT USAGE ON SCHEMA t_source TO ri_pooler_user; GRANT SELECT ON ALL TABLES IN SCHEMA t_source TO ri_pooler_user;
	    CREATE SCHEMA t_theirs AUTHORIZATION ri_pooler_other; GRANT USAGE ON SCHEMA t_theirs TO ri_pooler_user" > /dev/null
cat > "$work/ini" <<INI
[databases]
$database = host=$PGHOST port=$PGPORT dbname=$database pool_size=1
[pgbouncer]
listen_addr =
listen_port = $port
unix_socket_dir = $work
auth_type = trust
auth_file = $work/users
pool_mode = transaction
pidfile = $work/pid
logfile = $work/log
ignore_startup_parameters = extra_float_digits
INI
printf '"ri_pooler_user" ""\n' > "$work/users"
chmod -R a+rwX "$work"
if [ "$(id -u)" = 0 ]; then
	setpriv --reuid=nobody --regid=nogroup --clear-groups "$pgbouncer" -d "$work/ini" > /dev/null 2>&1
else
	"$pgbouncer" -d "$work/ini" > /dev/null 2>&1
fi
for turn in $(seq 1 50); do
	[ ! -S "$work/.s.PGSQL.$port" ] || break
	sleep 0.1
done

issue="SELECT research_indicators.issue_report(2023, '983974724') IS NOT NULL"
is "$(client -c "BEGIN; SET LOCAL research_indicators.source_schema = 't_source'; $issue; COMMIT")" t "a report is issued with SET LOCAL"
is "$(client -c "SELECT research_indicators.source_schema()")" esystems "and the next client has the server's setting"
client -c "SET research_indicators.source_schema = 't_theirs'" > /dev/null
is "$(client -c "SELECT research_indicators.source_schema()")" t_theirs "a plain SET reaches the next client"
is "$(client -c "$issue")" RI110 "who then issues runs nobody's views"
is "$(client -c "BEGIN; SET LOCAL research_indicators.source_schema = 't_source'; $issue; COMMIT")" t "and who says what he reads issues from there"
client -c "BEGIN; SET LOCAL research_indicators.source_schema = 't_source'; SELECT count(*) FROM research_indicators.issue_report_once(2023, '983974724'); COMMIT" > /dev/null
is "$(direct -c "SELECT count(*) FROM pg_locks WHERE locktype IN ('advisory', 'object') AND pid <> pg_backend_pid() AND database = (SELECT oid FROM pg_database WHERE datname = '$database')")" 0 \
	"no lock outlives a transaction"
client -c "DISCARD ALL" > /dev/null
is "$(client -c "SELECT research_indicators.source_schema()")" esystems "DISCARD ALL gives the session back as it was"
echo "1..$number"
exit $failed
