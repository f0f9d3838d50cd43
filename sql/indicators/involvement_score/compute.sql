-- The derived score of involvement: an index of our own, exact, always with its
-- label, its weights and the flags that qualify it; per project, and as a
-- distribution per unit, since the degrees are ordinal.  Degrees and the phase
-- that is reached accumulate over the years; a no with a reason is a class of
-- its own, without a score.

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

CREATE FUNCTION @internal@.score_parameter_patterns(rule_set text) RETURNS text[]
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT ARRAY['involvement.%', 'involvement\_phase\_order.%', 'involvement\_reasons.%',
                 'involvement\_phases.' || coalesce(@internal@.rule_parameter_value(rule_set, 'involvement.phase_model'), '') || '.%',
                 'involvement\_degrees.' || coalesce(@internal@.rule_parameter_value(rule_set, 'involvement.degree_scale'), '') || '.%',
                 'user\_definition.' || coalesce(@internal@.rule_parameter_value(rule_set, 'involvement.user_definition'), '') || '.%'];
END;
COMMENT ON FUNCTION @internal@.score_parameter_patterns(text) IS 'LIKE patterns of the parameters on which the derived score rests';

CREATE TYPE @internal@.known_degree AS (
    project_id text,
    phase text,
    degree integer,
    reached text
);
COMMENT ON TYPE @internal@.known_degree IS
    'what delivered reports of a year or those before say: a phase in which users that count took part (NULL: none) with its degree (NULL: of another scale), or a phase that the project had reached';

CREATE FUNCTION @internal@.compute_known_degrees(year integer, rule_set text, model text) RETURNS SETOF @internal@.known_degree
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH report AS MATERIALIZED (
        SELECT y.year, r.project_id, r.answer, f.folds_to AS reached
        FROM @internal@.report_years(compute_known_degrees.year) AS y(year)
        CROSS JOIN LATERAL @internal@.project_reports(y.year) AS r
        LEFT JOIN @internal@.rule_set_codes(rule_set, 'involvement_phases.' || model) AS f ON f.code = r.phase_reached
        WHERE r.delivered
    )
    SELECT r.project_id, e.phase, max(e.place), NULL
    FROM @internal@.report_years(compute_known_degrees.year) AS y(year)
    CROSS JOIN LATERAL @internal@.involvement_entries(y.year, rule_set, model) AS e
    JOIN report AS r ON r.year = y.year AND r.project_id = e.project_id AND r.answer = 'yes'
    WHERE e.counts AND e.phase IS NOT NULL
    GROUP BY r.project_id, e.phase
    UNION ALL
    SELECT DISTINCT r.project_id, NULL, NULL::integer, r.reached FROM report AS r WHERE r.reached IS NOT NULL;
END;
COMMENT ON FUNCTION @internal@.compute_known_degrees(integer, text, text) IS 'body of known_degrees()';

CREATE FUNCTION @internal@.known_degrees(year integer, rule_set text, model text) RETURNS SETOF @internal@.known_degree
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.known_degrees(integer, text, text) IS
    'the highest degree of every phase of a project, and the phases that it had reached, by all delivered reports up to the year';

CREATE TYPE involvement_score_of_project AS (
    project_id text,
    score numeric,
    flags text[],
    label text,
    institution_id text,
    region_id text,
    answer text,
    phases_reached text[],
    degrees jsonb,
    weights jsonb,
    phase_model text,
    degree_scale text,
    rule_set_used text,
    origin text
);
COMMENT ON TYPE involvement_score_of_project IS
    'the derived score of a project (derived, not validated, not official) with what it is made of and the flags that qualify it';

CREATE FUNCTION @internal@.compute_involvement_scores(year integer, rule_set text) RETURNS SETOF involvement_score_of_project
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    model text := @internal@.require_phase_model(hod, @internal@.require_parameter(hod, 'involvement.phase_model'));
    scale text := @internal@.require_parameter(hod, 'involvement.degree_scale');
    definition text := @internal@.require_parameter(hod, 'involvement.user_definition');
    top integer := (SELECT max(c.folds_to::integer) FROM @internal@.rule_set_codes(hod, 'involvement_degrees.' || scale) AS c);
    weakest text := @internal@.rule_origin(hod, @internal@.score_parameter_patterns(hod));
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
    ), known AS MATERIALIZED (
        SELECT k.* FROM @internal@.known_degrees(year, hod, model) AS k
    ), report AS MATERIALIZED (
        SELECT r.*, n.reached_place, r.is_no AND r.has_reason AS is_justified_no
        FROM @internal@.involvement_reports(year, hod) AS r
        LEFT JOIN (SELECT k.project_id, max(n.place) AS reached_place
                   FROM known AS k JOIN phase AS n ON n.phase = k.reached GROUP BY k.project_id) AS n ON n.project_id = r.project_id
        WHERE r.delivered
    ), accumulated AS (
        SELECT k.project_id, count(k.degree) = 0 AS of_another_scale
        FROM known AS k WHERE k.phase IS NOT NULL
        GROUP BY k.project_id
    ), registered AS (
        SELECT r.project_id, count(*) AS entries, count(e.phase) FILTER (WHERE e.counts) AS phases,
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
        LEFT JOIN known AS k ON k.project_id = r.project_id AND k.phase = n.phase
        CROSS JOIN LATERAL (SELECT coalesce(k.degree, 0) AS degree) AS d
        WHERE r.is_yes OR r.is_no AND NOT r.is_justified_no
        GROUP BY r.project_id
    )
    SELECT r.project_id,
           -- degrees of another scale say nothing on this one
           CASE WHEN a.of_another_scale THEN NULL ELSE s.score END,
           array_remove(ARRAY[
               CASE WHEN r.is_unanswered THEN 'unanswered' END,
               CASE WHEN r.reached_place IS NULL THEN 'no_phase_reached' END,
               CASE WHEN r.is_yes AND g.entries IS NULL THEN 'yes_without_phase' END,
               CASE WHEN r.is_yes AND g.entries > 0 AND g.phases = 0 THEN 'no_counted_phase' END,
               CASE WHEN r.is_yes AND g.without_degree > 0 THEN 'phase_without_degree' END,
               CASE WHEN r.is_yes AND g.beyond > 0 THEN 'phase_not_reached' END,
               CASE WHEN r.is_no AND NOT r.has_reason THEN 'no_without_reason' END,
               CASE WHEN r.is_not_relevant AND NOT r.has_reason THEN 'not_relevant_without_reason' END,
               CASE WHEN (r.is_no OR r.is_not_relevant) AND g.entries > 0 THEN 'answer_contradicted' END,
               CASE WHEN r.few_users THEN 'few_users' END,
               CASE WHEN r.users_unknown THEN 'users_unknown' END,
               CASE WHEN r.trains_nobody THEN 'no_training' END,
               CASE WHEN r.ritual THEN 'ritual' END], NULL),
           @internal@.involvement_label(), r.institution_id, r.region_id, r.answer, s.phases, s.degrees, s.weights, model, scale, hod, weakest
    FROM report AS r
    LEFT JOIN registered AS g ON g.project_id = r.project_id
    LEFT JOIN accumulated AS a ON a.project_id = r.project_id
    LEFT JOIN scored AS s ON s.project_id = r.project_id
    ORDER BY r.project_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.compute_involvement_scores(integer, text) IS 'body of involvement_scores()';

CREATE FUNCTION involvement_scores(year integer, rule_set text DEFAULT NULL) RETURNS SETOF involvement_score_of_project
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION involvement_scores(integer, text) IS
    'derived score of involvement of every project with a delivered report, from 0 to 100 with 2 decimals: 100 * sum(weight * degree / highest degree) / sum(weight) over the phases reached, with the highest degree of each that any delivered report up to the year tells of, 0 where nobody took part; NULL for not relevant, a no with a reason (a class of its own), unanswered, no phase reached, and degrees that are all of another scale. Always with its label: derived, not validated, not official; with degrees and weights per phase, and flags, of which none lowers the score';

CREATE TYPE @internal@.ranked_score AS (
    unit_level text,
    unit_id text,
    project_id text,
    score numeric,
    answer text,
    flags text[],
    rank bigint,
    scored bigint,
    in_lower_quartile numeric,
    in_median numeric,
    in_upper_quartile numeric
);
COMMENT ON TYPE @internal@.ranked_score IS
    'the score of a project in a unit, its rank there among those scored (after them without a score), and how much of it (1, 0.5 or 0) makes quartiles and median';

CREATE FUNCTION @internal@.compute_ranked_scores(year integer, rule_set text) RETURNS SETOF @internal@.ranked_score
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH placed AS (
        SELECT u.unit_level, u.unit_id, s.project_id, s.score, s.answer, s.flags,
               row_number() OVER (PARTITION BY u.unit_level, u.unit_id ORDER BY s.score, s.project_id COLLATE "C") AS rank,
               count(s.score) OVER (PARTITION BY u.unit_level, u.unit_id) AS n
        FROM @extschema@.involvement_scores(year, rule_set) AS s
        JOIN @extschema@.units(year) AS u ON u.institution_id = s.institution_id
    )
    -- quartiles by nearest rank; of an even number the median is the middle of the two in the middle
    SELECT p.unit_level, p.unit_id, p.project_id, p.score, p.answer, p.flags, p.rank, p.n,
           CASE p.rank WHEN (p.n + 3) / 4 THEN 1 ELSE 0 END,
           CASE WHEN p.n % 2 = 1 AND p.rank = (p.n + 1) / 2 THEN 1 WHEN p.n % 2 = 0 AND p.rank IN (p.n / 2, p.n / 2 + 1) THEN 0.5 ELSE 0 END,
           CASE p.rank WHEN (3 * p.n + 3) / 4 THEN 1 ELSE 0 END
    FROM placed AS p;
END;
COMMENT ON FUNCTION @internal@.compute_ranked_scores(integer, text) IS 'body of ranked_scores()';

CREATE FUNCTION @internal@.ranked_scores(year integer, rule_set text) RETURNS SETOF @internal@.ranked_score
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.ranked_scores(integer, text) IS
    'the derived scores of the projects of every unit in their order, under a hod rule set';

CREATE TYPE involvement_score_of_unit AS (
    unit_level text,
    institution_id text,
    name text,
    projects bigint,
    scored bigint,
    lowest numeric,
    lower_quartile numeric,
    median numeric,
    upper_quartile numeric,
    highest numeric,
    at_0 bigint,
    above_0_to_25 bigint,
    above_25_to_50 bigint,
    above_50_to_75 bigint,
    above_75_to_100 bigint,
    no_justified bigint,
    label text,
    rule_set_used text,
    origin text
);
COMMENT ON TYPE involvement_score_of_unit IS
    'how the derived scores of a unit''s projects are distributed (derived, not validated, not official)';

CREATE FUNCTION @internal@.compute_involvement_score_distribution(year integer, rule_set text) RETURNS SETOF involvement_score_of_unit
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    weakest text := @internal@.rule_origin(hod, @internal@.score_parameter_patterns(hod));
BEGIN
    RETURN QUERY
    WITH counted AS (
        SELECT s.unit_level, s.unit_id, count(*) AS projects, count(s.score) AS scored, min(s.score) AS lowest, max(s.score) AS highest,
               round(sum(s.score * s.in_lower_quartile), 2) AS lower_quartile, round(sum(s.score * s.in_median), 2) AS median,
               round(sum(s.score * s.in_upper_quartile), 2) AS upper_quartile,
               count(*) FILTER (WHERE s.score = 0) AS at_0, count(*) FILTER (WHERE s.score > 0 AND s.score <= 25) AS to_25,
               count(*) FILTER (WHERE s.score > 25 AND s.score <= 50) AS to_50, count(*) FILTER (WHERE s.score > 50 AND s.score <= 75) AS to_75,
               count(*) FILTER (WHERE s.score > 75) AS to_100,
               count(*) FILTER (WHERE s.answer = 'no' AND NOT 'no_without_reason' = ANY (s.flags)) AS no_justified
        FROM @internal@.ranked_scores(year, hod) AS s
        GROUP BY s.unit_level, s.unit_id
    )
    SELECT c.unit_level, c.unit_id, n.name, c.projects, c.scored, c.lowest, c.lower_quartile, c.median, c.upper_quartile, c.highest,
           c.at_0, c.to_25, c.to_50, c.to_75, c.to_100, c.no_justified, @internal@.involvement_label(), hod, weakest
    FROM counted AS c
    LEFT JOIN @internal@.unit_names(year) AS n ON n.unit_id = c.unit_id
    ORDER BY array_position('{institution,rhf,nation}'::text[], c.unit_level), c.unit_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.compute_involvement_score_distribution(integer, text) IS 'body of involvement_score_distribution()';

CREATE FUNCTION involvement_score_distribution(year integer, rule_set text DEFAULT NULL) RETURNS SETOF involvement_score_of_unit
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 50;
COMMENT ON FUNCTION involvement_score_distribution(integer, text) IS
    'distribution of the derived score per institution, region and nation, for the data are ordinal and a mean says nothing: projects with a delivered report, those with a score, quartiles (nearest rank) and median (2 decimals), how many stand where, and how many beside them are a no with a reason, which has no score; always with its label';
