-- The units that figures are about: institutions, health regions, the nation.

CREATE TYPE unit_of_year AS (
    institution_id text,
    unit_level text,
    unit_id text,
    reporting boolean
);
COMMENT ON TYPE unit_of_year IS
    'a unit that a top-level institution counts in: unit_level institution, rhf or nation with its id (NO is the nation); reporting: whether the institution reports';

CREATE FUNCTION @internal@.compute_units(year integer) RETURNS SETOF unit_of_year
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH top AS MATERIALIZED (
        SELECT DISTINCT i.top_id, i.region_id, i.reporting FROM @extschema@.institutions_at(year) AS i
    )
    SELECT (t.top_id, u.unit_level, u.unit_id, t.reporting)::@extschema@.unit_of_year
    FROM top AS t
    CROSS JOIN LATERAL (VALUES ('institution', t.top_id), ('rhf', t.region_id),
                               ('nation', CASE WHEN t.region_id IS NOT NULL THEN 'NO' END)) AS u(unit_level, unit_id)
    WHERE u.unit_id IS NOT NULL;
END;
COMMENT ON FUNCTION @internal@.compute_units(integer) IS 'body of units()';

CREATE FUNCTION units(year integer) RETURNS SETOF unit_of_year
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 100;
COMMENT ON FUNCTION units(integer) IS
    'the units that every top-level institution counts in: itself, its region, and the nation as the regions together';

CREATE FUNCTION @internal@.asked_units(year integer, only_level text, only_unit text) RETURNS SETOF unit_of_year
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT u.* FROM @extschema@.units(year) AS u
    WHERE (only_level IS NULL OR u.unit_level = only_level) AND (only_unit IS NULL OR u.unit_id = only_unit);
END;
COMMENT ON FUNCTION @internal@.asked_units(integer, text, text) IS
    'the units of a level and an id, or (NULL) of all; a function of its own, so that a plan does not take all for one';

CREATE FUNCTION @internal@.units_at(
    year integer, OUT institution_id text, OUT unit_level text, OUT unit_id text)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT u.institution_id, u.unit_level, u.unit_id
    FROM @extschema@.units(year) AS u
    WHERE u.reporting OR u.unit_level <> 'institution';
END;
COMMENT ON FUNCTION @internal@.units_at(integer) IS
    'the units of which there are facts in any case: reporting institutions, regions, the nation; each with its institutions';

CREATE FUNCTION @internal@.unit_names(year integer, OUT unit_id text, OUT name text)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT i.institution_id, i.name FROM @extschema@.institutions_at(year) AS i WHERE i.institution_id <> 'NO'
    UNION ALL
    SELECT 'NO', 'Norge';
END;
COMMENT ON FUNCTION @internal@.unit_names(integer) IS 'the names of all units of a year';

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
