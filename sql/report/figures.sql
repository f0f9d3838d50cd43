-- The figures of a report as records: which stand in the report and which in
-- its annex, and codes that no list knows.

CREATE FUNCTION @internal@.figure_records(facts fact[], units text[], orgnrs text[], sender text, year integer, annex boolean) RETURNS report_record[]
    AS 'MODULE_PATHNAME', 'research_indicators_figure_records'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION @internal@.figure_records(fact[], text[], text[], text, integer, boolean) IS
    'figures of a report, or of its annex, each at the place of its measure; units with their organisation numbers';

CREATE FUNCTION @internal@.figures_of(facts fact[], frame report_record[], annex boolean) RETURNS report_record[]
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(@internal@.figure_records(
                        facts,
                        coalesce(array_agg(r.content ->> 'id' ORDER BY r.position) FILTER (WHERE r.kind = 'enhet'), '{}'),
                        coalesce(array_agg(r.content ->> 'orgnr' ORDER BY r.position) FILTER (WHERE r.kind = 'enhet'), '{}'),
                        max(r.content ->> 'enhet') FILTER (WHERE r.kind = 'avsender'),
                        max((r.content ->> 'aar')::integer) FILTER (WHERE r.kind = 'rapporteringsperiode'), annex), '{}')
    FROM unnest(frame) WITH ORDINALITY AS r(path, kind, content, position)
    WHERE r.kind IN ('enhet', 'avsender', 'rapporteringsperiode');
END;
COMMENT ON FUNCTION @internal@.figures_of(fact[], report_record[], boolean) IS
    'figures of a report, or of its annex: the report has every undivided figure, the divided ones of its sender (of earlier years those with one code), and those of the regions and the nation in its own year; the annex has the others';

CREATE FUNCTION @internal@.untold_codes(facts fact[], OUT dimension text, OUT code text, OUT codes text)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT DISTINCT e.key, e.value, l.codes
    FROM (SELECT DISTINCT f.dimensions FROM unnest(facts) AS f WHERE f.dimensions <> '{}') AS d
    CROSS JOIN LATERAL jsonb_each_text(d.dimensions) AS e
    JOIN @extschema@.report_list AS l ON l.list = e.key
    WHERE NOT EXISTS (SELECT FROM @extschema@.report_term AS t WHERE t.list = e.key AND t.code = e.value);
END;
COMMENT ON FUNCTION @internal@.untold_codes(fact[]) IS
    'codes by which figures are divided and which no list knows; codes: whether the list is complete, open to sites, or of numbers';

CREATE FUNCTION @internal@.code_findings(facts fact[]) RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE u.codes WHEN 'listed' THEN 'error' ELSE 'notice' END,
           CASE u.codes WHEN 'listed' THEN 'code_unknown' ELSE 'code_without_label' END,
           'report_list', u.dimension || ' ' || u.code, NULL, jsonb_build_object('list', l.term, 'code', u.code)
    FROM @internal@.untold_codes(facts) AS u
    JOIN @extschema@.report_list AS l ON l.list = u.dimension
    WHERE u.codes <> 'number'
    ORDER BY u.dimension COLLATE "C", u.code COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.code_findings(fact[]) IS
    'findings about codes that divide figures: unknown to a complete list, or without a label of their own';

INSERT INTO finding_text (code, variant, lang, message, hint, instruction) VALUES
    ('code_unknown', '', 'en', 'figures are divided by the code "{code}", which the list "{list}" does not know',
     'Its figures are in the report, but nobody can tell what they are of: use a code of the list.', NULL),
    ('code_unknown', '', 'nb', 'Tall er delt etter koden «{code}», som listen «{list}» ikke kjenner.',
     'Tallene står i rapporten, men ingen kan vite hva de gjelder. Bruk en kode i listen.', NULL),
    ('code_unknown', '', 'nn', 'Tal er delte etter koden «{code}», som lista «{list}» ikkje kjenner.',
     'Tala står i rapporten, men ingen kan vite kva dei gjeld. Bruk ein kode i lista.', NULL),
    ('code_without_label', '', 'en', 'the code "{code}" of the list "{list}" has no label',
     'Reports show the code itself in every language.', NULL),
    ('code_without_label', '', 'nb', 'Koden «{code}» i listen «{list}» har ingen tekst.',
     'Rapporten viser selve koden på alle språk.', NULL),
    ('code_without_label', '', 'nn', 'Koden «{code}» i lista «{list}» har ingen tekst.',
     'Rapporten viser sjølve koden på alle språk.', NULL);
