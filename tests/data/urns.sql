-- What the made-up rows are drawn from: an urn is a name and a bag of ids, an
-- id that shall come often lies in it many times.  Part of load.sql; the urns
-- are temporary and gone when loading ends.

-- Share of each trust in the publications: made, in the order of size that
-- the real hospitals have.  `university` is where its researchers share posts.
CREATE TEMPORARY TABLE trust (
    ordinal int PRIMARY KEY,
    institution_id text,
    weight int,
    university text
);
INSERT INTO pg_temp.trust VALUES
    (1, 'ous', 300, 'uio'),
    (2, 'helse-bergen', 130, 'uib'),
    (3, 'st-olav', 105, 'ntnu'),
    (4, 'unn', 75, 'uit'),
    (5, 'ahus', 75, 'uio'),
    (6, 'helse-stavanger', 50, 'uib'),
    (7, 'vestre-viken', 34, 'uio'),
    (8, 'sorlandet', 30, 'uib'),
    (9, 'innlandet', 28, 'uio'),
    (10, 'diakonhjemmet', 25, 'uio'),
    (11, 'ostfold', 20, 'uio'),
    (12, 'vestfold', 18, 'uio'),
    (13, 'nordlandssykehuset', 18, 'uit'),
    (14, 'telemark', 14, 'uio'),
    (15, 'haraldsplass', 13, 'uib'),
    (16, 'more-og-romsdal', 13, 'ntnu'),
    (17, 'sunnaas', 12, 'uio'),
    (18, 'nord-trondelag', 12, 'ntnu'),
    (19, 'lovisenberg', 12, 'uio'),
    (20, 'helse-fonna', 10, 'uib'),
    (21, 'helse-forde', 10, 'uib'),
    (22, 'helgelandssykehuset', 10, 'uit'),
    (23, 'finnmarkssykehuset', 10, 'uit'),
    (24, 'helse-sor-ost', 3, 'uio'),
    (25, 'helse-vest', 3, 'uib'),
    (26, 'helse-midt-norge', 2, 'ntnu'),
    (27, 'helse-nord', 3, 'uit');

-- Whole bags are read for every draw, so they are stored uncompressed.
CREATE TEMPORARY TABLE urn (name text PRIMARY KEY, ids text[] NOT NULL);
ALTER TABLE pg_temp.urn ALTER COLUMN ids SET STORAGE EXTERNAL;

INSERT INTO pg_temp.urn (name, ids)
SELECT 'trust', array_agg(institution_id ORDER BY ordinal, copy)
FROM pg_temp.trust, generate_series(1, weight) AS copy;

-- 'region:<trust>': the trusts of its region, itself among them.
INSERT INTO pg_temp.urn (name, ids)
SELECT 'region:' || own.institution_id,
       array_agg(other.institution_id ORDER BY other.ordinal, copy)
FROM pg_temp.trust AS own
JOIN institution AS own_row ON own_row.institution_id = own.institution_id
JOIN institution AS other_row ON other_row.rhf_id = own_row.rhf_id
JOIN pg_temp.trust AS other ON other.institution_id = other_row.institution_id,
     generate_series(1, other.weight) AS copy
GROUP BY own.institution_id;

-- 'university:<trust>': its own five times of eight, else any.
INSERT INTO pg_temp.urn (name, ids)
SELECT 'university:' || institution_id,
       array_fill(university, ARRAY[4]) || '{uio,uib,ntnu,uit}'
FROM pg_temp.trust;

-- 'unit:<institution>': its made units of every depth.
WITH RECURSIVE below AS (
    SELECT parent_id AS top, institution_id
    FROM institution
    WHERE kind = 'unit'
    UNION ALL
    SELECT parent.parent_id, below.institution_id
    FROM below
    JOIN institution AS parent
        ON parent.institution_id = below.top AND parent.kind = 'unit'
)
INSERT INTO pg_temp.urn (name, ids)
SELECT 'unit:' || below.top,
       array_agg(below.institution_id
                 ORDER BY below.institution_id COLLATE "C")
FROM below
JOIN institution AS root
    ON root.institution_id = below.top AND root.kind <> 'unit'
GROUP BY below.top;

INSERT INTO pg_temp.urn (name, ids)
SELECT 'abroad',
       array_agg(institution_id ORDER BY institution_id COLLATE "C")
FROM institution
WHERE country <> 'NO';

INSERT INTO pg_temp.urn (name, ids) VALUES
    ('not_reporting', '{norsk-institutt-1,norsk-institutt-2,norsk-kommune-1}');

DROP TABLE pg_temp.trust;
ANALYZE pg_temp.urn;
