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
\ir hostile_sample.sql
SET LOCAL research_indicators.source_schema = 'hostile';

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
