-- Publication status of the real studies: published figures, identities of the
-- ladder, the filter by source, errors, odd rows.
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SELECT plan(68);
\ir include/refusal.sql

-- The published figures (Nordic trial reporting, J Clin Epidemiol 2025) -----

CREATE TEMP TABLE nordic AS
SELECT * FROM publication_status_summary('2023-12-31', 'nordic');

CREATE TEMP TABLE nation AS
SELECT * FROM nordic WHERE unit_level = 'nation';

SELECT is((SELECT count(*) FROM nation), 1::bigint, 'the nation is one row');
SELECT is((SELECT institution_id FROM nation), 'NO', 'the nation''s id is NO');
SELECT is((SELECT studies FROM nation), 328::bigint, '328 studies');
SELECT is((SELECT due FROM nation), 328::bigint, 'all of them are due');
SELECT is((SELECT reported FROM nation), 234::bigint, '234 with any result');
SELECT is((SELECT timely FROM nation), 148::bigint, '148 within two years');
SELECT is((SELECT summary_timely FROM nation), 1::bigint, '1 with summary results within one year');
SELECT is((SELECT overdue FROM nation), 94::bigint, '94 never reported');
SELECT is((SELECT patients_unreported FROM nation), 11972::bigint, '11 972 patients in them');

-- Intervals as published, in percent with one decimal.
CREATE FUNCTION pg_temp.percents(share numeric, low numeric, high numeric) RETURNS text
LANGUAGE sql RETURN concat_ws(' ', round(100 * share, 1), round(100 * low, 1), round(100 * high, 1));

SELECT is((SELECT pg_temp.percents(reported_share, reported_ci_low, reported_ci_high) FROM nation),
          '71.3 66.2 76.0', 'any result: 71.3 % (66.2-76.0)');
SELECT is((SELECT pg_temp.percents(timely_share, timely_ci_low, timely_ci_high) FROM nation),
          '45.1 39.8 50.5', 'within two years: 45.1 % (39.8-50.5)');
SELECT is((SELECT pg_temp.percents(summary_timely::numeric / due, w.low, w.high)
           FROM nation, wilson_interval(summary_timely, due) AS w),
          '0.3 0.1 1.7', 'summary results within one year: 0.3 % (0.1-1.7)');

SELECT results_eq(
    $$SELECT institution_id, name, reported, due FROM nordic
      WHERE institution_id IN ('helse-bergen', 'uio') ORDER BY 1$$,
    $$VALUES ('helse-bergen', 'Helse Bergen HF', 15::bigint, 30::bigint), ('uio', 'Universitetet i Oslo', 21, 23)$$,
    'Haukeland 15 of 30, University of Oslo 21 of 23');
SELECT ok(NOT EXISTS (SELECT FROM nordic WHERE institution_id = 'helse-stavanger'),
          'no study is led by Stavanger: no row, not zero');

-- The same from the study rows, counted without the summary.
CREATE TEMP TABLE each AS
SELECT s.*, c.enrolled, c.completed_on
FROM study_publication_status('2023-12-31', 'nordic') AS s
JOIN esystems.clinical_study AS c USING (study_id);

SELECT is((SELECT count(*) FROM each), (SELECT count(*) FROM esystems.clinical_study), 'one row per study');
SELECT is((SELECT count(DISTINCT study_id) FROM each WHERE publication_due IS NOT NULL), 328::bigint, 'the 328 real ones are completed');
SELECT is((SELECT count(*) FROM each WHERE first_result_on IS NOT NULL), 234::bigint, '234 have a first result');
SELECT is((SELECT count(*) FROM each WHERE first_result_on < completed_on + 730), 148::bigint,
          '148 first results are younger than 730 days');
SELECT is((SELECT sum(enrolled) FROM each WHERE status = 'overdue'), 11972::bigint,
          'the overdue studies have 11 972 participants');
SELECT is((SELECT count(*) FROM each WHERE publication_due <> completed_on + 730 OR summary_due <> completed_on + 365),
          0::bigint, 'due dates are 365 and 730 days after completion');
SELECT is((SELECT array_agg(study_id) FROM study_publication_status('2023-12-31', 'nordic')),
          (SELECT array_agg(study_id ORDER BY study_id COLLATE "C") FROM esystems.clinical_study),
          'rows come in the order of the ids');

-- Identities of the ladder, every unit, both policies, several days ---------

CREATE TEMP TABLE ladder AS
SELECT d.as_of, p.policy, s.*
FROM (VALUES (date '2015-12-31'), ('2018-06-30'), ('2019-12-31'), ('2020-12-31'), ('2021-12-31'), ('2023-12-31')) AS d(as_of)
CROSS JOIN (VALUES ('who'), ('nordic')) AS p(policy)
CROSS JOIN LATERAL publication_status_summary(d.as_of, p.policy) AS s;

SELECT cmp_ok((SELECT count(*) FROM ladder), '>', 100::bigint, 'the ladder has more than 100 rows');
SELECT is_empty('SELECT * FROM ladder WHERE studies <> not_due + due', 'studies = not_due + due');
SELECT is_empty('SELECT * FROM ladder WHERE due <> reported - reported_early + overdue',
                'due = reported - reported_early + overdue');
SELECT is_empty('SELECT * FROM ladder WHERE reported <> reported_registry_only + reported_other_only + reported_both',
                'reported = registry only + other source only + both');
SELECT is_empty('SELECT * FROM ladder WHERE overdue <> overdue_with_reason + overdue_without_reason',
                'overdue = with reason + without');
SELECT is_empty('SELECT * FROM ladder WHERE reported_early > not_due', 'early results are among the not due');
SELECT is_empty('SELECT * FROM ladder WHERE of_which_planned > patients_unreported OR of_which_planned < 0',
                'planned participants are part of the participants');
SELECT is_empty('SELECT * FROM ladder WHERE timely > due OR timely < 0', 'timely is part of due');
SELECT is_empty('SELECT * FROM ladder WHERE timely > reported - reported_early', 'timely is part of reported');
SELECT is_empty('SELECT * FROM ladder WHERE reported_share IS DISTINCT FROM round((reported - reported_early)::numeric / nullif(due, 0), 4)
                 OR timely_share IS DISTINCT FROM round(timely::numeric / nullif(due, 0), 4)',
                'shares are of the due studies, NULL where none is');
SELECT is_empty('SELECT * FROM ladder AS l, wilson_interval(l.reported - l.reported_early, l.due) AS w
                 WHERE l.reported_ci_low IS DISTINCT FROM round(w.low, 4) OR l.reported_ci_high IS DISTINCT FROM round(w.high, 4)',
                'intervals of the reported share are Wilson''s');
SELECT is_empty('SELECT * FROM ladder AS l, wilson_interval(l.timely, l.due) AS w
                 WHERE l.timely_ci_low IS DISTINCT FROM round(w.low, 4) OR l.timely_ci_high IS DISTINCT FROM round(w.high, 4)',
                'intervals of the timely share are Wilson''s');
SELECT is_empty('SELECT * FROM ladder WHERE name IS NULL', 'every unit has a name');
SELECT is_empty(
    $$SELECT as_of, policy FROM ladder GROUP BY as_of, policy
      HAVING sum(studies) FILTER (WHERE unit_level = 'institution')
             IS DISTINCT FROM sum(studies) FILTER (WHERE unit_level = 'nation')$$,
    'every real study has one coordinator, so the institutions add up to the nation');
SELECT is_empty(
    $$SELECT s.study_id FROM study_publication_status('2023-12-31', 'who') AS s
      WHERE s.status NOT IN ('not_started', 'ongoing', 'not_due', 'in_grace', 'overdue', 'reported_early',
                             'reported_on_time', 'reported_late', 'exempt', 'withdrawn', 'inconsistent', 'unknown')$$,
    'statuses are those of the list');
SELECT isnt((SELECT array_agg(l ORDER BY l.unit_level, l.institution_id)::text FROM
             (SELECT unit_level, institution_id, studies, due, reported, timely, overdue FROM ladder
              WHERE as_of = '2020-12-31' AND policy = 'who') AS l),
            (SELECT array_agg(l ORDER BY l.unit_level, l.institution_id)::text FROM
             (SELECT unit_level, institution_id, studies, due, reported, timely, overdue FROM ladder
              WHERE as_of = '2020-12-31' AND policy = 'nordic') AS l),
            'the two policies give different figures');
-- Counted from the source with the statement's own words: 24 calendar months
-- from primary completion, journals and letters, the due day on time.
SELECT is((SELECT timely FROM ladder WHERE as_of = '2023-12-31' AND policy = 'who' AND institution_id = 'NO'),
          (SELECT count(*) FROM esystems.clinical_study AS c
           WHERE EXISTS (SELECT FROM esystems.study_result AS r
                         WHERE r.study_id = c.study_id AND r.kind = 'publication'
                           AND (r.type IN ('journal', 'letter') OR r.type IS NULL)
                           AND r.published_on <= coalesce(c.primary_completed_on, c.completed_on) + interval '24 months')
             AND coalesce(c.primary_completed_on, c.completed_on) + interval '24 months' < '2023-12-31'),
          'who: timely as counted from the source');
SELECT isnt((SELECT timely FROM ladder WHERE as_of = '2023-12-31' AND policy = 'who' AND institution_id = 'NO'), 148::bigint,
            'who: another count of timely studies than nordic''s');
SELECT results_eq($$SELECT * FROM publication_status_summary('2023-12-31')$$,
                  $$SELECT * FROM publication_status_summary('2023-12-31', 'who')$$,
                  'who is the policy when none is named');

-- Where results were looked for ---------------------------------------------

SELECT is((SELECT reported FROM publication_status_summary('2023-12-31', 'nordic', '{registry}') WHERE institution_id = 'NO'),
          17::bigint, 'in registries alone 17 studies have results');
SELECT is((SELECT reported_registry_only FROM publication_status_summary('2023-12-31', 'nordic', '{registry}') WHERE institution_id = 'NO'),
          17::bigint, 'all 17 then count as registry only');
SELECT is((SELECT reported FROM publication_status_summary('2023-12-31', 'nordic', '{pubmed,other}') WHERE institution_id = 'NO'),
          (SELECT reported_other_only + reported_both FROM nation), 'the other sources alone find what they found in all');
SELECT is((SELECT reported FROM publication_status_summary('2023-12-31', 'nordic', '{registry,pubmed,nva,erapport,manual,other}')
           WHERE institution_id = 'NO'), 234::bigint, 'all sources named are all sources');
SELECT is((SELECT count(*) FROM study_publication_status('2023-12-31', 'nordic', '{nva}') WHERE first_result_on IS NOT NULL),
          0::bigint, 'a source that found nothing gives no result');
SELECT is((SELECT due FROM publication_status_summary('2023-12-31', 'nordic', '{registry}') WHERE institution_id = 'NO'),
          328::bigint, 'the filter moves no study out of due');

-- Errors --------------------------------------------------------------------

SELECT pg_temp.refuses($$SELECT * FROM study_publication_status('2023-12-31', 'whom')$$, 'RI012', 'whom',
                       'status: unknown policy', 'nordic');
SELECT pg_temp.refuses($$SELECT * FROM publication_status_summary('2023-12-31', 'whom')$$, 'RI012', 'whom',
                       'summary: unknown policy', 'who');
SELECT throws_ok($$SELECT * FROM study_publication_status('2023-12-31', NULL)$$, 'RI012', NULL, 'policy NULL is no policy');
SELECT pg_temp.refuses($$SELECT * FROM study_publication_status('2023-12-31', 'who', '{registry,twitter}')$$, 'RI016', 'twitter',
                       'status: unknown source', 'pubmed');
SELECT pg_temp.refuses($$SELECT * FROM publication_status_summary('2023-12-31', 'who', '{Registry}')$$, 'RI016', 'Registry',
                       'summary: unknown source', 'registry');
SELECT throws_ok($$SELECT * FROM study_publication_status('2023-12-32')$$, '22008', NULL, 'a day that no month has');
SET LOCAL research_indicators.source_schema = 'nowhere';
SELECT pg_temp.refuses($$SELECT * FROM study_publication_status('2023-12-31')$$, 'RI020', 'nowhere.clinical_study',
                       'no source schema');
RESET research_indicators.source_schema;

-- Odd rows load and are findings --------------------------------------------

SELECT is((SELECT count(*) FROM check_sources(2023) WHERE code = 'primary_after_completion' AND relation = 'clinical_study'),
          (SELECT count(*) FROM esystems.clinical_study WHERE primary_completed_on > completed_on),
          'primary completion after completion: a finding each');
SELECT is((SELECT count(*) FROM check_sources(2023) WHERE code = 'result_before_completion' AND relation = 'study_result'),
          (SELECT count(DISTINCT r.study_id) FROM esystems.study_result AS r JOIN esystems.clinical_study AS c USING (study_id)
           WHERE r.published_on < c.completed_on),
          'results before completion: a finding each');
SELECT results_eq($$SELECT severity, relation, key FROM check_sources(2023) WHERE code = 'doi_shared'$$,
                  $$VALUES ('warning', 'study_result', '10.1111/anae.14846')$$, 'one DOI for two studies: a finding');
SELECT is((SELECT count(*) FROM check_sources(2023) WHERE code = 'completion_anticipated'), 41::bigint,
          'anticipated completion dates: a finding each');
SELECT is_empty($$SELECT e.study_id FROM each AS e
                  WHERE e.first_result_on < e.completed_on
                    AND NOT (e.timely AND e.status = 'reported_on_time' AND 'result_before_completion' = ANY (e.flags))$$,
                'a result before completion is timely, and flagged');

-- Boundary days, precision: rows of our own ----------------------------------

SELECT create_source_tables('boundary');
INSERT INTO boundary.clinical_study (study_id, primary_completed_on, completed_on, date_precision, completion_is_actual, status) VALUES
    ('on', '2020-02-29', '2020-02-29', 'day', true, 'completed'),
    ('after', '2020-02-29', '2020-02-29', 'day', true, 'completed'),
    ('month', '2020-02-10', '2020-02-10', 'month', true, 'completed'),
    ('year', '2020-02-10', '2020-02-10', 'year', true, 'completed'),
    ('result-month', '2020-02-15', '2020-02-15', 'day', true, 'completed'),
    ('result-year', '2020-02-15', '2020-02-15', 'day', true, 'completed'),
    ('summary', '2020-02-15', '2020-02-15', 'day', true, 'completed');
INSERT INTO boundary.study_result (study_id, kind, type, published_on, date_precision, source, found_on) VALUES
    ('on', 'publication', 'journal', '2022-02-28', 'day', 'pubmed', '2023-06-01'),
    ('after', 'publication', 'journal', '2022-03-01', 'day', 'pubmed', '2023-06-01'),
    ('month', 'publication', 'journal', '2022-02-28', 'day', 'pubmed', '2023-06-01'),
    ('result-month', 'publication', 'journal', '2022-02-01', 'month', 'pubmed', '2023-06-01'),
    ('result-year', 'publication', 'journal', '2022-01-01', 'year', 'pubmed', '2023-06-01'),
    ('summary', 'summary_results', NULL, '2021-02-15', 'day', 'registry', '2023-06-01'),
    ('summary', 'publication', 'preprint', '2023-06-01', 'day', 'pubmed', '2023-06-01');
SET LOCAL research_indicators.source_schema = 'boundary';

CREATE FUNCTION pg_temp.judged(study text, policy text, as_of date DEFAULT '2023-12-31') RETURNS text
LANGUAGE sql AS $$
    SELECT concat_ws(' ', s.status, s.publication_due, s.days_late)
    FROM research_indicators.study_publication_status(as_of, policy) AS s WHERE s.study_id = study
$$;
SELECT is(pg_temp.judged('on', 'who'), 'reported_on_time 2022-02-28 0', 'who: 29 February + 24 months; the due day is on time');
SELECT is(pg_temp.judged('after', 'who'), 'reported_late 2022-02-28 1', 'who: the day after is one day late');
SELECT is(pg_temp.judged('on', 'nordic'), 'reported_late 2022-02-28 1', 'nordic: 730 days is one day late');
SELECT is(pg_temp.judged('after', 'who', '2022-02-28'), 'not_due 2022-02-28', 'who: on the due day nothing is due yet');
SELECT is(pg_temp.judged('month', 'who'), 'reported_on_time 2022-02-28 0', 'a month-only completion is the last day of its month');
SELECT is(pg_temp.judged('year', 'who'), 'unknown', 'a year-only completion is unknown');
SELECT is(pg_temp.judged('result-month', 'who'), 'reported_late 2022-02-15 13',
          'a month-only result is the last day of its month');
SELECT is(pg_temp.judged('result-year', 'who'), 'reported_late 2022-02-15 471',
          'a year-only result is dated by the day it was found');
-- summary results on their due day, a preprint after both deadlines
SELECT is(pg_temp.judged('summary', 'who'), 'reported_on_time 2022-02-15 0', 'who: summary results in time report the study in time');
SELECT results_eq($$SELECT first_result_on, timely, summary_timely FROM research_indicators.study_publication_status('2023-12-31', 'who') WHERE study_id = 'summary'$$,
                  $$VALUES (date '2021-02-15', false, true)$$, 'and a publication that counts is missing: the two are judged apart');

SELECT finish();
ROLLBACK;
