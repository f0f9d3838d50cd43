-- Clinical treatment studies: new patients, start-ups, co-ordination, points.
-- Only what happens in Norwegian specialist care counts: institutions of kind
-- rhf, hf or private_nonprofit of a region.

CREATE FUNCTION @internal@.treatment_studies(
    rule_set text, OUT study_id text, OUT entity_id text, OUT status text, OUT starts_on date)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    kinds text[] := (SELECT c.codes FROM @extschema@.source_column AS c
                     WHERE c.relation = 'clinical_study' AND c.column_name = 'kind');
    phases text[] := (SELECT array_agg(c.code) FROM @internal@.rule_set_codes(rule_set, 'clinical_studies.drug_phase') AS c);
BEGIN
    PERFORM @internal@.require_source('clinical_study', 'study_identifier');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT e.study_id, e.entity_id, s.status::text, s.starts_on
        FROM %I.clinical_study AS s
        JOIN @internal@.study_entities() AS e ON e.study_id = s.study_id::text
        WHERE s.kind::text = ANY ($1)
          AND (s.kind::text <> 'drug' OR s.phase IS NULL OR $2 IS NULL OR s.phase::text = ANY ($2))
    $sql$)
    USING kinds, phases;
END
$$;
COMMENT ON FUNCTION @internal@.treatment_studies(text) IS
    'the clinical treatment studies of the source, each registration with the study that it is of: of a known kind, drug studies in a phase that the rule set counts (NULL, or a set without the list: every phase)';

CREATE FUNCTION @internal@.treatment_study_activity(
    year integer, rule_set text,
    OUT institution_id text, OUT region_id text, OUT study_id text, OUT new_patients numeric,
    OUT figures bigint, OUT figures_manual bigint, OUT figures_ehr bigint, OUT figures_registry bigint,
    OUT started boolean, OUT coordinated boolean)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('clinical_study', 'study_identifier', 'study_site', 'study_inclusion');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH unit AS MATERIALIZED (
            SELECT i.institution_id, i.top_id, i.region_id
            FROM @extschema@.institutions_at($1) AS i
            WHERE i.region_id IS NOT NULL AND coalesce(i.country, 'NO') = 'NO'
        ), study AS MATERIALIZED (
            SELECT t.* FROM @internal@.treatment_studies($2) AS t
        ), inclusion AS MATERIALIZED (
            SELECT u.top_id, u.region_id, s.entity_id, sum(c.new_patients::numeric) AS new_patients, count(*) AS figures,
                   count(*) FILTER (WHERE c.source = 'manual') AS figures_manual,
                   count(*) FILTER (WHERE c.source = 'ehr') AS figures_ehr,
                   count(*) FILTER (WHERE c.source = 'registry') AS figures_registry
            FROM %1$I.study_inclusion AS c
            JOIN study AS s ON s.study_id = c.study_id::text
            JOIN unit AS u ON u.institution_id = c.institution_id::text
            WHERE c.year = $1 AND c.new_patients >= 0
            GROUP BY u.top_id, u.region_id, s.entity_id
        ), site AS MATERIALIZED (
            SELECT u.top_id, u.region_id, s.entity_id, t.role::text AS role,
                   -- a study opens at its coordinator on its first day, where the site itself says nothing
                   coalesce(t.opened_on, CASE WHEN t.role = 'coordinator' AND s.status <> ALL ('{not_started,withdrawn}')
                                              THEN s.starts_on END) AS opened_on
            FROM %1$I.study_site AS t
            JOIN study AS s ON s.study_id = t.study_id::text
            JOIN unit AS u ON u.institution_id = t.institution_id::text
        ), part AS (
            SELECT i.top_id, i.region_id, i.entity_id, i.new_patients, i.figures, i.figures_manual, i.figures_ehr,
                   i.figures_registry, false AS started, false AS coordinated
            FROM inclusion AS i
            UNION ALL
            SELECT t.top_id, t.region_id, t.entity_id, 0, 0, 0, 0, 0, true, false
            FROM site AS t
            GROUP BY t.top_id, t.region_id, t.entity_id
            HAVING min(t.opened_on) >= make_date($1, 1, 1) AND min(t.opened_on) < make_date($1 + 1, 1, 1)
            UNION ALL
            SELECT DISTINCT t.top_id, t.region_id, t.entity_id, 0, 0, 0, 0, 0, false, true
            FROM site AS t
            WHERE t.role = 'coordinator'
              AND EXISTS (SELECT FROM inclusion AS i WHERE i.entity_id = t.entity_id AND i.new_patients > 0)
        )
        SELECT p.top_id, p.region_id, p.entity_id, sum(p.new_patients), sum(p.figures)::bigint, sum(p.figures_manual)::bigint,
               sum(p.figures_ehr)::bigint, sum(p.figures_registry)::bigint, bool_or(p.started), bool_or(p.coordinated)
        FROM part AS p
        GROUP BY p.top_id, p.region_id, p.entity_id
        ORDER BY p.top_id COLLATE "C", p.entity_id COLLATE "C"
    $sql$)
    USING year, rule_set;
END
$$;
COMMENT ON FUNCTION @internal@.treatment_study_activity(integer, text) IS
    'clinical treatment studies of a year per institution and study (rows that share an identifier are one): new patients, inclusion figures by source, whether the study opened there in the year, and whether the institution coordinates it while it included somebody somewhere in the year';

CREATE FUNCTION clinical_treatment_studies(
    year integer, rule_set text DEFAULT NULL,
    OUT unit_level text, OUT institution_id text, OUT name text,
    OUT studies bigint, OUT new_patients bigint, OUT started bigint, OUT coordinated bigint,
    OUT figures bigint, OUT figures_manual bigint, OUT figures_ehr bigint, OUT figures_registry bigint,
    OUT manual_share numeric, OUT ehr_share numeric, OUT registry_share numeric, OUT points numeric)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    complete boolean := cardinality(@internal@.clinical_study_unset_parameters(hod)) = 0;
    curve text := @internal@.rule_parameter_value(hod, 'clinical_studies.patient_curve');
    base text := @internal@.rule_parameter_value(hod, 'clinical_studies.patient_base');
    patient_points numeric := @internal@.rule_parameter_value(hod, 'clinical_studies.patient_points');
    startup_points numeric := @internal@.rule_parameter_value(hod, 'clinical_studies.startup_points');
    coordination_points numeric := @internal@.rule_parameter_value(hod, 'clinical_studies.coordination_points');
    bracket_from numeric[];
    bracket_points numeric[];
BEGIN
    SELECT array_agg(b.code::numeric ORDER BY b.code::numeric), array_agg(b.folds_to::numeric ORDER BY b.code::numeric)
    INTO bracket_from, bracket_points
    FROM @internal@.rule_set_codes(hod, 'clinical_studies.patient_brackets') AS b;

    RETURN QUERY
    WITH activity AS MATERIALIZED (
        SELECT a.* FROM @internal@.treatment_study_activity(year, hod) AS a
    ), institution AS MATERIALIZED (
        SELECT DISTINCT i.top_id, i.name, i.region_id, i.reporting
        FROM @extschema@.institutions_at(year) AS i
        WHERE i.region_id IS NOT NULL
    ), patient_part AS (
        SELECT g.institution_id,
               sum(@internal@.patient_curve_points(g.patients, curve, patient_points, bracket_from, bracket_points)) AS points
        FROM (SELECT a.institution_id, sum(a.new_patients) AS patients
              FROM activity AS a
              GROUP BY a.institution_id, CASE base WHEN 'institution' THEN NULL ELSE a.study_id END) AS g
        GROUP BY g.institution_id
    ), institution_points AS MATERIALIZED (
        SELECT i.top_id,
               CASE WHEN complete
                    THEN round(startup_points * count(*) FILTER (WHERE a.started)
                               + coordination_points * count(*) FILTER (WHERE a.coordinated)
                               + coalesce(max(p.points), 0), 4) END AS points
        FROM institution AS i
        LEFT JOIN activity AS a ON a.institution_id = i.top_id
        LEFT JOIN patient_part AS p ON p.institution_id = i.top_id
        GROUP BY i.top_id
    ), unit AS MATERIALIZED (
        SELECT i.top_id, 'institution' AS level, i.top_id AS id
        FROM institution AS i
        WHERE i.reporting OR EXISTS (SELECT FROM activity AS a WHERE a.institution_id = i.top_id)
        UNION ALL
        SELECT i.top_id, 'rhf', i.region_id FROM institution AS i
        UNION ALL
        SELECT i.top_id, 'nation', 'NO' FROM institution AS i
    ), counted AS (
        SELECT u.level, u.id, count(DISTINCT a.study_id) FILTER (WHERE a.new_patients > 0) AS studies,
               coalesce(sum(a.new_patients), 0)::bigint AS new_patients,
               count(DISTINCT a.study_id) FILTER (WHERE a.started) AS started,
               count(DISTINCT a.study_id) FILTER (WHERE a.coordinated) AS coordinated,
               coalesce(sum(a.figures), 0)::bigint AS figures, coalesce(sum(a.figures_manual), 0)::bigint AS figures_manual,
               coalesce(sum(a.figures_ehr), 0)::bigint AS figures_ehr,
               coalesce(sum(a.figures_registry), 0)::bigint AS figures_registry
        FROM unit AS u
        LEFT JOIN activity AS a ON a.institution_id = u.top_id
        GROUP BY u.level, u.id
    ), pointed AS (
        SELECT u.level, u.id, CASE WHEN complete THEN sum(p.points) END AS points
        FROM unit AS u
        JOIN institution_points AS p ON p.top_id = u.top_id
        GROUP BY u.level, u.id
    )
    SELECT c.level, c.id, coalesce(i.name, CASE c.level WHEN 'nation' THEN 'Norge' END),
           c.studies, c.new_patients, c.started, c.coordinated,
           c.figures, c.figures_manual, c.figures_ehr, c.figures_registry,
           round(c.figures_manual::numeric / nullif(c.figures, 0), 4), round(c.figures_ehr::numeric / nullif(c.figures, 0), 4),
           round(c.figures_registry::numeric / nullif(c.figures, 0), 4), p.points
    FROM counted AS c
    JOIN pointed AS p ON p.level = c.level AND p.id = c.id
    LEFT JOIN institution AS i ON i.top_id = c.id
    ORDER BY array_position('{institution,rhf,nation}'::text[], c.level), c.id COLLATE "C";
END
$$;
COMMENT ON FUNCTION clinical_treatment_studies(integer, text) IS
    'clinical treatment studies of a year per institution, region and nation: studies that included a new patient (once per unit, so institutions and regions do not add up), new patients, start-ups, co-ordinated studies, inclusion figures by source with shares, and points: start-up and co-ordination plus the patient curve, 4 decimals, rounded once per institution; NULL while a needed parameter is unset; regions and nation add up the institutions';

CREATE FUNCTION @internal@.clinical_study_points(year integer, rule_set text) RETURNS SETOF @internal@.institution_points
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT (s.institution_id, s.points)::@internal@.institution_points
    FROM @extschema@.clinical_treatment_studies(year, rule_set) AS s
    WHERE s.unit_level = 'institution' AND s.points <> 0;
END;
COMMENT ON FUNCTION @internal@.clinical_study_points(integer, text) IS
    'points of clinical treatment studies per institution that has any';
