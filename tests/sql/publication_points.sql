-- publication_points: against the oracle in include/publication_oracle.sql over
-- the sample, and small cases made by hand in a schema of their own.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
\ir include/refusal.sql
\ir include/nvi_oracle.sql
\ir include/publication_oracle.sql
SELECT plan(140);

SET LOCAL search_path TO research_indicators, research_indicators_internal, public;

-- The sample, row by row ------------------------------------------------------

CREATE TEMPORARY TABLE expected AS
SELECT year, o.* FROM generate_series(2020, 2023) AS year, pg_temp.publication_oracle('esystems', year, 2015) AS o;
CREATE TEMPORARY TABLE computed AS
SELECT year, p.publication_id, p.institution_id, p.form, p.level, p.shares, p.total_shares, p.international, p.weight, p.points, p.countable, p.reason FROM generate_series(2020, 2023) AS year, publication_points(year) AS p;
SELECT cmp_ok(count(*), '>', 8000::bigint, format('%s: thousands of rows', year)) FROM computed GROUP BY year ORDER BY year;
SELECT is(count(*), 0::bigint, 'no row that the oracle does not have')
FROM (TABLE computed EXCEPT ALL TABLE expected) AS more;
SELECT is(count(*), 0::bigint, 'and none that only the oracle has')
FROM (TABLE expected EXCEPT ALL TABLE computed) AS less;
SELECT is(count(DISTINCT coalesce(reason, 'counts')), 13::bigint, 'the sample has every reason, and none') FROM computed;
SELECT is(count(*), (SELECT count(*) FROM computed), 'one row per publication and institution')
FROM (SELECT DISTINCT publication_id, institution_id FROM computed) AS key;
SELECT is(array_agg(p.publication_id ORDER BY p.n), array_agg(p.publication_id ORDER BY p.publication_id, p.institution_id COLLATE "C"),
          'rows come in the order of publications')
FROM publication_points(2022) WITH ORDINALITY
     AS p(publication_id, institution_id, form, level, shares, total_shares, international, weight, points, countable, reason, interregional, n);

SELECT results_eq(
    $$SELECT institution_id, shares, total_shares, international, points, countable, reason
      FROM publication_points(2022) WHERE publication_id = 'real-10.3389/fspor.2022.903300'$$,
    $$VALUES ('ntnu', 4, 6, false, 0.8165, true, NULL::text), ('st-olav', 2, 6, false, 0.5774, true, NULL)$$,
    'the real paper has the points that the register published');

CREATE TEMPORARY TABLE expected_2024 AS
SELECT year, o.* FROM generate_series(2020, 2023) AS year, pg_temp.publication_oracle('esystems', year, 2024) AS o;
CREATE TEMPORARY TABLE computed_2024 AS
SELECT year, p.publication_id, p.institution_id, p.form, p.level, p.shares, p.total_shares, p.international, p.weight, p.points, p.countable, p.reason FROM generate_series(2020, 2023) AS year, publication_points(year, 'nva-2024') AS p;
SELECT is(count(*), 0::bigint, 'nva-2024: no row that the oracle does not have')
FROM (TABLE computed_2024 EXCEPT ALL TABLE expected_2024) AS more;
SELECT is(count(*), 0::bigint, 'nva-2024: and none that only the oracle has')
FROM (TABLE expected_2024 EXCEPT ALL TABLE computed_2024) AS less;
SELECT cmp_ok(count(*), '>', 100::bigint, 'the two ways of counting shares differ in the sample')
FROM (TABLE computed_2024 EXCEPT ALL TABLE computed) AS other;

SELECT is_empty('SELECT * FROM publication_points(1999, ''nvi-2015'')', 'a year without data is empty');
SELECT is_empty('SELECT * FROM publication_points(NULL)', 'and so is no year');
SELECT is((SELECT count(*) FROM (TABLE computed EXCEPT ALL
                                 SELECT y, p.publication_id, p.institution_id, p.form, p.level, p.shares, p.total_shares, p.international, p.weight, p.points, p.countable, p.reason
                                 FROM generate_series(2020, 2023) AS y, publication_points(y, 'hod-2021') AS p) AS x),
          0::bigint, 'a hod set stands for its NVI set: the default of the year');

-- Errors ------------------------------------------------------------------------

SELECT pg_temp.refuses($$SELECT * FROM research_indicators.publication_points(2022, 'nvi-1066')$$, 'RI010', 'nvi-1066',
                       'an unknown rule set');
SELECT pg_temp.refuses($$SELECT * FROM research_indicators.publication_points(2010)$$, 'RI014', '2010',
                       'a year without a default rule set');
SET LOCAL research_indicators.source_schema = 't_missing';
SELECT pg_temp.refuses($$SELECT * FROM research_indicators.publication_points(2022)$$, 'RI020', 't_missing',
                       'a missing source schema');

-- Made by hand ------------------------------------------------------------------

SELECT create_source_tables('t_pub') \g /dev/null
SET LOCAL research_indicators.source_schema = 't_pub';
SET LOCAL search_path TO t_pub, research_indicators, research_indicators_internal, public;

SELECT is_empty('SELECT * FROM publication_points(2022)', 'an empty schema gives an empty result');

INSERT INTO institution (institution_id, kind, parent_id, country, reporting, valid_from, valid_to, successor_id) VALUES
    ('h1', 'hf', NULL, 'NO', true, '-infinity', NULL, NULL),
    ('h2', 'hf', NULL, 'NO', true, '-infinity', NULL, NULL),
    ('u1', 'university', NULL, 'NO', true, '-infinity', NULL, NULL),
    ('n1', 'institute', NULL, 'NO', false, '-infinity', NULL, NULL),
    ('f1', 'other', NULL, 'SE', false, '-infinity', NULL, NULL),
    ('f1-unit', 'unit', 'f1', NULL, false, '-infinity', NULL, NULL),
    ('x1', 'other', NULL, NULL, false, '-infinity', NULL, NULL),
    ('h1-a', 'unit', 'h1', 'NO', true, '-infinity', NULL, NULL),
    ('h1-a-1', 'unit', 'h1-a', 'NO', true, '-infinity', NULL, NULL),
    -- a unit's own word about reporting means nothing
    ('h1-b', 'unit', 'h1', 'NO', false, '-infinity', NULL, NULL),
    ('n1-a', 'unit', 'n1', 'NO', true, '-infinity', NULL, NULL),
    -- merged into h2 at the end of 2020, with its unit; again in two steps
    ('old', 'hf', NULL, 'NO', true, '-infinity', '2020-12-31', 'h2'),
    ('old-unit', 'unit', 'old', 'NO', true, '-infinity', NULL, NULL),
    ('older', 'hf', NULL, 'NO', true, '-infinity', '2015-12-31', 'old'),
    ('gone', 'hf', NULL, 'NO', true, '-infinity', '2020-12-31', NULL),
    ('coming', 'hf', NULL, 'NO', true, '2023-01-01', NULL, NULL),
    -- moved from h1 to h2 in the middle of 2022
    ('moved', 'unit', 'h1', 'NO', true, '-infinity', '2022-06-30', NULL),
    ('moved', 'unit', 'h2', 'NO', true, '2022-07-01', NULL, NULL),
    ('loop-1', 'unit', 'loop-2', 'NO', true, '-infinity', NULL, NULL),
    ('loop-2', 'unit', 'loop-1', 'NO', true, '-infinity', NULL, NULL),
    ('loop-own', 'unit', 'loop-own', 'NO', true, '-infinity', NULL, NULL),
    ('dangling', 'unit', 'nobody', 'NO', false, '-infinity', NULL, NULL);

INSERT INTO channel_level (kind, channel_id, year, level) VALUES
    ('journal', 'j1', 2022, '1'), ('journal', 'j1', 2021, '2'), ('journal', 'j1', 2020, '1'), ('journal', 'j2', 2022, '2'), ('journal', 'j0', 2022, '0'),
    ('journal', 'jx', 2022, 'X'), ('journal', 'jn', 2022, NULL), ('journal', 'j2a', 2022, '2A'),
    ('series', 's0', 2022, '0'), ('series', 's1', 2022, '1'), ('series', 'sx', 2022, 'X'), ('series', 's2', 2022, '2'),
    ('publisher', 'p1', 2022, '1'), ('publisher', 'p2', 2022, '2'), ('publisher', 'p0', 2022, '0'),
    -- the same id, another kind of channel
    ('publisher', 'j0', 2022, '2'), ('series', 'j0', 2022, '2');

-- A case: the publication, what it is, its creators as
-- person:institution[:country][:u], where u is not verified and an empty
-- institution is none, and what must come out, one word per institution as
-- institution=shares/total[*]:points[!reason], * international, ! not countable,
-- ? countable with a reason.
CREATE TEMPORARY TABLE made (
    n serial, id text, description text, form text DEFAULT 'article', journal text, series text, publisher text,
    isbn text, status text DEFAULT 'published', revised boolean, parent_form text, year int DEFAULT 2022,
    creators text, wanted text
);

INSERT INTO made (id, description, journal, creators, wanted) VALUES
    ('one', 'one creator, one institution', 'j1', 'a:h1', 'h1=1/1:1.0000'),
    ('level2', 'level 2', 'j2', 'a:h1', 'h1=1/1:3.0000'),
    ('two', 'two creators at two institutions', 'j1', 'a:h1 b:h2', 'h1=1/2:0.7071 h2=1/2:0.7071'),
    ('both', 'a creator at two institutions is two shares', 'j1', 'a:h1 a:h2', 'h1=1/2:0.7071 h2=1/2:0.7071'),
    ('units', 'several units of one institution are one share', 'j1', 'a:h1-a a:h1-a-1 a:h1 a:h1-b b:u1', 'h1=1/2:0.7071 u1=1/2:0.7071'),
    ('two-level', 'a unit of a unit rolls up to the institution', 'j1', 'a:h1-a-1', 'h1=1/1:1.0000'),
    ('unit-reports', 'whether a unit reports is said by its institution', 'j1', 'a:h1-b b:n1-a', 'h1=1/2:0.7071'),
    ('not-reporting', 'a non-reporting institution is a share', 'j1', 'a:h1 b:n1', 'h1=1/2:0.7071'),
    ('none', 'a creator without institution is a share that belongs to nobody', 'j1', 'a:h1 b:', 'h1=1/2:0.7071'),
    ('none-twice', 'two rows without institution are still one share', 'j1', 'a:h1 b: b::NO', 'h1=1/2:0.7071'),
    ('none-beside', 'a row without institution beside one with gives no share', 'j1', 'a:h1 a:', 'h1=1/1:1.0000'),
    ('unknown-id', 'an unknown institution id is an identified share', 'j1', 'a:h1 a:ghost b:ghost b:ghost2', 'h1=1/4:0.5000'),
    ('unverified', 'an unverified creator is in N, not in n', 'j1', 'a:h1 b:h1:u c:h1', 'h1=2/3:0.8165'),
    ('unverified-only', 'an institution with unverified creators only has a row with 0', 'j1', 'a:h1 b:u1:u', 'h1=1/2:0.7071 u1=0/2:0.0000?no_verified_creator'),
    ('all-unverified', 'nobody verified at all', 'j1', 'a:h1:u', 'h1=0/1:0.0000?no_verified_creator'),
    ('disagree', 'verified in one row of two means verified there', 'j1', 'a:h1:u a:h1-a b:u1:u', 'h1=1/2:0.7071 u1=0/2:0.0000?no_verified_creator'),
    ('verified-there', 'verified at one institution is not verified at the other', 'j1', 'a:h1 a:u1:u', 'h1=1/2:0.7071 u1=0/2:0.0000?no_verified_creator'),
    ('duplicates', 'the same row again is the same', 'j1', 'a:h1 a:h1 a:h1 b:u1 b:u1', 'h1=1/2:0.7071 u1=1/2:0.7071'),
    ('foreign-row', 'a foreign country on the row makes it international', 'j1', 'a:h1 b::SE', 'h1=1/2*:0.9192'),
    ('foreign-institution', 'so does the country of the institution', 'j1', 'a:h1 b:f1', 'h1=1/2*:0.9192'),
    ('foreign-unit', 'and that of the institution above a unit', 'j1', 'a:h1 b:f1-unit', 'h1=1/2*:0.9192'),
    ('foreign-own', 'a foreign row at an own institution counts too', 'j1', 'a:h1:SE', 'h1=1/1*:1.3000'),
    ('row-wins', 'the row wins: Norway on the row of a foreign institution', 'j1', 'a:h1 b:f1:NO', 'h1=1/2:0.7071'),
    ('unknown-country', 'an unknown country is not foreign', 'j1', 'a:h1 b:x1 c:', 'h1=1/3:0.5774'),
    ('unknown-id-country', 'an unknown id has no country but that of the row', 'j1', 'a:h1 b:ghost', 'h1=1/2:0.7071'),
    ('unknown-id-abroad', 'an unknown id abroad', 'j1', 'a:h1 b:ghost:DK', 'h1=1/2*:0.9192'),
    ('same-factor', 'every institution has the same factor', 'j1', 'a:h1 b:h2 c:f1', 'h1=1/3*:0.7506 h2=1/3*:0.7506'),
    ('foreign-unverified', 'a foreign creator need not be verified', 'j1', 'a:h1 b:f1:u', 'h1=1/2*:0.9192'),
    ('no-institution', 'no reporting institution: one row without institution', 'j1', 'a:n1 b:', '=0/2:0.0000!no_reporting_institution'),
    ('no-creator', 'no creator at all', 'j1', '', '=0/0:0.0000!no_reporting_institution'),
    ('merged', 'a merged trust is its successor', 'j1', 'a:old b:u1', 'h2=1/2:0.7071 u1=1/2:0.7071'),
    ('merged-unit', 'a unit of a merged trust is the successor''s', 'j1', 'a:old-unit', 'h2=1/1:1.0000'),
    ('merged-twice', 'a trust merged twice', 'j1', 'a:older', 'h2=1/1:1.0000'),
    ('merged-share', 'the merged trust and its successor are one share', 'j1', 'a:old a:h2 b:u1', 'h2=1/2:0.7071 u1=1/2:0.7071'),
    ('ended', 'a trust that ended without successor is a share, but does not report', 'j1', 'a:h1 b:gone', 'h1=1/2:0.7071'),
    ('coming', 'a trust that does not exist yet is like an unknown id', 'j1', 'a:h1 b:coming', 'h1=1/2:0.7071'),
    ('moved', 'a unit that moved counts where it is on 31 December', 'j1', 'a:moved', 'h2=1/1:1.0000'),
    ('cycle', 'units in a circle are shares each, and report nothing', 'j1', 'a:h1 a:loop-1 a:loop-2 a:loop-own', 'h1=1/4:0.5000'),
    ('dangling', 'a unit whose parent is missing is a share', 'j1', 'a:h1 a:dangling', 'h1=1/2:0.7071'),
    ('level0', 'level 0 earns nothing', 'j0', 'a:h1', 'h1=1/1:0.0000!level_not_counted'),
    ('levelX', 'level X is not assigned', 'jx', 'a:h1', 'h1=1/1:0.0000!level_unassigned'),
    ('levelNULL', 'no level is not assigned', 'jn', 'a:h1', 'h1=1/1:0.0000!level_unassigned'),
    ('no-row', 'nor is a channel without a row', 'j-none', 'a:h1', 'h1=1/1:0.0000!level_unassigned'),
    ('no-journal', 'nor no channel', NULL, 'a:h1', 'h1=1/1:0.0000!level_unassigned'),
    ('level2A', 'a level without a weight is unset, never 0', 'j2a', 'a:h1', 'h1=1/1:!weight_unset'),
    ('level0-abroad', 'an international one of level 0', 'j0', 'a:h1 b:f1', 'h1=1/2*:0.0000!level_not_counted'),
    ('excluded-none', 'of several reasons the first holds', 'j0', 'a:n1', '=0/1:0.0000!level_not_counted');

INSERT INTO made (id, description, form, journal, series, publisher, isbn, parent_form, revised, status, creators, wanted) VALUES
    ('review', 'a review article', 'review', 'j2', NULL, NULL, NULL, NULL, false, 'published', 'a:h1', 'h1=1/1:3.0000'),
    ('mono-p1', 'monograph, publisher level 1', 'monograph', NULL, NULL, 'p1', 'i', NULL, NULL, 'published', 'a:h1', 'h1=1/1:5.0000'),
    ('mono-p2', 'monograph, publisher level 2', 'monograph', NULL, NULL, 'p2', 'i', NULL, NULL, 'published', 'a:h1', 'h1=1/1:8.0000'),
    ('mono-s1', 'monograph, the series decides', 'monograph', NULL, 's1', 'p2', 'i', NULL, NULL, 'published', 'a:h1', 'h1=1/1:5.0000'),
    ('mono-s0', 'a series of level 0 decides over a publisher of level 2', 'monograph', NULL, 's0', 'p2', 'i', NULL, NULL, 'published', 'a:h1', 'h1=1/1:0.0000!level_not_counted'),
    ('mono-sx', 'an unassigned series does not', 'monograph', NULL, 'sx', 'p2', 'i', NULL, NULL, 'published', 'a:h1', 'h1=1/1:8.0000'),
    ('mono-none', 'a series without a row does not either', 'monograph', NULL, 's-none', 'p2', 'i', NULL, NULL, 'published', 'a:h1', 'h1=1/1:8.0000'),
    ('mono-journal', 'a journal says nothing about a book', 'monograph', 'j2', NULL, 'p1', 'i', NULL, NULL, 'published', 'a:h1', 'h1=1/1:5.0000'),
    ('article-book', 'a series or publisher nothing about an article', 'article', 'j1', 's0', 'p0', NULL, NULL, NULL, 'published', 'a:h1', 'h1=1/1:1.0000'),
    ('article-only-book', 'not even where there is no journal', 'article', NULL, 's2', 'p2', NULL, NULL, NULL, 'published', 'a:h1', 'h1=1/1:0.0000!level_unassigned'),
    ('kind', 'a channel id is one of its kind', 'monograph', NULL, NULL, 'j0', 'i', NULL, NULL, 'published', 'a:h1', 'h1=1/1:8.0000'),
    ('comm-s2', 'commentary edition in a series', 'commentary', NULL, 's2', 'p1', 'i', NULL, NULL, 'published', 'a:h1', 'h1=1/1:8.0000'),
    ('comm-p1', 'commentary edition at a publisher', 'commentary', NULL, NULL, 'p1', 'i', NULL, NULL, 'published', 'a:h1', 'h1=1/1:5.0000'),
    ('chap-p1', 'chapter, publisher level 1', 'chapter', NULL, NULL, 'p1', 'i', NULL, NULL, 'published', 'a:h1', 'h1=1/1:0.7000'),
    ('chap-p2', 'chapter, publisher level 2', 'chapter', NULL, NULL, 'p2', 'i', NULL, NULL, 'published', 'a:h1', 'h1=1/1:1.0000'),
    ('chap-s1', 'chapter in a series, level 1', 'chapter', NULL, 's1', 'p2', 'i', NULL, NULL, 'published', 'a:h1', 'h1=1/1:1.0000'),
    ('chap-s2', 'chapter in a series, level 2', 'chapter', NULL, 's2', 'p1', 'i', NULL, NULL, 'published', 'a:h1', 'h1=1/1:3.0000'),
    ('chap-s0', 'chapter in a series of level 0', 'chapter', NULL, 's0', 'p2', 'i', NULL, NULL, 'published', 'a:h1', 'h1=1/1:0.0000!level_not_counted'),
    ('chap-mono', 'a chapter inside a monograph', 'chapter', NULL, NULL, 'p1', 'i', 'monograph', NULL, 'published', 'a:h1', 'h1=1/1:0.0000!chapter_in_monograph'),
    ('chap-comm', 'a chapter inside a commentary edition', 'chapter', NULL, NULL, 'p1', 'i', 'commentary', NULL, 'published', 'a:h1', 'h1=1/1:0.0000!chapter_in_monograph'),
    ('chap-other', 'a chapter inside another book', 'chapter', NULL, NULL, 'p1', 'i', 'other', NULL, 'published', 'a:h1', 'h1=1/1:0.7000'),
    ('mono-isbn', 'a monograph without ISBN', 'monograph', NULL, NULL, 'p1', NULL, NULL, NULL, 'published', 'a:h1', 'h1=1/1:0.0000!isbn_missing'),
    ('comm-isbn', 'a commentary edition without ISBN', 'commentary', NULL, NULL, 'p1', '', NULL, NULL, 'published', 'a:h1', 'h1=1/1:0.0000!isbn_missing'),
    ('chap-isbn', 'a chapter without ISBN', 'chapter', NULL, NULL, 'p1', NULL, NULL, NULL, 'published', 'a:h1', 'h1=1/1:0.0000!isbn_missing'),
    ('revised', 'a revised edition', 'monograph', NULL, NULL, 'p1', 'i', NULL, true, 'published', 'a:h1', 'h1=1/1:0.0000!revised_edition'),
    ('form-other', 'another form', 'other', 'j1', NULL, 'p1', 'i', NULL, NULL, 'published', 'a:h1', 'h1=1/1:0.0000!form_not_counted'),
    ('form-none', 'no form', NULL, 'j1', NULL, NULL, NULL, NULL, NULL, 'published', 'a:h1', 'h1=1/1:0.0000!form_not_counted'),
    ('draft', 'not published', 'article', 'j1', NULL, NULL, NULL, NULL, NULL, 'draft', 'a:h1', 'h1=1/1:0.0000!not_published'),
    ('no-status', 'status unknown', 'article', 'j1', NULL, NULL, NULL, NULL, NULL, NULL, 'a:h1', 'h1=1/1:0.0000!not_published');

-- approvals: what they are is set below
INSERT INTO made (id, description, journal, creators, wanted) VALUES
    ('ap-all', 'all approve', 'j1', 'a:h1 b:u1', 'h1=1/2:0.7071 u1=1/2:0.7071'),
    ('ap-pending', 'one is to answer: points stand, nothing counts', 'j1', 'a:h1 b:u1', 'h1=1/2:0.7071!approval_pending u1=1/2:0.7071!approval_pending'),
    ('ap-missing', 'one has no row: pending', 'j1', 'a:h1 b:u1', 'h1=1/2:0.7071!approval_pending u1=1/2:0.7071!approval_pending'),
    ('ap-rejected', 'all reject', 'j1', 'a:h1 b:u1', 'h1=1/2:0.7071!approval_rejected u1=1/2:0.7071!approval_rejected'),
    ('ap-reject-pending', 'one rejects, one is to answer', 'j1', 'a:h1 b:u1', 'h1=1/2:0.7071!approval_rejected u1=1/2:0.7071!approval_rejected'),
    ('ap-disputed', 'approved and rejected is a dispute', 'j1', 'a:h1 b:u1', 'h1=1/2:0.7071!approval_disputed u1=1/2:0.7071!approval_disputed'),
    ('ap-unit', 'a unit of the institution may answer', 'j1', 'a:h1', 'h1=1/1:1.0000'),
    ('ap-outsider', 'who has no creator has no say', 'j1', 'a:h1', 'h1=1/1:1.0000'),
    ('ap-only-outsider', 'a row of anybody means that approval is tracked', 'j1', 'a:h1', 'h1=1/1:1.0000!approval_pending'),
    ('ap-unverified', 'an institution with unverified creators only is asked as well', 'j1', 'a:h1 b:u1:u', 'h1=1/2:0.7071!approval_pending u1=0/2:0.0000!approval_pending'),
    ('ap-excluded', 'what does not count anyway has that reason', 'j0', 'a:h1', 'h1=1/1:0.0000!level_not_counted');

INSERT INTO made (id, description, journal, year, creators, wanted) VALUES
    ('last-year', 'the level is that of the publication year', 'j1', 2021, 'a:h1', 'h1=1/1:3.0000'),
    ('before-merger', 'before its end a merged trust is itself', 'j1', 2020, 'a:old', 'old=1/1:1.0000');

INSERT INTO publication (publication_id, year, form, journal_id, series_id, publisher_id, isbn, status, revised, parent_form)
SELECT id, year, form, journal, series, publisher, isbn, status, revised, parent_form FROM made;
INSERT INTO contribution (publication_id, person_id, role, institution_id, country, verified)
SELECT id, split_part(word, ':', 1), 'creator', nullif(split_part(word, ':', 2), ''),
       CASE WHEN split_part(word, ':', 3) ~ '^[A-Z]' THEN split_part(word, ':', 3) END,
       word !~ ':u$'
FROM made, regexp_split_to_table(creators, ' ') AS word
WHERE creators <> '';
-- others than creators do not count: neither as share, nor abroad, nor at all
INSERT INTO contribution (publication_id, person_id, role, institution_id, country, verified)
SELECT id, 'editor', role, 'f1', 'SE', true FROM made, unnest(ARRAY['editor', 'other']) AS role WHERE id IN ('one', 'no-creator');
INSERT INTO contribution (publication_id, person_id, role, institution_id, country, verified)
VALUES ('one', 'b', 'editor', 'h2', 'NO', true);
INSERT INTO publication_approval (publication_id, institution_id, state) VALUES
    ('ap-all', 'h1', 'approved'), ('ap-all', 'u1', 'approved'),
    ('ap-pending', 'h1', 'approved'), ('ap-pending', 'u1', 'pending'),
    ('ap-missing', 'h1', 'approved'),
    ('ap-rejected', 'h1', 'rejected'), ('ap-rejected', 'u1', 'rejected'),
    ('ap-reject-pending', 'h1', 'rejected'), ('ap-reject-pending', 'u1', 'pending'),
    ('ap-disputed', 'h1', 'approved'), ('ap-disputed', 'u1', 'rejected'),
    ('ap-unit', 'h1-a-1', 'approved'),
    ('ap-outsider', 'h1', 'approved'), ('ap-outsider', 'u1', 'rejected'),
    ('ap-only-outsider', 'u1', 'approved'),
    ('ap-unverified', 'h1', 'approved'),
    ('ap-excluded', 'h1', 'rejected');

CREATE FUNCTION pg_temp.outcome(year int, rule_set text) RETURNS TABLE (id text, result text)
LANGUAGE sql STABLE AS $$
    SELECT p.publication_id,
           string_agg(concat(p.institution_id, '=', p.shares, '/', p.total_shares,
                             CASE WHEN p.international THEN '*' END, ':', p.points,
                             CASE WHEN NOT p.countable THEN '!' WHEN p.reason IS NOT NULL THEN '?' END, p.reason),
                      ' ' ORDER BY p.institution_id)
    FROM research_indicators.publication_points(year, rule_set) AS p
    GROUP BY p.publication_id
$$;

SELECT is(o.result, m.wanted, m.description)
FROM made AS m LEFT JOIN (SELECT * FROM generate_series(2020, 2022) AS y, pg_temp.outcome(y, NULL)) AS o ON o.id = m.id
ORDER BY m.n;

SELECT is(count(*), 0::bigint, 'the oracle says the same about all of them, but for the unset weight')
FROM generate_series(2020, 2022) AS year,
     LATERAL ((SELECT publication_id, institution_id, form, level, shares, total_shares, international, weight, points, countable, reason FROM publication_points(year) EXCEPT ALL SELECT * FROM pg_temp.publication_oracle('t_pub', year, 2015))
              UNION ALL
              (SELECT * FROM pg_temp.publication_oracle('t_pub', year, 2015) EXCEPT ALL SELECT publication_id, institution_id, form, level, shares, total_shares, international, weight, points, countable, reason FROM publication_points(year))) AS x
WHERE x.publication_id <> 'level2A';
SELECT is(form || ' ' || level || ' ' || weight, 'monograph 0 0.0000', 'the level shown is that of the deciding channel')
FROM publication_points(2022) WHERE publication_id = 'mono-s0';

-- A unit that was closed and whose institution stands: domain rule "walk the
-- parent link to the root", as valid on 31 December
INSERT INTO institution (institution_id, kind, parent_id, country, reporting, valid_from, valid_to)
VALUES ('h1-closed', 'unit', 'h1', 'NO', true, '-infinity', '2022-06-30');
INSERT INTO publication (publication_id, year, form, journal_id, status) VALUES ('closed', 2022, 'article', 'j1', 'published');
INSERT INTO contribution (publication_id, person_id, role, institution_id, verified) VALUES ('closed', 'a', 'creator', 'h1-closed', true);
SELECT is((SELECT result FROM pg_temp.outcome(2022, NULL) WHERE id = 'closed'), 'h1=1/1:1.0000',
          'a unit that was closed in the year still belongs to its institution');
DELETE FROM contribution WHERE publication_id = 'closed';
DELETE FROM publication WHERE publication_id = 'closed';
DELETE FROM institution WHERE institution_id = 'h1-closed';

-- More shares than are computed, and a caller's own functions ------------------------

INSERT INTO publication (publication_id, year, form, journal_id, status) VALUES ('crowd', 2022, 'article', 'j1', 'published');
INSERT INTO contribution (publication_id, person_id, role, institution_id, verified)
SELECT 'crowd', n, 'creator', CASE WHEN n % 2 = 0 THEN 'h1' END, true FROM generate_series(1, 100000) AS n;
SELECT is((SELECT result FROM pg_temp.outcome(2022, NULL) WHERE id = 'crowd'), 'h1=50000/100000:0.7071', '100 000 shares');
INSERT INTO contribution (publication_id, person_id, role, verified) VALUES ('crowd', 'one more', 'creator', true);
SELECT is((SELECT result FROM pg_temp.outcome(2022, NULL) WHERE id = 'crowd'), 'h1=50000/100001:!too_many_shares', 'one more: NULL and a reason');
DELETE FROM contribution WHERE publication_id = 'crowd';
DELETE FROM publication WHERE publication_id = 'crowd';

CREATE SCHEMA t_hostile;
CREATE FUNCTION t_hostile.btrim(text) RETURNS text LANGUAGE sql IMMUTABLE RETURN '';
CREATE FUNCTION t_hostile.differs(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN false;
CREATE OPERATOR t_hostile.= (LEFTARG = text, RIGHTARG = text, FUNCTION = t_hostile.differs);
CREATE TEMPORARY TABLE safe AS SELECT * FROM publication_points(2022);
SET LOCAL search_path TO t_hostile, pg_catalog;
CREATE TEMPORARY TABLE unsafe AS SELECT * FROM research_indicators.publication_points(2022);
SET LOCAL search_path TO t_pub, research_indicators, research_indicators_internal, public;
SELECT is(count(*), 0::bigint, 'functions and operators in a caller''s search_path change nothing')
FROM (TABLE safe EXCEPT ALL TABLE unsafe) AS x;

-- The rule as it was until 2025-10-28 --------------------------------------------

INSERT INTO publication (publication_id, year, form, journal_id, status) VALUES ('register', 2022, 'article', 'j1', 'published');
INSERT INTO contribution (publication_id, person_id, role, institution_id, country, verified) VALUES
    ('register', 'a', 'creator', 'h1', 'NO', true), ('register', 'b', 'creator', 'h1', 'NO', true),
    ('register', 'b', 'creator', 'f1', 'SE', true), ('register', 'c', 'creator', 'f1', 'SE', true);
SELECT is((SELECT result FROM pg_temp.outcome(2022, 'nva-2024') WHERE id = 'register'), 'h1=2/3*:1.0614',
          'nva-2024: a foreign affiliation beside a reporting one is no share of its own');
SELECT is((SELECT result FROM pg_temp.outcome(2022, 'nvi-2015') WHERE id = 'register'), 'h1=2/4*:0.9192',
          'nvi-2015: it is, and 1.0614 becomes 0.9192');
SELECT is((SELECT result FROM pg_temp.outcome(2022, 'nva-2024') WHERE id = m.id), m.wanted, 'nva-2024: ' || m.what)
FROM (VALUES (1, 'not-reporting', 'h1=1/2:0.7071', 'a creator at a non-reporting institution only is one share'),
             (2, 'unknown-id', 'h1=1/2:0.7071', 'unknown institutions give no extra share'),
             (3, 'both', 'h1=1/2:0.7071 h2=1/2:0.7071', 'two reporting institutions do'),
             (4, 'revised', 'h1=1/1:5.0000', 'a revised edition counts'),
             (5, 'chap-mono', 'h1=1/1:0.7000', 'a chapter in a monograph counts'))
         AS m(n, id, wanted, what)
ORDER BY m.n;

-- Unset parameters: NULL and a reason, never 0 -----------------------------------

SELECT copy_rule_set('nvi-2015', id, 'test') FROM unnest('{t-weight,t-factor,t-method,t-form,t-series}'::text[]) AS id \g /dev/null
SELECT set_rule_parameter('t-weight', 'publication_weight.article.journal.1', NULL, 'site', 'test') \g /dev/null
SELECT set_rule_parameter('t-factor', 'international_factor', NULL, 'site', 'test') \g /dev/null
SELECT set_rule_parameter('t-method', 'rounding_method', NULL, 'site', 'test') \g /dev/null
SELECT set_rule_parameter('t-form', 'publication_weight.article.journal.' || level, NULL, 'site', 'test') FROM unnest('{0,1,2}'::text[]) AS level \g /dev/null
SELECT set_rule_parameter('t-series', 'publication_weight.monograph.series.' || level, NULL, 'site', 'test') FROM unnest('{0,1,2}'::text[]) AS level \g /dev/null
SELECT is((SELECT result FROM pg_temp.outcome(2022, m.rule_set) WHERE id = m.id), m.wanted, m.rule_set || ': ' || m.what)
FROM (VALUES
    (1, 't-weight', 'one', 'h1=1/1:!weight_unset', 'a weight that is unset'),
    (2, 't-weight', 'level2', 'h1=1/1:3.0000', 'does not touch the others'),
    (3, 't-weight', 'draft', 'h1=1/1:0.0000!not_published', 'nor what is excluded anyway'),
    (4, 't-weight', 'level0', 'h1=1/1:0.0000!level_not_counted', 'nor level 0, whose weight is set'),
    (5, 't-factor', 'foreign-row', 'h1=1/2*:!parameter_unset', 'a factor that is unset'),
    (6, 't-factor', 'one', 'h1=1/1:1.0000', 'is not needed nationally'),
    (7, 't-factor', 'same-factor', 'h1=1/3*:!parameter_unset h2=1/3*:!parameter_unset', 'concerns every institution'),
    (7.5, 't-factor', 'level0-abroad', 'h1=1/2*:0.0000!level_not_counted', 'is not needed for what earns nothing anyway'),
    (8, 't-method', 'one', 'h1=1/1:!parameter_unset', 'a method that is unset'),
    (8.5, 't-method', 'draft', 'h1=1/1:0.0000!not_published', 'is not needed either for what is not published'),
    (9, 't-form', 'one', 'h1=1/1:!weight_unset', 'all weights of a form unset are unset, not a form that does not count'),
    (10, 't-series', 'mono-s1', 'h1=1/1:!weight_unset', 'the series decides also where its weights are unset'))
    AS m(n, rule_set, id, wanted, what)
ORDER BY m.n;

-- Ids of other types -------------------------------------------------------------
-- The same rows behind views whose ids are whole numbers, and uuids: their
-- orders are not that of the texts.

CREATE TABLE id_of (id text PRIMARY KEY, number int, code uuid);
INSERT INTO id_of
SELECT publication_id, (row_number() OVER (ORDER BY md5(publication_id)) * 7 - 100)::int, md5(publication_id)::uuid FROM publication;
CREATE TABLE institution_id_of (id text PRIMARY KEY, number bigint);
INSERT INTO institution_id_of SELECT id, row_number() OVER (ORDER BY id) + 5 FROM (SELECT DISTINCT institution_id AS id FROM institution) AS i;

CREATE FUNCTION pg_temp.make_views(schema text, id text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE SCHEMA %1$I;
        CREATE VIEW %1$I.institution AS SELECT * FROM t_pub.institution;
        CREATE VIEW %1$I.channel_level AS SELECT * FROM t_pub.channel_level;
        CREATE VIEW %1$I.publication AS
            SELECT o.%2$I AS publication_id, p.year, p.form, p.journal_id, p.series_id, p.publisher_id, p.isbn, p.doi,
                   p.status, p.revised, p.parent_form, p.title
            FROM t_pub.publication AS p JOIN t_pub.id_of AS o ON o.id = p.publication_id;
        CREATE VIEW %1$I.contribution AS
            SELECT o.%2$I AS publication_id, (ascii(c.person_id) * 10) AS person_id, c.role, c.institution_id, c.country, c.verified
            FROM t_pub.contribution AS c JOIN t_pub.id_of AS o ON o.id = c.publication_id;
        CREATE VIEW %1$I.publication_approval AS
            SELECT o.%2$I AS publication_id, a.institution_id, a.state, a.decided_at
            FROM t_pub.publication_approval AS a JOIN t_pub.id_of AS o ON o.id = a.publication_id', schema, id);
END
$$;
SELECT pg_temp.make_views('t_number', 'number'), pg_temp.make_views('t_code', 'code') \g /dev/null
CREATE TEMPORARY TABLE by_text AS SELECT * FROM publication_points(2022);
SET LOCAL research_indicators.source_schema = 't_number';
SELECT is(count(*), 0::bigint, 'publication ids may be whole numbers')
FROM (SELECT o.id, p.institution_id, p.shares, p.total_shares, p.points, p.countable, p.reason
      FROM publication_points(2022) AS p JOIN id_of AS o ON o.number::text = p.publication_id
      EXCEPT ALL
      SELECT publication_id, institution_id, shares, total_shares, points, countable, reason FROM by_text) AS x;
SELECT is((SELECT count(*) FROM publication_points(2022)), (SELECT count(*) FROM by_text), 'as many rows');
SET LOCAL research_indicators.source_schema = 't_code';
SELECT is(count(*), 0::bigint, 'or uuids')
FROM (SELECT o.id, p.institution_id, p.shares, p.total_shares, p.points, p.countable, p.reason
      FROM publication_points(2022) AS p JOIN id_of AS o ON o.code::text = p.publication_id
      EXCEPT ALL
      SELECT publication_id, institution_id, shares, total_shares, points, countable, reason FROM by_text) AS x;
SELECT is((SELECT count(*) FROM publication_points(2022)), (SELECT count(*) FROM by_text), 'as many rows');
SET LOCAL research_indicators.source_schema = 't_number';
DROP VIEW t_number.institution, t_number.contribution, t_number.publication_approval;
CREATE VIEW t_number.institution AS
SELECT o.number AS institution_id, i.orgnr, i.name, i.kind, up.number AS parent_id, NULL::bigint AS rhf_id, i.country, i.reporting,
       i.valid_from, i.valid_to, next.number AS successor_id
FROM t_pub.institution AS i JOIN institution_id_of AS o ON o.id = i.institution_id
LEFT JOIN institution_id_of AS up ON up.id = i.parent_id LEFT JOIN institution_id_of AS next ON next.id = i.successor_id;
CREATE VIEW t_number.contribution AS
SELECT p.number AS publication_id, c.person_id, c.role,
       CASE WHEN c.institution_id IS NOT NULL THEN coalesce(i.number, -length(c.institution_id)) END AS institution_id,
       c.country, c.verified
FROM t_pub.contribution AS c JOIN id_of AS p ON p.id = c.publication_id LEFT JOIN institution_id_of AS i ON i.id = c.institution_id;
CREATE VIEW t_number.publication_approval AS
SELECT p.number AS publication_id, i.number AS institution_id, a.state, a.decided_at
FROM t_pub.publication_approval AS a JOIN id_of AS p ON p.id = a.publication_id JOIN institution_id_of AS i ON i.id = a.institution_id;
SELECT is(count(*), 0::bigint, 'ids of institutions may be numbers too')
FROM ((SELECT o.id, i.id, p.shares, p.total_shares, p.points, p.countable, p.reason
       FROM publication_points(2022) AS p JOIN id_of AS o ON o.number::text = p.publication_id
       LEFT JOIN institution_id_of AS i ON i.number::text = p.institution_id)
      EXCEPT ALL
      SELECT publication_id, institution_id, shares, total_shares, points, countable, reason FROM by_text) AS x;

-- Physical order -----------------------------------------------------------------

SET LOCAL research_indicators.source_schema = 't_pub';
CREATE TEMPORARY TABLE shuffled AS SELECT * FROM contribution;
DELETE FROM contribution;
INSERT INTO contribution SELECT * FROM shuffled ORDER BY md5(shuffled::text) DESC;
SELECT is(count(*), 0::bigint, 'the order of the rows changes nothing')
FROM (SELECT * FROM publication_points(2022) EXCEPT ALL TABLE by_text) AS x;

SELECT * FROM finish();
ROLLBACK;
