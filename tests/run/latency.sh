#!/bin/bash
# Prints how long what runs within libxml2 and libxslt takes to answer a cancel:
# each function on documents made to keep it busy, cancelled after 0.2 seconds.
# What ends by itself before is told too.  Fails where the backend is gone or an
# error is none of those that are meant; how soon is for people to judge.
#
# Then the pages of the sample's reports: how soon making one answers a cancel at nine
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

# what becomes of a call within statement_timeout, and how long that takes
fate=$(cat <<-'SQL'
CREATE FUNCTION pg_temp.fate(call text, document xml, OUT code text, OUT took numeric) LANGUAGE plpgsql AS $$
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
$$;
SQL
)

statements()
{
	cat tests/run/latency.sql
	cat <<-SQL
	$fate
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

# The JSON is made first, so that what a backend does once is not the page's.  A
# backend reads its own CPU time from the system, in ticks of a hundredth second.
pages()
{
	local moment
	cat <<-SQL
	SET jit = off;
	SET client_min_messages = warning;
	CREATE FUNCTION pg_temp.cpu() RETURNS numeric LANGUAGE sql VOLATILE AS \$\$
	    SELECT 10 * (f[12]::numeric + f[13]::numeric)
	    FROM string_to_array(regexp_replace(pg_read_file('/proc/self/stat'), '^.*\\) ', ''), ' ') AS f
	\$\$;
	$fate
	SELECT pg_temp.cpu() AS begun \gset
	SELECT research_indicators.report_json(2023, '$1') AS json \gset
	SELECT pg_temp.cpu() - :begun AS json_took \gset
	CREATE TEMP TABLE report AS SELECT research_indicators.report_xml(2023, '$1') AS document;
	SELECT pg_temp.cpu() AS begun \gset
	SELECT length(research_indicators_internal.report_page(document, 'nb')) AS page FROM report \gset
	SELECT pg_temp.cpu() - :begun AS took \gset
	\echo share :json_took :took
	SQL
	for moment in 1 2 3 4 5 6 7 8 9; do
		cat <<-SQL
		SELECT greatest(1, round(:took * $moment / 10)) AS after \gset
		SET statement_timeout = :after;
		SELECT 'cancel ' || f.code || ' ' || round(f.took - :after)
		FROM report, pg_temp.fate('research_indicators_internal.report_page(\$1, ''nb'')', document) AS f;
		SET statement_timeout = 0;
		SQL
	done
}

for unit in NO 983974724; do
	out=$(pages "$unit" | psql -X -q -At -v ON_ERROR_STOP=1)
	while read -r what first second; do
		case $what/$first in
			share/*)
				printf 'report %s: JSON %d ms of CPU time, its page %d ms, %d %% of it\n' \
					"$unit" "$first" "$second" $((100 * second / first))
				;;
			cancel/57014)
				printf 'report %s: its page answers a cancel after %d ms\n' "$unit" "$second"
				;;
			cancel/ends)
				printf 'report %s: its page ends before it is cancelled\n' "$unit"
				;;
			*)
				printf 'report %s: making its page is error %s\n' "$unit" "$first"
				wrong=1
				;;
		esac
	done <<< "$out"
done
exit $wrong
