-- A list of somebody else's against ours: which publications and points differ,
-- and why.

CREATE FUNCTION @internal@.listed_publications(
    list jsonb, OUT place integer, OUT publication_id text, OUT doi text, OUT points numeric)
    RETURNS SETOF record
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item jsonb;
BEGIN
    IF list IS NULL OR jsonb_typeof(list) <> 'array' THEN
        RAISE EXCEPTION 'the list of publications is %, not an array', coalesce(jsonb_typeof(list), 'missing')
            USING ERRCODE = 'RI092', HINT = 'Give a jsonb array such as [{"doi": "10.1000/182", "points": 0.9535}, {"publication_id": "x-1", "points": 1}].';
    END IF;
    place := 0;
    FOR item IN SELECT e.value FROM jsonb_array_elements(list) AS e LOOP
        place := place + 1;
        IF jsonb_typeof(item) <> 'object'
           OR coalesce(item ->> 'publication_id', item ->> 'doi') IS NULL
           OR coalesce(item ->> 'points', '0') !~ '^-?[0-9]{1,15}([.][0-9]{1,10})?$' THEN
            RAISE EXCEPTION 'entry % of the list is no publication with points: %', place, item
                USING ERRCODE = 'RI092',
                      HINT = 'Each entry has a publication_id or a doi, and points: a number with a decimal point, or null where they are not known.';
        END IF;
        publication_id := item ->> 'publication_id';
        doi := item ->> 'doi';
        points := (item ->> 'points')::numeric;
        RETURN NEXT;
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.listed_publications(jsonb) IS
    'the entries of a list of publications, [{publication_id or doi, points}, ...]; error RI092 for what is none';

CREATE FUNCTION @internal@.other_points_reason(
    nvi text, form text, level text, weight numeric, shares integer, total_shares integer, international boolean, points numeric, theirs numeric,
    OUT reason text, OUT detail text)
    RETURNS record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- what else would give theirs: the first that does
    WITH rule AS (
        SELECT @internal@.rule_parameter_value(nvi, 'rounding_method') AS method,
               @internal@.rule_parameter_value(nvi, 'international_factor')::numeric AS factor
        WHERE @internal@.rule_parameter_value(nvi, 'share_function') = 'sqrt' AND @internal@.rule_parameter_value(nvi, 'regional_factor')::numeric = 1
    ), tried AS (
        SELECT 1 AS place, 'rounding' AS reason, format('ours at %s decimals', scale(theirs)) AS detail, round(points, scale(theirs)) AS points
        WHERE scale(theirs) < 4
        UNION ALL
        SELECT 2, 'international', CASE WHEN international THEN format('without the factor %s', r.factor) ELSE format('with the factor %s', r.factor) END,
               @extschema@.nvi_points(weight, shares, total_shares, NOT international, r.method, r.factor)
        FROM rule AS r
        UNION ALL
        SELECT 3, 'level', format('at level %s', w.level),
               @extschema@.nvi_points(w.weight, shares, total_shares, international, r.method, r.factor)
        FROM rule AS r
        CROSS JOIN (SELECT DISTINCT split_part(d.name, '.', 4) AS level, d.value::numeric AS weight
                    FROM @extschema@.describe_rule_set(nvi) AS d
                    WHERE d.name LIKE 'publication\_weight.%' AND split_part(d.name, '.', 2) = form) AS w
        WHERE w.level <> other_points_reason.level
        UNION ALL
        SELECT 4, 'rounding_method', m.method, @extschema@.nvi_points(weight, shares, total_shares, international, m.method, r.factor)
        FROM rule AS r CROSS JOIN (VALUES ('nva'), ('exact')) AS m(method)
        WHERE m.method <> r.method
        UNION ALL
        SELECT 5, 'own_shares', format('with %s of %s shares', n, total_shares),
               @extschema@.nvi_points(weight, n, total_shares, international, r.method, r.factor)
        FROM rule AS r CROSS JOIN generate_series(1, least(total_shares, 1000)) AS n
        UNION ALL
        SELECT 6, 'all_shares', format('with %s of %s shares', shares, n),
               @extschema@.nvi_points(weight, shares, n, international, r.method, r.factor)
        FROM rule AS r CROSS JOIN generate_series(greatest(shares, 1), least(2 * total_shares, 1000)) AS n
    )
    SELECT coalesce(t.reason, CASE WHEN points IS NULL THEN 'parameter_unset' ELSE 'unexplained' END), t.detail
    FROM (SELECT) AS one
    LEFT JOIN (SELECT t.reason, t.detail FROM tried AS t WHERE t.points = theirs ORDER BY t.place, t.detail COLLATE "C" LIMIT 1) AS t ON true;
END;
COMMENT ON FUNCTION @internal@.other_points_reason(text, text, text, numeric, integer, integer, boolean, numeric, numeric) IS
    'what would make other points of ours: rounding, the international factor, another level, the other method, other shares; else unexplained';

CREATE FUNCTION @internal@.compute_compare_publications(
    year integer, institution_id text, list jsonb, rule_set text,
    OUT comparison text, OUT publication_id text, OUT doi text, OUT our_points numeric, OUT their_points numeric, OUT difference numeric,
    OUT reason text, OUT detail text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    nvi text := @internal@.nvi_rule_set_for(year, rule_set);
    top text := (SELECT i.top_id FROM @extschema@.institutions_at(year) AS i WHERE i.institution_id = compute_compare_publications.institution_id);
    entries jsonb;
BEGIN
    IF top IS NULL THEN
        RAISE EXCEPTION 'unknown institution "%" in %', institution_id, year
            USING ERRCODE = 'RI011', HINT = format('Give an institution_id of %I.institution: of an institution, or of a unit of one.', @extschema@.source_schema());
    END IF;
    entries := (SELECT coalesce(jsonb_agg(to_jsonb(l)), '[]') FROM @internal@.listed_publications(list) AS l);
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH entry AS MATERIALIZED (
            SELECT e.place, e.publication_id, e.doi, e.points, coalesce(e.publication_id, e.doi) AS name
            FROM jsonb_to_recordset($4) AS e(place integer, publication_id text, doi text, points numeric)
        ), part AS MATERIALIZED (
            -- who has no verified creator there has nothing that counts
            SELECT p.*, p.countable AND p.shares > 0 AS counts
            FROM @extschema@.publication_points($1, $3) AS p WHERE p.institution_id = $2
        ), found AS MATERIALIZED (
            -- of several with one DOI the one that counts for us
            SELECT DISTINCT ON (n.name COLLATE "C") n.name, n.publication_id, n.year,
                   count(*) OVER (PARTITION BY n.name, coalesce(p.counts, false)) AS alike, count(*) OVER (PARTITION BY n.name) AS known
            FROM @internal@.publications_named((SELECT coalesce(array_agg(e.name), '{}') FROM entry AS e)) AS n
            LEFT JOIN part AS p ON p.publication_id = n.publication_id
            ORDER BY n.name COLLATE "C", coalesce(p.counts, false) DESC, n.publication_id COLLATE "C"
        ), theirs AS MATERIALIZED (
            SELECT e.place, e.name, e.doi, e.points, f.publication_id, f.year, f.known,
                   f.known > 1 AND f.alike > 1 AS is_doubtful,
                   row_number() OVER (PARTITION BY f.publication_id, f.publication_id IS NULL ORDER BY e.place) AS nth
            FROM entry AS e LEFT JOIN found AS f ON f.name = e.name
        ), paired AS (
            SELECT t.place, t.name, t.doi, t.points AS their_points, coalesce(t.publication_id, p.publication_id) AS publication_id,
                   coalesce(p.counts, false) AS is_ours, t.place IS NOT NULL AS is_theirs, p.points AS our_points,
                   p.form, p.level, p.weight, p.shares, p.total_shares, p.international,
                   CASE WHEN t.place IS NULL THEN 'not_on_list'
                        WHEN t.publication_id IS NULL THEN 'unknown_publication'
                        WHEN t.is_doubtful THEN 'doi_of_several'
                        WHEN t.year IS DISTINCT FROM $1 THEN 'other_year'
                        WHEN t.nth > 1 THEN 'listed_twice'
                        WHEN p.publication_id IS NULL THEN 'not_of_institution'
                        ELSE p.reason END AS reason,
                   CASE WHEN t.year IS DISTINCT FROM $1 THEN t.year::text END AS year_detail
            FROM theirs AS t
            FULL JOIN part AS p ON p.publication_id = t.publication_id AND t.nth = 1 AND NOT t.is_doubtful AND t.year = $1
            WHERE t.place IS NOT NULL OR p.counts
        ), judged AS MATERIALIZED (
            SELECT p.*, CASE WHEN NOT p.is_theirs THEN 'only_ours' WHEN NOT p.is_ours THEN 'only_theirs'
                             WHEN p.their_points IS NULL OR p.their_points = p.our_points THEN 'same' ELSE 'other_points' END AS comparison
            FROM paired AS p
        ), other AS MATERIALIZED (
            SELECT j.place, o.reason, o.detail
            FROM judged AS j
            CROSS JOIN LATERAL @internal@.other_points_reason($3, j.form, j.level, j.weight, j.shares, j.total_shares, j.international,
                                                              j.our_points, j.their_points) AS o
            WHERE j.comparison = 'other_points'
        )
        SELECT j.comparison, coalesce(j.publication_id, CASE WHEN j.doi IS NULL THEN j.name END), coalesce(j.doi, s.doi),
               CASE WHEN j.is_ours THEN j.our_points END, j.their_points,
               CASE WHEN j.is_ours AND j.is_theirs THEN j.their_points - j.our_points END,
               CASE j.comparison WHEN 'same' THEN CASE WHEN j.their_points IS NULL THEN 'no_points_given' END
                                 WHEN 'other_points' THEN o.reason ELSE j.reason END,
               coalesce(o.detail, j.year_detail)
        FROM judged AS j
        LEFT JOIN (SELECT b.publication_id::text AS publication_id, min(b.doi::text COLLATE "C") AS doi FROM %1$I.publication AS b
                   WHERE b.year = $1 GROUP BY b.publication_id::text) AS s ON s.publication_id = j.publication_id
        LEFT JOIN other AS o ON o.place = j.place
        ORDER BY array_position('{only_ours,only_theirs,other_points,same}', j.comparison), j.publication_id COLLATE "C", j.place
    $sql$)
    USING year, top, nvi, entries;
END
$$;
COMMENT ON FUNCTION @internal@.compute_compare_publications(integer, text, jsonb, text) IS 'body of compare_publications()';

CREATE FUNCTION compare_publications(
    year integer, institution_id text, list jsonb, rule_set text DEFAULT NULL,
    OUT comparison text, OUT publication_id text, OUT doi text, OUT our_points numeric, OUT their_points numeric, OUT difference numeric,
    OUT reason text, OUT detail text)
    RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION compare_publications(integer, text, jsonb, text) IS
    'an institution''s own list of publications of a year, [{"publication_id" or "doi": ..., "points": ...}, ...], against what counts for it here: only_ours, only_theirs, other_points, same; difference is theirs less ours; reason says why: not_on_list, unknown_publication, doi_of_several, other_year, listed_twice, not_of_institution or what publication_points says, and of other points what would give theirs (rounding, international, level, rounding_method, own_shares, all_shares, else unexplained)';
