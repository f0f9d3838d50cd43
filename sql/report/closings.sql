-- The closing of years in a report: a label of its figures, not a figure.  An
-- issued report keeps the one that it was issued with.

CREATE TYPE @internal@.year_closing AS (
    year integer,
    closed_on text,
    status text
);
COMMENT ON TYPE @internal@.year_closing IS
    'how a year stands in a report: the day from which it is closed, as the report shows it (NULL: none), and the status of its facts';

CREATE FUNCTION @internal@.year_closing(year integer) RETURNS @internal@.year_closing
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    closing @internal@.year_closing;
BEGIN
    closing.year := year;
    closing.status := @internal@.year_status(year);
    IF NOT @internal@.has_source('reporting_year') THEN
        RETURN closing;
    END IF;
    -- since ever or never is no day
    EXECUTE @internal@.source_query('SELECT @internal@.report_day(max(y.closed_on)::date)
                                     FROM %I.reporting_year AS y WHERE y.year = $1')
    INTO closing.closed_on USING year;
    RETURN closing;
END
$$;
COMMENT ON FUNCTION @internal@.year_closing(integer) IS 'how a year stands now, by the source schema';

CREATE FUNCTION @internal@.as_closed(facts fact[], closings @internal@.year_closing[]) RETURNS fact[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT array_agg((f.indicator, f.measure, f.year, f.unit_level, f.institution_id, f.dimensions, f.value, f.numerator, f.denominator,
                      f.ci_low, f.ci_high, coalesce(c.status, f.status), f.rule_set, f.origin, f.reason, f.reported_units, f.expected_units)::@extschema@.fact ORDER BY f.position)
    FROM unnest(facts) WITH ORDINALITY
         AS f(indicator, measure, year, unit_level, institution_id, dimensions, value, numerator, denominator,
              ci_low, ci_high, status, rule_set, origin, reason, reported_units, expected_units, position)
    LEFT JOIN unnest(closings) AS c ON c.year = f.year;
END;
COMMENT ON FUNCTION @internal@.as_closed(fact[], @internal@.year_closing[]) IS 'facts with the status that their years have by these closings';
