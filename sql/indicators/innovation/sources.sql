-- Innovations as the site has them: who owns them, their phases, adoption and
-- benefit.

CREATE TYPE @internal@.innovation_of_year AS (
    innovation_id text,
    at_id text,
    institution_id text,
    project_id text,
    country text,
    funding_mode text,
    status text,
    registered_on date,
    adopted_from text,
    adopted_on date
);
COMMENT ON TYPE @internal@.innovation_of_year IS
    'an innovation as seen from a year: the unit that it names, that unit''s institution (NULL: it is not known) and country, and the project that it came from';

CREATE FUNCTION @internal@.compute_innovations(year integer) RETURNS SETOF @internal@.innovation_of_year
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('innovation');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT n.innovation_id::text, n.institution_id::text, i.top_id, n.project_id::text, i.country, n.funding_mode::text, n.status::text,
               n.registered_on, n.adopted_from::text, n.adopted_on
        FROM %I.innovation AS n
        LEFT JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = n.institution_id::text
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.compute_innovations(integer) IS 'body of innovations()';

CREATE FUNCTION @internal@.innovations(year integer) RETURNS SETOF @internal@.innovation_of_year
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION @internal@.innovations(integer) IS 'every innovation of the source, with where it belongs at the end of the year';

CREATE TYPE @internal@.innovation_entry AS (
    innovation_id text,
    phase text,
    entered_on date
);
COMMENT ON TYPE @internal@.innovation_entry IS 'an innovation in a phase, by the site''s own name without blanks around, and the day it entered';

CREATE FUNCTION @internal@.compute_innovation_entries() RETURNS SETOF @internal@.innovation_entry
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('innovation_phase');
    RETURN QUERY EXECUTE @internal@.source_query('SELECT p.innovation_id::text, btrim(p.phase::text), p.entered_on FROM %I.innovation_phase AS p');
END
$$;
COMMENT ON FUNCTION @internal@.compute_innovation_entries() IS 'body of innovation_entries()';

CREATE FUNCTION @internal@.innovation_entries() RETURNS SETOF @internal@.innovation_entry
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.innovation_entries() IS 'the phases of innovations, of all years';

CREATE TYPE @internal@.registered_benefit AS (
    innovation_id text,
    benefit_year integer,
    stage text,
    value numeric,
    stage_is_known boolean
);
COMMENT ON TYPE @internal@.registered_benefit IS 'a benefit of an innovation in a year; stage_is_known: assessed or realised';

CREATE FUNCTION @internal@.compute_registered_benefits() RETURNS SETOF @internal@.registered_benefit
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('innovation_benefit');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT b.innovation_id::text, b.year::integer, b.stage::text, b.value::numeric,
               coalesce(b.stage::text = ANY ('{assessed,realised}'), false)
        FROM %I.innovation_benefit AS b
    $sql$);
END
$$;
COMMENT ON FUNCTION @internal@.compute_registered_benefits() IS 'body of registered_benefits()';

CREATE FUNCTION @internal@.registered_benefits() RETURNS SETOF @internal@.registered_benefit
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.registered_benefits() IS 'the benefits of innovations, of all years';
