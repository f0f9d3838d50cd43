-- User involvement 2020-2024, where needs came from, and applications: all made.
-- Part of load.sql; after innovations.sql and projects.sql.

-- Where the need came from: two of five from somebody's need, one of twelve not
-- registered.
UPDATE project SET needs_source = drawn.needs_source
FROM (SELECT p.project_id,
             ('{none,none,none,none,none,none,needs_identified_call,needs_identified_call,user_panel,priority_setting_partnership,service}'::text[])
                 [pg_temp.throw(pg_temp.dice('need ' || p.project_id), 0, 12)] AS needs_source
      FROM project AS p) AS drawn
WHERE drawn.project_id = project.project_id;

-- A form for every project under way, save one of thirty; one report of ten
-- never came in, one of thirty of the others leaves the question unanswered.
-- Involvement grows with the years, and is more usual where somebody needed it.
CREATE TEMPORARY TABLE made_report AS
SELECT project.project_id, year, hash,
       -- years into the project
       1 + year - extract(year FROM starts_on)::integer AS age,
       pg_temp.throw(hash, 1, 10) > 0 AS delivered,
       CASE WHEN pg_temp.throw(hash, 2, 30) = 0 THEN NULL
            WHEN pg_temp.throw(hash, 3, 100)
                 < 36 + 6 * (year - 2020)
                   + CASE WHEN needs_source <> 'none' THEN 20 ELSE 0 END
            THEN 'yes'
            WHEN pg_temp.throw(hash, 4, 3) = 0 THEN 'not_relevant'
            ELSE 'no' END AS involvement
FROM project
CROSS JOIN generate_series(2020, 2024) AS year
CROSS JOIN LATERAL (
    SELECT pg_temp.dice('report ' || project_id || ' ' || year) AS hash
    OFFSET 0
) AS dice
WHERE year BETWEEN extract(year FROM starts_on)
               AND extract(year FROM coalesce(concluded_on, ends_on))
  AND pg_temp.throw(hash, 0, 30) > 0;

INSERT INTO project_report (project_id, year, sent_on, delivered_on,
                            phase_reached, involvement, reason_code, users,
                            users_trained, researchers_trained)
SELECT project_id, year, make_date(year + 1, 1, 15),
       CASE WHEN delivered
            THEN make_date(year + 1, 2, 1) + pg_temp.throw(hash, 5, 60) END,
       -- not everybody says how far the work is
       CASE WHEN delivered AND pg_temp.throw(hash, 6, 40) > 0
            THEN ('{prioritising,planning,application,conduct,conduct,analysis,dissemination,implementation}'::text[])
                     [least(8, age + 1 + pg_temp.throw(hash, 7, 3))] END,
       CASE WHEN delivered THEN involvement END,
       -- one of eight gives no reason
       CASE WHEN delivered AND involvement <> 'yes' AND pg_temp.throw(hash, 8, 8) > 0
            THEN ('{basic_research,basic_research,register_data,register_data,too_early,other}'::text[])
                     [1 + pg_temp.throw(hash, 9, 6)] END,
       CASE WHEN delivered AND involvement = 'yes' AND pg_temp.throw(hash, 10, 15) > 0
            THEN 1 + pg_temp.throw(hash, 11, 5) END,
       CASE WHEN delivered AND involvement = 'yes'
            THEN pg_temp.throw(hash, 12, 5) < 2 END,
       CASE WHEN delivered AND involvement = 'yes'
            THEN pg_temp.throw(hash, 13, 3) = 0 END
FROM pg_temp.made_report
ORDER BY project_id, year;

-- A yes names one to three phases, one of thirty none; a degree of the scale of
-- the literature, which the shipped rules do not count, in one row of twenty.
INSERT INTO project_involvement (project_id, year, phase, level, degree,
                                 user_type, recruited_through, channel)
SELECT project_id, year,
       ('{prioritising,planning,application,conduct,analysis,dissemination,implementation}'::text[])
           [least(7, greatest(1, age + nth - 1 + pg_temp.throw(draw.hash, 0, 2)))],
       ('{system,organisation,individual,individual}'::text[])
           [1 + pg_temp.throw(draw.hash, 1, 4)],
       (CASE WHEN pg_temp.throw(draw.hash, 2, 20) > 0
            THEN '{representation,representation,participation,participation,involvement}'::text[]
            ELSE '{consultation,consultation,collaboration,collaboration,user_led}' END)
           [1 + pg_temp.throw(draw.hash, 3, 5)],
       ('{patient,patient,patient,client,relative,relative,patient_organisation,patient_organisation,patient_organisation,public,health_personnel,health_personnel,service,decision_maker,authority,other}'::text[])
           [1 + pg_temp.throw(draw.hash, 4, 16)],
       ('{organisation,organisation,user_council,open_call,clinic}'::text[])
           [pg_temp.throw(draw.hash, 5, 6)],
       ('{meeting,meeting,panel,survey_tool,helsenorge,own_tool}'::text[])
           [pg_temp.throw(draw.hash, 6, 7)]
FROM pg_temp.made_report AS r
CROSS JOIN LATERAL generate_series(1, 1 + pg_temp.throw(r.hash, 14, 3)) AS nth
CROSS JOIN LATERAL generate_series(1, 1 + pg_temp.throw(r.hash, 15, 2)) AS kind
CROSS JOIN LATERAL (
    SELECT pg_temp.dice('involvement ' || project_id || ' ' || year || ' ' || nth
                        || ' ' || kind) AS hash OFFSET 0
) AS draw
WHERE delivered AND involvement = 'yes'
  AND get_byte(r.hash, 31) % 30 > 0
ORDER BY project_id, year, nth, kind
ON CONFLICT DO NOTHING;

-- Half of the yes answers say what changed; one of four of them: nothing.
INSERT INTO project_involvement_effect (project_id, year, changed)
SELECT project_id, year,
       ('{question,design,design,recruitment,analysis,dissemination,none,none}'::text[])
           [1 + pg_temp.throw(draw.hash, 0, 8)]
FROM pg_temp.made_report AS r
CROSS JOIN LATERAL (
    SELECT pg_temp.dice('effect ' || project_id || ' ' || year) AS hash OFFSET 0
) AS draw
WHERE delivered AND involvement = 'yes' AND pg_temp.throw(draw.hash, 1, 2) = 0
ORDER BY project_id, year;

DROP TABLE pg_temp.made_report;

-- One innovation of two came from a project of the trust that registered it.
UPDATE innovation SET project_id = candidate.ids
           [1 + pg_temp.throw(pg_temp.dice('origin ' || innovation_id), 1,
                              cardinality(candidate.ids))]
FROM (SELECT project.institution_id,
             array_agg(project_id ORDER BY project_id) AS ids
      FROM project GROUP BY project.institution_id) AS candidate
WHERE candidate.institution_id = innovation.institution_id
  AND pg_temp.throw(pg_temp.dice('origin ' || innovation_id), 0, 2) = 0;

-- Applications: 130 a year in three calls and four scientific groups.  The
-- granted ones become the projects that start the year after; there are none of
-- 2024 yet.
INSERT INTO application (application_id, call, call_kind, year, institution_id,
                         scientific_group, amount_sought, amount_granted,
                         outcome, involvement, user_panel, project_id)
SELECT format('made-application-%s-%s', year, lpad(number::text, 3, '0')),
       'utlysning-' || year || '-' || kind, kind, year, own.institution_id,
       'gruppe-' || (1 + pg_temp.throw(hash, 1, 4)),
       sought, CASE own.outcome WHEN 'granted' THEN round(sought * share / 100, -3) END,
       own.outcome,
       CASE WHEN pg_temp.throw(hash, 5, 25) = 0 THEN NULL
            WHEN luck < 50 + 4 * (year - 2020) THEN 'yes'
            WHEN luck < 80 THEN 'no_justified' ELSE 'no_unjustified' END,
       kind = 'needs_identified' AND pg_temp.throw(hash, 6, 4) > 0,
       CASE own.outcome WHEN 'granted' THEN taken.project_id END
FROM generate_series(2019, 2023) AS year
CROSS JOIN generate_series(1, 130) AS number
CROSS JOIN LATERAL (
    SELECT pg_temp.dice('application ' || year || ' ' || number) AS hash OFFSET 0
) AS dice
CROSS JOIN LATERAL (
    -- the first numbers of a year stand for its new projects
    SELECT min(project.project_id) AS project_id,
           min(project.institution_id) AS institution_id
    FROM (SELECT p.project_id, p.institution_id,
                 row_number() OVER (ORDER BY p.project_id) AS place
          FROM project AS p
          WHERE extract(year FROM p.starts_on) = year + 1) AS project
    WHERE project.place = number AND number <= 25
) AS taken
JOIN pg_temp.urn AS trust ON trust.name = 'trust'
CROSS JOIN LATERAL (
    SELECT coalesce(taken.institution_id,
                    trust.ids[1 + pg_temp.throw(hash, 0, cardinality(trust.ids))])
               AS institution_id,
           ('{open,open,open,targeted,needs_identified}'::text[])
               [1 + pg_temp.throw(hash, 2, 5)] AS kind,
           1000000.00 + 1000 * pg_temp.throw(hash, 3, 5000) AS sought,
           60 + pg_temp.throw(hash, 4, 41) AS share,
           pg_temp.throw(hash, 7, 100) AS luck,
           CASE WHEN number <= 25 THEN 'granted'
                WHEN pg_temp.throw(hash, 8, 20) = 0 THEN 'withdrawn'
                WHEN pg_temp.throw(hash, 9, 40) = 0 THEN 'granted'
                ELSE 'declined' END AS outcome
) AS own
ORDER BY year, number;
