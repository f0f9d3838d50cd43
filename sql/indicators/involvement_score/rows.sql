-- What the facts about the derived score are made of: the score of every project
-- with its rank, and those that make the quartiles and the median.

CREATE FUNCTION @internal@.involvement_score_rows(
    year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 2000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT @internal@.has_involvement_rules(rule_set) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT p.* FROM @internal@.parameter_rows(rule_set, NULL, @internal@.score_parameter_patterns(rule_set)) AS p;
    IF @internal@.lacking_for_involvement(rule_set, 'involvement_score.scored') IS NOT NULL THEN
        RETURN QUERY
        SELECT s.* FROM @internal@.unset_involvement_rows(
            'involvement_score', '{scored,lower_quartile,median,upper_quartile}', year, rule_set, only_level, only_unit) AS s;
        RETURN;
    END IF;
    RETURN QUERY
    WITH score AS MATERIALIZED (
        SELECT s.*, CASE WHEN detailed THEN format('rank %s of %s', s.rank, s.scored) END AS place,
               CASE WHEN detailed THEN concat_ws('; ', s.answer, nullif(array_to_string(s.flags, ', '), '')) END AS detail
        FROM @internal@.ranked_scores(year, rule_set) AS s
        WHERE (only_level IS NULL OR s.unit_level = only_level) AND (only_unit IS NULL OR s.unit_id = only_unit)
    ), step AS (
        SELECT 'scored' AS measure, s.unit_level, s.unit_id, 4 AS phase, CASE WHEN s.score IS NULL THEN 'excluded' ELSE 'source' END AS kind,
               s.project_id, CASE WHEN s.score IS NOT NULL THEN 1::numeric END AS value, s.detail,
               CASE WHEN s.score IS NOT NULL THEN NULL
                    WHEN s.answer = 'no' AND NOT 'no_without_reason' = ANY (s.flags) THEN 'justified_no' ELSE 'no_score' END AS reason, 'project_involvement' AS source
        FROM score AS s
        UNION ALL
        SELECT m.measure, s.unit_level, s.unit_id, v.phase, v.kind, s.project_id, v.value,
               CASE WHEN detailed THEN concat_ws('; ', s.place, v.detail) END, NULL, v.source
        FROM score AS s
        CROSS JOIN LATERAL (VALUES ('lower_quartile', s.in_lower_quartile), ('median', s.in_median), ('upper_quartile', s.in_upper_quartile)) AS m(measure, weight)
        CROSS JOIN LATERAL (VALUES
            (4, 'intermediate', s.score, s.detail, 'project_involvement'),
            (6, 'part', s.score * nullif(m.weight, 0), concat_ws('; ', CASE WHEN m.weight < 1 THEN 'half of its score' END, @internal@.involvement_label()), NULL))
            AS v(phase, kind, value, detail, source)
        WHERE v.value IS NOT NULL AND (detailed OR v.kind <> 'intermediate')
        UNION ALL
        -- where no project is scored there is no distribution: where none finds involvement relevant, there can be none
        SELECT m.measure, s.unit_level, s.unit_id, 6, 'part', s.unit_id, NULL, 'no project has a score',
               CASE WHEN bool_and(coalesce(s.answer = 'not_relevant', false)) THEN 'not_relevant' ELSE 'no_score' END, NULL
        FROM score AS s CROSS JOIN unnest('{lower_quartile,median,upper_quartile}'::text[]) AS m(measure)
        GROUP BY m.measure, s.unit_level, s.unit_id
        HAVING count(s.score) = 0
    )
    SELECT s.measure, s.unit_level, s.unit_id, '', s.phase, s.kind, s.project_id, s.value, s.detail, s.reason, NULL::text, s.source
    FROM step AS s;
END
$$;
COMMENT ON FUNCTION @internal@.involvement_score_rows(integer, text, text, text, text, boolean) IS
    'rows of the facts about the derived score of involvement (derived, not validated, not official), for the annex';
