-- The league table: how hospitals deliver the studies that they promised.

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
    first_day date := make_date(year, 1, 1);
    last_day date := make_date(year, 12, 31);
BEGIN
    PERFORM @internal@.require_source('clinical_study', 'study_site', 'study_inclusion');
    RETURN QUERY
    WITH unit AS MATERIALIZED (
        SELECT i.institution_id, i.top_id, i.name, i.region_id FROM @internal@.specialist_care(year) AS i
    ), site AS MATERIALIZED (
        -- sites that were to be open, or were, at some time of the year
        -- of days that are none, nothing is counted
        SELECT u.top_id, s.entity_id, t.study_id, CASE WHEN isfinite(t.applied_on) THEN t.applied_on END AS applied_on,
               CASE WHEN isfinite(t.planned_open_on) THEN t.planned_open_on END AS planned_open_on,
               CASE WHEN isfinite(t.opened_on) AND t.opened_on <= last_day THEN t.opened_on END AS opened_on,
               CASE WHEN isfinite(t.first_patient_on) AND t.first_patient_on <= last_day THEN t.first_patient_on END AS first_patient_on,
               t.target_patients
        FROM @internal@.study_sites() AS t
        JOIN @internal@.treatment_studies(hod) AS s ON s.study_id = t.study_id
        JOIN unit AS u ON u.institution_id = t.institution_id
        WHERE least(t.planned_open_on, t.opened_on) <= last_day
          AND coalesce(t.closed_on, 'infinity') >= first_day
          AND coalesce(s.status, 'unknown') <> 'withdrawn'
    ), included AS (
        -- only of the studies that promised a number, so that both sides are about the same
        SELECT u.top_id, sum(n.new_patients)::bigint AS patients
        FROM @internal@.study_inclusions() AS n
        JOIN unit AS u ON u.institution_id = n.institution_id
        WHERE n.inclusion_year <= year AND n.new_patients > 0
          AND (u.top_id, n.study_id) IN (SELECT t.top_id, t.study_id FROM site AS t WHERE t.target_patients > 0)
        GROUP BY u.top_id
    ), delivery AS (
        SELECT t.top_id, count(DISTINCT t.entity_id) AS studies, count(t.opened_on) AS opened,
               count(*) FILTER (WHERE t.opened_on <= t.planned_open_on) AS on_time,
               count(t.planned_open_on) AS planned,
               -- the median; of an even number the mean of the two in the middle
               round((percentile_disc(0.5) WITHIN GROUP (ORDER BY t.opened_on - t.applied_on)
                      + percentile_disc(0.5) WITHIN GROUP (ORDER BY t.opened_on - t.applied_on DESC)) / 2.0, 1) AS days_to_opening,
               round((percentile_disc(0.5) WITHIN GROUP (ORDER BY t.first_patient_on - t.opened_on)
                      + percentile_disc(0.5) WITHIN GROUP (ORDER BY t.first_patient_on - t.opened_on DESC)) / 2.0, 1) AS days_to_first_patient,
               sum(t.target_patients) FILTER (WHERE t.target_patients > 0)::bigint AS promised
        FROM site AS t
        GROUP BY t.top_id
    ), measured AS (
        SELECT d.*, CASE WHEN d.promised IS NOT NULL THEN coalesce(n.patients, 0) END AS patients,
               round(coalesce(n.patients, 0)::numeric / d.promised, 4) AS promised_share
        FROM delivery AS d LEFT JOIN included AS n ON n.top_id = d.top_id
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
    JOIN unit AS u ON u.institution_id = s.top_id
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
