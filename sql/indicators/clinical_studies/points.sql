-- Points of clinical treatment studies, and what analysts ask about them.

CREATE TYPE @internal@.clinical_study_factor AS (
    institution_id text,
    factor text,
    study_id text,
    amount numeric,
    points numeric
);
COMMENT ON TYPE @internal@.clinical_study_factor IS
    'points of one factor, not rounded: patients (of a study, or of the institution), startup, coordination; amount: new patients or studies';

CREATE FUNCTION @internal@.clinical_study_factors(year integer, rule_set text) RETURNS SETOF @internal@.clinical_study_factor
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH rule AS MATERIALIZED (
        SELECT @internal@.rule_parameter_value(rule_set, 'clinical_studies.patient_curve') AS curve,
               @internal@.rule_parameter_value(rule_set, 'clinical_studies.patient_base') AS base,
               @internal@.rule_parameter_value(rule_set, 'clinical_studies.patient_points')::numeric AS patient_points,
               @internal@.rule_parameter_value(rule_set, 'clinical_studies.startup_points')::numeric AS startup_points,
               @internal@.rule_parameter_value(rule_set, 'clinical_studies.coordination_points')::numeric AS coordination_points
    ), bracket AS MATERIALIZED (
        SELECT array_agg(b.code::numeric ORDER BY b.code::numeric) AS patients, array_agg(b.folds_to::numeric ORDER BY b.code::numeric) AS points
        FROM @internal@.rule_set_codes(rule_set, 'clinical_studies.patient_brackets') AS b
    ), activity AS MATERIALIZED (
        SELECT a.* FROM @internal@.treatment_study_activity(year, rule_set) AS a
    ), included AS (
        SELECT a.institution_id, k.study_id, sum(a.new_patients) AS patients
        FROM activity AS a CROSS JOIN rule AS r
        CROSS JOIN LATERAL (VALUES (CASE r.base WHEN 'institution' THEN NULL ELSE a.study_id END)) AS k(study_id)
        GROUP BY a.institution_id, k.study_id
    )
    SELECT n.institution_id, 'patients', n.study_id, n.patients,
           @internal@.patient_curve_points(n.patients, r.curve, r.patient_points, b.patients, b.points)
    FROM included AS n CROSS JOIN rule AS r CROSS JOIN bracket AS b
    UNION ALL
    SELECT a.institution_id, f.name, NULL, count(*) FILTER (WHERE f.holds), f.each * count(*) FILTER (WHERE f.holds)
    FROM activity AS a CROSS JOIN rule AS r
    CROSS JOIN LATERAL (VALUES ('startup', r.startup_points, a.started), ('coordination', r.coordination_points, a.coordinated)) AS f(name, each, holds)
    GROUP BY a.institution_id, f.name, f.each;
END;
COMMENT ON FUNCTION @internal@.clinical_study_factors(integer, text) IS
    'the factors of the points of each institution: the patient curve over its studies or over all of them, start-ups and co-ordinated studies; points NULL where a parameter is unset';

CREATE FUNCTION @internal@.compute_clinical_study_points(year integer, rule_set text) RETURNS SETOF @internal@.institution_points
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT f.institution_id, round(sum(f.points), 4)
    FROM @internal@.clinical_study_factors(year, rule_set) AS f
    WHERE cardinality(@internal@.clinical_study_unset_parameters(rule_set)) = 0
    GROUP BY f.institution_id
    HAVING round(sum(f.points), 4) <> 0;
END;
COMMENT ON FUNCTION @internal@.compute_clinical_study_points(integer, text) IS 'body of clinical_study_points()';

CREATE FUNCTION @internal@.clinical_study_points(year integer, rule_set text) RETURNS SETOF @internal@.institution_points
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 100;
COMMENT ON FUNCTION @internal@.clinical_study_points(integer, text) IS
    'points of clinical treatment studies per institution that has any: its factors together, 4 decimals, rounded once; of nobody while a needed parameter is unset';

CREATE TYPE treatment_studies_of_unit AS (
    unit_level text,
    institution_id text,
    name text,
    studies bigint,
    new_patients bigint,
    started bigint,
    coordinated bigint,
    figures bigint,
    figures_manual bigint,
    figures_ehr bigint,
    figures_registry bigint,
    manual_share numeric,
    ehr_share numeric,
    registry_share numeric,
    points numeric
);
COMMENT ON TYPE treatment_studies_of_unit IS 'clinical treatment studies of an institution, a region or the nation in a year';

CREATE FUNCTION @internal@.compute_clinical_treatment_studies(year integer, rule_set text) RETURNS SETOF treatment_studies_of_unit
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH rule AS MATERIALIZED (
        SELECT r.hod, cardinality(@internal@.clinical_study_unset_parameters(r.hod)) = 0 AS is_set
        FROM (SELECT @internal@.hod_rule_set_for(year, rule_set) AS hod) AS r
    ), activity AS MATERIALIZED (
        SELECT a.* FROM rule AS r CROSS JOIN LATERAL @internal@.treatment_study_activity(year, r.hod) AS a
    ), unit AS MATERIALIZED (
        SELECT u.* FROM @internal@.care_units(year) AS u
        WHERE u.reporting OR u.unit_level <> 'institution' OR u.institution_id IN (SELECT a.institution_id FROM activity AS a)
    ), counted AS (
        SELECT u.unit_level, u.unit_id, count(DISTINCT a.study_id) FILTER (WHERE a.new_patients > 0) AS studies,
               coalesce(sum(a.new_patients), 0)::bigint AS new_patients,
               count(DISTINCT a.study_id) FILTER (WHERE CASE u.unit_level WHEN 'institution' THEN a.started WHEN 'rhf' THEN a.started_in_region ELSE a.started_in_nation END) AS started,
               count(DISTINCT a.study_id) FILTER (WHERE a.coordinated) AS coordinated,
               coalesce(sum(a.figures), 0)::bigint AS figures, coalesce(sum(a.figures_manual), 0)::bigint AS figures_manual,
               coalesce(sum(a.figures_ehr), 0)::bigint AS figures_ehr, coalesce(sum(a.figures_registry), 0)::bigint AS figures_registry
        FROM unit AS u
        LEFT JOIN activity AS a ON a.institution_id = u.institution_id
        GROUP BY u.unit_level, u.unit_id
    ), pointed AS (
        SELECT u.unit_level, u.unit_id, coalesce(sum(p.points), 0.0000) AS points
        FROM unit AS u
        LEFT JOIN (SELECT p.* FROM rule AS r CROSS JOIN LATERAL @internal@.clinical_study_points(year, r.hod) AS p) AS p
               ON p.institution_id = u.institution_id
        GROUP BY u.unit_level, u.unit_id
    )
    SELECT c.unit_level, c.unit_id, coalesce(i.name, CASE c.unit_level WHEN 'nation' THEN 'Norge' END),
           c.studies, c.new_patients, c.started, c.coordinated, c.figures, c.figures_manual, c.figures_ehr, c.figures_registry,
           round(c.figures_manual::numeric / nullif(c.figures, 0), 4), round(c.figures_ehr::numeric / nullif(c.figures, 0), 4),
           round(c.figures_registry::numeric / nullif(c.figures, 0), 4), CASE WHEN r.is_set THEN p.points END
    FROM counted AS c
    CROSS JOIN rule AS r
    JOIN pointed AS p ON p.unit_level = c.unit_level AND p.unit_id = c.unit_id
    LEFT JOIN @extschema@.institutions_at(year) AS i ON i.institution_id = c.unit_id
    ORDER BY array_position('{institution,rhf,nation}'::text[], c.unit_level), c.unit_id COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.compute_clinical_treatment_studies(integer, text) IS 'body of clinical_treatment_studies()';

CREATE FUNCTION clinical_treatment_studies(year integer, rule_set text DEFAULT NULL) RETURNS SETOF treatment_studies_of_unit
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 50;
COMMENT ON FUNCTION clinical_treatment_studies(integer, text) IS
    'clinical treatment studies of a year per institution, region and nation: studies that included a new patient (once per unit, so institutions and regions do not add up), new patients, start-ups, co-ordinated studies, inclusion figures by source with shares, and points: start-up and co-ordination plus the patient curve, 4 decimals, rounded once per institution; NULL while a needed parameter is unset; regions and nation add up the institutions';
