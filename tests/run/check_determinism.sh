#!/bin/bash
# Tests that a report is the same to the byte whatever the physical order of
# the source rows, the number of parallel workers, the locale and encoding of
# the database, and the settings of the session.  THOROUGH=1 tries each of them
# by itself, else several go together.  TAP on standard output.
#
# Wants PGHOST, PGPORT, PGUSER (a superuser) and PGDATABASE with the extension.
# Loads the sample into a schema of its own and drops what it makes.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

export PGCLIENTENCODING=UTF8
# compiling the plans of a report takes longer than running them
export PGOPTIONS="${PGOPTIONS:-} -c jit=off"
own=determinism
schema=$own
work=$(mktemp -d -t determinism.XXXXXX)
number=0
status=0
made_databases=

# run DATABASE: statements from standard input, silent
run()
{
	psql -X -q -At -v ON_ERROR_STOP=1 -d "$1" > "$work/out" 2> "$work/errors"
}

finish()
{
	local made
	trap '' INT TERM HUP
	for made in $made_databases; do
		psql -X -q -d postgres -c "DROP DATABASE IF EXISTS $made" 2> /dev/null || true
	done
	psql -X -q -d "$PGDATABASE" > /dev/null 2>&1 <<-SQL || true
		SET client_min_messages = error;
		DROP SCHEMA IF EXISTS $own CASCADE;
		DROP SCHEMA IF EXISTS ${own}_reordered CASCADE;
		DROP SCHEMA IF EXISTS ${own}_bare CASCADE;
	SQL
	rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# ok TITLE CONDITION-STATUS [DIAGNOSTIC FILE]
ok()
{
	number=$((number + 1))
	if [ "$2" -eq 0 ]; then
		printf 'ok %d - %s\n' "$number" "$1"
	else
		printf 'not ok %d - %s\n' "$number" "$1"
		[ -z "${3:-}" ] || head -c 2000 "$3" | head -n 10 | sed 's/^/# /'
		status=1
	fi
}

# The sample, and rows whose order depends on who sorts them: ids that
# languages, upper case and hyphens order differently.
load()
{
	psql -X -q -v ON_ERROR_STOP=1 -v schema=$schema -d "$1" \
		-f tests/data/load.sql > "$work/out" 2> "$work/errors" &&
	run "$1" <<-SQL
		SET search_path = $schema;
		INSERT INTO institution (institution_id, orgnr, name, kind, rhf_id, country, reporting)
		SELECT id, NULL, 'Sykehus ' || id, 'hf', 'helse-vest', 'NO', true
		FROM unnest('{aa-1,AA-1,a-b,ab,A_b,Å-1,å-1,z-1,Z-1,ø,Ö}'::text[]) AS id;
		INSERT INTO clinical_study (study_id, starts_on, completed_on, status, enrolled)
		SELECT id, '2018-01-01', '2019-01-01', 'completed', 10
		FROM unnest('{aa-1,AA-1,a-b,ab,A_b,Å-1,å-1,z-1,Z-1,ø,Ö}'::text[]) AS id;
		INSERT INTO study_site (study_id, institution_id, role)
		SELECT study_id, study_id, 'coordinator' FROM clinical_study WHERE enrolled = 10 AND starts_on = '2018-01-01' AND study_id !~ '^NCT';
		INSERT INTO study_result (study_id, kind, type, published_on, doi, source)
		SELECT study_id, 'publication', 'journal', '2018-06-01', '10.1111/AA', 'other'
		FROM clinical_study WHERE study_id !~ '^NCT' AND length(study_id) <= 4;
		INSERT INTO doctoral_degree (degree_id, institution_id, awarded_on, share)
		SELECT id, id, '2023-03-01', 0.3333
		FROM unnest('{aa-1,AA-1,a-b,ab,A_b,Å-1,å-1,z-1,Z-1,ø,Ö}'::text[]) AS id;
		INSERT INTO institution (institution_id, name, kind, parent_id)
		SELECT 'unit ' || id, id, 'unit', 'gone' FROM unnest('{b,B,aa,Å,-}'::text[]) AS id;
		-- one study under ids that languages order, and identifiers that they spell, differently
		INSERT INTO clinical_study (study_id, kind, starts_on, status)
		SELECT id, 'other_intervention', '2023-02-01', 'recruiting' FROM unnest('{twin-b,Twin-a,TWIN-B}'::text[]) AS id;
		INSERT INTO study_identifier (study_id, identifier) VALUES
		    ('twin-b', 'isrctn-i'), ('Twin-a', 'Isrctn-I'), ('TWIN-B', 'ISRCTN-I');
		INSERT INTO study_inclusion (study_id, institution_id, year, new_patients, source)
		SELECT s.id, i.id, 2023, 2, 'manual'
		FROM unnest('{twin-b,Twin-a,TWIN-B}'::text[]) AS s(id) CROSS JOIN unnest('{a-b,AA-1,z-1,Z-1}'::text[]) AS i(id);
		-- a finding that writes days out
		INSERT INTO study_site (study_id, institution_id, role, opened_on, first_patient_on)
		VALUES ('twin-b', 'a-b', 'participant', '2023-04-05', '2023-03-02');
	SQL
}

# render NAME DATABASE SETTINGS: the faces of the nation's report, its annex, and the
# findings and explanations behind it, as files
render()
{
	run "$2" <<-SQL
		SET research_indicators.source_schema = '$schema';
		$3
		CREATE TEMP TABLE face AS
		SELECT d.xml::text AS xml, d.json::text AS json, d.csv, d.annex_json::text AS annex
		FROM research_indicators.report_documents(2023, 'NO') AS d;
		\\o $work/$1.xml
		SELECT xml FROM pg_temp.face;
		\\o $work/$1.json
		SELECT json FROM pg_temp.face;
		\\o $work/$1.csv
		SELECT csv FROM pg_temp.face;
		\\o $work/$1.annex
		SELECT annex FROM pg_temp.face;
		\\o $work/$1.rows
		SELECT to_jsonb(f) FROM research_indicators.check_sources(2023) AS f;
		SELECT to_jsonb(e) FROM unnest('{clinical_studies,innovation,targets}'::text[]) AS i(indicator)
		CROSS JOIN LATERAL research_indicators_internal.explain_facts(i.indicator, 2023, 'illustrative') AS e
		ORDER BY e::text COLLATE "C";
		SELECT to_jsonb(s) FROM research_indicators.clinical_study_overview('2023-12-31') AS s;
	SQL
}

digest()
{
	sha256sum < "$1" | cut -d' ' -f1
}

# same TITLE NAME [FACES]: every face has the digest of the base
same()
{
	local face difference=0
	: > "$work/difference"
	for face in ${3:-xml json csv annex rows}; do
		if [ ! -s "$work/$2.$face" ]; then
			difference=1
			{
				echo "no $face"
				cat "$work/errors"
			} >> "$work/difference"
		elif [ "$(digest "$work/$2.$face")" != "$(digest "$work/base.$face")" ]; then
			difference=1
			{
				echo "$face differs:"
				cmp "$work/base.$face" "$work/$2.$face" || true
				[ "$face" = json ] ||
					diff "$work/base.$face" "$work/$2.$face" | cut -c1-400 | head -n 4
			} >> "$work/difference" 2>&1
		fi
	done
	ok "$1" "$difference" "$work/difference"
	rm -f "$work/$2".*
}

# variant TITLE SETTINGS
variant()
{
	render variant "$PGDATABASE" "$2" || true
	same "$1" variant
}

# database TITLE NAME OPTIONS: the same in a database of another kind
database()
{
	made_databases="$made_databases $2"
	psql -X -q -v ON_ERROR_STOP=1 -d postgres 2> "$work/errors" \
		-c "DROP DATABASE IF EXISTS $2" \
		-c "CREATE DATABASE $2 TEMPLATE template0 $3" &&
		echo "CREATE EXTENSION research_indicators;" | run "$2" &&
		load "$2" && render other "$2" "" || true
	same "$1" other
	psql -X -q -d postgres -c "DROP DATABASE IF EXISTS $2" 2> /dev/null
}

# reorder SCHEMA SEED HOW: every relation copied in an order that follows from
# the seed alone; into the contract's tables, or into bare ones without an index
reorder()
{
	run "$PGDATABASE" <<-SQL
		SELECT research_indicators.create_source_tables('$1') WHERE '$3' = 'tables';
		CREATE SCHEMA IF NOT EXISTS $1;
		DO \$\$
		DECLARE
		    item text;
		BEGIN
		    FOR item IN SELECT r.relation FROM research_indicators.source_relation AS r ORDER BY r.ordinal LOOP
		        EXECUTE format(CASE '$3' WHEN 'tables' THEN 'INSERT INTO %1\$I.%2\$I ' ELSE 'CREATE TABLE %1\$I.%2\$I AS ' END
		                       || 'SELECT * FROM %3\$I.%2\$I AS r ORDER BY md5(%4\$L || r::text)', '$1', item, '$schema', '$2');
		    END LOOP;
		END
		\$\$;
	SQL
}

echo "# seeds of the physical order: shuffle 1, shuffle 2"

prepared=0
load "$PGDATABASE" && render base "$PGDATABASE" "" || prepared=1
ok "sample loaded, report rendered" "$prepared" "$work/errors"
[ "$prepared" -eq 0 ] || exit 1
echo "# $(wc -c < "$work/base.xml") bytes of XML, sha256 $(digest "$work/base.xml")"

# Asked one by one they are the same documents as out of one computation.
psql -X -q -At -d "$PGDATABASE" \
	-c "SET research_indicators.source_schema = '$schema'" \
	-c "\\o $work/called.xml" -c "SELECT research_indicators.report_xml(2023, 'NO')" \
	-c "\\o $work/called.json" -c "SELECT research_indicators.report_json(2023, 'NO')" \
	-c "\\o $work/called.csv" -c "SELECT research_indicators.report_csv(2023, 'NO')" \
	-c "\\o $work/called.annex" -c "SELECT research_indicators.report_annex_json(2023, 'NO')" \
	> /dev/null 2> "$work/errors" || true
same "report_xml, report_json, report_csv and report_annex_json, each by itself, are these documents" called "xml json csv annex"

thorough()
{
	[ "${THOROUGH:-}" = 1 ]
}

# (a) physical order
if thorough; then
	reorder ${own}_reordered "shuffle 1" tables || true
	schema=${own}_reordered
	variant "rows in another physical order" ""
fi
reorder ${own}_bare "shuffle 2" bare || true
schema=${own}_bare
variant "another order, no index, no statistics" ""
run "$PGDATABASE" <<< "ANALYZE;" || true
! thorough || variant "the same with statistics" ""
schema=$own

# (b) parallel workers, as soon as a relation has a few pages: for the one-page
# tables of rules a report would start workers thousands of times
! thorough || variant "no parallel workers" "SET max_parallel_workers_per_gather = 0;"
parallel="SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0;
	SET min_parallel_table_scan_size = '48kB'; SET min_parallel_index_scan_size = '48kB';
	SET max_parallel_workers_per_gather = 4;"
render variant "$PGDATABASE" "$parallel
	LOAD 'auto_explain';
	SET auto_explain.log_min_duration = 0; SET auto_explain.log_analyze = on;
	SET auto_explain.log_timing = off; SET auto_explain.log_nested_statements = on;
	SET client_min_messages = log;" || true
cp "$work/errors" "$work/explained"
same "parallel workers" variant
launched=$(grep -c 'Workers Launched: [1-9]' "$work/explained" || true)
planned=$(grep -c 'Workers Planned: [1-9]' "$work/explained" || true)
echo "# $launched of $planned Gather nodes launched workers"
[ "$launched" -gt 0 ] && ran=0 || ran=1
ok "workers ran" "$ran"
# what they ran for: rows of the sources, not only of catalogs
awk '/Workers Launched: [1-9]/ { gathered = 1 }
	/Query Text:/ { gathered = 0 }
	gathered && /Parallel.* Scan.* on (publication|contribution|clinical_study|study_result|institution|doctoral_degree|external_funding) / { found = 1 }
	END { exit !found }' "$work/explained" && ran=0 || ran=1
ok "workers read source relations" "$ran"

# (c) locale and encoding of the database
! thorough || database "database of locale C" determinism_c "LOCALE 'C' ENCODING 'UTF8'"
database "database of ICU locale nb-NO" determinism_nb \
	"LOCALE_PROVIDER icu ICU_LOCALE 'nb-NO' LOCALE 'C.UTF-8' ENCODING 'UTF8'"
! thorough || database "database of ICU locale en, upper case first, hyphens ignored" determinism_en \
	"LOCALE_PROVIDER icu ICU_LOCALE 'en-u-kf-upper-ka-shifted' LOCALE 'C.UTF-8' ENCODING 'UTF8'"
database "database of ICU locale tr, where i and I are two letters" determinism_tr \
	"LOCALE_PROVIDER icu ICU_LOCALE 'tr-TR' LOCALE 'C.UTF-8' ENCODING 'UTF8'"
database "database of encoding LATIN1" determinism_latin1 "LOCALE 'C' ENCODING 'LATIN1'"

# (d) settings of the session
foreign=$(locale -a | grep -viE '^(C|POSIX)(\.|$)' | head -n 1)
ahead="SET timezone = 'Pacific/Kiritimati'; SET datestyle = 'German, DMY';"
behind="SET timezone = 'Pacific/Midway'; SET datestyle = 'SQL, MDY'; SET intervalstyle = 'sql_standard';"
numbers="SET lc_numeric = '${foreign:-C.UTF-8}'; SET lc_monetary = '${foreign:-C.UTF-8}'; SET lc_time = '${foreign:-C.UTF-8}';"
spelling="SET extra_float_digits = -15; SET bytea_output = 'escape'; SET xmloption = 'document'; SET xmlbinary = 'hex';
	SET quote_all_identifiers = on; SET search_path = 'pg_catalog'; SET standard_conforming_strings = off;"
little="SET work_mem = '64kB'; SET hash_mem_multiplier = 1;"
much="SET work_mem = '256MB'; SET enable_hashagg = off; SET enable_hashjoin = off;
	SET plan_cache_mode = force_custom_plan; SET enable_material = off;"
if thorough; then
	variant "time zone ahead, dates in German" "$ahead"
	variant "time zone behind, dates in American" "$behind"
	variant "numbers and money of locale ${foreign:-C.UTF-8}" "$numbers"
	variant "floating point in few digits, bytes escaped" "$spelling"
	variant "little memory" "$little"
	variant "much memory, no hashing, custom plans" "$much"
else
	variant "time zone ahead, dates in German, little memory" "$ahead $little"
	variant "time zone behind, dates in American, numbers of ${foreign:-C.UTF-8}, bytes escaped, custom plans" \
		"$behind $numbers $spelling SET plan_cache_mode = force_custom_plan;"
fi

printf '1..%d\n' "$number"
exit "$status"
