-- A trust's own list of publications against ours, and publications by DOI.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
\ir include/refusal.sql
SELECT plan(23);
SET LOCAL search_path TO research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;

-- Six publications of one trust in 2031, so that every figure can be followed: articles of
-- level 1, t-1 to t-5, the trust with 1 of 1, 1 of 2, 2 of 3, 1 of 2 (international) and 1 of 2 shares
INSERT INTO esystems.channel_level (kind, channel_id, year, level) VALUES ('journal', 't-j1', 2031, '1'), ('journal', 't-j2', 2031, '2'), ('journal', 't-j1', 2030, '1');
INSERT INTO esystems.publication (publication_id, year, form, journal_id, doi, status)
SELECT p.id, p.year, 'article', p.journal, p.doi, p.status
FROM (VALUES ('t-1', 2031, 't-j1', '10.5555/T.one', 'published'), ('t-2', 2031, 't-j1', '10.5555/t.two', 'published'), ('t-3', 2031, 't-j1', NULL, 'published'),
             ('t-4', 2031, 't-j1', '10.5555/t.four', 'published'), ('t-5', 2031, 't-j2', NULL, 'published'), ('t-6', 2031, 't-j1', NULL, 'draft'),
             ('t-7', 2030, 't-j1', '10.5555/t.seven', 'published'), ('t-8', 2031, 't-j1', NULL, 'published'), ('t-9', 2031, 't-j1', NULL, 'published'),
             ('t-10', 2031, 't-j1', '10.5555/t.twice', 'published'), ('t-11', 2030, 't-j1', '10.5555/t.twice', 'published')) AS p(id, year, journal, doi, status);
INSERT INTO esystems.contribution (publication_id, person_id, role, institution_id, country, verified)
SELECT c.id, c.person, 'creator', c.institution, c.country, true
FROM (VALUES ('t-1', 'p1', 'st-olav', 'NO'), ('t-2', 'p1', 'st-olav', 'NO'), ('t-2', 'p2', 'ous', 'NO'),
             ('t-3', 'p1', 'st-olav', 'NO'), ('t-3', 'p2', 'st-olav', 'NO'), ('t-3', 'p3', 'ous', 'NO'),
             ('t-4', 'p1', 'st-olav', 'NO'), ('t-4', 'p2', NULL, 'SE'), ('t-5', 'p1', 'st-olav', 'NO'), ('t-5', 'p2', 'ous', 'NO'),
             ('t-6', 'p1', 'st-olav', 'NO'), ('t-7', 'p1', 'st-olav', 'NO'), ('t-8', 'p1', 'ous', 'NO'), ('t-9', 'p1', 'st-olav', 'NO'),
             ('t-10', 'p1', 'st-olav', 'NO'), ('t-11', 'p1', 'st-olav', 'NO')) AS c(id, person, institution, country);

-- t-2: sqrt(1/2) = 0.7071; t-3: sqrt(2/3) = 0.8165; t-4: 1.3 * 0.7071 = 0.9192; t-5: 3 * 0.7071 = 2.1213
SELECT bag_eq($$SELECT c.comparison, c.publication_id, c.our_points, c.their_points, c.difference, c.reason, c.detail
    FROM compare_publications(2031, 'st-olav', '[
        {"doi": "https://doi.org/10.5555/t.ONE", "points": 1.0000},
        {"publication_id": "t-2", "points": 0.71},
        {"publication_id": "t-3", "points": 0.5774},
        {"doi": "doi:10.5555/t.four", "points": 0.7071},
        {"publication_id": "t-5", "points": 0.7071},
        {"publication_id": "t-6", "points": 1},
        {"doi": "10.5555/t.seven", "points": 1},
        {"publication_id": "t-8", "points": 1},
        {"publication_id": "t-1", "points": 1},
        {"doi": "10.5555/t.nowhere", "points": 1},
        {"publication_id": "nowhere", "points": 2.5},
        {"doi": "10.5555/t.twice"}]') AS c$$,
    $$VALUES ('same', 't-1', 1.0000, 1.0000, 0.0000, NULL, NULL), ('same', 't-10', 1.0000, NULL, NULL, 'no_points_given', NULL),
             ('other_points', 't-2', 0.7071, 0.71, 0.0029, 'rounding', 'ours at 2 decimals'),
             ('other_points', 't-3', 0.8165, 0.5774, -0.2391, 'own_shares', 'with 1 of 3 shares'),
             ('other_points', 't-4', 0.9192, 0.7071, -0.2121, 'international', 'without the factor 1.3'),
             ('other_points', 't-5', 2.1213, 0.7071, -1.4142, 'level', 'at level 1'),
             ('only_theirs', 't-6', NULL, 1, NULL, 'not_published', NULL), ('only_theirs', 't-7', NULL, 1, NULL, 'other_year', '2030'),
             ('only_theirs', 't-8', NULL, 1, NULL, 'not_of_institution', NULL), ('only_theirs', 't-1', NULL, 1, NULL, 'listed_twice', NULL),
             ('only_theirs', NULL, NULL, 1, NULL, 'unknown_publication', NULL), ('only_theirs', 'nowhere', NULL, 2.5, NULL, 'unknown_publication', NULL),
             ('only_ours', 't-9', 1.0000, NULL, NULL, 'not_on_list', NULL)$$,
    'every entry and every publication of ours once, with its reason');
SELECT is((SELECT array_agg(c.comparison) FROM compare_publications(2031, 'st-olav', '[{"publication_id": "t-1", "points": 1}, {"publication_id": "t-8", "points": 1}, {"publication_id": "t-2", "points": 5}]') AS c
           WHERE c.publication_id IN ('t-1', 't-2', 't-8')), '{only_theirs,other_points,same}'::text[], 'what differs comes first');
SELECT is((SELECT c.reason FROM compare_publications(2031, 'st-olav', '[{"publication_id": "t-2", "points": 5}]') AS c WHERE c.publication_id = 't-2'), 'unexplained', 'what nothing gives is unexplained');
SELECT is((SELECT c.reason || ': ' || c.detail FROM compare_publications(2031, 'st-olav', '[{"publication_id": "t-2", "points": 0.5774}]') AS c WHERE c.publication_id = 't-2'),
          'all_shares: with 1 of 3 shares', 'another number of all shares');
SELECT is((SELECT c.doi FROM compare_publications(2031, 'st-olav', '[]') AS c WHERE c.publication_id = 't-2'), '10.5555/t.two', 'ours show their DOI');
SELECT is((SELECT array_agg(DISTINCT c.comparison) FROM compare_publications(2031, 'st-olav', '[]') AS c), '{only_ours}'::text[], 'an empty list: all are ours only');
UPDATE esystems.institution SET parent_id = NULL WHERE institution_id = 'st-olav';
SELECT is((SELECT sum(c.our_points) FROM compare_publications(2031, 'st-olav', '[]') AS c), (SELECT p.points FROM publication_point_sums(2031) AS p WHERE p.unit_id = 'st-olav' AND p.dimension = ''),
          'ours add up to the points of the institution');

-- Several publications with one DOI
INSERT INTO esystems.publication (publication_id, year, form, journal_id, doi, status) VALUES ('t-12', 2031, 'article', 't-j1', 'https://doi.org/10.5555/T.TWO', 'published');
INSERT INTO esystems.contribution (publication_id, person_id, role, institution_id, country, verified) VALUES ('t-12', 'p1', 'creator', 'st-olav', 'NO', false);
SELECT results_eq($$SELECT c.comparison, c.publication_id FROM compare_publications(2031, 'st-olav', '[{"doi": "10.5555/t.two", "points": 0.7071}]') AS c WHERE c.comparison <> 'only_ours'$$,
                  $$VALUES ('same', 't-2')$$, 'of several with one DOI the one that counts is compared');
UPDATE esystems.contribution SET verified = true, person_id = 'p9' WHERE publication_id = 't-12';
SELECT results_eq($$SELECT c.comparison, c.reason FROM compare_publications(2031, 'st-olav', '[{"doi": "10.5555/t.two", "points": 0.7071}]') AS c WHERE c.comparison <> 'only_ours'$$,
                  $$VALUES ('only_theirs', 'doi_of_several')$$, 'where several count, nobody guesses');

-- Explained by DOI
SELECT bag_eq(format('SELECT e.* FROM explain_publication(%L) AS e', c.name), $$SELECT e.* FROM explain_publication('t-1') AS e$$, 'explained by ' || c.name)
FROM (VALUES (1, '10.5555/t.one'), (2, 'https://doi.org/10.5555/T.ONE'), (3, 'doi:10.5555/t.One')) AS c(n, name) ORDER BY c.n;
SELECT pg_temp.refuses($$SELECT * FROM research_indicators.explain_publication('10.5555/t.two')$$, 'RI024', 't-12, t-2', 'several publications with one DOI are named', 'publication_id');
SELECT pg_temp.refuses($$SELECT * FROM research_indicators.explain_publication('10.5555/t.nowhere')$$, 'RI039', '10.5555/t.nowhere', 'an unknown DOI', 'DOI');
INSERT INTO esystems.publication (publication_id, year, form, journal_id, status) VALUES ('10.5555/t.one', 2031, 'article', 't-j1', 'published');
SELECT is((SELECT count(*) FROM explain_publication('10.5555/t.one') WHERE kind = 'contribution'), 0::bigint, 'an id goes before a DOI that reads like it');

-- Refused
SELECT pg_temp.refuses(format('SELECT * FROM research_indicators.compare_publications(2031, ''st-olav'', %L)', c.list), 'RI092', c.value, c.what)
FROM (VALUES (1, '{"doi": "10.5555/t.one"}', 'object', 'an object'), (2, NULL, 'missing', 'no list'), (3, '["t-1"]', 'entry 1', 'texts'),
             (4, '[{"points": 1}]', 'entry 1', 'an entry without id'), (5, '[{"publication_id": "t-1", "points": "0,7071"}]', '0,7071', 'a decimal comma'),
             (6, '[{"publication_id": "t-1"}, {"publication_id": "t-2", "points": 1e400}]', 'entry 2', 'a number beyond all measure')) AS c(n, list, value, what) ORDER BY c.n;
SELECT pg_temp.refuses($$SELECT * FROM research_indicators.compare_publications(2031, 'nowhere', '[]')$$, 'RI011', 'nowhere', 'an unknown institution');
SELECT pg_temp.refuses($$SELECT * FROM research_indicators.compare_publications(20310, 'st-olav', '[]')$$, 'RI019', '20310', 'a year outside the calendar');

SELECT * FROM finish();
ROLLBACK;
