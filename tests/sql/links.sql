-- What belongs together: records of one publication or study, what came out of
-- projects; what each join rests on, and what speaks against it.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
SELECT plan(17);
SET LOCAL search_path TO research_indicators, research_indicators_internal, public;
SELECT set_config('research_indicators.source_schema', 'links', true) AS ignored \gset
SELECT create_source_tables('links') AS ignored \gset
CREATE FUNCTION pg_temp.pairs(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY EXECUTE format('SELECT concat_ws('' '', %s) FROM %s() AS l', CASE query
        WHEN 'publication_links' THEN 'l.work_id, l.publication_id, l.other_id, l.rests_on, l.identifiers, l.disagrees'
        WHEN 'study_links' THEN 'l.entity_id, l.study_id, l.other_id, l.rests_on, l.identifiers, l.disagrees'
        ELSE 'l.project_id, l.relation, l.other_id, l.rests_on, l.identifiers, l.stated, l.disagrees' END, query);
END
$$;

-- publications: n1 and c1 by DOI, c1 and h1 by a Cristin id (a chain); n2 and n3 bear one DOI and say different years;
-- n4 and n5 share a Cristin id and have DOIs of their own; n6 alone
INSERT INTO links.publication (publication_id, year, form, doi) VALUES
    ('n1', 2023, 'article', '10.1000/one'), ('c1', 2023, 'article', 'https://doi.org/10.1000/ONE'), ('h1', 2023, 'article', NULL),
    ('n2', 2022, 'article', '10.1000/two'), ('n3', 2023, 'review', '10.1000/two'),
    ('n4', 2023, 'article', '10.1000/four'), ('n5', 2023, 'article', '10.1000/five'), ('n6', 2023, 'article', 'none');
INSERT INTO links.publication_identifier (publication_id, kind, identifier) VALUES
    ('c1', 'cristin', '77'), ('h1', 'cristin', ' 77 '), ('n4', 'cristin', '99'), ('n5', 'cristin', '99'), ('n6', 'nva', '77');
UPDATE links.publication SET status = 'published';
SELECT results_eq($$SELECT pg_temp.pairs('publication_links')$$, $$VALUES
    ('c1 c1 h1 {cristin} {77} {}'), ('c1 c1 n1 {doi} {10.1000/one} {}'), ('n2 n2 n3 {doi} {10.1000/two} {year,form}'), ('n4 n4 n5 {cristin} {99} {doi}')$$,
    'a chain is one work, one DOI at two ids that disagree says in what, ids of other systems are no Cristin ids');
SELECT is((SELECT count(*) FROM publication_copies(2023) AS c WHERE c.work_id = 'c1'), 3::bigint, 'records joined by another id are records of one work where points are counted');

-- studies: a and b by an EudraCT number, b and c by the number of ClinicalTrials.gov, with case and blanks; d and e share ISRCTN and are two studies of CTIS
INSERT INTO links.clinical_study (study_id, kind, initiator) VALUES ('a', 'drug', 'industry'), ('b', 'drug', 'investigator'), ('c', NULL, NULL), ('d', 'drug', NULL), ('e', 'other_intervention', NULL), ('f', 'drug', NULL);
INSERT INTO links.study_identifier (study_id, identifier) VALUES ('a', '2013-000615-24'), ('b', '2013-000615-24'), ('b', 'NCT00000001'), ('c', ' nct00000001'),
    ('d', 'ISRCTN88261002'), ('e', 'ISRCTN88261002'), ('d', '2023-501234-34-00'), ('e', '2023-509999-34-00'), ('f', 'REK 2017/800');
SELECT results_eq($$SELECT pg_temp.pairs('study_links')$$, $$VALUES
    ('a a b {eudract} {2013-000615-24} {initiator}'), ('a b c {ctgov} {NCT00000001} {}'), ('d d e {isrctn} {ISRCTN88261002} {kind,ctis}')$$, 'studies of several registries');
SELECT results_eq($$SELECT e.entity_id || ' ' || e.study_id FROM study_entities() AS e ORDER BY e.study_id COLLATE "C"$$, $$VALUES ('a a'), ('a b'), ('a c'), ('d d'), ('d e'), ('f f')$$,
                  'and are counted as one study, as the pairs say');

-- projects: p1 by grant with n1 and by ethics number with f; p2 and p3 bear one grant, which n2 names; n4 names the site's own number 654321;
-- n5 names the project of Cristin, and study e; a belongs to p2 by the source, p1 bears its EudraCT number
INSERT INTO links.project (project_id) VALUES ('p1'), ('p2'), ('p3'), ('654321'), ('p5');
INSERT INTO links.project_identifier (project_id, kind, identifier) VALUES ('p1', 'grant', 'nfr/1'), ('p1', 'ethics', 'REK 2017/800'), ('p1', 'study', '2013-000615-24'),
    ('p2', 'grant', 'nfr/2'), ('p3', 'grant', 'NFR/2'), ('p5', 'project', '456789');
INSERT INTO links.publication_identifier (publication_id, kind, identifier) VALUES ('n1', 'grant', 'NFR/1'), ('n2', 'grant', 'nfr/2'), ('n4', 'grant', 'hso/654321'), ('n6', 'grant', 'eu/1'),
    ('n5', 'project', '456789'), ('n5', 'study', '2023-509999-34-00');
UPDATE links.clinical_study SET project_id = 'p2' WHERE study_id = 'a';
INSERT INTO links.project_publication (project_id, publication_id) VALUES ('p1', 'n1'), ('p3', 'h1');
SELECT results_eq($$SELECT pg_temp.pairs('project_links')$$, $$VALUES
    ('654321 publication n4 {project_id} {hso/654321} f {}'),
    ('p1 clinical_study a {study} {2013-000615-24} f {other_project_stated}'), ('p1 clinical_study b {study} {2013-000615-24} f {}'), ('p1 clinical_study f {ethics} {"rek 2017/800"} f {}'),
    ('p1 publication n1 {grant,source} {nfr/1} t {}'), ('p2 clinical_study a {source} {} t {}'),
    ('p2 publication n2 {grant} {nfr/2} f {shared_identifier}'), ('p3 publication h1 {source} {} t {}'), ('p3 publication n2 {grant} {nfr/2} f {shared_identifier}'),
    ('p5 clinical_study e {publication} {n5} f {}'), ('p5 publication n5 {project} {456789} f {}')$$, 'what projects led to, what it rests on and what speaks against it');
SELECT results_eq($$SELECT a.relation || ' ' || a.links FROM adopt_project_links() AS a$$, $$VALUES ('project_publication 1'), ('clinical_study 2')$$, 'what nothing speaks against is adopted');
SELECT results_eq($$SELECT l.project_id || ' ' || l.publication_id FROM links.project_publication AS l ORDER BY l.project_id COLLATE "C"$$, $$VALUES ('p1 n1'), ('p3 h1'), ('p5 n5')$$, 'the publication');
SELECT results_eq($$SELECT s.project_id || ' ' || s.study_id FROM links.clinical_study AS s WHERE s.project_id IS NOT NULL ORDER BY s.project_id COLLATE "C", s.study_id COLLATE "C"$$, $$VALUES ('p1 b'), ('p1 f'), ('p2 a')$$, 'the studies');
SELECT results_eq($$SELECT a.relation || ' ' || a.links FROM adopt_project_links() AS a$$, $$VALUES ('project_publication 0'), ('clinical_study 0')$$, 'again: nothing is left');
SELECT results_eq($$SELECT a.relation || ' ' || a.links FROM adopt_project_links('{project_id,publication}') AS a$$, $$VALUES ('project_publication 1'), ('clinical_study 1')$$,
                  'what rests on less only when asked for');

-- a site without the two relations, and one without anything
DROP TABLE links.publication_identifier, links.project_identifier;
SELECT results_eq($$SELECT pg_temp.pairs('publication_links')$$, $$VALUES ('c1 c1 n1 {doi} {10.1000/one} {}'), ('n2 n2 n3 {doi} {10.1000/two} {year,form}')$$, 'a schema made before has its DOIs');
SELECT is((SELECT count(*) FROM project_links() AS l WHERE NOT l.stated), 0::bigint, 'and its projects what it says itself');
SELECT is((SELECT count(*) FROM publication_copies(2023) AS c), 2::bigint, 'and points by DOI');
TRUNCATE links.publication, links.clinical_study, links.project CASCADE;
SELECT is_empty($$SELECT pg_temp.pairs('publication_links')$$, 'no publications, no pairs');
SELECT is_empty($$SELECT pg_temp.pairs('study_links')$$, 'no studies, no pairs');
SELECT is_empty($$SELECT pg_temp.pairs('project_links')$$, 'no projects, no pairs');
INSERT INTO links.publication (publication_id, doi) SELECT 'p' || g, '10.1000/same' FROM generate_series(1, 2000) AS g;
SELECT is((SELECT count(*) FROM publication_links() AS l), 1999::bigint, 'a DOI of two thousand records is no two million pairs');
SELECT * FROM finish();
ROLLBACK;
