-- All facts of a year: every room of facts, in one order.

CREATE TABLE fact_room (
    ordinal integer PRIMARY KEY,
    function text NOT NULL UNIQUE,
    family text NOT NULL CHECK (family IN ('nvi', 'hod')),
    relations text[] NOT NULL
);
COMMENT ON TABLE fact_room IS
    'the functions that facts come from, each called with year, rule set of its family and status; one whose relations are missing or incomplete is left out, and the missing relation is a finding';

INSERT INTO fact_room (ordinal, function, family, relations) VALUES
    (1, 'publication_facts', 'nvi', '{}'),
    (2, 'degree_and_funding_facts', 'hod', '{}'),
    (3, 'research_point_facts', 'hod', '{}'),
    (4, 'publication_status_facts', 'hod', '{clinical_study,study_identifier,study_result,study_site}'),
    (5, 'clinical_study_facts', 'hod', '{clinical_study,study_identifier,study_site,study_inclusion}'),
    (6, 'target_facts', 'hod', '{clinical_study,study_identifier,study_inclusion,specialist_care_patients,external_series}'),
    (7, 'innovation_facts', 'hod', '{innovation,innovation_phase,innovation_benefit}'),
    (8, 'hrcs_facts', 'hod', '{project,project_funding,project_hrcs,project_publication,publication}'),
    (9, 'focus_area_facts', 'hod', '{project,project_funding,project_focus_area}'),
    (10, 'grant_facts', 'hod', '{reference_figure}'),
    (11, 'grant_simulation_facts', 'hod', '{reference_figure,innovation,innovation_phase,innovation_benefit}'),
    (12, 'user_involvement_facts', 'hod', '{project,project_report,project_involvement,project_involvement_effect,project_funding,innovation}'),
    (13, 'needs_identified_facts', 'hod', '{project,project_report,project_involvement,project_involvement_effect,project_funding}'),
    (14, 'involvement_score_facts', 'hod', '{project,project_report,project_involvement,project_involvement_effect,project_funding}');

CREATE FUNCTION indicator_facts(year integer, rule_set text DEFAULT NULL) RETURNS SETOF fact
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    nvi text := @internal@.nvi_rule_set_for(year, hod);
    rooms text;
BEGIN
    SELECT string_agg(format('SELECT * FROM @internal@.%I($1, %s, $4) WHERE @internal@.report_progress(%L, $1, %s, %s)',
                             r.function, CASE r.family WHEN 'nvi' THEN '$2' ELSE '$3' END, r.function, r.position, r.total),
                      ' UNION ALL ' ORDER BY r.ordinal)
    INTO rooms
    FROM (SELECT f.*, row_number() OVER (ORDER BY f.ordinal) AS position, count(*) OVER () AS total
          FROM @extschema@.fact_room AS f
          WHERE @internal@.has_source(VARIADIC f.relations)) AS r;

    -- decimals are fixed here, once for every fact
    RETURN QUERY EXECUTE format($sql$
        SELECT f.indicator, f.measure, f.year, f.unit_level, f.institution_id, f.dimensions,
               round(f.value, d.decimals), f.numerator, f.denominator, round(f.ci_low, d.decimals), round(f.ci_high, d.decimals),
               f.status, f.rule_set, f.origin
        FROM (%s) AS f
        JOIN @extschema@.fact_definition AS d ON d.indicator = f.indicator AND d.measure = f.measure
        ORDER BY d.ordinal, array_position('{nation,rhf,institution}'::text[], f.unit_level), f.institution_id COLLATE "C",
                 @internal@.dimension_text(f.dimensions) COLLATE "C"
    $sql$, rooms)
    USING year, nvi, hod, @internal@.year_status(year);
END
$$;
COMMENT ON FUNCTION indicator_facts(integer, text) IS
    'all facts of a result year under a hod rule set (NULL: the default), in a fixed order with fixed decimals';
