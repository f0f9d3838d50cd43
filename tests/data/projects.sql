-- Research projects with money, HRCS codes, focus areas and publications: all
-- made.  Part of load.sql.

INSERT INTO project (project_id, title, institution_id, programme, kind,
                     starts_on, ends_on, concluded_on)
SELECT format('made-project-%s', lpad(number::text, 3, '0')),
       format('Oppdiktet prosjekt %s', number),
       trust.ids[1 + pg_temp.throw(hash, 0, cardinality(trust.ids))],
       'Oppdiktet program ' || chr(65 + pg_temp.throw(hash, 1, 6)),
       ('{phd,phd,postdoc,postdoc,larger,strategic,other}'::text[])
           [1 + pg_temp.throw(hash, 2, 7)],
       starts_on, ends_on,
       -- most end as planned, some half a year later
       CASE WHEN ends_on < date '2023-07-01'
            THEN ends_on + 183 * (pg_temp.throw(hash, 5, 5) / 4) END
FROM generate_series(1, 400) AS number
CROSS JOIN LATERAL (SELECT pg_temp.dice('project ' || number) AS hash
                    OFFSET 0) AS dice
CROSS JOIN LATERAL (
    SELECT make_date(2018 + pg_temp.throw(hash, 3, 6), 1, 1) AS starts_on
) AS start
CROSS JOIN LATERAL (
    SELECT (starts_on + make_interval(years => 2 + pg_temp.throw(hash, 4, 3))
            - interval '1 day')::date AS ends_on
) AS finish
JOIN pg_temp.urn AS trust ON trust.name = 'trust'
ORDER BY number;

-- One main funder, in one of five projects the hospital itself besides.
-- Amounts of NOK 300 000 to 4 300 000 a year, with øre.
INSERT INTO project_funding (project_id, year, funder, amount_nok)
SELECT project_id, year, funder,
       round((30000000 + pg_temp.throw(dice.year_hash, place, 20000)::bigint
                         * pg_temp.throw(dice.year_hash, place + 2, 20000)
              + pg_temp.throw(dice.year_hash, place + 4, 100)) / 100.0, 2)
FROM project
CROSS JOIN LATERAL (
    SELECT pg_temp.dice('money ' || project_id) AS hash OFFSET 0
) AS own
CROSS JOIN generate_series(2020, 2023) AS year
CROSS JOIN LATERAL (
    SELECT pg_temp.dice('money ' || project_id || ' ' || year) AS year_hash
    OFFSET 0
) AS dice
CROSS JOIN LATERAL (
    SELECT 0 AS place,
           ('{rhf,rhf,rhf,rhf,rhf,rhf,rhf,rhf,rhf,nfr,nfr,eu,foundation,foundation,klinbeforsk,klinbeforsk,other,rhf,rhf,nfr}'::text[])
               [1 + pg_temp.throw(hash, 0, 20)] AS funder
    UNION ALL
    SELECT 1, 'own' WHERE pg_temp.throw(hash, 1, 5) = 0
) AS payer
WHERE year BETWEEN extract(year FROM starts_on)
               AND extract(year FROM coalesce(concluded_on, ends_on))
ORDER BY project_id, year, funder;

-- One project of forty has no code in a dimension.  Splits are those that the
-- guidance allows, save one pair of twelve, which is 60/40.
INSERT INTO project_hrcs (project_id, dimension, code, percent)
SELECT project_id, dimension, code, percent
FROM project
CROSS JOIN LATERAL (
    SELECT pg_temp.dice('category ' || project_id) AS hash, 'health_category'
               AS dimension, 21 AS codes
    UNION ALL
    SELECT pg_temp.dice('activity ' || project_id), 'research_activity', 48
) AS dice
CROSS JOIN LATERAL (
    SELECT CASE WHEN codes = 48
                THEN 1 + pg_temp.throw(hash, 0, 10) / 7
                ELSE ('{1,1,1,1,1,2,2,2,3,4,5,1,2,3}'::int[])
                         [1 + pg_temp.throw(hash, 0, 14)] END AS parts
) AS number
CROSS JOIN LATERAL generate_series(1, parts) AS nth
CROSS JOIN LATERAL (
    -- steps that have no factor in common with 21 or 48 give no code twice
    SELECT (pg_temp.throw(hash, 1, codes)
            + nth * ('{1,5,11,13}'::int[])[1 + pg_temp.throw(hash, 2, 4)])
           % codes AS drawn
) AS draw
JOIN LATERAL (
    SELECT c.code::text AS code
    FROM (SELECT h.code, row_number() OVER (ORDER BY h.code) - 1 AS place
          FROM research_indicators.hrcs_classification AS h
          WHERE h.dimension = dice.dimension AND h.level <> 'group') AS c
    WHERE c.place = drawn
) AS picked ON true
CROSS JOIN LATERAL (
    SELECT CASE parts
           WHEN 2 THEN CASE pg_temp.throw(hash, 3, 12)
                       WHEN 0 THEN ('{60,40}'::numeric[])[nth]
                       WHEN 1 THEN ('{75,25}'::numeric[])[nth]
                       WHEN 2 THEN ('{66.66,33.33}'::numeric[])[nth]
                       ELSE 50 END
           WHEN 3 THEN CASE pg_temp.throw(hash, 3, 3)
                       WHEN 0 THEN ('{50,25,25}'::numeric[])[nth]
                       WHEN 1 THEN 33
                       ELSE ('{33.33,33.33,33.34}'::numeric[])[nth] END
           ELSE 100 / parts END AS percent
) AS part
WHERE pg_temp.throw(hash, 4, 40) > 0
ORDER BY project_id, dimension, nth;

-- For the product to find: totals of 80, a code that does not exist, three
-- activities, a group alone.
UPDATE project_hrcs SET percent = percent * 0.8
WHERE project_id IN ('made-project-105', 'made-project-205')
  AND dimension = 'health_category';
UPDATE project_hrcs SET code = 'HC77'
WHERE (project_id, dimension, code) IN (
    SELECT project_id, dimension, min(code) FROM project_hrcs
    WHERE project_id = 'made-project-325' AND dimension = 'health_category'
    GROUP BY project_id, dimension);
DELETE FROM project_hrcs
WHERE project_id IN ('made-project-115', 'made-project-215')
  AND dimension = 'research_activity';
INSERT INTO project_hrcs (project_id, dimension, code, percent) VALUES
    ('made-project-115', 'research_activity', '1.1', 33.33),
    ('made-project-115', 'research_activity', '2.1', 33.33),
    ('made-project-115', 'research_activity', '8.1', 33.34),
    ('made-project-215', 'research_activity', '8', 100);

-- The focus areas of the national network 2023-2027, for one of three projects
-- that reach into it; half of those in two areas.
INSERT INTO project_focus_area (project_id, framework, first_year, last_year,
                                focus_area, share)
SELECT project_id, 'nasjonalt-nettverk', 2023, 2027,
       ('{nye_tjenester,variasjon_ulikhet,prioritering,digitalisering,arbeid_utdanning}'::text[])
           [1 + (pg_temp.throw(hash, 1, 5) + nth) % 5],
       ('{1,0.5,0.75,0.25}'::numeric[])[CASE WHEN areas = 1 THEN 1
           WHEN pg_temp.throw(hash, 3, 2) = 0 THEN 2 ELSE 2 + nth END]
FROM project
CROSS JOIN LATERAL (
    SELECT pg_temp.dice('focus ' || project_id) AS hash OFFSET 0
) AS dice
CROSS JOIN LATERAL (SELECT 1 + pg_temp.throw(hash, 2, 2) AS areas) AS number
CROSS JOIN LATERAL generate_series(1, areas) AS nth
WHERE ends_on >= date '2023-01-01' AND pg_temp.throw(hash, 0, 3) = 0
ORDER BY project_id, nth;

-- One made publication of seven with a creator at a trust belongs to a project
-- of that trust which had begun; one of ten of these is not yet published.
INSERT INTO project_publication (project_id, publication_id, status)
SELECT candidate.ids[1 + pg_temp.throw(hash, 1, cardinality(candidate.ids))],
       publication.publication_id,
       ('{planned,submitted,published,published,published,published,published,published,published,accepted}'::text[])
           [1 + pg_temp.throw(hash, 2, 10)]
FROM publication
CROSS JOIN LATERAL (
    SELECT pg_temp.dice('project of ' || publication.publication_id) AS hash
    OFFSET 0
) AS dice
CROSS JOIN LATERAL (
    SELECT min(contribution.institution_id COLLATE "C") AS institution_id
    FROM contribution
    JOIN institution USING (institution_id)
    WHERE contribution.publication_id = publication.publication_id
      AND contribution.role = 'creator'
      AND institution.kind IN ('hf', 'private_nonprofit')
) AS home
CROSS JOIN LATERAL (
    SELECT array_agg(project.project_id ORDER BY project.project_id) AS ids
    FROM project
    WHERE project.institution_id = home.institution_id
      AND extract(year FROM project.starts_on) <= publication.year
) AS candidate
WHERE publication.publication_id LIKE 'made-%'
  AND pg_temp.throw(hash, 0, 7) = 0 AND candidate.ids IS NOT NULL
ORDER BY publication.publication_id COLLATE "C";
