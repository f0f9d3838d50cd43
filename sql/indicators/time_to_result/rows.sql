-- What the facts about the time to a result are made of: a row per study that
-- was followed, and the curve over them.

CREATE FUNCTION @internal@.time_to_result_rows(
    year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    chosen text := @internal@.rule_parameter_value(rule_set, 'study_status.policy');
BEGIN
    RETURN QUERY
    WITH part AS MATERIALIZED (
        SELECT u.unit_level, u.institution_id, f.*
        -- under all policies, as the facts about publication status ask: the studies are judged once
        FROM @internal@.followed_studies(make_date(@internal@.require_year(year), 12, 31), @internal@.all_policies(), chosen, NULL) AS f
        JOIN @internal@.study_units(year) AS u ON u.study_id = f.study_id
        WHERE (only_level IS NULL OR u.unit_level = only_level) AND (only_unit IS NULL OR u.institution_id = only_unit)
    ), curve AS MATERIALIZED (
        SELECT p.unit_level, p.institution_id, bool_and(p.is_open) AS is_open,
               @internal@.survival_quartiles(array_agg(p.days) FILTER (WHERE NOT p.is_open), array_agg(p.is_event) FILTER (WHERE NOT p.is_open)) AS days
        FROM part AS p
        GROUP BY p.unit_level, p.institution_id
    )
    SELECT m.measure, p.unit_level, p.institution_id, ''::text, 4,
           CASE WHEN p.is_open THEN 'excluded' WHEN m.measure = 'followed' THEN 'source' ELSE 'intermediate' END, p.study_id,
           CASE WHEN p.is_open THEN NULL WHEN m.measure = 'followed' THEN 1 ELSE p.days END::numeric,
           CASE WHEN detailed AND NOT p.is_open THEN CASE WHEN p.is_event THEN 'result after so many days' ELSE 'followed for so many days' END END,
           CASE WHEN p.is_open THEN 'not_examined' END, NULL::text, 'clinical_study, study_result'
    FROM part AS p
    CROSS JOIN (VALUES ('followed'), ('first_quartile'), ('median'), ('third_quartile')) AS m(measure)
    WHERE detailed OR m.measure = 'followed' AND NOT p.is_open
    UNION ALL
    SELECT 'followed', c.unit_level, c.institution_id, '', 4, 'covered', c.institution_id, NULL, NULL, NULL, NULL, NULL FROM curve AS c
    UNION ALL
    SELECT m.measure, c.unit_level, c.institution_id, '', 6, 'part', c.institution_id, m.days,
           CASE WHEN detailed THEN 'Kaplan-Meier' END,
           CASE WHEN c.is_open THEN 'not_examined' WHEN m.days IS NULL THEN 'not_reached' END, NULL, NULL
    FROM curve AS c
    CROSS JOIN LATERAL (VALUES ('first_quartile', (c.days).first_quartile), ('median', (c.days).median),
                               ('third_quartile', (c.days).third_quartile)) AS m(measure, days)
    UNION ALL
    SELECT r.* FROM @internal@.parameter_rows(rule_set, NULL, '{study\_status.policy}') AS r
    UNION ALL
    SELECT NULL, NULL, NULL, NULL, 3, 'policy', p.policy, NULL, p.title, NULL, p.origin, p.source
    FROM @extschema@.publication_policy AS p
    WHERE p.policy = chosen;
END
$$;
COMMENT ON FUNCTION @internal@.time_to_result_rows(integer, text, text, text, text, boolean) IS
    'rows of the facts about the time to a result: a study of the unit each with how long it was followed, and what the curve over them comes to';
