-- The source contract as a table to read: what each column holds, what it refers
-- to, which indicators need it, and an example of it.

CREATE FUNCTION @internal@.example_value(relation text, column_name text) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE
        WHEN c.codes IS NOT NULL THEN c.codes[1]
        WHEN e.column_name IS NOT NULL THEN e.value
        WHEN f.referenced_relation IS NOT NULL THEN regexp_replace(k.key_columns[1], '_id$', '-1')
        WHEN c.column_name ~ '_id$' THEN regexp_replace(c.column_name, '_id$', '-1')
        WHEN c.data_type = 'integer' THEN '25'
        WHEN c.data_type = 'numeric' THEN '1500000.00'
        WHEN c.data_type = 'boolean' THEN 'true'
        WHEN c.data_type = 'date' THEN '2023-03-14'
        WHEN c.data_type = 'timestamp with time zone' THEN '2024-01-31 12:00:00+00'
        ELSE replace(c.column_name, '_', ' ') END
    FROM @extschema@.source_column AS c
    LEFT JOIN @extschema@.source_reference AS f ON f.relation = c.relation AND f.column_name = c.column_name
    LEFT JOIN @extschema@.source_relation AS k ON k.relation = f.referenced_relation
    LEFT JOIN (VALUES ('', 'year', '2023'), ('', 'doi', '10.5555/12345678'), ('', 'isbn', '9788202000004'), ('', 'country', 'NO'), ('', 'orgnr', '993467049'),
                      ('', 'share', '0.5'), ('', 'percent', '100'), ('institution', 'parent_id', NULL), ('institution', 'valid_to', NULL), ('institution', 'successor_id', NULL),
                      ('publication', 'status', 'published'), ('contribution', 'role', 'creator'), ('study_identifier', 'identifier', 'NCT01446328'),
                      ('project_hrcs', 'code', 'Cardiovascular'), ('clinical_study', 'phase', 'III'), ('innovation', 'adopted_from', NULL)) AS e(relation, column_name, value)
           ON e.column_name = c.column_name AND e.relation IN ('', c.relation)
    WHERE c.relation = example_value.relation AND c.column_name = example_value.column_name;
END;
COMMENT ON FUNCTION @internal@.example_value(text, text) IS 'a value that a column of the contract may have; those of a relation make a row';

CREATE FUNCTION describe_sources(
    OUT relation text, OUT column_name text, OUT data_type text, OUT required boolean,
    OUT codes text[], OUT description text, OUT optional boolean, OUT in_key boolean, OUT refers_to text, OUT needed_by text[], OUT example text)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT c.relation, c.column_name, c.data_type, c.required, c.codes, c.description, c.optional,
           c.column_name = ANY (r.key_columns), f.referenced_relation,
           ARRAY(SELECT i.indicator FROM @extschema@.indicator AS i WHERE c.relation = ANY (i.relations) ORDER BY i.ordinal),
           @internal@.example_value(c.relation, c.column_name)
    FROM @extschema@.source_column AS c
    JOIN @extschema@.source_relation AS r ON r.relation = c.relation
    LEFT JOIN @internal@.contract_references() AS f ON f.relation = c.relation AND f.column_name = c.column_name
    ORDER BY r.ordinal, c.ordinal;
END;
COMMENT ON FUNCTION describe_sources() IS
    'the source contract: relations and columns that a source schema holds, with types, codes and meaning, key, references, the indicators that need the relation, and an example that makes a row; an optional column may be missing and reads as NULL';
