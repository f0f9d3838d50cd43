-- Writes the four faces of the public edition of one report into a folder, on
-- the sample data with counts of patients made small by a seed; nothing is kept.
--
--   psql -v folder=DIR -v unit=NO -v seed=1 -v rules=hod-2021 -v spoil=none -f public_edition.sql
--
-- seed 0: the sample as it is.  spoil: "next" hides only the small counts
-- themselves, "told" shows what tells of them: a test of the test.
\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;
SET jit = off;
BEGIN;
SET search_path TO research_indicators, research_indicators_internal, public;
SELECT source_schema() AS source, :seed > 0 AS made, :'spoil' = 'next' AS spoil_next, :'spoil' = 'told' AS spoil_told,
       :'spoil' = 'small' AS spoil_small \gset

CREATE FUNCTION pg_temp.draw(key text, sides integer) RETURNS integer LANGUAGE sql IMMUTABLE AS
$$SELECT ((('x' || left(md5(key), 8))::bit(32)::bigint & 2147483647) % sides)::integer$$;

\if :made
-- about half of the figures are 0, most of the others 1 to 4
UPDATE :"source".study_inclusion SET new_patients =
    CASE WHEN pg_temp.draw(concat_ws('|', :seed, study_id, institution_id, year), 100) < 30 + 20 * (:seed % 4) THEN 0
         WHEN pg_temp.draw(concat_ws('|', 'b', :seed, study_id, institution_id, year), 100) < 85
         THEN 1 + pg_temp.draw(concat_ws('|', 'c', :seed, study_id, institution_id, year), 4)
         ELSE pg_temp.draw(concat_ws('|', 'd', :seed, study_id, institution_id, year), 40) END;
-- fewer and fewer hospitals take part
DELETE FROM :"source".study_inclusion AS i
WHERE pg_temp.draw(concat_ws('|', 'e', :seed, i.institution_id, i.year), 100) < 25 * (:seed % 4);
UPDATE :"source".specialist_care_patients SET new_patients = 1 + pg_temp.draw(concat_ws('|', 'f', :seed, institution_id, year), 8)
WHERE institution_id <> 'NO' AND institution_id NOT IN (SELECT i.institution_id FROM :"source".institution AS i WHERE i.kind = 'rhf')
  AND pg_temp.draw(concat_ws('|', 'g', :seed, institution_id, year), 100) < 15;
UPDATE :"source".clinical_study SET enrolled = pg_temp.draw(concat_ws('|', 'h', :seed, study_id), 5)
WHERE pg_temp.draw(concat_ws('|', 'i', :seed, study_id), 100) < 90;
\endif
\if :spoil_next
CREATE OR REPLACE FUNCTION research_indicators_internal.suppressed_units(units text[], parents text[], counts numeric[], smallest numeric) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS
$$SELECT coalesce(array_agg(u), '{}') FROM unnest(units, counts) AS c(u, n) WHERE n > 0 AND n < smallest$$;
\endif
\if :spoil_told
DELETE FROM patient_inference;
\endif
\if :spoil_small
CREATE OR REPLACE FUNCTION research_indicators_internal.suppressed_units(units text[], parents text[], counts numeric[], smallest numeric) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS
$$SELECT coalesce(array_agg(u), '{}') FROM unnest(units, counts) AS c(u, n) WHERE n = 2 OR n > 500$$;
\endif

CREATE TEMPORARY TABLE face AS SELECT report_records(2023, :'unit', nullif(:'rules', ''), 'public') AS records, annex_records(2023, :'unit', nullif(:'rules', ''), 'public') AS annex;
\pset format unaligned
\pset tuples_only on
\cd :folder
\o report.xml
SELECT records_xml(records, 'indikatorrapport') FROM face;
\o annex.xml
SELECT records_xml(annex, 'indikatorvedlegg') FROM face;
\o report.json
SELECT records_json(records) FROM face;
\o annex.json
SELECT records_json(annex) FROM face;
\o report.csv
SELECT records_csv(records || annex) FROM face;
\o report.html
-- the annex's page has every figure
SELECT report_page(records_xml(research_indicators_internal.annex_page_body(records, annex), 'indikatorvedlegg'), 'nb') FROM face;
\o
SELECT count(*) FROM face, unnest(ARRAY[records_xml(records, 'indikatorrapport')::text, records_xml(annex, 'indikatorvedlegg')::text]) AS d, validate_report(d::xml);
ROLLBACK;
