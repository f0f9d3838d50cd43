-- Findings about approvals: decisions that only some have entered.

CREATE FUNCTION @internal@.check_approvals(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    silent text[];
    of_publication text[];
BEGIN
    PERFORM @internal@.require_year(year);
    -- who has creators in a publication that others have decided about, and no decision
    EXECUTE @internal@.source_query($sql$
        WITH tracked AS MATERIALIZED (
            SELECT DISTINCT a.publication_id FROM %1$I.publication_approval AS a
            JOIN %1$I.publication AS p ON p.publication_id = a.publication_id
            WHERE p.year = $1
        ), unit AS MATERIALIZED (
            SELECT i.institution_id, i.top_id, i.reporting FROM @extschema@.institutions_at($1) AS i
        ), silent AS (
            SELECT c.publication_id::text AS publication_id, u.top_id
            FROM tracked AS t
            JOIN %1$I.contribution AS c ON c.publication_id = t.publication_id
            JOIN unit AS u ON u.institution_id = c.institution_id::text
            WHERE c.role = 'creator' AND u.reporting
            EXCEPT
            SELECT a.publication_id::text, u.top_id
            FROM tracked AS t
            JOIN %1$I.publication_approval AS a ON a.publication_id = t.publication_id
            JOIN unit AS u ON u.institution_id = a.institution_id::text
        )
        SELECT array_agg(s.publication_id ORDER BY s.publication_id COLLATE "C", s.top_id COLLATE "C"),
               array_agg(s.top_id ORDER BY s.publication_id COLLATE "C", s.top_id COLLATE "C")
        FROM silent AS s
    $sql$)
    INTO of_publication, silent USING year;
    IF silent IS NULL OR @extschema@.default_rule_set('nvi', year) IS NULL THEN
        RETURN;
    END IF;

    RETURN QUERY
    WITH waiting AS MATERIALIZED (
        SELECT p.publication_id, p.institution_id, p.points
        FROM @extschema@.publication_points(year) AS p
        WHERE p.reason = 'approval_pending' AND p.publication_id = ANY (of_publication)
    ), stake AS (
        SELECT s.institution_id, count(DISTINCT w.publication_id) AS publications, sum(w.points) AS points,
               coalesce(sum(w.points) FILTER (WHERE w.institution_id = s.institution_id), 0) AS own
        FROM unnest(of_publication, silent) AS s(publication_id, institution_id)
        JOIN waiting AS w ON w.publication_id = s.publication_id
        GROUP BY s.institution_id
    )
    SELECT 'warning', 'approval_missing', 'publication_approval', s.institution_id, s.institution_id,
           jsonb_build_object('rows', s.publications, 'year', year, 'institution', s.institution_id, 'points', s.points, 'own', s.own)
    FROM stake AS s
    ORDER BY s.institution_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.check_approvals(integer) IS
    'institutions without a decision about publications of the year that others have decided about, with the points that wait for them';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_approvals', 21, 'publications', '{institution,publication,contribution,publication_approval,channel_level}');
