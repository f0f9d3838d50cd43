#!/bin/bash
# TAP: a server that is killed (-9) at steps of issue, approve and submit, and at
# seeded random moments, comes back with the old state or the new one.  With
# THOROUGH=1 at every step and 20 moments, else at a few of each.
# CRASH_SEED chooses other random moments.
set -eu
# the folder of the tests may lie where the server's user cannot enter
unset TMPDIR
. "$(dirname "${BASH_SOURCE[0]}")/server.sh"
. "$root/tests/run/tap.sh"
. "$root/tests/run/faulty_server.sh"

database=ri_crash
seed=${CRASH_SEED:-20231231}
moments=4
[ "${THOROUGH:-}" != 1 ] || moments=20

finish()
{
	local status=$?
	trap '' INT TERM HUP
	end_clients
	server_down
	rm -rf "$work"
	exit "$status"
}

# crash_at STEP COMMAND: starts the command, kills the server at the step
crash_at()
{
	if wait_at "$1" "$2"; then
		restart
		return 0
	fi
	restart
	return 1
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
durable_server crash "restart_after_crash = off"
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
