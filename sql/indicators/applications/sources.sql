-- Applications for research money as the site has them.

CREATE TYPE @internal@.application_of_year AS (
    application_id text,
    at_id text,
    institution_id text,
    call text,
    call_kind text,
    scientific_group text,
    outcome text,
    involvement text,
    user_panel boolean,
    amount_sought numeric,
    amount_granted numeric,
    sought_nok numeric,
    granted_nok numeric
);
COMMENT ON TYPE @internal@.application_of_year IS
    'an application: the unit that it names and that unit''s institution (NULL: it is not known); amounts as registered, and what counts of them: finite, and granted only where the outcome is granted';

CREATE FUNCTION @internal@.compute_applications(year integer) RETURNS SETOF @internal@.application_of_year
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('application');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT a.application_id::text, a.institution_id::text, i.top_id, a.call::text, a.call_kind::text, a.scientific_group::text,
               a.outcome::text, a.involvement::text, a.user_panel::boolean, a.amount_sought::numeric, a.amount_granted::numeric,
               CASE WHEN a.amount_sought::numeric <> ALL ('{NaN,Infinity,-Infinity}') THEN a.amount_sought::numeric END,
               CASE WHEN a.outcome::text = 'granted' AND a.amount_granted::numeric <> ALL ('{NaN,Infinity,-Infinity}') THEN a.amount_granted::numeric END
        FROM %I.application AS a
        LEFT JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = a.institution_id::text
        WHERE a.year = $1
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.compute_applications(integer) IS 'body of applications()';

CREATE FUNCTION @internal@.applications(year integer) RETURNS SETOF @internal@.application_of_year
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION @internal@.applications(integer) IS 'the applications decided in the year';
