-- Findings about what keeps the publications of a unit from counting: words that
-- are no code, creators whom nobody verifies, more shares than are computed.

CREATE FUNCTION @internal@.check_publication_words(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH contribution AS MATERIALIZED (
            -- one pass over the year; what follows are few rows
            SELECT c.role::text AS role, c.institution_id::text AS institution_id, p.status::text AS status,
                   count(*) AS rows, count(*) FILTER (WHERE c.verified) AS verified
            FROM %1$I.publication AS p JOIN %1$I.contribution AS c ON c.publication_id = p.publication_id
            WHERE p.year = $1
            GROUP BY c.role::text, c.institution_id::text, p.status::text
        ), owned AS MATERIALIZED (
            SELECT u.top_id, u.reporting, c.* FROM contribution AS c LEFT JOIN @extschema@.institutions_at($1) AS u ON u.institution_id = c.institution_id
        )
        SELECT f.severity, f.code, f.relation, f.key, f.owner, f.arguments
        FROM (
            SELECT 'error' AS severity, 'unknown_word' AS code, 'contribution' AS relation, 'role=' || coalesce(o.role, '') AS key, o.top_id AS owner,
                   jsonb_build_object('relation', 'contribution', 'column', 'role', 'value', o.role, 'count', sum(o.rows), 'words', array_to_string($2, ', ')) AS arguments
            FROM owned AS o WHERE (o.role = ANY ($2)) IS NOT TRUE
            GROUP BY o.role, o.top_id
            UNION ALL
            SELECT 'error', 'unknown_word', 'publication', 'status=' || coalesce(o.status, ''), o.top_id,
                   jsonb_build_object('relation', 'publication', 'column', 'status', 'value', o.status, 'count', sum(o.rows), 'words', array_to_string($3, ', '))
            FROM owned AS o WHERE (o.status = ANY ($3)) IS NOT TRUE
            GROUP BY o.status, o.top_id
            UNION ALL
            SELECT 'warning', 'never_verified', 'contribution', o.top_id, o.top_id, jsonb_build_object('unit', o.top_id, 'count', sum(o.rows))
            FROM owned AS o WHERE o.reporting AND o.role = 'creator' AND o.status = 'published'
            GROUP BY o.top_id HAVING sum(o.verified) = 0
        ) AS f
        ORDER BY f.code COLLATE "C", f.relation COLLATE "C", f.key COLLATE "C", f.owner COLLATE "C"
    $sql$)
    USING year, @internal@.known_words('contribution', 'role'), @internal@.known_words('publication', 'status');
END
$$;
COMMENT ON FUNCTION @internal@.check_publication_words(integer) IS
    'findings about publications of the year: roles and statuses that are no known word, units of which no creator is verified';

CREATE FUNCTION @internal@.check_nothing_counts(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH sum AS MATERIALIZED (
        SELECT s.* FROM @extschema@.publication_point_sums(year, @internal@.nvi_rule_set_for(year)) AS s WHERE s.unit_level IN ('institution', 'nation')
    )
    SELECT CASE s.unit_level WHEN 'nation' THEN 'error' ELSE 'warning' END, 'nothing_counts', 'publication', s.unit_id,
           CASE s.unit_level WHEN 'institution' THEN s.unit_id END,
           jsonb_build_object('variant', CASE s.unit_level WHEN 'nation' THEN 'nation' END, 'unit', s.unit_id, 'year', year, 'excluded', s.excluded,
                              'reasons', (SELECT string_agg(r.code, ', ' ORDER BY r.code COLLATE "C") FROM sum AS r
                                          WHERE r.unit_level = s.unit_level AND r.unit_id = s.unit_id AND r.dimension = 'reason'))
    FROM sum AS s
    WHERE s.dimension = '' AND coalesce(s.publications, 0) = 0 AND s.excluded > 0
    ORDER BY s.unit_level COLLATE "C", s.unit_id COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.check_nothing_counts(integer) IS 'findings about units, and the nation, none of whose publications of the year counts';

CREATE FUNCTION @internal@.check_shares(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT 'error', 'shares_too_many', 'publication', p.publication_id, p.institution_id,
           jsonb_build_object('explains', 'publications.points', 'publication', p.publication_id, 'shares', p.total_shares)
    FROM @extschema@.publication_points(year, @internal@.nvi_rule_set_for(year)) AS p
    -- the sums know whether there is one
    WHERE EXISTS (SELECT FROM @extschema@.publication_point_sums(year, @internal@.nvi_rule_set_for(year)) AS s
                  WHERE s.dimension = 'reason' AND s.code = 'too_many_shares')
      AND p.reason = 'too_many_shares'
    ORDER BY p.publication_id COLLATE "C", p.institution_id COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.check_shares(integer) IS 'findings about publications of the year with more author shares than are computed, for each of their institutions';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_publication_words', 25, 'publications', '{institution,publication,contribution}'),
    ('@internal@.check_nothing_counts', 27, 'publications', '{institution,publication,contribution,publication_approval,channel_level}'),
    ('@internal@.check_shares', 28, 'publications', '{institution,publication,contribution,publication_approval,channel_level}');
