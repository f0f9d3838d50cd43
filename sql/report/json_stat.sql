-- The figures of a report as statistics agencies publish theirs: JSON-stat 2.0, a
-- dataset for each table, which is an indicator and what its figures are divided by.
--
-- What is a fact's value, numerator, denominator or bound is a category of the
-- one metric dimension, as each has a unit of its own.  A cell without a figure
-- is not there; one whose figure is absent has its reason as status.

CREATE TYPE json_stat_table AS (
    table_id text,
    indicator text,
    divided_by text[],
    dataset jsonb
);
COMMENT ON TYPE json_stat_table IS 'a table of a report: the indicator, the names by which its figures are divided, and its JSON-stat 2.0';

CREATE TYPE @internal@.json_stat_cell AS (
    table_id text,
    cell bigint,
    part text,
    codes text[]
);
COMMENT ON TYPE @internal@.json_stat_cell IS
    'a number of a figure (verdi, teller, nevner, nedre, oevre) in a table: its codes in the order begrep, aar, enhet and the divisions of the table';

CREATE FUNCTION @internal@.json_stat_cells(records report_record[], only_indicator text) RETURNS SETOF @internal@.json_stat_cell
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 20000
    SET search_path = pg_catalog, pg_temp
    -- thousands of figures stand in an array, of which no plan knows the size
    SET enable_nestloop = off
BEGIN ATOMIC
    WITH concept AS MATERIALIZED (
        SELECT r.content ->> 'id' AS id, 'innhold/' || (r.content ->> 'sti') AS path
        FROM unnest(records) AS r
        WHERE r.kind = 'begrep' AND (only_indicator IS NULL OR split_part(r.content ->> 'id', '.', 1) = only_indicator)
    ), record AS MATERIALIZED (
        SELECT regexp_replace(r.path, '^vedlegg', 'innhold') AS path, r.content, r.position
        FROM unnest(records) WITH ORDINALITY AS r(path, kind, content, position)
        WHERE r.kind IN ('tall', 'deltall')
    ), figure AS MATERIALIZED (
        SELECT c.id, string_to_array(r.content ->> 'inndeling', ' ') AS divided_by, r.position, r.content
        FROM record AS r JOIN concept AS c ON c.path = r.path
    )
    SELECT array_to_string(split_part(f.id, '.', 1) || f.divided_by, '.'), f.position, p.part,
           ARRAY[f.id || CASE p.part WHEN 'verdi' THEN '' ELSE ':' || p.part END, f.content ->> 'aar', (f.content ->> 'nivaa') || ':' || (f.content ->> 'enhet')]
           || ARRAY(SELECT f.content ->> d.term FROM unnest(f.divided_by) WITH ORDINALITY AS d(term, n) ORDER BY d.n)
    FROM figure AS f
    CROSS JOIN unnest('{verdi,teller,nevner,nedre,oevre}'::text[]) AS p(part)
    WHERE p.part = 'verdi' OR f.content ? p.part;
END;
COMMENT ON FUNCTION @internal@.json_stat_cells(report_record[], text) IS 'the numbers of a report''s figures, each in its table';

CREATE FUNCTION @internal@.json_stat_labels(
    records report_record[], lang text, OUT dimension text, OUT code text, OUT place bigint, OUT label text, OUT unit jsonb) RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH record AS MATERIALIZED (
        SELECT r.*, r.content ->> ('tekst' || initcap(lang)) AS text
        FROM unnest(records) WITH ORDINALITY AS r(path, kind, content, position)
        WHERE r.kind IN ('begrep', 'enhet', 'kode', 'kodeliste')
    ), unit AS (
        SELECT r.content ->> 'kode' AS code, r.text FROM record AS r WHERE r.kind = 'kode' AND r.path = 'innhold/kodelister/maaleenhet'
    ), told AS (
        SELECT c.name, CASE lang WHEN 'nb' THEN c.text_nb WHEN 'nn' THEN c.text_nn ELSE c.text_en END AS text FROM @extschema@.csv_column AS c
    )
    SELECT 'begrep', r.content ->> 'id', 5 * r.position, r.text,
           jsonb_build_object('label', coalesce(u.text, r.content ->> 'maaleenhet'), 'decimals', r.content -> 'desimaler')
    FROM record AS r LEFT JOIN unit AS u ON u.code = r.content ->> 'maaleenhet' WHERE r.kind = 'begrep'
    UNION ALL
    SELECT 'begrep', (r.content ->> 'id') || ':' || p.part, 5 * r.position + p.n, format('%s (%s)', r.text, t.text), NULL
    FROM record AS r
    CROSS JOIN unnest('{teller,nevner,nedre,oevre}'::text[]) WITH ORDINALITY AS p(part, n)
    JOIN told AS t ON t.name = p.part
    WHERE r.kind = 'begrep'
    UNION ALL
    SELECT 'enhet', (l.content ->> 'kode') || ':' || (r.content ->> 'id'), l.position * 1000000 + r.position,
           format(CASE l.content ->> 'kode' WHEN 'institusjon' THEN '%s' ELSE '%s (%s)' END, r.content ->> 'navn', l.text), NULL
    FROM record AS r
    JOIN record AS l ON l.kind = 'kode' AND l.path = 'innhold/kodelister/nivaa'
    WHERE r.kind = 'enhet'
    UNION ALL
    SELECT split_part(r.path, '/', 3), r.content ->> 'kode', r.position, r.text, NULL
    FROM record AS r WHERE r.kind = 'kode'
    UNION ALL
    SELECT '', t.name, NULL, t.text, NULL FROM told AS t
    UNION ALL
    SELECT '', r.content ->> 'navn', NULL, r.text, NULL FROM record AS r WHERE r.kind = 'kodeliste'
    UNION ALL
    SELECT '', n.indicator, NULL, CASE lang WHEN 'nb' THEN n.text_nb WHEN 'nn' THEN n.text_nn ELSE n.text_en END, NULL FROM @extschema@.indicator AS n;
END;
COMMENT ON FUNCTION @internal@.json_stat_labels(report_record[], text) IS
    'what the codes of tables mean, in the order of a report; under an empty dimension the names of the dimensions themselves, and of the indicators';

CREATE FUNCTION @internal@.json_stat(records report_record[], only_indicator text, lang text) RETURNS SETOF json_stat_table
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
    -- thousands of figures stand in an array, of which no plan knows the size
    SET enable_nestloop = off
BEGIN ATOMIC
    WITH head AS MATERIALIZED (
        SELECT (array_agg(r.content) FILTER (WHERE r.kind = 'konvolutt'))[1] AS envelope,
               (array_agg(r.content) FILTER (WHERE r.kind = 'avsender'))[1] AS sender,
               (array_agg(r.content ->> 'aar') FILTER (WHERE r.kind = 'rapporteringsperiode'))[1] AS year
        FROM unnest(records) AS r
    ), label AS MATERIALIZED (
        SELECT l.* FROM @internal@.json_stat_labels(records, lang) AS l
    ), cell AS MATERIALIZED (
        SELECT c.* FROM @internal@.json_stat_cells(records, only_indicator) AS c
    ), named AS MATERIALIZED (
        SELECT c.table_id, string_to_array('begrep.aar.enhet.' || c.table_id, '.') AS names FROM cell AS c GROUP BY c.table_id
    ), category AS MATERIALIZED (
        SELECT k.table_id, k.n, k.dimension, k.code, l.label, l.unit,
               row_number() OVER (PARTITION BY k.table_id, k.n ORDER BY l.place NULLS LAST, k.code COLLATE "C") - 1 AS at
        FROM (SELECT DISTINCT c.table_id, d.n, (m.names[1:3] || m.names[5:])[d.n] AS dimension, d.code
              FROM cell AS c JOIN named AS m ON m.table_id = c.table_id
              CROSS JOIN LATERAL unnest(c.codes) WITH ORDINALITY AS d(code, n)) AS k
        LEFT JOIN label AS l ON l.dimension = k.dimension AND l.code = k.code
    ), dimension AS MATERIALIZED (
        SELECT g.*, coalesce(@internal@.product(g.size) OVER (PARTITION BY g.table_id ORDER BY g.n DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 1) AS stride
        FROM (SELECT c.table_id, c.n, c.dimension, count(*)::numeric AS size,
                     jsonb_agg(c.code ORDER BY c.at) AS index, jsonb_object_agg(c.code, coalesce(c.label, c.code)) AS labels,
                     jsonb_object_agg(c.code, c.unit) FILTER (WHERE c.unit IS NOT NULL) AS units
              FROM category AS c GROUP BY c.table_id, c.n, c.dimension) AS g
    ), coordinate AS (
        SELECT c.table_id, c.cell, c.part, sum(k.at * d.stride)::bigint AS at
        FROM cell AS c
        CROSS JOIN LATERAL unnest(c.codes) WITH ORDINALITY AS x(code, n)
        JOIN category AS k ON k.table_id = c.table_id AND k.n = x.n AND k.code = x.code
        JOIN dimension AS d ON d.table_id = c.table_id AND d.n = x.n
        GROUP BY c.table_id, c.cell, c.part
    ), placed AS (
        SELECT o.table_id, o.at, o.part, r.content
        FROM coordinate AS o
        JOIN unnest(records) WITH ORDINALITY AS r(path, kind, content, position) ON r.position = o.cell
    ), filled AS (
        SELECT p.table_id, jsonb_object_agg(p.at, p.content -> p.part) FILTER (WHERE p.content ? p.part) AS value,
               jsonb_object_agg(p.at, coalesce(p.content -> 'grunn', p.content -> 'status')) AS status,
               jsonb_object_agg(p.at, jsonb_build_array(p.content -> 'rapporterteEnheter', p.content -> 'forventedeEnheter'))
                   FILTER (WHERE p.part = 'verdi' AND p.content ? 'forventedeEnheter') AS incomplete,
               jsonb_object_agg(p.at, p.content -> 'opphav') FILTER (WHERE p.part = 'verdi' AND p.content ? 'opphav') AS origin,
               jsonb_object_agg(p.at, p.content -> 'regelverk') FILTER (WHERE p.part = 'verdi') AS rules
        FROM placed AS p GROUP BY p.table_id
    ), shaped AS (
        SELECT d.table_id, jsonb_agg(d.dimension ORDER BY d.n) AS id, jsonb_agg(d.size ORDER BY d.n) AS size,
               string_agg(coalesce(l.label, d.dimension), ', ' ORDER BY d.n) FILTER (WHERE d.n > 3) AS divided,
               jsonb_object_agg(d.dimension, jsonb_strip_nulls(jsonb_build_object(
                   'label', coalesce(l.label, d.dimension),
                   'category', jsonb_build_object('index', d.index, 'label', d.labels, 'unit', d.units)))) AS dimensions
        FROM dimension AS d
        LEFT JOIN label AS l ON l.dimension = '' AND l.code = CASE d.dimension WHEN 'enhet' THEN 'navn' ELSE d.dimension END
        GROUP BY d.table_id
    )
    SELECT s.table_id, m.names[4], m.names[5:],
           jsonb_strip_nulls(jsonb_build_object(
               'version', '2.0', 'class', 'dataset',
               'label', concat_ws(', ', h.sender ->> 'navn', h.year, coalesce(i.label, m.names[4])) || coalesce(': ' || s.divided, ''),
               'source', h.envelope ->> 'utgiver', 'updated', h.envelope ->> 'opprettet',
               'note', CASE WHEN h.envelope ? 'merknad' THEN jsonb_build_array(h.envelope -> 'merknad') END,
               'id', s.id, 'size', s.size, 'role', '{"time": ["aar"], "metric": ["begrep"]}'::jsonb,
               'dimension', s.dimensions, 'value', coalesce(f.value, '{}'), 'status', f.status,
               'extension', jsonb_build_object('rapportId', h.envelope -> 'rapportId', 'utgave', h.envelope -> 'utgave', 'miljoe', h.envelope -> 'miljoe',
                                               'tilstand', h.envelope -> 'tilstand', 'sha256', h.envelope -> 'sha256',
                                               'regelverk', f.rules, 'opphav', f.origin, 'ufullstendig', f.incomplete)))
    FROM shaped AS s
    JOIN filled AS f ON f.table_id = s.table_id
    JOIN named AS m ON m.table_id = s.table_id
    LEFT JOIN label AS i ON i.dimension = '' AND i.code = m.names[4]
    CROSS JOIN head AS h
    ORDER BY s.table_id COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.json_stat(report_record[], text, text) IS 'the tables of a report, or of one indicator of it, as JSON-stat 2.0';

CREATE FUNCTION report_json_stat(
    year integer, orgnr text, rule_set text DEFAULT NULL, edition text DEFAULT 'ministry', indicator text DEFAULT NULL, lang text DEFAULT 'nb') RETURNS SETOF json_stat_table
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT t.*
    FROM @internal@.report_parts(@internal@.report_content(year, orgnr, rule_set, @internal@.require_edition(edition))) AS p
    CROSS JOIN LATERAL @internal@.json_stat(@internal@.draft_envelope(edition) || p.body || p.annex, indicator, @internal@.require_language(lang)) AS t;
END;
COMMENT ON FUNCTION report_json_stat(integer, text, text, text, text, text) IS
    'the figures of the same report and its annex as tables in JSON-stat 2.0, one dataset for each indicator (NULL: of all) and what its figures are divided by; labels in bokmål, nynorsk or English (nb, nn, en)';
