-- The innovation indicator: phases entered, adoptions, benefit, their points,
-- and how complete the registration is.

CREATE TYPE @internal@.mapped_entry AS (
    institution_id text,
    innovation_id text,
    funding_mode text,
    name text,
    phase text,
    entered_on date
);
COMMENT ON TYPE @internal@.mapped_entry IS
    'an innovation in a phase: the site''s own name, and the rule set''s phase (NULL: unmapped)';

CREATE FUNCTION @internal@.mapped_innovation_entries(year integer, rule_set text) RETURNS SETOF @internal@.mapped_entry
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH mapping AS MATERIALIZED (
        SELECT c.code, c.folds_to FROM @internal@.rule_set_codes(rule_set, 'innovation_phase') AS c
    )
    -- an institution's own mapping goes before the common one
    SELECT n.institution_id, n.innovation_id, n.funding_mode, e.phase, coalesce(own.folds_to, common.folds_to), e.entered_on
    FROM @internal@.innovation_entries() AS e
    JOIN @internal@.innovations(year) AS n ON n.innovation_id = e.innovation_id
    LEFT JOIN mapping AS own ON own.code = n.institution_id || ':' || e.phase
    LEFT JOIN mapping AS common ON common.code = e.phase;
END;
COMMENT ON FUNCTION @internal@.mapped_innovation_entries(integer, text) IS
    'the phases of innovations with what the rule set''s list innovation_phase makes of their names';

CREATE TYPE @internal@.innovation_event AS (
    institution_id text,
    innovation_id text,
    funding_mode text,
    event text,
    code text,
    points numeric
);
COMMENT ON TYPE @internal@.innovation_event IS
    'what counts of an innovation in a year, and its points (NULL: unmapped or unset); funding_mode unknown where it is not registered';

CREATE FUNCTION @internal@.innovation_prices(rule_set text, OUT event text, OUT code text, OUT points numeric)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT 'phase', c.code, c.folds_to::numeric
    FROM @internal@.rule_set_codes(rule_set, 'innovation.phase_points') AS c
    UNION ALL
    SELECT v.event, NULL, @internal@.rule_parameter_value(rule_set, v.parameter)::numeric
    FROM (VALUES ('adopter', 'innovation.adoption_points.adopter'), ('origin', 'innovation.adoption_points.origin'),
                 ('assessed', 'innovation.benefit_points.assessed'), ('realised', 'innovation.benefit_points.realised'))
        AS v(event, parameter);
END;
COMMENT ON FUNCTION @internal@.innovation_prices(text) IS 'points of an event; code: of which phase, NULL: whatever the code';

CREATE FUNCTION @internal@.compute_innovation_events(year integer, rule_set text) RETURNS SETOF @internal@.innovation_event
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.require_year(year), @internal@.require_source('innovation', 'innovation_phase', 'innovation_benefit');
    WITH day AS MATERIALIZED (
        SELECT make_date(year, 1, 1) AS first_day, make_date(year, 12, 31) AS last_day
    ), owned AS MATERIALIZED (
        SELECT n.* FROM @internal@.innovations(year) AS n WHERE n.institution_id IS NOT NULL
    ), entry AS MATERIALIZED (
        SELECT m.* FROM @internal@.mapped_innovation_entries(year, rule_set) AS m WHERE m.institution_id IS NOT NULL
    ), adoption AS MATERIALIZED (
        SELECT o.institution_id AS adopter_id, o.innovation_id, o.funding_mode,
               f.institution_id AS origin_id, f.innovation_id AS origin_innovation_id, f.funding_mode AS origin_funding_mode
        FROM owned AS o
        JOIN owned AS f ON f.innovation_id = o.adopted_from
        CROSS JOIN day AS d
        WHERE o.adopted_on BETWEEN d.first_day AND d.last_day AND f.institution_id <> o.institution_id
    ), event (institution_id, innovation_id, funding_mode, event, code) AS (
        -- a phase is new once: names that fold to it later move nothing
        SELECT e.institution_id, e.innovation_id, e.funding_mode, 'phase', e.phase
        FROM entry AS e CROSS JOIN day AS d
        WHERE e.phase IS NOT NULL
        GROUP BY e.institution_id, e.innovation_id, e.funding_mode, e.phase, d.first_day, d.last_day
        HAVING min(e.entered_on) BETWEEN d.first_day AND d.last_day
        UNION ALL
        SELECT e.institution_id, e.innovation_id, e.funding_mode, 'unmapped', e.name
        FROM entry AS e CROSS JOIN day AS d
        WHERE e.phase IS NULL AND e.entered_on BETWEEN d.first_day AND d.last_day
        UNION ALL
        SELECT a.adopter_id, a.innovation_id, a.funding_mode, 'adopter', a.origin_innovation_id FROM adoption AS a
        UNION ALL
        SELECT a.origin_id, a.origin_innovation_id, a.origin_funding_mode, 'origin', a.innovation_id FROM adoption AS a
        UNION ALL
        SELECT DISTINCT o.institution_id, o.innovation_id, o.funding_mode, b.stage, NULL
        FROM @internal@.registered_benefits() AS b
        JOIN owned AS o ON o.innovation_id = b.innovation_id
        WHERE b.benefit_year = year AND b.stage_is_known
    )
    SELECT e.institution_id, e.innovation_id, coalesce(e.funding_mode, 'unknown'), e.event, e.code, p.points
    FROM event AS e
    LEFT JOIN @internal@.innovation_prices(rule_set) AS p ON p.event = e.event AND (p.code IS NULL OR p.code = e.code);
END;
COMMENT ON FUNCTION @internal@.compute_innovation_events(integer, text) IS 'body of innovation_events()';

CREATE FUNCTION @internal@.innovation_events(year integer, rule_set text) RETURNS SETOF @internal@.innovation_event
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION @internal@.innovation_events(integer, text) IS
    'what counts in a year, a row each: event phase (code: the rule set''s phase, entered for the first time), unmapped (code: the site''s own name), adopter and origin (code: the other innovation; only between institutions), assessed and realised (a benefit of that stage in the year, once per innovation)';

CREATE TYPE @internal@.innovation_registration AS (
    institution_id text,
    innovation_id text,
    funding_mode text,
    with_phase_dates boolean,
    with_benefit boolean,
    with_status boolean,
    is_complete boolean
);
COMMENT ON TYPE @internal@.innovation_registration IS 'an innovation registered by the end of a year, and what of it is registered by then';

CREATE FUNCTION @internal@.compute_innovation_registrations(year integer) RETURNS SETOF @internal@.innovation_registration
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.require_year(year), @internal@.require_source('innovation', 'innovation_phase', 'innovation_benefit');
    WITH dated AS (
        SELECT e.innovation_id, bool_and(e.entered_on IS NOT NULL) AS all_dated
        FROM @internal@.innovation_entries() AS e
        WHERE e.entered_on IS NULL OR e.entered_on <= make_date(year, 12, 31)
        GROUP BY e.innovation_id
    ), valued AS (
        SELECT DISTINCT b.innovation_id FROM @internal@.registered_benefits() AS b
        WHERE b.benefit_year <= year AND b.stage_is_known
    )
    SELECT n.institution_id, n.innovation_id, coalesce(n.funding_mode, 'unknown'), r.with_phase_dates, r.with_benefit, r.with_status,
           r.with_phase_dates AND r.with_benefit AND r.with_status
    FROM @internal@.innovations(year) AS n
    LEFT JOIN dated AS d ON d.innovation_id = n.innovation_id
    LEFT JOIN valued AS v ON v.innovation_id = n.innovation_id
    CROSS JOIN LATERAL (SELECT coalesce(d.all_dated, false) AS with_phase_dates, v.innovation_id IS NOT NULL AS with_benefit,
                               n.status IS NOT NULL AS with_status) AS r
    WHERE n.institution_id IS NOT NULL AND (n.registered_on IS NULL OR n.registered_on <= make_date(year, 12, 31));
END;
COMMENT ON FUNCTION @internal@.compute_innovation_registrations(integer) IS 'body of innovation_registrations()';

CREATE FUNCTION @internal@.innovation_registrations(year integer) RETURNS SETOF @internal@.innovation_registration
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION @internal@.innovation_registrations(integer) IS
    'the innovations registered by the end of the year, and what of each is registered by then: phases, all of them with a date; a benefit with its stage; a status; complete: all three';

CREATE FUNCTION @internal@.compute_innovation_points(year integer, rule_set text) RETURNS SETOF @internal@.institution_points
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT e.institution_id, round(sum(e.points), 4)
    FROM @internal@.innovation_events(year, rule_set) AS e
    WHERE cardinality(@internal@.innovation_unset_parameters(rule_set)) = 0
    GROUP BY e.institution_id
    HAVING round(sum(e.points), 4) <> 0;
END;
COMMENT ON FUNCTION @internal@.compute_innovation_points(integer, text) IS 'body of innovation_points()';

CREATE FUNCTION @internal@.innovation_points(year integer, rule_set text) RETURNS SETOF @internal@.institution_points
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 100;
COMMENT ON FUNCTION @internal@.innovation_points(integer, text) IS
    'points of innovation per institution that has any: its events together, 4 decimals, rounded once; of nobody while a needed parameter is unset';

CREATE TYPE @internal@.innovation_unit AS (
    institution_id text,
    unit_level text,
    unit_id text,
    funding_mode text
);
COMMENT ON TYPE @internal@.innovation_unit IS
    'a unit that an institution counts in, and a way in which its money was given (NULL: all together)';

CREATE FUNCTION @internal@.compute_innovation_units(year integer, rule_set text) RETURNS SETOF @internal@.innovation_unit
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 300
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH present AS MATERIALIZED (
        SELECT e.institution_id, e.funding_mode FROM @internal@.innovation_events(year, rule_set) AS e
        UNION
        SELECT r.institution_id, r.funding_mode FROM @internal@.innovation_registrations(year) AS r
    ), unit AS MATERIALIZED (
        SELECT u.* FROM @extschema@.units(year) AS u
    ), covered AS MATERIALIZED (
        SELECT u.* FROM unit AS u
        WHERE u.reporting OR u.institution_id IN (SELECT r.institution_id FROM unit AS r WHERE r.unit_level = 'rhf')
           OR u.institution_id IN (SELECT p.institution_id FROM present AS p)
    ), mode AS (
        SELECT DISTINCT c.unit_level, c.unit_id, p.funding_mode
        FROM covered AS c JOIN present AS p ON p.institution_id = c.institution_id
    )
    SELECT c.institution_id, c.unit_level, c.unit_id, NULL FROM covered AS c
    UNION ALL
    SELECT c.institution_id, c.unit_level, c.unit_id, m.funding_mode
    FROM covered AS c JOIN mode AS m ON m.unit_level = c.unit_level AND m.unit_id = c.unit_id;
END;
COMMENT ON FUNCTION @internal@.compute_innovation_units(integer, text) IS 'body of innovation_units()';

CREATE FUNCTION @internal@.innovation_units(year integer, rule_set text) RETURNS SETOF @internal@.innovation_unit
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 300;
COMMENT ON FUNCTION @internal@.innovation_units(integer, text) IS
    'units of institutions that report, are of a region or have an innovation: each in whole, and by every way in which money was given there';

CREATE FUNCTION @internal@.compute_unmapped_innovation_units(year integer, rule_set text) RETURNS SETOF @internal@.innovation_unit
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH entry AS MATERIALIZED (
        SELECT m.institution_id, coalesce(m.funding_mode, 'unknown') AS funding_mode, m.phase
        FROM @internal@.mapped_innovation_entries(year, rule_set) AS m
        WHERE m.institution_id IS NOT NULL
    ), known AS MATERIALIZED (
        SELECT u.unit_level, u.unit_id, u.funding_mode, count(e.institution_id) AS entries, count(e.phase) AS mapped
        FROM @internal@.innovation_units(year, rule_set) AS u
        LEFT JOIN entry AS e ON e.institution_id = u.institution_id AND (u.funding_mode IS NULL OR u.funding_mode = e.funding_mode)
        GROUP BY u.unit_level, u.unit_id, u.funding_mode
    )
    SELECT NULL, k.unit_level, k.unit_id, k.funding_mode
    FROM known AS k
    CROSS JOIN (SELECT count(*) > 0 AND count(e.phase) = 0 AS nowhere FROM entry AS e) AS a
    WHERE a.nowhere OR k.entries > 0 AND k.mapped = 0;
END;
COMMENT ON FUNCTION @internal@.compute_unmapped_innovation_units(integer, text) IS 'body of unmapped_innovation_units()';

CREATE FUNCTION @internal@.unmapped_innovation_units(year integer, rule_set text) RETURNS SETOF @internal@.innovation_unit
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 50;
COMMENT ON FUNCTION @internal@.unmapped_innovation_units(integer, text) IS
    'units, in whole and by every way in which money was given, of which nobody can say how many phases were entered: the rule set maps none of the names that are registered there, or none of all';

CREATE FUNCTION @internal@.innovation_completeness(year integer, rule_set text, OUT unit_level text, OUT institution_id text, OUT completeness numeric)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT u.unit_level, u.unit_id, round(count(*) FILTER (WHERE r.is_complete)::numeric / nullif(count(r.institution_id), 0), 4)
    FROM @internal@.innovation_units(year, rule_set) AS u
    LEFT JOIN @internal@.innovation_registrations(year) AS r ON r.institution_id = u.institution_id
    WHERE u.funding_mode IS NULL
    GROUP BY u.unit_level, u.unit_id;
END;
COMMENT ON FUNCTION @internal@.innovation_completeness(integer, text) IS
    'complete registrations of those registered by the end of the year, 4 decimals; NULL where nothing is registered';
