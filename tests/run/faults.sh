#!/bin/bash
# TAP: faults while reports are issued, approved, submitted and verified and rows
# imported, with fsync on.  A backend or the whole server is killed (-9), a session
# is ended, a client goes away, at named steps and at seeded random moments; the
# disk of tables, then that of the log of writing, is full.  After each: the old
# state or the new one, what a client was told is there, every check passes.
#
#   tests/run/faults.sh [SEED]     FAULTS_MOMENTS=n random moments (40)
#
# Then 50 sessions at once, by concurrency.sh.  The disks are tmpfs, which only
# root may mount: else that part is left out, and says so.
set -eu
# the folder of the tests may lie where the server's user cannot enter
unset TMPDIR
. "$(dirname "${BASH_SOURCE[0]}")/server.sh"
. "$root/tests/run/tap.sh"
. "$root/tests/run/faulty_server.sh"
. "$root/tests/run/full_disk.sh"

database=ri_faults
seed=${1:-${FAULTS_SEED:-20231231}}
moments=${FAULTS_MOMENTS:-40}
injected=0
old_states=0
new_states=0
serial=0

finish()
{
	local status=$?
	trap '' INT TERM HUP
	end_clients
	server_down
	free_disks
	rm -rf "$work"
	exit "$status"
}

# A draft that can be approved, or an approved report.
draft()
{
	run <<-'SQL' | tail -n 1
	SELECT issue_report(2023, '983974724') AS id \gset
	SELECT waive_finding(:'id', 'institution_without_region', 'institution', 'known') AS x \gset
	\echo :id
	SQL
}

approved()
{
	local id
	id=$(draft)
	sql "SELECT approve_report('$id', 'by the test')" > /dev/null
	echo "$id"
}

# prepare DEED: sets command, and known_by, a query that is true of the new state
prepare()
{
	serial=$((serial + 1))
	case $1 in
		issue)
			command="SELECT issue_report(2023, '983974724')"
			known_by="SELECT count(*) = $(reports) + 1 FROM research_archive.report"
			;;
		approve)
			subject=$(draft)
			command="SELECT approve_report('$subject', 'during a fault')"
			known_by="SELECT state = 'approved' FROM report_events('$subject') ORDER BY ordinal DESC LIMIT 1"
			;;
		submit)
			subject=$(approved)
			command="SELECT submit_report('$subject')"
			known_by="SELECT state = 'submitted' FROM report_events('$subject') ORDER BY ordinal DESC LIMIT 1"
			;;
		verify)
			command="SELECT verdict FROM verify_report('$(sql "SELECT report_id FROM research_archive.report ORDER BY issued_at DESC LIMIT 1")')"
			known_by="SELECT true"
			;;
		import)
			command="SELECT (load_csv('publication', convert_to('publication_id;year;status' || chr(10)
				|| string_agg(format('i$serial-%s;2023;published', n), chr(10)) || chr(10) || 'broken;i fjor;published', 'UTF8'),
				'$serial.csv', '{}', 't_source')).loaded FROM generate_series(1, ${import_rows:-20}) AS n"
			# loaded with its log and its quarantine
			known_by="SELECT (SELECT count(*) FROM t_source.publication WHERE publication_id LIKE 'i$serial-%') = ${import_rows:-20}
				AND (SELECT l.rows_loaded = ${import_rows:-20} AND l.rows_quarantined = 1
				     AND EXISTS (SELECT FROM research_archive.quarantine AS q WHERE q.import_id = l.import_id)
				     FROM research_archive.import_log AS l WHERE l.file_name = '$serial.csv')"
			;;
	esac
}

# What a deed left: old or new as a whole, new where its client was told so.
# judge BEFORE ANSWER; sets left
judge()
{
	local now
	now=$(contents)
	left=old
	if [ "$now" != "$1" ]; then
		left=new
		[ "$(sql "$known_by")" = t ] || echo "neither the old state nor the new one"
	elif [ -n "$2" ] && [ "$(sql "$known_by")" != t ]; then
		echo "the client was told \"$2\", but it is not there"
	fi
	problems
}

wait_for_server()
{
	local turn
	for turn in $(seq 1 600); do
		! psql -X -q -d postgres -c 'SELECT 1' > /dev/null 2>&1 9>&- || return 0
		sleep 0.1
	done
	return 1
}

working_backend()
{
	psql -X -q -At -d "$database" -c "SELECT pid FROM pg_stat_activity WHERE application_name = 'psql' AND state = 'active' AND pid <> pg_backend_pid() AND query NOT LIKE '%pg_sleep(600)%' AND query NOT LIKE '%4242%' LIMIT 1" 9>&-
}

backends()
{
	psql -X -q -At -d postgres -c "SELECT count(*) FROM pg_stat_activity WHERE datname = '$database' AND backend_type = 'client backend'" 9>&-
}

# hurt FAULT: what the client is doing
hurt()
{
	local pid
	injected=$((injected + 1))
	case $1 in
		server)
			restart
			;;
		backend)
			pid=$(working_backend)
			# the server starts again by itself
			[ -z "$pid" ] || kill -9 "$pid"
			wait "$client" 2> /dev/null || true
			end_clients
			wait_for_server
			;;
		session)
			pid=$(working_backend)
			[ -z "$pid" ] || sql "SELECT pg_terminate_backend($pid)" > /dev/null
			wait "$client" 2> /dev/null || true
			end_clients
			;;
		client)
			kill -9 "$client" 2> /dev/null || true
			end_clients
			# the backend goes on until it has something to say
			while [ "$(backends)" != 0 ]; do sleep 0.05; done
			;;
	esac
}

count_state()
{
	if [ "$left" = old ]; then
		old_states=$((old_states + 1))
	else
		new_states=$((new_states + 1))
	fi
}

# at_steps DEED STEP...: each fault at each step
at_steps()
{
	local deed=$1 step fault before wrong
	shift
	for step in "$@"; do
		for fault in backend session client server; do
			prepare "$deed"
			before=$(contents)
			if wait_at "$step" "$command"; then
				hurt "$fault"
				judge "$before" "" > "$work/wrong"
				wrong=$(cat "$work/wrong")
				[ "$left" = old ] || [ "$fault" = client ] || wrong="$wrong the $left state"
				count_state
			else
				wrong="the step was not reached: $(cat "$work/client")"
				end_clients
			fi
			result "$wrong" "$deed, $fault at $step: the $left state"
		done
	done
}

# The longest of two, so that a moment falls into it.
span_of()
{
	local started
	prepare "$1"
	started=$(date +%s%3N)
	sql "$command" > /dev/null
	echo $(($(date +%s%3N) - started + 10))
}

random_moments()
{
	local deeds=(issue approve submit verify import) faults=(backend session client server)
	local moment deed fault before wait_ms answer
	local -A span
	for deed in "${deeds[@]}"; do span[$deed]=$(span_of "$deed"); done
	RANDOM=$seed
	for moment in $(seq 1 "$moments"); do
		deed=${deeds[moment % 5]}
		fault=${faults[RANDOM % 4]}
		wait_ms=$((RANDOM % span[$deed]))
		prepare "$deed"
		before=$(contents)
		: > "$work/answer"
		become_client -c "$command" > "$work/answer" 2> /dev/null &
		client=$!
		sleep "$(printf '%d.%03d' $((wait_ms / 1000)) $((wait_ms % 1000)))"
		hurt "$fault"
		answer=$(cat "$work/answer")
		judge "$before" "$answer" > "$work/wrong"
		count_state
		result "$(cat "$work/wrong")" "random moment $moment: $deed, $fault after $wait_ms ms: the $left state, $([ -n "$answer" ] && echo told || echo untold)"
	done
}

work=$(mktemp -d -t ri_faults.XXXXXX)
chmod 755 "$work"
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
echo "# seed $seed"
durable_server faults "max_wal_size = 64MB" "min_wal_size = 32MB" "restart_after_crash = on"
make_archive
sql "SELECT issue_report(2023, '983974724')" > /dev/null

at_steps issue "before report_freeze" "after report_record" "before report_event" "after commit report_event"
at_steps approve "before report_event" "after report_event" "after commit report_event"
at_steps submit "before report_event" "after commit report_event"
at_steps import "before publication" "after publication" "after import_log" "after quarantine"
random_moments
full_disks
result "$([ "$(sql "SELECT verdict FROM verify_report('$(sql "$(prepare issue; echo "$command")")')")" = identical ] || echo "it is not what was issued")" \
	"after all of it a report is issued and verified"
echo "# $injected faults: $old_states left the old state, $new_states the new one; $(reports) reports, $(sql "SELECT sum((xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM research_archive.%I', relname), false, true, '')))[1]::text::bigint) FROM pg_class WHERE relnamespace = 'research_archive'::regnamespace AND relkind = 'r'") rows of the archive are whole"
echo "1..$number"
exit $failed
