-- Research points: the points of every indicator per institution, their sum per
-- institution, per region and for the nation.

CREATE FUNCTION @internal@.compute_indicator_counts(rule_set text, indicator text, year integer) RETURNS boolean
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- silence does not count: an indicator that comes later changes no total
    SELECT coalesce(@internal@.rule_parameter_value(rule_set, 'counts.' || indicator)::boolean, false)
           AND year >= coalesce(@internal@.rule_parameter_value(rule_set, format('counts.%s.from_year', indicator))::integer, year);
END;
COMMENT ON FUNCTION @internal@.compute_indicator_counts(text, text, integer) IS 'body of indicator_counts()';

CREATE FUNCTION @internal@.indicator_counts(rule_set text, indicator text, year integer) RETURNS boolean
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.indicator_counts(text, text, integer) IS
    'whether a hod rule set counts an indicator in the total of a result year: from its first year on, where the set names one; false when it does not say';

CREATE FUNCTION @internal@.indicator_weight(rule_set text, indicator text) RETURNS numeric
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(@internal@.rule_parameter_value(rule_set, format('counts.%s.weight', indicator))::numeric, 1);
END;
COMMENT ON FUNCTION @internal@.indicator_weight(text, text) IS 'weight of the points of an indicator in the total; 1 when a rule set does not say';

CREATE FUNCTION @internal@.compute_unset_parameters(indicator text, year integer, rule_set text) RETURNS text[]
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item @extschema@.indicator;
    missing text[];
BEGIN
    SELECT i.* INTO item FROM @extschema@.indicator AS i WHERE i.indicator = compute_unset_parameters.indicator;
    IF item.unset_function IS NOT NULL THEN
        EXECUTE format('SELECT @internal@.%I($1)', item.unset_function) INTO missing USING rule_set;
    ELSE
        SELECT array_agg(d.name ORDER BY d.name COLLATE "C") INTO missing
        FROM @extschema@.describe_rule_set(@internal@.indicator_rule_set(indicator, year, rule_set)) AS d
        WHERE d.value IS NULL AND d.name LIKE ANY (item.parameter_patterns)
          -- where something else holds meanwhile, nothing waits
          AND NOT EXISTS (SELECT FROM @extschema@.rule_parameter_definition AS n WHERE n.name = d.name AND n.when_unset IS NOT NULL);
    END IF;
    RETURN coalesce(missing, '{}');
END
$$;
COMMENT ON FUNCTION @internal@.compute_unset_parameters(text, integer, text) IS 'body of unset_parameters()';

CREATE FUNCTION @internal@.unset_parameters(indicator text, year integer, rule_set text) RETURNS text[]
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.unset_parameters(text, integer, text) IS
    'the parameters that the points of an indicator rest on and that a rule set (for publications, the NVI set of the year) has no value for';

CREATE FUNCTION @internal@.has_points(indicator text, year integer, rule_set text) RETURNS boolean
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- where parameters differ between rows (levels, funders) each row says whether it has points
    SELECT @internal@.has_source(VARIADIC i.relations)
           AND (i.unset_function IS NULL OR cardinality(@internal@.unset_parameters(i.indicator, year, rule_set)) = 0)
    FROM @extschema@.indicator AS i
    WHERE i.indicator = has_points.indicator;
END;
COMMENT ON FUNCTION @internal@.has_points(text, integer, text) IS
    'whether the points of an indicator can be computed: its relations are there, and what it needs as a whole is set';

CREATE FUNCTION @internal@.point_parameter_rows(years integer[], rule_set text, indicators text[]) RETURNS SETOF indicator_row
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH used AS (
        SELECT DISTINCT @internal@.indicator_rule_set(i.indicator, y.year, point_parameter_rows.rule_set) AS rule_set, i.family, i.parameter_patterns
        FROM @extschema@.indicator AS i
        CROSS JOIN unnest(years) AS y(year)
        WHERE i.indicator = ANY (indicators)
    ), grouped AS (
        SELECT u.rule_set, array_agg(p.pattern) AS patterns
        FROM used AS u CROSS JOIN LATERAL unnest(u.parameter_patterns) AS p(pattern)
        GROUP BY u.rule_set
    )
    SELECT p FROM grouped AS g CROSS JOIN LATERAL @internal@.parameter_rows(g.rule_set, NULL, g.patterns) AS p;
END;
COMMENT ON FUNCTION @internal@.point_parameter_rows(integer[], text, text[]) IS
    'rows that show the parameters on which the points of some indicators rest in some years';

CREATE FUNCTION @internal@.counted_indicators(rule_set text, years integer[]) RETURNS text[]
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(array_agg(i.indicator ORDER BY i.ordinal), '{}')
    FROM @extschema@.indicator AS i
    WHERE i.points_function IS NOT NULL
      AND EXISTS (SELECT FROM unnest(years) AS y(year) WHERE @internal@.indicator_counts(rule_set, i.indicator, y.year));
END;
COMMENT ON FUNCTION @internal@.counted_indicators(text, integer[]) IS
    'the indicators that a hod rule set counts in the total of one of some result years, in order';

CREATE FUNCTION @internal@.told_parameters(rule_set text) RETURNS SETOF rule_set_parameter
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH needed AS MATERIALIZED (
        SELECT p.name
        FROM @extschema@.rule_set AS s
        JOIN @extschema@.indicator AS i ON i.unset_function IS NOT NULL AND @internal@.rule_parameter_value(s.rule_set, 'counts.' || i.indicator) = 'true'
        CROSS JOIN LATERAL unnest(@internal@.unset_parameters(i.indicator, s.first_year, s.rule_set)) AS p(name)
        WHERE s.rule_set = told_parameters.rule_set
    )
    SELECT d.name, d.value, d.origin, d.source, d.inherited_from, d.unit, d.description
    FROM @extschema@.describe_rule_set(rule_set) AS d
    WHERE d.origin IS NOT NULL
       OR d.name IN (SELECT p.name FROM @extschema@.rule_parameter_definition AS p WHERE p.told_when_unset)
       OR d.name IN (SELECT n.name FROM needed AS n);
END;
COMMENT ON FUNCTION @internal@.told_parameters(text) IS
    'the parameters of a rule set that reports show: what it holds, what every set was asked for, and what the points that it counts lack; a parameter defined later is among them only where it is held or lacking';

CREATE TYPE @internal@.indicator_point AS (
    institution_id text,
    orgnr text,
    name text,
    kind text,
    region_id text,
    indicator text,
    points numeric,
    counts boolean,
    weight numeric,
    weighted_points numeric,
    there numeric,
    missing text[],
    all_missing boolean
);
COMMENT ON TYPE @internal@.indicator_point IS
    'points of an institution from one indicator, NULL when they cannot be computed or the institution has not delivered what they rest on; counts: whether the rule set counts it in the total of the year, which weighted_points enter; there: the points of what is there, NULL when they cannot be computed; weighted_points: these times the weight, 4 decimals; missing: streams that it owes and has not delivered; all_missing: none of those it owes is there, NULL where it owes none';

CREATE FUNCTION @internal@.known_points(year integer, rule_set text, OUT indicator text, OUT institution_id text, OUT points numeric)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 200
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item record;
BEGIN
    FOR item IN
        SELECT i.indicator, i.points_function
        FROM @extschema@.indicator AS i
        WHERE i.points_function IS NOT NULL AND @internal@.has_points(i.indicator, year, rule_set)
        ORDER BY i.ordinal
    LOOP
        RETURN QUERY EXECUTE format('SELECT $3, p.institution_id, p.points FROM @internal@.%I($1, $2) AS p', item.points_function)
        USING year, rule_set, item.indicator;
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.known_points(integer, text) IS
    'points of every indicator whose points can be computed, of the institutions that have something there';

CREATE FUNCTION @internal@.compute_indicator_points(year integer, rule_set text) RETURNS SETOF @internal@.indicator_point
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH known AS MATERIALIZED (
        SELECT k.* FROM @internal@.known_points(year, rule_set) AS k
    ), item AS MATERIALIZED (
        SELECT i.indicator, i.ordinal, @internal@.has_points(i.indicator, year, rule_set) AS has_points,
               @internal@.indicator_counts(rule_set, i.indicator, year) AS counts, @internal@.indicator_weight(rule_set, i.indicator) AS weight
        FROM @extschema@.indicator AS i
        WHERE i.points_function IS NOT NULL
    ), owed AS MATERIALIZED (
        SELECT o.* FROM @internal@.owed_points(year, rule_set) AS o
    ), institution AS (
        SELECT DISTINCT i.top_id, i.orgnr, i.name, i.kind, i.region_id
        FROM @extschema@.institutions_at(year) AS i
        WHERE i.reporting OR i.top_id IN (SELECT k.institution_id FROM known AS k)
    )
    SELECT u.top_id, u.orgnr, u.name, u.kind, u.region_id, i.indicator, CASE WHEN cardinality(o.missing) > 0 THEN NULL ELSE p.points END,
           i.counts, i.weight, round(p.points * i.weight, 4), p.points, coalesce(o.missing, '{}'), o.all_missing
    FROM institution AS u
    CROSS JOIN item AS i
    LEFT JOIN known AS k ON k.institution_id = u.top_id AND k.indicator = i.indicator
    LEFT JOIN owed AS o ON o.institution_id = u.top_id AND o.indicator = i.indicator
    CROSS JOIN LATERAL (SELECT CASE WHEN i.has_points THEN CASE WHEN k.institution_id IS NULL THEN 0.0000 ELSE k.points END END AS points) AS p
    ORDER BY u.top_id COLLATE "C", i.ordinal;
END;
COMMENT ON FUNCTION @internal@.compute_indicator_points(integer, text) IS 'body of indicator_points()';

CREATE FUNCTION @internal@.indicator_points(year integer, rule_set text) RETURNS SETOF @internal@.indicator_point
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION @internal@.indicator_points(integer, text) IS
    'points of every institution that reports or has any, from every indicator that can count in the total; NULL where a needed parameter is unset, a relation is missing, or the institution has not delivered';

CREATE TYPE research_point AS (
    institution_id text,
    orgnr text,
    name text,
    kind text,
    publications numeric,
    doctorates numeric,
    external_funding numeric,
    clinical_studies numeric,
    innovation numeric,
    total numeric,
    total_of_set_indicators numeric,
    region_id text
);
COMMENT ON TYPE research_point IS
    'research points of an institution: of the indicators that have a column, in total, and in total of the indicators with set points';

CREATE FUNCTION @internal@.compute_research_points(year integer, rule_set text) RETURNS SETOF research_point
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
BEGIN
    RETURN QUERY
    SELECT p.institution_id, p.orgnr, p.name, p.kind,
           max(p.points) FILTER (WHERE p.indicator = 'publications'), max(p.points) FILTER (WHERE p.indicator = 'doctorates'),
           max(p.points) FILTER (WHERE p.indicator = 'external_funding'), max(p.points) FILTER (WHERE p.indicator = 'clinical_studies'),
           max(p.points) FILTER (WHERE p.indicator = 'innovation'),
           -- NULL where nothing counts: the sum of nothing is no zero
           CASE WHEN bool_and(p.points IS NOT NULL) FILTER (WHERE p.counts) THEN sum(p.weighted_points) FILTER (WHERE p.counts) END,
           CASE WHEN NOT coalesce(bool_and(p.all_missing) FILTER (WHERE p.counts AND p.there IS NOT NULL), false)
                THEN coalesce(sum(p.weighted_points) FILTER (WHERE p.counts), 0.0000) END,
           p.region_id
    FROM @internal@.indicator_points(year, hod) AS p
    GROUP BY p.institution_id, p.orgnr, p.name, p.kind, p.region_id
    ORDER BY p.institution_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.compute_research_points(integer, text) IS 'body of research_points()';

CREATE FUNCTION research_points(year integer, rule_set text DEFAULT NULL) RETURNS SETOF research_point
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 100;
COMMENT ON FUNCTION research_points(integer, text) IS
    'research points per institution and result year, 4 decimals, each indicator before its weight, the totals by weight; NULL where a needed parameter is unset or the institution has not delivered what they rest on, then total is NULL too and total_of_set_indicators adds up what is there';

CREATE TYPE research_point_sum AS (
    unit_level text,
    institution_id text,
    orgnr text,
    name text,
    publications numeric,
    doctorates numeric,
    external_funding numeric,
    clinical_studies numeric,
    innovation numeric,
    total numeric,
    total_of_set_indicators numeric,
    reported_units integer,
    expected_units integer
);
COMMENT ON TYPE research_point_sum IS
    'research points of a health region or the nation (NO); reported_units of expected_units have delivered what the points rest on, NULL where all have';

CREATE FUNCTION @internal@.compute_research_point_sums(year integer, rule_set text) RETURNS SETOF research_point_sum
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
BEGIN
    RETURN QUERY
    WITH region AS (
        SELECT i.institution_id, i.orgnr, i.name
        FROM @extschema@.institutions_at(year) AS i
        WHERE i.kind = 'rhf' AND i.institution_id = i.top_id
    ), point AS MATERIALIZED (
        SELECT p.* FROM @internal@.indicator_points(year, hod) AS p JOIN region AS r ON r.institution_id = p.region_id
    ), summed AS (
        -- an unknown part makes the whole unknown; what was not delivered leaves the sum of what is there
        SELECT p.indicator, p.counts, p.region_id, grouping(p.region_id) AS of_all,
               CASE WHEN bool_and(p.there IS NOT NULL) AND NOT (coalesce(bool_and(p.all_missing), false) AND sum(p.there) = 0) THEN sum(p.there) END AS points,
               coalesce(sum(p.weighted_points), 0.0000) AS weighted, coalesce(bool_and(p.all_missing), false) AS all_missing,
               bool_or(p.there IS NOT NULL) AS is_set, bool_or(p.there IS NULL) AS has_unset
        FROM point AS p
        GROUP BY GROUPING SETS ((p.indicator, p.counts, p.region_id), (p.indicator, p.counts))
    ), grouped AS (
        SELECT s.of_all, s.region_id AS institution_id,
               max(s.points) FILTER (WHERE s.indicator = 'publications') AS publications, max(s.points) FILTER (WHERE s.indicator = 'doctorates') AS doctorates,
               max(s.points) FILTER (WHERE s.indicator = 'external_funding') AS external_funding,
               max(s.points) FILTER (WHERE s.indicator = 'clinical_studies') AS clinical_studies, max(s.points) FILTER (WHERE s.indicator = 'innovation') AS innovation,
               bool_or(s.has_unset) FILTER (WHERE s.counts) AS has_unset,
               CASE WHEN NOT coalesce(bool_and(s.all_missing) FILTER (WHERE s.counts AND s.is_set) AND sum(s.weighted) FILTER (WHERE s.counts) = 0, false)
                    THEN coalesce(sum(s.weighted) FILTER (WHERE s.counts), 0.0000) END AS total_of_set_indicators
        FROM summed AS s
        GROUP BY s.of_all, s.region_id
    ), unit AS (
        SELECT p.institution_id, p.region_id, bool_or(cardinality(p.missing) > 0) AS lacks
        FROM point AS p
        WHERE p.counts AND p.there IS NOT NULL AND p.all_missing IS NOT NULL
        GROUP BY p.institution_id, p.region_id
    ), reported AS (
        SELECT u.region_id, grouping(u.region_id) AS of_all, count(*) FILTER (WHERE NOT u.lacks) AS reported, count(*) AS expected
        FROM unit AS u
        GROUP BY GROUPING SETS ((u.region_id), ())
        HAVING bool_or(u.lacks)
    )
    SELECT CASE g.of_all WHEN 0 THEN 'rhf' ELSE 'nation' END, coalesce(g.institution_id, 'NO'), r.orgnr, coalesce(r.name, 'Norge'),
           g.publications, g.doctorates, g.external_funding, g.clinical_studies, g.innovation,
           CASE WHEN NOT g.has_unset THEN g.total_of_set_indicators END, g.total_of_set_indicators, d.reported::integer, d.expected::integer
    FROM grouped AS g
    LEFT JOIN region AS r ON r.institution_id = g.institution_id
    LEFT JOIN reported AS d ON d.of_all = g.of_all AND d.region_id IS NOT DISTINCT FROM g.institution_id
    ORDER BY g.of_all, g.institution_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.compute_research_point_sums(integer, text) IS 'body of research_point_sums()';

CREATE FUNCTION research_point_sums(year integer, rule_set text DEFAULT NULL) RETURNS SETOF research_point_sum
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 10;
COMMENT ON FUNCTION research_point_sums(integer, text) IS
    'research points per health region (hf, rhf and private non-profit institutions of that region) and for the nation (the regions together); universities are outside; what a unit has not delivered is not in the sums, and reported_units of expected_units say so';
