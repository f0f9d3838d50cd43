-- Hostile and odd values in every column of the source contract, enumerated from
-- the contract itself: a new relation or column is tested by being there.  After
-- each the report of the nation is made, and either that is an error of class RI, or
-- a document that our own schema accepts, whose other faces are made too and which
-- repeats no personal data.  TAP on standard output.
--
-- Each row of a column gets another value; where that is an error, each value is
-- tried alone.  Wants the sample data in esystems.  Variables: part, how many
-- mutants there are for each that is run (1: all); seed, which of them.
SET search_path = research_indicators, research_indicators_internal, public;
SET jit = off;
SET client_min_messages = warning;
BEGIN;
\set year 2023
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
        EXECUTE (SELECT coalesce(string_agg(format('ALTER TABLE hostile.%I DROP CONSTRAINT %I CASCADE', item.relation, t.conname), '; '), 'SELECT 1')
                 FROM pg_constraint AS t WHERE t.conrelid = format('hostile.%I', item.relation)::regclass);
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
SET LOCAL research_indicators.source_schema = 'hostile';

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

CREATE TEMP TABLE mutant AS
SELECT row_number() OVER (ORDER BY c.relation COLLATE "C", c.ordinal, c.turn) AS number, c.relation, c.column_name, c.data_type, c.turn
FROM (
    SELECT s.*, generate_series(0, (n.odd_values + n.rows - 1) / n.rows - 1) * n.rows AS turn
    FROM source_column AS s
    CROSS JOIN LATERAL (
        SELECT greatest((xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM hostile.%I', s.relation), false, true, '')))[1]::text::integer, 1) AS rows,
               (SELECT count(*)::integer FROM odd_value AS o WHERE o.data_type = s.data_type) AS odd_values
    ) AS n
    WHERE to_regclass('hostile.' || quote_ident(s.relation)) IS NOT NULL
) AS c;
SELECT count(*) AS all_mutants FROM mutant \gset
DELETE FROM mutant WHERE (number + :seed) % :part <> 0;

-- What a report of the changed sources is: nothing wrong, or what is. -------------

CREATE FUNCTION pg_temp.wrong_report(year integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    records research_indicators.report_record[] := research_indicators_internal.report_records(year, 'NO', 'illustrative');
    document xml := research_indicators.records_xml(records, 'indikatorrapport');
    problem text;
BEGIN
    SELECT concat_ws(' ', v.code, left(v.message, 250)) INTO problem FROM research_indicators.validate_report(document) AS v LIMIT 1;
    IF problem IS NULL THEN
        SELECT 'repeats ' || p INTO problem FROM unnest(research_indicators.personal_data(document::text)) AS p LIMIT 1;
    END IF;
    IF problem IS NULL AND document::text ~ U&'[\202A-\202E\2066-\2069]' THEN
        problem := 'holds directions of text';
    END IF;
    PERFORM research_indicators.records_json(records)::jsonb, research_indicators.records_csv(records);
    RETURN problem;
END
$$;

CREATE TEMP TABLE verdict (number bigint, value_name text, state text, told text);

CREATE FUNCTION pg_temp.judge_change(change text, year integer, OUT state text, OUT told text) LANGUAGE plpgsql AS $$
BEGIN
    BEGIN
        EXECUTE change;
        told := pg_temp.wrong_report(year);
        state := CASE WHEN told IS NULL THEN 'report' ELSE 'wrong' END;
        RAISE EXCEPTION USING ERRCODE = 'TAKEN';
    EXCEPTION
        WHEN SQLSTATE 'TAKEN' THEN NULL;
        WHEN OTHERS THEN
            state := SQLSTATE;
            told := SQLERRM;
    END;
END
$$;

CREATE FUNCTION pg_temp.judge(mutant pg_temp.mutant, year integer) RETURNS SETOF pg_temp.verdict LANGUAGE plpgsql AS $$
DECLARE
    answer record;
    item record;
    change text := 'WITH numbered AS (SELECT s.ctid AS place, row_number() OVER (ORDER BY s.ctid) AS n FROM hostile.%1$I AS s) '
        'UPDATE hostile.%1$I AS s SET %2$I = o.value::%3$s FROM numbered AS r JOIN (SELECT row_number() OVER (ORDER BY number) AS n, value FROM pg_temp.odd_value WHERE data_type = %4$L) AS o '
        'ON o.n = r.n + %5$s WHERE s.ctid = r.place AND r.n <= %6$s';
BEGIN
    IF mutant.data_type = 'boolean' THEN
        change := 'UPDATE hostile.%1$I SET %2$I = NULL';
    END IF;
    SELECT * INTO answer
    FROM pg_temp.judge_change(format(change, mutant.relation, mutant.column_name, mutant.data_type, mutant.data_type, mutant.turn, 1000), year);
    IF answer.state = 'report' OR mutant.data_type = 'boolean' THEN
        RETURN QUERY SELECT mutant.number, 'all', answer.state, answer.told;
        RETURN;
    END IF;
    FOR item IN SELECT o.name, row_number() OVER (ORDER BY o.number) AS n FROM pg_temp.odd_value AS o WHERE o.data_type = mutant.data_type ORDER BY o.number
                OFFSET mutant.turn LIMIT (SELECT (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM hostile.%I', mutant.relation), false, true, '')))[1]::text::integer)
    LOOP
        SELECT * INTO answer
        FROM pg_temp.judge_change(format(change, mutant.relation, mutant.column_name, mutant.data_type, mutant.data_type, item.n - 1, 1), year);
        RETURN QUERY SELECT mutant.number, item.name, answer.state, answer.told;
    END LOOP;
END
$$;
INSERT INTO verdict SELECT v.* FROM mutant AS m CROSS JOIN LATERAL pg_temp.judge(m, :year) AS v;

SELECT '1..' || count(*) FROM mutant;
SELECT concat(CASE WHEN bool_and(v.state = 'report' OR v.state LIKE 'RI%') THEN '' ELSE 'not ' END, 'ok ', row_number() OVER (ORDER BY m.number), ' - ',
              m.relation, '.', m.column_name, ' (', m.turn, ') ',
              string_agg(DISTINCT CASE WHEN v.state <> 'report' THEN concat_ws(': ', v.value_name, v.state, left(regexp_replace(v.told, '\s+', ' ', 'g'), 200)) END, '; '))
FROM mutant AS m JOIN verdict AS v ON v.number = m.number
GROUP BY m.number, m.relation, m.column_name, m.turn ORDER BY m.number;
SELECT format('# %s of %s mutants: %s reports, %s errors of class RI, %s of another class, %s wrong reports', count(DISTINCT v.number), :all_mutants,
              count(*) FILTER (WHERE v.state = 'report'), count(*) FILTER (WHERE v.state LIKE 'RI%'),
              count(*) FILTER (WHERE v.state NOT IN ('report', 'wrong') AND v.state NOT LIKE 'RI%'), count(*) FILTER (WHERE v.state = 'wrong'))
FROM verdict AS v;
ROLLBACK;
