-- Doctoral degrees and external funding, 2020-2023: all made.  Part of
-- load.sql.

-- One degree of five is split in halves, one of twenty in thirds whose last
-- part takes the rest; the others are in one hand.
WITH degree AS MATERIALIZED (
    SELECT format('made-phd-%s-%s', year, lpad(number::text, 3, '0'))
               AS degree_id,
           make_date(year, 1, 1) + pg_temp.throw(hash, 0, 365) AS awarded_on,
           trust.ids[1 + pg_temp.throw(hash, 1, cardinality(trust.ids))] AS lead,
           pg_temp.throw(hash, 2, 100) AS luck, hash
    FROM (VALUES (2020, 330), (2021, 345), (2022, 350), (2023, 362))
             AS volume (year, degrees),
         generate_series(1, degrees) AS number,
         LATERAL (SELECT pg_temp.dice('degree ' || year || ' ' || number)
                         AS hash OFFSET 0) AS dice,
         pg_temp.urn AS trust
    WHERE trust.name = 'trust'
),
-- Candidates in order; who stands twice is taken once.
holder AS (
    SELECT degree_id, awarded_on, luck, institution_id,
           row_number() OVER (PARTITION BY degree_id ORDER BY min(place)) AS nth
    FROM (
        SELECT degree_id, awarded_on, luck, 1 AS place, lead AS institution_id
        FROM degree
        UNION ALL
        SELECT degree_id, awarded_on, luck, place,
               bag.ids[1 + pg_temp.throw(hash, place, cardinality(bag.ids))]
        FROM degree
        JOIN pg_temp.urn AS bag ON bag.name = 'region:' || lead,
             generate_series(3, 12) AS place
    ) AS candidate
    GROUP BY degree_id, awarded_on, luck, institution_id
),
split AS (
    SELECT degree_id, awarded_on, institution_id, nth,
           least(count(*) OVER (PARTITION BY degree_id),
                 CASE WHEN luck < 5 THEN 3 WHEN luck < 25 THEN 2 ELSE 1 END)
               AS parts
    FROM holder
)
INSERT INTO doctoral_degree (degree_id, institution_id, awarded_on, share)
SELECT degree_id, institution_id, awarded_on,
       CASE parts WHEN 1 THEN 1
                  WHEN 2 THEN 0.5
                  ELSE CASE nth WHEN 3 THEN 0.3334 ELSE 0.3333 END END
FROM split
WHERE nth <= parts
ORDER BY degree_id COLLATE "C", nth;

-- An award is paid in at once, in its first year, or over one to three years:
-- one basis for all, so that what was awarded and what was paid in make no sum.
-- Amounts run from NOK 50 000 to some ten millions, with øre; one of ten has two
-- partners.
-- Awards begin in 2018, so that 2020 has its share of older ones.
WITH award AS MATERIALIZED (
    SELECT format('made-%s-%s-%s', lower(funder COLLATE "C"), year,
                  lpad(number::text, 3, '0')) AS award_id,
           funder, year, lead, partner,
           CASE WHEN pg_temp.throw(hash, 3, 100) < 35 THEN 1
                ELSE 1 + pg_temp.throw(hash, 4, 3) END AS years,
           -- in øre; the cube makes most awards small and a few large
           5000000 + size * size * size * 100
                     / CASE funder WHEN 'EU' THEN 240 ELSE 60 END
               + pg_temp.throw(hash, 6, 1000000) AS amount
    FROM (VALUES ('EU', 32), ('NFR', 90)) AS volume (funder, awards)
    CROSS JOIN generate_series(2018, 2023) AS year
    CROSS JOIN generate_series(1, awards) AS number
    CROSS JOIN LATERAL (
        SELECT pg_temp.dice('award ' || funder || ' ' || year || ' ' || number)
                   AS hash
        OFFSET 0
    ) AS dice
    CROSS JOIN LATERAL (
        SELECT pg_temp.throw(hash, 5, 1000)::bigint AS size
    ) AS cube
    JOIN pg_temp.urn AS trust ON trust.name = 'trust'
    CROSS JOIN LATERAL (
        SELECT trust.ids[1 + pg_temp.throw(hash, 0, cardinality(trust.ids))]
                   AS lead
    ) AS first_hand
    JOIN pg_temp.urn AS bag ON bag.name = 'region:' || lead
    CROSS JOIN LATERAL (
        SELECT CASE WHEN pg_temp.throw(hash, 1, 10) = 0
                    THEN bag.ids[1 + pg_temp.throw(hash, 2,
                                                   cardinality(bag.ids))]
               END AS partner
    ) AS second_hand
)
INSERT INTO external_funding (award_id, institution_id, year, funder,
                              amount_nok, basis)
SELECT award_id, institution_id, year + step, funder,
       round((amount + 37 * step) / 100.0, 2),
       'paid_in'
FROM award,
     generate_series(0, years - 1) AS step,
     LATERAL (SELECT lead AS institution_id
              UNION
              SELECT partner WHERE partner IS NOT NULL) AS hand
WHERE year + step BETWEEN 2020 AND 2023
ORDER BY award_id COLLATE "C", step, institution_id COLLATE "C";
