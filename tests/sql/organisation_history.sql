-- An institution that merged or changed owner keeps its old years: from a
-- hospital's own table by a mapping, from a delimited file, and after the register
-- has come again.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
SELECT plan(12);
SET LOCAL search_path TO research_indicators, research_indicators_internal, public;

-- Two regions. Hospitals A and B became C on 1 January 2020; ward A1 followed. Hospital D changed owner on the same day.
CREATE SCHEMA gammel;
CREATE TABLE gammel.org (org text, navn text, type text, over text, eier text, fra text, til text, arvtaker text);
INSERT INTO gammel.org VALUES
    ('R1', 'Region 1', 'RHF', NULL, 'R1', NULL, NULL, NULL), ('R2', 'Region 2', 'RHF', NULL, 'R2', NULL, NULL, NULL),
    ('A', 'Sykehus A', 'HF', NULL, 'R1', '01.01.2002', '31.12.2019', 'C'), ('B', 'Sykehus B', 'HF', NULL, 'R2', NULL, '31.12.2019', 'C'),
    ('C', 'Sykehus C', 'HF', NULL, 'R2', '01.01.2020', NULL, NULL),
    ('A1', 'Avdeling', 'AVD', 'A', NULL, NULL, '31.12.2019', NULL), ('A1', 'Avdeling', 'AVD', 'C', NULL, '01.01.2020', NULL, NULL),
    ('D', 'Sykehus D', 'HF', NULL, 'R1', NULL, '31.12.2019', NULL), ('D', 'Sykehus D', 'HF', NULL, 'R2', '01.01.2020', NULL, NULL);
CREATE TABLE gammel.artikkel (nr integer, aar integer, sted text);
INSERT INTO gammel.artikkel VALUES (1, 2019, 'A1'), (2, 2021, 'A1'), (3, 2019, 'B'), (4, 2019, 'D'), (5, 2021, 'D');
SELECT $${"date": "DD.MM.YYYY", "relations": {
  "institution": {"from": "gammel.org", "columns": {"institution_id": {"column": "org"}, "name": {"column": "navn"},
     "kind": {"column": "type", "codes": {"RHF": "rhf", "HF": "hf", "AVD": "unit"}}, "parent_id": {"column": "over"}, "rhf_id": {"column": "eier"},
     "country": {"constant": "NO"}, "reporting": {"column": "type", "codes": {"HF": true}, "otherwise": false}, "valid_from": {"column": "fra"}, "valid_to": {"column": "til"},
     "successor_id": {"column": "arvtaker"}}},
  "publication": {"from": "gammel.artikkel", "columns": {"publication_id": {"column": "nr"}, "year": {"column": "aar"}, "form": {"constant": "article"},
     "journal_id": {"constant": "J"}, "status": {"constant": "published"}}},
  "contribution": {"from": "gammel.artikkel", "columns": {"publication_id": {"column": "nr"}, "person_id": {"constant": "x"}, "role": {"constant": "creator"},
     "institution_id": {"column": "sted"}, "verified": {"constant": "true"}}},
  "channel_level": {"from": "gammel.artikkel", "distinct": true, "columns": {"kind": {"constant": "journal"}, "channel_id": {"constant": "J"}, "year": {"column": "aar"}, "level": {"constant": "1"}}},
  "publication_approval": {"empty": true}, "reporting_year": {"empty": true}}}$$ AS mapping \gset
SELECT is((SELECT count(*) FROM create_source_views('avbildet', :'mapping') AS v WHERE v.action = 'created'), 6::bigint, 'the mapping is taken');
SELECT set_config('research_indicators.source_schema', 'avbildet', true) AS ignored \gset
SELECT is_empty($$SELECT * FROM mapping_problems('avbildet')$$, 'every day is understood');
CREATE FUNCTION pg_temp.units(year integer) RETURNS SETOF text LANGUAGE sql AS $$
    SELECT concat_ws(' ', i.institution_id, i.top_id, t.rhf_id) FROM research_indicators.institutions_at(year) AS i
    JOIN research_indicators.institutions_at(year) AS t ON t.institution_id = i.top_id ORDER BY i.institution_id COLLATE "C"
$$;
CREATE FUNCTION pg_temp.points_of(year integer) RETURNS SETOF text LANGUAGE sql AS $$
    SELECT concat_ws(' ', p.publication_id, p.institution_id, p.points) FROM research_indicators.publication_points(year) AS p WHERE p.countable ORDER BY p.publication_id COLLATE "C"
$$;
SELECT results_eq('SELECT pg_temp.units(2019)', $$VALUES ('A A R1'), ('A1 A R1'), ('B B R2'), ('D D R1'), ('R1 R1 R1'), ('R2 R2 R2')$$, 'before: A, B and the first owner of D');
SELECT results_eq('SELECT pg_temp.units(2021)', $$VALUES ('A C R2'), ('A1 C R2'), ('B C R2'), ('C C R2'), ('D D R2'), ('R1 R1 R1'), ('R2 R2 R2')$$,
                  'after: C, also for who still names A or B, and the second owner of D');
-- an article of one creator at a reporting institution has the weight of its form and level: 1
SELECT results_eq('SELECT pg_temp.points_of(2019)', $$VALUES ('1 A 1.0000'), ('3 B 1.0000'), ('4 D 1.0000')$$, 'the points of 2019 are those of the hospitals there were');
SELECT results_eq('SELECT pg_temp.points_of(2021)', $$VALUES ('2 C 1.0000'), ('5 D 1.0000')$$, 'the same ward''s points of 2021 are its new hospital''s');
SELECT results_eq($$SELECT y.year, string_agg(concat_ws(' ', r.region_id, r.points), ', ' ORDER BY r.region_id COLLATE "C") FROM unnest('{2019,2021}'::integer[]) AS y(year)
                    CROSS JOIN LATERAL (SELECT i.region_id, sum(p.points) AS points FROM publication_points(y.year) AS p
                                        JOIN institutions_at(y.year) AS i ON i.institution_id = p.institution_id WHERE p.countable GROUP BY i.region_id) AS r
                    GROUP BY y.year ORDER BY y.year$$,
                  $$VALUES (2019, 'R1 2.0000, R2 1.0000'), (2021, 'R2 2.0000')$$, 'and so are the sums of the regions');

-- the same as a delimited file, twice, and then the register's tree of today
SELECT create_source_tables('lastet') AS ignored \gset
SELECT create_archive('import_archive') AS ignored \gset
SELECT set_config('research_indicators.archive_schema', 'import_archive', true) AS ignored \gset
SELECT string_agg(concat_ws(';', o.org, o.navn, o.type, coalesce(o.over, ''), coalesce(o.eier, ''), coalesce(o.fra, ''), coalesce(o.til, ''), coalesce(o.arvtaker, '')), E'\n') AS file FROM gammel.org AS o \gset
SELECT is((SELECT concat_ws(' ', l.loaded, l.unchanged, l.updated, l.quarantined)
           FROM load_csv('institution', convert_to(E'institution_id;name;kind;parent_id;rhf_id;valid_from;valid_to;successor_id\n' || :'file', 'UTF8'), NULL,
                         '{"date_formats": ["DD.MM.YYYY"], "codes": {"kind": {"RHF": "rhf", "HF": "hf", "AVD": "unit"}}}', 'lastet') AS l), '9 0 0 0', 'periods as lines of a file');
SELECT is((SELECT concat_ws(' ', l.loaded, l.unchanged, l.updated, l.quarantined)
           FROM load_csv('institution', convert_to(E'institution_id;name;kind;parent_id;rhf_id;valid_from;valid_to;successor_id\n' || :'file', 'UTF8'), NULL,
                         '{"date_formats": ["DD.MM.YYYY"], "codes": {"kind": {"RHF": "rhf", "HF": "hf", "AVD": "unit"}}}', 'lastet') AS l), '0 9 0 0', 'again: unchanged');
SELECT is((SELECT concat_ws(' ', l.loaded, l.unchanged) FROM load_documents('nva_institutions', convert_to('{"id": "x/C", "hasPart": [{"id": "x/A1"}, {"id": "x/C2"}]}', 'UTF8'), NULL, '{}', 'lastet') AS l), '1 0',
          'the register knows a new ward and what is there today');
SELECT set_config('research_indicators.source_schema', 'lastet', true) AS ignored \gset
SELECT results_eq('SELECT pg_temp.units(2019)', $$VALUES ('A A R1'), ('A1 A R1'), ('B B R2'), ('C2 C2'), ('D D R1'), ('R1 R1 R1'), ('R2 R2 R2')$$,
                  'the old years are as they were; a ward of which the register does not say since when is nobody''s before its hospital was');
SELECT results_eq('SELECT pg_temp.units(2021)', $$VALUES ('A C R2'), ('A1 C R2'), ('B C R2'), ('C C R2'), ('C2 C R2'), ('D D R2'), ('R1 R1 R1'), ('R2 R2 R2')$$, 'and the new ones too');
SELECT * FROM finish();
ROLLBACK;
