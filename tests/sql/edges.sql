-- What the C functions behind the rooms do at the ends of what they are made for:
-- more institutions than there was room for, rows of one id in any order, what is
-- no number, more fields than a file may have, texts that grow as they are written.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;
SELECT plan(35);

-- More units, institutions and regions than were made room for ------------------------

SELECT count(*) AS made FROM create_source_tables('t_edges') \gset
SET LOCAL research_indicators.source_schema = 't_edges';
INSERT INTO t_edges.institution (institution_id, name, kind, rhf_id, country, reporting)
SELECT 'r' || n, 'Region ' || n, 'rhf', 'r' || n, 'NO', true FROM generate_series(1, 20) AS n
UNION ALL
SELECT 'h' || n, 'Trust ' || n, 'hf', 'r' || 1 + n % 20, 'NO', true FROM generate_series(1, 200) AS n;
INSERT INTO t_edges.institution (institution_id, name, kind, parent_id, reporting)
SELECT 'u' || n, 'Unit ' || n, 'unit', 'h' || 1 + n % 200, false FROM generate_series(1, 800) AS n;
INSERT INTO t_edges.channel_level (kind, channel_id, year, level) VALUES ('journal', 'j1', 2023, '1'), ('journal', 'j1b', 2023, '1'), ('journal', 'j2', 2023, '2'), ('publisher', 'p1', 2023, '1');
INSERT INTO t_edges.publication (publication_id, year, form, journal_id, status) SELECT 'p' || n, 2023, 'article', 'j1', 'published' FROM generate_series(1, 800) AS n;
INSERT INTO t_edges.contribution (publication_id, person_id, role, institution_id, verified) SELECT 'p' || n, 'x', 'creator', 'u' || n, true FROM generate_series(1, 800) AS n;
-- every unit has one publication of one creator, level 1 and weight 1: four of each trust's, forty of each region's
SELECT results_eq($$SELECT s.unit_level, count(*), min(s.points), max(s.points) FROM publication_point_sums(2023) AS s WHERE s.dimension = '' GROUP BY s.unit_level ORDER BY 1$$,
                  $$VALUES ('institution', 200::bigint, 4.0000, 4.0000), ('nation', 1, 800.0000, 800.0000), ('rhf', 20, 40.0000, 40.0000)$$,
                  '800 units of 200 trusts of 20 regions');
INSERT INTO t_edges.contribution (publication_id, person_id, role, country, verified) VALUES ('p1', 'y', 'creator', ' no ', true);
SELECT is((SELECT p.international FROM publication_points(2023) AS p WHERE p.publication_id = 'p1'), false, 'blanks around a country are none: Norway');
UPDATE t_edges.contribution SET country = '  Se' WHERE publication_id = 'p1' AND person_id = 'y';
SELECT is((SELECT p.international FROM publication_points(2023) AS p WHERE p.publication_id = 'p1'), true, 'and Sweden');
DELETE FROM t_edges.contribution WHERE person_id = 'y';

-- A view may give one publication twice: what counts does not depend on which comes first

ALTER TABLE t_edges.publication DROP CONSTRAINT publication_pkey CASCADE;
DELETE FROM t_edges.publication;
DELETE FROM t_edges.contribution WHERE publication_id <> 'p1';
CREATE FUNCTION pg_temp.of_rows(VARIADIC rows t_edges.publication[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    answer text;
BEGIN
    INSERT INTO t_edges.publication SELECT r.* FROM unnest(rows) WITH ORDINALITY AS u(publication_id, year, form, journal_id, series_id, publisher_id, isbn, doi, status, revised, parent_form, title, n)
    CROSS JOIN LATERAL (SELECT u.publication_id, u.year, u.form, u.journal_id, u.series_id, u.publisher_id, u.isbn, u.doi, u.status, u.revised, u.parent_form, u.title) AS r ORDER BY u.n;
    SELECT string_agg(concat_ws(' ', p.form, p.level, p.points, p.reason), ', ') INTO answer FROM publication_points(2023) AS p;
    DELETE FROM t_edges.publication;
    RETURN answer;
END
$$;
CREATE FUNCTION pg_temp.row_of(more jsonb) RETURNS t_edges.publication LANGUAGE sql AS $$
    SELECT jsonb_populate_record(NULL::t_edges.publication, '{"publication_id": "p1", "year": 2023, "form": "article", "journal_id": "j1", "status": "published"}' || more)
$$;
SELECT is(pg_temp.of_rows(pg_temp.row_of(v.a), pg_temp.row_of(v.b)), pg_temp.of_rows(pg_temp.row_of(v.b), pg_temp.row_of(v.a)), 'two rows that differ in ' || v.name)
FROM (VALUES
    (1, 'the form', '{"form": "article"}'::jsonb, '{"form": "review"}'::jsonb),
    (2, 'the status', '{"status": "draft"}', '{"status": "published"}'),
    (3, 'whether it is revised', '{"revised": true}', '{"revised": false}'),
    (4, 'whether there is an ISBN', '{"form": "monograph", "publisher_id": "p1"}', '{"form": "monograph", "publisher_id": "p1", "isbn": "9780306406157"}'),
    (5, 'what they are chapters of', '{"form": "chapter", "publisher_id": "p1", "isbn": "9780306406157", "parent_form": "monograph"}', '{"form": "chapter", "publisher_id": "p1", "isbn": "9780306406157"}'),
    (6, 'the level of the journal', '{"journal_id": "j2"}', '{"journal_id": "j1"}'),
    (7, 'the journal alone', '{"journal_id": "j1b"}', '{"journal_id": "j1"}'),
    (8, 'the DOI alone', '{"doi": "10.1000/1"}', '{"doi": "10.1000/2"}')) AS v(n, name, a, b) ORDER BY v.n;

-- Exact numbers ---------------------------------------------------------------------------

SELECT is(apportion(10, '{1,1,1}'), '{4,3,3}', 'divided: the rest goes to the first');
SELECT is(apportion(10.00, '{0.5,0.25,0.25}'), '{5,3,2}', 'decimals of nothing are none');
SELECT throws_ok($$SELECT apportion(10.5, '{1,1}')$$, '22023', NULL, 'a half is no unit');
SELECT is(apportion('NaN', '{1,1}'), '{NaN,NaN}', 'of no number there are no parts');
SELECT is(apportion(10, '{1,Infinity}'), '{NaN,NaN}', 'nor by a weight without end');
SELECT is(apportion(10, '{}'), NULL, 'nor by none');
SELECT is(apportion(10, '{1,NULL}'), '{10,NULL}', 'where there is no weight there is no part');
SELECT throws_ok($$SELECT patient_curve_points('NaN', 'square_root', 1, NULL, NULL)$$, '22023', NULL, 'what is no number of patients has no points');
SELECT throws_ok($$SELECT patient_curve_points(-1, 'square_root', 1, NULL, NULL)$$, '22023', NULL, 'fewer than none is an error');
SELECT throws_ok($$SELECT involvement_score('{-1}', '{1}', 4)$$, '22023', NULL, 'so is a negative weight of involvement');
SELECT throws_ok($$SELECT involvement_score('{1}', '{-1}', 4)$$, '22023', NULL, 'and a negative degree');
SELECT is(involvement_score('{1,NULL}', '{2,4}', 4), 50.00, 'a phase that has no weight, not being reached, is left out');
SELECT is(involvement_score('{1,1}', '{2,NULL}', 4), 25.00, 'one without an answer counts as none');
SELECT throws_ok($$SELECT survival_quartiles('{1,2}', '{true}')$$, '22023', NULL, 'days and results go in pairs');
SELECT throws_ok($$SELECT suppressed_units('{a,NULL}', '{NULL,a}', '{1,1}', 5)$$, '22004', NULL, 'a unit has an id');
SELECT throws_ok($$SELECT suppressed_units('{a}', '{NULL}', '{NaN}', 5)$$, '22023', NULL, 'a count is a number');
SELECT throws_ok($$SELECT suppressed_units('{a}', '{NULL}', '{1e30}', 5)$$, '22003', NULL, 'that can be added up');

-- Texts -----------------------------------------------------------------------------------

SELECT is(dimension_text('{"b": true, "a": {"x": 1}, "c": 1.50, "d": null}'), 'a={"x": 1};b=true;c=1.50', 'dimensions of all kinds of values');
SELECT is(dimension_text((SELECT jsonb_object_agg('k' || n, n) FROM generate_series(10, 40) AS n)), (SELECT string_agg(format('k%1$s=%1$s', n), ';' ORDER BY n) FROM generate_series(10, 40) AS n), 'more of them than usual');
SELECT throws_ok($$SELECT dimension_text('[1]')$$, '22023', NULL, 'dimensions are an object');
SELECT throws_ok($$SELECT dimensions_of('phase')$$, '22023', NULL, 'a dimension has a value');
SELECT is(canonical_body('<innhold b="2" a="1"/>'), canonical_body('<rapport><konvolutt/><innhold a="1" b="2"/></rapport>'), 'a body alone is the body of a report');
SELECT is((SELECT string_agg(coalesce(r.code, cardinality(r.fields)::text), ' ' ORDER BY r.ordinal) FROM csv_records(repeat(',', 511) || E'\n' || repeat(',', 512) || E'\na', ',', '"') AS r),
          '512 too_many_fields 1', 'a line of 512 fields, one of more, and the next');
SELECT is((SELECT jsonb_array_length(j::jsonb #> '{innhold,enheter,enhet}') || ' ' || length(j::text)
           FROM records_json((SELECT array_agg(('innhold/enheter', 'enhet', '{"id": "1"}')::report_record) FROM generate_series(1, 20000))) AS j),
          format('20000 %s', length('{"innhold":{"enheter":{"enhet":[]}}}') + 20000 * length('{"id":"1"}') + 19999), 'many short values take more room than twice their length');
SELECT finish();
ROLLBACK;
