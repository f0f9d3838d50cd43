-- A reduced sample in the schema hostile, without any constraint as views have
-- none, and the temporary table odd_value: what no hospital means, by type.
-- Included by \ir; wants the sample data in esystems.
SELECT count(*) AS made FROM create_source_tables('hostile') \gset

-- The reduced sample: a few rows of each relation, without any constraint, as views
-- have none -----------------------------------------------------------------------

CREATE TEMP TABLE kept (id, value) AS
SELECT 'publication_id', v FROM unnest('{made-2023-00147,made-2023-00217}'::text[]) AS v
UNION ALL SELECT 'project_id', v FROM unnest('{made-project-042,made-project-116}'::text[]) AS v
UNION ALL SELECT 'study_id', v FROM unnest('{made-kbs-036,made-kbs-022,NCT01446328}'::text[]) AS v
UNION ALL SELECT 'innovation_id', v FROM unnest('{made-inno-086,made-inno-022}'::text[]) AS v;
DO $$
DECLARE
    item record;
    wanted text;
BEGIN
    FOR item IN SELECT r.relation FROM research_indicators.source_relation AS r
                WHERE to_regclass('esystems.' || quote_ident(r.relation)) IS NOT NULL ORDER BY r.ordinal LOOP
        EXECUTE (SELECT coalesce(string_agg(format('ALTER TABLE hostile.%I DROP CONSTRAINT IF EXISTS %I CASCADE', item.relation, t.conname), '; '), 'SELECT 1')
                 FROM pg_constraint AS t WHERE t.conrelid = format('hostile.%I', item.relation)::regclass AND t.contype <> 'n');
        EXECUTE (SELECT coalesce(string_agg(format('DROP INDEX %s', i.indexrelid::regclass), '; '), 'SELECT 1')
                 FROM pg_index AS i WHERE i.indrelid = format('hostile.%I', item.relation)::regclass);
        EXECUTE (SELECT coalesce(string_agg(format('ALTER TABLE hostile.%I ALTER COLUMN %I DROP NOT NULL', item.relation, a.attname), '; '), 'SELECT 1')
                 FROM pg_attribute AS a WHERE a.attrelid = format('hostile.%I', item.relation)::regclass AND a.attnum > 0 AND a.attnotnull);
        SELECT string_agg(format('s.%1$I::text IN (SELECT k.value FROM pg_temp.kept AS k WHERE k.id = %1$L)', c.column_name), ' OR ')
        INTO wanted
        FROM research_indicators.source_column AS c
        WHERE c.relation = item.relation AND c.column_name IN (SELECT k.id FROM pg_temp.kept AS k);
        EXECUTE format('INSERT INTO hostile.%1$I SELECT s.* FROM esystems.%1$I AS s WHERE %2$s '
                       'ORDER BY s::text ~ ''helse-bergen'' DESC, s::text ~ ''2023'' DESC, s::text COLLATE "C" LIMIT %3$s',
                       item.relation, coalesce(wanted, 'true'), CASE item.relation WHEN 'institution' THEN 1000 ELSE 12 END);
    END LOOP;
END
$$;
DELETE FROM hostile.institution WHERE institution_id NOT IN ('helse-bergen', 'helse-vest', 'helse-fonna', 'uib') AND coalesce(parent_id, '') <> 'helse-bergen';
DELETE FROM hostile.channel_level;
INSERT INTO hostile.channel_level SELECT * FROM esystems.channel_level WHERE channel_id IN ('j-112', 'j-124') AND year IN (2022, 2023);

-- The values ----------------------------------------------------------------------

\set identity '13097248022'
CREATE TEMP TABLE odd_value AS
SELECT row_number() OVER () AS number, v.*
FROM (
    SELECT 'text' AS data_type, v.name, v.value
    FROM (VALUES ('empty', ''), ('blank', '   '), ('the nation', 'NO'), ('identity number', :'identity'),
        ('identity number in words', 'born 130972 48022;x'), ('e-mail address', 'ola.nordmann@helse-bergen.no'),
        ('override', U&'abc\202Egpj.exe'), ('isolate', U&'\2066a\2069'), ('control', E'a\x01\x07\x1b[2J\x7f'), ('line', E'a\r\n\tb'),
        ('no character', U&'\FFFE\FFFF\+01FFFF'), ('markup', ']]><script>alert("1&2")</script><!--'), ('template', '{institution}{{|}}{'),
        ('format', '%s %n %1$I \\ $1 $$ '' " ; --'), ('pattern', '^(a+)+$|[[.\'), ('formula', '=1+1;"=cmd|''/c calc''!A0"'),
        ('numbers', '1e400'), ('infinite', 'NaN,Infinity'), ('json', '{"a": [null'), ('mark', U&'\FEFF\200B\00A0'), ('letters', U&'A\030A\0041\0301 \+01F468\200D\+01F469'),
        ('long', repeat('øl ', 30000)), ('no blanks', repeat('x', 100000)), ('path', '../../etc/passwd/'), ('separators', 'a|b;c=d,e/f.g')) AS v(name, value)
    UNION ALL
    SELECT 'numeric', v, v FROM unnest('{NaN,Infinity,-Infinity,1e1600,-1e1600,1e131071,1e-1600,-0.0001,0,1e16,0.30000000000000000000000000001}'::text[]) AS v
    UNION ALL
    SELECT 'integer', v, v FROM unnest('{2147483647,-2147483648,0,-1,10000}'::text[]) AS v
    UNION ALL
    SELECT t, v, v
    FROM unnest('{date,timestamp with time zone}'::text[]) AS t
    CROSS JOIN unnest('{infinity,-infinity,"4713-01-01 BC","0001-01-01",10000-01-01,9999-12-31,294276-12-31,2023-12-31}'::text[]) AS v
    UNION ALL
    SELECT 'date', v, v FROM unnest('{5874897-12-31}'::text[]) AS v
) AS v;

