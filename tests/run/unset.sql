-- Every parameter of a rule set unset in a copy of it, one after the other: the
-- figures are computed all the same, a report is made, and what has lost its
-- value says why, as a finding does.  TAP on standard output.
--
-- Wants the sample data in esystems.  Variables: part, how many parameters there
-- are for each that is tried (1: all); seed, which of them; reports, of how many of
-- these a report is made too.
SET search_path = research_indicators, research_indicators_internal, public;
SET jit = off;
SET client_min_messages = warning;
BEGIN;
SELECT count(*) AS made FROM create_source_tables('unset_of') \gset

-- A small sample with something of everything -------------------------------------

CREATE TEMP TABLE kept AS
SELECT 'publication_id' AS id, p.publication_id AS value FROM esystems.publication AS p WHERE p.year = 2023 AND p.publication_id ~ '-000[0-9]{2}$'
UNION ALL SELECT 'project_id', project_id FROM esystems.project WHERE project_id ~ '0$'
UNION ALL SELECT 'study_id', study_id FROM esystems.clinical_study WHERE study_id ~ '0$'
UNION ALL SELECT 'innovation_id', innovation_id FROM esystems.innovation WHERE innovation_id ~ '[05]$';
DO $$
DECLARE
    item record;
    wanted text;
BEGIN
    FOR item IN SELECT r.relation FROM research_indicators.source_relation AS r ORDER BY r.ordinal LOOP
        SELECT string_agg(format('(s.%1$I IS NULL OR s.%1$I::text IN (SELECT k.value FROM pg_temp.kept AS k WHERE k.id = %1$L))', c.column_name), ' AND ')
        INTO wanted
        FROM research_indicators.source_column AS c
        WHERE c.relation = item.relation AND c.column_name IN (SELECT k.id FROM pg_temp.kept AS k);
        EXECUTE (SELECT coalesce(string_agg(format('ALTER TABLE unset_of.%I DROP CONSTRAINT %I CASCADE', item.relation, t.conname), '; '), 'SELECT 1')
                 FROM pg_constraint AS t WHERE t.conrelid = format('unset_of.%I', item.relation)::regclass AND t.contype = 'f');
        EXECUTE format('INSERT INTO unset_of.%1$I SELECT s.* FROM esystems.%1$I AS s WHERE %2$s', item.relation, coalesce(wanted, 'true'));
        EXECUTE format('ANALYZE unset_of.%I', item.relation);
    END LOOP;
END
$$;
SET LOCAL research_indicators.source_schema = 'unset_of';

-- The copy, with a value for everything ---------------------------------------------

SELECT copy_rule_set('nvi-2015', 'unset-nvi', 'all of it'), copy_rule_set('illustrative', 'unset-hod', 'all of it') \g /dev/null
UPDATE rule_set SET nvi_rule_set = 'unset-nvi' WHERE rule_set = 'unset-hod';
CREATE TEMP TABLE parameter AS
SELECT row_number() OVER (ORDER BY p.change COLLATE "C") AS number, p.*
FROM (SELECT d.name, format('UPDATE research_indicators.rule_parameter SET value = NULL WHERE rule_set = %L AND name = %L', d.rule_set, d.name) AS change
      FROM rule_parameter AS d WHERE d.rule_set IN ('unset-hod', 'unset-nvi') AND d.value IS NOT NULL
      UNION ALL
      SELECT concat_ws('.', 'publication_weight', w.form, w.channel_kind, w.level),
             format('UPDATE research_indicators.publication_weight SET weight = NULL WHERE (rule_set, form, channel_kind, level) = (%L, %L, %L, %L)',
                    w.rule_set, w.form, w.channel_kind, w.level)
      FROM publication_weight AS w WHERE w.rule_set = 'unset-nvi' AND w.weight IS NOT NULL) AS p;
SELECT count(*) AS all_parameters FROM parameter \gset
DELETE FROM parameter WHERE (number + :seed) % :part <> 0;
CREATE TEMP TABLE fact_before AS SELECT f.* FROM indicator_facts(2023, 'unset-hod') AS f;
CREATE TEMP TABLE verdict (number bigint, lost bigint, silent bigint, told boolean, fault text);

CREATE FUNCTION pg_temp.try(parameter pg_temp.parameter, with_report boolean) RETURNS pg_temp.verdict LANGUAGE plpgsql AS $$
DECLARE
    answer pg_temp.verdict;
BEGIN
    answer.number := parameter.number;
    BEGIN
        EXECUTE parameter.change;
        SELECT count(*), count(*) FILTER (WHERE f.indicator IS NOT NULL AND f.reason IS NULL)
        INTO answer.lost, answer.silent
        FROM pg_temp.fact_before AS b
        LEFT JOIN (SELECT n.* FROM research_indicators.indicator_facts(2023, 'unset-hod') AS n) AS f
            ON (f.indicator, f.measure, f.unit_level, f.institution_id, f.dimensions) = (b.indicator, b.measure, b.unit_level, b.institution_id, b.dimensions)
        WHERE b.value IS NOT NULL AND f.value IS NULL;
        answer.told := EXISTS (SELECT FROM research_indicators.check_rules(2023, 'unset-hod') AS c WHERE strpos(c.message, parameter.name) > 0);
        IF with_report THEN
            PERFORM research_indicators.report_json(2023, 'NO', 'unset-hod');
        END IF;
        RAISE EXCEPTION USING ERRCODE = 'TAKEN';
    EXCEPTION
        WHEN SQLSTATE 'TAKEN' THEN NULL;
        WHEN OTHERS THEN answer.fault := SQLSTATE || ' ' || SQLERRM;
    END;
    RETURN answer;
END
$$;
INSERT INTO verdict
SELECT v.* FROM (SELECT p, row_number() OVER (ORDER BY p.number) <= :reports AS with_report FROM parameter AS p) AS m
CROSS JOIN LATERAL pg_temp.try(m.p, m.with_report) AS v;

SELECT '1..' || count(*) FROM parameter;
SELECT concat(CASE WHEN v.fault IS NULL AND v.silent = 0 AND (v.lost = 0 OR v.told OR p.name ~ '^(counts|simulation)\.') THEN '' ELSE 'not ' END,
              'ok ', row_number() OVER (ORDER BY p.number), ' - ', p.name, ' unset: ',
              coalesce(v.fault, format('%s facts lose their value, %s without a reason, %s', v.lost, v.silent, CASE WHEN v.told THEN 'told' ELSE 'not told' END)))
FROM parameter AS p JOIN verdict AS v ON v.number = p.number ORDER BY p.number;
SELECT format('# %s of %s parameters: %s change no fact, %s are told', count(*), :all_parameters, count(*) FILTER (WHERE v.lost = 0), count(*) FILTER (WHERE v.lost > 0 AND v.told))
FROM verdict AS v;
ROLLBACK;
