# A private server that writes to disk as a real one does, with an archive and a
# small source schema, and the ways to hurt it: killed at named steps of what it
# does, or at any moment.  Sourced after server.sh; the caller sets database and
# work, a folder of its own, and calls end_clients in its trap.
#
# The steps need nothing in the extension: triggers on the tables of archive and
# sources wait at a named step ("before report", "after publication", "commit
# report_event") for a lock.

client=
holder=

run()
{
	(become_client "$@")
}

# In a subshell: its number is then the client's own.
become_client()
{
	export PGOPTIONS="-c search_path=research_indicators,research_indicators_internal -c research_indicators.source_schema=t_source -c jit=off -c client_min_messages=error"
	exec stdbuf -oL psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$database" "$@" 9>&-
}

sql()
{
	run -c "$1"
}

end_clients()
{
	local pid
	for pid in $client $holder; do
		kill -9 "$pid" 2> /dev/null || true
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

# durable_server NAME SETTING...: what is committed is on disk
durable_server()
{
	server_prepare "$1"
	shift
	{ server_install && server_init; } >&2
	printf '%s\n' "fsync = on" "synchronous_commit = on" "full_page_writes = on" "$@" |
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
	SELECT format('CREATE TRIGGER step_%1$s %1$s INSERT ON %2$s FOR EACH STATEMENT EXECUTE FUNCTION public.step()', w.moment, c.oid::regclass)
	FROM pg_class AS c CROSS JOIN (VALUES ('before'), ('after')) AS w(moment)
	WHERE c.relnamespace IN ('research_archive'::regnamespace, 't_source'::regnamespace) AND c.relkind = 'r' \gexec
	CREATE CONSTRAINT TRIGGER step_commit AFTER INSERT ON research_archive.report_event DEFERRABLE INITIALLY DEFERRED
	    FOR EACH ROW EXECUTE FUNCTION public.step('commit');
	SQL
}

# What must survive: every row of archive and sources.
contents()
{
	sql "SELECT md5(string_agg(md5(query_to_xml(format('SELECT a::text FROM %s AS a ORDER BY a::text COLLATE \"C\"', c.oid::regclass), true, false, '')::text),
	                           '' ORDER BY c.relnamespace::regnamespace::text COLLATE \"C\", c.relname COLLATE \"C\"))
	     FROM pg_class AS c WHERE c.relnamespace IN ('research_archive'::regnamespace, 't_source'::regnamespace) AND c.relkind = 'r'"
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

# locks of steps: the holder's, and who waits for it
waiting_steps()
{
	sql "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 4242"
}

# until a client waits at its step
reached()
{
	local turn
	for turn in $(seq 1 600); do
		[ "$(waiting_steps)" != 2 ] || return 0
		kill -0 "$client" 2> /dev/null || return 1
		sleep 0.1
	done
	return 1
}

# wait_at STEP COMMAND: starts the command and has it wait at the step; fails
# where it never gets there
wait_at()
{
	until [ "$(waiting_steps)" = 0 ]; do sleep 0.05; done
	# its backend sees that it is gone
	become_client -c "SET client_connection_check_interval = '50ms'" -c "SELECT pg_advisory_lock(4242)" -c "SELECT pg_sleep(600)" > /dev/null 2>&1 &
	holder=$!
	until [ "$(waiting_steps)" = 1 ]; do sleep 0.05; done
	become_client -c "SET t.step = '$1'" -c "$2" > "$work/client" 2>&1 &
	client=$!
	reached
}
