-- Findings about the tables of rules as such, whatever set holds.

CREATE FUNCTION @internal@.check_rule_sets() RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- rows of no set enter no figure; a set that refers to none has lost what it inherited, and
    -- where an adopted one is gone the shipped default takes its place
    SELECT CASE WHEN m.relation IN ('rule_set', 'rule_set_adoption') THEN 'error' ELSE 'warning' END, 'rule_set_missing', m.relation, m.rule_set, NULL::text,
           jsonb_build_object('rows', m.row_count, 'relation', m.relation, 'rule_set', m.rule_set)
    FROM @extschema@.rows_without_rule_set() AS m;
END;
COMMENT ON FUNCTION @internal@.check_rule_sets() IS 'findings about rows of rule sets that do not exist';
