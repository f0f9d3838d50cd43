-- Innovations 2019-2023: all made.  Part of load.sql.

-- 120 innovations; one of six was adopted from an earlier one.  Registration is
-- as uneven as the sector says: status, dates and benefits are missing here and
-- there, and one phase name is a stranger to every mapping.
CREATE TEMPORARY TABLE made_innovation AS
SELECT format('made-inno-%s', lpad(number::text, 3, '0')) AS innovation_id,
       number, hash,
       make_date(2019 + (number - 1) / 24, 1 + pg_temp.throw(hash, 0, 12),
                 1 + pg_temp.throw(hash, 1, 28)) AS registered_on,
       trust.ids[1 + pg_temp.throw(hash, 2, cardinality(trust.ids))] AS owner,
       CASE WHEN number > 24 AND number % 6 = 0
            THEN 1 + pg_temp.throw(hash, 3, number - 24) END AS adopted
FROM generate_series(1, 120) AS number
CROSS JOIN LATERAL (
    SELECT pg_temp.dice('innovation ' || number) AS hash OFFSET 0
) AS dice
JOIN pg_temp.urn AS trust ON trust.name = 'trust';

INSERT INTO innovation (innovation_id, institution_id, title, kind, status,
                        funding_mode, registered_on, adopted_from, adopted_on)
SELECT innovation_id,
       CASE WHEN owner = 'ous' AND number % 3 = 0 THEN 'ous-hjerte' ELSE owner END,
       'Oppdiktet innovasjon ' || number,
       ('{product,service,process}'::text[])[1 + pg_temp.throw(hash, 4, 3)],
       CASE WHEN luck < 60 THEN 'active' WHEN luck < 70 THEN 'on_hold'
            WHEN luck < 85 THEN 'completed' WHEN luck < 92 THEN 'stopped' END,
       CASE WHEN mode < 35 THEN 'open' WHEN mode < 75 THEN 'strategic'
            WHEN mode < 92 THEN 'none' END,
       registered_on,
       CASE WHEN adopted IS NOT NULL
            THEN format('made-inno-%s', lpad(adopted::text, 3, '0')) END,
       -- one adoption in seven without a day
       CASE WHEN adopted IS NOT NULL AND pg_temp.throw(hash, 7, 7) > 0
            THEN registered_on + 20 END
FROM pg_temp.made_innovation
CROSS JOIN LATERAL (SELECT pg_temp.throw(hash, 5, 100) AS luck,
                           pg_temp.throw(hash, 6, 100) AS mode) AS thrown
ORDER BY number;

-- Two vocabularies, by number; "Pilot" is a phase of both.
INSERT INTO innovation_phase (innovation_id, phase, entered_on)
SELECT innovation_id,
       CASE WHEN number % 2 = 0
            THEN ('{Idé,Utredning,Pilot,Innføring,Spredning}'::text[])[step]
            ELSE ('{Behov,Utvikling,Pilot,Drift,Arkivert i skuffen}'::text[])[step] END,
       CASE WHEN pg_temp.throw(hash, 8, 9) > 0 OR step < 2
            THEN registered_on + (step - 1) * (60 + pg_temp.throw(hash, 9, 300)) END
FROM pg_temp.made_innovation,
     generate_series(1, 1 + pg_temp.throw(hash, 10, 5)) AS step
WHERE number % 15 > 0
  AND registered_on + (step - 1) * (60 + pg_temp.throw(hash, 9, 300)) < '2024-01-01'
ORDER BY number, step;

INSERT INTO innovation_benefit (innovation_id, year, kind, stage, value)
SELECT innovation_id, year,
       ('{economic,patient,organisational}'::text[])[kind], stage,
       CASE kind WHEN 1 THEN 10000.0 * (1 + pg_temp.throw(draw.hash, 1, 500))
                 WHEN 2 THEN pg_temp.throw(draw.hash, 1, 200) END
FROM pg_temp.made_innovation,
     generate_series(2020, 2023) AS year,
     generate_series(1, 3) AS kind,
     unnest('{assessed,realised}'::text[]) AS stage
CROSS JOIN LATERAL (
    SELECT pg_temp.dice('benefit ' || number || ' ' || year || ' ' || kind
                        || ' ' || stage) AS hash OFFSET 0
) AS draw
WHERE extract(year FROM registered_on) <= year
  AND pg_temp.throw(draw.hash, 0, 100) < CASE stage WHEN 'assessed' THEN 14 ELSE 6 END
ORDER BY number, year, kind, stage COLLATE "C";

DROP TABLE pg_temp.made_innovation;
