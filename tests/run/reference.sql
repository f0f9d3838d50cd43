-- doc/reference.md from the catalog: every function, type, table and view of
-- the extension with its comment.  tests/run/check_reference.sh compares.
\pset format unaligned
\pset tuples_only on
SET search_path TO pg_catalog;
SELECT '# Reference

Made from the comments of the extension''s objects; `\df+ research_indicators.*` shows the same in psql. Points are `numeric` with 4 decimals, amounts are NOK,
shares lie in 0-1; a rule set of NULL means the default of the year. Errors: [errors.md](errors.md).

## Functions
';
SELECT format(E'### `%s(%s)`\n\n%s\n\n%s\n', p.proname,
              regexp_replace(replace(pg_get_function_arguments(p.oid), 'research_indicators.', ''), ',? ?OUT .*$', ''),
              'Returns ' || CASE WHEN p.proretset THEN 'rows of ' ELSE '' END
              || coalesce((SELECT '(' || string_agg(a.name || ' ' || format_type(a.type, NULL), ', ' ORDER BY a.n) || ')'
                           FROM unnest(p.proargnames, p.proallargtypes, p.proargmodes) WITH ORDINALITY AS a(name, type, mode, n)
                           WHERE a.mode IN ('o', 't')),
                          -- a composite type: its columns too
                          replace(format_type(p.prorettype, NULL), 'research_indicators.', '')
                          || coalesce((SELECT ' (' || string_agg(a.attname || ' ' || format_type(a.atttypid, NULL), ', ' ORDER BY a.attnum) || ')'
                                       FROM pg_type AS t JOIN pg_attribute AS a ON a.attrelid = t.typrelid
                                       WHERE t.oid = p.prorettype AND t.typrelid <> 0 AND a.attnum > 0), ''))
              || '; ' || CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END
              || ', parallel ' || CASE p.proparallel WHEN 's' THEN 'safe' WHEN 'r' THEN 'restricted' ELSE 'unsafe' END || '.',
              upper(left(d.description, 1)) || substr(d.description, 2) || '.')
FROM pg_proc AS p
JOIN pg_depend AS m ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid AND m.deptype = 'e'
JOIN pg_extension AS e ON e.oid = m.refobjid AND e.extname = 'research_indicators'
JOIN pg_description AS d ON d.classoid = 'pg_proc'::regclass AND d.objoid = p.oid
WHERE p.pronamespace = 'research_indicators'::regnamespace
ORDER BY p.proname COLLATE "C", pg_get_function_arguments(p.oid) COLLATE "C";
SELECT E'## Tables, views and types\n\n| name | what |\n| --- | --- |';
SELECT format('| `%s` | %s |', c.relname, d.description)
FROM pg_class AS c
JOIN pg_description AS d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.relnamespace = 'research_indicators'::regnamespace AND c.relkind IN ('r', 'v')
ORDER BY c.relname COLLATE "C";
SELECT format('| type `%s` | %s |', t.typname, d.description)
FROM pg_type AS t
JOIN pg_description AS d ON d.classoid = 'pg_type'::regclass AND d.objoid = t.oid
WHERE t.typnamespace = 'research_indicators'::regnamespace
ORDER BY t.typname COLLATE "C";
