-- Every mutant of a reduced sample, made from the source contract itself: a new
-- relation or column is tested by being there.  Each relation emptied, each without
-- the rows of one trust, each code column set to a foreign value, each date and year
-- set to NULL.  After each, either the facts are what they were, or an error or a
-- warning names the relation (or the trust).  TAP on standard output.
--
-- Wants the sample data in esystems.  Variables: part, how many mutants there are
-- for each that is run (1: all); seed, which of them.
SET search_path = research_indicators, research_indicators_internal, public;
SET jit = off;
SET client_min_messages = warning;
BEGIN;
\set trust ous
\set year 2023
SELECT count(*) AS made FROM create_source_tables('guarded') \gset

-- The reduced sample -------------------------------------------------------------

-- Of what is counted per parent so many that a trust would have guard.expected_rows
-- of each relation: of fewer nobody could tell whether any is missing.
CREATE TEMP TABLE kept AS
SELECT 'project_id' AS id, p.project_id AS value FROM esystems.project AS p
WHERE p.project_id ~ '[05]$' OR p.project_id IN (SELECT f.project_id FROM esystems.project_focus_area AS f)
UNION ALL SELECT 'study_id', study_id FROM esystems.clinical_study WHERE study_id ~ '[05]$'
UNION ALL SELECT 'innovation_id', innovation_id FROM esystems.innovation;
INSERT INTO kept
SELECT 'publication_id', p.publication_id FROM esystems.publication AS p
WHERE p.year IN (:year - 1, :year) AND p.publication_id ~ '-000[0-9]{2}$' AND p.publication_id !~ '-00001$'
   OR p.publication_id IN (SELECT l.publication_id FROM esystems.project_publication AS l JOIN kept AS k ON k.id = 'project_id' AND k.value = l.project_id);
DO $$
DECLARE
    item record;
    wanted text;
BEGIN
    FOR item IN SELECT r.relation FROM research_indicators.source_relation AS r
                WHERE to_regclass('esystems.' || quote_ident(r.relation)) IS NOT NULL ORDER BY r.ordinal LOOP
        -- references away: rows are taken as their ids are kept, and mutants break everything
        SELECT string_agg(format('(s.%1$I IS NULL OR s.%1$I::text IN (SELECT k.value FROM pg_temp.kept AS k WHERE k.id = %1$L))', c.column_name), ' AND ')
        INTO wanted
        FROM research_indicators.source_column AS c
        WHERE c.relation = item.relation AND c.column_name IN (SELECT k.id FROM pg_temp.kept AS k);
        -- a key takes the references to it along, so these go first; from 18 on a NOT NULL is a constraint too, and goes below
        EXECUTE (SELECT coalesce(string_agg(format('ALTER TABLE guarded.%I DROP CONSTRAINT %I CASCADE', item.relation, t.conname), '; ' ORDER BY t.contype <> 'f'), 'SELECT 1')
                 FROM pg_constraint AS t WHERE t.conrelid = format('guarded.%I', item.relation)::regclass AND t.contype <> 'n');
        EXECUTE (SELECT coalesce(string_agg(format('ALTER TABLE guarded.%I ALTER COLUMN %I DROP NOT NULL', item.relation, a.attname), '; '), 'SELECT 1')
                 FROM pg_attribute AS a WHERE a.attrelid = format('guarded.%I', item.relation)::regclass AND a.attnum > 0 AND a.attnotnull);
        EXECUTE format('INSERT INTO guarded.%1$I SELECT s.* FROM esystems.%1$I AS s WHERE %2$s', item.relation, coalesce(wanted, 'true'));
        EXECUTE format('ANALYZE guarded.%I', item.relation);
    END LOOP;
END
$$;
SET LOCAL research_indicators.source_schema = 'guarded';

-- The mutants ----------------------------------------------------------------------

CREATE TEMP TABLE mutant AS
SELECT row_number() OVER (ORDER BY m.kind, m.relation COLLATE "C", m.column_name COLLATE "C") AS number, m.*
FROM (
    SELECT 'emptied' AS kind, r.relation, '' AS column_name, format('DELETE FROM guarded.%I', r.relation) AS change
    FROM source_relation AS r
    UNION ALL
    SELECT 'without a trust', r.relation, '',
           format('DELETE FROM guarded.%I AS s USING (%s) AS o WHERE o.id = s.%I::text AND o.owner = %L', r.relation, q.query, q.id_column, :'trust')
    FROM source_relation AS r
    CROSS JOIN LATERAL owner_query(r.relation, :year) AS q
    WHERE q.query IS NOT NULL
    UNION ALL
    SELECT 'without a trust', 'institution', '', format('DELETE FROM guarded.institution WHERE institution_id = %L', :'trust')
    UNION ALL
    SELECT 'foreign code', c.relation, c.column_name, format('UPDATE guarded.%I SET %I = %L', c.relation, c.column_name, 'foreign')
    FROM source_column AS c
    WHERE c.codes IS NOT NULL OR EXISTS (SELECT FROM source_word AS w WHERE w.relation = c.relation AND w.column_name = c.column_name)
    UNION ALL
    SELECT 'no date', c.relation, c.column_name, format('UPDATE guarded.%I SET %I = NULL', c.relation, c.column_name)
    FROM source_column AS c
    WHERE c.data_type IN ('date', 'timestamp with time zone') OR c.column_name IN ('year', 'first_year', 'last_year')
) AS m
WHERE to_regclass('guarded.' || quote_ident(m.relation)) IS NOT NULL;
SELECT count(*) AS all_mutants FROM mutant \gset
DELETE FROM mutant WHERE (number + :seed) % :part <> 0;

CREATE TEMP TABLE fact_before AS
SELECT f.indicator, f.measure, f.unit_level, f.institution_id, f.dimensions, f.value, f.numerator, f.denominator FROM indicator_facts(:year) AS f;
CREATE TEMP TABLE finding_before AS SELECT f.severity, f.code, f.relation, f.key, f.institution_id, f.message FROM check_sources(:year) AS f;
CREATE TEMP TABLE verdict (number bigint, touched bigint, fallen bigint, named bigint, told text);

CREATE FUNCTION pg_temp.judge(mutant pg_temp.mutant, trust text, year integer) RETURNS pg_temp.verdict LANGUAGE plpgsql AS $$
DECLARE
    answer pg_temp.verdict;
BEGIN
    answer.number := mutant.number;
    BEGIN
        EXECUTE mutant.change;
        SELECT count(*), count(*) FILTER (WHERE b.unit_level = 'nation' AND coalesce(n.value, 0) < b.value)
        INTO answer.touched, answer.fallen
        FROM pg_temp.fact_before AS b
        FULL JOIN (SELECT f.indicator, f.measure, f.unit_level, f.institution_id, f.dimensions, f.value, f.numerator, f.denominator
                   FROM research_indicators.indicator_facts(year) AS f) AS n
            ON (n.indicator, n.measure, n.unit_level, n.institution_id, n.dimensions) = (b.indicator, b.measure, b.unit_level, b.institution_id, b.dimensions)
        WHERE (n.indicator IS NULL OR b.indicator IS NULL
               OR (n.value, n.numerator, n.denominator) IS DISTINCT FROM (b.value, b.numerator, b.denominator));
        SELECT count(*), string_agg(DISTINCT concat_ws(' ', f.severity, f.code, f.relation), '; ')
        INTO answer.named, answer.told
        FROM (SELECT c.severity, c.code, c.relation, c.key, c.institution_id, c.message FROM research_indicators.check_sources(year) AS c
              EXCEPT SELECT * FROM pg_temp.finding_before) AS f
        WHERE f.severity IN ('error', 'warning')
          AND (f.relation = mutant.relation OR strpos(f.message, mutant.relation) > 0
               OR mutant.kind = 'without a trust' AND f.institution_id = trust);
        RAISE EXCEPTION USING ERRCODE = 'TAKEN';
    EXCEPTION
        WHEN SQLSTATE 'TAKEN' THEN NULL;
        WHEN OTHERS THEN
            answer.touched := -1;
            answer.fallen := 0;
            answer.named := CASE WHEN strpos(SQLERRM, mutant.relation) > 0 OR strpos(SQLERRM, mutant.column_name) > 0 AND mutant.column_name <> '' THEN 1 ELSE 0 END;
            answer.told := SQLSTATE || ' ' || SQLERRM;
    END;
    RETURN answer;
END
$$;
INSERT INTO verdict SELECT v.* FROM mutant AS m CROSS JOIN LATERAL pg_temp.judge(m, :'trust', :year) AS v;

SELECT '1..' || count(*) FROM mutant;
SELECT concat(CASE WHEN v.touched = 0 OR v.named > 0 THEN '' ELSE 'not ' END, 'ok ', row_number() OVER (ORDER BY m.number), ' - ',
              m.kind, ' ', concat_ws('.', m.relation, nullif(m.column_name, '')), ': ',
              CASE WHEN v.touched = 0 THEN 'no fact changes' WHEN v.touched < 0 THEN 'refused: ' || v.told
                   ELSE format('%s facts change, %s of the nation fall; %s', v.touched, v.fallen, coalesce(left(v.told, 200), 'nothing says so')) END)
FROM mutant AS m JOIN verdict AS v ON v.number = m.number ORDER BY m.number;
SELECT format('# %s of %s mutants: %s change no fact, %s are told, %s are refused, %s go unseen', count(*), :all_mutants,
              count(*) FILTER (WHERE v.touched = 0), count(*) FILTER (WHERE v.touched > 0 AND v.named > 0), count(*) FILTER (WHERE v.touched < 0 AND v.named > 0),
              count(*) FILTER (WHERE v.touched <> 0 AND v.named = 0))
FROM verdict AS v;
ROLLBACK;
