-- Facts: keys, decimals, sums over levels, agreement with the functions they
-- come from, status, origin, dictionary; what an unset parameter does.
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;
SELECT plan(79);
\ir include/refusal.sql

CREATE TEMP TABLE facts AS
SELECT y.year AS asked_year, f.*, d.unit, d.decimals, d.additive, d.ordinal
FROM generate_series(2020, 2023) AS y(year)
CROSS JOIN LATERAL indicator_facts(y.year) WITH ORDINALITY
    AS f(indicator, measure, year, unit_level, institution_id, dimensions, value, numerator, denominator,
         ci_low, ci_high, status, rule_set, origin, reason, reported_units, expected_units, position)
LEFT JOIN fact_definition AS d ON d.indicator = f.indicator AND d.measure = f.measure;

-- Keys and form ------------------------------------------------------------------

SELECT cmp_ok((SELECT count(*) FROM facts), '>', 4000::bigint, 'four years have more than 4000 facts');
SELECT is_empty('SELECT * FROM facts WHERE year <> asked_year', 'each fact has its year');
SELECT is_empty('SELECT indicator, measure, year, unit_level, institution_id, dimensions FROM facts
                 GROUP BY indicator, measure, year, unit_level, institution_id, dimensions HAVING count(*) > 1',
                'the key is unique');
SELECT is_empty('SELECT * FROM facts WHERE indicator IS NULL OR measure IS NULL OR unit_level IS NULL OR institution_id IS NULL
                 OR dimensions IS NULL OR status IS NULL', 'no part of the key is missing, nor the status');
SELECT is_empty('SELECT * FROM facts WHERE unit IS NULL', 'every fact is in the dictionary');
SELECT is_empty($$SELECT * FROM facts WHERE unit_level NOT IN ('institution', 'rhf', 'nation')$$, 'levels are institution, rhf, nation');
SELECT is_empty($$SELECT * FROM facts WHERE (unit_level = 'nation') <> (institution_id = 'NO')$$, 'NO is the nation, and only that');
SELECT is((SELECT count(DISTINCT institution_id) FROM facts WHERE unit_level = 'rhf'), 4::bigint, 'there are four regions');
SELECT is_empty('SELECT * FROM facts WHERE scale(value) <> decimals', 'values have the decimals of the dictionary');
SELECT is_empty('SELECT * FROM facts WHERE scale(ci_low) <> decimals OR scale(ci_high) <> decimals', 'bounds too');
SELECT is_empty('SELECT * FROM facts WHERE (ci_low IS NULL) <> (ci_high IS NULL) OR (numerator IS NULL) <> (denominator IS NULL)',
                'bounds and parts of a share come in pairs');
SELECT is_empty('SELECT * FROM facts WHERE NOT (ci_low <= value AND value <= ci_high)', 'a value is within its interval');
SELECT is_empty($$SELECT * FROM facts WHERE (unit = 'share' AND value IS NOT NULL) <> (denominator IS NOT NULL)$$, 'shares that are known, and only shares, have a denominator');
SELECT is_empty('SELECT * FROM facts WHERE denominator IS NOT NULL AND value <> round(numerator / denominator, decimals)',
                'a share is its numerator over its denominator');
SELECT is_empty($$SELECT * FROM facts WHERE unit = 'share' AND NOT value BETWEEN 0 AND 1$$, 'shares are between 0 and 1');
SELECT is_empty($$SELECT * FROM facts WHERE value < 0 AND measure <> 'growth'$$, 'the sample has no negative figure, save where studies become fewer');
SELECT is_empty('SELECT * FROM (SELECT year, position, lag(ordinal) OVER (PARTITION BY year ORDER BY position) AS before, ordinal FROM facts) AS f
                 WHERE f.before > f.ordinal', 'facts come in the order of the dictionary');
SELECT is_empty($$SELECT * FROM facts WHERE dimension_text(dimensions) !~ '^([a-z_]+=[^;=]+(;[a-z_]+=[^;=]+)*)?$'$$, 'dimensions have a canonical text');
SELECT is(dimension_text('{"b": "2", "a": 1, "Z": "x"}'), 'Z=x;a=1;b=2', 'dimension_text sorts by code point');
SELECT is(dimension_text('{}'), '', 'no dimensions, empty text');

-- Levels -----------------------------------------------------------------------------

CREATE FUNCTION pg_temp.sums_differ(lower_level text, upper_level text) RETURNS bigint LANGUAGE sql AS $$
    SELECT count(*)
    FROM (SELECT indicator, measure, year, dimensions,
                 sum(value) FILTER (WHERE unit_level = upper_level) AS whole, sum(value) FILTER (WHERE unit_level = lower_level) AS parts
          FROM facts WHERE additive GROUP BY indicator, measure, year, dimensions
          -- what is known of the nation alone has no sum to be held against
          HAVING count(*) = count(value)) AS s
    WHERE s.whole IS DISTINCT FROM s.parts
$$;
SELECT is(pg_temp.sums_differ('rhf', 'nation'), 0::bigint, 'additive measures: the nation is the sum of the regions, also by dimension');
SELECT cmp_ok((SELECT count(*) FROM facts WHERE additive AND unit_level = 'nation' AND value > 0), '>', 50::bigint, 'and there is something to add');
SELECT is_empty($$
    SELECT * FROM (
        SELECT f.indicator, f.measure, f.year, f.dimensions, i.region_id, sum(f.value) AS parts
        FROM facts AS f JOIN generate_series(2020, 2023) AS y(year) ON y.year = f.year
        JOIN institutions_at(y.year) AS i ON i.institution_id = f.institution_id AND i.institution_id = i.top_id
        WHERE f.additive AND f.unit_level = 'institution' AND i.region_id IS NOT NULL
        GROUP BY f.indicator, f.measure, f.year, f.dimensions, i.region_id) AS p
    FULL JOIN (SELECT * FROM facts WHERE additive AND unit_level = 'rhf' AND indicator <> 'grant') AS r
      ON r.indicator = p.indicator AND r.measure = p.measure AND r.year = p.year AND r.dimensions = p.dimensions AND r.institution_id = p.region_id
    WHERE coalesce(p.parts, 0) IS DISTINCT FROM coalesce(r.value, 0)$$, 'a region is the sum of its hospitals and of the RHF itself');
SELECT is_empty($$SELECT * FROM facts WHERE unit_level = 'rhf' AND additive AND indicator <> 'publication_status'
                  AND institution_id IN ('uio', 'uib', 'ntnu', 'uit')$$, 'universities are no part of a region');
SELECT is_empty($$
    SELECT t.indicator, t.measure, t.year, t.institution_id FROM facts AS t
    JOIN facts AS d USING (indicator, measure, year, unit_level, institution_id)
    WHERE t.indicator = 'publications' AND t.measure <> 'excluded' AND t.dimensions = '{}' AND d.dimensions ? 'form'
    GROUP BY t.indicator, t.measure, t.year, t.unit_level, t.institution_id, t.value HAVING sum(d.value) <> t.value$$,
    'figures by form add up to the figure');
SELECT is_empty($$
    SELECT t.indicator, t.measure, t.year, t.institution_id FROM facts AS t
    JOIN facts AS d USING (indicator, measure, year, unit_level, institution_id)
    WHERE t.indicator = 'publications' AND t.measure <> 'excluded' AND t.dimensions = '{}' AND d.dimensions ? 'level'
    GROUP BY t.indicator, t.measure, t.year, t.unit_level, t.institution_id, t.value HAVING sum(d.value) <> t.value$$,
    'figures by level add up to the figure');
SELECT is_empty($$
    SELECT t.indicator, t.year, t.institution_id FROM facts AS t
    JOIN facts AS d USING (indicator, year, unit_level, institution_id)
    WHERE t.measure = 'reported' AND t.dimensions = '{}' AND d.measure = 'reported_by_source'
    GROUP BY t.indicator, t.year, t.unit_level, t.institution_id, t.value HAVING sum(d.value) <> t.value$$,
    'reported studies by where they were found add up');

-- Agreement with the functions that facts come from ----------------------------------------

CREATE TEMP TABLE points AS SELECT * FROM publication_points(2022, NULL);
SELECT bag_eq(
    $$SELECT institution_id, value FROM facts WHERE year = 2022 AND measure = 'count' AND unit_level = 'institution' AND dimensions = '{}' AND value > 0$$,
    $$SELECT institution_id, count(DISTINCT publication_id)::numeric FROM points WHERE countable GROUP BY institution_id$$,
    'publications per institution are those of publication_points');
SELECT bag_eq(
    $$SELECT institution_id, value FROM facts WHERE year = 2022 AND indicator = 'publications' AND measure = 'points' AND unit_level = 'institution' AND dimensions = '{}' AND value > 0$$,
    $$SELECT institution_id, sum(points) FROM points WHERE countable GROUP BY institution_id HAVING sum(points) > 0$$,
    'their points too');
SELECT bag_eq(
    $$SELECT institution_id, dimensions ->> 'reason', value FROM facts
      WHERE year = 2022 AND measure = 'excluded' AND unit_level = 'institution' AND dimensions <> '{}'$$,
    $$SELECT institution_id, reason, count(DISTINCT publication_id)::numeric FROM points WHERE NOT countable AND institution_id IS NOT NULL
      GROUP BY 1, 2$$,
    'and what does not count, by reason');
SELECT is((SELECT value FROM facts WHERE year = 2022 AND measure = 'count' AND unit_level = 'nation' AND dimensions = '{}'),
          (SELECT count(DISTINCT p.publication_id) FROM points AS p JOIN institutions_at(2022) AS i ON i.institution_id = p.institution_id
           WHERE p.countable AND i.region_id IS NOT NULL)::numeric, 'a publication of several trusts counts once for the nation');
SELECT cmp_ok((SELECT sum(value) FROM facts WHERE year = 2022 AND measure = 'count' AND unit_level = 'rhf' AND dimensions = '{}'), '>',
              (SELECT value FROM facts WHERE year = 2022 AND measure = 'count' AND unit_level = 'nation' AND dimensions = '{}'),
              'so regions do not add up to the nation');
SELECT bag_eq(
    $$SELECT institution_id, measure, value FROM facts WHERE year = 2022 AND indicator = 'research_points' AND unit_level = 'institution'$$,
    $$SELECT r.institution_id, m.measure, m.value FROM research_points(2022) AS r
      CROSS JOIN LATERAL (VALUES ('total', r.total), ('total_of_set_indicators', r.total_of_set_indicators)) AS m(measure, value)
     $$,
    'totals are those of research_points');
SELECT bag_eq(
    $$SELECT unit_level, institution_id, value FROM facts WHERE year = 2022 AND measure = 'total_of_set_indicators' AND unit_level <> 'institution'$$,
    $$SELECT unit_level, institution_id, total_of_set_indicators FROM research_point_sums(2022)$$,
    'regional and national totals are those of research_point_sums');
SELECT bag_eq(
    $$SELECT institution_id, value FROM facts WHERE year = 2021 AND measure = 'degrees' AND unit_level = 'institution' AND value > 0$$,
    $$SELECT i.top_id, round(sum(d.share), 4) FROM esystems.doctoral_degree AS d JOIN institutions_at(2021) AS i USING (institution_id)
      WHERE extract(year FROM d.awarded_on) = 2021 AND i.reporting GROUP BY i.top_id$$,
    'degrees are the shares in the source');
SELECT bag_eq(
    $$SELECT institution_id, measure, value FROM facts WHERE year = 2021 AND measure IN ('eu_amount', 'nfr_amount') AND unit_level = 'institution' AND value > 0$$,
    $$SELECT i.top_id, lower(e.funder) || '_amount', round(sum(e.amount_nok), 2) FROM esystems.external_funding AS e JOIN institutions_at(2021) AS i USING (institution_id)
      WHERE e.year = 2021 AND i.reporting GROUP BY 1, 2 HAVING sum(e.amount_nok) > 0$$,
    'funding is the amounts in the source');
SELECT is_empty($$
    SELECT * FROM (SELECT measure, unit_level, institution_id, value, numerator, denominator, ci_low, ci_high
                   FROM facts WHERE year = 2021 AND indicator = 'publication_status' AND dimensions = '{}'
                     AND measure NOT IN ('not_examined', 'in_grace', 'prospective_share')) AS f
    FULL JOIN (SELECT s.unit_level, s.institution_id, m.*
               FROM publication_status_summary('2021-12-31', 'who') AS s
               CROSS JOIN LATERAL (VALUES
                   ('studies', s.studies::numeric, NULL::numeric, NULL::numeric, NULL::numeric, NULL::numeric), ('not_due', s.not_due, NULL, NULL, NULL, NULL),
                   ('due', s.due, NULL, NULL, NULL, NULL), ('reported', s.reported, NULL, NULL, NULL, NULL),
                   ('reported_early', s.reported_early, NULL, NULL, NULL, NULL), ('overdue', s.overdue, NULL, NULL, NULL, NULL),
                   ('timely', s.timely, NULL, NULL, NULL, NULL), ('summary_timely', s.summary_timely, NULL, NULL, NULL, NULL),
                   ('patients_unreported', s.patients_unreported, NULL, NULL, NULL, NULL),
                   ('reported_share', s.reported_share, s.reported - s.reported_early, s.due, s.reported_ci_low, s.reported_ci_high),
                   ('timely_share', s.timely_share, s.timely, s.due, s.timely_ci_low, s.timely_ci_high)) AS m(measure, value, numerator, denominator, ci_low, ci_high)
               WHERE s.due > 0 OR m.measure NOT LIKE '%share') AS o
      USING (measure, unit_level, institution_id)
    WHERE (f.value, f.numerator, f.denominator, f.ci_low, f.ci_high) IS DISTINCT FROM (o.value, o.numerator, o.denominator, o.ci_low, o.ci_high)$$,
    'publication status is the summary of 31 December under who');
SELECT is((SELECT array_agg(DISTINCT rule_set ORDER BY rule_set) FROM facts WHERE year = 2020), '{hod-2021,nvi-2015}'::text[],
          'result year 2020 uses the set of budget year 2022');
SELECT is_empty($$SELECT * FROM facts AS f JOIN LATERAL indicator_facts(2023, 'hod-2021') AS n
                  ON (n.indicator, n.measure, n.unit_level, n.institution_id, n.dimensions) = (f.indicator, f.measure, f.unit_level, f.institution_id, f.dimensions)
                  WHERE f.year = 2023 AND (f.value, f.rule_set) IS DISTINCT FROM (n.value, n.rule_set)$$,
                'the default named is the default');

-- Status: preliminary until the year is closed ------------------------------------------------

SELECT is(year_status(2022), 'final', '2022 is closed');
SELECT is(year_status(2023), 'preliminary', '2023 is open');
SELECT is(year_status(1990), 'preliminary', 'a year that nobody closed is preliminary');
SELECT is_empty($$SELECT * FROM facts WHERE status <> CASE WHEN year = 2023 THEN 'preliminary' ELSE 'final' END$$, 'facts have the status of their year');
SELECT is((SELECT count(*) FROM facts WHERE year = 2023 AND status = 'preliminary' AND indicator = 'publications') > 0, true, 'those of 2023 are preliminary');
SELECT count(*) AS made FROM create_source_tables('closing') \gset
SET LOCAL research_indicators.source_schema = 'closing';
INSERT INTO closing.reporting_year SELECT * FROM (VALUES
    (2001, (now() AT TIME ZONE 'Europe/Oslo')::date), (2002, (now() AT TIME ZONE 'Europe/Oslo')::date + 2),
    (2003, NULL), (2004, '-infinity'), (2005, 'infinity')) AS v;
SELECT is(year_status(2001), 'final', 'closed today is closed');
SELECT is(year_status(2002), 'preliminary', 'closed from a day to come is open');
SELECT is(year_status(2003), 'preliminary', 'closed on no day is open');
SELECT is(year_status(2004), 'final', 'closed since ever is closed');
SELECT is(year_status(2005), 'preliminary', 'never closed is open');
SET LOCAL timezone = 'Pacific/Kiritimati';
SELECT is(year_status(2001), 'final', 'whatever the time zone of the session: ahead');
SET LOCAL timezone = 'Pacific/Midway';
SELECT is(year_status(2001), 'final', 'or behind');
RESET timezone;
SELECT is_empty('SELECT * FROM indicator_facts(2023)', 'an empty source has no facts');
RESET research_indicators.source_schema;

-- Origin and rule set ---------------------------------------------------------------------------

SELECT is_empty('SELECT * FROM facts WHERE value IS NOT NULL AND (rule_set IS NULL OR origin IS NULL)', 'a value never lacks rule set and origin');
SELECT is_empty($$SELECT * FROM facts WHERE origin NOT IN ('illustrative', 'site', 'inferred', 'published')$$, 'origins are those of the list');
SELECT is_empty('SELECT * FROM facts AS f LEFT JOIN rule_set AS s ON s.rule_set = f.rule_set WHERE s.rule_set IS NULL', 'rule sets exist');
SELECT is((SELECT array_agg(DISTINCT origin) FROM facts WHERE indicator = 'publication_status' AND NOT dimensions ? 'policy'), '{inferred}', 'policy who is inferred');
SELECT is((SELECT array_agg(DISTINCT origin) FROM facts WHERE indicator = 'doctorates' AND measure = 'points'), '{published}', 'doctoral points are published');

SELECT copy_rule_set('hod-2021', 'site-hod', 'A site''s own') AS made \gset
SELECT set_rule_parameter('site-hod', 'doctorate.points', '4', 'site', 'decided here') AS made \gset
CREATE TEMP TABLE site AS SELECT f.* FROM indicator_facts(2022, 'site-hod') AS f;
SELECT is((SELECT array_agg(DISTINCT origin) FROM site WHERE indicator = 'doctorates' AND measure = 'points'), '{site}', 'a site''s parameter makes the fact a site''s');
SELECT is((SELECT array_agg(DISTINCT origin) FROM site WHERE indicator = 'external_funding' AND measure = 'points'), '{published}', 'and not the others');
SELECT is((SELECT array_agg(DISTINCT origin) FROM site WHERE measure = 'total_of_set_indicators'), '{site}', 'the total has the weakest origin');
SELECT is((SELECT array_agg(DISTINCT rule_set) FROM site WHERE indicator = 'doctorates'), '{site-hod}', 'facts name the set they were computed with');
SELECT is_empty($$SELECT * FROM site AS s JOIN facts AS f USING (indicator, measure, year, unit_level, institution_id, dimensions)
                  WHERE s.indicator = 'doctorates' AND s.measure = 'points' AND s.value <> round(f.value / 3 * 4, 4) AND abs(s.value - f.value / 3 * 4) > 0.001$$,
                'and are computed with it');
SELECT set_rule_parameter('site-hod', 'study_status.policy', 'nordic', 'site', 'decided here') AS made \gset
SELECT is((SELECT value FROM indicator_facts(2023, 'site-hod') WHERE indicator = 'publication_status' AND measure = 'timely' AND unit_level = 'nation' AND dimensions = '{}'),
          148::numeric, 'the policy is the rule set''s: nordic gives 148');
SELECT set_rule_parameter('site-hod', 'doctorate.points', '4', 'illustrative', 'made up') AS made \gset
SELECT is((SELECT array_agg(DISTINCT origin) FROM indicator_facts(2022, 'site-hod') WHERE indicator = 'research_points'), '{illustrative}',
          'an illustrative parameter makes totals illustrative');

-- Unset parameters --------------------------------------------------------------------------------

SELECT is_empty($$SELECT * FROM facts WHERE measure = 'total' AND unit_level <> 'nation' AND value IS NOT NULL
                  OR indicator = 'research_points' AND measure = 'total' AND value IS NOT NULL$$, 'hod-2021 leaves points unset: every total is NULL, not 0');
SELECT cmp_ok((SELECT count(*) FROM facts WHERE measure = 'total' AND year = 2023), '>=', 36::bigint, 'and is there');
SELECT is_empty($$SELECT * FROM facts AS s WHERE measure = 'total_of_set_indicators' AND value IS NULL$$, 'the total of set indicators has a value');
SELECT bag_eq($$SELECT code, key FROM check_rules(2023, 'hod-2021') WHERE code = 'unset_parameter' AND key LIKE '%clinical_studies'$$,
                  $$VALUES ('unset_parameter', 'hod-2021.clinical_studies')$$, 'with the finding unset_parameter');
SELECT is((SELECT count(*) FROM indicator_facts(2022, 'hod-2015') WHERE measure = 'total' AND value IS NULL), 0::bigint,
          'hod-2015 counts nothing that is unset: totals have values');
SELECT bag_eq($$SELECT value FROM indicator_facts(2022, 'hod-2015') WHERE indicator = 'research_points' AND measure = 'total' AND unit_level = 'nation'$$,
                  $$SELECT value FROM indicator_facts(2022, 'hod-2015') WHERE measure = 'total_of_set_indicators' AND unit_level = 'nation'$$,
                  'and are the total of set indicators');
SELECT set_rule_parameter('site-hod', 'doctorate.points', NULL, 'site', 'to be decided') AS made \gset
SELECT is((SELECT count(value) FROM indicator_facts(2022, 'site-hod') WHERE indicator = 'doctorates' AND measure = 'points' AND institution_id = 'NO'),
          0::bigint, 'an unset parameter makes its points NULL');
SELECT is((SELECT count(value) FROM indicator_facts(2022, 'site-hod') WHERE measure = 'degrees'), (SELECT count(value) FROM facts WHERE year = 2022 AND measure = 'degrees'),
          'and leaves its counts');

-- The dictionary -------------------------------------------------------------------------------------

SELECT is_empty($$SELECT * FROM fact_dictionary WHERE btrim(text_nb) = '' OR btrim(text_nn) = '' OR btrim(text_en) = '' OR btrim(source) = ''
                  OR text_nb IS NULL OR text_nn IS NULL OR text_en IS NULL OR source IS NULL$$, 'every measure has a text in three languages and a source');
SELECT is_empty('SELECT text_en FROM fact_dictionary WHERE text_en IN (text_nb, text_nn)', 'the English text is another one');
SELECT is_empty('SELECT path FROM fact_dictionary GROUP BY path HAVING count(*) > 1', 'every measure has a place of its own');
SELECT is_empty($$SELECT * FROM fact_dictionary WHERE unit NOT IN ('points', 'count', 'nok', 'share', 'ratio', 'patients', 'index', 'days')$$, 'units are those of the list');

-- Errors -----------------------------------------------------------------------------------------------

SELECT pg_temp.refuses($$SELECT * FROM indicator_facts(2023, 'hod-1999')$$, 'RI010', 'hod-1999', 'unknown rule set', 'hod-2021');
SELECT pg_temp.refuses($$SELECT * FROM indicator_facts(2023, 'nvi-2015')$$, 'RI010', 'nvi-2015', 'a rule set of another family', 'hod-2021');
SELECT pg_temp.refuses($$SELECT * FROM indicator_facts(1999)$$, 'RI014', '1999', 'a year that no rule set covers');

SELECT finish();
ROLLBACK;
