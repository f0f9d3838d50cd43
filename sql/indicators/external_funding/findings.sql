-- Findings about external funding.

CREATE FUNCTION @internal@.check_external_funding(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH award AS (
            SELECT f.award_id::text AS award_id, f.institution_id::text AS institution_id, f.funder::text AS funder,
                   f.amount_nok::numeric AS amount, i.top_id
            FROM %1$I.external_funding AS f
            LEFT JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = f.institution_id::text
            WHERE f.year = $1
        )
        SELECT d.severity, d.code, 'external_funding', a.award_id, a.top_id,
               jsonb_build_object('award', a.award_id, 'institution', a.institution_id, 'amount', a.amount)
        FROM award AS a
        CROSS JOIN LATERAL (VALUES
            ('error', CASE WHEN a.top_id IS NULL THEN 'institution_unknown' END),
            ('warning', CASE WHEN a.amount < 0 THEN 'amount_negative' END),
            ('error', CASE WHEN a.amount IS NULL OR a.funder IS NULL OR a.amount = ANY ('{NaN,Infinity,-Infinity}'::numeric[]) THEN 'amount_missing' END)
        ) AS d(severity, code)
        WHERE d.code IS NOT NULL
        ORDER BY d.code COLLATE "C", a.award_id COLLATE "C", a.top_id COLLATE "C", a.amount
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.check_external_funding(integer) IS 'findings about external funding of the year';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_external_funding', 31, 'external_funding', '{institution,external_funding}');
