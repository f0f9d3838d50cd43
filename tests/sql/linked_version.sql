-- A library that meets SQL objects of another version: an error that says what to
-- do, for everything but the types and what says which versions run.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
SELECT plan(8);

SELECT is(e.extversion, v.library, 'the SQL objects and the library are of one version here')
FROM pg_extension AS e, research_indicators_internal.library_versions() AS v
WHERE e.extname = 'research_indicators';
SELECT lives_ok('SELECT * FROM research_indicators.wilson_interval(3, 10, 0.95)', 'a function that is called before the update goes on');

SAVEPOINT of_one_version;
UPDATE pg_extension SET extversion = '0.0.1' WHERE extname = 'research_indicators';
SELECT lives_ok('SELECT * FROM research_indicators.wilson_interval(3, 10, 0.95)', 'also after it: it is linked, and was not replaced');
PREPARE unlinked AS SELECT research_indicators_internal.plain_text('text');
SELECT throws_like('unlinked', 'the library of research_indicators is version %, its SQL objects are version 0.0.1',
    'one that is linked now is refused, with both versions');
SELECT throws_ok('unlinked', 'RI122', NULL, 'and an SQLSTATE of its own');
SELECT throws_ok($$SELECT * FROM research_indicators.indicator_facts(2023)$$, 'RI122', NULL, 'so are figures');
SELECT lives_ok($$SELECT '983974694'::research_indicators.orgnr::text || '10.1000/182'::research_indicators.doi::text || research_indicators.versions()::text$$,
    'types can be read and written, so that a dump can be taken, and versions() answers');
ROLLBACK TO of_one_version;
SELECT lives_ok('unlinked', 'after the update everything goes on');

SELECT * FROM finish();
ROLLBACK;
