-- Clinical treatment studies that include patients in 2020-2023: all made.
-- They are still recruiting or active, so that they have no part in the figures
-- about completed studies.  Part of load.sql.

-- 150 studies; the lead of every twelfth has a partner in another region that
-- registered the same study under an id of its own (made-kbs-151 to -162): the
-- two share the identifier MADE-0001 to MADE-0012.
CREATE TEMPORARY TABLE made_study AS
SELECT format('made-kbs-%s', lpad(number::text, 3, '0')) AS study_id,
       number, hash,
       make_date(2018 + pg_temp.throw(hash, 0, 6), 1 + pg_temp.throw(hash, 1, 12),
                 1 + pg_temp.throw(hash, 2, 28)) AS starts_on,
       trust.ids[1 + pg_temp.throw(hash, 3, cardinality(trust.ids))] AS lead,
       CASE WHEN pg_temp.throw(hash, 4, 100) < 60 THEN 'drug'
            ELSE 'other_intervention' END AS kind,
       NULL::int AS original
FROM generate_series(1, 150) AS number
CROSS JOIN LATERAL (
    SELECT pg_temp.dice('treatment study ' || number) AS hash OFFSET 0
) AS dice
JOIN pg_temp.urn AS trust ON trust.name = 'trust';

INSERT INTO pg_temp.made_study
SELECT format('made-kbs-%s', 150 + number / 12), 150 + number / 12,
       pg_temp.dice('treatment study ' || 150 + number / 12), starts_on,
       CASE own.rhf_id WHEN 'helse-vest' THEN 'st-olav' WHEN 'helse-nord' THEN 'ahus'
                       ELSE 'helse-bergen' END,
       made.kind, number
FROM pg_temp.made_study AS made
JOIN institution AS own ON own.institution_id = made.lead
WHERE number % 12 = 0;

INSERT INTO clinical_study (
    study_id, title, kind, initiator, phase, registered_on, starts_on,
    primary_completed_on, completed_on, completion_is_actual, date_precision,
    status, enrolled, enrolled_is_actual)
SELECT study_id, 'Oppdiktet behandlingsstudie ' || coalesce(original, number), kind,
       CASE WHEN pg_temp.throw(hash, 5, 100) < 70 THEN 'investigator'
            ELSE 'industry' END,
       -- phase 0 is no clinical treatment study, one of fifteen drug studies
       CASE kind WHEN 'drug'
            THEN ('{1,1/2,2,2,2/3,3,3,4,4,2,3,4,1,2,0}'::text[])[1 + pg_temp.throw(hash, 6, 15)]
       END,
       starts_on - 60, starts_on,
       CASE WHEN number % 3 = 0 THEN make_date(2027 + number % 3, 6, 30) END,
       CASE WHEN number % 3 = 0 THEN make_date(2028 + number % 3, 6, 30) END,
       CASE WHEN number % 3 = 0 THEN false END,
       'day',
       CASE WHEN pg_temp.throw(hash, 7, 4) = 0 THEN 'active' ELSE 'recruiting' END,
       20 + 10 * pg_temp.throw(hash, 8, 30), false
FROM pg_temp.made_study
ORDER BY study_id COLLATE "C";

INSERT INTO study_identifier (study_id, identifier)
SELECT study_id, 'MADE-KBS-' || number FROM pg_temp.made_study
UNION ALL
SELECT study_id, format('MADE-%s', lpad((coalesce(original, number) / 12)::text, 4, '0'))
FROM pg_temp.made_study
WHERE coalesce(original, number) % 12 = 0;

-- The lead, up to four more trusts of its region, one of another region for
-- every fifth study, a site abroad for every thirtieth.  Sites of OUS are units.
INSERT INTO study_site (study_id, institution_id, role, applied_on,
                        planned_open_on, opened_on, first_patient_on,
                        target_patients)
SELECT study_id,
       CASE WHEN site.institution_id = 'ous' AND number % 4 = 0 THEN 'ous-kreft'
            ELSE site.institution_id END,
       CASE WHEN site.place = 0 THEN 'coordinator' ELSE 'participant' END,
       planned.on_day - 120, planned.on_day,
       opening.on_day, opening.on_day + 7 + pg_temp.throw(draw.hash, 2, 120),
       5 + pg_temp.throw(draw.hash, 3, 60)
FROM pg_temp.made_study AS made
CROSS JOIN LATERAL (
    SELECT min(candidate.place) AS place, candidate.institution_id
    FROM (SELECT 0 AS place, made.lead AS institution_id
          UNION ALL
          SELECT place, bag.ids[1 + pg_temp.throw(made.hash, 8 + place, cardinality(bag.ids))]
          FROM pg_temp.urn AS bag, generate_series(1, pg_temp.throw(made.hash, 15, 5)) AS place
          WHERE bag.name = 'region:' || made.lead
          UNION ALL
          SELECT 5, trust.ids[1 + pg_temp.throw(made.hash, 14, cardinality(trust.ids))]
          FROM pg_temp.urn AS trust WHERE trust.name = 'trust' AND made.number % 5 = 0
          UNION ALL
          SELECT 6, 'utland-se-1' WHERE made.number % 30 = 0) AS candidate
    GROUP BY candidate.institution_id
) AS site
CROSS JOIN LATERAL (
    SELECT pg_temp.dice('site ' || made.study_id || ' ' || site.institution_id)
               AS hash OFFSET 0
) AS draw
CROSS JOIN LATERAL (
    SELECT made.starts_on + 30 * site.place AS on_day
) AS planned
CROSS JOIN LATERAL (
    -- late by up to eight months; one site of twelve does not say when
    SELECT CASE WHEN pg_temp.throw(draw.hash, 0, 12) > 0
                THEN planned.on_day + pg_temp.throw(draw.hash, 1, 240) END AS on_day
) AS opening
ORDER BY study_id COLLATE "C", site.place;

-- Whole numbers per site and year from its opening on; one of fifteen figures is
-- 0, small sites have few patients.
INSERT INTO study_inclusion (study_id, institution_id, year, new_patients,
                             source, reported_on)
SELECT site.study_id, site.institution_id, year,
       CASE WHEN pg_temp.throw(draw.hash, 0, 15) = 0 THEN 0
            ELSE 1 + pg_temp.throw(draw.hash, 1, site.target_patients) / 3 END,
       CASE WHEN luck < 55 THEN 'manual' WHEN luck < 85 THEN 'ehr'
            WHEN luck < 98 THEN 'registry' END,
       make_date(year + 1, 1, 15) + pg_temp.throw(draw.hash, 3, 60)
FROM study_site AS site
JOIN pg_temp.made_study AS made ON made.study_id = site.study_id,
     generate_series(2020, 2023) AS year
CROSS JOIN LATERAL (
    SELECT pg_temp.dice('inclusion ' || site.study_id || ' '
                        || site.institution_id || ' ' || year) AS hash OFFSET 0
) AS draw
CROSS JOIN LATERAL (SELECT pg_temp.throw(draw.hash, 2, 100) AS luck) AS thrown
WHERE coalesce(site.opened_on, made.starts_on + 60) < make_date(year, 12, 1)
  AND coalesce(site.opened_on, made.starts_on) > make_date(year - 3, 1, 1)
ORDER BY site.study_id COLLATE "C", site.institution_id COLLATE "C", year;

DROP TABLE pg_temp.made_study;
