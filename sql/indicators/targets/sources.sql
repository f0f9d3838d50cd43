-- Patients of specialist care, and figures of others, as the site has them.

CREATE TYPE @internal@.care_figure AS (
    institution_id text,
    unit_level text,
    kind text,
    region_id text,
    new_patients bigint,
    is_unit boolean,
    counts boolean
);
COMMENT ON TYPE @internal@.care_figure IS
    'new patients of specialist care at a hospital, a region or (NO) the nation; is_unit: it is one of these; counts: it is, and the number is above 0';

CREATE FUNCTION @internal@.compute_care_patients(year integer) RETURNS SETOF @internal@.care_figure
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('specialist_care_patients');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT c.institution_id, CASE WHEN c.institution_id = 'NO' THEN 'nation' WHEN c.kind = 'rhf' THEN 'rhf' ELSE 'institution' END,
               c.kind, c.region_id, c.new_patients, c.is_unit, c.is_unit AND coalesce(c.new_patients > 0, false)
        FROM (SELECT p.institution_id::text AS institution_id, i.kind, i.region_id, p.new_patients::bigint AS new_patients,
                     p.institution_id::text = 'NO' OR i.region_id IS NOT NULL AS is_unit
              FROM %I.specialist_care_patients AS p
              LEFT JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = p.institution_id::text AND i.institution_id = i.top_id
              WHERE p.year = $1) AS c
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.compute_care_patients(integer) IS 'body of care_patients()';

CREATE FUNCTION @internal@.care_patients(year integer) RETURNS SETOF @internal@.care_figure
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 100;
COMMENT ON FUNCTION @internal@.care_patients(integer) IS
    'the figures of specialist care of a year; each level has its own: a patient seen at two hospitals is one of the region';

CREATE TYPE @internal@.external_figure AS (
    series text,
    institution_id text,
    unit_level text,
    value numeric,
    source text,
    is_number boolean
);
COMMENT ON TYPE @internal@.external_figure IS 'a figure of a series of others; is_number: it is there, finite and not negative';

CREATE FUNCTION @internal@.compute_external_figures(year integer) RETURNS SETOF @internal@.external_figure
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('external_series');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT e.series::text, e.institution_id::text,
               CASE WHEN e.institution_id::text = 'NO' THEN 'nation' WHEN i.kind = 'rhf' THEN 'rhf' ELSE 'institution' END,
               e.value::numeric, e.source::text, coalesce(e.value::numeric >= 0 AND e.value::numeric <> ALL ('{NaN,Infinity}'::numeric[]), false)
        FROM %I.external_series AS e
        LEFT JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = e.institution_id::text AND i.institution_id = i.top_id
        WHERE e.year = $1 AND (e.institution_id::text = 'NO' OR @internal@.is_usable_unit_id(e.institution_id::text))
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.compute_external_figures(integer) IS 'body of external_figures()';

CREATE FUNCTION @internal@.external_figures(year integer) RETURNS SETOF @internal@.external_figure
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 50;
COMMENT ON FUNCTION @internal@.external_figures(integer) IS 'the figures of others of a year, those that are none among them';
