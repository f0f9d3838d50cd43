-- The live list of clinical treatment studies: each study once at each of its
-- sites, however many registrations it has.

CREATE TYPE live_study_site AS (
    study_id text,
    title text,
    kind text,
    phase text,
    initiator text,
    status text,
    institution_id text,
    institution text,
    region_id text,
    role text,
    site_status text,
    planned_open_on date,
    opened_on date,
    first_patient_on date,
    closed_on date,
    target_patients bigint,
    included bigint,
    included_share numeric,
    sources text[],
    manual_share numeric,
    reported_on date,
    age_days integer,
    registrations text[]
);
COMMENT ON TYPE live_study_site IS
    'a clinical treatment study that is not finished, at one of its sites; study_id: the first of its registrations, which share an identifier';

CREATE FUNCTION @internal@.compute_clinical_study_overview(as_of date) RETURNS SETOF live_study_site
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.require_date(as_of), @internal@.require_source('clinical_study', 'study_site', 'study_inclusion');
    WITH unit AS MATERIALIZED (
        SELECT i.institution_id, i.top_id, i.name, i.region_id
        FROM @extschema@.institutions_at(extract(year FROM as_of)::integer) AS i
    ), registration AS MATERIALIZED (
        SELECT t.entity_id, s.*,
               coalesce(s.registered_on, '-infinity') <= as_of
               AND coalesce(s.status, 'unknown') IN ('not_started', 'recruiting', 'active', 'suspended', 'unknown')
               AND (s.status IN ('not_started', 'recruiting', 'active', 'suspended')
                    AND (s.completed_on IS NULL OR s.completed_on >= as_of OR s.completion_is_actual IS NOT TRUE)
                    OR coalesce(s.completed_on, s.primary_completed_on) >= as_of
                    OR coalesce(s.completed_on, s.primary_completed_on) IS NULL) AS is_live
        FROM @internal@.treatment_studies(@extschema@.default_rule_set('hod', extract(year FROM as_of)::integer)) AS t
        JOIN @internal@.registered_studies() AS s ON s.study_id = t.study_id
    ), live AS MATERIALIZED (
        -- what the first live registration leaves open comes from the next
        SELECT r.entity_id,
               (array_agg(r.title ORDER BY r.registered_on, r.study_id COLLATE "C") FILTER (WHERE r.is_live AND r.title IS NOT NULL))[1] AS title,
               (array_agg(r.kind ORDER BY r.registered_on, r.study_id COLLATE "C") FILTER (WHERE r.is_live))[1] AS kind,
               (array_agg(coalesce(@extschema@.trial_phase(r.phase), r.phase) ORDER BY r.registered_on, r.study_id COLLATE "C")
                    FILTER (WHERE r.is_live AND r.phase IS NOT NULL))[1] AS phase,
               (array_agg(r.initiator ORDER BY r.registered_on, r.study_id COLLATE "C") FILTER (WHERE r.is_live AND r.initiator IS NOT NULL))[1] AS initiator,
               (array_agg(r.status ORDER BY r.registered_on, r.study_id COLLATE "C") FILTER (WHERE r.is_live AND r.status IS NOT NULL))[1] AS status,
               array_agg(r.study_id ORDER BY r.study_id COLLATE "C") AS registrations
        FROM registration AS r
        GROUP BY r.entity_id
        HAVING bool_or(r.is_live)
    ), site AS (
        SELECT r.entity_id, coalesce(u.top_id, t.institution_id) AS institution_id,
               min(t.role COLLATE "C") AS role, min(t.planned_open_on) AS planned_open_on, min(t.opened_on) AS opened_on,
               min(t.first_patient_on) AS first_patient_on,
               CASE WHEN bool_and(t.closed_on IS NOT NULL) THEN max(t.closed_on) END AS closed_on,
               sum(t.target_patients)::bigint AS target_patients
        FROM registration AS r
        JOIN @internal@.study_sites() AS t ON t.study_id = r.study_id
        LEFT JOIN unit AS u ON u.institution_id = t.institution_id
        GROUP BY r.entity_id, coalesce(u.top_id, t.institution_id)
    ), inclusion AS (
        SELECT r.entity_id, coalesce(u.top_id, n.institution_id) AS institution_id,
               sum(n.new_patients)::bigint AS included,
               sum(n.new_patients) FILTER (WHERE n.source = 'manual')::bigint AS manual,
               array_agg(DISTINCT n.source COLLATE "C") FILTER (WHERE n.source IS NOT NULL) AS sources,
               max(n.reported_on) FILTER (WHERE isfinite(n.reported_on)) AS reported_on
        FROM registration AS r
        JOIN @internal@.study_inclusions() AS n ON n.study_id = r.study_id
        LEFT JOIN unit AS u ON u.institution_id = n.institution_id
        WHERE n.inclusion_year <= extract(year FROM as_of) AND coalesce(n.reported_on, as_of) <= as_of AND n.new_patients >= 0
        GROUP BY r.entity_id, coalesce(u.top_id, n.institution_id)
    ), place AS (
        SELECT s.entity_id, s.institution_id FROM site AS s
        UNION
        SELECT n.entity_id, n.institution_id FROM inclusion AS n
    )
    SELECT l.entity_id, l.title, l.kind, l.phase, l.initiator, l.status,
           p.institution_id, u.name, u.region_id, s.role,
           CASE WHEN p.institution_id IS NULL THEN NULL
                WHEN s.closed_on < as_of THEN 'closed'
                WHEN s.first_patient_on <= as_of OR n.included > 0 THEN 'recruiting'
                WHEN s.opened_on <= as_of THEN 'open'
                WHEN s.planned_open_on < as_of THEN 'delayed'
                ELSE 'planned' END,
           s.planned_open_on, s.opened_on, s.first_patient_on, s.closed_on,
           s.target_patients, n.included, round(n.included::numeric / nullif(s.target_patients, 0), 4),
           n.sources, round(coalesce(n.manual, 0)::numeric / nullif(n.included, 0), 4), n.reported_on, as_of - n.reported_on, l.registrations
    FROM live AS l
    LEFT JOIN place AS p ON p.entity_id = l.entity_id
    LEFT JOIN site AS s ON s.entity_id = l.entity_id AND s.institution_id = p.institution_id
    LEFT JOIN inclusion AS n ON n.entity_id = l.entity_id AND n.institution_id = p.institution_id
    LEFT JOIN unit AS u ON u.institution_id = p.institution_id
    ORDER BY l.entity_id COLLATE "C", p.institution_id COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.compute_clinical_study_overview(date) IS 'body of clinical_study_overview()';

CREATE FUNCTION clinical_study_overview(as_of date) RETURNS SETOF live_study_site
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION clinical_study_overview(date) IS
    'clinical treatment studies that are not finished on the day, one row per study and site (registrations that share an identifier are one study; study_id is the first of them): status of the site (planned, delayed, open, recruiting, closed), patients included against plan, where the figures come from, when they were reported and how many days old they are; NULL: nothing reported';
