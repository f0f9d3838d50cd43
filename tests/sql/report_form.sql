-- Forms of the report for spreadsheets, and the number of records it may have.
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;
SELECT plan(17);

-- The Excel edition against the plain one: both are read by rules of their own.
CREATE FUNCTION pg_temp.cells(line text, delimiter text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT array_agg(CASE WHEN m.match[1] LIKE '"%' THEN replace(substr(m.match[1], 2, length(m.match[1]) - 2), '""', '"') ELSE m.match[1] END
                     ORDER BY m.n)
    FROM regexp_matches(line || delimiter, format('("(?:[^"]|"")*"|[^"%1$s]*)%1$s', delimiter), 'g') WITH ORDINALITY AS m(match, n)
$$;
CREATE TEMP TABLE face AS
SELECT report_csv(2023, '983658725') AS plain, report_csv(2023, '983658725', excel => true) AS excel;
CREATE TEMP TABLE plain AS SELECT r.n, pg_temp.cells(r.line, ',') AS cells FROM face, string_to_table(plain, E'\n') WITH ORDINALITY AS r(line, n);
CREATE TEMP TABLE excel AS SELECT r.n, pg_temp.cells(r.line, ';') AS cells FROM face, string_to_table(substr(excel, 2), E'\n') WITH ORDINALITY AS r(line, n);

SELECT is(left(excel, 1), U&'\FEFF', 'Excel: a byte order mark first') FROM face;
SELECT isnt(left(plain, 1), U&'\FEFF', 'none in the plain edition') FROM face;
SELECT is(strpos(substr(excel, 2), U&'\FEFF'), 0, 'Excel: and no second one') FROM face;
SELECT is((SELECT cells FROM excel WHERE n = 1), (SELECT cells FROM plain WHERE n = 1), 'Excel: the same header');
SELECT cmp_ok((SELECT count(*) FROM excel), '>', 1000::bigint, 'there are rows to compare');
SELECT is((SELECT count(*) FROM excel), (SELECT count(*) FROM plain), 'Excel: as many rows');
-- cells 47 to 51 are verdi, teller, nevner, nedre, oevre
SELECT is_empty($$SELECT n FROM plain JOIN excel USING (n) WHERE n > 1
                  AND (plain.cells[1:46] || plain.cells[52:58]) <> (excel.cells[1:46] || excel.cells[52:58])$$, 'Excel: the same texts');
SELECT is_empty($$SELECT n FROM plain JOIN excel USING (n) CROSS JOIN generate_series(47, 51) AS i
                  WHERE n > 1 AND plain.cells[i] <> replace(excel.cells[i], ',', '.')$$, 'Excel: the same numbers');
SELECT is_empty($$SELECT n FROM excel CROSS JOIN generate_series(47, 51) AS i WHERE n > 1 AND excel.cells[i] !~ '^(-?[0-9]+(,[0-9]+)?)?$'$$,
                'Excel: every number with a decimal comma, none with a point');

-- What a spreadsheet would calculate.
CREATE FUNCTION pg_temp.row_of(name text, value numeric, excel boolean) RETURNS text LANGUAGE sql AS $$
    SELECT split_part(records_csv(ARRAY[
        ('innhold/enheter', 'enhet', jsonb_build_object('id', 'a', 'navn', name))::report_record,
        ('innhold/x/y', 'tall', jsonb_build_object('enhet', 'a', 'verdi', value))::report_record], excel), E'\n', 2)
$$;
SELECT is(pg_temp.row_of('x', -12.5, false), ',,,,x/y,,,a,,x' || repeat(',', 37) || '-12.5' || repeat(',', 11), 'a negative number stays a number');
SELECT is(pg_temp.row_of('x', -12.5, true), ';;;;x/y;;;a;;x' || repeat(';', 37) || '-12,5' || repeat(';', 11), 'Excel: so it does');
SELECT is_empty($$SELECT name, row FROM unnest(ARRAY['=1', '+1', '-1', '@A', ' =1', E'\t=1', E'\r=1', E'\n @A', '   -1']) AS name
                  CROSS JOIN unnest('{f,t}'::boolean[]) AS excel CROSS JOIN pg_temp.row_of(name, 1, excel) AS row
                  WHERE row !~ '[,;]'' *[-=+@][1A][,;]+1[,;]+$'$$, 'formulas are defused, also behind blanks, tab and line end');
SELECT is(pg_temp.row_of('a;"b"', 1, true), ';;;;x/y;;;a;;"a;""b"""' || repeat(';', 37) || '1' || repeat(';', 11), 'Excel: a semicolon is quoted');
SELECT is(pg_temp.row_of('a;b', 1, false), ',,,,x/y,,,a,,a;b' || repeat(',', 37) || '1' || repeat(',', 11), 'and left alone where it is no delimiter');

-- Records that hold nothing take memory before they add up to bytes.
CREATE TEMP TABLE empty AS
SELECT array_fill(('innhold', 'tall', '{}')::report_record, ARRAY[524289]) AS r;
SELECT throws_ok($$SELECT records_json(r) FROM empty$$, 'RI041', NULL, 'JSON: more records than a report can have');
SELECT throws_ok($$SELECT records_xml(r, 'innhold') FROM empty$$, 'RI041', NULL, 'XML: the same');
SELECT throws_ok($$SELECT records_csv(r) FROM empty$$, 'RI041', NULL, 'CSV: the same, although it would show but few bytes');

SELECT finish();
ROLLBACK;
