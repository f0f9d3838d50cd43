#!/bin/bash
# Tests that renderings leak nothing: the resident memory of one backend after
# many successful and as many failing ones against that after the first few: 60,
# or 200 with THOROUGH=1; then of as many as 10 000 failing calls of each function
# that holds memory of a library.  TAP on standard output.
#
# Wants PGHOST, PGPORT, PGUSER (a superuser) and PGDATABASE with the extension
# and the sample data.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# a leak of one document in each would be several times the limit
renderings=60
limit_kb=24576
if [ "${THOROUGH:-}" = 1 ]; then
	renderings=200
	limit_kb=65536
fi
calls=200
[ "${THOROUGH:-}" != 1 ] || calls=10000
work=$(mktemp -d -t memory.XXXXXX)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# One successful rendering of each kind in turn: XML, JSON, CSV, page, check.
good_statement()
{
	case $(($1 % 5)) in
		0) echo "SELECT length(records_xml(r, 'indikatorrapport')::text) > 100000 FROM kept;" ;;
		1) echo "SELECT length(records_json(r)::text) > 100000 FROM kept;" ;;
		2) echo "SELECT length(records_csv(r)) > 50000 FROM kept;" ;;
		3) echo "SELECT length(report_page(x, 'nb')) > 100000 FROM kept;" ;;
		4) echo "SELECT count(*) = 0 FROM kept CROSS JOIN LATERAL validate_report(x);" ;;
	esac
}

# One failing rendering of each kind in turn, late, when much has been built.
bad_statement()
{
	case $(($1 % 5)) in
		0) echo "SELECT records_xml(r || bad, 'indikatorrapport') FROM kept;" ;;
		1) echo "SELECT records_json(r || bad) FROM kept;" ;;
		2) echo "SELECT records_csv(r || bad) FROM kept;" ;;
		3) echo "SELECT report_page(xmlparse(content x::text || 'tail'), 'nb') FROM kept;" ;;
		4) echo "SELECT 1 / count(*) - 1 / (count(*) - count(*)) FROM kept CROSS JOIN LATERAL validate_report(xmlparse(content x::text || 'tail'));" ;;
	esac
}

rss()
{
	echo "SELECT '$1 ' || substring(pg_read_file('/proc/self/status') FROM 'VmRSS:\\s*([0-9]+)');"
}

# failing_calls N: each function that holds memory of libxml2, libxslt or Jansson
failing_calls()
{
	cat <<-SQL
		DO \$\$
		DECLARE
		    call text;
		    failed bigint := 0;
		BEGIN
		    FOREACH call IN ARRAY ARRAY['canonical_body(''<a/>'')', 'canonical_body(''text'')', 'report_page(''text'', ''nb'')',
		        'report_page(''<!DOCTYPE a><a/>'', ''nb'')',
		        'records_json(ARRAY[(''innhold'', ''funn'', ''{"kode": "x"}''), (''innhold'', ''ukjent'', ''{}'')]::report_record[])',
		        'records_xml(ARRAY[(''innhold'', ''funn'', ''{"kode": "x"}''), (''innhold'', ''ukjent'', ''{}'')]::report_record[], ''innhold'')',
		        'records_csv(ARRAY[(''innhold'', ''funn'', ''{"kode": "x"}''), (''innhold'', ''ukjent'', ''{}'')]::report_record[])',
		        '1 / (SELECT count(*) - count(*) FROM validate_report(''<a/>''))'] LOOP
		        FOR n IN 1 .. $1 LOOP
		            BEGIN
		                EXECUTE 'SELECT ' || call;
		            EXCEPTION WHEN OTHERS THEN
		                failed := failed + 1;
		            END;
		        END LOOP;
		    END LOOP;
		    IF failed <> 8 * $1 THEN
		        RAISE EXCEPTION 'only % calls failed', failed;
		    END IF;
		END
		\$\$;
	SQL
}

statements()
{
	local n
	cat <<-'SQL'
		SET search_path = research_indicators, research_indicators_internal, public;
		SET client_min_messages = error;
		CREATE TEMP TABLE kept AS
		SELECT r, records_xml(r, 'indikatorrapport') AS x,
		       ('innhold', 'ukjent', '{}')::report_record AS bad
		FROM report_records(2023, '983974724') AS r;
	SQL
	for n in {1..20}; do
		good_statement "$n"
		bad_statement "$n"
	done
	rss before
	for ((n = 1; n <= renderings; n++)); do good_statement "$n"; done
	rss between
	for ((n = 1; n <= renderings; n++)); do bad_statement "$n"; done
	rss after
	failing_calls 50
	rss calls_before
	failing_calls "$calls"
	rss calls_after
	echo "SELECT 'alive ' || count(*) FROM kept CROSS JOIN LATERAL validate_report(x);"
}

number=0
status=0

# ok TITLE CONDITION...
ok()
{
	local title=$1
	shift
	number=$((number + 1))
	if "$@"; then
		printf 'ok %d - %s\n' "$number" "$title"
	else
		printf 'not ok %d - %s\n' "$number" "$title"
		head -n 5 "$work/errors" | cut -c1-300 | sed 's/^/# /'
		status=1
	fi
}

value()
{
	sed -n "s/^$1 //p" "$work/out"
}

if ! [ -r /proc/self/status ]; then
	printf '1..0 # SKIP no /proc on this machine\n'
	exit 0
fi
printf '1..6\n'
statements > "$work/statements.sql"
psql -X -q -At -v VERBOSITY=sqlstate -f "$work/statements.sql" > "$work/out" 2> "$work/errors" || true

before=$(value before) between=$(value between) after=$(value after)
good=$(grep -c '^t$' "$work/out" || true)
bad=$(grep -c 'ERROR:  *\(RI040\|38000\|22012\)$' "$work/errors" || true)
echo "# resident kB: ${before:-?} at first, ${between:-?} after $renderings renderings, ${after:-?} after $renderings failing ones"
ok "all renderings succeed" [ "$good" -eq $((renderings + 20)) ]
ok "all failing ones fail as meant" [ "$bad" -eq $((renderings + 20)) ]
ok "$renderings renderings: less than $((limit_kb / 1024)) MB more" [ "$((${between:-999999999} - ${before:-0}))" -lt $limit_kb ]
ok "$renderings failing ones: less than $((limit_kb / 1024)) MB more" [ "$((${after:-999999999} - ${between:-0}))" -lt $limit_kb ]
calls_before=$(value calls_before) calls_after=$(value calls_after)
echo "# resident kB: ${calls_before:-?} before, ${calls_after:-?} after $calls failing calls of each of 8"
ok "$((8 * calls)) failing calls: less than 16 MB more" [ "$((${calls_after:-999999999} - ${calls_before:-0}))" -lt 16384 ]
ok "the backend still checks a report" [ "$(value alive)" = 0 ]
exit "$status"
