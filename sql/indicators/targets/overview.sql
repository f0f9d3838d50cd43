-- The live list of clinical treatment studies.

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
    age_days integer
);
COMMENT ON TYPE live_study_site IS 'a clinical treatment study that is not finished, at one of its sites';

CREATE FUNCTION @internal@.compute_clinical_study_overview(as_of date) RETURNS SETOF live_study_site
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.require_date(as_of), @internal@.require_source('clinical_study', 'study_site', 'study_inclusion');
    WITH unit AS MATERIALIZED (
        SELECT i.institution_id, i.top_id, i.name, i.region_id
        FROM @extschema@.institutions_at(extract(year FROM as_of)::integer) AS i
    ), live AS MATERIALIZED (
        SELECT s.study_id, s.title, s.kind, coalesce(@extschema@.trial_phase(s.phase), s.phase) AS phase, s.initiator, s.status
        FROM @internal@.registered_studies() AS s
        WHERE s.study_id IN (SELECT t.study_id
                             FROM @internal@.treatment_studies(@extschema@.default_rule_set('hod', extract(year FROM as_of)::integer)) AS t)
          AND coalesce(s.registered_on, '-infinity') <= as_of
          AND coalesce(s.status, 'unknown') IN ('not_started', 'recruiting', 'active', 'suspended', 'unknown')
          AND (s.status IN ('not_started', 'recruiting', 'active', 'suspended')
               AND (s.completed_on IS NULL OR s.completed_on >= as_of OR s.completion_is_actual IS NOT TRUE)
               OR coalesce(s.completed_on, s.primary_completed_on) >= as_of
               OR coalesce(s.completed_on, s.primary_completed_on) IS NULL)
    ), site AS (
        SELECT t.study_id, coalesce(u.top_id, t.institution_id) AS institution_id,
               min(t.role COLLATE "C") AS role, min(t.planned_open_on) AS planned_open_on, min(t.opened_on) AS opened_on,
               min(t.first_patient_on) AS first_patient_on,
               CASE WHEN bool_and(t.closed_on IS NOT NULL) THEN max(t.closed_on) END AS closed_on,
               sum(t.target_patients)::bigint AS target_patients
        FROM @internal@.study_sites() AS t LEFT JOIN unit AS u ON u.institution_id = t.institution_id
        GROUP BY t.study_id, coalesce(u.top_id, t.institution_id)
    ), inclusion AS (
        SELECT n.study_id, coalesce(u.top_id, n.institution_id) AS institution_id,
               sum(n.new_patients)::bigint AS included,
               sum(n.new_patients) FILTER (WHERE n.source = 'manual')::bigint AS manual,
               array_agg(DISTINCT n.source COLLATE "C") FILTER (WHERE n.source IS NOT NULL) AS sources,
               max(n.reported_on) FILTER (WHERE isfinite(n.reported_on)) AS reported_on
        FROM @internal@.study_inclusions() AS n LEFT JOIN unit AS u ON u.institution_id = n.institution_id
        WHERE n.inclusion_year <= extract(year FROM as_of) AND coalesce(n.reported_on, as_of) <= as_of AND n.new_patients >= 0
        GROUP BY n.study_id, coalesce(u.top_id, n.institution_id)
    ), place AS (
        SELECT s.study_id, s.institution_id FROM site AS s
        UNION
        SELECT n.study_id, n.institution_id FROM inclusion AS n
    )
    SELECT l.study_id, l.title, l.kind, l.phase, l.initiator, l.status,
           p.institution_id, u.name, u.region_id, s.role,
           CASE WHEN p.institution_id IS NULL THEN NULL
                WHEN s.closed_on < as_of THEN 'closed'
                WHEN s.first_patient_on <= as_of OR n.included > 0 THEN 'recruiting'
                WHEN s.opened_on <= as_of THEN 'open'
                WHEN s.planned_open_on < as_of THEN 'delayed'
                ELSE 'planned' END,
           s.planned_open_on, s.opened_on, s.first_patient_on, s.closed_on,
           s.target_patients, n.included, round(n.included::numeric / nullif(s.target_patients, 0), 4),
           n.sources, round(coalesce(n.manual, 0)::numeric / nullif(n.included, 0), 4), n.reported_on, as_of - n.reported_on
    FROM live AS l
    LEFT JOIN place AS p ON p.study_id = l.study_id
    LEFT JOIN site AS s ON s.study_id = l.study_id AND s.institution_id = p.institution_id
    LEFT JOIN inclusion AS n ON n.study_id = l.study_id AND n.institution_id = p.institution_id
    LEFT JOIN unit AS u ON u.institution_id = p.institution_id
    ORDER BY l.study_id COLLATE "C", p.institution_id COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.compute_clinical_study_overview(date) IS 'body of clinical_study_overview()';

CREATE FUNCTION clinical_study_overview(as_of date) RETURNS SETOF live_study_site
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION clinical_study_overview(date) IS
    'clinical treatment studies that are not finished on the day, one row per site: status of the site (planned, delayed, open, recruiting, closed), patients included against plan, where the figures come from, when they were reported and how many days old they are; NULL: nothing reported';
