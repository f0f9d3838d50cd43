-- What the facts about the delivery of studies are made of: a row per site, the
-- patients included there, and what the league table makes of them.

CREATE FUNCTION @internal@.study_delivery_rows(
    year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF only_level <> 'institution' THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH placed AS MATERIALIZED (
        SELECT t.* FROM @extschema@.study_league_table(year, rule_set) AS t
        WHERE only_unit IS NULL OR t.institution_id = only_unit
    ), entry AS (
        SELECT m.measure, s.institution_id, m.phase, m.kind, s.study_id AS subject, m.value::numeric, m.detail, NULL::text AS reason, 'study_site' AS source
        FROM @internal@.promised_sites(year, rule_set) AS s
        CROSS JOIN LATERAL (VALUES
            ('on_time_share', 4, 'numerator', CASE WHEN s.opened_on <= s.planned_open_on THEN 1 END,
             CASE WHEN detailed THEN format('opened %s, planned for %s', s.opened_on, s.planned_open_on) END),
            ('on_time_share', 5, 'denominator', CASE WHEN s.planned_open_on IS NOT NULL THEN 1 END,
             CASE WHEN detailed THEN format('planned for %s', s.planned_open_on) END),
            ('promised', 4, 'source', s.promised, NULL),
            ('days_to_opening', 4, 'intermediate', CASE WHEN detailed THEN s.opened_on - s.applied_on END,
             CASE WHEN detailed THEN format('applied %s, opened %s', s.applied_on, s.opened_on) END),
            ('days_to_first_patient', 4, 'intermediate', CASE WHEN detailed THEN s.first_patient_on - s.opened_on END,
             CASE WHEN detailed THEN format('opened %s, first patient %s', s.opened_on, s.first_patient_on) END),
            ('promised_share', 5, 'intermediate', CASE WHEN detailed THEN s.promised END, 'promised')) AS m(measure, phase, kind, value, detail)
        WHERE m.value IS NOT NULL AND (only_unit IS NULL OR s.institution_id = only_unit)
        UNION ALL
        SELECT m.measure, n.institution_id, 4, m.kind, n.study_id, n.patients, m.detail, NULL, 'study_inclusion'
        FROM @internal@.included_of_promised(year, rule_set) AS n
        CROSS JOIN (VALUES ('included', 'source', NULL), ('promised_share', 'intermediate', 'included')) AS m(measure, kind, detail)
        WHERE (detailed OR m.kind = 'source') AND (only_unit IS NULL OR n.institution_id = only_unit)
        UNION ALL
        SELECT DISTINCT 'studies', s.institution_id, 4, 'source', s.entity_id, 1, NULL, NULL, 'study_site'
        FROM @internal@.promised_sites(year, rule_set) AS s
        WHERE only_unit IS NULL OR s.institution_id = only_unit
        UNION ALL
        -- nobody has been included yet, of those that were promised
        SELECT 'included', p.institution_id, 5, 'covered', p.institution_id, NULL, NULL, NULL, NULL
        FROM placed AS p
        WHERE p.promised_patients IS NOT NULL
        UNION ALL
        SELECT m.measure, p.institution_id, 6, 'part', p.institution_id, m.value, NULL, m.reason, NULL
        FROM placed AS p
        CROSS JOIN LATERAL (VALUES
            ('days_to_opening', p.days_to_opening, NULL, p.days_to_opening IS NOT NULL),
            ('days_to_first_patient', p.days_to_first_patient, NULL, p.days_to_first_patient IS NOT NULL),
            ('promised_share', p.promised_share, NULL, p.promised_share IS NOT NULL),
            -- of few studies a rank would say nothing
            ('rank', p.rank, CASE p.remark WHEN 'too_few_studies' THEN 'not_relevant' ELSE p.remark END, true)) AS m(measure, value, reason, is_there)
        WHERE m.is_there
    )
    SELECT e.measure, 'institution', e.institution_id, ''::text, e.phase, e.kind, e.subject, e.value, e.detail, e.reason, NULL::text, e.source
    FROM entry AS e
    WHERE only_measure IS NULL OR e.measure = only_measure
    UNION ALL
    SELECT r.* FROM @internal@.parameter_rows(rule_set, NULL, '{clinical\_studies.drug\_phase.%}') AS r
    UNION ALL
    SELECT r.* FROM @internal@.parameter_rows(rule_set, '{rank}', '{league\_table.%}') AS r
    WHERE r.kind = 'parameter';
END
$$;
COMMENT ON FUNCTION @internal@.study_delivery_rows(integer, text, text, text, text, boolean) IS
    'rows of the facts about the delivery of studies: a site of the hospital each, the patients included there, medians and rank of the league table';
