-- Findings about the tables of rules as such, whatever set holds.

CREATE FUNCTION @internal@.check_rule_sets() RETURNS SETOF finding
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- rows of no set enter no figure; a set that refers to none has lost what it inherited, and
    -- where an adopted one is gone the shipped default takes its place
    SELECT CASE WHEN m.relation IN ('rule_set', 'rule_set_adoption') THEN 'error' ELSE 'warning' END, 'rule_set_missing', m.relation, m.rule_set,
           format('%s rows of "%s" belong to rule set "%s", which does not exist', m.row_count, m.relation, m.rule_set),
           'Insert the set into research_indicators.rule_set again, or delete the rows.'
    FROM @extschema@.rows_without_rule_set() AS m;
END;
COMMENT ON FUNCTION @internal@.check_rule_sets() IS 'findings about rows of rule sets that do not exist';
