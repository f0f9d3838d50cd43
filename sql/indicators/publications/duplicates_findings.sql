-- Findings about works with several records: what was merged, with the points
-- that would have counted twice, and what was not, with the points at stake.

CREATE FUNCTION @internal@.check_duplicates(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- points of a year take long, and hardly any has such works
    IF NOT EXISTS (SELECT FROM @internal@.publication_copies(year)) THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH copy AS MATERIALIZED (
        SELECT c.* FROM @internal@.publication_copies(year) AS c
    ), part AS MATERIALIZED (
        SELECT c.work_id, c.counts_as, c.publication_id, p.institution_id, p.points, p.countable, p.reason,
               p.countable OR p.reason = 'duplicate' AS would_count
        FROM copy AS c
        JOIN @extschema@.publication_points(year) AS p ON p.publication_id = c.publication_id
    ), record AS MATERIALIZED (
        -- what counts of records that agree, per institution
        SELECT p.work_id, p.counts_as, p.institution_id, sum(p.points) FILTER (WHERE p.countable) AS points, bool_or(p.countable) AS countable
        FROM part AS p GROUP BY p.work_id, p.counts_as, p.institution_id
    ), split AS (
        SELECT r.work_id, string_agg(DISTINCT r.counts_as COLLATE "C", ', ' ORDER BY r.counts_as COLLATE "C") AS records,
               count(DISTINCT r.counts_as) FILTER (WHERE r.countable) AS counting
        FROM record AS r GROUP BY r.work_id
        HAVING count(DISTINCT r.counts_as) > 1
    ), found AS (
        SELECT CASE WHEN k.countable OR NOT p.would_count THEN 'warning' ELSE 'error' END AS severity, 'duplicate' AS code, p.publication_id AS key, p.institution_id,
               jsonb_build_object('variant', CASE WHEN p.countable THEN 'counted' WHEN p.would_count AND NOT k.countable THEN 'kept_does_not_count' END,
                                  'publication', p.publication_id, 'counted', p.counts_as, 'points', CASE WHEN p.would_count THEN p.points ELSE 0 END) AS arguments
        FROM part AS p
        LEFT JOIN part AS k ON k.publication_id = p.counts_as AND k.institution_id IS NOT DISTINCT FROM p.institution_id
        WHERE p.publication_id <> p.counts_as
        UNION ALL
        SELECT CASE WHEN s.counting > 1 THEN 'error' ELSE 'warning' END, 'duplicate_disagrees', r.work_id, r.institution_id,
               jsonb_build_object('variant', CASE WHEN s.counting <= 1 THEN 'once' END, 'publications', s.records,
                                  'points', coalesce(sum(r.points) - max(r.points), 0))
        FROM split AS s JOIN record AS r ON r.work_id = s.work_id
        GROUP BY r.work_id, r.institution_id, s.records, s.counting
    )
    SELECT f.severity, f.code, 'publication', f.key, f.institution_id, f.arguments
    FROM found AS f
    ORDER BY f.code COLLATE "C", f.key COLLATE "C", f.institution_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.check_duplicates(integer) IS
    'findings about works of the year that have several records, per institution: those that count once, with the points that would have been doubled, and those that disagree, with the points at stake';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_duplicates', 24, 'publications', '{institution,publication,contribution,publication_approval,channel_level}');
