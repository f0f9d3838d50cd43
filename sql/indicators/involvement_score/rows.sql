-- What the facts about the derived score are made of.

CREATE FUNCTION @internal@.explain_involvement_score_facts(
    year integer, rule_set text, only_measure text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
DECLARE
    model text := @internal@.rule_parameter_value(rule_set, 'involvement.phase_model');
    scale text := @internal@.rule_parameter_value(rule_set, 'involvement.degree_scale');
    definition text := @internal@.rule_parameter_value(rule_set, 'involvement.user_definition');
BEGIN
    PERFORM @internal@.require_year(year);
    IF NOT @internal@.involvement_parameters_set(rule_set) THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH score AS MATERIALIZED (
        SELECT s.project_id, s.institution_id, s.region_id, s.score, s.label,
               concat_ws('; ', s.answer, nullif(array_to_string(s.flags, ', '), '')) AS detail
        FROM @extschema@.involvement_scores(year, rule_set) AS s
    ), placed AS (
        -- in a unit the scores have ranks, and those without one none
        SELECT u.unit_level, u.unit_id, s.project_id, s.score, s.label, s.detail,
               row_number() OVER (PARTITION BY u.unit_level, u.unit_id ORDER BY s.score, s.project_id COLLATE "C") AS rank,
               count(s.score) OVER (PARTITION BY u.unit_level, u.unit_id) AS n
        FROM score AS s
        CROSS JOIN LATERAL (VALUES ('institution', s.institution_id), ('rhf', s.region_id),
                                   ('nation', CASE WHEN s.region_id IS NOT NULL THEN 'NO' END)) AS u(unit_level, unit_id)
        WHERE u.unit_id IS NOT NULL AND (only_level IS NULL OR u.unit_level = only_level) AND (only_unit IS NULL OR u.unit_id = only_unit)
    )
    SELECT 'scored', p.unit_level, p.unit_id, '{}'::jsonb, 4, CASE WHEN p.score IS NULL THEN 'excluded' ELSE 'source' END, p.project_id,
           CASE WHEN p.score IS NOT NULL THEN 1::numeric END, p.detail, CASE WHEN p.score IS NULL THEN 'no_score' END, NULL::text, 'project_involvement'
    FROM placed AS p
    UNION ALL
    SELECT m.measure, p.unit_level, p.unit_id, '{}', 4, 'intermediate', p.project_id, p.score, concat_ws('; ', format('rank %s of %s', p.rank, p.n), p.detail),
           NULL, NULL, 'project_involvement'
    FROM placed AS p CROSS JOIN (VALUES ('lower_quartile'), ('median'), ('upper_quartile')) AS m(measure)
    WHERE p.score IS NOT NULL
    UNION ALL
    -- quartiles by nearest rank; of an even number the median is the middle of the two in the middle
    SELECT r.measure, p.unit_level, p.unit_id, '{}', 6, 'part', p.project_id, p.score * r.weight,
           concat_ws('; ', format('rank %s of %s', p.rank, p.n), CASE WHEN r.weight < 1 THEN 'half of its score' END, p.label), NULL, NULL, NULL
    FROM placed AS p
    CROSS JOIN LATERAL (VALUES ('lower_quartile', (p.n + 3) / 4, 1::numeric), ('upper_quartile', (3 * p.n + 3) / 4, 1),
                               ('median', (p.n + 1) / 2, CASE p.n % 2 WHEN 0 THEN 0.5 ELSE 1 END),
                               ('median', CASE p.n % 2 WHEN 0 THEN p.n / 2 + 1 END, 0.5)) AS r(measure, rank, weight)
    WHERE p.score IS NOT NULL AND p.rank = r.rank
    UNION ALL
    SELECT s.* FROM @internal@.parameter_steps(rule_set, NULL,
        ARRAY['involvement.%', 'involvement\_phase\_order.%', 'involvement\_phases.' || model || '.%', 'involvement\_degrees.' || scale || '.%',
              'involvement\_reasons.%', 'user\_definition.' || definition || '.%']) AS s;
END
$$;
COMMENT ON FUNCTION @internal@.explain_involvement_score_facts(integer, text, text, text, text) IS
    'steps of the facts about the derived score of involvement (derived, not validated, not official): the score of every project with its rank, and those that make the quartiles and the median';
