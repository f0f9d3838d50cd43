-- A schema held against the contract, all at once: what is told of it.

CREATE FUNCTION @internal@.contract_findings(schema text) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found @internal@.raw_finding[] := ARRAY(SELECT f FROM @internal@.check_schema(schema) AS f);
    lacking text[];
    item record;
BEGIN
    IF EXISTS (SELECT FROM unnest(found) AS f WHERE f.arguments ->> 'variant' = 'no_right') THEN
        RETURN QUERY SELECT f.* FROM unnest(found) AS f;
        RETURN;
    END IF;
    found := found || ARRAY(SELECT f FROM @internal@.check_relations(schema) AS f) || ARRAY(SELECT f FROM @internal@.check_readings(schema) AS f);
    RETURN QUERY SELECT f.* FROM unnest(found) AS f;
    -- a missing column hinders nothing that is asked of the others, but its key and what refers to it cannot be asked
    FOR item IN
        SELECT m.relation FROM @internal@.mapped_relations(schema) AS m
        JOIN @extschema@.source_relation AS r ON r.relation = m.relation
        WHERE m.oid IS NOT NULL
          AND NOT EXISTS (SELECT FROM unnest(found) AS f
                          WHERE f.relation = m.relation
                            AND (f.code IN ('right_missing', 'read_fails') OR f.code = 'column_missing' AND f.key = ANY (r.key_columns)))
        ORDER BY m.ordinal
    LOOP
        RETURN QUERY SELECT f.* FROM @internal@.caught_findings(format('SELECT f.* FROM @internal@.check_values_of(%L, %L) AS f', schema, item.relation), item.relation) AS f;
    END LOOP;
    lacking := @internal@.broken_relations(VARIADIC found);
    RETURN QUERY SELECT f.* FROM @internal@.caught_findings(
        format('SELECT f.* FROM @internal@.check_orphans(%L, %L, true) AS f', schema, lacking), NULL) AS f;
END
$$;
COMMENT ON FUNCTION @internal@.contract_findings(text) IS 'what check_contract tells, without its texts';

CREATE FUNCTION check_contract(
    schema text DEFAULT NULL, lang text DEFAULT 'en',
    OUT severity text, OUT code text, OUT relation text, OUT column_name text, OUT rows bigint, OUT examples text[], OUT message text, OUT hint text)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 30
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT f.severity, f.code, f.relation, f.arguments ->> 'column', (f.arguments ->> 'count')::bigint,
           CASE WHEN jsonb_typeof(f.arguments -> 'examples') = 'array' THEN ARRAY(SELECT e.key FROM jsonb_array_elements_text(f.arguments -> 'examples') WITH ORDINALITY AS e(key, n) ORDER BY e.n) END,
           coalesce(t.message, f.code), nullif(concat_ws(' ', nullif(t.hint, ''), t.instruction), '')
    FROM (SELECT ARRAY(SELECT f FROM @internal@.contract_findings(coalesce(check_contract.schema, @extschema@.source_schema())) AS f) AS findings) AS w
    CROSS JOIN LATERAL unnest(w.findings) WITH ORDINALITY AS f(severity, code, relation, key, institution_id, arguments, position)
    LEFT JOIN @internal@.finding_texts(w.findings, ARRAY[@internal@.require_language(check_contract.lang)]) AS t ON t.ordinal = f.position
    ORDER BY f.position;
END;
COMMENT ON FUNCTION check_contract(text, text) IS
    'everything in which a schema (without one: the source schema) differs from the contract, in one result and without an error: relations and columns missing, of the wrong type, that cannot be read, keys that repeat, values that are missing, outside their code list or refer to nothing, with how many rows and three example keys; in a language (nb, nn, en)';
