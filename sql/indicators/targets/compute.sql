-- Clinical treatment studies against the national targets: participation,
-- doubling, the live list and the league table.

CREATE FUNCTION @internal@.doubling_path(
    base_studies bigint, base_year integer, target_year integer, factor numeric, year integer) RETURNS numeric
    AS 'MODULE_PATHNAME', 'research_indicators_doubling_path'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.doubling_path(bigint, integer, integer, numeric, integer) IS
    'number of studies that equal yearly growth from the base year to the target year requires in a year, 4 decimals; the target itself after the target year, NULL before the base year';

CREATE FUNCTION @internal@.treatment_inclusions(
    year integer, first_year integer, last_year integer, rule_set text,
    OUT inclusion_year integer, OUT institution_id text, OUT region_id text, OUT entity_id text,
    OUT source text, OUT new_patients bigint)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(y) FROM unnest(ARRAY[year, first_year, last_year]) AS y;
    PERFORM @internal@.require_source('clinical_study', 'study_inclusion');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT n.year, i.top_id, i.region_id, s.entity_id, n.source::text, sum(n.new_patients)::bigint
        FROM %1$I.study_inclusion AS n
        JOIN @internal@.treatment_studies($4) AS s ON s.study_id = n.study_id::text
        JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = n.institution_id::text
        WHERE n.year BETWEEN $2 AND $3 AND n.new_patients > 0 AND i.region_id IS NOT NULL AND coalesce(i.country, 'NO') = 'NO'
        GROUP BY n.year, i.top_id, i.region_id, s.entity_id, n.source::text
    $sql$)
    USING year, first_year, last_year, rule_set;
END
$$;
COMMENT ON FUNCTION @internal@.treatment_inclusions(integer, integer, integer, text) IS
    'new patients in clinical treatment studies of the rule set per year, hospital, study and source of the count, in Norwegian specialist care only; institutions as valid in the first argument''s year, so that all years have the same perimeter';

CREATE FUNCTION @internal@.study_counts(
    year integer, first_year integer, last_year integer, rule_set text,
    OUT counted_year integer, OUT unit_level text, OUT institution_id text, OUT studies bigint, OUT new_patients bigint)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT t.inclusion_year,
           CASE WHEN grouping(t.institution_id) = 0 THEN 'institution' WHEN grouping(t.region_id) = 0 THEN 'rhf' ELSE 'nation' END,
           coalesce(t.institution_id, t.region_id, 'NO'), count(DISTINCT t.entity_id), sum(t.new_patients)::bigint
    FROM @internal@.treatment_inclusions(year, first_year, last_year, rule_set) AS t
    GROUP BY GROUPING SETS ((t.inclusion_year, t.institution_id), (t.inclusion_year, t.region_id), (t.inclusion_year));
END;
COMMENT ON FUNCTION @internal@.study_counts(integer, integer, integer, text) IS
    'clinical treatment studies that included a new patient in the year, and those patients, per hospital, region and nation: a study counts once in each unit, so that counts of studies are never added up';

CREATE FUNCTION clinical_study_targets(
    year integer, rule_set text DEFAULT NULL,
    OUT target text, OUT series text, OUT unit_level text, OUT institution_id text, OUT name text,
    OUT numerator bigint, OUT denominator bigint, OUT actual numeric, OUT required numeric,
    OUT target_value numeric, OUT target_year integer, OUT distance numeric,
    OUT growth numeric, OUT required_growth numeric, OUT source text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    share_wanted numeric := @internal@.rule_parameter_value(hod, 'targets.participation_percent')::numeric / 100;
    share_year integer := @internal@.rule_parameter_value(hod, 'targets.participation_year')::integer;
    base_year integer := @internal@.rule_parameter_value(hod, 'targets.doubling_base_year')::integer;
    end_year integer := @internal@.rule_parameter_value(hod, 'targets.doubling_year')::integer;
    factor numeric := @internal@.rule_parameter_value(hod, 'targets.doubling_factor')::numeric;
BEGIN
    PERFORM @internal@.require_source('study_inclusion', 'specialist_care_patients', 'external_series');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH unit AS MATERIALIZED (
            SELECT DISTINCT i.institution_id, i.name, i.kind, i.region_id
            FROM @extschema@.institutions_at($1) AS i
            WHERE i.institution_id = i.top_id
        ), counted AS MATERIALIZED (
            SELECT c.* FROM @internal@.study_counts($1, least($1 - 1, coalesce($4, $1 - 1)), $1, $7) AS c
        ), told AS MATERIALIZED (
            -- who reported anything for the year, be it 0: the others are missing, not zero
            SELECT CASE WHEN grouping(i.top_id) = 0 THEN 'institution' WHEN grouping(i.region_id) = 0 THEN 'rhf' ELSE 'nation' END AS unit_level,
                   coalesce(i.top_id, i.region_id, 'NO') AS institution_id
            FROM %1$I.study_inclusion AS n
            JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = n.institution_id::text AND i.region_id IS NOT NULL
            WHERE n.year = $1 AND n.new_patients >= 0
            GROUP BY GROUPING SETS ((i.top_id), (i.region_id), (n.year))
        ), care AS (
            -- each level has its own figure: a patient seen at two hospitals is one of the region
            SELECT CASE WHEN p.institution_id::text = 'NO' THEN 'nation' WHEN u.kind = 'rhf' THEN 'rhf' ELSE 'institution' END AS unit_level,
                   p.institution_id::text AS institution_id, p.new_patients::bigint AS patients
            FROM %1$I.specialist_care_patients AS p
            LEFT JOIN unit AS u ON u.institution_id = p.institution_id::text
            WHERE p.year = $1 AND p.new_patients > 0 AND (p.institution_id::text = 'NO' OR u.region_id IS NOT NULL)
        ), line AS (
            SELECT 1 AS place, 'participation' AS target, NULL::text AS series, u.unit_level, u.institution_id,
                   CASE WHEN t.institution_id IS NOT NULL THEN coalesce(c.new_patients, 0) END AS numerator, a.patients AS denominator,
                   CASE WHEN t.institution_id IS NOT NULL THEN round(coalesce(c.new_patients, 0)::numeric / a.patients, 4) END AS actual,
                   CASE WHEN $1 >= $3 THEN round($2, 4) END AS required, round($2, 4) AS target_value, $3 AS target_year,
                   NULL::numeric AS growth, NULL::numeric AS required_growth, NULL::text AS source
            FROM (SELECT c.unit_level, c.institution_id FROM counted AS c WHERE c.counted_year = $1
                  UNION
                  SELECT a.unit_level, a.institution_id FROM care AS a) AS u
            LEFT JOIN counted AS c ON c.counted_year = $1 AND c.unit_level = u.unit_level AND c.institution_id = u.institution_id
            LEFT JOIN care AS a ON a.unit_level = u.unit_level AND a.institution_id = u.institution_id
            LEFT JOIN told AS t ON t.unit_level = u.unit_level AND t.institution_id = u.institution_id
            UNION ALL
            SELECT 2, 'doubling', NULL, u.unit_level, u.institution_id,
                   own.studies, base.studies, own.studies::numeric,
                   @internal@.doubling_path(base.studies, $4, $5, $6, $1), round(base.studies * $6, 4), $5,
                   round(own.studies::numeric / before.studies - 1, 4),
                   CASE WHEN $1 > $4 AND $1 <= $5
                        THEN @internal@.doubling_path(1, $4, $5, $6, $4 + 1) - 1 END, NULL
            FROM (SELECT DISTINCT c.unit_level, c.institution_id FROM counted AS c WHERE c.counted_year IN ($1, $4)) AS u
            LEFT JOIN counted AS now ON now.counted_year = $1 AND now.unit_level = u.unit_level AND now.institution_id = u.institution_id
            LEFT JOIN counted AS before ON before.counted_year = $1 - 1 AND before.unit_level = u.unit_level AND before.institution_id = u.institution_id
            LEFT JOIN counted AS base ON base.counted_year = $4 AND base.unit_level = u.unit_level AND base.institution_id = u.institution_id
            LEFT JOIN told AS t ON t.unit_level = u.unit_level AND t.institution_id = u.institution_id
            CROSS JOIN LATERAL (SELECT CASE WHEN t.institution_id IS NOT NULL THEN coalesce(now.studies, 0) END AS studies) AS own
            UNION ALL
            SELECT 3, 'external_series', e.series::text,
                   CASE WHEN e.institution_id::text = 'NO' THEN 'nation' WHEN u.kind = 'rhf' THEN 'rhf' ELSE 'institution' END,
                   e.institution_id::text, NULL, NULL, e.value::numeric, NULL, NULL, NULL,
                   round(e.value::numeric / nullif(b.value::numeric, 0) - 1, 4), NULL, e.source::text
            FROM %1$I.external_series AS e
            LEFT JOIN unit AS u ON u.institution_id = e.institution_id::text
            LEFT JOIN %1$I.external_series AS b
                ON b.series::text = e.series::text AND b.institution_id::text = e.institution_id::text AND b.year = $1 - 1
            WHERE e.year = $1
        )
        SELECT l.target, l.series, l.unit_level, l.institution_id, coalesce(u.name, CASE l.unit_level WHEN 'nation' THEN 'Norge' END),
               l.numerator, l.denominator, l.actual, l.required, l.target_value, l.target_year,
               l.actual - coalesce(l.required, CASE l.target WHEN 'participation' THEN l.target_value END), l.growth, l.required_growth, l.source
        FROM line AS l
        LEFT JOIN unit AS u ON u.institution_id = l.institution_id
        ORDER BY l.place, l.series COLLATE "C", array_position('{institution,rhf,nation}'::text[], l.unit_level), l.institution_id COLLATE "C"
    $sql$)
    USING year, share_wanted, share_year, base_year, end_year, factor, hod;
END
$$;
COMMENT ON FUNCTION clinical_study_targets(integer, text) IS
    'distance to the national targets per hospital, region and nation. participation: numerator new patients in clinical treatment studies, denominator new patients of specialist care at that very level, actual their share (4 decimals). doubling: numerator studies of the year, denominator of the base year, required the path to the target (4 decimals), growth against the year before. external_series: figures of others, never mixed with ours. No level is a sum of another; a unit that reported no inclusions for the year has NULL, not 0';

CREATE FUNCTION @internal@.inclusion_sources(
    year integer, rule_set text DEFAULT NULL,
    OUT unit_level text, OUT institution_id text, OUT source text, OUT new_patients bigint, OUT share numeric)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH counted AS (
        SELECT CASE WHEN grouping(t.institution_id) = 0 THEN 'institution' WHEN grouping(t.region_id) = 0 THEN 'rhf' ELSE 'nation' END AS unit_level,
               coalesce(t.institution_id, t.region_id, 'NO') AS institution_id, t.source, sum(t.new_patients)::bigint AS new_patients
        FROM @internal@.treatment_inclusions(year, year, year, @internal@.hod_rule_set_for(year, rule_set)) AS t
        GROUP BY GROUPING SETS ((t.institution_id, t.source), (t.region_id, t.source), (t.source))
    )
    SELECT c.unit_level, c.institution_id, c.source, c.new_patients,
           round(c.new_patients / sum(c.new_patients) OVER (PARTITION BY c.unit_level, c.institution_id), 4)
    FROM counted AS c
    ORDER BY array_position('{institution,rhf,nation}'::text[], c.unit_level), c.institution_id COLLATE "C", c.source COLLATE "C" NULLS LAST;
END;
COMMENT ON FUNCTION @internal@.inclusion_sources(integer, text) IS
    'where the inclusion figures of the year come from: new patients and share (4 decimals) per unit and source (manual, ehr, registry; NULL: not stated)';

CREATE FUNCTION clinical_study_overview(
    as_of date,
    OUT study_id text, OUT title text, OUT kind text, OUT phase text, OUT initiator text, OUT status text,
    OUT institution_id text, OUT institution text, OUT region_id text, OUT role text, OUT site_status text,
    OUT planned_open_on date, OUT opened_on date, OUT first_patient_on date, OUT closed_on date,
    OUT target_patients bigint, OUT included bigint, OUT included_share numeric,
    OUT sources text[], OUT manual_share numeric, OUT reported_on date, OUT age_days integer)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_date(as_of);
    PERFORM @internal@.require_source('clinical_study', 'study_site', 'study_inclusion');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH unit AS MATERIALIZED (
            SELECT i.institution_id, i.top_id, i.name, i.region_id
            FROM @extschema@.institutions_at(extract(year FROM $1)::integer) AS i
        ), live AS MATERIALIZED (
            SELECT s.study_id::text AS study_id, s.title::text AS title, s.kind::text AS kind, s.phase::text AS phase,
                   s.initiator::text AS initiator, s.status::text AS status
            FROM %1$I.clinical_study AS s
            WHERE s.study_id::text IN (SELECT t.study_id FROM @internal@.treatment_studies(@extschema@.default_rule_set('hod', extract(year FROM $1)::integer)) AS t)
              AND coalesce(s.registered_on, '-infinity') <= $1
              AND coalesce(s.status::text, 'unknown') IN ('not_started', 'recruiting', 'active', 'suspended', 'unknown')
              AND (s.status::text IN ('not_started', 'recruiting', 'active', 'suspended')
                   AND (s.completed_on IS NULL OR s.completed_on >= $1 OR s.completion_is_actual IS NOT TRUE)
                   OR coalesce(s.completed_on, s.primary_completed_on) >= $1
                   OR coalesce(s.completed_on, s.primary_completed_on) IS NULL)
        ), site AS (
            SELECT t.study_id::text AS study_id, coalesce(u.top_id, t.institution_id::text) AS institution_id,
                   min(t.role::text COLLATE "C") AS role, min(t.planned_open_on) AS planned_open_on, min(t.opened_on) AS opened_on,
                   min(t.first_patient_on) AS first_patient_on,
                   CASE WHEN bool_and(t.closed_on IS NOT NULL) THEN max(t.closed_on) END AS closed_on,
                   sum(t.target_patients)::bigint AS target_patients
            FROM %1$I.study_site AS t LEFT JOIN unit AS u ON u.institution_id = t.institution_id::text
            GROUP BY t.study_id::text, coalesce(u.top_id, t.institution_id::text)
        ), inclusion AS (
            SELECT n.study_id::text AS study_id, coalesce(u.top_id, n.institution_id::text) AS institution_id,
                   sum(n.new_patients)::bigint AS included,
                   sum(n.new_patients) FILTER (WHERE n.source::text = 'manual')::bigint AS manual,
                   array_agg(DISTINCT n.source::text COLLATE "C") FILTER (WHERE n.source IS NOT NULL) AS sources,
                   max(n.reported_on) FILTER (WHERE isfinite(n.reported_on)) AS reported_on
            FROM %1$I.study_inclusion AS n LEFT JOIN unit AS u ON u.institution_id = n.institution_id::text
            WHERE n.year <= extract(year FROM $1) AND coalesce(n.reported_on, $1) <= $1 AND n.new_patients >= 0
            GROUP BY n.study_id::text, coalesce(u.top_id, n.institution_id::text)
        ), place AS (
            SELECT s.study_id, s.institution_id FROM site AS s
            UNION
            SELECT n.study_id, n.institution_id FROM inclusion AS n
        )
        SELECT l.study_id, l.title, l.kind, l.phase, l.initiator, l.status,
               p.institution_id, u.name, u.region_id, s.role,
               CASE WHEN p.institution_id IS NULL THEN NULL
                    WHEN s.closed_on < $1 THEN 'closed'
                    WHEN s.first_patient_on <= $1 OR n.included > 0 THEN 'recruiting'
                    WHEN s.opened_on <= $1 THEN 'open'
                    WHEN s.planned_open_on < $1 THEN 'delayed'
                    ELSE 'planned' END,
               s.planned_open_on, s.opened_on, s.first_patient_on, s.closed_on,
               s.target_patients, n.included, round(n.included::numeric / nullif(s.target_patients, 0), 4),
               n.sources, round(coalesce(n.manual, 0)::numeric / nullif(n.included, 0), 4), n.reported_on, $1 - n.reported_on
        FROM live AS l
        LEFT JOIN place AS p ON p.study_id = l.study_id
        LEFT JOIN site AS s ON s.study_id = l.study_id AND s.institution_id = p.institution_id
        LEFT JOIN inclusion AS n ON n.study_id = l.study_id AND n.institution_id = p.institution_id
        LEFT JOIN unit AS u ON u.institution_id = p.institution_id
        ORDER BY l.study_id COLLATE "C", p.institution_id COLLATE "C"
    $sql$)
    USING as_of;
END
$$;
COMMENT ON FUNCTION clinical_study_overview(date) IS
    'clinical treatment studies that are not finished on the day, one row per site: status of the site (planned, delayed, open, recruiting, closed), patients included against plan, where the figures come from, when they were reported and how many days old they are; NULL: nothing reported';

CREATE FUNCTION study_league_table(
    year integer, rule_set text DEFAULT NULL,
    OUT institution_id text, OUT name text, OUT region_id text, OUT studies bigint,
    OUT opened bigint, OUT opened_on_time bigint, OUT on_time_share numeric,
    OUT days_to_opening numeric, OUT days_to_first_patient numeric,
    OUT promised_patients bigint, OUT included bigint, OUT promised_share numeric, OUT rank bigint, OUT remark text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    fewest integer := @internal@.rule_parameter_value(hod, 'league_table.min_studies')::integer;
    ranked_by text := @internal@.rule_parameter_value(hod, 'league_table.rank_by');
BEGIN
    PERFORM @internal@.require_source('clinical_study', 'study_site', 'study_inclusion');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH unit AS MATERIALIZED (
            SELECT i.institution_id, i.top_id, i.name, i.region_id
            FROM @extschema@.institutions_at($1) AS i
            WHERE i.region_id IS NOT NULL AND coalesce(i.country, 'NO') = 'NO'
        ), site AS MATERIALIZED (
            -- sites that were to be open, or were, at some time of the year
            -- of days that are none, nothing is counted
            SELECT u.top_id, s.entity_id, t.study_id::text AS study_id, CASE WHEN isfinite(t.applied_on) THEN t.applied_on END AS applied_on,
                   CASE WHEN isfinite(t.planned_open_on) THEN t.planned_open_on END AS planned_open_on,
                   CASE WHEN isfinite(t.opened_on) AND t.opened_on <= make_date($1, 12, 31) THEN t.opened_on END AS opened_on,
                   CASE WHEN isfinite(t.first_patient_on) AND t.first_patient_on <= make_date($1, 12, 31) THEN t.first_patient_on END AS first_patient_on,
                   t.target_patients
            FROM %1$I.study_site AS t
            JOIN @internal@.treatment_studies($4) AS s ON s.study_id = t.study_id::text
            JOIN unit AS u ON u.institution_id = t.institution_id::text
            WHERE least(t.planned_open_on, t.opened_on) <= make_date($1, 12, 31)
              AND coalesce(t.closed_on, 'infinity') >= make_date($1, 1, 1)
              AND coalesce(s.status, 'unknown') <> 'withdrawn'
        ), included AS (
            -- only of the studies that promised a number, so that both sides are about the same
            SELECT u.top_id, sum(n.new_patients)::bigint AS patients
            FROM %1$I.study_inclusion AS n
            JOIN unit AS u ON u.institution_id = n.institution_id::text
            WHERE n.year <= $1 AND n.new_patients > 0
              AND (u.top_id, n.study_id::text) IN (SELECT t.top_id, t.study_id FROM site AS t WHERE t.target_patients > 0)
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
            SELECT m.*, CASE $3 WHEN 'promised_patients' THEN m.promised_share
                                WHEN 'days_to_opening' THEN -m.days_to_opening
                                WHEN 'days_to_first_patient' THEN -m.days_to_first_patient END AS score
            FROM measured AS m
        ), placed AS (
            SELECT s.top_id, rank() OVER (ORDER BY s.score DESC) AS place
            FROM scored AS s WHERE s.studies >= $2 AND s.score IS NOT NULL
        )
        SELECT s.top_id, u.name, u.region_id, s.studies, s.opened, s.on_time, round(s.on_time::numeric / nullif(s.planned, 0), 4),
               s.days_to_opening, s.days_to_first_patient, s.promised, s.patients, s.promised_share, p.place,
               CASE WHEN p.place IS NULL AND s.studies < $2 THEN 'too_few_studies' WHEN p.place IS NULL THEN 'not_measured' END
        FROM scored AS s
        JOIN unit AS u ON u.institution_id = s.top_id
        LEFT JOIN placed AS p ON p.top_id = s.top_id
        ORDER BY p.place NULLS LAST, s.top_id COLLATE "C"
    $sql$)
    USING year, fewest, ranked_by, hod;
END
$$;
COMMENT ON FUNCTION study_league_table(integer, text) IS
    'delivery per hospital, over the sites that were or should have been open in the year: opened on time, median days from application to opening and from opening to the first patient, patients included of those promised. rank NULL below the fewest studies of the rule set (remark too_few_studies) or without the measure (not_measured)';
