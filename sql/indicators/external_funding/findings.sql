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
        ), counted AS MATERIALIZED (
            SELECT c.* FROM @internal@.counted_awards($1, @extschema@.default_rule_set('hod', $1)) AS c
        ), basis AS MATERIALIZED (
            SELECT @internal@.rule_parameter_value(@extschema@.default_rule_set('hod', $1), 'external_funding.basis') AS named,
                   count(*) FILTER (WHERE b.basis IS NOT NULL) AS bases,
                   string_agg(format('%%s: %%s rows, NOK %%s', coalesce(b.basis, 'no basis'), b.number, b.amount), '; ' ORDER BY b.basis COLLATE "C") AS amounts
            FROM (SELECT a.basis, count(*) AS number, sum(a.amount_nok) AS amount FROM @internal@.external_awards($1) AS a WHERE a.valid GROUP BY a.basis) AS b
        )
        SELECT d.severity, d.code, 'external_funding', d.key, d.owner, d.arguments
        FROM (
            SELECT v.severity, v.code, a.award_id AS key, a.top_id AS owner,
                   jsonb_build_object('award', a.award_id, 'institution', a.institution_id, 'amount', a.amount) AS arguments
            FROM award AS a
            CROSS JOIN LATERAL (VALUES
                ('error', CASE WHEN a.top_id IS NULL THEN 'institution_unknown' END),
                ('warning', CASE WHEN a.amount < 0 THEN 'amount_negative' END),
                ('error', CASE WHEN a.amount IS NULL OR a.funder IS NULL OR a.amount = ANY ('{NaN,Infinity,-Infinity}'::numeric[]) THEN 'amount_missing' END)
            ) AS v(severity, code)
            UNION ALL
            SELECT 'error', 'funding_basis_mixed', $1::text, NULL, jsonb_build_object('year', $1, 'amounts', b.amounts)
            FROM basis AS b WHERE b.named IS NULL AND b.bases > 1 AND NOT EXISTS (SELECT FROM counted AS c WHERE c.reason = 'basis_stray')
            UNION ALL
            SELECT 'error', 'funding_basis_stray', c.award_id, c.institution_id,
                   jsonb_build_object('explains', 'external_funding', 'award', c.award_id, 'institution', c.institution_id, 'basis', c.basis, 'amount', c.amount_nok, 'year', $1)
            FROM counted AS c WHERE c.reason = 'basis_stray'
            UNION ALL
            SELECT 'warning', 'funding_other_basis', $1::text, NULL, jsonb_build_object('year', $1, 'amounts', b.amounts, 'basis', b.named)
            FROM basis AS b
            WHERE b.named IS NOT NULL AND EXISTS (SELECT FROM @internal@.external_awards($1) AS a WHERE a.valid AND a.basis IS DISTINCT FROM b.named)
        ) AS d
        WHERE d.code IS NOT NULL
        ORDER BY d.code COLLATE "C", d.key COLLATE "C", d.owner COLLATE "C", d.arguments::text COLLATE "C"
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.check_external_funding(integer) IS 'findings about external funding of the year';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_external_funding', 31, 'external_funding', '{institution,external_funding}');
