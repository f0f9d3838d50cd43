-- Series breaks: years side by side whose publication points follow different
-- rules.

CREATE FUNCTION @internal@.effective_nvi_rule_set(year integer, rule_set text DEFAULT NULL) RETURNS text
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(
        (SELECT CASE s.family WHEN 'nvi' THEN s.rule_set ELSE s.nvi_rule_set END
         FROM @internal@.rule_set_chain(coalesce(effective_nvi_rule_set.rule_set, @extschema@.default_rule_set('hod', year))) AS c
         JOIN @extschema@.rule_set AS s ON s.rule_set = c.member
         WHERE s.family = 'nvi' OR s.nvi_rule_set IS NOT NULL
         ORDER BY c.depth
         LIMIT 1),
        @extschema@.default_rule_set('nvi', year));
END;
COMMENT ON FUNCTION @internal@.effective_nvi_rule_set(integer, text) IS
    'NVI set by which the publication points of a year are computed under a rule set (NULL: the year''s default); NULL when none covers the year';

CREATE FUNCTION @internal@.check_series(first_year integer, last_year integer, rule_set text DEFAULT NULL) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(first_year), @internal@.require_year(last_year);
    IF rule_set IS NOT NULL THEN
        PERFORM @internal@.require_rule_set(rule_set, 'any');
    END IF;
    RETURN QUERY
    SELECT 'warning', 'series_break', 'rule_set', b.year::text, NULL::text,
           jsonb_build_object('before', b.before, 'last_year', b.year - 1, 'rule_set', b.nvi, 'year', b.year)
    FROM (SELECT y.year, n.nvi, lag(n.nvi) OVER (ORDER BY y.year) AS before
          FROM generate_series(first_year, last_year) AS y(year)
          CROSS JOIN LATERAL @internal@.effective_nvi_rule_set(y.year, check_series.rule_set) AS n(nvi)) AS b
    WHERE b.nvi <> b.before
    ORDER BY b.year;
END
$$;
COMMENT ON FUNCTION @internal@.check_series(integer, integer, text) IS
    'a finding series_break for every year whose publication points follow another NVI set than the year before; years that no set covers break nothing';
