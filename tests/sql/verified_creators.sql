-- A publication at a trust without a verified creator, worked out by hand: it
-- is one of the trust's publications, without a share and without points.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET jit = off;
BEGIN;
SELECT plan(8);
SET search_path TO research_indicators, research_indicators_internal, public;

SELECT create_source_tables('t_verified');
SET research_indicators.source_schema = 't_verified';
INSERT INTO t_verified.institution (institution_id, name, kind, rhf_id, country, reporting) VALUES
    ('R1', 'Region 1', 'rhf', 'R1', 'NO', true), ('H1', 'Trust 1', 'hf', 'R1', 'NO', true), ('H2', 'Trust 2', 'hf', 'R1', 'NO', true);
INSERT INTO t_verified.channel_level VALUES ('journal', 'j', 2023, '1');
INSERT INTO t_verified.publication (publication_id, year, form, journal_id, status) VALUES ('p', 2023, 'article', 'j', 'published');
INSERT INTO t_verified.contribution (publication_id, person_id, role, institution_id, verified) VALUES
    ('p', '1', 'creator', 'H1', true), ('p', '2', 'creator', 'H2', false);

-- n / N is 1 / 2 at H1 and 0 / 2 at H2
SELECT results_eq($$SELECT institution_id, shares, points, countable, reason FROM publication_points(2023)$$,
                  $$VALUES ('H1', 1, 0.7071, true, NULL), ('H2', 0, 0.0000, true, 'no_verified_creator')$$, 'it counts at both, with points at one');
SELECT results_eq($$SELECT f.institution_id, f.measure, f.value FROM facts_of_indicator('publications', 2023, 'hod-2021', 'final') AS f
                    WHERE f.dimensions = '{}' AND f.institution_id IN ('H1', 'H2', 'NO') ORDER BY 1, 2$$,
                  $$VALUES ('H1', 'author_shares', 0.5000), ('H1', 'count', 1), ('H1', 'points', 0.7071),
                           ('H2', 'author_shares', 0.0000), ('H2', 'count', 1), ('H2', 'points', 0.0000),
                           ('NO', 'author_shares', 0.5000), ('NO', 'count', 1), ('NO', 'points', 0.7071)$$,
                  'so say the facts: it is nowhere among those that do not count');
SELECT results_eq($$SELECT kind, value, reason FROM unnest('{count,points}'::text[]) AS m CROSS JOIN LATERAL explain_fact('publications', m, 2023, 'institution', 'H2') AS e WHERE e.subject = 'p' ORDER BY m$$,
                  $$VALUES ('source', 1::numeric, 'no_verified_creator'), ('source', 0.0000, 'no_verified_creator')$$, 'the explanation counts it and says why it has no points');
SELECT is((SELECT e.value FROM explain_fact('publications', 'count', 2023, 'institution', 'H2') AS e WHERE e.kind = 'result'), 1::numeric, 'and comes to the figure');
SELECT is((SELECT e.reason FROM explain_fact('publications', 'count', 2023, 'nation', 'NO') AS e WHERE e.subject = 'p'), NULL, 'in the nation there is nothing to say');
SELECT results_eq($$SELECT subject, value, detail, reason FROM explain_publication('p') WHERE kind = 'result' ORDER BY 1$$,
                  $$VALUES ('H1', 0.7071, 'counts', NULL), ('H2', 0.0000, 'counts, without points', 'no_verified_creator')$$, 'the publication''s own explanation agrees');
UPDATE t_verified.publication SET status = 'draft';
SELECT results_eq($$SELECT subject, detail, reason FROM explain_publication('p') WHERE kind = 'result' ORDER BY 1$$,
                  $$VALUES ('H1', 'does not count', 'not_published'), ('H2', 'does not count', 'not_published')$$, 'what does not count is another thing');
SELECT results_eq($$SELECT f.institution_id, f.value FROM facts_of_indicator('publications', 2023, 'hod-2021', 'final') AS f
                    WHERE f.measure = 'excluded' AND f.dimensions = '{}' ORDER BY 1$$, $$VALUES ('H1', 1::numeric), ('H2', 1), ('NO', 1), ('R1', 1)$$, 'and a figure of its own');

SELECT finish();
ROLLBACK;
