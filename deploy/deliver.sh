#!/bin/bash
# The reporting job: issues a report, or finds it as it was issued, verifies it
# and writes its files.  Running it again issues nothing new and touches no file
# that is right.
#
#   deploy/deliver.sh -y YEAR -u UNIT -o FOLDER [-r RULE_SET] [-e EDITION] [-p] [-q]
#
#   -u   organisation number of a trust or region, or NO
#   -p   production: a TEST report is not delivered
#   -q   does not say how far it is
#
# The database is the one that PGHOST, PGDATABASE, ... name.  How far it is goes to
# standard error, the outcome is one line: on standard output when it is delivered,
# else on standard error.
#
# Exit codes: 0 delivered, 2 wrong arguments, 10 blocked by findings,
# 11 verification differs, 12 database error, 13 cannot write, 14 TEST where
# production was asked for, 15 another run writes there.  doc/job.md has more.
set -eu
umask 022
export LC_ALL=C.UTF-8 PGCLIENTENCODING=UTF8

# its own folder, also when it is called by a link
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
# in the order in which they take their names
forms="xml json annex.xml annex.json body.xml body.json nb.html nn.html en.html csv excel.csv appendix.xml appendix.csv"
marker=complete
heartbeat=${DELIVER_HEARTBEAT:-10}	# seconds between words about one step
stage=
psql_pid=

# stop CODE WORDS: the one line
stop()
{
	local code=$1
	shift
	printf 'deliver: %s\n' "$*" >&2
	exit "$code"
}

progress()
{
	[ -n "$quiet" ] || printf '%s\n' "$*" >&2
}

finish()
{
	local status=$?
	trap '' INT TERM HUP
	if [ -n "$psql_pid" ]; then
		kill -INT "$psql_pid" 2> /dev/null || true
		wait "$psql_pid" 2> /dev/null || true
	fi
	[ -z "$stage" ] || rm -rf "$stage"
	exit "$status"
}

usage="usage: ${0##*/} -y YEAR -u UNIT -o FOLDER [-r RULE_SET] [-e EDITION] [-p] [-q] [-h]"

read_arguments()
{
	local option
	year='' unit='' folder='' rule_set='' edition=ministry production=0 quiet=
	while getopts y:u:o:r:e:pqh option; do
		case $option in
			y) year=$OPTARG ;;
			u) unit=$OPTARG ;;
			o) folder=$OPTARG ;;
			r) rule_set=$OPTARG ;;
			e) edition=$OPTARG ;;
			p) production=1 ;;
			q) quiet=1 ;;
			h) echo "$usage"; exit 0 ;;
			*) exit 2 ;;
		esac
	done
	shift $((OPTIND - 1))
	[ $# -eq 0 ] && [ -n "$year" ] && [ -n "$unit" ] && [ -n "$folder" ] ||
		stop 2 "$usage"
	[[ $year =~ ^[1-9][0-9]{0,3}$ ]] || stop 2 "\"$year\" is no year"
	[[ $unit =~ ^(NO|[0-9]{9})$ ]] || stop 2 "\"$unit\" is no unit: an organisation number, or NO"
	[[ $edition =~ ^[a-z]+$ ]] || stop 2 "\"$edition\" is no edition"
	[[ $rule_set =~ ^[A-Za-z0-9._-]*$ ]] || stop 2 "\"$rule_set\" is no rule set"
}

# A folder of this run's below the target: the same file system, so that a file
# takes its name in one step.  Runs that were killed left theirs behind.
prepare_folder()
{
	local lock=$folder/.deliver.lock
	[ -d "$folder" ] || stop 13 "\"$folder\" is no folder"
	{ exec 9> "$lock"; } 2> /dev/null || stop 13 "cannot write into \"$folder\""
	flock -n 9 || stop 15 "another run writes into \"$folder\""
	rm -rf "$folder"/.deliver.stage.*
	stage=$(mktemp -d "$folder/.deliver.stage.XXXXXX" 2> /dev/null) || stop 13 "cannot write into \"$folder\""
	name=indikatorrapport-$year-$unit
	[ "$edition" = ministry ] || name=$name-$edition
	[ -z "$rule_set" ] || name=$name-$rule_set
}

# The first error of psql as one line, by its SQLSTATE.
database_failed()
{
	local line state words
	line=$(grep -m 1 -E '(ERROR|FATAL|PANIC|error):' "$stage/errors" || head -n 1 "$stage/errors")
	state=$(sed -n 's/.*\(ERROR\|FATAL\|PANIC\):  \([0-9A-Z]\{5\}\): .*/\2/p' <<< "$line")
	words=$(sed 's/^.*\(ERROR\|FATAL\|PANIC\):  [0-9A-Z]\{5\}: //; s/^psql:[^ ]* //' <<< "$line")
	case $state in
		RI056) stop 10 "blocked: $words" ;;
		RI057) stop 11 "$words" ;;
	esac
	# psql's own errors have no SQLSTATE: those about its files
	[ -n "$state" ] || [[ $line != *"$stage"* && $line != *"could not print"* ]] ||
		stop 13 "cannot write: $words"
	stop 12 "database: ${words:-psql ended without a word}"
}

# One line of deliver.sql.
take_line()
{
	local word=$1 rest=$2
	case $word in
		step)
			step=$rest since=$SECONDS
			done_steps=$((done_steps + 1))
			progress "$done_steps/16 $step" ;;
		issued | found) report=$rest outcome=$word; progress "     $word $report" ;;
		environment) environment=$rest ;;
		verdict) verdict=$rest; progress "     $verdict" ;;
		sha256) printf '%s\n' "$rest" >> "$stage/digests" ;;
		done) complete=1 ;;
	esac
}

# What a step that takes long is at: the part that began last, or the size of its
# file so far.
still_running()
{
	local part=
	case $step in
		issue | verify) part=$(sed -n 's/.*DEBUG: .* research_indicators: /, /p' "$stage/errors" | tail -n 1) ;;
		*) [ ! -e "$stage/${step#report.}" ] || part=", $(stat -c %s "$stage/${step#report.}") bytes" ;;
	esac
	progress "     $step: $((SECONDS - since)) s$part"
}

run_database()
{
	local line status=0
	report='' outcome='' environment='' verdict='' complete='' step=start since=$SECONDS done_steps=0
	exec {lines}< <(exec psql -X -q -v year="$year" -v unit="$unit" -v rule_set="$rule_set" -v edition="$edition" \
		-v folder="$stage" -v production="$production" -f "$here/deliver.sql" 2> "$stage/errors" < /dev/null 9>&-)
	psql_pid=$!
	while true; do
		line=
		if read -r -t "$heartbeat" -u "$lines" line; then
			take_line "${line%% *}" "${line#* }"
		elif [ $? -gt 128 ]; then
			still_running
		else
			break
		fi
	done
	wait "$psql_pid" || status=$?
	psql_pid=
	[ "$status" -eq 0 ] || database_failed
	if [ "$environment" != PROD ] && [ "$production" = 1 ]; then
		stop 14 "report $report is a TEST report, and production was asked for"
	fi
	[ "$verdict" = identical ] || stop 11 "report $report does not come out as it was issued ($verdict)"
	[ -n "$complete" ] || stop 12 "database: the script did not come to its end"
}

# strip FORM: what psql added; a file without its marker is not whole
strip()
{
	local file=$stage/$1 added=$((${#marker} + 1))
	[ "$(tail -c $((added + 1)) "$file" 2> /dev/null | tr '\n' '|')" = "|$marker|" ] ||
		stop 13 "could not write \"$1\" whole"
	case $1 in
		csv | excel.csv | appendix.*) ;;	# lines, the last one too
		*) added=$((added + 1)) ;;
	esac
	truncate -s "-$added" "$file"
	[ -s "$file" ] || stop 12 "database: \"$1\" is empty"
}

check_files()
{
	local form digest
	for form in $forms; do strip "$form"; done
	while read -r form digest; do
		[ "$(sha256sum < "$stage/$form")" = "$digest  -" ] || stop 13 "\"$form\" is not what was issued"
	done < "$stage/digests"
	(cd "$stage" && for form in $forms; do
		printf '%s  %s\n' "$(sha256sum < "$form" | cut -d' ' -f1)" "$name.$form"
	done) > "$stage/sha256"
}

# Each file takes its name at once, on disk; the list of digests last.  One that is
# there already stays as it is.
publish()
{
	local form changed=0
	for form in $forms sha256; do
		if cmp -s "$stage/$form" "$folder/$name.$form" 2> /dev/null; then
			continue
		fi
		sync "$stage/$form" 2> /dev/null && mv -fT "$stage/$form" "$folder/$name.$form" 2> /dev/null ||
			stop 13 "cannot write \"$folder/$name.$form\""
		changed=$((changed + 1))
	done
	sync "$folder" 2> /dev/null || stop 13 "cannot write into \"$folder\""
	printf 'delivered: report %s (%s, %s), %d of %d files new, %s\n' "$report" "$outcome" "$environment" \
		"$changed" "$(wc -w <<< "$forms sha256")" "$folder/$name.*"
}

read_arguments "$@"
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
prepare_folder
run_database
check_files
publish
