-- Publications: one real paper and about 3 000 made ones a year, 2020-2023.
-- Part of load.sql.

INSERT INTO reporting_year (year, closed_on) VALUES
    (2020, '2021-04-01'),
    (2021, '2022-04-01'),
    (2022, '2023-04-01'),
    (2023, NULL);

-- The real paper: the register gives NTNU 4 of 6 shares, St. Olavs hospital 2.
-- Which two of the four also have a post at St. Olavs is not known to us.
INSERT INTO channel_level (kind, channel_id, year, level) VALUES
    ('journal', 'real-fspor', 2022, '1');
INSERT INTO publication (publication_id, year, form, journal_id, doi, status)
VALUES ('real-10.3389/fspor.2022.903300', 2022, 'article', 'real-fspor',
        '10.3389/fspor.2022.903300', 'published');
INSERT INTO contribution (publication_id, person_id, role, institution_id,
                          country, verified)
SELECT 'real-10.3389/fspor.2022.903300', person_id, 'creator', institution_id,
       'NO', true
FROM (VALUES ('p1', 'ntnu'), ('p1', 'st-olav'),
             ('p2', 'ntnu'), ('p2', 'st-olav'),
             ('p3', 'ntnu'), ('p4', 'ntnu')) AS share (person_id, institution_id);

-- Made channels.  A tenth of them change level on the way; some have NULL, X
-- or no row at all, which all three mean "not assigned".  Series get level 0
-- more often: an assigned 0 decides over the publisher's level.
INSERT INTO channel_level (kind, channel_id, year, level)
SELECT kind, channel_id, year,
       CASE WHEN year < change_year THEN first_level
            ELSE CASE first_level WHEN '1' THEN '2' ELSE '1' END END
FROM (
    SELECT kind, channel_id,
           CASE WHEN pg_temp.throw(hash, 1, 100) < 10
                THEN 2021 + pg_temp.throw(hash, 2, 3)
                ELSE 9999 END AS change_year,
           CASE WHEN luck < 58 - low THEN '1'
                WHEN luck < 82 - low THEN '2'
                WHEN luck < 91 THEN '0'
                WHEN luck < 94 THEN 'X'
                WHEN luck < 97 THEN NULL
                ELSE 'no row' END AS first_level
    FROM (VALUES ('journal', 'j-', 3, 200, 0),
                 ('publisher', 'pub-', 2, 25, 0),
                 ('series', 'ser-', 2, 40, 20))
             AS channel_kind (kind, prefix, width, channels, low),
         generate_series(1, channels) AS number,
         concat(prefix, lpad(number::text, width, '0')) AS channel_id,
         pg_temp.dice(channel_id) AS hash,
         pg_temp.throw(hash, 0, 100) AS luck
) AS channel,
generate_series(2020, 2023) AS year
WHERE first_level IS DISTINCT FROM 'no row';

-- What a made publication is, before its channel and its people.  The first of
-- each year has 500 authors.  outside: no creator at a reporting institution.
CREATE TEMPORARY TABLE draft AS
SELECT format('made-%s-%s', year, lpad(number::text, 5, '0')) AS publication_id,
       year, hash, form,
       CASE WHEN number = 1 THEN 500
            WHEN form IN ('monograph', 'commentary')
                THEN 1 + pg_temp.throw(hash, 1, 9) / 4
            WHEN form = 'chapter' THEN 1 + pg_temp.throw(hash, 1, 5)
            WHEN size < 300 THEN 1
            WHEN size < 1000 THEN 2
            WHEN size < 2000 THEN 3
            WHEN size < 3250 THEN 4
            WHEN size < 4500 THEN 5
            WHEN size < 5750 THEN 6
            WHEN size < 6750 THEN 7
            WHEN size < 7550 THEN 8
            WHEN size < 8200 THEN 9
            WHEN size < 8750 THEN 10
            WHEN size < 9500 THEN 11 + pg_temp.throw(hash, 2, 5)
            WHEN size < 9850 THEN 16 + pg_temp.throw(hash, 2, 15)
            WHEN size < 9960 THEN 31 + pg_temp.throw(hash, 2, 70)
            WHEN size < 9990 THEN 101 + pg_temp.throw(hash, 2, 200)
            ELSE 301 + pg_temp.throw(hash, 2, 200)
       END AS authors,
       pg_temp.throw(hash, 3, 100) < 44 OR size >= 9850 OR number = 1
           AS international,
       pg_temp.throw(hash, 4, 1000) < 5 AND number > 1 AS outside,
       trust.ids[1 + pg_temp.throw(hash, 5, cardinality(trust.ids))] AS lead
FROM (VALUES (2020, 2950), (2021, 3080), (2022, 3010), (2023, 2990))
         AS volume (year, publications),
     generate_series(1, publications) AS number,
     pg_temp.dice('publication ' || year || ' ' || number) AS hash,
     pg_temp.throw(hash, 0, 1000) AS kind,
     pg_temp.throw(hash, 1, 10000) AS size,
     pg_temp.urn AS trust,
     LATERAL (SELECT CASE WHEN number = 1 OR kind < 790 THEN 'article'
                          WHEN kind < 900 THEN 'review'
                          WHEN kind < 950 THEN 'chapter'
                          WHEN kind < 962 THEN 'monograph'
                          WHEN kind < 967 THEN 'commentary'
                          ELSE 'other' END AS form) AS kind_name
WHERE trust.name = 'trust';
ALTER TABLE pg_temp.draft ADD PRIMARY KEY (publication_id);
ANALYZE pg_temp.draft;

-- Channels: the square makes the first journals the big ones.  A chapter may
-- stand in an assigned series, an unassigned one or none, at a publisher or,
-- rarely, at none known.  The made DOIs have Crossref's prefix for tests.
INSERT INTO publication (publication_id, year, form, journal_id, series_id,
                         publisher_id, isbn, doi, status, revised, parent_form)
SELECT publication_id, year, form,
       CASE WHEN NOT book AND pg_temp.throw(hash, 6, 200) > 0
            THEN 'j-' || lpad((1 + big_first / 5000)::text, 3, '0') END,
       CASE WHEN book AND pg_temp.throw(hash, 6, 100) < 45
            THEN 'ser-' || lpad((1 + pg_temp.throw(hash, 7, 40))::text, 2, '0')
       END,
       CASE WHEN book AND pg_temp.throw(hash, 8, 100) < 93
            THEN 'pub-' || lpad((1 + pg_temp.throw(hash, 9, 25))::text, 2, '0')
       END,
       CASE WHEN book AND pg_temp.throw(hash, 10, 100) < 95
            THEN 'made-isbn-' || substr(publication_id, 6) END,
       CASE WHEN pg_temp.throw(hash, 11, 100) < CASE WHEN book THEN 40 ELSE 94 END
            THEN '10.5555/' || publication_id END,
       CASE WHEN status_luck < 980 THEN 'published'
            WHEN status_luck < 993 THEN 'unpublished'
            ELSE 'draft' END,
       CASE WHEN book THEN pg_temp.throw(hash, 13, 100) < 8 END,
       CASE WHEN form = 'chapter' AND pg_temp.throw(hash, 14, 100) < 8
            THEN CASE WHEN pg_temp.throw(hash, 14, 100) < 6 THEN 'monograph'
                      ELSE 'commentary' END END
FROM pg_temp.draft,
     LATERAL (SELECT form IN ('chapter', 'monograph', 'commentary') AS book,
                     pg_temp.throw(hash, 7, 1000) * pg_temp.throw(hash, 7, 1000)
                         AS big_first,
                     pg_temp.throw(hash, 12, 1000) AS status_luck) AS more
ORDER BY publication_id COLLATE "C";

-- An anthology: chapters that share the ISBN of their book and are works of their own.
UPDATE publication SET isbn = 'made-isbn-anthology'
WHERE year = 2023 AND form = 'chapter' AND publisher_id = 'pub-06' AND isbn IS NOT NULL AND parent_form IS NULL;

-- Creators, each with a home.  The first author is at the lead hospital; the
-- last author of an international paper is abroad.
CREATE TEMPORARY TABLE author AS
SELECT publication_id, person, dice.hash, lead, authors, international, place,
       CASE place
           WHEN 'lead' THEN lead
           ELSE bag.ids[1 + pg_temp.throw(dice.hash, 1, cardinality(bag.ids))]
       END AS drawn
FROM pg_temp.draft
CROSS JOIN generate_series(1, authors) AS person
CROSS JOIN LATERAL (
    SELECT pg_temp.dice(publication_id || ' ' || person) AS hash OFFSET 0
) AS dice
CROSS JOIN LATERAL (
    SELECT pg_temp.throw(dice.hash, 0, 1000) AS luck
) AS toss
CROSS JOIN LATERAL (
    SELECT CASE
        WHEN outside
            THEN CASE WHEN luck < 600 THEN 'abroad'
                      WHEN luck < 850 THEN 'not_reporting'
                      ELSE 'nowhere' END
        WHEN person = 1 THEN 'lead'
        WHEN international AND person = authors THEN 'abroad'
        WHEN international
             AND luck < CASE WHEN authors > 30 THEN 850 ELSE 300 END
            THEN 'abroad'
        WHEN luck % 100 < 50 THEN 'lead'
        WHEN luck % 100 < 61 THEN 'region'
        WHEN luck % 100 < 70 THEN 'trust'
        WHEN luck % 100 < 93 THEN 'university'
        WHEN luck % 100 < 96 THEN 'not_reporting'
        ELSE 'nowhere' END AS place
) AS chosen
LEFT JOIN pg_temp.urn AS bag
    ON bag.name = CASE WHEN chosen.place IN ('region', 'university')
                       THEN chosen.place || ':' || lead
                       ELSE chosen.place END;
ANALYZE pg_temp.author;

-- Their affiliations.  `home` is the first; the later branches are what makes
-- share counting hard: a second institution, several units of one institution,
-- rows of one person that disagree on `verified`, the same row twice.
WITH home AS MATERIALIZED (
    SELECT publication_id, person, author.hash, lead, authors, international,
           place, drawn, units.ids AS units,
           CASE WHEN units.ids IS NOT NULL
                     AND pg_temp.throw(author.hash, 2, 100) < 40
                THEN units.ids[1 + pg_temp.throw(author.hash, 3,
                                                 cardinality(units.ids))]
                WHEN place = 'abroad' AND pg_temp.throw(author.hash, 7, 100) < 20
                THEN NULL
                ELSE drawn END AS institution_id,
           CASE WHEN pg_temp.throw(author.hash, 12, 5000) = 0 THEN 'SE'
                WHEN place = 'abroad'
                THEN CASE WHEN pg_temp.throw(author.hash, 7, 100) < 75
                          THEN institution.country END
                WHEN place = 'nowhere'
                THEN CASE WHEN pg_temp.throw(author.hash, 7, 100) < 50
                          THEN 'NO' END
                WHEN pg_temp.throw(author.hash, 7, 100) < 80 THEN 'NO'
           END AS country,
           pg_temp.throw(author.hash, 6, 1000) >= 30 AS verified
    FROM pg_temp.author
    LEFT JOIN pg_temp.urn AS units ON units.name = 'unit:' || drawn
    LEFT JOIN institution ON institution.institution_id = drawn
),
affiliation AS (
    SELECT publication_id, person, institution_id, country, verified
    FROM home
    UNION ALL
    -- the same row once more
    SELECT publication_id, person, institution_id, country, verified
    FROM home
    WHERE pg_temp.throw(hash, 9, 1000) < 5
    UNION ALL
    -- a further unit of the same institution, or the institution itself
    SELECT publication_id, person,
           (units || drawn)[1 + pg_temp.throw(hash, 10, 1 + cardinality(units))],
           country,
           verified <> (pg_temp.throw(hash, 11, 40) = 0)
    FROM home
    WHERE units IS NOT NULL AND pg_temp.throw(hash, 8, 100) < 6
    UNION ALL
    -- a post at a university beside the one at the hospital
    SELECT publication_id, person,
           bag.ids[1 + pg_temp.throw(hash, 5, cardinality(bag.ids))],
           'NO', verified
    FROM home
    JOIN pg_temp.urn AS bag ON bag.name = 'university:' || drawn
    WHERE place IN ('lead', 'region', 'trust')
      AND pg_temp.throw(hash, 4, 100) < 22
    UNION ALL
    -- a post at the lead hospital beside the one at the university, and a
    -- third one, at a hospital of the region
    SELECT publication_id, person, lead, 'NO', verified
    FROM home
    WHERE place = 'university' AND pg_temp.throw(hash, 4, 100) < 22
    UNION ALL
    SELECT publication_id, person,
           bag.ids[1 + pg_temp.throw(hash, 13, cardinality(bag.ids))],
           'NO', verified
    FROM home
    JOIN pg_temp.urn AS bag ON bag.name = 'region:' || lead
    WHERE place IN ('lead', 'university') AND pg_temp.throw(hash, 4, 100) < 3
    UNION ALL
    -- a post abroad beside the one at the hospital
    SELECT publication_id, person,
           bag.ids[1 + pg_temp.throw(hash, 14, cardinality(bag.ids))],
           NULL, verified
    FROM home
    JOIN pg_temp.urn AS bag ON bag.name = 'abroad'
    WHERE international AND place = 'lead'
      AND (authors = 1 OR pg_temp.throw(hash, 15, 100) < 3)
)
INSERT INTO contribution (publication_id, person_id, role, institution_id,
                          country, verified)
SELECT publication_id, 'a' || person, 'creator', institution_id, country,
       verified
FROM affiliation
ORDER BY publication_id COLLATE "C", person,
         institution_id COLLATE "C" NULLS FIRST, country COLLATE "C", verified;

-- People who are no creators: editors of books, one of them abroad now and
-- then, and other contributors to papers.  None of them may count.
INSERT INTO contribution (publication_id, person_id, role, institution_id,
                          country, verified)
SELECT publication_id, 'e' || person,
       CASE WHEN book THEN 'editor' ELSE 'other' END,
       CASE WHEN abroad THEN 'utland-gb-1' ELSE lead END,
       CASE WHEN abroad THEN 'GB' ELSE 'NO' END,
       NOT abroad
FROM pg_temp.draft,
     generate_series(1, 2) AS person,
     LATERAL (SELECT form IN ('chapter', 'monograph', 'commentary') AS book,
                     person = 2 AND pg_temp.throw(hash, 14, 100) >= 50
                         AS abroad) AS more
WHERE pg_temp.throw(hash, 15, 1000) < CASE WHEN book THEN 500 ELSE 10 END;

-- Ids that no row of `institution` explains: a share, and a finding.
INSERT INTO contribution (publication_id, person_id, role, institution_id,
                          country, verified) VALUES
    ('made-2020-00101', 'x1', 'creator', 'ukjent-1', 'NO', true),
    ('made-2021-00102', 'x1', 'creator', 'ukjent-1', NULL, true),
    ('made-2023-00103', 'x1', 'creator', 'ukjent-2', NULL, false);

-- Approvals, tracked for one publication of twenty: of its institutions all
-- approve (14 of 20), the last is still to answer, has no row or says no, or
-- all say no.
WITH RECURSIVE root AS (
    SELECT institution_id, institution_id AS top, reporting
    FROM institution
    WHERE parent_id IS NULL
    UNION ALL
    SELECT unit.institution_id, root.top, root.reporting
    FROM institution AS unit
    JOIN root ON root.institution_id = unit.parent_id
),
part AS (
    SELECT publication_id, year, top, pg_temp.throw(hash, 1, 100) AS luck,
           1 + pg_temp.throw(hash, 2, 28) AS day,
           row_number() OVER (PARTITION BY publication_id
                              ORDER BY top COLLATE "C" DESC) = 1 AS last
    FROM (
        SELECT DISTINCT draft.publication_id, draft.year, root.top
        FROM pg_temp.draft
        JOIN contribution USING (publication_id)
        JOIN root USING (institution_id)
        WHERE role = 'creator' AND root.reporting
    ) AS institution_part,
    pg_temp.dice('approval ' || publication_id) AS hash
    WHERE pg_temp.throw(hash, 0, 20) = 0
)
INSERT INTO publication_approval (publication_id, institution_id, state,
                                  decided_at)
SELECT publication_id, top, state,
       CASE WHEN state <> 'pending'
            THEN make_timestamptz(year + 1, 2, day, 8, 0, 0, 'UTC') END
FROM part,
     LATERAL (SELECT CASE WHEN luck >= 94 THEN 'rejected'
                          WHEN luck < 70 OR NOT last THEN 'approved'
                          WHEN luck < 80 THEN 'pending'
                          WHEN luck < 86 THEN NULL
                          ELSE 'rejected' END AS state) AS decision
WHERE state IS NOT NULL;

DROP TABLE pg_temp.draft, pg_temp.author;
