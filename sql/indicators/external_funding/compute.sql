-- External funding per institution, and its points.  What was awarded and what
-- was paid in are never added up: the rule set says which counts, or the source
-- is of one basis, or nearly: where most institutions report by one, amounts of
-- another make the figures of those who report them unknown, and nobody else's.

CREATE TYPE @internal@.counted_award AS (
    institution_id text,
    at_id text,
    award_id text,
    funder text,
    basis text,
    amount_nok numeric,
    reason text,
    is_split boolean
);
COMMENT ON TYPE @internal@.counted_award IS
    'an amount of external funding and why it does not count (NULL: it counts): amount_invalid, basis_mixed, basis_stray, basis_unknown, other_basis; is_split: the year has several bases';

CREATE FUNCTION @internal@.compute_counted_awards(year integer, rule_set text) RETURNS SETOF @internal@.counted_award
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH award AS MATERIALIZED (
        SELECT a.* FROM @internal@.external_awards(year) AS a
    ), own AS MATERIALIZED (
        SELECT a.institution_id, CASE WHEN count(DISTINCT a.basis) = 1 THEN min(a.basis COLLATE "C") END AS basis
        FROM award AS a WHERE a.valid AND a.basis IS NOT NULL
        GROUP BY a.institution_id
    ), rule AS MATERIALIZED (
        SELECT @internal@.rule_parameter_value(rule_set, 'external_funding.basis') AS basis,
               (SELECT count(DISTINCT a.basis) > 1 FROM award AS a WHERE a.valid) AS is_mixed,
               -- the one that more than half of the institutions report by, and by no other
               (SELECT o.basis FROM own AS o WHERE o.basis IS NOT NULL
                GROUP BY o.basis HAVING 2 * count(*) > (SELECT count(*) FROM own)) AS prevailing
    )
    SELECT a.institution_id, a.at_id, a.award_id, a.funder, a.basis, a.amount_nok,
           CASE WHEN NOT a.valid THEN 'amount_invalid'
                WHEN r.basis IS NULL THEN CASE WHEN r.is_mixed AND r.prevailing IS NULL THEN 'basis_mixed'
                                               WHEN a.basis <> r.prevailing THEN 'basis_stray' END
                WHEN a.basis IS NULL THEN 'basis_unknown'
                WHEN a.basis <> r.basis THEN 'other_basis' END,
           r.is_mixed
    FROM award AS a CROSS JOIN rule AS r;
END;
COMMENT ON FUNCTION @internal@.compute_counted_awards(integer, text) IS 'body of counted_awards()';

CREATE FUNCTION @internal@.counted_awards(year integer, rule_set text) RETURNS SETOF @internal@.counted_award
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION @internal@.counted_awards(integer, text) IS
    'external funding of the year, and which of it counts under a hod rule set: amounts of the basis that it names; without a name all of them, those of the basis that most institutions report by, or none where the year mixes what was awarded with what was paid in and none prevails';

CREATE FUNCTION @internal@.external_funding_by_institution(
    year integer, rule_set text, OUT institution_id text, OUT funder text, OUT amount_nok numeric)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT a.institution_id, a.funder,
           CASE WHEN NOT bool_or(coalesce(a.reason = 'basis_mixed', false)) THEN coalesce(sum(a.amount_nok) FILTER (WHERE a.reason IS NULL), 0) END
    FROM @internal@.counted_awards(year, rule_set) AS a
    GROUP BY a.institution_id, a.funder;
END;
COMMENT ON FUNCTION @internal@.external_funding_by_institution(integer, text) IS
    'external funding of the year that counts in NOK per top-level institution and funder (EU, NFR); NULL where bases are mixed';

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
    FROM @internal@.external_funding_by_institution(year, rule_set) AS f
    LEFT JOIN @extschema@.rule_parameter_definition AS d ON d.name = 'external_funding.points_per_million.' || f.funder;
END;
COMMENT ON FUNCTION @internal@.funder_points(integer, text) IS
    'amount and points, not rounded, per institution and funder; points NULL where the funder''s parameter is unset or bases are mixed, 0 where the funder does not count';

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
