# Steps of a run: one line each with its duration, output in a log, shown when
# the step fails.  Sourced by bash, after common.sh.
#
#   begin_run NAME           logs go to build/log/NAME/
#   step LABEL COMMAND...    a failing step ends the run
#   tap_step LABEL COMMAND...  a program that runs tests by prove; failed tests
#                            are counted and the run goes on; its temporary
#                            files stay in build/tmp/

step_child=
tests_passed=0
tests_failed=0

begin_run()
{
	hold_name "$1"
	log_folder=$root/build/log/$1
	rm -rf "$log_folder"
	mkdir -p "$log_folder"
	step_number=0
}

seconds_since()
{
	awk -v a="$1" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f s", b - a }'
}

# Runs a command in a process group of its own, so that a signal reaches this
# script at once and everything the command started can be ended.
run_logged()
{
	local status=0
	set -m
	"$@" < /dev/null > "$log" 2>&1 9>&- &
	step_child=$!
	set +m
	wait "$step_child" || status=$?
	step_child=
	return "$status"
}

# For the trap of the script: ends what the current step started.
end_step_child()
{
	[ -n "$step_child" ] || return 0
	kill -TERM -- "-$step_child" 2>/dev/null || true
	step_child=
	printf 'stopped after %s\n' "$(seconds_since "$started")"
}

start_line()
{
	step_number=$((step_number + 1))
	log=$log_folder/$(printf '%02d-%s' "$step_number" "$1" |
		tr -c 'A-Za-z0-9._-' '_' | cut -c1-80).log
	started=$EPOCHREALTIME
	printf '%-52s ' "$1"
}

step()
{
	local status=0
	start_line "$1"
	shift
	run_logged "$@" || status=$?
	if [ "$status" -eq 0 ]; then
		printf '%10s\n' "$(seconds_since "$started")"
		return 0
	fi
	printf 'FAILED after %s\n' "$(seconds_since "$started")"
	{
		tail -n 40 "$log" | sed 's/^/    /'
		printf 'the whole output: %s\n' "$log"
	} >&2
	exit "$status"
}

# Sets counted_passed and counted_failed from prove's summary.  A file that
# dies, or breaks its plan, counts as at least one failed test.
count_tap()
{
	local counts
	counts=$(awk -v status="$2" '
		/ \(Wstat: .*Tests: [0-9]+ Failed: [0-9]+\)/ {
			line = $0
			sub(/.*Failed: /, "", line)
			n = line + 0
			pending = pending + 0
			failed += n
			problem = (n == 0)
			next
		}
		problem && /^  (Parse errors|Non-zero exit status|Non-zero wait status):/ {
			failed++
			problem = 0
		}
		/^Files=[0-9]+, Tests=[0-9]+,/ {
			line = $0
			sub(/^Files=[0-9]+, Tests=/, "", line)
			tests += line + 0
		}
		END {
			if (status != 0 && failed == 0) failed = 1
			passed = tests - failed
			if (passed < 0) passed = 0
			print passed, failed + 0
		}' "$1")
	counted_passed=${counts% *}
	counted_failed=${counts#* }
}

show_tap_failure()
{
	{
		grep -nE '^not ok|^ *#|^psql:|ERROR:|HINT:|DETAIL:|Parse errors|status|Wstat' \
			"$log" | head -n 60 || true
		printf 'the whole output: %s\n' "$log"
	} | sed 's/^/    /' >&2
}

tap_step()
{
	local status=0
	start_line "$1"
	shift
	mkdir -p build/tmp
	run_logged env TMPDIR="$root/build/tmp" "$@" || status=$?
	count_tap "$log" "$status"
	tests_passed=$((tests_passed + counted_passed))
	tests_failed=$((tests_failed + counted_failed))
	if [ "$counted_failed" -eq 0 ] && [ "$counted_passed" -gt 0 ]; then
		printf '%10s   %d tests\n' \
			"$(seconds_since "$started")" "$counted_passed"
		return 0
	fi
	if [ "$counted_failed" -eq 0 ]; then
		# neither passed nor failed: a test file that tests nothing is a fault
		grep -q '^Result: NOTESTS\|skipped' "$log" && {
			printf '%10s   skipped\n' "$(seconds_since "$started")"
			return 0
		}
		tests_failed=$((tests_failed + 1))
		counted_failed=1
	fi
	printf '%10s   %d tests, %d FAILED\n' "$(seconds_since "$started")" \
		"$((counted_passed + counted_failed))" "$counted_failed"
	show_tap_failure
}

# The last word of a run of tests, given its status so far: prints the counts
# and ends the script.  A step that ended the run is a failure too, and so is a
# run without any test.
end_tests()
{
	local status=$1
	if [ "$tests_failed" -gt 0 ] && [ "$status" -eq 0 ]; then
		status=1
	elif [ "$tests_passed" -eq 0 ] && [ "$status" -eq 0 ]; then
		say "no test ran"
		status=1
	fi
	if [ "$status" -ne 0 ] && [ "$tests_failed" -eq 0 ]; then
		tests_failed=1
	fi
	printf '%d passed, %d failed\n' "$tests_passed" "$tests_failed"
	exit "$status"
}
