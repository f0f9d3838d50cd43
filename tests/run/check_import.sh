#!/bin/bash
# TAP: the scripts of deploy/import/ load files of the client's machine; a server
# that is killed (-9) between batches has what was shown as loaded, and a second
# run completes it; the secret of pseudonyms and names of persons are in no dump,
# log or quarantine.  With THOROUGH=1 also files of 200 MB, with the largest memory
# of the backend, and more moments to be killed at.
set -eu
# the folder of the tests may lie where the server's user cannot enter
unset TMPDIR
. "$(dirname "${BASH_SOURCE[0]}")/server.sh"
. "$root/tests/run/tap.sh"
. "$root/tests/run/faulty_server.sh"

database=ri_import
moments=1
[ "${THOROUGH:-}" != 1 ] || moments=5

finish()
{
	local status=$?
	trap '' INT TERM HUP
	[ -z "$client" ] || kill "$client" 2> /dev/null || true
	server_down
	rm -rf "$work"
	exit "$status"
}

# as a client that sets nothing
run()
{
	PGOPTIONS="-c client_min_messages=error" \
		stdbuf -oL psql -X -q -A -t -v ON_ERROR_STOP=1 -d $database "$@" 9>&-
}

start_server()
{
	durable_server import "restart_after_crash = off" "log_statement = 'all'" "log_min_messages = debug1" \
		"log_min_duration_statement = 0"
	psql -X -q -d postgres -c "CREATE DATABASE $database"
	sql "CREATE EXTENSION research_indicators" > /dev/null
	sql "SELECT research_indicators.create_source_tables('esystems'), research_indicators.create_archive('research_archive')" > /dev/null
}

# documents FROM TO AUTHORS: publications of NVA, one a line
documents()
{
	perl -e '
		my ($from, $to, $authors) = @ARGV;
		for my $g ($from .. $to) {
			my @c = map { sprintf q({"identity": {"id": "https://api.nva.unit.no/cristin/person/%d", "name": "Kari Nordmann"}, "role": {"type": "Creator"}, "affiliations": [{"id": "https://api.nva.unit.no/cristin/organization/%d.0.0.0", "countryCode": "NO"}]}),
				$g * 100 + $_, $_ } 1 .. $authors;
			printf qq({"identifier": "n%d", "status": "PUBLISHED", "entityDescription": {"publicationDate": {"year": "2023"}, "contributors": [%s]}}\n), $g, join(", ", @c);
		}' "$@"
}

small_files()
{
	printf 'publication_id;year;status\np1;2023;published\np2;i fjor;published\n' > "$work/small.csv"
	equal "$(run -v file="$work/small.csv" -v relation=publication -f deploy/import/csv.sql | cut -d'|' -f 2-)" "csv|2|1|0|0|1" "csv.sql loads a delimited file"
	equal "$(run -v file="$work/small.csv" -v relation=publication -f deploy/import/csv.sql | cut -d'|' -f 2-)" "csv|2|0|1|0|1" "again: unchanged"
	documents 1 3 2 > "$work/small.json"
	equal "$(run -v file="$work/small.json" -v source=nva_publications -v options='{"lines": true}' -f deploy/import/documents.sql | cut -d'|' -f 2-)" \
		"nva_publications|3|3|0|0|0" "documents.sql loads documents"
	printf '<a><trial><isrctn>88261002</isrctn><contact><surname>Nordmann</surname></contact></trial></a>' > "$work/small.xml"
	equal "$(run -v file="$work/small.xml" -v source=isrctn -f deploy/import/documents.sql | cut -d'|' -f 2-)" "isrctn|1|1|0|0|0" "and XML"
	equal "$(run -v file="$work/small.csv" -v relation=publication -v batch_size=1 -f deploy/import/batches.sql | cut -d'|' -f 1-7)" \
		"$(printf '1|2|1|0|1|0|0\n2|2|1|0|0|0|1')" "batches.sql loads a delimited file"
	equal "$(run -v file="$work/small.json" -v source=nva_publications -v options='{"lines": true}' -v batch_size=2 -f deploy/import/batches.sql | cut -d'|' -f 1-7)" \
		"$(printf '1|2|2|0|2|0|0\n2|2|1|0|1|0|0')" "and documents"
	equal "$(sql "SELECT count(*) FROM pg_largeobject_metadata")" 0 "no file stays in the database"
	printf 'x' > "$work/broken.json"
	run -v file="$work/broken.json" -v source=ctis -f deploy/import/documents.sql > "$work/out" 2> "$work/errors" && echo "it was loaded" >> "$work/errors"
	equal "$(grep -c . "$work/errors")" 3 "a broken file is an error of three lines"
	equal "$(sql "SELECT count(*) FROM pg_largeobject_metadata")" 0 "and leaves nothing behind"
}

# Nobody reads the secret: not who dumps, not who reads logs, not who imports.
secrets()
{
	local key found
	key=$(printf '%064x' 81985529216486895 | tr 0 a)
	printf '%s\n' "$key" > "$work/key.hex"
	run -v file="$work/key.hex" -f deploy/import/key.sql > /dev/null
	equal "$(sql "SELECT md5(k.key) FROM research_indicators_internal.import_key AS k")" \
		"$(perl -e 'print pack("H*", $ARGV[0])' "$key" | md5sum | cut -d' ' -f 1)" "key.sql sets the secret"
	run -v file="$work/small.json" -v source=nva_publications -v options='{"lines": true}' -f deploy/import/documents.sql > /dev/null
	pg_dump -d $database > "$work/dump.sql"
	found=$(grep -c -i -e "$key" -e "Nordmann" "$work/dump.sql" || true)
	equal "$found" 0 "neither secret nor name in a dump"
	equal "$(grep -c "COPY esystems.contribution" "$work/dump.sql")" 1 "of the data that were imported"
	equal "$(grep -c -i -e "$key" -e "Nordmann" "$PGHOST/log" || true)" 0 "nor in the server's log"
	result "$([ "$(wc -l < "$PGHOST/log")" -gt 100 ] || echo "the log has $(wc -l < "$PGHOST/log") lines")" "which logs every statement"
}

# What was shown as loaded is there, then the second run completes it.
killed_between_batches()
{
	local moment shown there
	documents 1001 1300 3 > "$work/many.json"
	for moment in $(seq 1 "$moments"); do
		sql "TRUNCATE esystems.publication CASCADE"
		: > "$work/shown"
		run -v file="$work/many.json" -v source=nva_publications -v options='{"lines": true}' -v batch_size=20 -f deploy/import/batches.sql > "$work/shown" 2> /dev/null &
		client=$!
		until [ "$(wc -l < "$work/shown")" -ge $((moment * 3)) ]; do sleep 0.01; done
		kill_server
		wait "$client" 2> /dev/null || true
		client=
		server_up
		shown=$(wc -l < "$work/shown")
		there=$(sql "SELECT concat_ws(' ', count(*) / 20, count(*) % 20, (SELECT count(*) FROM esystems.contribution) = 3 * count(*)) FROM esystems.publication")
		result "$(case $there in "$shown 0 t" | "$((shown + 1)) 0 t") ;; *) echo "$shown batches were shown; there are: $there" ;; esac)" \
			"killed after $shown of 15 batches: what was shown is there, and nothing by halves"
		run -v file="$work/many.json" -v source=nva_publications -v options='{"lines": true}' -v batch_size=20 -f deploy/import/batches.sql > "$work/again"
		equal "$(awk -F'|' '{ read += $3; kept += $5; new += $4 } END { print read, (kept >= 20 * '"$shown"'), kept + new }' "$work/again")" "300 1 300" "a second run completes it, unchanged where it was"
	done
}

# peak FILE ARGUMENT...: loads a file of 200 MB with the script and prints the
# largest memory of its backend
large_file()
{
	local title=$1 file=$2 script=$3
	shift 3
	{
		echo "\\i $script"
		echo "SELECT 'peak ' || substring(pg_read_file('/proc/self/status') FROM 'VmHWM:[[:space:]]*([0-9]+)')::bigint / 1024;"
	} > "$work/large.sql"
	run -v file="$file" "$@" -f "$work/large.sql" > "$work/large.out" 2>&1 || true
	echo "# $title: $(du -m "$file" | cut -f 1) MB, $(sed -n 's/^peak //p' "$work/large.out") MB at most in the backend"
	result "$(grep -q '^peak' "$work/large.out" || tail -3 "$work/large.out")" "$title"
}

large_files()
{
	sql "TRUNCATE esystems.publication CASCADE"
	documents 1 90000 12 > "$work/large.json"
	large_file "documents of 200 MB by batches" "$work/large.json" deploy/import/batches.sql -v source=nva_publications -v options='{"lines": true}'
	sql "TRUNCATE esystems.publication CASCADE"
	large_file "documents of 200 MB at once" "$work/large.json" deploy/import/documents.sql -v source=nva_publications -v options='{"lines": true}'
	perl -e 'print "publication_id;person_id;role;institution_id;country\n"; for my $g (1 .. 90000) { printf "n%d;person-%d-%d;creator;institution-with-a-long-name-%d;NO\n", $g, $g, $_, $_ * 1000 for 1 .. 35 }' > "$work/large.csv"
	sql "TRUNCATE esystems.contribution"
	large_file "a delimited file of 200 MB by batches" "$work/large.csv" deploy/import/batches.sql -v relation=contribution -v batch_size=100000
}

work=$(mktemp -d -t ri_import.XXXXXX)
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
start_server
small_files
secrets
killed_between_batches
[ "${THOROUGH:-}" != 1 ] || large_files
echo "1..$number"
exit $failed
