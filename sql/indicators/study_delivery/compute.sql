-- How hospitals deliver the studies that they promised: their sites of a year,
-- and the league table over them.

CREATE TYPE @internal@.promised_site AS (
    institution_id text,
    entity_id text,
    study_id text,
    applied_on date,
    planned_open_on date,
    opened_on date,
    first_patient_on date,
    promised bigint
);
COMMENT ON TYPE @internal@.promised_site IS
    'a site of a clinical treatment study in a hospital, with what was planned and what had happened by the end of a year; days that are none and promises of nothing are NULL';

CREATE FUNCTION @internal@.compute_promised_sites(year integer, rule_set text) RETURNS SETOF @internal@.promised_site
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    first_day date := make_date(year, 1, 1);
    last_day date := make_date(year, 12, 31);
BEGIN
    RETURN QUERY
    SELECT u.top_id, s.entity_id, t.study_id, CASE WHEN isfinite(t.applied_on) THEN t.applied_on END,
           CASE WHEN isfinite(t.planned_open_on) THEN t.planned_open_on END,
           CASE WHEN isfinite(t.opened_on) AND t.opened_on <= last_day THEN t.opened_on END,
           CASE WHEN isfinite(t.first_patient_on) AND t.first_patient_on <= last_day THEN t.first_patient_on END,
           CASE WHEN t.target_patients > 0 THEN t.target_patients::bigint END
    FROM @internal@.study_sites() AS t
    JOIN @internal@.treatment_studies(rule_set) AS s ON s.study_id = t.study_id
    JOIN @internal@.specialist_care(year) AS u ON u.institution_id = t.institution_id
    WHERE least(t.planned_open_on, t.opened_on) <= last_day
      AND coalesce(t.closed_on, 'infinity') >= first_day
      AND coalesce(s.status, 'unknown') <> 'withdrawn';
END
$$;
COMMENT ON FUNCTION @internal@.compute_promised_sites(integer, text) IS 'body of promised_sites()';

CREATE FUNCTION @internal@.promised_sites(year integer, rule_set text) RETURNS SETOF @internal@.promised_site
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION @internal@.promised_sites(integer, text) IS
    'the sites in hospitals that were to be open, or were, at some time of the year';

CREATE TYPE @internal@.included_at_site AS (
    institution_id text,
    study_id text,
    patients bigint
);
COMMENT ON TYPE @internal@.included_at_site IS 'patients that a hospital has included in a study for which it promised a number';

CREATE FUNCTION @internal@.compute_included_of_promised(year integer, rule_set text) RETURNS SETOF @internal@.included_at_site
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 300
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT u.top_id, n.study_id, sum(n.new_patients)::bigint
    FROM @internal@.study_inclusions() AS n
    JOIN @internal@.specialist_care(year) AS u ON u.institution_id = n.institution_id
    WHERE n.inclusion_year <= year AND n.new_patients > 0
      AND (u.top_id, n.study_id) IN (SELECT t.institution_id, t.study_id FROM @internal@.promised_sites(year, rule_set) AS t
                                     WHERE t.promised IS NOT NULL)
    GROUP BY u.top_id, n.study_id;
END;
COMMENT ON FUNCTION @internal@.compute_included_of_promised(integer, text) IS 'body of included_of_promised()';

CREATE FUNCTION @internal@.included_of_promised(year integer, rule_set text) RETURNS SETOF @internal@.included_at_site
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 300;
COMMENT ON FUNCTION @internal@.included_of_promised(integer, text) IS
    'patients included up to the year, only of the studies that promised a number, so that both sides are about the same';

CREATE TYPE study_delivery AS (
    institution_id text,
    name text,
    region_id text,
    studies bigint,
    opened bigint,
    opened_on_time bigint,
    on_time_share numeric,
    days_to_opening numeric,
    days_to_first_patient numeric,
    promised_patients bigint,
    included bigint,
    promised_share numeric,
    rank bigint,
    remark text
);
COMMENT ON TYPE study_delivery IS 'a hospital''s delivery of clinical treatment studies in a year';

CREATE FUNCTION @internal@.compute_study_league_table(year integer, rule_set text) RETURNS SETOF study_delivery
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    fewest integer := @internal@.rule_parameter_value(hod, 'league_table.min_studies')::integer;
    ranked_by text := @internal@.rule_parameter_value(hod, 'league_table.rank_by');
BEGIN
    PERFORM @internal@.require_source('clinical_study', 'study_site', 'study_inclusion');
    RETURN QUERY
    WITH included AS (
        SELECT n.institution_id, sum(n.patients)::bigint AS patients
        FROM @internal@.included_of_promised(year, hod) AS n
        GROUP BY n.institution_id
    ), delivery AS (
        SELECT t.institution_id AS top_id, count(DISTINCT t.entity_id) AS studies, count(t.opened_on) AS opened,
               count(*) FILTER (WHERE t.opened_on <= t.planned_open_on) AS on_time,
               count(t.planned_open_on) AS planned,
               -- the median; of an even number the mean of the two in the middle
               round((percentile_disc(0.5) WITHIN GROUP (ORDER BY t.opened_on - t.applied_on)
                      + percentile_disc(0.5) WITHIN GROUP (ORDER BY t.opened_on - t.applied_on DESC)) / 2.0, 1) AS days_to_opening,
               round((percentile_disc(0.5) WITHIN GROUP (ORDER BY t.first_patient_on - t.opened_on)
                      + percentile_disc(0.5) WITHIN GROUP (ORDER BY t.first_patient_on - t.opened_on DESC)) / 2.0, 1) AS days_to_first_patient,
               sum(t.promised)::bigint AS promised
        FROM @internal@.promised_sites(year, hod) AS t
        GROUP BY t.institution_id
    ), measured AS (
        SELECT d.*, CASE WHEN d.promised IS NOT NULL THEN coalesce(n.patients, 0) END AS patients,
               round(coalesce(n.patients, 0)::numeric / d.promised, 4) AS promised_share
        FROM delivery AS d LEFT JOIN included AS n ON n.institution_id = d.top_id
    ), scored AS (
        -- the higher the better
        SELECT m.*, CASE ranked_by WHEN 'promised_patients' THEN m.promised_share
                                   WHEN 'days_to_opening' THEN -m.days_to_opening
                                   WHEN 'days_to_first_patient' THEN -m.days_to_first_patient END AS score
        FROM measured AS m
    ), placed AS (
        SELECT s.top_id, rank() OVER (ORDER BY s.score DESC) AS place
        FROM scored AS s WHERE s.studies >= fewest AND s.score IS NOT NULL
    )
    SELECT s.top_id, u.name, u.region_id, s.studies, s.opened, s.on_time, round(s.on_time::numeric / nullif(s.planned, 0), 4),
           s.days_to_opening, s.days_to_first_patient, s.promised, s.patients, s.promised_share, p.place,
           CASE WHEN p.place IS NULL AND s.studies < fewest THEN 'too_few_studies' WHEN p.place IS NULL THEN 'not_measured' END
    FROM scored AS s
    JOIN @internal@.specialist_care(year) AS u ON u.institution_id = s.top_id
    LEFT JOIN placed AS p ON p.top_id = s.top_id
    ORDER BY p.place NULLS LAST, s.top_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.compute_study_league_table(integer, text) IS 'body of study_league_table()';

CREATE FUNCTION study_league_table(year integer, rule_set text DEFAULT NULL) RETURNS SETOF study_delivery
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 50;
COMMENT ON FUNCTION study_league_table(integer, text) IS
    'delivery per hospital, over the sites that were or should have been open in the year: opened on time, median days from application to opening and from opening to the first patient, patients included of those promised. rank NULL below the fewest studies of the rule set (remark too_few_studies) or without the measure (not_measured)';
