-- verify_report and diff_reports: an unchanged world is identical; a moved one is
-- explained by facts, rules, source rows and engine; an altered archive is told.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET jit = off;
BEGIN;
SELECT plan(64);
SET search_path TO research_indicators, research_indicators_internal, public;
\ir include/tiny_source.sql
SET research_indicators.source_schema = 't_source';
SELECT create_archive('t_verify');
SET research_indicators.archive_schema = 't_verify';
SELECT copy_rule_set('hod-2021', 't-set', 'A set of the site');
CREATE TEMP TABLE it AS SELECT issue_report(2023, '983974724') AS a, issue_report(2023, '983658725', 't-set') AS r;

CREATE FUNCTION pg_temp.lines(report uuid, wanted text) RETURNS SETOF text LANGUAGE sql AS
    $$SELECT concat_ws(' ', v.verdict, v.key) FROM research_indicators.verify_report(report) AS v WHERE v.subject = wanted$$;

-- nothing has moved
SELECT results_eq('SELECT verdict, subject, key, archived = recomputed FROM it, verify_report(a)', $$SELECT 'identical', 'report', a::text, true FROM it$$,
                  'one line says identical');
SELECT results_eq('SELECT verdict FROM it, verify_report(r)', $$VALUES ('identical')$$, 'so it is under a set of the site');
SELECT is_empty('SELECT d.* FROM it, diff_reports(a, a) AS d', 'a report does not differ from itself');
SET research_indicators.source_schema = 'esystems';
SELECT throws_ok('SELECT verdict FROM it, verify_report(a)', 'RI112', NULL, 'verify runs no other schema than the one that is set');
SELECT is(source_schema(), 'esystems', 'and leaves the setting alone');
SET research_indicators.source_schema = 't_source';
SET TIME ZONE 'Pacific/Apia';
SET datestyle = 'German';
SET extra_float_digits = 0;
SELECT results_eq('SELECT verdict FROM it, verify_report(a)', $$VALUES ('identical')$$, 'settings of the session change nothing');
RESET TIME ZONE;
RESET datestyle;
RESET extra_float_digits;
CREATE TEMP TABLE shuffled AS SELECT * FROM t_source.contribution ORDER BY publication_id DESC, person_id DESC;
DELETE FROM t_source.contribution;
INSERT INTO t_source.contribution SELECT * FROM shuffled;
SELECT results_eq('SELECT verdict FROM it, verify_report(a)', $$VALUES ('identical')$$, 'nor does the order of rows');

-- digests of rows: those of the relations, from their definition
SELECT is_empty($$
    SELECT d.relation FROM source_digests() AS d
    FULL JOIN (SELECT s.relation, encode(sha256(string_agg(convert_to(s.row_key, 'UTF8') || s.sha256, '' ORDER BY convert_to(s.row_key, 'UTF8'))), 'hex') AS sha256,
                      sum(s.row_count) AS row_count
               FROM source_row_digests() AS s GROUP BY s.relation) AS o ON o.relation = d.relation
    WHERE d.row_count > 0 AND (d.sha256, d.row_count) IS DISTINCT FROM (o.sha256, o.row_count)$$, 'relation digests are those of their rows');
SELECT results_eq($$SELECT row_key COLLATE "C", row_count, encode(sha256, 'hex') COLLATE "C" FROM source_row_digests('{doctoral_degree}') ORDER BY 1$$,
                  $$SELECT (degree_id || ';' || institution_id) COLLATE "C", 1::bigint, encode(sha256(sha256(convert_to(jsonb_build_array(degree_id, institution_id, awarded_on, share)::text, 'UTF8'))), 'hex') COLLATE "C"
                    FROM t_source.doctoral_degree ORDER BY 1$$, 'a row goes by its key');
SELECT results_eq($$SELECT row_key COLLATE "C", row_count FROM source_row_digests('{contribution}') ORDER BY 1$$,
                  $$VALUES ('p1' COLLATE "C", 2::bigint), ('p2', 1), ('p3', 1)$$, 'rows without a key go by what they refer to');
SELECT is((SELECT count(*) FROM t_verify.report_source_row WHERE relation = 'publication'), 3::bigint,
          'two reports that saw the same relation share its digests');

-- the sources move: half a degree, a contribution gone, a publication come
SAVEPOINT same;
UPDATE t_source.doctoral_degree SET share = 0.5 WHERE degree_id = 'd1';
DELETE FROM t_source.contribution WHERE publication_id = 'p2';
INSERT INTO t_source.publication (publication_id, year, form, journal_id, status) VALUES ('p4', 2023, 'article', 'j2', 'published');
INSERT INTO t_source.contribution (publication_id, person_id, role, institution_id, verified) VALUES ('p4', '1', 'creator', 'bergen', true), ('p4', '2', 'creator', 'fonna', true);
SELECT is((SELECT verdict FROM it, verify_report(a) LIMIT 1), 'changed', 'the first line says changed');
-- the trust's own degrees: 1 before, 0.5 now; p2 (3 points, alone) is gone, p4 (3 times the root of a half) has come
SELECT results_eq($$SELECT v.verdict, (v.archived ->> 'value')::numeric, (v.recomputed ->> 'value')::numeric FROM it, verify_report(a) AS v
                    WHERE v.subject = 'fact' AND v.key = 'doctorates.degrees;2023;institution;bergen'$$,
                  $$VALUES ('changed', 1.0, 0.5)$$, 'a fact that moved, with old and new value');
SELECT results_eq($$SELECT (v.archived ->> 'value')::numeric - (v.recomputed ->> 'value')::numeric FROM it, verify_report(a) AS v
                    WHERE v.subject = 'fact' AND v.key = 'publications.points;2023;institution;bergen'$$,
                  $$VALUES (3.0000 - round(3 * 0.7071067812, 4))$$, 'points moved by what the rule gives');
-- independently: every fact of the archive against those computed now
SELECT results_eq(
    $$SELECT v.key COLLATE "C" FROM it, verify_report(a) AS v WHERE v.subject = 'fact' ORDER BY 1$$,
    $$WITH was AS (SELECT indicator, measure, year, unit_level, institution_id, dimensions, value, numerator, denominator, ci_low, ci_high, status, rule_set, origin, reason, reported_units, expected_units
                   FROM t_verify.report_fact WHERE report_id = (SELECT a FROM it)),
           now AS (SELECT * FROM report_facts(2023, '983974724')),
           moved AS ((TABLE was EXCEPT TABLE now) UNION ALL (TABLE now EXCEPT TABLE was))
      SELECT DISTINCT concat_ws(';', indicator || '.' || measure, year, unit_level, institution_id, nullif(dimension_text(dimensions), '')) COLLATE "C"
      FROM moved ORDER BY 1$$, 'the facts that moved are all of them and no others');
SELECT set_eq('SELECT pg_temp.lines(a, ''source'') FROM it',
              ARRAY['changed publication', 'changed contribution', 'changed doctoral_degree'], 'the relations that moved');
SELECT set_eq('SELECT pg_temp.lines(a, ''source_row'') FROM it',
              ARRAY['changed doctoral_degree d1;bergen', 'removed contribution p2', 'added contribution p4', 'added publication p4'],
              'and the rows behind them');
SELECT is_empty('SELECT pg_temp.lines(a, ''parameter'') FROM it', 'no rule has');
SELECT ok((SELECT count(*) > 0 FROM it, verify_report(a) AS v WHERE v.subject = 'record' AND v.key = 'vedlegg/kontrollsummer/kontrollsum'),
          'control totals moved with them');

-- a new report of the moved world against the old one
ALTER TABLE it ADD b uuid;
UPDATE it SET b = issue_report(2023, '983974724', replaces => a);
SELECT results_eq('SELECT verdict FROM it, verify_report(b)', $$VALUES ('identical')$$, 'the new report is what the sources give');
SELECT results_eq($$SELECT change, key, institution_id, old_value, new_value FROM it, diff_reports(a, b) WHERE subject = 'publication'$$,
                  $$VALUES ('removed', 'p2', 'bergen', 3.0000, NULL), ('added', 'p4', 'bergen', NULL, 2.1213)$$,
                  'publications that changed, with old and new points; only those of the trust');
SELECT results_eq($$SELECT old_value, new_value FROM it, diff_reports(a, b) WHERE subject = 'fact' AND key = 'doctorates.degrees' AND institution_id = 'bergen'$$,
                  $$VALUES (1.0, 0.5)$$, 'facts with old and new value');
SELECT results_eq('SELECT subject, change, key, year, unit_level, institution_id, old_value, new_value FROM it, diff_reports(a, b)',
                  $$SELECT subject, CASE change WHEN 'added' THEN 'removed' WHEN 'removed' THEN 'added' ELSE change END, key, year, unit_level, institution_id,
                           new_value, old_value FROM it, diff_reports(b, a)$$, 'the other way round it is the opposite');
SELECT is((SELECT count(*) FROM it, diff_reports(a, b) WHERE subject = 'fact'),
          (SELECT count(*) FROM it, verify_report(a) WHERE subject = 'fact'), 'as many facts as verify named');
SELECT ok((SELECT bool_and(old_fields <> new_fields) FROM it, diff_reports(a, b) WHERE change = 'changed'), 'every change shows in its fields');
ROLLBACK TO same;

-- rows of years that the report does not look at
SAVEPOINT elsewhere;
INSERT INTO t_source.doctoral_degree VALUES ('d9', 'bergen', '1999-05-01', 1);
SELECT results_eq('SELECT verdict FROM it, verify_report(a)', $$VALUES ('identical')$$, 'a row that no figure needs leaves the report identical');
ROLLBACK TO elsewhere;

-- the year is closed: nothing of the report moved but that
SAVEPOINT closing;
CREATE FUNCTION pg_temp.closings(report uuid) RETURNS SETOF text LANGUAGE sql AS
    $$SELECT concat_ws(' ', v.verdict, v.subject, v.key, v.archived ->> 'status', v.archived ->> 'closed_on', '->', v.recomputed ->> 'status', v.recomputed ->> 'closed_on')
      FROM research_indicators.verify_report(report) AS v WHERE v.subject <> 'report'$$;
INSERT INTO t_source.reporting_year VALUES (2023, '2024-06-01'), (2022, '2023-06-01');
SELECT is((SELECT verdict FROM it, verify_report(a) LIMIT 1), 'identical', 'a closing that was entered later changes no figure');
SELECT results_eq('SELECT pg_temp.closings(a) FROM it', $$VALUES ('changed closing 2023 preliminary -> final 2024-06-01')$$,
                  'it is a line of its own; of a year that the report does not show nothing is said');
SELECT matches((SELECT report_json(2023, '983974724')::text), '"lukket":"2024-06-01"', 'a new report says that the year is closed');
INSERT INTO t_source.doctoral_degree VALUES ('d9', 'bergen', '2023-05-01', 0.5);
SELECT results_eq($$SELECT v.recomputed ->> 'status' FROM it, verify_report(a) AS v WHERE v.subject = 'fact' AND v.key = 'doctorates.degrees;2023;institution;bergen'$$,
                  $$VALUES (NULL::text)$$, 'facts that moved for another reason moved in their value, not in their status');
SELECT is((SELECT count(*) FROM it, verify_report(a) AS v WHERE v.subject <> 'closing' AND v.recomputed ->> 'status' IN ('final', 'endelig')), 0::bigint, 'and nothing else tells of it');
SELECT is((SELECT count(*) FROM it, verify_report(a) AS v WHERE v.subject = 'closing'), 1::bigint, 'but its line');
INSERT INTO t_source.doctoral_degree VALUES ('d8', 'bergen', '2022-05-01', 0.5);
UPDATE t_source.reporting_year SET closed_on = NULL WHERE year = 2022;
ALTER TABLE it ADD c uuid;
UPDATE it SET c = issue_report(2023, '983974724');
SELECT results_eq('SELECT verdict, subject FROM it, verify_report(c)', $$VALUES ('identical', 'report')$$, 'a report of a closed year is what it was');
UPDATE t_source.reporting_year SET closed_on = '2023-06-01' WHERE year = 2022;
SELECT results_eq('SELECT pg_temp.closings(c) FROM it', $$VALUES ('changed closing 2022 preliminary -> final 2023-06-01')$$, 'an earlier year that it shows may be closed later too');
UPDATE t_source.reporting_year SET closed_on = '2024-06-02' WHERE year = 2023;
SELECT results_eq('SELECT pg_temp.closings(c) FROM it',
                  $$VALUES ('changed closing 2022 preliminary -> final 2023-06-01'), ('changed closing 2023 final 2024-06-01 -> final 2024-06-02')$$, 'another day is told');
DELETE FROM t_source.reporting_year;
SELECT results_eq('SELECT pg_temp.closings(c) FROM it', $$VALUES ('changed closing 2023 final 2024-06-01 -> preliminary')$$, 'so is a year that was opened again');
SELECT is((SELECT verdict FROM it, verify_report(c) LIMIT 1), 'identical', 'all of which leaves the report what it was');
INSERT INTO t_source.reporting_year VALUES (2023, 'infinity');
SELECT is_empty('SELECT pg_temp.closings(b) FROM (SELECT issue_report(2023, ''983974724'') AS b) AS i', 'never is no closing');
SET TIME ZONE 'Pacific/Apia';
SET datestyle = 'German';
SELECT results_eq('SELECT pg_temp.closings(c) FROM it', $$VALUES ('changed closing 2023 final 2024-06-01 -> preliminary')$$, 'whatever the settings of the session');
RESET TIME ZONE;
RESET datestyle;
ROLLBACK TO closing;

-- a later release defines parameters, and an indicator that needs one
SAVEPOINT release;
CREATE TEMP TABLE digest AS SELECT s.rule_set, rule_set_digest(s.rule_set) AS sha256 FROM rule_set AS s;
SET research_indicators.source_schema = 'esystems';
CREATE TEMP TABLE old AS SELECT issue_report(2023, '983974732', 'illustrative') AS id;
INSERT INTO rule_parameter_definition (name, family, data_type, description)
SELECT p.prefix || 't_later', CASE p.prefix WHEN '' THEN 'nvi' ELSE 'hod' END, CASE p.prefix WHEN 'counts.' THEN 'boolean' ELSE 'numeric' END, 'defined by a later release'
FROM unnest('{"",t_visits.,counts.,clinical_studies.,doctorate.,external_funding.,grant.,hrcs.,innovation.,involvement.,public_edition.,targets.}'::text[]) AS p(prefix);
SELECT results_eq('SELECT verdict, subject FROM old, verify_report(id)', $$VALUES ('identical', 'report')$$, 'whatever room they belong to, in one that has figures of every room');
SET research_indicators.source_schema = 't_source';
SELECT results_eq('SELECT verdict, subject FROM it, verify_report(a) UNION ALL SELECT verdict, subject FROM it, verify_report(r)',
                  $$VALUES ('identical', 'report'), ('identical', 'report')$$, 'parameters of a later release change no report that does not use them');
SELECT results_eq('SELECT s.rule_set, rule_set_digest(s.rule_set) FROM rule_set AS s', 'TABLE digest', 'nor a digest');
SELECT is_empty($$SELECT r.* FROM rule_records('{hod-2021,nvi-2015,t-set}') AS r WHERE r.content::text LIKE '%t_later%'$$, 'a set without a value does not speak of them');
CREATE FUNCTION research_indicators_internal.t_visit_gaps(rule_set text) RETURNS text[] LANGUAGE sql STABLE AS
    $$SELECT array_agg('t_visits.t_later'::text) WHERE research_indicators_internal.rule_parameter_value(rule_set, 't_visits.t_later') IS NULL$$;
INSERT INTO indicator (indicator, ordinal, family, relations, rows_function, points_function, unset_function, parameter_patterns, text_nb, text_nn, text_en)
VALUES ('t_later', 999, 'hod', '{institution}', 'research_point_rows', 'doctorate_points', 't_visit_gaps', '{t\_visits.%}', 'Senere', 'Seinare', 'Later');
SELECT copy_rule_set('hod-2015', 't-counts-it', 'counts the new indicator');
SELECT set_rule_parameter('t-counts-it', 'counts.t_later', 'true', 'site', 'test');
SELECT results_eq($$SELECT r.content ->> 'navn', r.content ->> 'verdi' FROM rule_records('{hod-2021,t-counts-it}') AS r WHERE r.content::text LIKE '%t_later%'$$,
                  $$VALUES ('counts.t_later', 'true'), ('t_visits.t_later', NULL)$$, 'one that counts an indicator says what its points lack');
SELECT results_eq($$SELECT key FROM check_rules(2023, 't-counts-it')$$, $$VALUES ('t-counts-it.t_later')$$, 'which is one finding');
SELECT set_rule_parameter('t-counts-it', 't_visits.t_later', '2', 'site', 'test');
SELECT results_eq($$SELECT r.content ->> 'verdi' FROM rule_records('{t-counts-it}') AS r WHERE r.content ->> 'navn' = 't_visits.t_later'$$,
                  $$VALUES ('2')$$, 'and the value when it has one');
SET research_indicators.source_schema = 't_source';
ROLLBACK TO release;

-- a locked rule does not move; behind the lock it is told
SAVEPOINT rules;
SET LOCAL session_replication_role = replica;
UPDATE rule_parameter SET value = '7', source = 'behind the lock' WHERE rule_set = 't-set' AND name = 'doctorate.points';
SET LOCAL session_replication_role = origin;
SELECT is((SELECT verdict FROM it, verify_report(r) LIMIT 1), 'changed', 'a parameter that moved changes the report');
SELECT results_eq($$SELECT v.key, v.archived ->> 'value', v.recomputed ->> 'value' FROM it, verify_report(r) AS v WHERE v.subject = 'parameter'$$,
                  $$VALUES ('t-set.doctorate.points', '3', '7')$$, 'it is named with old and new value');
SELECT results_eq('SELECT pg_temp.lines(r, ''rule_set'') FROM it', $$VALUES ('changed t-set')$$, 'so is its set');
SELECT is_empty('SELECT pg_temp.lines(r, ''source'') FROM it', 'and no source is blamed');
ROLLBACK TO rules;

-- another engine
SAVEPOINT engine;
SET LOCAL session_replication_role = replica;
UPDATE t_verify.report SET engine_version = '0.0.9' WHERE report_id = (SELECT a FROM it);
SET LOCAL session_replication_role = origin;
SELECT results_eq('SELECT v.verdict, v.subject, CASE v.subject WHEN ''engine'' THEN v.archived #>> ''{}'' END FROM it, verify_report(a) AS v',
                  $$VALUES ('identical', 'report', NULL::text), ('changed', 'engine', '0.0.9')$$, 'a changed engine is named beside the verdict');
ROLLBACK TO engine;

-- an archive that was altered behind its triggers
SELECT is_empty('SELECT x.* FROM it, altered_archive(a) AS x', 'the archive contradicts itself nowhere');
CREATE FUNCTION pg_temp.after(change text, report uuid) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    answer text;
BEGIN
    BEGIN
        SET LOCAL session_replication_role = replica;
        EXECUTE change;
        SET LOCAL session_replication_role = origin;
        SELECT string_agg(v.verdict || ' ' || v.key, ', ' ORDER BY v.key COLLATE "C") INTO answer
        FROM research_indicators.verify_report(report) AS v WHERE v.verdict = 'altered' AND v.subject = 'archive';
        RAISE EXCEPTION USING ERRCODE = 'RI999';
    EXCEPTION WHEN SQLSTATE 'RI999' THEN
        RETURN coalesce(answer, 'not told');
    END;
END
$$;
SELECT is(pg_temp.after(format(c.change, a), a), c.told, c.name)
FROM it, (VALUES
    ('UPDATE t_verify.report SET body_json = replace(body_json, ''1'', ''2'') WHERE report_id = %L', 'altered body_json', 'altered bytes are told'),
    ('UPDATE t_verify.report SET body_xml = body_xml || '' '' WHERE report_id = %L', 'altered body_xml', 'those of the XML too'),
    ('UPDATE t_verify.report_record SET content = content || ''{"verdi": "9"}'' WHERE kind = ''tall'' AND ordinal = (SELECT min(ordinal) FROM t_verify.report_record WHERE kind = ''tall'' AND report_id = %1$L) AND report_id = %1$L',
     'altered records as json, altered records as xml, altered report_fact', 'an altered record'),
    ('UPDATE t_verify.report_fact SET value = 9999 WHERE ordinal = 1 AND report_id = %L', 'altered report_fact', 'an altered fact'),
    ('DELETE FROM t_verify.report_fact WHERE ordinal = 1 AND report_id = %L', 'altered report_fact', 'a lost fact'),
    ('DELETE FROM t_verify.report_source_row WHERE relation = ''publication'' AND row_key = ''p1'' AND %L IS NOT NULL', 'altered report_source_row publication', 'a lost digest')
    ) AS c(change, told, name);
SELECT throws_ok('SELECT verify_report(gen_random_uuid())', 'RI052', NULL, 'an unknown report is not verified');
SELECT throws_ok('SELECT diff_reports(gen_random_uuid(), a) FROM it', 'RI052', NULL, 'nor compared');

-- canonical bytes
SELECT is(convert_from(canonical_body($$<r xmlns="urn:u"><k/><innhold b="1"  a='&lt;2'><x/><!-- c --></innhold></r>$$), 'UTF8'),
          '<innhold xmlns="urn:u" a="&lt;2" b="1"><x></x></innhold>', 'attributes in order, no empty tags, no comments, the namespace of the document');
SELECT throws_ok($$SELECT canonical_body('<a/>')$$, '38000', NULL, 'a document without a body has no canonical one');
SELECT throws_ok($$SELECT canonical_body('<!DOCTYPE a [<!ENTITY x "y">]><innhold>&x;</innhold>')$$, '38000', NULL, 'a document type is refused');
SELECT throws_ok($$SELECT canonical_body('text')$$, '38000', NULL, 'so is a text');
SELECT * FROM finish();
ROLLBACK;
