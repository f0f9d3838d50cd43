-- Findings about external funding.

CREATE FUNCTION @internal@.check_external_funding(year integer) RETURNS SETOF finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH unit AS MATERIALIZED (
            SELECT i.institution_id FROM @extschema@.institutions_at($1) AS i
        ), award AS (
            SELECT f.award_id::text AS award_id, f.institution_id::text AS institution_id, f.funder::text AS funder,
                   f.amount_nok::numeric AS amount
            FROM %1$I.external_funding AS f
            WHERE f.year = $1
        ), basis AS MATERIALIZED (
            SELECT @internal@.rule_parameter_value(@extschema@.default_rule_set('hod', $1), 'external_funding.basis') AS named,
                   count(*) FILTER (WHERE b.basis IS NOT NULL) AS bases,
                   string_agg(format('%%s: %%s rows, NOK %%s', coalesce(b.basis, 'no basis'), b.number, b.amount), '; ' ORDER BY b.basis COLLATE "C") AS amounts
            FROM (SELECT a.basis, count(*) AS number, sum(a.amount_nok) AS amount FROM @internal@.external_awards($1) AS a WHERE a.valid GROUP BY a.basis) AS b
        )
        SELECT f.severity, f.code, f.relation, f.key, f.message, f.hint
        FROM (
            SELECT 'error', 'institution_unknown', 'external_funding', a.award_id,
                   format('award "%%s" names institution "%%s", which does not exist', a.award_id, a.institution_id),
                   'Its points belong to nobody until the institution exists.'
            FROM award AS a LEFT JOIN unit AS u ON u.institution_id = a.institution_id WHERE u.institution_id IS NULL
            UNION ALL
            SELECT 'warning', 'amount_negative', 'external_funding', a.award_id,
                   format('award "%%s" has the amount %%s', a.award_id, a.amount),
                   'It is subtracted; leave it out unless money was paid back.'
            FROM award AS a WHERE a.amount < 0
            UNION ALL
            SELECT 'error', 'amount_missing', 'external_funding', a.award_id,
                   format('award "%%s" has no amount or no funder', a.award_id), 'It earns no points.'
            FROM award AS a WHERE a.amount IS NULL OR a.funder IS NULL OR a.amount = ANY ('{NaN,Infinity,-Infinity}'::numeric[])
            UNION ALL
            SELECT 'error', 'funding_basis_mixed', 'external_funding', $1::text,
                   format('external funding of %%s is of several bases (%%s)', $1, b.amounts),
                   'What was awarded and what was paid in make no sum: amounts are shown by basis, and there are no points and no total. Report one basis, or name the one that counts in a copy of the rule set: research_indicators.set_rule_parameter(rule_set, ''external_funding.basis'', ''awarded'' or ''paid_in'', origin, source).'
            FROM basis AS b WHERE b.named IS NULL AND b.bases > 1
            UNION ALL
            SELECT 'warning', 'funding_other_basis', 'external_funding', $1::text,
                   format('external funding of %%s is of several bases (%%s); %%s counts', $1, b.amounts, b.named),
                   'Amounts of another basis, or of none, are shown apart and earn no points.'
            FROM basis AS b
            WHERE b.named IS NOT NULL AND EXISTS (SELECT FROM @internal@.external_awards($1) AS a WHERE a.valid AND a.basis IS DISTINCT FROM b.named)
        ) AS f(severity, code, relation, key, message, hint)
        ORDER BY f.code COLLATE "C", f.key COLLATE "C"
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.check_external_funding(integer) IS 'findings about external funding of the year';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_external_funding', 31, 'external_funding', '{institution,external_funding}');
