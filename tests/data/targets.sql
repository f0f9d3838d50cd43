-- Patients of specialist care and a series of others: all made.  Part of
-- load.sql.

-- A hospital's patients follow its place in the urn of trusts.  A region has
-- fewer than its hospitals together, the nation fewer than its regions: a
-- patient of two is one patient of the level above.
INSERT INTO specialist_care_patients (institution_id, year, new_patients)
WITH hospital AS MATERIALIZED (
    SELECT institution.institution_id, institution.rhf_id, year,
           1500 * size.draws
               + pg_temp.throw(pg_temp.dice('patients ' || institution_id || ' '
                                            || year), 0, 9000)
               + 500 * (year - 2020) AS patients
    FROM (SELECT id AS institution_id, count(*)::int AS draws
          FROM pg_temp.urn, unnest(ids) AS id
          WHERE name = 'trust'
          GROUP BY id) AS size
    JOIN institution USING (institution_id)
    CROSS JOIN generate_series(2020, 2023) AS year
    WHERE institution.kind <> 'rhf'
), region AS (
    SELECT rhf_id AS institution_id, year,
           (sum(patients) * 94 / 100)::int AS patients
    FROM hospital
    GROUP BY rhf_id, year
)
SELECT institution_id, year, patients FROM hospital
UNION ALL
SELECT institution_id, year, patients FROM region
UNION ALL
SELECT 'NO', year, (sum(patients) * 97 / 100)::int FROM region GROUP BY year
ORDER BY 2, 1;

INSERT INTO external_series (series, year, institution_id, value, source)
SELECT 'new_drug_trial_applications', year, 'NO', value, 'oppdiktet'
FROM (VALUES (2020, 138), (2021, 131), (2022, 119), (2023, 122))
         AS made (year, value);

-- A series under a name of a site's own.
INSERT INTO external_series (series, year, institution_id, value, source)
SELECT 'oppdiktede_registerstudier', year, 'NO', value, 'oppdiktet'
FROM (VALUES (2021, 41), (2022, 44), (2023, 43)) AS made (year, value);
