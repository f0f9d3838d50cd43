-- User involvement: what was reported, shares of projects and of money per unit
-- and programme, and over years.

CREATE FUNCTION @internal@.has_involvement_rules(rule_set text) RETURNS boolean
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT FROM @extschema@.rule_parameter_definition AS d
        WHERE d.name LIKE 'involvement.%' AND @internal@.rule_parameter_value(rule_set, d.name) IS NOT NULL);
END;
COMMENT ON FUNCTION @internal@.has_involvement_rules(text) IS 'whether a rule set has any rule of user involvement; one from before 2015 has none';

CREATE FUNCTION @internal@.lacking_for_involvement(rule_set text, figure text) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- what waits for what is said once, in rule_need
    SELECT string_agg(d.name, ', ' ORDER BY d.name COLLATE "C")
    FROM @extschema@.rule_parameter_definition AS d
    WHERE d.name LIKE 'involvement.%' AND @internal@.rule_parameter_value(rule_set, d.name) IS NULL
      AND EXISTS (SELECT FROM @extschema@.rule_need AS n CROSS JOIN LATERAL unnest(n.figures) AS f(pattern)
                  WHERE d.name LIKE n.names AND figure LIKE f.pattern);
END;
COMMENT ON FUNCTION @internal@.lacking_for_involvement(text, text) IS
    'the parameters without value that a figure about user involvement waits for; NULL: none';

CREATE FUNCTION @internal@.involvement_parameter_patterns(rule_set text) RETURNS text[]
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT ARRAY['user\_definition.%', 'involvement\_reasons.%', 'involvement.min\_users', 'involvement.ritual%', 'involvement.user\_definition',
                 'involvement.degree\_scale',
                 'involvement\_phases.' || coalesce(@internal@.rule_parameter_value(rule_set, 'involvement.phase_model'), '') || '.%'];
END;
COMMENT ON FUNCTION @internal@.involvement_parameter_patterns(text) IS
    'LIKE patterns of the parameters on which those figures about user involvement rest that rest on any';

CREATE TYPE @internal@.involvement_entry AS (
    project_id text,
    phase text,
    level text,
    degree text,
    place integer,
    end_user boolean,
    wide_user boolean,
    counts boolean
);
COMMENT ON TYPE @internal@.involvement_entry IS
    'a way in which users took part: phase of a model (NULL: the model does not have it), degree and its place on the scale of a rule set (NULL: not of that scale), and whether the user is an end user, one in the wide meaning, and one that counts; what the rule set has no value for is NULL';

CREATE FUNCTION @internal@.compute_involvement_entries(year integer, rule_set text, phases text) RETURNS SETOF @internal@.involvement_entry
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    scale text := 'involvement_degrees.' || @internal@.rule_parameter_value(rule_set, 'involvement.degree_scale');
    definition text := @internal@.rule_parameter_value(rule_set, 'involvement.user_definition');
BEGIN
    PERFORM @internal@.require_phase_model(rule_set, nullif(phases, '')) WHERE phases <> '';
    RETURN QUERY
    SELECT i.project_id, p.folds_to, i.level, d.code, d.folds_to::integer, e.code IS NOT NULL, w.code IS NOT NULL,
           CASE definition WHEN 'end_users' THEN e.code IS NOT NULL WHEN 'wide' THEN w.code IS NOT NULL END
    FROM @internal@.registered_involvements(year) AS i
    LEFT JOIN @internal@.rule_set_codes(rule_set, 'involvement_phases.' || phases) AS p ON p.code = i.phase
    LEFT JOIN @internal@.rule_set_codes(rule_set, scale) AS d ON d.code = i.degree
    LEFT JOIN @internal@.rule_set_codes(rule_set, 'user_definition.end_users') AS e ON e.code = i.user_type
    LEFT JOIN @internal@.rule_set_codes(rule_set, 'user_definition.wide') AS w ON w.code = i.user_type;
END
$$;
COMMENT ON FUNCTION @internal@.compute_involvement_entries(integer, text, text) IS 'body of involvement_entries()';

CREATE FUNCTION @internal@.involvement_entries(year integer, rule_set text, phases text) RETURNS SETOF @internal@.involvement_entry
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.involvement_entries(integer, text, text) IS
    'how users took part in the year, a row per registered way, in a model of phases (empty: in none) and by a rule set''s scale of degrees and definition of users';

CREATE TYPE @internal@.involvement_report AS (
    project_id text,
    institution_id text,
    region_id text,
    programme text,
    answer text,
    has_reason boolean,
    phase_reached text,
    highest integer,
    amount numeric,
    delivered boolean,
    is_yes boolean,
    is_no boolean,
    is_not_relevant boolean,
    is_unanswered boolean,
    is_relevant boolean,
    end_user boolean,
    wide_user boolean,
    enough_users boolean,
    few_users boolean,
    users_unknown boolean,
    trains_users boolean,
    trains_researchers boolean,
    trains_both boolean,
    trains_nobody boolean,
    changed boolean,
    ritual boolean,
    without_phase boolean
);
COMMENT ON TYPE @internal@.involvement_report IS
    'the report of a project: where it belongs (NULL: to no institution), its answer (NULL: not delivered or unanswered), whether a reason justifies a no or not relevant, phase reached in the rule set''s model, highest degree of involvement that counts, the project''s money of the year; then what it counts as, from end_user on only with a yes; ritual and without_phase NULL where the rule set has no value for what they rest on';

CREATE FUNCTION @internal@.compute_involvement_reports(year integer, rule_set text) RETURNS SETOF @internal@.involvement_report
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    model text := coalesce(@internal@.rule_parameter_value(rule_set, 'involvement.phase_model'), '');
    definition text := @internal@.rule_parameter_value(rule_set, 'involvement.user_definition');
    knows_ritual boolean := @internal@.lacking_for_involvement(rule_set, 'user_involvement.ritual') IS NULL;
    fewest integer := @internal@.rule_parameter_value(rule_set, 'involvement.min_users')::integer;
    most_phases integer := @internal@.rule_parameter_value(rule_set, 'involvement.ritual_max_phases')::integer;
    most_degree integer := @internal@.rule_parameter_value(rule_set, 'involvement.ritual_max_degree')::integer;
BEGIN
    RETURN QUERY
    WITH entry AS (
        SELECT e.project_id, bool_or(e.end_user) AS end_user, bool_or(e.wide_user) AS wide_user,
               count(DISTINCT e.phase) FILTER (WHERE e.counts) AS phases, max(e.place) FILTER (WHERE e.counts) AS highest
        FROM @internal@.involvement_entries(year, rule_set, model) AS e
        GROUP BY e.project_id
    ), money AS (
        SELECT m.project_id, sum(m.amount_nok) AS amount FROM @internal@.project_money(year) AS m GROUP BY m.project_id
    ), report AS (
        SELECT r.project_id, p.institution_id, p.region_id, p.programme, r.answer, j.code IS NOT NULL AS has_reason, f.folds_to AS phase_reached,
               e.highest, coalesce(m.amount, 0.00) AS amount, r.delivered, coalesce(r.answer = 'yes', false) AS is_yes,
               CASE WHEN r.users >= 0 THEN r.users END AS users, r.users_trained, r.researchers_trained,
               coalesce(e.end_user, false) AS end_user, coalesce(e.wide_user, false) AS wide_user, coalesce(e.phases, 0) AS phases,
               coalesce(c.changed, false) AS changed
        FROM @internal@.project_reports(year) AS r
        JOIN @internal@.projects(year) AS p ON p.project_id = r.project_id
        LEFT JOIN @internal@.rule_set_codes(rule_set, 'involvement_reasons') AS j ON j.code = r.reason_code
        LEFT JOIN @internal@.rule_set_codes(rule_set, 'involvement_phases.' || model) AS f ON f.code = r.phase_reached
        LEFT JOIN entry AS e ON e.project_id = r.project_id
        LEFT JOIN @internal@.involvement_effects(year) AS c ON c.project_id = r.project_id
        LEFT JOIN money AS m ON m.project_id = r.project_id
    )
    SELECT r.project_id, r.institution_id, r.region_id, r.programme, r.answer, r.has_reason, r.phase_reached, r.highest, r.amount,
           r.delivered, r.is_yes, coalesce(r.answer = 'no', false), coalesce(r.answer = 'not_relevant', false), r.delivered AND r.answer IS NULL,
           r.delivered AND NOT (coalesce(r.answer = 'not_relevant', false) AND r.has_reason),
           r.is_yes AND r.end_user, r.is_yes AND r.wide_user,
           r.is_yes AND coalesce(r.users >= fewest, false), r.is_yes AND coalesce(r.users < fewest, false), r.is_yes AND r.users IS NULL,
           r.is_yes AND r.users_trained, r.is_yes AND r.researchers_trained, r.is_yes AND r.users_trained AND r.researchers_trained,
           r.is_yes AND NOT r.users_trained AND NOT r.researchers_trained, r.is_yes AND r.changed,
           CASE WHEN knows_ritual THEN r.is_yes AND NOT r.changed AND coalesce(r.phases BETWEEN 1 AND most_phases AND r.highest <= most_degree, false) END,
           CASE WHEN model <> '' AND definition IS NOT NULL THEN r.is_yes AND r.phases = 0 END
    FROM report AS r;
END
$$;
COMMENT ON FUNCTION @internal@.compute_involvement_reports(integer, text) IS 'body of involvement_reports()';

CREATE FUNCTION @internal@.involvement_reports(year integer, rule_set text) RETURNS SETOF @internal@.involvement_report
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION @internal@.involvement_reports(integer, text) IS
    'the reports due in a year, one per project, with what each counts as; ritual: few phases, low degree, no change registered';

CREATE FUNCTION @internal@.involvement_units(
    year integer, rule_set text, only_level text, only_unit text, OUT institution_id text, OUT unit_level text, OUT unit_id text)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH report AS MATERIALIZED (
        SELECT r.institution_id FROM @internal@.involvement_reports(year, rule_set) AS r
    )
    SELECT u.institution_id, u.unit_level, u.unit_id
    FROM @internal@.asked_units(year, only_level, only_unit) AS u
    -- a hospital without any report is shown, not passed over
    WHERE EXISTS (SELECT FROM report)
      AND (u.unit_level <> 'institution' OR u.institution_id IN (SELECT r.institution_id FROM report AS r)
           OR EXISTS (SELECT FROM @extschema@.institutions_at(year) AS i
                      WHERE i.institution_id = u.institution_id AND i.region_id IS NOT NULL AND i.kind <> 'rhf'));
END;
COMMENT ON FUNCTION @internal@.involvement_units(integer, text, text, text) IS
    'the units (of a level and an id, or all) that user involvement is shown for, each with its institutions: none in a year without reports';

CREATE TYPE involvement_of_unit AS (
    unit_level text,
    institution_id text,
    name text,
    reports_due bigint,
    delivered bigint,
    yes bigint,
    no bigint,
    not_relevant bigint,
    unanswered bigint,
    share numeric,
    ci_low numeric,
    ci_high numeric,
    relevant_share numeric,
    end_user_share numeric,
    amount numeric,
    amount_yes numeric,
    money_share numeric,
    missing bigint,
    amount_missing numeric,
    relevant bigint,
    relevant_ci_low numeric,
    relevant_ci_high numeric,
    end_users bigint,
    end_user_ci_low numeric,
    end_user_ci_high numeric,
    wide_users bigint,
    wide_share numeric,
    wide_ci_low numeric,
    wide_ci_high numeric,
    no_justified bigint,
    no_unjustified bigint,
    not_relevant_justified bigint,
    not_relevant_unjustified bigint,
    enough_users bigint,
    few_users bigint,
    users_unknown bigint,
    users_trained bigint,
    researchers_trained bigint,
    both_trained bigint,
    none_trained bigint,
    changed bigint,
    changed_share numeric,
    ritual bigint,
    without_phase bigint,
    end_user_types text[],
    wide_user_types text[],
    rule_set_used text,
    origin text,
    programme text
);
COMMENT ON TYPE involvement_of_unit IS
    'user involvement of a unit in a year; programme NULL: in all of its projects';

CREATE FUNCTION @internal@.compute_user_involvement_by_programme(year integer, rule_set text) RETURNS SETOF involvement_of_unit
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 200
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    fewest text := @internal@.require_parameter(hod, 'involvement.min_users');
    weakest text := @internal@.rule_origin(hod, @internal@.involvement_parameter_patterns(hod));
    end_types text[] := ARRAY(SELECT c.code FROM @internal@.rule_set_codes(hod, 'user_definition.end_users') AS c ORDER BY c.code COLLATE "C");
    wide_types text[] := ARRAY(SELECT c.code FROM @internal@.rule_set_codes(hod, 'user_definition.wide') AS c ORDER BY c.code COLLATE "C");
BEGIN
    RETURN QUERY
    WITH report AS MATERIALIZED (
        SELECT r.*, coalesce(r.programme, 'unknown') AS known_programme FROM @internal@.involvement_reports(year, hod) AS r
    ), counted AS (
        SELECT u.unit_level, u.unit_id, r.known_programme AS programme,
               count(r.project_id) AS due, count(*) FILTER (WHERE r.delivered) AS delivered,
               count(*) FILTER (WHERE r.is_yes) AS yes, count(*) FILTER (WHERE r.is_no) AS no,
               count(*) FILTER (WHERE r.is_not_relevant) AS not_relevant, count(*) FILTER (WHERE r.is_unanswered) AS unanswered,
               count(*) FILTER (WHERE r.is_no AND r.has_reason) AS no_justified,
               count(*) FILTER (WHERE r.is_not_relevant AND r.has_reason) AS not_relevant_justified,
               count(*) FILTER (WHERE r.is_relevant) AS relevant,
               count(*) FILTER (WHERE r.end_user) AS end_users, count(*) FILTER (WHERE r.wide_user) AS wide_users,
               count(*) FILTER (WHERE r.enough_users) AS enough_users, count(*) FILTER (WHERE r.few_users) AS few_users,
               count(*) FILTER (WHERE r.users_unknown) AS users_unknown,
               count(*) FILTER (WHERE r.trains_users) AS users_trained, count(*) FILTER (WHERE r.trains_researchers) AS researchers_trained,
               count(*) FILTER (WHERE r.trains_both) AS both_trained, count(*) FILTER (WHERE r.trains_nobody) AS none_trained,
               count(*) FILTER (WHERE r.changed) AS changed,
               CASE WHEN count(r.project_id) = count(r.ritual) THEN count(*) FILTER (WHERE r.ritual) END AS ritual,
               CASE WHEN count(r.project_id) = count(r.without_phase) THEN count(*) FILTER (WHERE r.without_phase) END AS without_phase,
               coalesce(sum(r.amount) FILTER (WHERE r.delivered), 0.00) AS amount,
               coalesce(sum(r.amount) FILTER (WHERE r.is_yes), 0.00) AS amount_yes,
               coalesce(sum(r.amount) FILTER (WHERE NOT r.delivered), 0.00) AS amount_missing
        FROM @internal@.involvement_units(year, hod, NULL, NULL) AS u
        LEFT JOIN report AS r ON r.institution_id = u.institution_id
        GROUP BY GROUPING SETS ((u.unit_level, u.unit_id), (u.unit_level, u.unit_id, r.known_programme))
        HAVING grouping(r.known_programme) = 1 OR count(r.project_id) > 0
    )
    SELECT c.unit_level, c.unit_id, n.name, c.due, c.delivered, c.yes, c.no, c.not_relevant, c.unanswered,
           round(c.yes::numeric / nullif(c.delivered, 0), 4), round(s.low, 4), round(s.high, 4),
           round(c.yes::numeric / nullif(c.relevant, 0), 4), round(c.end_users::numeric / nullif(c.delivered, 0), 4),
           c.amount, c.amount_yes, round(c.amount_yes / nullif(c.amount, 0), 4),
           c.due - c.delivered, c.amount_missing, c.relevant, round(v.low, 4), round(v.high, 4),
           c.end_users, round(e.low, 4), round(e.high, 4),
           c.wide_users, round(c.wide_users::numeric / nullif(c.delivered, 0), 4), round(w.low, 4), round(w.high, 4),
           c.no_justified, c.no - c.no_justified, c.not_relevant_justified, c.not_relevant - c.not_relevant_justified,
           c.enough_users, c.few_users, c.users_unknown,
           c.users_trained, c.researchers_trained, c.both_trained, c.none_trained,
           c.changed, round(c.changed::numeric / nullif(c.yes, 0), 4), c.ritual, c.without_phase,
           end_types, wide_types, hod, weakest, c.programme
    FROM counted AS c
    LEFT JOIN @internal@.unit_names(year) AS n ON n.unit_id = c.unit_id
    CROSS JOIN LATERAL @extschema@.wilson_interval(c.yes, c.delivered) AS s
    CROSS JOIN LATERAL @extschema@.wilson_interval(c.yes, c.relevant) AS v
    CROSS JOIN LATERAL @extschema@.wilson_interval(c.end_users, c.delivered) AS e
    CROSS JOIN LATERAL @extschema@.wilson_interval(c.wide_users, c.delivered) AS w
    ORDER BY array_position('{institution,rhf,nation}'::text[], c.unit_level), c.unit_id COLLATE "C", c.programme COLLATE "C" NULLS FIRST;
END
$$;
COMMENT ON FUNCTION @internal@.compute_user_involvement_by_programme(integer, text) IS 'body of user_involvement_by_programme()';

CREATE FUNCTION user_involvement_by_programme(year integer, rule_set text DEFAULT NULL) RETURNS SETOF involvement_of_unit
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 200;
COMMENT ON FUNCTION user_involvement_by_programme(integer, text) IS
    'user_involvement split by programme (unknown where none is registered), beside the row with programme NULL for all of the unit; counts and money of the programmes add up to it';

CREATE FUNCTION @internal@.compute_user_involvement(year integer, rule_set text) RETURNS SETOF involvement_of_unit
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    SELECT p.*
    FROM @extschema@.user_involvement_by_programme(year, rule_set) AS p
    WHERE p.programme IS NULL
    ORDER BY array_position('{institution,rhf,nation}'::text[], p.unit_level), p.institution_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.compute_user_involvement(integer, text) IS 'body of user_involvement()';

CREATE FUNCTION user_involvement(year integer, rule_set text DEFAULT NULL) RETURNS SETOF involvement_of_unit
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 50;
COMMENT ON FUNCTION user_involvement(integer, text) IS
    'user involvement of a year per institution, region and nation. reports_due = delivered + missing; delivered = yes + no + not_relevant + unanswered. share = yes of delivered; relevant_share leaves out not relevant with a reason; end_user_share and wide_share are delivered reports with a yes and such a user (the types are given); Wilson 95 % intervals; amount is the money of the year of projects with a delivered report, money_share its part with a yes. A report that is not delivered is missing, never a no. Shares have 4 decimals';

CREATE TYPE involvement_of_year AS (
    year integer,
    unit_level text,
    institution_id text,
    name text,
    reports_due bigint,
    delivered bigint,
    missing bigint,
    yes bigint,
    no bigint,
    not_relevant bigint,
    unanswered bigint,
    share numeric,
    ci_low numeric,
    ci_high numeric,
    relevant_share numeric,
    end_user_share numeric,
    wide_share numeric,
    amount numeric,
    amount_yes numeric,
    money_share numeric,
    changed_share numeric,
    rule_set_used text,
    origin text
);
COMMENT ON TYPE involvement_of_year IS 'user involvement of a unit in one year of several';

CREATE FUNCTION @internal@.compute_user_involvement_series(first_year integer, last_year integer, rule_set text) RETURNS SETOF involvement_of_year
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 200
    SET search_path = pg_catalog, pg_temp
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
    CROSS JOIN LATERAL @extschema@.user_involvement(y.year, compute_user_involvement_series.rule_set) AS u
    ORDER BY array_position('{institution,rhf,nation}'::text[], u.unit_level), u.institution_id COLLATE "C", y.year;
END
$$;
COMMENT ON FUNCTION @internal@.compute_user_involvement_series(integer, integer, text) IS 'body of user_involvement_series()';

CREATE FUNCTION user_involvement_series(first_year integer, last_year integer, rule_set text DEFAULT NULL) RETURNS SETOF involvement_of_year
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 200;
COMMENT ON FUNCTION user_involvement_series(integer, integer, text) IS
    'user involvement year by year per unit, each year by its own rule set unless one is named; a year without reports has no row';
