-- Publication status against an oracle in plain SQL, on seeded mutations of the
-- real studies: dates, statuses, precisions, results, sites, reasons.
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SELECT plan(64);

CREATE SCHEMA mutated;
CREATE TABLE mutated.institution AS TABLE esystems.institution;
CREATE TABLE mutated.clinical_study AS TABLE esystems.clinical_study;
CREATE TABLE mutated.study_result AS TABLE esystems.study_result;
CREATE TABLE mutated.study_site AS TABLE esystems.study_site;
-- no identifiers: every row is a study of its own (study_status_random.sql has the others)
CREATE TABLE mutated.study_identifier AS SELECT * FROM esystems.study_identifier WHERE false;
\ir include/study_oracle.sql
SET LOCAL research_indicators.source_schema = 'mutated';

-- A number from 0 to sides - 1 that follows from the seed and the key alone.
CREATE FUNCTION pg_temp.throw(seed integer, key text, sides integer) RETURNS integer LANGUAGE sql IMMUTABLE
RETURN (('x' || left(encode(sha256(convert_to(seed || ':' || key, 'UTF8')), 'hex'), 7))::bit(28)::integer % sides);

-- One of the values, by throw.
CREATE FUNCTION pg_temp.one_of(seed integer, key text, choices text[]) RETURNS text LANGUAGE sql IMMUTABLE
RETURN choices[1 + pg_temp.throw(seed, key, cardinality(choices))];

CREATE FUNCTION pg_temp.mutate(seed integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM mutated.clinical_study;
    DELETE FROM mutated.study_result;
    DELETE FROM mutated.study_site;

    -- two thirds of the studies change; ends of months and leap days are frequent
    INSERT INTO mutated.clinical_study
    SELECT c.study_id, c.project_id, c.title, c.kind, c.initiator, c.phase, c.paediatric, c.registered_on,
           CASE t.start WHEN 0 THEN NULL WHEN 1 THEN c.completed_on + 1 WHEN 2 THEN c.completed_on ELSE c.starts_on END,
           CASE t.first WHEN 0 THEN NULL WHEN 1 THEN c.completed_on + 40 WHEN 2 THEN c.completed_on
                        WHEN 3 THEN '2016-02-29' WHEN 4 THEN '2018-08-31'
                        WHEN 5 THEN 'infinity' ELSE c.primary_completed_on - t.shift END,
           CASE t.finish WHEN 0 THEN NULL WHEN 1 THEN '2016-02-29' WHEN 2 THEN '2017-12-31' WHEN 3 THEN '2019-01-30'
                         WHEN 4 THEN '2023-06-15' WHEN 5 THEN '-infinity' ELSE c.completed_on + t.shift END,
           CASE t.exactness WHEN 0 THEN 'month' WHEN 1 THEN 'year' WHEN 2 THEN NULL ELSE 'day' END,
           CASE t.actual WHEN 0 THEN false WHEN 1 THEN NULL ELSE true END,
           c.all_countries_completed, c.phase1_everywhere, c.certificate, c.deferred_until,
           CASE WHEN t.status < 9
                THEN ('{not_started,recruiting,active,suspended,completed,terminated,withdrawn,unknown,NULL}'::text[])[t.status + 1]
                WHEN t.status < 12 THEN 'active' ELSE c.status END,
           CASE t.size WHEN 0 THEN NULL ELSE c.enrolled + t.size END,
           CASE t.actual WHEN 2 THEN false WHEN 3 THEN NULL ELSE c.enrolled_is_actual END,
           c.outcome_direction,
           CASE t.reason WHEN 0 THEN 'terminated' WHEN 1 THEN 'other' END,
           c.reason_source, c.reason_on, c.searched_until
    FROM esystems.clinical_study AS c
    CROSS JOIN LATERAL (SELECT pg_temp.throw(seed, c.study_id || 'start', 20) AS start,
                               pg_temp.throw(seed, c.study_id || 'first', 18) AS first,
                               pg_temp.throw(seed, c.study_id || 'finish', 24) AS finish,
                               pg_temp.throw(seed, c.study_id || 'shift', 400) - 200 AS shift,
                               pg_temp.throw(seed, c.study_id || 'exactness', 16) AS exactness,
                               pg_temp.throw(seed, c.study_id || 'actual', 6) AS actual,
                               pg_temp.throw(seed, c.study_id || 'status', 30) AS status,
                               pg_temp.throw(seed, c.study_id || 'size', 9) AS size,
                               pg_temp.throw(seed, c.study_id || 'reason', 7) AS reason) AS t;

    -- real results, some undated or of another type, some gone
    INSERT INTO mutated.study_result (study_id, kind, type, published_on, date_precision, doi, source, found_on)
    SELECT r.study_id, r.kind,
           pg_temp.one_of(seed, r.study_id || r.kind || 'type', ARRAY[r.type, r.type, r.type, 'letter', 'preprint', 'abstract', NULL]),
           CASE pg_temp.throw(seed, r.study_id || r.kind || 'day', 9) WHEN 0 THEN NULL WHEN 1 THEN r.published_on - 900
                WHEN 2 THEN '-infinity' ELSE r.published_on END,
           pg_temp.one_of(seed, r.study_id || r.kind || 'exactness', '{day,day,day,day,day,month,year,NULL}'::text[]), r.doi,
           pg_temp.one_of(seed, r.study_id || r.kind || 'source', ARRAY[r.source, r.source, r.source, 'registry', 'nva', 'manual', NULL]),
           CASE pg_temp.throw(seed, r.study_id || r.kind || 'found', 3) WHEN 0 THEN NULL ELSE r.found_on END
    FROM esystems.study_result AS r
    WHERE pg_temp.throw(seed, r.study_id || r.kind || 'gone', 5) > 0;

    -- results of our own around the deadlines: the day before, the day, the day after
    INSERT INTO mutated.study_result (study_id, kind, type, published_on, date_precision, source)
    SELECT c.study_id, t.kind, CASE t.kind WHEN 'publication' THEN t.type END,
           (CASE t.deadline WHEN 0 THEN c.completed_on + 365 WHEN 1 THEN c.completed_on + 730
                            WHEN 2 THEN (coalesce(c.primary_completed_on, c.completed_on) + interval '12 months')::date
                            WHEN 3 THEN (coalesce(c.primary_completed_on, c.completed_on) + interval '24 months')::date
                            ELSE c.completed_on END) + t.nudge,
           pg_temp.one_of(seed, c.study_id || n || 'exactness', '{day,day,day,day,month}'::text[]), t.source
    FROM mutated.clinical_study AS c
    CROSS JOIN generate_series(1, 2) AS n
    CROSS JOIN LATERAL (SELECT pg_temp.one_of(seed, c.study_id || n || 'kind', '{publication,publication,summary_results}'::text[]) AS kind,
                               pg_temp.one_of(seed, c.study_id || n || 'type', '{journal,letter,thesis,NULL}'::text[]) AS type,
                               pg_temp.one_of(seed, c.study_id || n || 'source', '{registry,pubmed,other}'::text[]) AS source,
                               pg_temp.throw(seed, c.study_id || n || 'deadline', 5) AS deadline,
                               pg_temp.throw(seed, c.study_id || n || 'nudge', 3) - 1 AS nudge,
                               pg_temp.throw(seed, c.study_id || n || 'there', 4) AS there) AS t
    WHERE t.there = 0 AND isfinite(c.completed_on) AND isfinite(coalesce(c.primary_completed_on, c.completed_on));

    -- the real coordinator or none; a second one; a unit instead; participants
    INSERT INTO mutated.study_site (study_id, institution_id, role)
    SELECT s.study_id, s.institution_id, 'coordinator' FROM esystems.study_site AS s
    WHERE pg_temp.throw(seed, s.study_id || 'lead', 12) > 0
    UNION
    SELECT s.study_id, pg_temp.one_of(seed, s.study_id || 'where',
               '{ous-kreft,ous-kreft-gen,ous,helse-bergen-medisin-lunge,haraldsplass,helse-vest,uio,diakonhjemmet,nowhere}'::text[]),
           pg_temp.one_of(seed, s.study_id || 'role', '{coordinator,participant}'::text[])
    FROM esystems.study_site AS s
    WHERE pg_temp.throw(seed, s.study_id || 'second', 3) = 0;
END
$$;

-- Days to judge on: fixed ones, and for each seed the last timely day, the due
-- day and the day after for some study of it.
CREATE FUNCTION pg_temp.days(seed integer) RETURNS SETOF date LANGUAGE sql STABLE AS $$
    SELECT unnest('{2018-02-28,2020-12-31,2021-12-31,2023-12-31}'::date[])
    UNION
    SELECT (CASE d.deadline WHEN 0 THEN d.completed_on + 365 WHEN 1 THEN d.completed_on + 730
                            ELSE (coalesce(d.primary_completed_on, d.completed_on) + interval '24 months')::date END) + nudge
    FROM (SELECT c.completed_on, c.primary_completed_on, row_number() OVER (ORDER BY pg_temp.throw(seed, c.study_id || 'pick', 100000000)) - 1 AS deadline
          FROM mutated.clinical_study AS c
          WHERE isfinite(c.completed_on) AND isfinite(coalesce(c.primary_completed_on, c.completed_on))
          ORDER BY deadline LIMIT 3) AS d
    CROSS JOIN generate_series(-1, 1) AS nudge
$$;

CREATE TEMP TABLE ours AS
SELECT 0 AS seed, NULL::date AS as_of, ''::text AS policy, s.study_id, s.status, s.summary_due, s.publication_due, s.first_result_on,
       s.days_late, s.timely, s.summary_timely, s.flags, s.found_in_registry, s.found_elsewhere
FROM study_publication_status('2020-01-01') AS s LIMIT 0;
CREATE TEMP TABLE oracle AS TABLE ours;
CREATE TEMP TABLE our_sums AS
SELECT 0 AS seed, NULL::date AS as_of, ''::text AS policy, s.unit_level, s.institution_id, s.studies, s.not_due, s.due, s.reported,
       s.reported_early, s.reported_registry_only, s.reported_other_only, s.reported_both, s.overdue, s.overdue_with_reason,
       s.overdue_without_reason, s.patients_unreported, s.of_which_planned, s.reported_share, s.reported_ci_low, s.reported_ci_high,
       s.timely, s.timely_share, s.timely_ci_low, s.timely_ci_high, s.summary_timely
FROM publication_status_summary('2020-01-01') AS s LIMIT 0;
CREATE TEMP TABLE oracle_sums AS TABLE our_sums;

CREATE FUNCTION pg_temp.judge(seed integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    day date;
    policy text;
    sources text[] := CASE seed % 4 WHEN 1 THEN '{registry}' WHEN 3 THEN '{pubmed,other,nva}' END;
BEGIN
    PERFORM pg_temp.mutate(seed);
    ANALYZE mutated.clinical_study, mutated.study_result, mutated.study_site, mutated.institution;
    FOR day IN SELECT * FROM pg_temp.days(seed) LOOP
        FOREACH policy IN ARRAY '{who,nordic}'::text[] LOOP
            INSERT INTO ours
            SELECT seed, day, policy, s.study_id, s.status, s.summary_due, s.publication_due, s.first_result_on, s.days_late,
                   s.timely, s.summary_timely, s.flags, s.found_in_registry, s.found_elsewhere
            FROM study_publication_status(day, policy, sources) AS s;
            INSERT INTO oracle SELECT seed, day, policy, s.* FROM pg_temp.oracle_studies(day, policy, sources) AS s;
        END LOOP;
    END LOOP;
    FOREACH day IN ARRAY '{2020-12-31,2023-12-31}'::date[] LOOP
        FOREACH policy IN ARRAY '{who,nordic}'::text[] LOOP
            INSERT INTO our_sums
            SELECT seed, day, policy, s.unit_level, s.institution_id, s.studies, s.not_due, s.due, s.reported,
                   s.reported_early, s.reported_registry_only, s.reported_other_only, s.reported_both, s.overdue,
                   s.overdue_with_reason, s.overdue_without_reason, s.patients_unreported, s.of_which_planned,
                   s.reported_share, s.reported_ci_low, s.reported_ci_high, s.timely, s.timely_share, s.timely_ci_low,
                   s.timely_ci_high, s.summary_timely
            FROM publication_status_summary(day, policy, sources) AS s;
            INSERT INTO oracle_sums SELECT seed, day, policy, s.* FROM pg_temp.oracle_summary(day, policy, sources) AS s;
        END LOOP;
    END LOOP;
END
$$;
DO $$ BEGIN PERFORM pg_temp.judge(seed) FROM generate_series(1, 24) AS seed; END $$;

SELECT diag('seeds 1 to 24; studies judged: ' || (SELECT count(*) FROM ours) || ', on ' ||
            (SELECT count(DISTINCT as_of) FROM ours) || ' days');

-- Rows that differ or stand on one side only.
CREATE TEMP TABLE differences AS
SELECT 'studies' AS what, seed, format('ours %s, oracle %s', a::text, b::text) AS rows
FROM ours AS a FULL JOIN oracle AS b USING (seed, as_of, policy, study_id)
WHERE a IS DISTINCT FROM b
UNION ALL
SELECT 'sums', seed, format('ours %s, oracle %s', a::text, b::text)
FROM our_sums AS a FULL JOIN oracle_sums AS b USING (seed, as_of, policy, unit_level, institution_id)
WHERE a IS DISTINCT FROM b;

CREATE FUNCTION pg_temp.no_difference(what text, seed integer, name text) RETURNS text LANGUAGE sql AS $$
    SELECT is(count(*), 0::bigint, name) || coalesce(E'\n' || diag(min(d.rows)), '')
    FROM differences AS d WHERE d.what = no_difference.what AND d.seed = no_difference.seed
$$;
SELECT pg_temp.no_difference('studies', seed, format('seed %s: every study on every day', seed)) FROM generate_series(1, 24) AS seed;
SELECT pg_temp.no_difference('sums', seed, format('seed %s: every unit of the summary', seed)) FROM generate_series(1, 24) AS seed;

-- The mutations reach what they are for.
SELECT cmp_ok((SELECT count(*) FROM ours), '>', 150000::bigint, 'more than 150 000 judgements');
SELECT cmp_ok((SELECT count(*) FROM our_sums WHERE unit_level = 'institution'), '>', 1000::bigint, 'more than 1000 rows of institutions');
SELECT set_has('SELECT DISTINCT status FROM ours',
               $$VALUES ('not_started'), ('ongoing'), ('not_due'), ('overdue'), ('reported_early'), ('reported_on_time'),
                        ('reported_late'), ('withdrawn'), ('inconsistent'), ('unknown')$$, 'every status that these policies give');
SELECT set_eq('SELECT DISTINCT unnest(flags) FROM ours',
              $$VALUES ('result_before_completion'), ('primary_after_completion'), ('completion_anticipated'),
                       ('status_outdated'), ('no_counting_publication'), ('month_precision')$$, 'every flag');
SELECT cmp_ok((SELECT count(*) FROM ours WHERE policy = 'who' AND first_result_on = publication_due AND timely), '>', 20::bigint,
              'who: results on the due day, on time');
SELECT cmp_ok((SELECT count(*) FROM ours WHERE policy = 'who' AND days_late = 1), '>', 20::bigint, 'who: results one day late');
SELECT cmp_ok((SELECT count(*) FROM ours WHERE policy = 'nordic' AND first_result_on = publication_due AND NOT timely AND days_late = 1),
              '>', 20::bigint, 'nordic: results on day 730, one day late');
SELECT cmp_ok((SELECT count(*) FROM ours WHERE policy = 'nordic' AND first_result_on = publication_due - 1 AND timely), '>', 20::bigint,
              'nordic: results on day 729, on time');
SELECT cmp_ok((SELECT count(*) FROM ours WHERE as_of = publication_due), '>', 20::bigint, 'judged on the due day');
SELECT cmp_ok((SELECT count(*) FROM ours WHERE as_of = publication_due AND status IN ('not_due', 'reported_early') AND policy = 'who'),
              '>', 0::bigint, 'who: not due on the due day');
SELECT cmp_ok((SELECT count(*) FROM ours WHERE as_of = publication_due AND status = 'overdue' AND policy = 'nordic'),
              '>', 0::bigint, 'nordic: overdue on the due day');
SELECT cmp_ok((SELECT count(*) FROM ours WHERE summary_timely), '>', 100::bigint, 'summary results on time');
SELECT cmp_ok((SELECT count(*) FROM our_sums WHERE overdue_with_reason > 0), '>', 100::bigint, 'overdue studies with a reason');
SELECT cmp_ok((SELECT count(*) FROM our_sums WHERE of_which_planned > 0), '>', 100::bigint, 'planned participants');
SELECT cmp_ok((SELECT sum(studies) FILTER (WHERE unit_level = 'institution') - sum(studies) FILTER (WHERE unit_level = 'nation') FROM our_sums),
              '<>', 0::numeric, 'institutions do not add up to the nation: a study counts once there');
SELECT is_empty('SELECT * FROM our_sums WHERE studies <> not_due + due OR due <> reported - reported_early + overdue
                 OR reported <> reported_registry_only + reported_other_only + reported_both
                 OR overdue <> overdue_with_reason + overdue_without_reason OR timely > reported - reported_early',
                'the ladder adds up in every row');

SELECT finish();
ROLLBACK;
