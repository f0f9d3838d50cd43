-- Clinical treatment studies against the national targets: participation and
-- doubling.  No level is a sum of another.

CREATE FUNCTION @internal@.doubling_path(
    base_studies bigint, base_year integer, target_year integer, factor numeric, year integer) RETURNS numeric
    AS 'MODULE_PATHNAME', 'research_indicators_doubling_path'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.doubling_path(bigint, integer, integer, numeric, integer) IS
    'number of studies that equal yearly growth from the base year to the target year requires in a year, 4 decimals; the target itself after the target year, NULL before the base year';

CREATE TYPE @internal@.study_count AS (
    counted_year integer,
    unit_level text,
    institution_id text,
    studies bigint,
    new_patients bigint
);
COMMENT ON TYPE @internal@.study_count IS 'clinical treatment studies of a unit that included a new patient in a year, and those patients';

CREATE FUNCTION @internal@.compute_study_counts(year integer, rule_set text) RETURNS SETOF @internal@.study_count
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 200
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT t.inclusion_year,
           CASE WHEN grouping(t.institution_id) = 0 THEN 'institution' WHEN grouping(t.region_id) = 0 THEN 'rhf' ELSE 'nation' END,
           coalesce(t.institution_id, t.region_id, 'NO'), count(DISTINCT t.entity_id), sum(t.new_patients)::bigint
    FROM @internal@.treatment_inclusions(year, rule_set) AS t
    WHERE t.new_patients > 0
    GROUP BY GROUPING SETS ((t.inclusion_year, t.institution_id), (t.inclusion_year, t.region_id), (t.inclusion_year));
END;
COMMENT ON FUNCTION @internal@.compute_study_counts(integer, text) IS 'body of study_counts()';

CREATE FUNCTION @internal@.study_counts(year integer, rule_set text) RETURNS SETOF @internal@.study_count
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 200;
COMMENT ON FUNCTION @internal@.study_counts(integer, text) IS
    'clinical treatment studies that included a new patient, and those patients, per hospital, region and nation, in the year and those before: a study counts once in each unit, so that counts of studies are never added up';

CREATE FUNCTION @internal@.units_with_figures(year integer, OUT unit_level text, OUT institution_id text)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT DISTINCT u.unit_level, u.unit_id
    FROM @internal@.study_inclusions() AS n
    JOIN @extschema@.institutions_at(year) AS i ON i.institution_id = n.institution_id
    JOIN @internal@.care_units(year) AS u ON u.institution_id = i.top_id
    WHERE n.inclusion_year = year AND n.new_patients >= 0;
END;
COMMENT ON FUNCTION @internal@.units_with_figures(integer) IS
    'who reported any inclusion figure for the year, be it 0: the others are missing, not zero';

CREATE TYPE @internal@.target_count AS (
    unit_level text,
    institution_id text,
    new_patients bigint,
    care_patients bigint,
    has_studies boolean,
    studies bigint,
    studies_before bigint,
    studies_base bigint
);
COMMENT ON TYPE @internal@.target_count IS
    'what the targets are measured by: new patients in studies of those in specialist care; studies of the year, the year before and the base year; new_patients and studies are NULL where nothing was reported for the year; has_studies: in the year or the base year';

CREATE FUNCTION @internal@.compute_target_counts(year integer, rule_set text) RETURNS SETOF @internal@.target_count
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH rule AS MATERIALIZED (
        SELECT @internal@.rule_parameter_value(rule_set, 'targets.doubling_base_year')::integer AS base_year
    ), counted AS MATERIALIZED (
        SELECT c.unit_level, c.institution_id,
               max(c.new_patients) FILTER (WHERE c.counted_year = year) AS new_patients,
               max(c.studies) FILTER (WHERE c.counted_year = year) AS studies,
               max(c.studies) FILTER (WHERE c.counted_year = year - 1) AS studies_before,
               max(c.studies) FILTER (WHERE c.counted_year = r.base_year) AS studies_base
        FROM @internal@.study_counts(year, rule_set) AS c CROSS JOIN rule AS r
        GROUP BY c.unit_level, c.institution_id
    ), care AS (
        SELECT a.unit_level, a.institution_id, a.new_patients FROM @internal@.care_patients(year) AS a WHERE a.counts
    )
    SELECT coalesce(c.unit_level, a.unit_level), coalesce(c.institution_id, a.institution_id),
           CASE WHEN f.institution_id IS NOT NULL THEN coalesce(c.new_patients, 0) END, a.new_patients,
           c.studies IS NOT NULL OR c.studies_base IS NOT NULL,
           CASE WHEN f.institution_id IS NOT NULL THEN coalesce(c.studies, 0) END, c.studies_before, c.studies_base
    FROM counted AS c
    FULL JOIN care AS a ON a.unit_level = c.unit_level AND a.institution_id = c.institution_id
    LEFT JOIN @internal@.units_with_figures(year) AS f
           ON f.unit_level = coalesce(c.unit_level, a.unit_level) AND f.institution_id = coalesce(c.institution_id, a.institution_id)
    WHERE c.studies IS NOT NULL OR c.studies_base IS NOT NULL OR a.institution_id IS NOT NULL;
END;
COMMENT ON FUNCTION @internal@.compute_target_counts(integer, text) IS 'body of target_counts()';

CREATE FUNCTION @internal@.target_counts(year integer, rule_set text) RETURNS SETOF @internal@.target_count
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 50;
COMMENT ON FUNCTION @internal@.target_counts(integer, text) IS
    'the counts that the national targets are measured by, per unit that has studies in the year or the base year, or patients in specialist care';

CREATE TYPE clinical_study_target AS (
    target text,
    series text,
    unit_level text,
    institution_id text,
    name text,
    numerator bigint,
    denominator bigint,
    actual numeric,
    required numeric,
    target_value numeric,
    target_year integer,
    distance numeric,
    growth numeric,
    required_growth numeric,
    source text
);
COMMENT ON TYPE clinical_study_target IS 'a unit''s distance to a national target, or a figure of others';

CREATE FUNCTION @internal@.compute_clinical_study_targets(year integer, rule_set text) RETURNS SETOF clinical_study_target
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 100
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
    RETURN QUERY
    WITH counted AS MATERIALIZED (
        SELECT c.* FROM @internal@.target_counts(year, hod) AS c
    ), line AS (
        SELECT 1 AS place, 'participation' AS target, NULL::text AS series, c.unit_level, c.institution_id,
               c.new_patients AS numerator, c.care_patients AS denominator, round(c.new_patients::numeric / c.care_patients, 6) AS actual,
               CASE WHEN year >= share_year THEN round(share_wanted, 6) END AS required, round(share_wanted, 6) AS target_value, share_year AS target_year,
               NULL::numeric AS growth, NULL::numeric AS required_growth, NULL::text AS source
        FROM counted AS c
        WHERE c.care_patients IS NOT NULL OR c.new_patients > 0
        UNION ALL
        SELECT 2, 'doubling', NULL, c.unit_level, c.institution_id, c.studies, c.studies_base, c.studies::numeric,
               @internal@.doubling_path(c.studies_base, base_year, end_year, factor, year), round(c.studies_base * factor, 4), end_year,
               round(c.studies::numeric / c.studies_before - 1, 4),
               CASE WHEN year > base_year AND year <= end_year
                    THEN @internal@.doubling_path(1, base_year, end_year, factor, base_year + 1) - 1 END, NULL
        FROM counted AS c
        WHERE c.has_studies
        UNION ALL
        SELECT 3, 'external_series', e.series, e.unit_level, e.institution_id, NULL, NULL, e.value, NULL, NULL, NULL,
               round(e.value / nullif(b.value, 0) - 1, 4), NULL, e.source
        FROM @internal@.external_figures(year) AS e
        LEFT JOIN @internal@.external_figures(nullif(year - 1, 0)) AS b ON b.series = e.series AND b.institution_id = e.institution_id
    )
    SELECT l.target, l.series, l.unit_level, l.institution_id, coalesce(i.name, CASE l.unit_level WHEN 'nation' THEN 'Norge' END),
           l.numerator, l.denominator, l.actual, l.required, l.target_value, l.target_year,
           l.actual - coalesce(l.required, CASE l.target WHEN 'participation' THEN l.target_value END), l.growth, l.required_growth, l.source
    FROM line AS l
    LEFT JOIN @extschema@.institutions_at(year) AS i ON i.institution_id = l.institution_id AND i.institution_id = i.top_id
    ORDER BY l.place, l.series COLLATE "C", array_position('{institution,rhf,nation}'::text[], l.unit_level), l.institution_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.compute_clinical_study_targets(integer, text) IS 'body of clinical_study_targets()';

CREATE FUNCTION clinical_study_targets(year integer, rule_set text DEFAULT NULL) RETURNS SETOF clinical_study_target
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 100;
COMMENT ON FUNCTION clinical_study_targets(integer, text) IS
    'distance to the national targets per hospital, region and nation. participation: numerator inclusions of new patients in clinical treatment studies (who takes part in two is two), denominator new patients of specialist care at that very level, actual their share (6 decimals). doubling: numerator studies of the year, denominator of the base year, required the path to the target (4 decimals), growth against the year before. external_series: figures of others, never mixed with ours. No level is a sum of another; a unit that reported no inclusions for the year has NULL, not 0';

CREATE FUNCTION @internal@.inclusion_sources(
    year integer, rule_set text DEFAULT NULL,
    OUT unit_level text, OUT institution_id text, OUT source text, OUT new_patients bigint, OUT share numeric)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH counted AS (
        SELECT CASE WHEN grouping(t.institution_id) = 0 THEN 'institution' WHEN grouping(t.region_id) = 0 THEN 'rhf' ELSE 'nation' END AS unit_level,
               coalesce(t.institution_id, t.region_id, 'NO') AS institution_id, t.source, sum(t.new_patients)::bigint AS new_patients
        FROM @internal@.treatment_inclusions(year, @internal@.hod_rule_set_for(year, rule_set)) AS t
        WHERE t.inclusion_year = year AND t.new_patients > 0
        GROUP BY GROUPING SETS ((t.institution_id, t.source), (t.region_id, t.source), (t.source))
    )
    SELECT c.unit_level, c.institution_id, c.source, c.new_patients,
           round(c.new_patients / sum(c.new_patients) OVER (PARTITION BY c.unit_level, c.institution_id), 4)
    FROM counted AS c
    ORDER BY array_position('{institution,rhf,nation}'::text[], c.unit_level), c.institution_id COLLATE "C", c.source COLLATE "C" NULLS LAST;
END;
COMMENT ON FUNCTION @internal@.inclusion_sources(integer, text) IS
    'where the inclusion figures of the year come from: new patients and share (4 decimals) per unit and source (manual, ehr, registry; NULL: not stated)';
