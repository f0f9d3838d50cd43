-- Findings about the lists of levels.  Without a level a publication earns
-- nothing, and nobody would see why: a list that is missing is an error.

CREATE FUNCTION @internal@.check_levels(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    least numeric := @internal@.rule_parameter_value(@extschema@.default_rule_set('hod', year), 'guard.level_list_share')::numeric;
BEGIN
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH channel AS MATERIALIZED (
            SELECT l.kind::text AS kind, l.channel_id::text AS channel_id,
                   bool_or(l.year = $1) AS listed, bool_or(l.year = $1 - 1) AS was_listed,
                   coalesce(bool_or(l.level::text <> 'X') FILTER (WHERE l.year = $1), false) AS assigned,
                   coalesce(bool_or(l.level::text <> 'X') FILTER (WHERE l.year = $1 - 1), false) AS was_assigned
            FROM %1$I.channel_level AS l
            WHERE l.year IN ($1 - 1, $1)
            GROUP BY l.kind::text, l.channel_id::text
        ), used AS MATERIALIZED (
            SELECT k.kind, k.channel_id, count(*) AS publications
            FROM %1$I.publication AS p
            CROSS JOIN LATERAL (VALUES ('journal', p.journal_id::text), ('series', p.series_id::text), ('publisher', p.publisher_id::text)) AS k(kind, channel_id)
            WHERE p.year = $1 AND p.status::text = 'published' AND k.channel_id IS NOT NULL
            GROUP BY k.kind, k.channel_id
        ), list AS MATERIALIZED (
            SELECT k.kind, coalesce(c.channels, 0) AS channels, coalesce(c.before, 0) AS before, coalesce(u.publications, 0) AS publications
            FROM unnest('{journal,series,publisher}'::text[]) AS k(kind)
            LEFT JOIN (SELECT c.kind, count(*) FILTER (WHERE c.assigned) AS channels, count(*) FILTER (WHERE c.was_assigned) AS before
                       FROM channel AS c GROUP BY c.kind) AS c ON c.kind = k.kind
            LEFT JOIN (SELECT u.kind, sum(u.publications) AS publications FROM used AS u GROUP BY u.kind) AS u ON u.kind = k.kind
        )
        SELECT f.severity, f.code, 'channel_level', f.key, NULL::text, f.arguments
        FROM (
            SELECT 'error' AS severity, CASE WHEN l.channels = 0 THEN 'level_list_missing' ELSE 'level_list_short' END AS code, l.kind AS key,
                   jsonb_build_object('kind', l.kind, 'year', $1, 'channels', l.channels, 'before', l.before, 'publications', l.publications) AS arguments
            FROM list AS l
            WHERE l.channels = 0 AND (l.publications > 0 OR l.before > 0) OR l.channels < $2 * l.before
            UNION ALL
            SELECT 'warning', 'level_lost', c.kind || ' ' || c.channel_id,
                   jsonb_build_object('kind', c.kind, 'channel', c.channel_id, 'year', $1, 'publications', u.publications)
            FROM channel AS c
            JOIN used AS u ON u.kind = c.kind AND u.channel_id = c.channel_id
            JOIN list AS l ON l.kind = c.kind AND l.channels > 0
            WHERE c.was_assigned AND NOT c.assigned
        ) AS f
        ORDER BY f.code COLLATE "C", f.key COLLATE "C"
    $sql$)
    USING year, least;
END
$$;
COMMENT ON FUNCTION @internal@.check_levels(integer) IS
    'findings about the lists of levels of the year: a list that is missing or much shorter than last year''s, a channel that has lost its level, with the publications concerned';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_levels', 22, 'publications', '{channel_level,publication}');
