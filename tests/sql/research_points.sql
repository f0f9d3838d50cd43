-- research_points and research_point_sums: against plain SQL over the sample,
-- and small cases made by hand.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
\ir include/refusal.sql
\ir include/nvi_oracle.sql
\ir include/publication_oracle.sql
SELECT plan(58);

SET LOCAL search_path TO research_indicators, research_indicators_internal, public;

-- The sample against plain SQL ---------------------------------------------------

CREATE FUNCTION pg_temp.point_oracle(
    source text, year int,
    OUT institution_id text, OUT orgnr text, OUT name text, OUT kind text,
    OUT publications numeric, OUT doctorates numeric, OUT external_funding numeric)
RETURNS SETOF record
LANGUAGE plpgsql STABLE AS $oracle$
BEGIN
    RETURN QUERY EXECUTE format($sql$
    WITH RECURSIVE top (id, top_id) AS (
        SELECT i.institution_id, i.institution_id FROM %1$I.institution AS i WHERE i.parent_id IS NULL
        UNION ALL
        SELECT i.institution_id, t.top_id FROM %1$I.institution AS i JOIN top AS t ON t.id = i.parent_id
    ), publication AS (
        SELECT o.institution_id AS id, sum(o.points) FILTER (WHERE o.countable) AS points
        FROM pg_temp.publication_oracle(%1$L, $1, 2015) AS o
        WHERE o.institution_id IS NOT NULL
        GROUP BY o.institution_id
    ), degree AS (
        SELECT t.top_id AS id, round(3 * sum(d.share), 4) AS points
        FROM %1$I.doctoral_degree AS d JOIN top AS t ON t.id = d.institution_id
        WHERE extract(year FROM d.awarded_on) = $1
        GROUP BY t.top_id
    ), funding AS (
        SELECT t.top_id AS id,
               round((10 * coalesce(sum(f.amount_nok) FILTER (WHERE f.funder = 'EU'), 0)
                      + coalesce(sum(f.amount_nok) FILTER (WHERE f.funder = 'NFR'), 0)) / 1000000.00000000000000000000, 4) AS points
        FROM %1$I.external_funding AS f JOIN top AS t ON t.id = f.institution_id
        WHERE f.year = $1
        GROUP BY t.top_id
    )
    SELECT i.institution_id, i.orgnr, i.name, i.kind,
           coalesce(p.points, 0), coalesce(d.points, 0), coalesce(f.points, 0)
    FROM %1$I.institution AS i
    LEFT JOIN publication AS p ON p.id = i.institution_id
    LEFT JOIN degree AS d ON d.id = i.institution_id
    LEFT JOIN funding AS f ON f.id = i.institution_id
    WHERE i.parent_id IS NULL AND (i.reporting OR p.id IS NOT NULL OR d.id IS NOT NULL OR f.id IS NOT NULL)
    $sql$, source)
    USING year;
END
$oracle$;

CREATE TEMPORARY TABLE expected AS
SELECT year, o.* FROM generate_series(2020, 2023) AS year, pg_temp.point_oracle('esystems', year) AS o;
CREATE TEMPORARY TABLE computed AS
SELECT year, r.* FROM generate_series(2020, 2023) AS year, research_points(year) AS r;
CREATE TEMPORARY TABLE sums AS
SELECT year, s.* FROM generate_series(2020, 2023) AS year, research_point_sums(year) AS s;

SELECT is(count(*), 31::bigint, format('%s: 31 reporting institutions', year)) FROM computed GROUP BY year ORDER BY year;
SELECT is(count(*), 0::bigint, 'every figure is that of plain SQL')
FROM (SELECT year, institution_id, orgnr, name, kind, publications, doctorates, external_funding FROM computed
      EXCEPT ALL TABLE expected) AS more;
SELECT is(count(*), 0::bigint, 'and none is missing')
FROM (TABLE expected EXCEPT ALL
      SELECT year, institution_id, orgnr, name, kind, publications, doctorates, external_funding FROM computed) AS less;
SELECT is(count(*), 0::bigint, 'every figure has 4 decimals')
FROM computed
WHERE (scale(publications), scale(doctorates), scale(external_funding), scale(total_of_set_indicators))
      IS DISTINCT FROM (4, 4, 4, 4);
SELECT ok(bool_and(publications > 0 AND doctorates >= 0) AND bool_or(external_funding > 0), 'the sample has all three')
FROM computed WHERE kind = 'hf';

SELECT is(count(*), 0::bigint, 'hod-2021 counts clinical studies, whose points are unset: no total')
FROM computed WHERE total IS NOT NULL OR clinical_studies IS NOT NULL OR innovation IS NOT NULL;
SELECT is(count(*), 0::bigint, 'total_of_set_indicators adds up the others')
FROM computed WHERE total_of_set_indicators IS DISTINCT FROM publications + doctorates + external_funding;
SELECT is(count(*), 0::bigint, 'hod-2015 does not count them: a total')
FROM generate_series(2020, 2023) AS year, research_points(year, 'hod-2015')
WHERE total IS DISTINCT FROM publications + doctorates + external_funding
   OR total_of_set_indicators IS DISTINCT FROM total;
SELECT is(count(*), 0::bigint, 'the parts are the same under both')
FROM (SELECT year, institution_id, publications, doctorates, external_funding FROM computed
      EXCEPT ALL
      SELECT year, r.institution_id, r.publications, r.doctorates, r.external_funding
      FROM generate_series(2020, 2023) AS year, research_points(year, 'hod-2015') AS r) AS x;
SELECT is(array_agg(institution_id ORDER BY n), array_agg(institution_id ORDER BY institution_id COLLATE "C"), 'rows come in C order')
FROM (SELECT institution_id, row_number() OVER () AS n FROM research_points(2022)) AS r;

-- Sums ----------------------------------------------------------------------------

SELECT results_eq(
    'SELECT unit_level, institution_id, orgnr FROM research_point_sums(2022)',
    $$VALUES ('rhf', 'helse-midt-norge', '983658776'), ('rhf', 'helse-nord', '883658752'),
             ('rhf', 'helse-sor-ost', '991324968'), ('rhf', 'helse-vest', '983658725'), ('nation', 'NO', NULL::text)$$,
    'the four regions and the nation');
SELECT is(count(*), 0::bigint, 'a region is the sum of its trusts, to the last digit')
FROM (SELECT year, institution_id, publications, doctorates, external_funding, total_of_set_indicators
      FROM sums WHERE unit_level = 'rhf'
      EXCEPT ALL
      SELECT e.year, i.rhf_id, sum(e.publications), sum(e.doctorates), sum(e.external_funding),
             sum(e.publications + e.doctorates + e.external_funding)
      FROM expected AS e JOIN esystems.institution AS i USING (institution_id)
      WHERE e.kind IN ('rhf', 'hf', 'private_nonprofit')
      GROUP BY e.year, i.rhf_id) AS x;
SELECT is(count(*), 16::bigint, 'four regions in four years') FROM sums WHERE unit_level = 'rhf';
SELECT is(count(*), 4::bigint, 'the nation is the sum of the regions, to the last digit')
FROM sums AS n
JOIN (SELECT year, sum(publications) AS p, sum(doctorates) AS d, sum(external_funding) AS f, sum(total_of_set_indicators) AS t
      FROM sums WHERE unit_level = 'rhf' GROUP BY year) AS r USING (year)
WHERE n.unit_level = 'nation' AND (n.publications, n.doctorates, n.external_funding, n.total_of_set_indicators) = (r.p, r.d, r.f, r.t);
SELECT is(count(*), 0::bigint, 'no total under hod-2021') FROM sums WHERE total IS NOT NULL;
SELECT is(count(*), 5::bigint, 'a total under hod-2015, the sum of its parts')
FROM research_point_sums(2022, 'hod-2015') WHERE total = publications + doctorates + external_funding;
SELECT cmp_ok((SELECT sum(publications) FROM computed WHERE year = 2022), '>',
              (SELECT publications FROM sums WHERE year = 2022 AND unit_level = 'nation'),
              'universities have points');
SELECT is((SELECT sum(publications) FROM computed WHERE year = 2022 AND kind <> 'university'),
          (SELECT publications FROM sums WHERE year = 2022 AND unit_level = 'nation'),
          'which are outside the sums');
SELECT is(count(*), 0::bigint, 'and they have no region') FROM computed WHERE kind = 'university' AND region_id IS NOT NULL;

-- Errors ----------------------------------------------------------------------------

SELECT pg_temp.refuses($$SELECT * FROM research_indicators.research_points(2022, 'hod-1066')$$, 'RI010', 'hod-1066', 'an unknown rule set');
SELECT pg_temp.refuses($$SELECT * FROM research_indicators.research_points(2022, 'nvi-2015')$$, 'RI010', 'nvi-2015', 'a set of the other family');
SELECT pg_temp.refuses($$SELECT * FROM research_indicators.research_points(2010)$$, 'RI014', '2010', 'a year without default set');
SELECT pg_temp.refuses($$SELECT * FROM research_indicators.research_point_sums(2022, 'hod-1066')$$, 'RI010', 'hod-1066', 'sums: an unknown rule set');

-- Unset parameters --------------------------------------------------------------------

SELECT copy_rule_set('hod-2015', id, 'test') FROM unnest('{t-degree,t-eu,t-counts,t-not,t-nvi}'::text[]) AS id \g /dev/null
SELECT set_rule_parameter('t-degree', 'doctorate.points', NULL, 'site', 'test') \g /dev/null
SELECT set_rule_parameter('t-eu', 'external_funding.points_per_million.EU', NULL, 'site', 'test') \g /dev/null
SELECT set_rule_parameter('t-counts', 'counts.publications', NULL, 'site', 'test') \g /dev/null
SELECT set_rule_parameter('t-not', 'counts.doctorates', 'false', 'site', 'test') \g /dev/null

CREATE TEMPORARY TABLE degree AS SELECT institution_id FROM expected WHERE year = 2022 AND doctorates > 0;
SELECT is(count(*), (SELECT count(*) FROM degree), 'points per degree unset: no doctoral points and no total where there are degrees')
FROM research_points(2022, 't-degree') JOIN degree USING (institution_id)
WHERE doctorates IS NULL AND total IS NULL AND total_of_set_indicators = publications + external_funding;
SELECT is(count(*), 0::bigint, 'where there are none, nothing is unknown')
FROM research_points(2022, 't-degree')
WHERE institution_id NOT IN (SELECT institution_id FROM degree) AND total IS DISTINCT FROM publications + external_funding;
SELECT is(count(*), 5::bigint, 'an unknown part makes regions and nation unknown')
FROM research_point_sums(2022, 't-degree')
WHERE doctorates IS NULL AND total IS NULL AND publications IS NOT NULL AND external_funding IS NOT NULL
  AND total_of_set_indicators = publications + external_funding;

SELECT is(count(*), (SELECT count(DISTINCT institution_id) FROM esystems.external_funding WHERE year = 2022 AND funder = 'EU'),
          'EU points unset: no funding points and no total where there is EU money')
FROM research_points(2022, 't-eu')
WHERE external_funding IS NULL AND total IS NULL AND total_of_set_indicators = publications + doctorates;
SELECT is(count(*), 0::bigint, 'the others keep theirs')
FROM research_points(2022, 't-eu') AS r JOIN expected AS e ON e.year = 2022 AND e.institution_id = r.institution_id
WHERE r.external_funding IS NOT NULL AND r.external_funding <> e.external_funding;

SELECT is(count(*), 0::bigint, 'what a set is silent about keeps its points outside the total')
FROM research_points(2022, 't-counts') AS r JOIN expected AS e ON e.year = 2022 AND e.institution_id = r.institution_id
WHERE (r.total, r.total_of_set_indicators) IS DISTINCT FROM (r.doctorates + r.external_funding, r.doctorates + r.external_funding)
   OR r.publications IS DISTINCT FROM e.publications;
SELECT is(count(*), 0::bigint, 'an indicator that does not count keeps its points outside the total')
FROM research_points(2022, 't-not') AS r JOIN expected AS e ON e.year = 2022 AND e.institution_id = r.institution_id
WHERE r.total IS DISTINCT FROM r.publications + r.external_funding OR r.doctorates IS DISTINCT FROM e.doctorates;

-- a later release adds an indicator: no set speaks of it, and nothing that was moves
SELECT ok(indicator_counts('hod-2021', 'clinical_studies', 2022), 'a set counts what it says true of');
SELECT ok(NOT indicator_counts('hod-2015', 'clinical_studies', 2022), 'not what it says false of');
SELECT ok(NOT indicator_counts('t-counts', 'publications', 2022), 'not what it unsets');
SELECT ok(NOT indicator_counts('hod-2015', 't_visits', 2022), 'and not what it is silent about');
CREATE TEMPORARY TABLE before_release AS
SELECT p.institution_id, p.total, p.total_of_set_indicators FROM research_points(2022, 'hod-2015') AS p;
CREATE FUNCTION research_indicators_internal.t_visit_points(year integer, rule_set text)
    RETURNS SETOF research_indicators_internal.institution_points LANGUAGE sql STABLE AS
$$SELECT (i.institution_id, NULL)::research_indicators_internal.institution_points FROM esystems.institution AS i WHERE i.kind = 'hf'$$;
INSERT INTO indicator (indicator, ordinal, family, relations, rows_function, points_function, text_nb, text_nn, text_en)
VALUES ('t_visits', 999, 'hod', '{institution}', 'research_point_rows', 't_visit_points', 'Besøk', 'Besøk', 'Visits');
SELECT results_eq($$SELECT p.institution_id, p.total, p.total_of_set_indicators FROM research_points(2022, 'hod-2015') AS p$$,
                  'TABLE before_release', 'an indicator that no set speaks of leaves every total as it was');
SELECT results_eq($$SELECT kind, reason FROM explain_fact('research_points', 'total', 2022, 'rhf', 'helse-vest', rule_set => 'hod-2015')
                    WHERE subject = 'helse-bergen t_visits'$$,
                  $$VALUES ('excluded', 'indicator_not_counted')$$, 'and the explanation leaves it out as not counted');
DELETE FROM indicator WHERE indicator = 't_visits';

-- a set that counts nothing
INSERT INTO rule_set (rule_set, family, title, first_year) VALUES ('t-silent', 'hod', 'of no total', 2015);
SELECT set_rule_parameter('t-silent', 'doctorate.points', '3', 'site', 'test') \g /dev/null
SELECT is((SELECT count(*) FROM research_points(2022, 't-silent') WHERE total IS NOT NULL), 0::bigint,
          'a set that counts nothing has no total: the sum of nothing is no zero');
SELECT results_eq($$SELECT severity, relation, key FROM check_rules(2022, 't-silent') WHERE code = 'nothing_counted'$$,
                  $$VALUES ('warning', 'rule_set', 't-silent')$$, 'and is a finding');
SELECT is_empty($$SELECT * FROM check_rules(2022, 't-silent') WHERE code = 'unset_parameter' AND key LIKE '%counts.%'$$,
                'silence is none');
SELECT is_empty($$SELECT * FROM check_rules(2022, 't-counts') WHERE code IN ('nothing_counted', 'unset_parameter')$$,
                'nor is that of a set that counts others');

SELECT copy_rule_set('nvi-2015', 't-nvi-own', 'test') \g /dev/null
UPDATE rule_set SET nvi_rule_set = 't-nvi-own' WHERE rule_set = 't-nvi';
SELECT is(count(*), 0::bigint, 'a hod set may pin an NVI set of its own')
FROM research_points(2022, 't-nvi') AS r JOIN expected AS e ON e.year = 2022 AND e.institution_id = r.institution_id
WHERE r.publications IS DISTINCT FROM e.publications;
SELECT set_rule_parameter('t-nvi-own', 'publication_weight.article.journal.1', NULL, 'site', 'test') \g /dev/null
SELECT is(count(*), 0::bigint, 'a weight unset there: no publication points and no total')
FROM research_points(2022, 't-nvi') AS r JOIN expected AS e ON e.year = 2022 AND e.institution_id = r.institution_id
WHERE e.publications > 0 AND (r.publications IS NOT NULL OR r.total IS NOT NULL
                              OR r.total_of_set_indicators IS DISTINCT FROM r.doctorates + r.external_funding);

-- Made by hand ------------------------------------------------------------------------

SELECT create_source_tables('t_points') \g /dev/null
-- it keeps no statements: what has no rows is nothing
DROP TABLE t_points.delivery_statement;
SET LOCAL research_indicators.source_schema = 't_points';
SET LOCAL search_path TO t_points, research_indicators, research_indicators_internal, public;
SELECT is_empty('SELECT * FROM research_points(2022)', 'an empty schema gives an empty result');
SELECT is_empty('SELECT * FROM research_point_sums(2022)', 'and no sums');

INSERT INTO institution (institution_id, kind, parent_id, rhf_id, country, reporting, valid_to, successor_id) VALUES
    ('r1', 'rhf', NULL, 'r1', 'NO', true, NULL, NULL), ('r2', 'rhf', NULL, 'r2', 'NO', true, NULL, NULL),
    ('h1', 'hf', NULL, 'r1', 'NO', true, NULL, NULL), ('h1-a', 'unit', 'h1', NULL, 'NO', true, NULL, NULL),
    ('h2', 'hf', NULL, 'r2', 'NO', true, NULL, NULL), ('p1', 'private_nonprofit', NULL, 'r2', 'NO', true, NULL, NULL),
    ('u1', 'university', NULL, NULL, 'NO', true, NULL, NULL),
    ('i1', 'institute', NULL, 'r1', 'NO', true, NULL, NULL),
    ('old', 'hf', NULL, 'r1', 'NO', true, '2019-12-31', 'h2'),
    ('no-region', 'hf', NULL, NULL, 'NO', true, NULL, NULL);
INSERT INTO doctoral_degree (degree_id, institution_id, awarded_on, share) VALUES
    ('d1', 'h1', '2022-01-01', 0.5), ('d1', 'h2', '2022-01-01', 0.5),
    ('d2', 'h1', '2022-12-31', 0.3333), ('d2', 'h2', '2022-12-31', 0.3333), ('d2', 'u1', '2022-12-31', 0.3334),
    ('d3', 'h1-a', '2022-06-01', 1),
    ('d4', 'old', '2022-06-01', 1),
    ('d5', 'h1', '2021-12-31', 1), ('d6', 'h1', '2023-01-01', 1), ('d7', 'h1', NULL, 1),
    ('d8', 'r1', '2022-06-01', 1), ('d9', 'p1', '2022-06-01', 1), ('d10', 'i1', '2022-06-01', 1), ('d11', 'no-region', '2022-06-01', 1);
INSERT INTO external_funding (award_id, institution_id, year, funder, amount_nok, basis) VALUES
    ('a1', 'h1', 2022, 'EU', 1000000, 'awarded'), ('a2', 'h1', 2022, 'NFR', 1000000, 'awarded'),
    ('a3', 'h1-a', 2022, 'NFR', 500000, 'awarded'), ('a1', 'h1', 2021, 'EU', 9000000, 'awarded'),
    -- tiny amounts: rounded half-up once per institution, not per award or funder
    ('b1', 'h2', 2022, 'NFR', 25, 'awarded'), ('b2', 'h2', 2022, 'NFR', 24.99, 'awarded'), ('b3', 'h2', 2022, 'EU', 0.001, 'awarded'),
    ('c1', 'p1', 2022, 'NFR', 49.99, 'awarded'),
    ('e1', 'u1', 2022, 'EU', 123456.78, 'awarded'), ('e2', 'u1', 2022, NULL, 5000000, 'awarded');

SELECT is((SELECT concat_ws(' ', publications, doctorates, external_funding, total, region_id)
           FROM research_points(2022, 'hod-2015') WHERE institution_id = c.id), c.wanted, c.what)
FROM (VALUES
    (1, 'h1', '0.0000 5.4999 11.5000 16.9999 r1', 'shares of degrees, a unit''s degree, EU 10 and NFR 1 a million, first and last day of the year'),
    (2, 'h2', '0.0000 5.4999 0.0001 5.5000 r2', 'the successor has the degree of a merged trust; rounded once'),
    (3, 'p1', '0.0000 3.0000 0.0000 3.0000 r2', 'just below half a unit of the last decimal'),
    (4, 'r1', '0.0000 3.0000 0.0000 3.0000 r1', 'an RHF is in its own region'),
    (5, 'u1', '0.0000 1.0002 1.2346 2.2348', 'a university has points, but no region; money of no funder is nobody''s'),
    (6, 'i1', '0.0000 3.0000 0.0000 3.0000', 'an institute has none either, whatever its rhf_id'),
    (7, 'no-region', '0.0000 3.0000 0.0000 3.0000', 'nor has a trust that names no RHF'))
    AS c(n, id, wanted, what)
ORDER BY c.n;
SELECT results_eq(
    $$SELECT unit_level, institution_id, doctorates, external_funding, total FROM research_point_sums(2022, 'hod-2015')$$,
    $$VALUES ('rhf', 'r1', 8.4999, 11.5000, 19.9999), ('rhf', 'r2', 8.4999, 0.0001, 8.5000), ('nation', 'NO', 16.9998, 11.5001, 28.4999)$$,
    'sums: rhf, hf and private non-profit institutions by region');
SELECT is((SELECT external_funding FROM research_points(2021, 'hod-2015') WHERE institution_id = 'h1'), 90.0000, 'an award counts in its year');
SELECT is((SELECT doctorates FROM research_points(2021, 'hod-2015') WHERE institution_id = 'h1'), 3.0000, 'a degree in the year of its award');
SELECT is((SELECT count(*) FROM research_points(2022) WHERE institution_id = 'old'), 0::bigint, 'a merged trust has no row of its own');

SELECT * FROM finish();
ROLLBACK;
