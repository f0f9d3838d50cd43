-- External funding as the site has it.

CREATE TYPE @internal@.award_of_year AS (
    institution_id text,
    at_id text,
    award_id text,
    funder text,
    basis text,
    amount_nok numeric,
    valid boolean
);
COMMENT ON TYPE @internal@.award_of_year IS
    'an amount of external funding: institution (top level), unit that it was reported at, award, funder, basis, NOK; valid: a finite number';

CREATE FUNCTION @internal@.compute_external_awards(year integer) RETURNS SETOF @internal@.award_of_year
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('external_funding');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT i.top_id, f.institution_id::text, f.award_id::text, f.funder::text, f.basis::text, f.amount_nok::numeric,
               coalesce(f.amount_nok::numeric <> ALL ('{NaN,Infinity,-Infinity}'::numeric[]), false)
        FROM %I.external_funding AS f
        JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = f.institution_id::text
        WHERE f.year = $1 AND f.funder IS NOT NULL
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.compute_external_awards(integer) IS 'body of external_awards()';

CREATE FUNCTION @internal@.external_awards(year integer) RETURNS SETOF @internal@.award_of_year
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION @internal@.external_awards(integer) IS 'external funding of the year with a funder, at institutions that are known';
