#!/bin/bash
# Prints how long what runs within libxml2 and libxslt takes to answer a cancel:
# each function on documents made to keep it busy, cancelled after 0.2 seconds.
# What ends by itself before is told too.  Fails where the backend is gone or an
# error is none of those that are meant; how soon is for people to judge.
#
# Then the pages of the sample's reports: how soon making one answers a cancel at ten
# moments, and how much CPU time it takes beside the same report's JSON.
#
# Wants PGHOST, PGPORT and PGUSER; makes a database of its own.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

after=200
database=ri_latency
psql -X -q -v ON_ERROR_STOP=1 -d "${PGDATABASE:-postgres}" -c "CREATE DATABASE $database"
trap 'psql -X -q -d "${maintenance:-postgres}" -c "DROP DATABASE $database"' EXIT
maintenance=${PGDATABASE:-postgres}
export PGDATABASE=$database
psql -X -q -v ON_ERROR_STOP=1 -c "CREATE EXTENSION research_indicators"

statements()
{
	cat tests/run/latency.sql
	cat <<-SQL
	CREATE FUNCTION pg_temp.fate(call text, document xml, OUT code text, OUT took numeric) LANGUAGE plpgsql AS \$\$
	DECLARE
	    begun timestamptz := clock_timestamp();
	BEGIN
	    BEGIN
	        EXECUTE 'SELECT max(length(q.given::text)) FROM (SELECT ' || call || ' AS given) AS q' USING document;
	        code := 'ends';
	    EXCEPTION WHEN OTHERS OR query_canceled THEN
	        code := SQLSTATE;
	    END;
	    took := extract(epoch FROM clock_timestamp() - begun) * 1000;
	END
	\$\$;
	SET statement_timeout = $after;
	SQL
	for call in 'canonical_body($1)' 'validate_report($1)' "report_page(\$1, ''nb'')"; do
		for n in $(seq 1 8); do
			echo "SELECT format('%s|%s|%s|%s', '$call', d.name, f.code, round(f.took)) FROM document AS d CROSS JOIN LATERAL pg_temp.fate('$call', d.content) AS f WHERE d.n = $n;"
		done
	done
}

out=$(statements | psql -X -q -At -v ON_ERROR_STOP=1)
wrong=0
slowest=0
while IFS='|' read -r call name code took; do
	case $code in
		57014)
			took=$((took - after))
			[ "$took" -le "$slowest" ] || slowest=$took
			printf '%-24s %-32s answers a cancel after %5d ms\n' "$call" "$name" "$took"
			;;
		ends | RI041 | RI049 | 38000)
			printf '%-24s %-32s %s within %d ms\n' "$call" "$name" "$code" "$took"
			;;
		*)
			printf '%-24s %-32s is error %s\n' "$call" "$name" "$code"
			wrong=1
			;;
	esac
done <<< "$out"
echo "slowest answer: $slowest ms"

psql -X -q -v ON_ERROR_STOP=1 -f tests/data/load.sql > /dev/null

# A backend reads its own CPU time, in ticks.  The JSON is made first, so that what a
# backend does once is not the page's.
pages()
{
	cat <<-'SQL'
	SET jit = off;
	SET client_min_messages = warning;
	CREATE FUNCTION pg_temp.cpu() RETURNS numeric LANGUAGE sql AS $$
	    SELECT (split_part(s, ' ', 12)::numeric + split_part(s, ' ', 13)::numeric) * 10
	    FROM regexp_replace(pg_read_file('/proc/self/stat'), '^.*\) ', '0 0 ') AS s
	$$;
	CREATE TEMP TABLE page (unit text, what text, took numeric);
	CREATE PROCEDURE pg_temp.measure(unit text) LANGUAGE plpgsql AS $$
	DECLARE
	    document xml;
	    begun numeric := pg_temp.cpu();
	    moment timestamptz;
	    whole numeric;
	BEGIN
	    PERFORM length(research_indicators.report_json(2023, unit)::text);
	    INSERT INTO page VALUES (unit, 'json', pg_temp.cpu() - begun);
	    document := research_indicators.report_xml(2023, unit);
	    begun := pg_temp.cpu();
	    moment := clock_timestamp();
	    FOR i IN 1 .. 3 LOOP
	        PERFORM length(research_indicators_internal.report_page(document, 'nb'));
	    END LOOP;
	    whole := extract(epoch FROM clock_timestamp() - moment) * 1000 / 3;
	    INSERT INTO page VALUES (unit, 'page', (pg_temp.cpu() - begun) / 3);
	    FOR i IN 1 .. 10 LOOP
	        moment := clock_timestamp();
	        BEGIN
	            PERFORM set_config('statement_timeout', greatest(1, round(whole * i / 11))::text, true);
	            EXECUTE 'SELECT length(research_indicators_internal.report_page($1, $2))' USING document, 'nb';
	        EXCEPTION WHEN query_canceled THEN
	            INSERT INTO page VALUES (unit, 'cancel', extract(epoch FROM clock_timestamp() - moment) * 1000 - round(whole * i / 11));
	        END;
	    END LOOP;
	END
	$$;
	SQL
}
exit $wrong
