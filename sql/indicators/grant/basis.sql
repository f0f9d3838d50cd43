-- The grant that a year of results is the last to decide: whether it can be
-- divided, and by which points.

CREATE FUNCTION @internal@.official_grant_nok(year integer) RETURNS numeric
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    total_nok numeric;
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('reference_figure');
    EXECUTE @internal@.source_query($sql$
        SELECT r.value::numeric FROM %I.reference_figure AS r
        WHERE r.indicator = 'grant' AND r.measure = 'total' AND r.year = $1 AND r.institution_id::text = 'NO'
        ORDER BY r.value DESC LIMIT 1
    $sql$)
    INTO total_nok USING year;
    RETURN CASE WHEN total_nok >= 0 AND total_nok < 'infinity' THEN total_nok END;
END
$$;
COMMENT ON FUNCTION @internal@.official_grant_nok(integer) IS
    'the grant of the budget year whose last result year this is, as the site entered it: relation reference_figure, indicator grant, measure total, institution NO; NULL when it did not';

CREATE FUNCTION @internal@.compute_divisible_points(budget_year integer, rule_set text, years integer[]) RETURNS grant_point[]
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    points @extschema@.grant_point[];
BEGIN
    PERFORM @internal@.require_year(budget_year);
    IF EXISTS (SELECT FROM unnest(years) AS y(year) WHERE @internal@.effective_nvi_rule_set(y.year, rule_set) IS NULL)
       OR NOT EXISTS (SELECT FROM @extschema@.institutions_at(budget_year) AS i WHERE i.kind = 'rhf') THEN
        RETURN NULL;
    END IF;
    points := ARRAY(SELECT p FROM @internal@.grant_points(budget_year, rule_set, years) AS p);
    -- points below zero, or none at all, are a finding and divide nothing
    IF NOT EXISTS (SELECT FROM unnest(points) AS p WHERE p.weighted_points > 0 AND p.counts)
       OR EXISTS (SELECT FROM unnest(points) AS p WHERE p.counts
                  GROUP BY p.recipient_id, p.year HAVING sum(p.weighted_points) < 0) THEN
        RETURN NULL;
    END IF;
    RETURN points;
END
$$;
COMMENT ON FUNCTION @internal@.compute_divisible_points(integer, text, integer[]) IS 'body of divisible_points()';

CREATE FUNCTION @internal@.divisible_points(budget_year integer, rule_set text, years integer[]) RETURNS grant_point[]
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.divisible_points(integer, text, integer[]) IS
    'points of the result years where they can divide a grant, else NULL';

CREATE TYPE @internal@.grant_basis AS (
    total_nok numeric,
    budget_year integer,
    years integer[],
    points grant_point[],
    is_set boolean,
    is_delivered boolean
);
COMMENT ON TYPE @internal@.grant_basis IS
    'a grant that can be divided: NOK, budget year, result years, their points; is_set: no counted indicator has unknown points; is_delivered: nobody owes what they rest on';

CREATE FUNCTION @internal@.compute_grant_basis(year integer, rule_set text) RETURNS SETOF @internal@.grant_basis
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 1
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    basis @internal@.grant_basis;
BEGIN
    basis.total_nok := @internal@.official_grant_nok(year);
    basis.budget_year := @internal@.require_year(year) + @internal@.rule_parameter_value(rule_set, 'grant.lag_years')::integer;
    -- without an amount, or a rule to divide it, there is nothing to divide
    IF basis.total_nok IS NULL OR EXISTS (
        SELECT FROM unnest('{fixed_percent,window_years,lag_years,averaging,short_indicator,rounding_unit_nok}'::text[]) AS p(name)
        WHERE @internal@.rule_parameter_value(rule_set, 'grant.' || p.name) IS NULL)
       OR mod(basis.total_nok, @internal@.rule_parameter_value(rule_set, 'grant.rounding_unit_nok')::numeric) <> 0 THEN
        RETURN;
    END IF;
    basis.years := @internal@.grant_result_years(basis.budget_year, rule_set);
    basis.points := @internal@.divisible_points(basis.budget_year, rule_set, basis.years);
    basis.is_set := NOT EXISTS (SELECT FROM unnest(basis.points) AS p WHERE p.points IS NULL AND p.counts);
    basis.is_delivered := NOT EXISTS (SELECT FROM @internal@.grant_undelivered(basis.points, NULL));
    IF basis.points IS NOT NULL THEN
        RETURN NEXT basis;
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.compute_grant_basis(integer, text) IS 'body of grant_basis()';

CREATE FUNCTION @internal@.grant_basis(year integer, rule_set text) RETURNS SETOF @internal@.grant_basis
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 1;
COMMENT ON FUNCTION @internal@.grant_basis(integer, text) IS
    'the grant whose last result year this is, where the site has entered its total and points can divide it; else no row';
