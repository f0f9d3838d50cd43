-- The relations of doc/contract.md from the catalog, each with the section of
-- doc/example.sql that shows a view of it.  tests/run/check_reference.sh
-- compares.
\pset format unaligned
\pset tuples_only on
\set example `cat doc/example.sql`
SET search_path TO pg_catalog;
-- what a relation is for: the indicators that are left out without it
CREATE TEMPORARY VIEW relation_use AS
SELECT r.relation, r.ordinal, r.description, r.key_columns, r.index_columns,
       CASE WHEN r.relation IN ('institution', 'reporting_year') THEN 'every figure'
            ELSE (SELECT string_agg('`' || i.indicator || '`', ', ' ORDER BY i.ordinal)
                  FROM research_indicators.indicator AS i WHERE r.relation = ANY (i.relations)) END AS needed_by
FROM research_indicators.source_relation AS r;
-- a section of the example: its remark, the hospital's tables and the view
CREATE TEMPORARY TABLE example_section AS
SELECT btrim(split_part(s.section, E'\n', 1)) AS relation,
       btrim(regexp_replace(substring(s.section FROM '^[^\n]*\n((?:-- [^\n]*\n)*)'), E'(^|\n)-- ', '\1', 'g'), E'\n') AS remark,
       (SELECT string_agg(btrim(t.statement, E'\n'), E'\n\n' ORDER BY t.n)
        FROM regexp_split_to_table(s.section, E'\n\n+') WITH ORDINALITY AS t(statement, n)
        WHERE t.statement ~ '^CREATE (TABLE|VIEW) ') AS statements
FROM regexp_split_to_table(:'example' || E'\n', '(?n)^-- relation: ') WITH ORDINALITY AS s(section, n)
WHERE s.n > 1;

SELECT E'## Relations\n\n| relation | holds | without it there is no |\n| --- | --- | --- |';
SELECT format('| [`%s`](#%1$s) | %s | %s |', r.relation, rtrim(r.description, '.'), coalesce(r.needed_by, ''))
FROM relation_use AS r
ORDER BY r.ordinal;
SELECT format(E'\n## `%s`\n\n%s %s%s\n\n| column | type | | meaning |\n| --- | --- | --- | --- |\n%s\n\n%s\n\n```sql\n%s\n```',
              r.relation, r.description,
              CASE WHEN r.key_columns = '{}' THEN 'It has no key.'
                   ELSE 'Key: ' || (SELECT string_agg('`' || k.name || '`', ', ' ORDER BY k.n) FROM unnest(r.key_columns) WITH ORDINALITY AS k(name, n)) || '.' END,
              CASE WHEN r.index_columns <> '{}'
                   THEN ' Index: ' || (SELECT string_agg('`' || k.name || '`', ', ' ORDER BY k.n) FROM unnest(r.index_columns) WITH ORDINALITY AS k(name, n)) || '.'
                   ELSE '' END,
              (SELECT string_agg(format('| `%s` | %s | %s | %s%s%s%s |', c.column_name,
                                        replace(c.data_type, 'timestamp with time zone', 'timestamptz'),
                                        CASE WHEN c.column_name = ANY (r.key_columns) THEN 'key' WHEN c.required THEN 'required' ELSE '' END,
                                        replace(c.description, '|', '\|'),
                                        '; codes: `' || array_to_string(c.codes, '`, `') || '`',
                                        '; by default `' || c.default_value || '` in a built-in table',
                                        '; of `' || f.referenced_relation || '`'),
                                 E'\n' ORDER BY c.ordinal)
               FROM research_indicators.source_column AS c
               LEFT JOIN research_indicators.source_reference AS f ON f.relation = c.relation AND f.column_name = c.column_name
               WHERE c.relation = r.relation),
              coalesce(e.remark, 'doc/example.sql has no view of it.'), e.statements)
FROM relation_use AS r
LEFT JOIN example_section AS e ON e.relation = r.relation
ORDER BY r.ordinal;
SELECT $md$
## Whether it is whole

`check_sources` looks for relations, columns, keys and codes, and for much that is doubtful in the rows. Here nothing is missing:

```sql
SET research_indicators.source_schema = 'kilder';
SELECT severity, code, relation, key, message
FROM check_sources(2023)
WHERE severity = 'error' OR code = 'relation_missing';
```

```text
 severity | code | relation | key | message
----------+------+----------+-----+---------
(0 rows)
```$md$;
