-- The set that holds where none is named: the shipped default of the years, or
-- the set that a site adopted for them.  This is the one place that says so.

CREATE TABLE rule_set_adoption (
    rule_set text PRIMARY KEY,
    family text NOT NULL CHECK (family IN ('nvi', 'hod')),
    from_year integer NOT NULL,
    adopted_at timestamptz NOT NULL DEFAULT now(),
    adopted_by text NOT NULL DEFAULT session_user,
    UNIQUE (family, from_year)
);
COMMENT ON TABLE rule_set_adoption IS
    'sets of the site that are the default of their family from a year on, until that of a later year (adopt_rule_set, withdraw_rule_set)';
COMMENT ON COLUMN rule_set_adoption.from_year IS 'first year, as those of the set itself: of an nvi set a publication year, of a hod set a budget year';

CREATE FUNCTION @internal@.default_periods(
    family text, OUT rule_set text, OUT first_year integer, OUT last_year integer, OUT adopted boolean)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 5
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT s.rule_set, a.from_year,
           least(s.last_year, lead(a.from_year) OVER (ORDER BY a.from_year) - 1), true
    FROM @extschema@.rule_set_adoption AS a
    JOIN @extschema@.rule_set AS s ON s.rule_set = a.rule_set
    WHERE a.family = default_periods.family
    UNION ALL
    SELECT s.rule_set, s.first_year, s.last_year, false
    FROM @extschema@.rule_set AS s
    WHERE s.is_default AND s.family = default_periods.family;
END;
COMMENT ON FUNCTION @internal@.default_periods(text) IS
    'the default sets of a family with their years: those that the site adopted, which go before, and those that are defaults by themselves; neither kind overlaps within itself';

CREATE FUNCTION @internal@.default_rule_set_of(family text, own_year integer) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT p.rule_set
    FROM @internal@.default_periods(family) AS p
    WHERE p.first_year <= own_year AND (p.last_year IS NULL OR p.last_year >= own_year)
    ORDER BY p.adopted DESC, p.first_year DESC
    LIMIT 1;
END;
COMMENT ON FUNCTION @internal@.default_rule_set_of(text, integer) IS
    'default set of a family in a year as its sets count them: nvi publication years, hod budget years; NULL when no default covers it';

CREATE FUNCTION @internal@.compute_default_rule_set(family text, year integer) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- a hod set's years are budget years; its own lag leads from the result year to them
    SELECT p.rule_set
    FROM @internal@.default_periods(family) AS p
    CROSS JOIN LATERAL (SELECT @internal@.require_year(compute_default_rule_set.year)
                               + CASE family WHEN 'hod' THEN @internal@.rule_parameter_value(p.rule_set, 'grant.lag_years')::integer
                                             ELSE 0 END AS year) AS counted
    WHERE p.first_year <= counted.year AND (p.last_year IS NULL OR p.last_year >= counted.year)
    ORDER BY p.adopted DESC, p.first_year DESC
    LIMIT 1;
END;
COMMENT ON FUNCTION @internal@.compute_default_rule_set(text, integer) IS 'body of default_rule_set()';

CREATE FUNCTION default_rule_set(family text, year integer) RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION default_rule_set(text, integer) IS
    'default set of a family: nvi by publication year, hod by result year (the set whose budget years contain year + lag); a set that the site adopted for the year goes before the shipped one; NULL when no default covers it';

CREATE FUNCTION @internal@.compute_nvi_rule_set_for(year integer, rule_set text) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    chosen text;
BEGIN
    PERFORM @internal@.require_year(year);
    IF rule_set IS NOT NULL THEN
        PERFORM @internal@.require_rule_set(rule_set, 'any');
        SELECT CASE s.family WHEN 'nvi' THEN s.rule_set
                             ELSE (SELECT h.nvi_rule_set
                                   FROM @internal@.rule_set_chain(s.rule_set) AS c
                                   JOIN @extschema@.rule_set AS h ON h.rule_set = c.member
                                   WHERE h.nvi_rule_set IS NOT NULL
                                   ORDER BY c.depth LIMIT 1) END
        INTO chosen
        FROM @extschema@.rule_set AS s WHERE s.rule_set = compute_nvi_rule_set_for.rule_set;
    END IF;
    chosen := coalesce(chosen, @extschema@.default_rule_set('nvi', year));
    IF chosen IS NULL THEN
        RAISE EXCEPTION 'no default NVI rule set covers publication year %', year
            USING ERRCODE = 'RI014',
                  HINT = 'Name a rule set, or make one for that year with copy_rule_set() and set_rule_parameter().';
    END IF;
    RETURN chosen;
END
$$;
COMMENT ON FUNCTION @internal@.compute_nvi_rule_set_for(integer, text) IS 'body of nvi_rule_set_for()';

CREATE FUNCTION @internal@.nvi_rule_set_for(year integer, rule_set text DEFAULT NULL) RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.nvi_rule_set_for(integer, text) IS
    'NVI set that holds for a publication year: the set itself, the NVI set of a hod set, or the default of the year; error RI014 when there is none';

CREATE FUNCTION @internal@.compute_hod_rule_set_for(year integer, rule_set text) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    chosen text;
BEGIN
    PERFORM @internal@.require_year(year);
    IF rule_set IS NOT NULL THEN
        RETURN @internal@.require_rule_set(rule_set, 'hod');
    END IF;
    chosen := @extschema@.default_rule_set('hod', year);
    IF chosen IS NULL THEN
        RAISE EXCEPTION 'no default hod rule set covers result year %', year
            USING ERRCODE = 'RI014',
                  HINT = 'Name a rule set, or make one for that year with copy_rule_set() and set_rule_parameter().';
    END IF;
    RETURN chosen;
END
$$;
COMMENT ON FUNCTION @internal@.compute_hod_rule_set_for(integer, text) IS 'body of hod_rule_set_for()';

CREATE FUNCTION @internal@.hod_rule_set_for(year integer, rule_set text DEFAULT NULL) RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.hod_rule_set_for(integer, text) IS
    'hod set that holds for a result year: the named one, or the default whose budget years contain year + lag; error RI014 when there is none';
