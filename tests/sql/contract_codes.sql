-- Every finding code of the contract: a change that provokes it, and a clean
-- schema that shows none.  The codes are taken from the checks themselves, so that
-- a new one without a case here fails.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
SELECT plan(23);
SET LOCAL search_path TO research_indicators, research_indicators_internal, public;
SELECT create_source_tables('c') AS ignored \gset
INSERT INTO c.institution (institution_id, kind, rhf_id, country, reporting) VALUES ('r', 'rhf', 'r', 'NO', true), ('h', 'hf', 'r', 'NO', true);
INSERT INTO c.reporting_year VALUES (2023, NULL);
INSERT INTO c.publication (publication_id, year, form, status) VALUES ('p1', 2023, 'article', 'published'), ('p2', 2023, 'review', 'published');
INSERT INTO c.contribution VALUES ('p1', 'a', 'creator', 'h', 'NO', true);
INSERT INTO c.doctoral_degree VALUES ('d1', 'h', '2023-05-05', 1), ('d2', 'h', '2023-05-06', 1), ('d3', 'h', '2023-05-07', 1);
SELECT is_empty($$SELECT * FROM check_contract('c')$$, 'clean data shows none');

CREATE ROLE c_reader;
SELECT grant_access('c_reader', 'analyst') AS ignored \gset
GRANT USAGE ON SCHEMA c TO c_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA c TO c_reader;
CREATE SEQUENCE public.reads;
GRANT USAGE ON SEQUENCE public.reads TO PUBLIC;
-- a view of the degrees that says something else in one column
CREATE FUNCTION pg_temp.degrees(columns text, options text DEFAULT 'WITH (security_invoker = true)') RETURNS text LANGUAGE sql AS $$
    SELECT format('ALTER TABLE c.doctoral_degree RENAME TO degree; CREATE VIEW c.doctoral_degree %s AS SELECT %s FROM c.degree', options, columns)
$$;
CREATE TEMPORARY TABLE provoked (code text, variant text, change text);
INSERT INTO provoked VALUES
    ('nothing_mapped', 'empty', 'DROP SCHEMA c CASCADE; CREATE SCHEMA c'),
    ('nothing_mapped', 'no_schema', 'DROP SCHEMA c CASCADE'),
    ('nothing_mapped', 'no_right', 'REVOKE USAGE ON SCHEMA c FROM c_reader; SET LOCAL ROLE c_reader'),
    ('relation_missing', '', 'DROP TABLE c.innovation_phase'),
    ('column_missing', '', 'ALTER TABLE c.doctoral_degree DROP COLUMN share'),
    ('type_wrong', '', 'ALTER TABLE c.publication ALTER revised TYPE integer USING revised::integer'),
    ('type_wrong', 'cast', 'ALTER TABLE c.publication ALTER year TYPE bigint'),
    ('type_wrong', 'moment', 'ALTER TABLE c.reporting_year ALTER closed_on TYPE timestamp with time zone'),
    ('type_wrong', 'written', 'ALTER TABLE c.doctoral_degree ALTER share DROP DEFAULT, ALTER share TYPE text'),
    ('type_wrong', 'reference', 'DROP TABLE c.publication_approval; CREATE TABLE c.publication_approval AS SELECT 1 AS publication_id, ''h''::text AS institution_id, ''approved''::text AS state, NULL::timestamp with time zone AS decided_at'),
    ('view_without_security_invoker', '', pg_temp.degrees('*', '')),
    ('view_without_security_invoker', 'row_security', pg_temp.degrees('*', '') || '; ALTER TABLE c.degree ENABLE ROW LEVEL SECURITY'),
    ('right_missing', '', 'REVOKE SELECT ON c.reporting_year FROM c_reader; SET LOCAL ROLE c_reader'),
    ('read_fails', '', pg_temp.degrees('degree_id, institution_id, awarded_on, 1 / (CASE degree_id WHEN ''d2'' THEN 0 ELSE 1 END)::numeric AS share')),
    ('read_fails', 'column', pg_temp.degrees('(1 / (CASE degree_id WHEN ''d2'' THEN 0 ELSE 1 END))::text AS degree_id, institution_id, awarded_on, share')),
    ('read_fails', 'somewhere', pg_temp.degrees('degree_id, institution_id, awarded_on, share') || ' WHERE 1 / (CASE degree_id WHEN ''d2'' THEN 0 ELSE 1 END) = 1'),
    ('check_failed', '', pg_temp.degrees('degree_id || left((1 / (CASE WHEN nextval(''public.reads'') > 3 THEN 0 ELSE 1 END))::text, 0) AS degree_id, institution_id, awarded_on, share')),
    ('key_repeats', 'rows', pg_temp.degrees('CASE degree_id WHEN ''d2'' THEN ''d1'' ELSE degree_id END AS degree_id, institution_id, awarded_on, share')),
    ('value_missing', 'rows', pg_temp.degrees('nullif(degree_id, ''d2'') AS degree_id, institution_id, awarded_on, share')),
    ('unknown_code', 'rows', 'ALTER TABLE c.publication DROP CONSTRAINT publication_form_check; UPDATE c.publication SET form = ''ARTIKKEL'' WHERE publication_id = ''p2'''),
    ('reference_missing', 'rows', 'UPDATE c.doctoral_degree SET institution_id = ''gone'' WHERE degree_id = ''d2''');

-- what is found after a change, which is then taken back
CREATE FUNCTION pg_temp.found_after(change text) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
    found text[];
BEGIN
    BEGIN
        EXECUTE change;
        found := ARRAY(SELECT f.code || coalesce('/' || nullif(f.arguments ->> 'variant', ''), '/') FROM research_indicators_internal.contract_findings('c') AS f);
        RAISE EXCEPTION 'taken back' USING ERRCODE = 'P0099';
    EXCEPTION WHEN SQLSTATE 'P0099' THEN
        RETURN found;
    END;
END
$$;
GRANT USAGE ON SCHEMA research_indicators_internal TO c_reader;
SELECT ok(p.code || '/' || p.variant = ANY (f.found), concat_ws(' ', p.code, p.variant, '(' || array_to_string(f.found, ' ') || ')'))
FROM provoked AS p CROSS JOIN LATERAL pg_temp.found_after(p.change) AS f(found);

SELECT set_eq($$SELECT DISTINCT p.code FROM provoked AS p$$,
              $$SELECT DISTINCT t.code FROM finding_text AS t JOIN pg_proc AS p ON pg_get_functiondef(p.oid) ~ ('''' || t.code || '''')
                WHERE p.pronamespace = 'research_indicators_internal'::regnamespace
                  AND p.proname IN ('check_schema', 'check_relations', 'check_id_types', 'check_reading', 'check_values_of', 'check_orphans', 'caught_findings')$$,
              'these are all the codes that the checks of the contract give');
SELECT * FROM finish();
ROLLBACK;
