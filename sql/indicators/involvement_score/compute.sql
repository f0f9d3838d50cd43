-- The derived score of involvement: an index of our own, exact, always with its
-- label, its weights and the flags that qualify it; per project, and as a
-- distribution per unit, since the degrees are ordinal.

CREATE FUNCTION @internal@.involvement_score(weights numeric[], degrees integer[], highest integer) RETURNS numeric
    AS 'MODULE_PATHNAME', 'research_indicators_involvement_score'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.involvement_score(numeric[], integer[], integer) IS
    'derived score of involvement: 100 * sum of weight * degree / highest degree, over the sum of the weights, of the phases reached; 2 decimals, half up, exact; NULL without a phase or without weight';

CREATE FUNCTION @internal@.involvement_label() RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
RETURN 'derived, not validated, not official';
COMMENT ON FUNCTION @internal@.involvement_label() IS 'the label without which the derived score of involvement is never shown';

CREATE FUNCTION involvement_scores(
    year integer, rule_set text DEFAULT NULL,
    OUT project_id text, OUT score numeric, OUT flags text[], OUT label text,
    OUT institution_id text, OUT region_id text, OUT answer text, OUT phases_reached text[], OUT degrees jsonb, OUT weights jsonb,
    OUT phase_model text, OUT degree_scale text, OUT rule_set_used text, OUT origin text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    model text := @internal@.require_phase_model(hod, @internal@.require_parameter(hod, 'involvement.phase_model'));
    scale text := @internal@.require_parameter(hod, 'involvement.degree_scale');
    fewest integer := @internal@.require_parameter(hod, 'involvement.min_users')::integer;
    top integer := (SELECT max(c.folds_to::integer) FROM @internal@.rule_set_codes(hod, 'involvement_degrees.' || scale) AS c);
    weakest text := @internal@.rule_origin(hod, ARRAY['involvement.%', 'involvement\_phase\_order.%', 'involvement\_phases.' || model || '.%',
        'involvement\_degrees.' || scale || '.%', 'involvement\_reasons.%',
        'user\_definition.' || @internal@.require_parameter(hod, 'involvement.user_definition') || '.%']);
BEGIN
    RETURN QUERY
    WITH phase AS MATERIALIZED (
        SELECT p.phase, o.folds_to::integer AS place,
               @internal@.require_parameter(hod, 'involvement.weight.' || p.phase)::numeric AS weight
        FROM (SELECT DISTINCT c.folds_to AS phase FROM @internal@.rule_set_codes(hod, 'involvement_phases.' || model) AS c) AS p
        JOIN @internal@.rule_set_codes(hod, 'involvement_phase_order') AS o ON o.code = p.phase
    ), entry AS MATERIALIZED (
        SELECT e.project_id, e.phase, max(e.place) FILTER (WHERE e.counts) AS degree, bool_or(e.counts) AS counts
        FROM @internal@.involvement_entries(year, hod, model) AS e
        GROUP BY e.project_id, e.phase
    ), report AS MATERIALIZED (
        SELECT r.*, n.place AS reached_place
        FROM @internal@.involvement_reports(year, hod) AS r
        LEFT JOIN phase AS n ON n.phase = r.phase_reached
        WHERE r.delivered
    ), registered AS (
        SELECT r.project_id, count(*) AS entries, count(e.phase) FILTER (WHERE e.counts) AS phases, count(e.degree) AS on_scale,
               count(e.phase) FILTER (WHERE e.counts AND e.degree IS NULL) AS without_degree,
               count(*) FILTER (WHERE e.counts AND n.place > r.reached_place) AS beyond
        FROM report AS r
        JOIN entry AS e ON e.project_id = r.project_id
        LEFT JOIN phase AS n ON n.phase = e.phase
        GROUP BY r.project_id
    ), scored AS (
        SELECT r.project_id, array_agg(n.phase ORDER BY n.place) AS phases,
               jsonb_object_agg(n.phase, d.degree) AS degrees, jsonb_object_agg(n.phase, n.weight) AS weights,
               @internal@.involvement_score(array_agg(n.weight ORDER BY n.place), array_agg(d.degree ORDER BY n.place), top) AS score
        FROM report AS r
        JOIN phase AS n ON n.place <= r.reached_place
        LEFT JOIN entry AS e ON e.project_id = r.project_id AND e.phase = n.phase AND r.answer = 'yes'
        CROSS JOIN LATERAL (SELECT coalesce(e.degree, 0) AS degree) AS d
        WHERE r.answer IN ('yes', 'no')
        GROUP BY r.project_id
    )
    SELECT r.project_id,
           -- degrees of another scale say nothing on this one
           CASE WHEN r.answer = 'yes' AND g.phases > 0 AND g.on_scale = 0 THEN NULL ELSE s.score END,
           array_remove(ARRAY[
               CASE WHEN r.answer IS NULL THEN 'unanswered' END,
               CASE WHEN r.reached_place IS NULL THEN 'no_phase_reached' END,
               CASE WHEN r.answer = 'yes' AND g.entries IS NULL THEN 'yes_without_phase' END,
               CASE WHEN r.answer = 'yes' AND g.entries > 0 AND g.phases = 0 THEN 'no_counted_phase' END,
               CASE WHEN r.answer = 'yes' AND g.without_degree > 0 THEN 'phase_without_degree' END,
               CASE WHEN r.answer = 'yes' AND g.beyond > 0 THEN 'phase_not_reached' END,
               CASE WHEN r.answer = 'no' AND NOT r.has_reason THEN 'no_without_reason' END,
               CASE WHEN r.answer = 'not_relevant' AND NOT r.has_reason THEN 'not_relevant_without_reason' END,
               CASE WHEN r.answer IN ('no', 'not_relevant') AND g.entries > 0 THEN 'answer_contradicted' END,
               CASE WHEN r.answer = 'yes' AND r.users < fewest THEN 'few_users' END,
               CASE WHEN r.answer = 'yes' AND r.users IS NULL THEN 'users_unknown' END,
               CASE WHEN r.answer = 'yes' AND NOT r.users_trained AND NOT r.researchers_trained THEN 'no_training' END,
               CASE WHEN r.ritual THEN 'ritual' END], NULL),
           @internal@.involvement_label(), r.institution_id, r.region_id, r.answer, s.phases, s.degrees, s.weights, model, scale, hod, weakest
    FROM report AS r
    LEFT JOIN registered AS g ON g.project_id = r.project_id
    LEFT JOIN scored AS s ON s.project_id = r.project_id
    ORDER BY r.project_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION involvement_scores(integer, text) IS
    'derived score of involvement of every project with a delivered report, from 0 to 100 with 2 decimals: 100 * sum(weight * degree / highest degree) / sum(weight) over the phases reached, degree 0 where nobody took part; NULL for not relevant, unanswered, no phase reached, and a yes whose degrees are all of another scale. Always with its label: derived, not validated, not official; with degrees and weights per phase, and flags, of which none lowers the score';

CREATE FUNCTION involvement_score_distribution(
    year integer, rule_set text DEFAULT NULL,
    OUT unit_level text, OUT institution_id text, OUT name text, OUT projects bigint, OUT scored bigint,
    OUT lowest numeric, OUT lower_quartile numeric, OUT median numeric, OUT upper_quartile numeric, OUT highest numeric,
    OUT at_0 bigint, OUT above_0_to_25 bigint, OUT above_25_to_50 bigint, OUT above_50_to_75 bigint, OUT above_75_to_100 bigint,
    OUT no_justified bigint, OUT label text, OUT rule_set_used text, OUT origin text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
BEGIN
    RETURN QUERY
    WITH score AS MATERIALIZED (
        SELECT s.* FROM @extschema@.involvement_scores(year, rule_set) AS s
    ), counted AS (
        SELECT u.level, u.id, count(*) AS projects, count(s.score) AS scored, min(s.score) AS lowest, max(s.score) AS highest,
               percentile_disc(0.25) WITHIN GROUP (ORDER BY s.score) AS lower_quartile,
               percentile_disc(0.75) WITHIN GROUP (ORDER BY s.score) AS upper_quartile,
               -- of an even number the middle of the two in the middle
               round((percentile_disc(0.5) WITHIN GROUP (ORDER BY s.score)
                      + percentile_disc(0.5) WITHIN GROUP (ORDER BY s.score DESC)) / 2, 2) AS median,
               array_agg(s.score) AS scores,
               count(*) FILTER (WHERE s.answer = 'no' AND s.score IS NOT NULL AND NOT 'no_without_reason' = ANY (s.flags)) AS no_justified,
               min(s.label) AS label, min(s.rule_set_used) AS rule_set_used, min(s.origin) AS origin
        FROM score AS s
        CROSS JOIN LATERAL (
            SELECT 'institution' AS level, s.institution_id AS id WHERE s.institution_id IS NOT NULL
            UNION ALL SELECT 'rhf', s.region_id WHERE s.region_id IS NOT NULL
            UNION ALL SELECT 'nation', 'NO' WHERE s.region_id IS NOT NULL) AS u
        GROUP BY u.level, u.id
    )
    SELECT c.level, c.id, coalesce(i.name, CASE c.level WHEN 'nation' THEN 'Norge' END), c.projects, c.scored,
           c.lowest, c.lower_quartile, c.median, c.upper_quartile, c.highest,
           b.at_0, b.to_25, b.to_50, b.to_75, b.to_100, c.no_justified, c.label, c.rule_set_used, c.origin
    FROM counted AS c
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE v = 0) AS at_0, count(*) FILTER (WHERE v > 0 AND v <= 25) AS to_25,
               count(*) FILTER (WHERE v > 25 AND v <= 50) AS to_50, count(*) FILTER (WHERE v > 50 AND v <= 75) AS to_75,
               count(*) FILTER (WHERE v > 75) AS to_100
        FROM unnest(c.scores) AS v) AS b
    LEFT JOIN @extschema@.institutions_at(year) AS i ON i.institution_id = c.id
    ORDER BY array_position('{institution,rhf,nation}'::text[], c.level), c.id COLLATE "C";
END
$$;
COMMENT ON FUNCTION involvement_score_distribution(integer, text) IS
    'distribution of the derived score per institution, region and nation, for the data are ordinal and a mean says nothing: projects with a delivered report, those with a score, quartiles (nearest rank) and median (2 decimals), how many stand where, and how many of the zeros are a no with a reason; always with its label';
