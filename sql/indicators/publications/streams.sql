-- The streams of publications: a unit's publications of the year, and its
-- decisions about them.

INSERT INTO delivery_stream (stream, ordinal, relations, rows_function, owed_when_due, text_nb, text_nn, text_en) VALUES
    ('publications', 10, '{institution,publication,contribution,publication_approval,channel_level}', 'publication_stream', false,
     'vitenskapelige publikasjoner', 'vitskaplege publikasjonar', 'scientific publications'),
    ('approvals', 20, '{institution,publication,contribution,publication_approval}', 'approval_stream', true,
     'godkjenning av publikasjoner', 'godkjenning av publikasjonar', 'approvals of publications');

INSERT INTO indicator_stream (indicator, stream) VALUES ('publications', 'publications');

CREATE FUNCTION @internal@.publication_stream(year integer, rule_set text) RETURNS SETOF @internal@.stream_count
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- a year without an NVI set has no publications that count
    IF @internal@.effective_nvi_rule_set(year, rule_set) IS NOT NULL THEN
        RETURN QUERY
        SELECT s.unit_id, s.publications + s.excluded, 0::bigint, NULL::date, NULL::date
        FROM @extschema@.publication_point_sums(year, @internal@.nvi_rule_set_for(year, rule_set)) AS s
        WHERE s.unit_level = 'institution' AND s.dimension = '';
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.publication_stream(integer, text) IS
    'publications of the year per institution, those that do not count among them';

CREATE FUNCTION @internal@.approval_stream(year integer, rule_set text) RETURNS SETOF @internal@.stream_count
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH unit AS MATERIALIZED (
            SELECT i.institution_id, i.top_id FROM @extschema@.institutions_at($1) AS i WHERE i.reporting
        ), decision AS MATERIALIZED (
            SELECT a.publication_id, u.top_id, bool_or(a.state::text = ANY ('{approved,rejected}')) AS decided, max(a.decided_at) AS decided_at
            FROM %1$I.publication AS p
            JOIN %1$I.publication_approval AS a ON a.publication_id = p.publication_id
            LEFT JOIN unit AS u ON u.institution_id = a.institution_id::text
            WHERE p.year = $1
            GROUP BY a.publication_id, u.top_id
        ), part AS (
            -- where approval is tracked, every reporting institution with a creator owes its own
            SELECT c.publication_id, u.top_id
            FROM (SELECT DISTINCT d.publication_id FROM decision AS d) AS t
            JOIN %1$I.contribution AS c ON c.publication_id = t.publication_id
            JOIN unit AS u ON u.institution_id = c.institution_id::text
            WHERE c.role::text = 'creator'
            GROUP BY c.publication_id, u.top_id
        )
        SELECT p.top_id, count(*) FILTER (WHERE d.decided), count(*) FILTER (WHERE NOT coalesce(d.decided, false)), NULL::date,
               max((d.decided_at AT TIME ZONE 'Europe/Oslo')::date) FILTER (WHERE isfinite(d.decided_at))
        FROM part AS p LEFT JOIN decision AS d ON d.publication_id = p.publication_id AND d.top_id = p.top_id
        GROUP BY p.top_id
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.approval_stream(integer, text) IS
    'decisions of institutions about their parts of the publications of the year whose approval is tracked; outstanding: pending or not there';
