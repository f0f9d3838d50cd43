-- Research points: doctorates, external funding, the sum per institution, per
-- region and for the nation.  Points are computed from exact sums and rounded
-- half-up at 4 decimals once per institution, indicator and year.

CREATE FUNCTION @internal@.doctorates_by_institution(
    year integer, OUT institution_id text, OUT degrees numeric)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('doctoral_degree');
    RETURN QUERY EXECUTE format($sql$
        -- a share that is none is left out, and a finding
        SELECT i.top_id, coalesce(sum(d.share::numeric) FILTER (WHERE d.share > 0 AND d.share <= 1), 0)
        FROM %I.doctoral_degree AS d
        JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = d.institution_id::text
        WHERE d.awarded_on >= make_date($1, 1, 1) AND d.awarded_on < make_date($1 + 1, 1, 1)
        GROUP BY i.top_id
    $sql$, @extschema@.source_schema())
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.doctorates_by_institution(integer) IS
    'doctoral degrees awarded in the year: sum of shares per top-level institution';

CREATE FUNCTION @internal@.external_funding_by_institution(
    year integer, OUT institution_id text, OUT funder text, OUT amount_nok numeric)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('external_funding');
    RETURN QUERY EXECUTE format($sql$
        SELECT i.top_id, f.funder::text,
               coalesce(sum(f.amount_nok::numeric) FILTER (WHERE f.amount_nok::numeric <> ALL ('{NaN,Infinity,-Infinity}'::numeric[])), 0)
        FROM %I.external_funding AS f
        JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = f.institution_id::text
        WHERE f.year = $1 AND f.funder IS NOT NULL
        GROUP BY i.top_id, f.funder::text
    $sql$, @extschema@.source_schema())
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.external_funding_by_institution(integer) IS
    'external funding of the year in NOK per top-level institution and funder (EU, NFR)';

CREATE FUNCTION @internal@.indicator_counts(rule_set text, indicator text) RETURNS boolean
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.rule_parameter_value(rule_set, 'counts.' || indicator)::boolean;
END;
COMMENT ON FUNCTION @internal@.indicator_counts(text, text) IS
    'whether a hod rule set counts an indicator in the total; NULL when it does not say';

CREATE FUNCTION research_points(
    year integer, rule_set text DEFAULT NULL,
    OUT institution_id text, OUT orgnr text, OUT name text, OUT kind text,
    OUT publications numeric, OUT doctorates numeric, OUT external_funding numeric,
    OUT clinical_studies numeric, OUT innovation numeric,
    OUT total numeric, OUT total_of_set_indicators numeric, OUT region_id text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    nvi text := @internal@.nvi_rule_set_for(year, hod);
    degree_points numeric := @internal@.rule_parameter_value(hod, 'doctorate.points');
    eu_points numeric := @internal@.rule_parameter_value(hod, 'external_funding.points_per_million.EU');
    nfr_points numeric := @internal@.rule_parameter_value(hod, 'external_funding.points_per_million.NFR');
    counts_publications boolean := @internal@.indicator_counts(hod, 'publications');
    counts_doctorates boolean := @internal@.indicator_counts(hod, 'doctorates');
    counts_funding boolean := @internal@.indicator_counts(hod, 'external_funding');
    counts_studies boolean := @internal@.indicator_counts(hod, 'clinical_studies');
    counts_innovation boolean := @internal@.indicator_counts(hod, 'innovation');
    -- their relations are read only where their points can be computed
    studies_set boolean := cardinality(@internal@.clinical_study_unset_parameters(hod)) = 0;
    innovation_set boolean := cardinality(@internal@.innovation_unset_parameters(hod)) = 0;
BEGIN
    RETURN QUERY
    WITH publication AS (
        SELECT p.institution_id,
               CASE WHEN bool_and(p.points IS NOT NULL) THEN coalesce(sum(p.points) FILTER (WHERE p.countable), 0.0000) END AS points
        FROM @extschema@.publication_points(year, nvi) AS p
        WHERE p.institution_id IS NOT NULL
        GROUP BY p.institution_id
    ), doctorate AS (
        SELECT d.institution_id, round(d.degrees * degree_points, 4) AS points
        FROM @internal@.doctorates_by_institution(year) AS d
    ), funding AS (
        -- points per million: the millionth part is exact in numeric
        SELECT f.institution_id,
               round(sum(f.amount_nok * 0.000001 * CASE f.funder WHEN 'EU' THEN eu_points WHEN 'NFR' THEN nfr_points ELSE 0 END), 4) AS points,
               bool_or(f.funder = 'EU' AND eu_points IS NULL OR f.funder = 'NFR' AND nfr_points IS NULL) AS unset
        FROM @internal@.external_funding_by_institution(year) AS f
        GROUP BY f.institution_id
    ), study AS (
        SELECT s.institution_id, s.points
        FROM @extschema@.clinical_treatment_studies(year, hod) AS s
        WHERE studies_set AND s.unit_level = 'institution'
    ), progress AS (
        SELECT n.institution_id, n.points
        FROM @extschema@.innovation_progress(year, hod) AS n
        WHERE innovation_set AND n.unit_level = 'institution'
    ), unit AS (
        SELECT DISTINCT i.top_id AS institution_id, i.orgnr, i.name, i.kind, i.region_id, i.reporting
        FROM @extschema@.institutions_at(year) AS i
    ), points AS (
        SELECT u.institution_id, u.orgnr, u.name, u.kind, u.region_id,
               CASE WHEN p.institution_id IS NULL THEN 0.0000 ELSE p.points END AS publications,
               CASE WHEN d.institution_id IS NULL THEN 0.0000 ELSE d.points END AS doctorates,
               CASE WHEN f.institution_id IS NULL THEN 0.0000 WHEN f.unset THEN NULL ELSE f.points END AS external_funding,
               CASE WHEN studies_set THEN coalesce(s.points, 0.0000) END AS clinical_studies,
               CASE WHEN innovation_set THEN coalesce(n.points, 0.0000) END AS innovation
        FROM unit AS u
        LEFT JOIN publication AS p ON p.institution_id = u.institution_id
        LEFT JOIN doctorate AS d ON d.institution_id = u.institution_id
        LEFT JOIN funding AS f ON f.institution_id = u.institution_id
        LEFT JOIN study AS s ON s.institution_id = u.institution_id
        LEFT JOIN progress AS n ON n.institution_id = u.institution_id
        WHERE u.reporting OR p.institution_id IS NOT NULL OR d.institution_id IS NOT NULL OR f.institution_id IS NOT NULL
           OR s.points > 0 OR n.points > 0
    )
    SELECT p.institution_id, p.orgnr, p.name, p.kind, p.publications, p.doctorates, p.external_funding,
           p.clinical_studies, p.innovation,
           -- an indicator that the set is silent about might count: the total is then unknown
           CASE counts_publications WHEN true THEN p.publications WHEN false THEN 0.0000 END
           + CASE counts_doctorates WHEN true THEN p.doctorates WHEN false THEN 0.0000 END
           + CASE counts_funding WHEN true THEN p.external_funding WHEN false THEN 0.0000 END
           + CASE counts_studies WHEN true THEN p.clinical_studies WHEN false THEN 0.0000 END
           + CASE counts_innovation WHEN true THEN p.innovation WHEN false THEN 0.0000 END,
           CASE WHEN counts_publications THEN coalesce(p.publications, 0) ELSE 0 END
           + CASE WHEN counts_doctorates THEN coalesce(p.doctorates, 0) ELSE 0 END
           + CASE WHEN counts_funding THEN coalesce(p.external_funding, 0) ELSE 0 END
           + CASE WHEN counts_studies THEN coalesce(p.clinical_studies, 0) ELSE 0 END
           + CASE WHEN counts_innovation THEN coalesce(p.innovation, 0) ELSE 0 END
           + 0.0000,
           p.region_id
    FROM points AS p
    ORDER BY p.institution_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION research_points(integer, text) IS
    'research points per institution and result year, 4 decimals; NULL where a needed parameter is unset, then total is NULL too and total_of_set_indicators adds up the others';

CREATE FUNCTION @internal@.research_points_of_units(
    year integer, rule_set text DEFAULT NULL,
    OUT unit_level text, OUT institution_id text, OUT orgnr text, OUT name text,
    OUT publications numeric, OUT doctorates numeric, OUT external_funding numeric,
    OUT clinical_studies numeric, OUT innovation numeric,
    OUT total numeric, OUT total_of_set_indicators numeric)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
BEGIN
    RETURN QUERY
    WITH part AS MATERIALIZED (
        SELECT r.*
        FROM @extschema@.research_points(year, hod) AS r
    ), region AS (
        SELECT i.institution_id, i.orgnr, i.name
        FROM @extschema@.institutions_at(year) AS i
        WHERE i.kind = 'rhf' AND i.institution_id = i.top_id
    ), grouped AS (
        -- a sum over a NULL is NULL: an unknown part makes the whole unknown
        SELECT CASE WHEN grouping(p.region_id) = 0 THEN 'rhf' ELSE 'nation' END AS unit_level, p.region_id AS institution_id,
               CASE WHEN bool_and(p.publications IS NOT NULL) THEN sum(p.publications) END AS publications,
               CASE WHEN bool_and(p.doctorates IS NOT NULL) THEN sum(p.doctorates) END AS doctorates,
               CASE WHEN bool_and(p.external_funding IS NOT NULL) THEN sum(p.external_funding) END AS external_funding,
               CASE WHEN bool_and(p.clinical_studies IS NOT NULL) THEN sum(p.clinical_studies) END AS clinical_studies,
               CASE WHEN bool_and(p.innovation IS NOT NULL) THEN sum(p.innovation) END AS innovation,
               CASE WHEN bool_and(p.total IS NOT NULL) THEN sum(p.total) END AS total,
               sum(p.total_of_set_indicators) AS total_of_set_indicators
        FROM part AS p JOIN region AS r ON r.institution_id = p.region_id
        GROUP BY GROUPING SETS ((p.region_id), ())
    )
    SELECT g.unit_level, coalesce(g.institution_id, 'NO'), r.orgnr, coalesce(r.name, 'Norge'),
           g.publications, g.doctorates, g.external_funding, g.clinical_studies, g.innovation,
           g.total, g.total_of_set_indicators
    FROM grouped AS g LEFT JOIN region AS r ON r.institution_id = g.institution_id
    WHERE g.total_of_set_indicators IS NOT NULL
    UNION ALL
    SELECT 'institution', p.institution_id, p.orgnr, p.name,
           p.publications, p.doctorates, p.external_funding, p.clinical_studies, p.innovation,
           p.total, p.total_of_set_indicators
    FROM part AS p;
END
$$;
COMMENT ON FUNCTION @internal@.research_points_of_units(integer, text) IS
    'research_points with the sums over them: per institution, health region and nation; universities are outside the sums';

CREATE FUNCTION research_point_sums(
    year integer, rule_set text DEFAULT NULL,
    OUT unit_level text, OUT institution_id text, OUT orgnr text, OUT name text,
    OUT publications numeric, OUT doctorates numeric, OUT external_funding numeric,
    OUT clinical_studies numeric, OUT innovation numeric,
    OUT total numeric, OUT total_of_set_indicators numeric)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT u.*
    FROM @internal@.research_points_of_units(year, rule_set) AS u
    WHERE u.unit_level <> 'institution'
    ORDER BY u.unit_level DESC, u.institution_id COLLATE "C";
END;
COMMENT ON FUNCTION research_point_sums(integer, text) IS
    'research points per health region (hf, rhf and private non-profit institutions of that region) and for the nation (the regions together); universities are outside';
