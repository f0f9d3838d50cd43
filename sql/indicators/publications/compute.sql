-- Publication points.

CREATE FUNCTION nvi_points(
    weight numeric, shares integer, total integer, international boolean,
    method text DEFAULT 'nva', international_factor numeric DEFAULT 1.3)
    RETURNS numeric
    AS 'MODULE_PATHNAME', 'research_indicators_nvi_points'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nvi_points(numeric, integer, integer, boolean, text, numeric) IS
    'points of one institution for one publication: weight * factor * sqrt(shares / total), 4 decimals; method nva (the register''s stepwise rounding) or exact; total at most 100 000';

CREATE FUNCTION publication_points(
    year integer, rule_set text DEFAULT NULL,
    OUT publication_id text, OUT institution_id text, OUT form text, OUT level text, OUT shares integer,
    OUT total_shares integer, OUT international boolean, OUT weight numeric, OUT points numeric,
    OUT countable boolean, OUT reason text, OUT interregional boolean)
    RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'research_indicators_publication_points'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 10000
    SET search_path = pg_catalog, pg_temp
    SET jit = off;
COMMENT ON FUNCTION publication_points(integer, text) IS
    'points per publication and reporting institution of a publication year; points is what the rule gives, countable says whether they count, and reason why not; a publication counts at an institution without a verified creator too, with 0 points and the reason no_verified_creator; a publication without reporting institution has one row with institution_id NULL; interregional: creators at trusts of several health regions';

CREATE TYPE publication_point_sum AS (
    unit_level text,
    unit_id text,
    dimension text,
    code text,
    publications bigint,
    points numeric,
    author_shares numeric,
    excluded bigint
);
COMMENT ON TYPE publication_point_sum IS
    'publications of a unit, in total (dimension empty) or of one form, level or reason';

CREATE FUNCTION @internal@.compute_publication_point_sums(year integer, rule_set text) RETURNS SETOF publication_point_sum
    AS 'MODULE_PATHNAME', 'research_indicators_publication_point_sums'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION @internal@.compute_publication_point_sums(integer, text) IS 'body of publication_point_sums()';

CREATE FUNCTION @internal@.publication_parts(
    year integer, rule_set text DEFAULT NULL,
    OUT publication_id text, OUT institution_id text, OUT form text, OUT level text, OUT shares integer,
    OUT total_shares integer, OUT international boolean, OUT weight numeric, OUT points numeric,
    OUT countable boolean, OUT reason text, OUT interregional boolean,
    OUT channel_kind text, OUT channel_id text, OUT approval text)
    RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'research_indicators_publication_points'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 10000
    SET search_path = pg_catalog, pg_temp
    SET jit = off;
COMMENT ON FUNCTION @internal@.publication_parts(integer, text) IS
    'publication_points with the channel that decides the level, and what the institution has decided about its part (approved, rejected, pending; NULL where approval is not tracked)';

CREATE FUNCTION publication_point_sums(year integer, rule_set text DEFAULT NULL) RETURNS SETOF publication_point_sum
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION publication_point_sums(integer, text) IS
    'the rows of publication_points added up per institution, health region (rhf) and nation (the regions together): in total (dimension empty), by form, by level and by reason; publications, points and author shares that count, each publication once and each share rounded at 4 decimals; points NULL where some are unknown; excluded: publications that do not count';

CREATE FUNCTION @internal@.publication_points_of_institutions(year integer, rule_set text) RETURNS SETOF @internal@.institution_points
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT (p.unit_id, p.points)::@internal@.institution_points
    FROM @extschema@.publication_point_sums(year, @internal@.nvi_rule_set_for(year, rule_set)) AS p
    WHERE p.unit_level = 'institution' AND p.dimension = '';
END;
COMMENT ON FUNCTION @internal@.publication_points_of_institutions(integer, text) IS
    'publication points that count, per institution: rounded per publication, then added up';
