#!/bin/bash
# Tests the appendix as a file: what psql writes is what the digest names, XML
# is valid against xslt/appendix.xsd; a million rows leave the memory of the
# backend as it is, also where every one has an approval, and can be cancelled.
# TAP on standard output.
#
# Wants PGHOST, PGPORT, PGUSER (a superuser) and PGDATABASE with the extension
# and the sample data; makes and drops a schema "million".
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

limit_kb=65536
work=$(mktemp -d -t appendix.XXXXXX)
cleanup()
{
	psql -X -q -c 'SET client_min_messages = error; DROP SCHEMA IF EXISTS million CASCADE' || true
	rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

number=0
status=0

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
		head -n 5 "$work/output" | cut -c1-300 | sed 's/^/# /'
		status=1
	fi
}

query()
{
	psql -X -q -At -v ON_ERROR_STOP=1 -v FETCH_COUNT=20 "$@"
}

# digest_agrees FORM: rows, bytes and SHA-256 of the file of the sample data
digest_agrees()
{
	local file=$work/sample.$1 said
	query -c "SELECT research_indicators.publication_appendix(2023, '$1')" > "$file" || return 1
	said=$(query -c "SELECT rows, bytes, sha256 FROM research_indicators.publication_appendix_digest(2023, '$1')") || return 1
	echo "said: $said, found: $(wc -lc < "$file") $(sha256sum < "$file")"
	[ "$said" = "$(($(wc -l < "$file") - $2))|$(stat -c %s "$file")|$(sha256sum < "$file" | cut -d' ' -f1)" ]
}

memory_of()
{
	sed -n 's/^RssAnon:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$1/status" 2> /dev/null
}

# Peak of the memory that is the backend's own (shared buffers are not) while
# it writes a million rows, against that after the small file.
write_million()
{
	local writer backend now
	{
		echo "SELECT pg_backend_pid();"
		echo "\\o $work/small.xml"
		echo "SELECT research_indicators.publication_appendix(2023, 'xml');"
		echo "\\o"
		echo "SELECT 'small';"
		echo "SET research_indicators.source_schema = 'million';"
		echo "\\! sleep 0.5"
		echo "\\o $work/million.xml"
		echo "SELECT research_indicators.publication_appendix(2023, 'xml');"
	} | query > "$work/session" &
	writer=$!
	until grep -q small "$work/session" || ! kill -0 "$writer" 2> /dev/null; do sleep 0.1; done
	backend=$(head -n 1 "$work/session")
	before=$(memory_of "$backend")
	peak=$before
	samples=0
	while kill -0 "$writer" 2> /dev/null; do
		now=$(memory_of "$backend") || now=
		if [ -n "$now" ]; then
			samples=$((samples + 1))
			[ "$now" -le "$peak" ] || peak=$now
		fi
		sleep 0.05
	done
	wait "$writer"
}

cancelled()
{
	local said
	said=$(psql -X -q -At -v VERBOSITY=sqlstate 2>&1 <<-SQL
		SET research_indicators.source_schema = 'million';
		SET statement_timeout = 300;
		SELECT count(*) FROM research_indicators.publication_appendix(2023, 'json');
	SQL
	)
	echo "$said"
	[ "$said" = 'ERROR:  57014' ]
}

if ! [ -r /proc/self/status ]; then
	printf '1..0 # SKIP no /proc on this machine\n'
	exit 0
fi
printf '1..14\n'
ok "XML: the file is what the digest names" digest_agrees xml 3
ok "JSON: so it is" digest_agrees json 2
ok "CSV: so it is" digest_agrees csv 1
ok "the XML is valid" xmllint --noout --nonet --schema xslt/appendix.xsd "$work/sample.xml"
sed '/<sum /d' "$work/sample.xml" > "$work/short.xml"
ok "without its sum it is not" eval '! xmllint --noout --nonet --schema xslt/appendix.xsd "$work/short.xml"'
ok "a million rows are made" psql -X -q -v ON_ERROR_STOP=1 -f tests/bench/million.sql
before=0 peak=0 samples=0
ok "they are written" write_million
ok "all of them" [ "$(grep -c '^ <rad ' "$work/million.xml")" -eq 1000000 ]
echo "# own memory in kB: $before before, $peak at most in $samples samples"
ok "own memory of the backend grew by less than 64 MB" [ "$samples" -gt 10 -a "$((peak - before))" -lt "$limit_kb" ]
ok "as many approvals are made" psql -X -q -v ON_ERROR_STOP=1 -c "
	DROP TABLE million.publication_approval;
	CREATE UNLOGGED TABLE million.publication_approval AS
	SELECT c.publication_id, c.institution_id, 'approved'::text AS state, NULL::date AS decided_at FROM million.contribution AS c;
	ANALYZE million.publication_approval"
sha256sum < "$work/million.xml" > "$work/untracked"
ok "the rows are written again" write_million
sha256sum < "$work/million.xml" > "$work/tracked"
ok "and are the same, since everything is approved" cmp "$work/untracked" "$work/tracked"
echo "# own memory in kB: $before before, $peak at most in $samples samples"
ok "with approvals it grew by less than 64 MB" [ "$samples" -gt 10 -a "$((peak - before))" -lt "$limit_kb" ]
ok "writing can be cancelled" cancelled
exit "$status"
