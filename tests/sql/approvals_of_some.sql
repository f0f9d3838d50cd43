-- Approvals that only some institutions have entered, worked out by hand.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET jit = off;
BEGIN;
SELECT plan(8);
SET search_path TO research_indicators, research_indicators_internal, public;

SELECT create_source_tables('t_some');
SET research_indicators.source_schema = 't_some';
INSERT INTO t_some.institution (institution_id, name, kind, parent_id, rhf_id, country, reporting) VALUES
    ('R1', 'Region 1', 'rhf', NULL, 'R1', 'NO', true), ('H1', 'Trust 1', 'hf', NULL, 'R1', 'NO', true), ('H2', 'Trust 2', 'hf', NULL, 'R1', 'NO', true),
    ('H2a', 'Ward', 'unit', 'H2', NULL, 'NO', false), ('X', 'Abroad', 'other', NULL, NULL, 'SE', false);
INSERT INTO t_some.channel_level VALUES ('journal', 'j', 2023, '1');
INSERT INTO t_some.publication (publication_id, year, form, journal_id, status)
SELECT p, 2023, 'article', 'j', 'published' FROM unnest('{p1,p2,p3,p4,p5}'::text[]) AS p;
-- each with one creator at each trust, so that each has the root of 1/2; p2 with one at trust 1 and one abroad
INSERT INTO t_some.contribution (publication_id, person_id, role, institution_id, verified)
SELECT p, h, 'creator', h, true FROM unnest('{p1,p3,p4,p5}'::text[]) AS p, unnest('{H1,H2a}'::text[]) AS h
UNION ALL SELECT 'p2', h, 'creator', h, true FROM unnest('{H1,X}'::text[]) AS h;
SELECT is_empty($$SELECT * FROM check_approvals(2023)$$, 'without any decision nothing is tracked, and nothing waits');
-- trust 1 enters its own; of p3 nobody, of p4 trust 2 is still to answer, of p5 it has answered for its ward
INSERT INTO t_some.publication_approval (publication_id, institution_id, state) VALUES
    ('p1', 'H1', 'approved'), ('p2', 'H1', 'approved'), ('p4', 'H1', 'approved'), ('p4', 'H2', 'pending'), ('p5', 'H1', 'approved'), ('p5', 'H2a', 'approved');
SELECT results_eq($$SELECT publication_id, bool_and(countable), min(reason) FROM publication_points(2023) GROUP BY 1 ORDER BY 1$$,
                  $$VALUES ('p1', false, 'approval_pending'), ('p2', true, NULL), ('p3', true, NULL), ('p4', false, 'approval_pending'), ('p5', true, NULL)$$,
                  'what waits: where a decision of a reporting institution is missing or open');
SELECT results_eq($$SELECT severity, code, relation, key FROM check_approvals(2023)$$, $$VALUES ('warning', 'approval_missing', 'publication_approval', 'H2')$$,
                  'who has entered nothing is told, who is still to answer is not');
SELECT is(message, '1 publications of 2023 wait for "H2", which has no decision where others have: 1.4142 points do not count, 0.7071 of them its own',
          'with the points at stake') FROM check_sources(2023) WHERE code = 'approval_missing';
DELETE FROM t_some.publication_approval WHERE publication_id IN ('p4', 'p5') AND institution_id <> 'H1';
SELECT is(message, '3 publications of 2023 wait for "H2", which has no decision where others have: 4.2426 points do not count, 2.1213 of them its own',
          'all of them') FROM check_sources(2023) WHERE code = 'approval_missing';
SELECT is((SELECT count(*) FROM check_sources(2023) WHERE code = 'approval_missing'), 1::bigint, 'check_sources says so');
INSERT INTO t_some.publication_approval (publication_id, institution_id, state) SELECT p, 'H2', 'approved' FROM unnest('{p1,p4,p5}'::text[]) AS p;
SELECT is_empty($$SELECT * FROM check_approvals(2023)$$, 'when all have decided nothing waits');
SELECT is_empty($$SELECT * FROM check_approvals(1990)$$, 'a year without rules has no points to wait for');

SELECT finish();
ROLLBACK;
