-- What every unit states about its data: all made.  Part of load.sql.

-- Everybody has answered for every stream: delivered where there is anything,
-- nothing confirmed where there is nothing.
WITH RECURSIVE top AS (
    SELECT institution_id AS id, institution_id AS top_id
    FROM institution WHERE kind IN ('rhf', 'hf', 'private_nonprofit')
    UNION ALL
    SELECT unit.institution_id, top.top_id
    FROM institution AS unit JOIN top ON top.id = unit.parent_id
), there (id, year, stream) AS (
    SELECT c.institution_id, p.year, 'publications'
    FROM contribution AS c JOIN publication AS p USING (publication_id)
    WHERE c.role = 'creator'
    UNION
    SELECT a.institution_id, p.year, 'approvals'
    FROM publication_approval AS a JOIN publication AS p USING (publication_id)
    UNION
    SELECT institution_id, extract(year FROM awarded_on)::int, 'degrees'
    FROM doctoral_degree
    UNION
    SELECT institution_id, year, lower(funder COLLATE "C") || '_funding'
    FROM external_funding
    UNION
    SELECT institution_id, year, 'clinical_studies' FROM study_inclusion
    UNION
    SELECT institution_id, year, 'patients' FROM study_inclusion
    UNION
    SELECT institution_id, year, 'specialist_care_patients'
    FROM specialist_care_patients
    UNION
    SELECT p.institution_id, r.year, s.stream
    FROM project_report AS r JOIN project AS p USING (project_id),
         unnest('{project_reports,involvement}'::text[]) AS s(stream)
    UNION
    SELECT n.institution_id, y.year, 'innovation'
    FROM innovation AS n, generate_series(2010, 2026) AS y(year)
    WHERE extract(year FROM n.registered_on) <= y.year
)
INSERT INTO delivery_statement (institution_id, year, stream, state, stated_on)
SELECT unit.institution_id, y.year, s.stream,
       CASE WHEN EXISTS (SELECT FROM there JOIN top USING (id)
                         WHERE top.top_id = unit.institution_id
                           AND there.year = y.year AND there.stream = s.stream)
            THEN 'delivered' ELSE 'confirmed_zero' END,
       make_date(y.year + 1, 2, 1)
       + pg_temp.throw(pg_temp.dice(unit.institution_id || y.year || s.stream), 0, 28)
FROM institution AS unit,
     generate_series(2010, 2026) AS y(year),
     unnest('{publications,approvals,degrees,eu_funding,nfr_funding,clinical_studies,patients,specialist_care_patients,project_reports,involvement,innovation}'::text[]) AS s(stream)
WHERE unit.kind IN ('rhf', 'hf', 'private_nonprofit')
ORDER BY unit.institution_id COLLATE "C", y.year, s.stream COLLATE "C";
