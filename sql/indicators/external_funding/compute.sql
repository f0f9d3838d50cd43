-- External funding per institution, and its points.

CREATE FUNCTION @internal@.external_funding_by_institution(
    year integer, OUT institution_id text, OUT funder text, OUT amount_nok numeric)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT a.institution_id, a.funder, coalesce(sum(a.amount_nok) FILTER (WHERE a.valid), 0)
    FROM @internal@.external_awards(year) AS a
    GROUP BY a.institution_id, a.funder;
END;
COMMENT ON FUNCTION @internal@.external_funding_by_institution(integer) IS
    'external funding of the year in NOK per top-level institution and funder (EU, NFR)';

CREATE FUNCTION @internal@.funder_points(
    year integer, rule_set text, OUT institution_id text, OUT funder text, OUT amount_nok numeric, OUT counts boolean, OUT points numeric)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- points per million: the millionth part is exact in numeric; a funder without a parameter of its own earns nothing
    SELECT f.institution_id, f.funder, f.amount_nok, d.name IS NOT NULL,
           CASE WHEN d.name IS NULL THEN 0
                ELSE f.amount_nok * 0.000001 * @internal@.rule_parameter_value(rule_set, d.name)::numeric END
    FROM @internal@.external_funding_by_institution(year) AS f
    LEFT JOIN @extschema@.rule_parameter_definition AS d ON d.name = 'external_funding.points_per_million.' || f.funder;
END;
COMMENT ON FUNCTION @internal@.funder_points(integer, text) IS
    'amount and points, not rounded, per institution and funder; points NULL where the funder''s parameter is unset, 0 where the funder does not count';

CREATE FUNCTION @internal@.external_funding_points(year integer, rule_set text) RETURNS SETOF @internal@.institution_points
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT (f.institution_id, CASE WHEN bool_and(f.points IS NOT NULL) THEN round(sum(f.points), 4) END)::@internal@.institution_points
    FROM @internal@.funder_points(year, rule_set) AS f
    GROUP BY f.institution_id;
END;
COMMENT ON FUNCTION @internal@.external_funding_points(integer, text) IS
    'points of external funding per institution: those of its funders together, 4 decimals, rounded once';
