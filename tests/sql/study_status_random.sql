-- Publication status on seeded made-up studies with every fact, several
-- coordinators and several registrations: statuses against the policies' own
-- words in plain SQL, duplicates against a source in which they are joined by
-- hand, and a ladder that adds up everywhere.
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;
SELECT plan(37);

SELECT count(*) AS made FROM create_source_tables('random') \gset
SELECT count(*) AS made FROM create_source_tables('joined') \gset
INSERT INTO random.institution (institution_id, name, kind, parent_id, rhf_id, country, reporting) VALUES
    ('r1', 'Region 1', 'rhf', NULL, 'r1', 'NO', true), ('r2', 'Region 2', 'rhf', NULL, 'r2', 'NO', true),
    ('h1', 'Hospital 1', 'hf', NULL, 'r1', 'NO', true), ('h2', 'Hospital 2', 'hf', NULL, 'r1', 'NO', true),
    ('h3', 'Hospital 3', 'hf', NULL, 'r2', 'NO', true), ('h1u', 'Unit', 'unit', 'h1', NULL, NULL, false),
    ('u1', 'University', 'university', NULL, NULL, 'NO', true);

-- A number from 0 to sides - 1 that follows from the seed and the key alone.
CREATE FUNCTION pg_temp.throw(key text, sides integer) RETURNS integer LANGUAGE sql IMMUTABLE
RETURN (('x' || left(encode(sha256(convert_to('status:' || key, 'UTF8')), 'hex'), 7))::bit(28)::integer % sides);
CREATE FUNCTION pg_temp.answer(key text) RETURNS boolean LANGUAGE sql IMMUTABLE
RETURN ('{true,false,false,NULL}'::boolean[])[1 + pg_temp.throw(key, 4)];
CREATE FUNCTION pg_temp.one_of(key text, choices text[]) RETURNS text LANGUAGE sql IMMUTABLE
RETURN choices[1 + pg_temp.throw(key, cardinality(choices))];

INSERT INTO random.clinical_study (study_id, title, kind, initiator, phase, paediatric, registered_on, starts_on, primary_completed_on,
    completed_on, date_precision, completion_is_actual, all_countries_completed, phase1_everywhere, certificate, deferred_until, status,
    enrolled, enrolled_is_actual, outcome_direction, unpublished_reason, reason_source, reason_on, searched_until)
SELECT id, CASE WHEN pg_temp.throw(id || 'title', 3) > 0 THEN 'Oppdiktet ' || id END,
       pg_temp.one_of(id || 'kind', '{drug,other_intervention,NULL}'), pg_temp.one_of(id || 'initiator', '{investigator,investigator,industry,NULL}'), NULL,
       pg_temp.answer(id || 'paediatric'),
       CASE WHEN pg_temp.throw(id || 'registered', 8) > 0 THEN ended - 700 + pg_temp.throw(id || 'register', 200) END,
       CASE pg_temp.throw(id || 'start', 16) WHEN 0 THEN NULL WHEN 1 THEN ended + 40 ELSE ended - 600 END,
       CASE pg_temp.throw(id || 'first', 4) WHEN 0 THEN NULL ELSE ended - pg_temp.throw(id || 'before', 200) END,
       CASE pg_temp.throw(id || 'finish', 14) WHEN 0 THEN NULL ELSE ended END,
       pg_temp.one_of(id || 'precision', '{day,day,day,day,day,day,month,year}'), pg_temp.answer(id || 'actual'),
       pg_temp.one_of(id || 'everywhere', '{true,true,true,false,NULL}')::boolean, pg_temp.answer(id || 'phase1'), pg_temp.answer(id || 'certificate'),
       CASE WHEN pg_temp.throw(id || 'deferred', 4) = 0 THEN ended + 300 + pg_temp.throw(id || 'until', 400) END,
       pg_temp.one_of(id || 'status', '{completed,completed,completed,completed,terminated,unknown,active,recruiting,withdrawn,not_started,suspended,NULL}'),
       nullif(pg_temp.throw(id || 'enrolled', 300) - 2, -2), pg_temp.answer(id || 'number'),
       pg_temp.one_of(id || 'direction', '{positive,negative,inconclusive,NULL}'),
       nullif(pg_temp.one_of(id || 'reason', '{registration_error,terminated,failed_recruitment,published_elsewhere,not_a_trial,other,none,none,none,none,none,none}'), 'none'),
       'registry', ended + 900, CASE WHEN pg_temp.throw(id || 'searched', 6) > 0 THEN ended + 300 + pg_temp.throw(id || 'search', 900) END
FROM (SELECT format('s%s', lpad(n::text, 4, '0')) AS id,
             date '2018-01-01' + pg_temp.throw('end' || n, 1800) AS ended FROM generate_series(1, 1200) AS n) AS s;

-- Up to three results each, many around the deadlines.
INSERT INTO random.study_result (study_id, kind, type, published_on, date_precision, source, found_on)
SELECT c.study_id, k.kind, CASE k.kind WHEN 'publication' THEN pg_temp.one_of(key || 'type', '{journal,letter,preprint,abstract,NULL}') END,
       coalesce(c.completed_on, '2019-06-30') + (CASE pg_temp.throw(key || 'deadline', 6) WHEN 0 THEN 365 WHEN 1 THEN 730 WHEN 2 THEN 393 WHEN 3 THEN 183
                                                 WHEN 4 THEN -100 ELSE pg_temp.throw(key || 'any', 1500) END) + pg_temp.throw(key || 'nudge', 3) - 1,
       'day', pg_temp.one_of(key || 'source', '{registry,registry,pubmed,nva,manual,NULL}'), '2023-06-01'
FROM random.clinical_study AS c
CROSS JOIN generate_series(1, 3) AS n
CROSS JOIN LATERAL (SELECT c.study_id || ':' || n AS key) AS key
CROSS JOIN LATERAL (SELECT pg_temp.one_of(key || 'kind', '{publication,summary_results,summary_results}') AS kind) AS k
WHERE pg_temp.throw(key || 'there', 4) = 0;

-- One to three coordinators, or none.
INSERT INTO random.study_site (study_id, institution_id, role)
SELECT DISTINCT ON (c.study_id, place) c.study_id, place, pg_temp.one_of(c.study_id || place || 'role', '{coordinator,coordinator,participant}')
FROM random.clinical_study AS c
CROSS JOIN generate_series(1, 3) AS n
CROSS JOIN LATERAL (SELECT pg_temp.one_of(c.study_id || n || 'place', '{h1,h1u,h2,h3,u1,r2}') AS place) AS p
WHERE pg_temp.throw(c.study_id || n || 'site', 3) < 2;
SET LOCAL research_indicators.source_schema = 'random';

-- Statuses, in the policies' own words ------------------------------------------

CREATE FUNCTION pg_temp.usable(day date, exactness text) RETURNS date LANGUAGE sql IMMUTABLE
RETURN CASE exactness WHEN 'year' THEN NULL
                      WHEN 'month' THEN (date_trunc('month', day) + interval '1 month' - interval '1 day')::date ELSE day END;
CREATE FUNCTION pg_temp.oracle(as_of date, policy text) RETURNS TABLE (study_id text, status text, timely boolean)
LANGUAGE sql STABLE AS $$
    WITH study AS (
        SELECT c.*, pg_temp.usable(c.starts_on, c.date_precision) AS started, pg_temp.usable(c.completed_on, c.date_precision) AS ended,
               coalesce(pg_temp.usable(c.primary_completed_on, c.date_precision), pg_temp.usable(c.completed_on, c.date_precision)) AS first_ended,
               pg_temp.usable(c.primary_completed_on, c.date_precision) IS NOT NULL AS has_primary,
               coalesce(c.status, 'unknown') AS registry_status,
               (SELECT min(r.published_on) FROM random.study_result AS r
                WHERE r.study_id = c.study_id AND r.kind = 'summary_results' AND r.published_on <= as_of) AS summary_on,
               (SELECT min(r.published_on) FROM random.study_result AS r
                WHERE r.study_id = c.study_id AND r.kind = 'publication' AND coalesce(r.type, 'journal') IN ('journal', 'letter')
                  AND r.published_on <= as_of) AS article_on,
               (SELECT min(r.published_on) FROM random.study_result AS r WHERE r.study_id = c.study_id AND r.published_on <= as_of) AS any_on
        FROM random.clinical_study AS c
    ), clock AS (
        SELECT s.*, CASE policy WHEN 'fdaaa' THEN s.first_ended ELSE s.ended END AS clock_from,
               CASE policy WHEN 'intovalue' THEN s.article_on ELSE s.summary_on END AS wanted_on,
               CASE policy WHEN 'intovalue' THEN s.any_on ELSE s.summary_on END AS reported_on
        FROM study AS s
    ), deadline AS (
        -- late: a result on that day, or none on that day, is late
        SELECT c.*,
               CASE policy
                   WHEN 'intovalue' THEN as_of - c.clock_from >= 730
                   WHEN 'eu_tracker' THEN c.clock_from < (as_of - interval '1 year')::date - 28
                   WHEN 'fdaaa' THEN CASE WHEN c.certificate THEN as_of > (c.clock_from + interval '3 years')::date
                                          ELSE as_of - c.clock_from > 365 END
                   ELSE as_of > greatest((c.clock_from + CASE WHEN c.paediatric THEN interval '6 months' ELSE interval '1 year' END)::date,
                                         c.deferred_until) END AS passed,
               CASE policy
                   WHEN 'intovalue' THEN c.wanted_on - c.clock_from >= 730
                   WHEN 'eu_tracker' THEN c.clock_from < (c.wanted_on - interval '1 year')::date - 28
                   WHEN 'fdaaa' THEN CASE WHEN c.certificate THEN c.wanted_on > (c.clock_from + interval '3 years')::date
                                          ELSE c.wanted_on - c.clock_from > 365 END
                   ELSE c.wanted_on > greatest((c.clock_from + CASE WHEN c.paediatric THEN interval '6 months' ELSE interval '1 year' END)::date,
                                               c.deferred_until) END AS was_late,
               policy = 'fdaaa' AND CASE WHEN c.certificate THEN as_of <= (c.clock_from + interval '3 years')::date + 30
                                         ELSE as_of - c.clock_from <= 395 END AS graceful
        FROM clock AS c
    )
    SELECT d.study_id,
           CASE WHEN d.registry_status = 'withdrawn' THEN 'withdrawn'
                WHEN d.registry_status = 'not_started' THEN 'not_started'
                WHEN policy = 'eu_tracker' AND d.phase1_everywhere AND NOT d.paediatric THEN 'exempt'
                WHEN d.ended < d.started THEN 'inconsistent'
                WHEN d.clock_from > as_of THEN 'ongoing'
                WHEN d.registry_status IN ('recruiting', 'suspended') THEN 'ongoing'
                WHEN d.registry_status = 'active' AND NOT (policy = 'fdaaa' AND d.has_primary) THEN 'ongoing'
                WHEN d.clock_from IS NULL THEN 'unknown'
                WHEN policy = 'eu_tracker' AND d.all_countries_completed IS NULL THEN 'unknown'
                WHEN policy = 'eu_tracker' AND NOT d.all_countries_completed THEN 'ongoing'
                WHEN NOT d.passed THEN CASE WHEN d.reported_on IS NULL THEN 'not_due' ELSE 'reported_early' END
                WHEN NOT d.was_late THEN 'reported_on_time'
                -- any result reports a study under intovalue: in time by the deadline of its kind
                WHEN policy = 'intovalue' AND (d.summary_on - d.clock_from < 365
                     OR (d.any_on < coalesce(d.summary_on, 'infinity') OR d.any_on = d.article_on) AND d.any_on - d.clock_from < 730) THEN 'reported_on_time'
                WHEN d.reported_on IS NOT NULL THEN 'reported_late'
                WHEN d.graceful THEN 'in_grace'
                ELSE 'overdue' END,
           CASE WHEN NOT d.was_late THEN true WHEN d.was_late OR (d.passed AND NOT d.graceful) THEN false END
    FROM deadline AS d
$$;

CREATE TEMP TABLE asked AS
SELECT as_of::date AS as_of, policy
FROM generate_series(date '2018-06-30', '2024-06-30', interval '151 days') AS as_of
CROSS JOIN unnest('{intovalue,eu_tracker,fdaaa,eu_ctr}'::text[]) AS policy;
CREATE TEMP TABLE judged AS
SELECT a.*, s.study_id, s.status, s.timely FROM asked AS a CROSS JOIN LATERAL study_publication_status(a.as_of, a.policy) AS s;
CREATE TEMP TABLE told AS
SELECT a.*, s.study_id, s.status, s.timely FROM asked AS a CROSS JOIN LATERAL pg_temp.oracle(a.as_of, a.policy) AS s;
SELECT cmp_ok((SELECT count(*) FROM judged), '>', 70000::bigint, 'more than 70 000 judgements');
SELECT is_empty(format($$SELECT j.*, t.status FROM judged AS j JOIN told AS t USING (as_of, policy, study_id)
                         WHERE j.policy = %L AND j.status IS DISTINCT FROM t.status$$, policy), policy || ': every status as the policy words it')
FROM unnest('{intovalue,eu_tracker,fdaaa,eu_ctr}'::text[]) AS policy;
SELECT is_empty($$SELECT j.*, t.timely FROM judged AS j JOIN told AS t USING (as_of, policy, study_id)
                  WHERE j.status IN ('overdue', 'reported_on_time', 'reported_late', 'in_grace') AND j.timely IS DISTINCT FROM t.timely
                    AND NOT (j.status = 'in_grace' AND j.timely IS NULL)$$, 'timely too');
SELECT set_eq('SELECT DISTINCT status FROM judged',
              '{not_started,ongoing,not_due,in_grace,overdue,reported_early,reported_on_time,reported_late,exempt,withdrawn,inconsistent,unknown}'::text[],
              'all twelve statuses occur');

-- Duplicates ------------------------------------------------------------------------

-- Every third study is one of a pair, every ninth pair is a chain of three.
INSERT INTO random.study_identifier (study_id, identifier)
SELECT format('s%s', lpad((n + k)::text, 4, '0')), CASE WHEN k = 0 THEN 'MADE-%s' ELSE ' made-%s ' END
FROM generate_series(1, 1190, 6) AS n CROSS JOIN generate_series(0, 1) AS k;
UPDATE random.study_identifier AS i
SET identifier = format(i.identifier, (substr(i.study_id, 2)::integer + 5) / 6);
INSERT INTO random.study_identifier (study_id, identifier)
SELECT format('s%s', lpad((n + k)::text, 4, '0')), 'CHAIN-' || n
FROM generate_series(1, 1190, 54) AS n CROSS JOIN generate_series(1, 2) AS k;
SELECT is((SELECT count(DISTINCT entity_id) FROM study_entities()), 1200 - 199 - 23::bigint, 'so many studies stand behind 1200 registrations');

-- The same source with the registrations joined by hand.
INSERT INTO joined.institution SELECT * FROM random.institution;
CREATE TEMP TABLE member AS
SELECT c.*, 1 + (substr(c.study_id, 2)::integer - 1) / 6 AS block,
       CASE WHEN (substr(c.study_id, 2)::integer - 1) % 6 < 2 AND substr(c.study_id, 2)::integer <= 1195 THEN 'pair'
            WHEN (substr(c.study_id, 2)::integer - 1) % 54 = 2 AND substr(c.study_id, 2)::integer <= 1195 THEN 'pair' ELSE c.study_id END AS alone
FROM random.clinical_study AS c;
CREATE TEMP TABLE ranked AS
SELECT m.*, CASE m.alone WHEN 'pair' THEN 'p' || m.block ELSE m.study_id END AS together,
       CASE WHEN m.status IS NOT DISTINCT FROM 'withdrawn' THEN 2
            WHEN m.date_precision = 'year' OR coalesce(m.primary_completed_on, m.completed_on) IS NULL THEN 1 ELSE 0 END AS worth
FROM member AS m;
CREATE TEMP TABLE reference AS
SELECT DISTINCT ON (r.together) r.* FROM ranked AS r
ORDER BY r.together, r.worth, coalesce(r.registered_on, 'infinity'), r.study_id COLLATE "C";
INSERT INTO joined.clinical_study
SELECT f.study_id, f.project_id, f.title, kind.v, initiator.v, f.phase, paediatric.v, registered.v, f.starts_on, f.primary_completed_on, f.completed_on,
       f.date_precision, f.completion_is_actual, everywhere.v, phase1.v, certificate.v, deferred.v, f.status, number.enrolled, number.enrolled_is_actual,
       direction.v, reason.v, f.reason_source, f.reason_on, searched.v
FROM reference AS f
CROSS JOIN LATERAL (SELECT (SELECT r.kind FROM ranked AS r WHERE r.together = f.together AND r.kind IS NOT NULL ORDER BY r.worth, coalesce(r.registered_on, 'infinity'), r.study_id COLLATE "C" LIMIT 1) AS v) AS kind
CROSS JOIN LATERAL (SELECT (SELECT r.initiator FROM ranked AS r WHERE r.together = f.together AND r.initiator IS NOT NULL ORDER BY r.worth, coalesce(r.registered_on, 'infinity'), r.study_id COLLATE "C" LIMIT 1) AS v) AS initiator
CROSS JOIN LATERAL (SELECT (SELECT r.paediatric FROM ranked AS r WHERE r.together = f.together AND r.paediatric IS NOT NULL ORDER BY r.worth, coalesce(r.registered_on, 'infinity'), r.study_id COLLATE "C" LIMIT 1) AS v) AS paediatric
CROSS JOIN LATERAL (SELECT min(r.registered_on) AS v FROM ranked AS r WHERE r.together = f.together) AS registered
CROSS JOIN LATERAL (SELECT (SELECT r.all_countries_completed FROM ranked AS r WHERE r.together = f.together AND r.all_countries_completed IS NOT NULL ORDER BY r.worth, coalesce(r.registered_on, 'infinity'), r.study_id COLLATE "C" LIMIT 1) AS v) AS everywhere
CROSS JOIN LATERAL (SELECT (SELECT r.phase1_everywhere FROM ranked AS r WHERE r.together = f.together AND r.phase1_everywhere IS NOT NULL ORDER BY r.worth, coalesce(r.registered_on, 'infinity'), r.study_id COLLATE "C" LIMIT 1) AS v) AS phase1
CROSS JOIN LATERAL (SELECT (SELECT r.certificate FROM ranked AS r WHERE r.together = f.together AND r.certificate IS NOT NULL ORDER BY r.worth, coalesce(r.registered_on, 'infinity'), r.study_id COLLATE "C" LIMIT 1) AS v) AS certificate
CROSS JOIN LATERAL (SELECT (SELECT r.deferred_until FROM ranked AS r WHERE r.together = f.together AND r.deferred_until IS NOT NULL ORDER BY r.worth, coalesce(r.registered_on, 'infinity'), r.study_id COLLATE "C" LIMIT 1) AS v) AS deferred
CROSS JOIN LATERAL (SELECT (SELECT r.outcome_direction FROM ranked AS r WHERE r.together = f.together AND r.outcome_direction IS NOT NULL ORDER BY r.worth, coalesce(r.registered_on, 'infinity'), r.study_id COLLATE "C" LIMIT 1) AS v) AS direction
CROSS JOIN LATERAL (SELECT (SELECT r.unpublished_reason FROM ranked AS r WHERE r.together = f.together AND r.unpublished_reason IS NOT NULL ORDER BY r.worth, coalesce(r.registered_on, 'infinity'), r.study_id COLLATE "C" LIMIT 1) AS v) AS reason
CROSS JOIN LATERAL (SELECT max(r.searched_until) AS v FROM ranked AS r WHERE r.together = f.together) AS searched
LEFT JOIN LATERAL (SELECT r.enrolled, r.enrolled_is_actual FROM ranked AS r WHERE r.together = f.together AND r.enrolled IS NOT NULL ORDER BY r.worth, coalesce(r.registered_on, 'infinity'), r.study_id COLLATE "C" LIMIT 1) AS number ON true;
INSERT INTO joined.study_result (study_id, kind, type, published_on, date_precision, source, found_on)
SELECT f.study_id, r.kind, r.type, r.published_on, r.date_precision, r.source, r.found_on
FROM random.study_result AS r JOIN ranked AS m USING (study_id) JOIN reference AS f ON f.together = m.together;
INSERT INTO joined.study_site (study_id, institution_id, role)
SELECT DISTINCT ON (f.study_id, t.institution_id) f.study_id, t.institution_id, t.role
FROM random.study_site AS t JOIN ranked AS m USING (study_id) JOIN reference AS f ON f.together = m.together
ORDER BY f.study_id, t.institution_id, t.role;

CREATE TEMP TABLE question AS
SELECT a.as_of, a.policy, CASE WHEN a.nth % 3 = 0 THEN '{registry}'::text[] END AS sources
FROM (SELECT as_of::date AS as_of, policy, row_number() OVER (ORDER BY as_of, policy) AS nth
      FROM unnest('{2019-12-31,2021-12-31,2023-12-31}'::date[]) AS as_of
      CROSS JOIN unnest('{who,nordic,intovalue,eu_tracker,fdaaa,eu_ctr}'::text[]) AS policy) AS a;
CREATE TEMP TABLE ladder AS
SELECT q.as_of, q.policy, b.* FROM question AS q CROSS JOIN LATERAL publication_status_breakdown(q.as_of, q.policy, q.sources) AS b;
SET LOCAL research_indicators.source_schema = 'joined';
CREATE TEMP TABLE joined_ladder AS
SELECT q.as_of, q.policy, b.* FROM question AS q CROSS JOIN LATERAL publication_status_breakdown(q.as_of, q.policy, q.sources) AS b;
SET LOCAL research_indicators.source_schema = 'random';
SELECT set_eq('TABLE ladder', 'TABLE joined_ladder', 'several registrations count as one study joined by hand');
SELECT cmp_ok((SELECT sum(not_due + due + not_started + ongoing + exempt + withdrawn + inconsistent + unknown) FROM ladder
               WHERE dimension = 'total' AND unit_level = 'nation'), '=', 18 * (1200 - 199 - 23)::numeric,
              'the nation has every study once, in one status');

-- The ladder adds up -------------------------------------------------------------------

SELECT cmp_ok((SELECT count(*) FROM ladder), '>', 3000::bigint, 'more than 3000 rows of ladder');
SELECT is_empty('SELECT * FROM ladder WHERE studies <> not_due + due', 'studies = not_due + due');
SELECT is_empty('SELECT * FROM ladder WHERE due <> reported - reported_early + overdue', 'due = reported - reported_early + overdue');
SELECT is_empty('SELECT * FROM ladder WHERE reported <> reported_registry_only + reported_other_only + reported_both', 'reported = registry only + other only + both');
SELECT is_empty('SELECT * FROM ladder WHERE overdue <> overdue_with_reason + overdue_without_reason', 'overdue = with reason + without');
SELECT is_empty('SELECT * FROM ladder WHERE reported_early + in_grace > not_due', 'early results and grace are among the not due');
SELECT is_empty('SELECT * FROM ladder WHERE timely > reported - reported_early OR timely > due', 'timely is part of reported and of due');
SELECT is_empty('SELECT * FROM ladder WHERE of_which_planned + of_which_actual > patients_unreported', 'planned and actual participants are apart');
SELECT is_empty('SELECT * FROM ladder WHERE overdue_not_examined > overdue OR overdue_without_number > overdue', 'not examined and not counted are part of overdue');
SELECT is_empty('SELECT * FROM ladder WHERE prospective > registration_known', 'prospective is part of those whose registration is known');
SELECT is_empty($$SELECT policy FROM ladder WHERE dimension = 'total' AND (in_grace > 0 AND policy <> 'fdaaa' OR exempt > 0 AND policy <> 'eu_tracker')$$,
                'grace and exemption are those of their policies');
SELECT set_eq($$SELECT DISTINCT policy FROM ladder WHERE in_grace > 0 UNION SELECT DISTINCT policy FROM ladder WHERE exempt > 0$$,
              '{fdaaa,eu_tracker}'::text[], 'which have them');

CREATE FUNCTION pg_temp.figures(row_of ladder) RETURNS bigint[] LANGUAGE sql IMMUTABLE
RETURN ARRAY[row_of.studies, row_of.not_due, row_of.due, row_of.reported, row_of.reported_early, row_of.reported_registry_only, row_of.reported_other_only,
             row_of.reported_both, row_of.overdue, row_of.overdue_with_reason, row_of.overdue_without_reason, row_of.patients_unreported, row_of.of_which_planned,
             row_of.timely, row_of.summary_timely, row_of.of_which_actual, row_of.overdue_without_number, row_of.overdue_not_examined, row_of.in_grace,
             row_of.not_started, row_of.ongoing, row_of.exempt, row_of.withdrawn, row_of.inconsistent, row_of.unknown, row_of.prospective, row_of.registration_known];
SELECT is_empty(
    $$SELECT d.as_of, d.policy, d.unit_level, d.institution_id, d.dimension
      FROM (SELECT l.as_of, l.policy, l.unit_level, l.institution_id, l.dimension, array_agg(f.total ORDER BY f.place) AS totals
            FROM (SELECT as_of, policy, unit_level, institution_id, dimension, place, sum(figure)::bigint AS total
                  FROM ladder AS l CROSS JOIN LATERAL unnest(pg_temp.figures(l)) WITH ORDINALITY AS f(figure, place)
                  GROUP BY 1, 2, 3, 4, 5, 6) AS f
            JOIN (SELECT DISTINCT as_of, policy, unit_level, institution_id, dimension FROM ladder) AS l USING (as_of, policy, unit_level, institution_id, dimension)
            GROUP BY 1, 2, 3, 4, 5) AS d
      JOIN ladder AS t USING (as_of, policy, unit_level, institution_id)
      WHERE t.dimension = 'total' AND d.totals IS DISTINCT FROM pg_temp.figures(t)$$,
    'in every unit the codes of every dimension add up to its total, figure by figure');
SELECT set_eq('SELECT DISTINCT dimension FROM ladder', '{total,initiator,kind,direction,reason,study_status,publication_status,registration}'::text[], 'eight dimensions');
SELECT is_empty($$SELECT * FROM ladder WHERE dimension = 'reason' AND (code = 'none') <> (overdue_with_reason = 0) AND overdue > 0$$, 'reasons are coded');
SELECT is_empty($$SELECT * FROM ladder WHERE reported_share IS DISTINCT FROM round((reported - reported_early)::numeric / nullif(due, 0), 4)
                     OR timely_share IS DISTINCT FROM round(timely::numeric / nullif(due, 0), 4)$$, 'shares are of the due');
SELECT is_empty(
    $$SELECT q.as_of, q.policy, u.id, l.overdue, l.patients_unreported, o.*
      FROM question AS q CROSS JOIN unnest('{h1,r1,u1,NO}'::text[]) AS u(id)
      CROSS JOIN LATERAL (SELECT count(*) AS n, coalesce(sum(enrolled) FILTER (WHERE enrolled > 0), 0) AS patients,
                                 count(*) FILTER (WHERE reason IS NOT NULL) AS reasoned, count(*) FILTER (WHERE wording = 'not examined') AS open
                          FROM overdue_studies(q.as_of, q.policy, u.id, q.sources)) AS o
      JOIN ladder AS l ON l.as_of = q.as_of AND l.policy = q.policy AND l.institution_id = u.id AND l.dimension = 'total'
       AND l.unit_level = CASE u.id WHEN 'r1' THEN 'rhf' WHEN 'NO' THEN 'nation' ELSE 'institution' END
      WHERE (o.n, o.patients, o.reasoned, o.open) IS DISTINCT FROM (l.overdue, l.patients_unreported::numeric, l.overdue_with_reason, l.overdue_not_examined)$$,
    'the list of overdue studies is the ladder''s');
SELECT is((SELECT count(*) FROM overdue_studies('2023-12-31', 'who', 'h1u')), (SELECT count(*) FROM overdue_studies('2023-12-31', 'who', 'h1')),
          'a unit rolls up to its hospital');
SELECT is((SELECT array_agg(study_id) FROM judge_studies('2023-12-31', '{who}', NULL, true)),
          (SELECT array_agg(study_id ORDER BY study_id COLLATE "C") FROM reference), 'a study goes by the id of its reference');
SELECT cmp_ok((SELECT sum(studies) FILTER (WHERE unit_level = 'institution') FROM ladder WHERE dimension = 'total'), '>',
              (SELECT sum(studies) FILTER (WHERE unit_level = 'nation') FROM ladder WHERE dimension = 'total'),
              'a study of several institutions counts in each, and once in the total');

-- Facts -----------------------------------------------------------------------------

SELECT copy_rule_set('hod-2021', 'by-fdaaa', 'days of grace') \g /dev/null
SELECT set_rule_parameter('by-fdaaa', 'study_status.policy', 'fdaaa', 'site', 'test') \g /dev/null
SELECT copy_rule_set('hod-2021', 'by-eu', 'exemptions') \g /dev/null
SELECT set_rule_parameter('by-eu', 'study_status.policy', 'eu_tracker', 'site', 'test') \g /dev/null
-- counted by the fast way, and added up from the rows that explain them
CREATE TEMP TABLE counted AS
SELECT r.rule_set, y.year, f.measure, f.unit_level, f.institution_id, f.dimensions, f.value, f.numerator, f.denominator,
       round(f.ci_low, 4) AS ci_low, round(f.ci_high, 4) AS ci_high, f.origin
FROM unnest('{hod-2021,by-fdaaa,by-eu}'::text[]) AS r(rule_set) CROSS JOIN generate_series(2019, 2023, 2) AS y(year)
CROSS JOIN LATERAL publication_status_facts(y.year, r.rule_set, 'final') AS f;
CREATE TEMP TABLE added AS
SELECT r.rule_set, y.year, f.measure, f.unit_level, f.institution_id, f.dimensions, f.value, f.numerator, f.denominator,
       round(f.ci_low, 4) AS ci_low, round(f.ci_high, 4) AS ci_high, f.origin
FROM unnest('{hod-2021,by-fdaaa,by-eu}'::text[]) AS r(rule_set) CROSS JOIN generate_series(2019, 2023, 2) AS y(year)
CROSS JOIN LATERAL facts_of_rows('publication_status', y.year, r.rule_set, r.rule_set, 'final') AS f;
SELECT cmp_ok(count(*), '>', 2000::bigint, 'thousands of facts') FROM counted;
SELECT is((SELECT array_agg(DISTINCT measure ORDER BY measure) FROM counted WHERE value > 0),
          (SELECT array_agg(measure ORDER BY measure) FROM fact_definition WHERE indicator = 'publication_status'), 'of every measure');
SELECT is_empty('TABLE counted EXCEPT ALL TABLE added', 'every fact that is counted is the sum of its rows');
SELECT is_empty('TABLE added EXCEPT ALL TABLE counted', 'and rows make no other');
SELECT is_empty($$SELECT rule_set, year, measure, unit_level, institution_id, dimensions FROM added GROUP BY 1, 2, 3, 4, 5, 6 HAVING count(*) > 1$$, 'each once');
SELECT is_empty($$
    SELECT f.* FROM counted AS f
    JOIN counted AS o USING (rule_set, year, unit_level, institution_id)
    WHERE f.measure = 'studies' AND o.measure = 'due' AND f.dimensions = '{}' AND o.dimensions = '{}'
      AND f.value <> o.value + (SELECT n.value FROM counted AS n WHERE (n.rule_set, n.year, n.unit_level, n.institution_id, n.measure)
                                = (f.rule_set, f.year, f.unit_level, f.institution_id, 'not_due'))$$, 'completed are those due and those not due');
SELECT is((SELECT value FROM explain_fact('publication_status', 'overdue', 2023, 'nation', 'NO', '{}', 'by-fdaaa') WHERE kind = 'result'),
          (SELECT value FROM counted WHERE (rule_set, year, measure, unit_level, dimensions) = ('by-fdaaa', 2023, 'overdue', 'nation', '{}')),
          'the explanation ends in it');

SELECT finish();
ROLLBACK;
