-- User involvement: what was reported, shares of projects and of money per unit
-- and programme, over years, and the matrix of phases, levels and degrees.  The
-- derived score stands in 58, needs, applications and innovations in 59.
-- jit is off where the planner, which cannot know how few rows functions return,
-- would spend seconds on compiling.

CREATE FUNCTION @internal@.involvement_entries(
    year integer, rule_set text, phases text,
    OUT project_id text, OUT phase text, OUT level text, OUT degree text, OUT place integer,
    OUT user_type text, OUT end_user boolean, OUT wide_user boolean, OUT counts boolean)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
DECLARE
    scale text := 'involvement_degrees.' || @internal@.require_parameter(rule_set, 'involvement.degree_scale');
    definition text := @internal@.require_parameter(rule_set, 'involvement.user_definition');
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_phase_model(rule_set, phases);
    PERFORM @internal@.require_source('project_involvement');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT i.project_id::text, p.folds_to, i.level::text, i.degree::text, d.folds_to::integer, i.user_type::text,
               e.code IS NOT NULL, w.code IS NOT NULL,
               CASE $4 WHEN 'end_users' THEN e.code IS NOT NULL ELSE w.code IS NOT NULL END
        FROM %I.project_involvement AS i
        LEFT JOIN @internal@.rule_set_codes($2, 'involvement_phases.' || $3) AS p ON p.code = i.phase::text
        LEFT JOIN @internal@.rule_set_codes($2, $5) AS d ON d.code = i.degree::text
        LEFT JOIN @internal@.rule_set_codes($2, 'user_definition.end_users') AS e ON e.code = i.user_type::text
        LEFT JOIN @internal@.rule_set_codes($2, 'user_definition.wide') AS w ON w.code = i.user_type::text
        WHERE i.year = $1
    $sql$)
    USING year, rule_set, phases, definition, scale;
END
$$;
COMMENT ON FUNCTION @internal@.involvement_entries(integer, text, text) IS
    'how users took part in the year, a row per registered one: phase of the model (NULL: the model does not have it), degree and its place on the scale of the rule set (NULL: not of that scale), and whether the type of user is an end user, one in the wide meaning, and one that counts by the rule set';

CREATE FUNCTION @internal@.involvement_reports(
    year integer, rule_set text,
    OUT project_id text, OUT institution_id text, OUT region_id text, OUT programme text, OUT needs_source text,
    OUT delivered boolean, OUT answer text, OUT has_reason boolean, OUT phase_reached text,
    OUT users integer, OUT users_trained boolean, OUT researchers_trained boolean,
    OUT end_user boolean, OUT wide_user boolean, OUT phases_involved integer, OUT highest integer,
    OUT changed boolean, OUT ritual boolean, OUT amount numeric)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
DECLARE
    model text := @internal@.require_parameter(rule_set, 'involvement.phase_model');
    most_phases integer := @internal@.rule_parameter_value(rule_set, 'involvement.ritual_max_phases')::integer;
    most_degree integer := @internal@.rule_parameter_value(rule_set, 'involvement.ritual_max_degree')::integer;
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('project', 'project_report', 'project_involvement_effect');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH report AS (
            -- a site's view may repeat a key: one of them counts, whatever the order of rows
            SELECT DISTINCT ON (r.project_id::text COLLATE "C")
                   r.project_id::text AS project_id, r.delivered_on IS NOT NULL AS delivered,
                   CASE WHEN r.delivered_on IS NOT NULL AND r.involvement::text = ANY ('{yes,no,not_relevant}') THEN r.involvement::text END AS answer,
                   r.reason_code::text AS reason_code, r.phase_reached::text AS phase_reached,
                   CASE WHEN r.users >= 0 THEN r.users::integer END AS users,
                   coalesce(r.users_trained, false) AS users_trained, coalesce(r.researchers_trained, false) AS researchers_trained
            FROM %1$I.project_report AS r
            WHERE r.year = $1
            ORDER BY r.project_id::text COLLATE "C", r.delivered_on, r.involvement::text COLLATE "C", r.reason_code::text COLLATE "C",
                     r.phase_reached::text COLLATE "C", r.users, r.users_trained, r.researchers_trained
        ), entry AS (
            SELECT e.project_id, bool_or(e.end_user) AS end_user, bool_or(e.wide_user) AS wide_user,
                   count(DISTINCT e.phase) FILTER (WHERE e.counts)::integer AS phases, max(e.place) FILTER (WHERE e.counts) AS highest
            FROM @internal@.involvement_entries($1, $2, $3) AS e
            GROUP BY e.project_id
        ), effect AS (
            SELECT c.project_id::text AS project_id, bool_or(c.changed::text <> 'none') AS changed
            FROM %1$I.project_involvement_effect AS c
            WHERE c.year = $1
            GROUP BY c.project_id::text
        ), money AS (
            SELECT m.project_id, sum(m.amount_nok) AS amount
            FROM @internal@.project_money($1) AS m
            WHERE m.amount_nok <> ALL ('{NaN,Infinity,-Infinity}'::numeric[])
            GROUP BY m.project_id
        )
        SELECT DISTINCT ON (r.project_id COLLATE "C")
               r.project_id, u.top_id, u.region_id, p.programme::text, p.needs_source::text,
               r.delivered, r.answer, j.code IS NOT NULL, f.folds_to, r.users, r.users_trained, r.researchers_trained,
               r.answer = 'yes' AND coalesce(e.end_user, false), r.answer = 'yes' AND coalesce(e.wide_user, false),
               coalesce(e.phases, 0), e.highest, coalesce(c.changed, false),
               coalesce(r.answer = 'yes' AND e.phases BETWEEN 1 AND $4 AND e.highest <= $5 AND NOT coalesce(c.changed, false), false),
               coalesce(m.amount, 0.00)
        FROM report AS r
        JOIN %1$I.project AS p ON p.project_id::text = r.project_id
        LEFT JOIN @extschema@.institutions_at($1) AS u ON u.institution_id = p.institution_id::text
        LEFT JOIN @internal@.rule_set_codes($2, 'involvement_reasons') AS j ON j.code = r.reason_code
        LEFT JOIN @internal@.rule_set_codes($2, 'involvement_phases.' || $3) AS f ON f.code = r.phase_reached
        LEFT JOIN entry AS e ON e.project_id = r.project_id
        LEFT JOIN effect AS c ON c.project_id = r.project_id
        LEFT JOIN money AS m ON m.project_id = r.project_id
        ORDER BY r.project_id COLLATE "C", p.institution_id::text COLLATE "C", p.programme::text COLLATE "C", p.needs_source::text COLLATE "C"
    $sql$)
    USING year, rule_set, model, most_phases, most_degree;
END
$$;
COMMENT ON FUNCTION @internal@.involvement_reports(integer, text) IS
    'the reports due in a year, one per project: where it belongs (NULL: to no institution), whether it was delivered, its answer (NULL: not delivered or unanswered), whether a reason justifies a no or not relevant, phase reached in the rule set''s model, users (NULL: not given), training, what kinds of users a yes has, phases and highest degree of involvement, whether anything changed, whether it looks ritual (few phases, low degree, no change registered), and the project''s money of the year';

CREATE FUNCTION user_involvement_by_programme(
    year integer, rule_set text DEFAULT NULL,
    OUT unit_level text, OUT institution_id text, OUT name text, OUT programme text,
    OUT reports_due bigint, OUT delivered bigint, OUT yes bigint, OUT no bigint, OUT not_relevant bigint, OUT unanswered bigint,
    OUT share numeric, OUT ci_low numeric, OUT ci_high numeric, OUT relevant_share numeric, OUT end_user_share numeric,
    OUT amount numeric, OUT amount_yes numeric, OUT money_share numeric,
    OUT missing bigint, OUT amount_missing numeric, OUT relevant bigint, OUT relevant_ci_low numeric, OUT relevant_ci_high numeric,
    OUT end_users bigint, OUT end_user_ci_low numeric, OUT end_user_ci_high numeric,
    OUT wide_users bigint, OUT wide_share numeric, OUT wide_ci_low numeric, OUT wide_ci_high numeric,
    OUT no_justified bigint, OUT no_unjustified bigint, OUT not_relevant_justified bigint, OUT not_relevant_unjustified bigint,
    OUT enough_users bigint, OUT few_users bigint, OUT users_unknown bigint,
    OUT users_trained bigint, OUT researchers_trained bigint, OUT both_trained bigint, OUT none_trained bigint,
    OUT changed bigint, OUT changed_share numeric, OUT ritual bigint, OUT without_phase bigint,
    OUT end_user_types text[], OUT wide_user_types text[], OUT rule_set_used text, OUT origin text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    fewest integer := @internal@.require_parameter(hod, 'involvement.min_users')::integer;
    model text := @internal@.require_parameter(hod, 'involvement.phase_model');
    weakest text := @internal@.rule_origin(hod, ARRAY['user\_definition.%', 'involvement\_reasons.%', 'involvement.min\_users',
                                                       'involvement.ritual%', 'involvement.user\_definition', 'involvement.degree\_scale',
                                                       'involvement\_phases.' || model || '.%']);
    end_types text[] := ARRAY(SELECT c.code FROM @internal@.rule_set_codes(hod, 'user_definition.end_users') AS c ORDER BY c.code COLLATE "C");
    wide_types text[] := ARRAY(SELECT c.code FROM @internal@.rule_set_codes(hod, 'user_definition.wide') AS c ORDER BY c.code COLLATE "C");
BEGIN
    RETURN QUERY
    WITH report AS MATERIALIZED (
        SELECT r.*, coalesce(r.programme, 'unknown') AS known_programme FROM @internal@.involvement_reports(year, hod) AS r
    ), institution AS MATERIALIZED (
        SELECT DISTINCT i.top_id, i.name, i.region_id, i.kind FROM @extschema@.institutions_at(year) AS i
    ), unit AS MATERIALIZED (
        -- a hospital without any report is shown, not passed over
        SELECT i.top_id, l.level, l.id
        FROM institution AS i
        CROSS JOIN LATERAL (
            SELECT 'institution' AS level, i.top_id AS id
            WHERE i.region_id IS NOT NULL AND i.kind <> 'rhf' OR EXISTS (SELECT FROM report AS r WHERE r.institution_id = i.top_id)
            UNION ALL SELECT 'rhf', i.region_id WHERE i.region_id IS NOT NULL
            UNION ALL SELECT 'nation', 'NO' WHERE i.region_id IS NOT NULL) AS l
        WHERE EXISTS (SELECT FROM report)
    ), counted AS (
        SELECT u.level, u.id, r.known_programme AS programme,
               count(r.project_id) AS due, count(*) FILTER (WHERE r.delivered) AS delivered,
               count(*) FILTER (WHERE r.answer = 'yes') AS yes, count(*) FILTER (WHERE r.answer = 'no') AS no,
               count(*) FILTER (WHERE r.answer = 'not_relevant') AS not_relevant,
               count(*) FILTER (WHERE r.delivered AND r.answer IS NULL) AS unanswered,
               count(*) FILTER (WHERE r.answer = 'no' AND r.has_reason) AS no_justified,
               count(*) FILTER (WHERE r.answer = 'not_relevant' AND r.has_reason) AS not_relevant_justified,
               count(*) FILTER (WHERE r.end_user) AS end_users, count(*) FILTER (WHERE r.wide_user) AS wide_users,
               count(*) FILTER (WHERE r.answer = 'yes' AND r.users >= fewest) AS enough_users,
               count(*) FILTER (WHERE r.answer = 'yes' AND r.users < fewest) AS few_users,
               count(*) FILTER (WHERE r.answer = 'yes' AND r.users IS NULL) AS users_unknown,
               count(*) FILTER (WHERE r.answer = 'yes' AND r.users_trained) AS users_trained,
               count(*) FILTER (WHERE r.answer = 'yes' AND r.researchers_trained) AS researchers_trained,
               count(*) FILTER (WHERE r.answer = 'yes' AND r.users_trained AND r.researchers_trained) AS both_trained,
               count(*) FILTER (WHERE r.answer = 'yes' AND NOT r.users_trained AND NOT r.researchers_trained) AS none_trained,
               count(*) FILTER (WHERE r.answer = 'yes' AND r.changed) AS changed,
               count(*) FILTER (WHERE r.ritual) AS ritual,
               count(*) FILTER (WHERE r.answer = 'yes' AND r.phases_involved = 0) AS without_phase,
               coalesce(sum(r.amount) FILTER (WHERE r.delivered), 0.00) AS amount,
               coalesce(sum(r.amount) FILTER (WHERE r.answer = 'yes'), 0.00) AS amount_yes,
               coalesce(sum(r.amount) FILTER (WHERE NOT r.delivered), 0.00) AS amount_missing
        FROM unit AS u
        LEFT JOIN report AS r ON r.institution_id = u.top_id
        GROUP BY GROUPING SETS ((u.level, u.id), (u.level, u.id, r.known_programme))
        HAVING grouping(r.known_programme) = 1 OR count(r.project_id) > 0
    )
    SELECT c.level, c.id, coalesce(i.name, CASE c.level WHEN 'nation' THEN 'Norge' END), c.programme,
           c.due, c.delivered, c.yes, c.no, c.not_relevant, c.unanswered,
           round(c.yes::numeric / nullif(c.delivered, 0), 4), round(s.low, 4), round(s.high, 4),
           round(c.yes::numeric / nullif(c.delivered - c.not_relevant_justified, 0), 4),
           round(c.end_users::numeric / nullif(c.delivered, 0), 4),
           c.amount, c.amount_yes, round(c.amount_yes / nullif(c.amount, 0), 4),
           c.due - c.delivered, c.amount_missing, c.delivered - c.not_relevant_justified, round(v.low, 4), round(v.high, 4),
           c.end_users, round(e.low, 4), round(e.high, 4),
           c.wide_users, round(c.wide_users::numeric / nullif(c.delivered, 0), 4), round(w.low, 4), round(w.high, 4),
           c.no_justified, c.no - c.no_justified, c.not_relevant_justified, c.not_relevant - c.not_relevant_justified,
           c.enough_users, c.few_users, c.users_unknown,
           c.users_trained, c.researchers_trained, c.both_trained, c.none_trained,
           c.changed, round(c.changed::numeric / nullif(c.yes, 0), 4), c.ritual, c.without_phase,
           end_types, wide_types, hod, weakest
    FROM counted AS c
    LEFT JOIN institution AS i ON i.top_id = c.id
    CROSS JOIN LATERAL @extschema@.wilson_interval(c.yes, c.delivered) AS s
    CROSS JOIN LATERAL @extschema@.wilson_interval(c.yes, c.delivered - c.not_relevant_justified) AS v
    CROSS JOIN LATERAL @extschema@.wilson_interval(c.end_users, c.delivered) AS e
    CROSS JOIN LATERAL @extschema@.wilson_interval(c.wide_users, c.delivered) AS w
    ORDER BY array_position('{institution,rhf,nation}'::text[], c.level), c.id COLLATE "C", c.programme COLLATE "C" NULLS FIRST;
END
$$;
COMMENT ON FUNCTION user_involvement_by_programme(integer, text) IS
    'user_involvement split by programme (unknown where none is registered), beside the row with programme NULL for all of the unit; counts and money of the programmes add up to it';

CREATE FUNCTION user_involvement(
    year integer, rule_set text DEFAULT NULL,
    OUT unit_level text, OUT institution_id text, OUT name text,
    OUT reports_due bigint, OUT delivered bigint, OUT yes bigint, OUT no bigint, OUT not_relevant bigint, OUT unanswered bigint,
    OUT share numeric, OUT ci_low numeric, OUT ci_high numeric, OUT relevant_share numeric, OUT end_user_share numeric,
    OUT amount numeric, OUT amount_yes numeric, OUT money_share numeric,
    OUT missing bigint, OUT amount_missing numeric, OUT relevant bigint, OUT relevant_ci_low numeric, OUT relevant_ci_high numeric,
    OUT end_users bigint, OUT end_user_ci_low numeric, OUT end_user_ci_high numeric,
    OUT wide_users bigint, OUT wide_share numeric, OUT wide_ci_low numeric, OUT wide_ci_high numeric,
    OUT no_justified bigint, OUT no_unjustified bigint, OUT not_relevant_justified bigint, OUT not_relevant_unjustified bigint,
    OUT enough_users bigint, OUT few_users bigint, OUT users_unknown bigint,
    OUT users_trained bigint, OUT researchers_trained bigint, OUT both_trained bigint, OUT none_trained bigint,
    OUT changed bigint, OUT changed_share numeric, OUT ritual bigint, OUT without_phase bigint,
    OUT end_user_types text[], OUT wide_user_types text[], OUT rule_set_used text, OUT origin text)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT p.unit_level, p.institution_id, p.name, p.reports_due, p.delivered, p.yes, p.no, p.not_relevant, p.unanswered,
           p.share, p.ci_low, p.ci_high, p.relevant_share, p.end_user_share, p.amount, p.amount_yes, p.money_share,
           p.missing, p.amount_missing, p.relevant, p.relevant_ci_low, p.relevant_ci_high,
           p.end_users, p.end_user_ci_low, p.end_user_ci_high, p.wide_users, p.wide_share, p.wide_ci_low, p.wide_ci_high,
           p.no_justified, p.no_unjustified, p.not_relevant_justified, p.not_relevant_unjustified,
           p.enough_users, p.few_users, p.users_unknown, p.users_trained, p.researchers_trained, p.both_trained, p.none_trained,
           p.changed, p.changed_share, p.ritual, p.without_phase, p.end_user_types, p.wide_user_types, p.rule_set_used, p.origin
    FROM @extschema@.user_involvement_by_programme(year, rule_set) AS p
    WHERE p.programme IS NULL
    ORDER BY array_position('{institution,rhf,nation}'::text[], p.unit_level), p.institution_id COLLATE "C";
END;
COMMENT ON FUNCTION user_involvement(integer, text) IS
    'user involvement of a year per institution, region and nation. reports_due = delivered + missing; delivered = yes + no + not_relevant + unanswered. share = yes of delivered; relevant_share leaves out not relevant with a reason; end_user_share and wide_share are delivered reports with a yes and such a user (the types are given); Wilson 95 % intervals; amount is the money of the year of projects with a delivered report, money_share its part with a yes. A report that is not delivered is missing, never a no. Shares have 4 decimals';

CREATE FUNCTION user_involvement_series(
    first_year integer, last_year integer, rule_set text DEFAULT NULL,
    OUT year integer, OUT unit_level text, OUT institution_id text, OUT name text,
    OUT reports_due bigint, OUT delivered bigint, OUT missing bigint, OUT yes bigint, OUT no bigint, OUT not_relevant bigint, OUT unanswered bigint,
    OUT share numeric, OUT ci_low numeric, OUT ci_high numeric, OUT relevant_share numeric, OUT end_user_share numeric, OUT wide_share numeric,
    OUT amount numeric, OUT amount_yes numeric, OUT money_share numeric, OUT changed_share numeric, OUT rule_set_used text, OUT origin text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
BEGIN
    PERFORM @internal@.require_year(y) FROM unnest(ARRAY[first_year, last_year]) AS y;
    IF (last_year - first_year BETWEEN 0 AND 99) IS NOT TRUE THEN
        RAISE EXCEPTION 'years from % to % are no series', first_year, last_year
            USING ERRCODE = 'RI071', HINT = 'Give the first year and then the last; a series has 1 to 100 years.';
    END IF;
    RETURN QUERY
    SELECT y.year, u.unit_level, u.institution_id, u.name, u.reports_due, u.delivered, u.missing, u.yes, u.no, u.not_relevant, u.unanswered,
           u.share, u.ci_low, u.ci_high, u.relevant_share, u.end_user_share, u.wide_share,
           u.amount, u.amount_yes, u.money_share, u.changed_share, u.rule_set_used, u.origin
    FROM generate_series(first_year, last_year) AS y(year)
    CROSS JOIN LATERAL @extschema@.user_involvement(y.year, user_involvement_series.rule_set) AS u
    ORDER BY array_position('{institution,rhf,nation}'::text[], u.unit_level), u.institution_id COLLATE "C", y.year;
END
$$;
COMMENT ON FUNCTION user_involvement_series(integer, integer, text) IS
    'user involvement year by year per unit, each year by its own rule set unless one is named; a year without reports has no row';

-- The matrix ------------------------------------------------------------------

CREATE FUNCTION @internal@.require_unit(year integer, institution_id text, OUT unit_level text, OUT unit_id text)
    RETURNS record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    IF institution_id = 'NO' THEN
        unit_level := 'nation';
        unit_id := 'NO';
    ELSIF institution_id IS NOT NULL THEN
        SELECT CASE i.kind WHEN 'rhf' THEN 'rhf' ELSE 'institution' END, i.top_id INTO unit_level, unit_id
        FROM @extschema@.institutions_at(year) AS i WHERE i.institution_id = require_unit.institution_id;
        IF unit_id IS NULL THEN
            RAISE EXCEPTION 'institution "%" does not exist in %', institution_id, year
                USING ERRCODE = 'RI011',
                      HINT = 'Give an institution_id of the relation institution, or NO for the four health regions; NULL stands for everything.';
        END IF;
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.require_unit(integer, text) IS
    'level and id of the unit that an argument names: an RHF stands for its region, NO for the four regions, a ward for its institution; NULL for NULL (everything); error RI011 when it does not exist';

CREATE FUNCTION involvement_matrix(
    year integer, phases text DEFAULT 'ho21-5', institution_id text DEFAULT NULL, rule_set text DEFAULT NULL,
    OUT phase text, OUT level text, OUT degree text, OUT projects bigint,
    OUT of_projects bigint, OUT share numeric, OUT rule_set_used text, OUT origin text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    model text := @internal@.require_phase_model(hod, phases);
    scale text := 'involvement_degrees.' || @internal@.require_parameter(hod, 'involvement.degree_scale');
    form text := @internal@.require_parameter(hod, 'involvement.matrix_form');
    weakest text := @internal@.rule_origin(hod, ARRAY['involvement.matrix\_form', 'involvement.degree\_scale', 'involvement.user\_definition',
        'involvement\_levels.%', 'involvement\_phase\_order.%', 'involvement\_phases.' || model || '.%', scale || '.%',
        'user\_definition.' || @internal@.require_parameter(hod, 'involvement.user_definition') || '.%']);
    wanted record := @internal@.require_unit(year, institution_id);
BEGIN
    RETURN QUERY
    WITH report AS MATERIALIZED (
        SELECT r.project_id, r.institution_id, r.region_id, r.answer FROM @internal@.involvement_reports(year, hod) AS r
    ), project AS MATERIALIZED (
        SELECT r.project_id
        FROM report AS r
        WHERE r.answer = 'yes'
          AND CASE wanted.unit_level WHEN 'institution' THEN r.institution_id = wanted.unit_id WHEN 'rhf' THEN r.region_id = wanted.unit_id
                                     WHEN 'nation' THEN r.region_id IS NOT NULL ELSE true END
    ), entry AS MATERIALIZED (
        SELECT DISTINCT e.project_id, e.phase, e.level, CASE WHEN e.place IS NOT NULL THEN e.degree END AS degree
        FROM @internal@.involvement_entries(year, hod, model) AS e
        JOIN project AS p ON p.project_id = e.project_id
        WHERE e.counts
    ), phase AS (
        SELECT p.folds_to AS code, min(o.folds_to::integer) AS place
        FROM @internal@.rule_set_codes(hod, 'involvement_phases.' || model) AS p
        LEFT JOIN @internal@.rule_set_codes(hod, 'involvement_phase_order') AS o ON o.code = p.folds_to
        GROUP BY p.folds_to
    ), side AS (
        SELECT l.code AS level, d.code AS degree, l.folds_to::integer AS level_place, d.folds_to::integer AS degree_place
        FROM @internal@.rule_set_codes(hod, 'involvement_levels') AS l
        CROSS JOIN @internal@.rule_set_codes(hod, scale) AS d
        WHERE form = 'crossed'
        UNION ALL
        SELECT l.code, NULL, l.folds_to::integer, NULL FROM @internal@.rule_set_codes(hod, 'involvement_levels') AS l WHERE form <> 'crossed'
        UNION ALL
        SELECT NULL, d.code, NULL, d.folds_to::integer FROM @internal@.rule_set_codes(hod, scale) AS d WHERE form <> 'crossed'
    ), cell AS (
        SELECT p.code AS phase, s.level, s.degree, count(DISTINCT e.project_id) AS projects, p.place, s.level_place, s.degree_place
        FROM phase AS p
        CROSS JOIN side AS s
        LEFT JOIN entry AS e ON e.phase = p.code AND (s.level IS NULL OR e.level = s.level) AND (s.degree IS NULL OR e.degree = s.degree)
        GROUP BY p.code, s.level, s.degree, p.place, s.level_place, s.degree_place
    )
    SELECT c.phase, c.level, c.degree, c.projects, t.n, round(c.projects::numeric / nullif(t.n, 0), 4), hod, weakest
    FROM cell AS c
    CROSS JOIN (SELECT count(*) AS n FROM project) AS t
    WHERE EXISTS (SELECT FROM report)
    ORDER BY c.place, c.phase COLLATE "C", c.level_place NULLS LAST, c.level COLLATE "C", c.degree_place NULLS FIRST, c.degree COLLATE "C";
END
$$;
COMMENT ON FUNCTION involvement_matrix(integer, text, text, text) IS
    'projects with involvement in each phase of a model (ho21-5, seven, three), level and degree, zeros included, of the projects with a delivered yes; a project counts once in every cell it has. institution_id: an institution, an RHF for its region, NO for the four regions, NULL for all projects; a year without reports has no rows. origin inferred: crossing levels with degrees, and the order of degrees, follow from no source; a rule set with involvement.matrix_form side_by_side gives level and degree apart, the other one NULL';
