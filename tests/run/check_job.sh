#!/bin/bash
# TAP: the reporting job, deploy/deliver.sh: it issues once, writes what was issued,
# is blocked by errors, says how it ended by its exit code and one line, and leaves
# no half file under its name, also when it is killed.
#
# Wants PGHOST, PGPORT and PGUSER (a superuser); makes and drops a database.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

database=ri_job
unit=983974724
name=indikatorrapport-2023-$unit
work=$(mktemp -d -t job.XXXXXX)
target=$work/delivered\ here	# a name with a space
number=0
failed=0

cleanup()
{
	psql -X -q -d postgres -c "SET client_min_messages = error" \
		-c "DROP DATABASE IF EXISTS $database WITH (FORCE)" || true
	rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# ok TITLE COMMAND...
ok()
{
	local title=$1
	shift
	number=$((number + 1))
	if "$@" > "$work/output" 2>&1; then
		printf 'ok %d - %s\n' "$number" "$title"
	else
		printf 'not ok %d - %s\n' "$number" "$title"
		head -n 8 "$work/output" | cut -c1-300 | sed 's/^/# /'
		failed=1
	fi
}

query()
{
	psql -X -q -At -v ON_ERROR_STOP=1 -d "$database" "$@"
}

deliver()
{
	PGDATABASE=$database deploy/deliver.sh "$@"
}

# ends CODE WORDS ARGUMENTS...: the quiet job ends so, with one line and those words
ends()
{
	local code=$1 words=$2 status=0
	shift 2
	deliver -q "$@" > "$work/said" 2>&1 || status=$?
	echo "ended with $status:"
	cat "$work/said"
	[ "$status" -eq "$code" ] && [ "$(wc -l < "$work/said")" -eq 1 ] && grep -qF -- "$words" "$work/said"
}

make_database()
{
	psql -X -q -d postgres -c "CREATE DATABASE $database"
	query -c "SET client_min_messages = error" -c "CREATE EXTENSION research_indicators" -f tests/sql/include/tiny_source.sql
	psql -X -q -d postgres -c "ALTER DATABASE $database SET research_indicators.source_schema = 't_source'" \
		-c "ALTER DATABASE $database SET search_path = research_indicators, public"
}

reports()
{
	query -c "SELECT count(*) FROM research_archive.report"
}

newest()
{
	query -c "SELECT report_id FROM research_archive.report ORDER BY issued_at DESC LIMIT 1"
}

waive()
{
	query -c "SELECT waive_finding('$(newest)', 'institution_without_region', 'institution', 'closes this year')" > /dev/null
}

# everything about the files of the target: number, time of change, size, name
listing()
{
	find "$target" -type f ! -name '.*' -printf '%i %T@ %s %f\n' | sort
}

# no file, hidden or not, but those of the job
only_final_names()
{
	find "$target" -mindepth 1 ! -name .deliver.lock ! -name "$name.*"
	[ -z "$(find "$target" -mindepth 1 ! -name .deliver.lock ! -name "$name.*")" ]
}

blocked()
{
	ends 10 'institution_without_region of institution (1)' -y 2023 -u $unit -o "$target" &&
		[ "$(reports)" = 1 ] && [ -z "$(listing)" ] && only_final_names
}

# encoded by the server, so that psql adds nothing
as_issued()
{
	query -c "SELECT encode($1, 'base64')" | base64 -d
}

files_as_issued()
{
	local id form
	id=$(newest)
	for form in xml json; do
		as_issued "report_canonical('$id', '$form')" | cmp - "$target/$name.body.$form" || return 1
		as_issued "convert_to(report_$form('$id'::uuid)::text, 'UTF8')" | cmp - "$target/$name.$form" || return 1
		as_issued "convert_to(report_annex_$form('$id'::uuid)::text, 'UTF8')" | cmp - "$target/$name.annex.$form" || return 1
	done
	for form in nb nn en; do
		as_issued "convert_to(report_html('$id'::uuid, '$form'), 'UTF8')" | cmp - "$target/$name.$form.html" || return 1
	done
	as_issued "convert_to(report_csv('$id'::uuid) || E'\\n', 'UTF8')" | cmp - "$target/$name.csv" || return 1
	as_issued "convert_to(report_csv('$id'::uuid, true) || E'\\n', 'UTF8')" | cmp - "$target/$name.excel.csv" || return 1
	for form in xml csv; do
		[ "$(query -c "SELECT sha256 FROM publication_appendix_digest(2023, '$form')")" = \
			"$(sha256sum < "$target/$name.appendix.$form" | cut -d' ' -f1)" ] || return 1
	done
}

files_are_whole()
{
	(cd "$target" && sha256sum -c "$name.sha256") && [ "$(listing | wc -l)" -eq 14 ] && only_final_names &&
		xmllint --noout --nonet --schema xslt/report.xsd "$target/$name.xml" &&
		xmllint --noout --nonet --schema xslt/appendix.xsd "$target/$name.appendix.xml"
}

nothing_new()
{
	local before
	before=$(listing)
	ends 0 '0 of 14 files new' -y 2023 -u $unit -o "$target" &&
		[ "$(reports)" = 1 ] && [ "$(listing)" = "$before" ] && only_final_names
}

mended()
{
	printf x >> "$target/$name.csv"
	rm "$target/$name.json"
	ends 0 '2 of 14 files new' -y 2023 -u $unit -o "$target" && files_as_issued
}

# the state stands in the envelope: documents and list, not the bodies and figures
approved()
{
	query -c "SELECT approve_report('$(newest)', 'board')" > /dev/null
	ends 0 '8 of 14 files new' -y 2023 -u $unit -o "$target" && [ "$(reports)" = 1 ] && files_as_issued && files_are_whole
}

moved()
{
	local old before other status=0
	old=$(newest)
	before=$(listing)
	query -c "INSERT INTO t_source.doctoral_degree (degree_id, institution_id, awarded_on, share) VALUES ('d3', 'bergen', '2023-07-01', 1)"
	# two jobs at once find the same report to issue: one does
	mkdir -p "$work/other"
	deliver -q -y 2023 -u $unit -o "$work/other" > "$work/other.said" 2>&1 &
	other=$!
	ends 10 'blocked' -y 2023 -u $unit -o "$target" || return 1
	wait "$other" || status=$?
	[ "$status" -eq 10 ] && [ "$(reports)" = 2 ] && [ "$(listing)" = "$before" ] &&
		[ "$(query -c "SELECT replaces FROM research_archive.report WHERE report_id = '$(newest)'")" = "$old" ] || return 1
	waive
	ends 0 '(found, ' -y 2023 -u $unit -o "$target" && files_as_issued && files_are_whole
}

# an archive that does not say what it once said
altered()
{
	local id before
	id=$(newest)
	before=$(listing)
	query -c "ALTER TABLE research_archive.report_record DISABLE TRIGGER refuse_change" \
		-c "UPDATE research_archive.report_record SET content = content || '{\"navn\": \"Other\"}' WHERE report_id = '$id' AND kind = 'avsender'"
	ends 11 'altered' -y 2023 -u $unit -o "$target" && [ "$(listing)" = "$before" ] || return 1
	query -c "UPDATE research_archive.report_record AS r SET content = o.content FROM research_archive.report_record AS o
	          WHERE r.report_id = '$id' AND r.kind = 'avsender' AND o.report_id <> '$id' AND o.kind = 'avsender'" \
		-c "ALTER TABLE research_archive.report_record ENABLE TRIGGER refuse_change"
	ends 0 '0 of 14 files new' -y 2023 -u $unit -o "$target"
}

production()
{
	local before
	before=$(listing)
	ends 14 'TEST' -p -y 2023 -u $unit -o "$target" && [ "$(listing)" = "$before" ]
}

# the draft that was TEST does not stand in the way
production_after_test()
{
	local before
	before=$(reports)
	query -c "INSERT INTO research_archive.setting VALUES ('production_source_schema', 't_source')"
	ends 10 'blocked' -p -y 2023 -u $unit -o "$target" || return 1
	waive
	ends 0 'PROD' -p -y 2023 -u $unit -o "$target" && [ "$(reports)" -eq $((before + 1)) ] &&
		ends 0 '0 of 14 files new' -p -y 2023 -u $unit -o "$target" && files_as_issued && files_are_whole
}

two_at_once()
{
	(flock 8 && ends 15 'another run' -y 2023 -u $unit -o "$target") 8> "$target/.deliver.lock"
}

unwritable()
{
	: > "$work/file"
	ends 13 'no folder' -y 2023 -u $unit -o "$work/missing" && ends 13 'no folder' -y 2023 -u $unit -o "$work/file" || return 1
	mkdir -p "$work/closed"
	chmod 555 "$work/closed"
	if [ "$(id -u)" -eq 0 ]; then
		# root writes everywhere, but not over a folder
		chmod 755 "$work/closed"
		mkdir -p "$work/closed/$name.xml/full"
	fi
	ends 13 'cannot write' -y 2023 -u $unit -o "$work/closed" && [ -z "$(find "$work/closed" -type f ! -name '.*')" ]
}

# A file system that is full while psql writes: the file has no end, and no name.
full()
{
	local status=0
	mkdir -p "$work/full"
	(ulimit -f 40; trap '' XFSZ; ends 13 'cannot write' -y 2023 -u $unit -o "$work/full") || status=$?
	find "$work/full"
	[ "$status" -eq 0 ] && [ -z "$(find "$work/full" -type f ! -name '.*')" ]
}

# killed SIGNAL STEP: as soon as the job is at a step; names that are there are whole
killed()
{
	local folder=$work/killed job turn file
	rm -rf "$folder"
	mkdir -p "$folder"
	PGDATABASE=$database setsid deploy/deliver.sh -y 2023 -u $unit -o "$folder" > "$work/said" 2>&1 &
	job=$!
	for turn in $(seq 1 600); do
		! grep -q "$2" "$work/said" || break
		kill -0 "$job" 2> /dev/null || break
		sleep 0.02
	done
	kill "-$1" "$job" 2> /dev/null || { echo "it was done before"; return 1; }
	wait "$job" 2> /dev/null || true
	cat "$work/said"
	for file in "$folder/$name".*; do
		[ ! -e "$file" ] || cmp "$file" "$target/$(basename "$file")" || return 1
	done
	[ "$1" = KILL ] || [ -z "$(find "$folder" -name '.deliver.stage.*')" ] || return 1
	# psql may outlive it for a moment; then the next run ends what this one left
	for turn in $(seq 1 100); do
		[ "$(query -c "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'deliver%'")" != 0 ] || break
		sleep 0.1
	done
	deliver -q -y 2023 -u $unit -o "$folder" || return 1
	(cd "$folder" && sha256sum -c --quiet "$name.sha256") && [ -z "$(find "$folder" -name '.deliver.stage.*')" ] && [ "$(reports)" = 2 ]
}

# killed while files take their names: mv is slow here
killed_between()
{
	local folder=$work/between job file whole
	mkdir -p "$folder" "$work/bin"
	printf '#!/bin/sh\n/bin/mv "$@"\necho moved >> "%s"\nsleep 0.2\n' "$work/moves" > "$work/bin/mv"
	chmod 755 "$work/bin/mv"
	PATH=$work/bin:$PATH PGDATABASE=$database setsid deploy/deliver.sh -q -y 2023 -u $unit -o "$folder" > "$work/said" 2>&1 &
	job=$!
	until [ -e "$work/moves" ] && [ "$(wc -l < "$work/moves")" -ge 5 ]; do
		kill -0 "$job" 2> /dev/null || return 1
		sleep 0.02
	done
	kill -KILL "$job"
	wait "$job" 2> /dev/null || true
	whole=$(find "$folder" -name "$name.*" ! -path '*/.deliver*' | wc -l)
	echo "$whole files have their names"
	[ "$whole" -ge 5 ] && [ "$whole" -lt 14 ] && [ ! -e "$folder/$name.sha256" ] || return 1
	for file in "$folder/$name".*; do
		cmp "$file" "$target/$(basename "$file")" || return 1
	done
}

says_how_far()
{
	DELIVER_HEARTBEAT=1 deliver -y 2023 -u $unit -o "$target" 2>&1 > /dev/null | tee "$work/said"
	[ "$(grep -c '^[0-9]*/16 ' "$work/said")" -eq 16 ]
}

# five years, each with every room of facts, in order, while the statement runs
parts_are_said()
{
	psql -X -q -At -d "$database" -c "SET client_min_messages = debug1" -c "SELECT length(report_xml(2023, '$unit')::text) > 0" 2>&1 |
		sed -n 's/^DEBUG:  research_indicators: //p; s/^t$/end/p' > "$work/parts"
	query -c "SELECT format('%s %s (%s of %s)', r.indicator, y.year, row_number() OVER (PARTITION BY y.year ORDER BY r.ordinal), count(*) OVER (PARTITION BY y.year))
	          FROM indicator AS r, research_indicators_internal.report_years(2023, NULL) AS y(year) ORDER BY y.year, r.ordinal" > "$work/expected"
	echo end >> "$work/expected"
	[ "$(wc -l < "$work/expected")" -gt 50 ] && diff "$work/expected" "$work/parts"
}

# while a lock keeps it waiting, it says so, and the server knows the step
says_when_it_waits()
{
	local holder job turn seen=
	query -c "BEGIN" -c "LOCK TABLE t_source.institution" -c "SELECT pg_sleep(60)" > /dev/null 2>&1 &
	holder=$!
	until [ "$(query -c "SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted AND relation = 't_source.institution'::regclass")" = 1 ]; do sleep 0.05; done
	DELIVER_HEARTBEAT=1 PGDATABASE=$database deploy/deliver.sh -y 2023 -u $unit -o "$target" > "$work/said" 2>&1 &
	job=$!
	for turn in $(seq 1 100); do
		! grep -q 'issue: [0-9]* s' "$work/said" || break
		sleep 0.1
	done
	seen=$(query -c "SELECT DISTINCT application_name FROM pg_stat_activity WHERE application_name LIKE 'deliver%'")
	query -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'" > /dev/null
	wait "$holder" 2> /dev/null || true
	wait "$job" || return 1
	echo "seen: $seen"
	cat "$work/said"
	grep -q 'issue: [0-9]* s' "$work/said" && [ "$seen" = "deliver 2/4 issuing" ]
}

# what pg_cron runs, from the document
cron_commands()
{
	local command count=0
	while read -r command; do
		count=$((count + 1))
		command=${command//\'\'/\'}
		command=${command//2023, \'NO\'/2023, \'$unit\'}
		echo "$command"
		query -c "$command" > /dev/null || return 1
	done < <(sed -n "s/^SELECT cron.schedule('[a-z-]*', '[-0-9*\/, ]*', '\(.*\)');$/\1/p" doc/job.md)
	[ "$count" -eq 2 ] && [ "$(reports)" = 2 ]
}

units_are_sound()
{
	if ! command -v systemd-analyze > /dev/null; then
		echo "no systemd here"
		return 0
	fi
	systemd-analyze calendar "$(sed -n 's/^OnCalendar=//p' deploy/indikatorrapport.timer)"
}

printf '1..26\n'
ok "a database is made" make_database
mkdir "$target"
ok "without an archive: database error" ends 12 'archive' -y 2023 -u $unit -o "$target"
query -c "SELECT create_archive('research_archive')" > /dev/null
ok "without a database: database error" env PGPORT=1 bash -c "$(declare -f ends deliver); work='$work'; database=$database; ends 12 'connection' -y 2023 -u $unit -o '$target'"
ok "an unknown unit: database error" ends 12 'unknown institution' -y 2023 -u 999999999 -o "$target"
ok "wrong arguments are told apart" ends 2 'no year' -y x -u $unit -o "$target"
ok "an error that nobody waived blocks: the draft is kept, no file written" blocked
waive
ok "waived, the report is delivered" ends 0 '14 of 14 files new' -y 2023 -u $unit -o "$target"
ok "every file is what was issued, to the byte" files_as_issued
ok "the list of digests agrees, both XML files are valid" files_are_whole
ok "again: nothing issued, no file touched" nothing_new
ok "files that were damaged or lost are written anew, no others" mended
ok "after approval only what shows the state changes" approved
ok "sources that moved give one report that replaces the approved one" moved
ok "an altered archive delivers nothing" altered
ok "TEST is not delivered as production" production
ok "two runs do not write into one folder" two_at_once
ok "a folder that cannot be written is told apart" unwritable
ok "a full file system leaves no file" full
ok "killed by TERM while it issues or verifies" killed TERM 2/16
ok "killed -9 while it writes" killed KILL 5/16
ok "killed -9 while files take their names" killed_between
ok "it says every step" says_how_far
ok "a long statement says which part begins" parts_are_said
ok "and within a long step that it is alive" says_when_it_waits
ok "the commands for pg_cron run, the timer is understood" eval 'cron_commands && units_are_sound'
ok "when its schema becomes that of production a PROD report is issued" production_after_test
exit "$failed"
