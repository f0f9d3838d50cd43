-- Facts in SDMX: lines of SDMX-CSV 2.0, and the structure that they follow, with
-- every code of every line in a list.
--
-- Every list by which figures are divided is a dimension of its own (BY_ and its
-- name); _T is the total, as for a figure that is not divided by it.

CREATE FUNCTION @internal@.sdmx_code(code text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- _T is the total, and nobody's code
    SELECT CASE WHEN code = '_T' THEN '$5FT' WHEN code COLLATE "C" ~ '^[A-Za-z0-9_@-]+$' THEN code
                ELSE (SELECT string_agg(CASE WHEN chr(get_byte(b.bytes, n)) COLLATE "C" ~ '^[A-Za-z0-9_@-]$' AND get_byte(b.bytes, n) < 128 THEN chr(get_byte(b.bytes, n))
                                             ELSE '$' || upper(lpad(to_hex(get_byte(b.bytes, n)), 2, '0')) END, '' ORDER BY n)
                      FROM convert_to(code, 'UTF8') AS b(bytes) CROSS JOIN LATERAL generate_series(0, length(b.bytes) - 1) AS n) END;
END;
COMMENT ON FUNCTION @internal@.sdmx_code(text) IS
    'a code as SDMX may hold it: letters, digits, _, @ and - as they are, every other byte of its UTF-8 as $ and two hexadecimal digits; so is the first of _T, which is the total';

CREATE TYPE sdmx_code AS (
    codelist text,
    code text,
    name_nb text,
    name_nn text,
    name_en text
);
COMMENT ON TYPE sdmx_code IS 'a code of an SDMX code list with its names';

CREATE TABLE sdmx_name (
    codelist text NOT NULL,
    code text NOT NULL,
    name_nb text NOT NULL,
    name_nn text NOT NULL,
    name_en text NOT NULL,
    PRIMARY KEY (codelist, code)
);
COMMENT ON TABLE sdmx_name IS 'names of codes that are SDMX''s own, and (code list empty) of the components of the structure';

INSERT INTO sdmx_name (codelist, code, name_nb, name_nn, name_en) VALUES
    ('CL_FREQ', 'A', 'årlig', 'årleg', 'annual'),
    ('CL_OBS_STATUS', 'A', 'endelig', 'endeleg', 'final'),
    ('CL_OBS_STATUS', 'P', 'foreløpig', 'førebels', 'preliminary'),
    ('CL_OBS_STATUS', 'O', 'ikke beregnet', 'ikkje rekna ut', 'not calculated'),
    ('CL_OBS_STATUS', 'L', 'ikke levert', 'ikkje levert', 'not delivered'),
    ('', '_T', 'i alt', 'i alt', 'total'),
    ('', 'FREQ', 'frekvens', 'frekvens', 'frequency'),
    ('', 'INDICATOR', 'indikator', 'indikator', 'indicator'),
    ('', 'MEASURE', 'mål', 'mål', 'measure'),
    ('', 'UNIT_LEVEL', 'nivået til enheten', 'nivået til eininga', 'level of the unit'),
    ('', 'INSTITUTION', 'enhet', 'eining', 'unit'),
    ('', 'TIME_PERIOD', 'år', 'år', 'year'),
    ('', 'OBS_VALUE', 'verdi', 'verdi', 'value'),
    ('', 'NUMERATOR', 'teller', 'teljar', 'numerator'),
    ('', 'DENOMINATOR', 'nevner', 'nemnar', 'denominator'),
    ('', 'CI_LOW', 'nedre grense', 'nedre grense', 'lower bound'),
    ('', 'CI_HIGH', 'øvre grense', 'øvre grense', 'upper bound'),
    ('', 'UNIT_MEASURE', 'måleenhet', 'måleining', 'unit of measurement'),
    ('', 'DECIMALS', 'desimaler', 'desimalar', 'decimals'),
    ('', 'OBS_STATUS', 'status', 'status', 'status'),
    ('', 'RULE_SET', 'regelsett', 'regelsett', 'rule set'),
    ('', 'ORIGIN', 'hvor reglene kommer fra', 'kvar reglane kjem frå', 'where the rules come from'),
    ('', 'REPORTED_UNITS', 'enheter som har levert', 'einingar som har levert', 'units that have delivered'),
    ('', 'EXPECTED_UNITS', 'enheter som skulle ha levert', 'einingar som skulle ha levert', 'units that owe their part');

CREATE FUNCTION @internal@.require_structure_id(structure_id text, OUT agency text, OUT id text, OUT version text) RETURNS record
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    parts text[] := regexp_match(structure_id, '^([A-Za-z][A-Za-z0-9_.-]*):([A-Za-z0-9_@$-]+)[(]([0-9]+(?:[.][0-9]+)*)[)]$');
BEGIN
    IF parts IS NULL THEN
        RAISE EXCEPTION 'structure id "%" is not AGENCY:ID(VERSION)', structure_id
            USING ERRCODE = 'RI025',
                  HINT = 'Give the AGENCY:ID(VERSION) of the data structure definition that the receiver keeps, for example RESEARCH_INDICATORS:FACTS(1.0.0).';
    END IF;
    agency := parts[1];
    id := parts[2];
    version := parts[3];
END
$$;
COMMENT ON FUNCTION @internal@.require_structure_id(text) IS 'the parts of AGENCY:ID(VERSION), or error RI025';

CREATE FUNCTION sdmx_csv(
    year integer, rule_set text DEFAULT NULL, structure_id text DEFAULT 'RESEARCH_INDICATORS:FACTS(1.0.0)') RETURNS SETOF text
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    divisions text[] := ARRAY(SELECT l.list FROM @extschema@.report_list AS l WHERE l.is_dimension ORDER BY l.list COLLATE "C");
BEGIN
    PERFORM @internal@.require_structure_id(structure_id);
    RETURN NEXT 'STRUCTURE,STRUCTURE_ID,ACTION,FREQ,INDICATOR,MEASURE,UNIT_LEVEL,INSTITUTION,' || 'BY_' || upper(array_to_string(divisions, ',BY_')) || ',TIME_PERIOD,'
             || 'OBS_VALUE,NUMERATOR,DENOMINATOR,CI_LOW,CI_HIGH,UNIT_MEASURE,DECIMALS,OBS_STATUS,RULE_SET,ORIGIN,REPORTED_UNITS,EXPECTED_UNITS';
    RETURN QUERY
    WITH division AS MATERIALIZED (
        -- written out once for each way of dividing
        SELECT x.dimensions, (SELECT string_agg(coalesce(@internal@.sdmx_code(x.dimensions ->> v.list), '_T'), ',' ORDER BY v.n)
                              FROM unnest(divisions) WITH ORDINALITY AS v(list, n)) AS cells
        FROM (SELECT DISTINCT f.dimensions FROM @extschema@.indicator_facts(sdmx_csv.year, sdmx_csv.rule_set) AS f) AS x
    )
    SELECT concat_ws(',', 'datastructure', @internal@.csv_cell(structure_id), 'I', 'A', f.indicator, f.indicator || '-' || f.measure, f.unit_level,
                     @internal@.sdmx_code(f.institution_id), v.cells, f.year,
                     coalesce(f.value::text, ''), coalesce(f.numerator::text, ''), coalesce(f.denominator::text, ''),
                     coalesce(f.ci_low::text, ''), coalesce(f.ci_high::text, ''), d.unit, d.decimals,
                     @internal@.report_term('sdmx_status', CASE WHEN f.value IS NOT NULL THEN f.status WHEN f.reason = 'ikkeLevert' THEN 'not_delivered' ELSE 'unset' END),
                     f.rule_set, coalesce(f.origin, ''), coalesce(f.reported_units::text, ''), coalesce(f.expected_units::text, ''))
    FROM @extschema@.indicator_facts(sdmx_csv.year, sdmx_csv.rule_set)
         WITH ORDINALITY AS f(indicator, measure, year, unit_level, institution_id, dimensions, value, numerator, denominator,
                              ci_low, ci_high, status, rule_set, origin, reason, reported_units, expected_units, position)
    JOIN @extschema@.fact_definition AS d ON d.indicator = f.indicator AND d.measure = f.measure
    JOIN division AS v ON v.dimensions = f.dimensions
    ORDER BY f.position;
END
$$;
COMMENT ON FUNCTION sdmx_csv(integer, text, text) IS
    'the facts of a year as lines of SDMX-CSV 2.0, the header first: dimensions FREQ to TIME_PERIOD (BY_ and a division: what a figure is divided by, _T where it is not), measure OBS_VALUE, attributes behind it; empty OBS_VALUE with OBS_STATUS O: not calculated, L: not delivered; REPORTED_UNITS of EXPECTED_UNITS where a sum is incomplete; sdmx_structure has the structure';

CREATE FUNCTION sdmx_codes(year integer, rule_set text DEFAULT NULL) RETURNS SETOF sdmx_code
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH fact AS MATERIALIZED (
        SELECT f.institution_id, f.dimensions FROM @extschema@.indicator_facts(year, rule_set) AS f GROUP BY f.institution_id, f.dimensions
    ), code AS (
        SELECT 1 AS part, s.codelist, s.code, 0::bigint AS place, s.name_nb, s.name_nn, s.name_en
        FROM @extschema@.sdmx_name AS s WHERE s.codelist <> ''
        UNION ALL
        SELECT 2, 'CL_INDICATOR', i.indicator, i.ordinal, i.text_nb, i.text_nn, i.text_en FROM @extschema@.indicator AS i
        UNION ALL
        SELECT 2, 'CL_MEASURE', d.indicator || '-' || d.measure, d.ordinal, d.text_nb, d.text_nn, d.text_en FROM @extschema@.fact_definition AS d
        UNION ALL
        SELECT 2, CASE t.list WHEN 'unit' THEN 'CL_UNIT_MEASURE' ELSE 'CL_' || upper(t.list) END, t.code, t.ordinal, t.text_nb, t.text_nn, t.text_en
        FROM @extschema@.report_term AS t WHERE t.list IN ('unit_level', 'unit', 'origin') AND t.ordinal IS NOT NULL
        UNION ALL
        SELECT 2, 'CL_INSTITUTION', f.institution_id, 0, n.name, n.name, n.name
        FROM (SELECT DISTINCT f.institution_id FROM fact AS f) AS f
        LEFT JOIN @internal@.unit_names(year) AS u ON u.unit_id = f.institution_id
        CROSS JOIN LATERAL (SELECT coalesce(@internal@.report_text(u.name), CASE f.institution_id WHEN 'NO' THEN 'Norge' END, f.institution_id) AS name) AS n
        UNION ALL
        SELECT 3, 'CL_BY_' || upper(l.list), '_T', -1, s.name_nb, s.name_nn, s.name_en
        FROM @extschema@.report_list AS l JOIN @extschema@.sdmx_name AS s ON s.codelist = '' AND s.code = '_T' WHERE l.is_dimension
        UNION ALL
        SELECT 3, 'CL_BY_' || upper(l.list), t.code, t.ordinal, t.text_nb, t.text_nn, t.text_en
        FROM @extschema@.report_list AS l JOIN @extschema@.report_term AS t ON t.list = l.list WHERE l.is_dimension AND t.ordinal IS NOT NULL
        UNION ALL
        -- a site's own codes, and numbers, mean themselves
        SELECT DISTINCT 3, 'CL_BY_' || upper(e.key), e.value, 1000000, e.value, e.value, e.value
        FROM fact AS f CROSS JOIN LATERAL jsonb_each_text(f.dimensions) AS e
        WHERE NOT EXISTS (SELECT FROM @extschema@.report_term AS t WHERE t.list = e.key AND t.code = e.value AND t.ordinal IS NOT NULL)
    )
    SELECT c.codelist, CASE WHEN c.place = -1 THEN c.code ELSE @internal@.sdmx_code(c.code) END, c.name_nb, c.name_nn, c.name_en
    FROM code AS c
    ORDER BY c.part, c.codelist COLLATE "C", c.place, c.code COLLATE "C";
END;
COMMENT ON FUNCTION sdmx_codes(integer, text) IS 'the code lists of sdmx_csv for a year: every code of its lines, with names in bokmål, nynorsk and English';

CREATE FUNCTION @internal@.sdmx_names(nb text, nn text, en text) RETURNS xml
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT xmlconcat(xmlelement(NAME "com:Name", xmlattributes('nb' AS "xml:lang"), nb), xmlelement(NAME "com:Name", xmlattributes('nn' AS "xml:lang"), nn),
                     xmlelement(NAME "com:Name", xmlattributes('en' AS "xml:lang"), en));
END;
COMMENT ON FUNCTION @internal@.sdmx_names(text, text, text) IS 'a name in three languages, as SDMX-ML has it';

CREATE FUNCTION @internal@.sdmx_components(
    OUT kind text, OUT place bigint, OUT id text, OUT codelist text, OUT data_type text, OUT name_nb text, OUT name_nn text, OUT name_en text) RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT c.kind, row_number() OVER (PARTITION BY c.kind ORDER BY c.place, c.id COLLATE "C"), c.id, c.codelist, c.data_type,
           coalesce(l.text_nb, s.name_nb), coalesce(l.text_nn, s.name_nn), coalesce(l.text_en, s.name_en)
    FROM (SELECT 'dimension' AS kind, d.place, d.id, 'CL_' || d.id AS codelist, NULL AS data_type, NULL AS list
          FROM unnest('{FREQ,INDICATOR,MEASURE,UNIT_LEVEL,INSTITUTION}'::text[]) WITH ORDINALITY AS d(id, place)
          UNION ALL
          SELECT 'dimension', 100, 'BY_' || upper(l.list), 'CL_BY_' || upper(l.list), NULL, l.list FROM @extschema@.report_list AS l WHERE l.is_dimension
          UNION ALL
          SELECT a.kind, a.place, a.id, a.codelist, a.data_type, NULL
          FROM (VALUES ('time', 1, 'TIME_PERIOD', NULL, 'GregorianYear'), ('measure', 1, 'OBS_VALUE', NULL, 'Decimal'),
                       ('attribute', 1, 'NUMERATOR', NULL, 'Decimal'), ('attribute', 2, 'DENOMINATOR', NULL, 'Decimal'),
                       ('attribute', 3, 'CI_LOW', NULL, 'Decimal'), ('attribute', 4, 'CI_HIGH', NULL, 'Decimal'),
                       ('attribute', 5, 'UNIT_MEASURE', 'CL_UNIT_MEASURE', NULL), ('attribute', 6, 'DECIMALS', NULL, 'Integer'),
                       ('attribute', 7, 'OBS_STATUS', 'CL_OBS_STATUS', NULL), ('attribute', 8, 'RULE_SET', NULL, 'String'),
                       ('attribute', 9, 'ORIGIN', 'CL_ORIGIN', NULL), ('attribute', 10, 'REPORTED_UNITS', NULL, 'Integer'),
                       ('attribute', 11, 'EXPECTED_UNITS', NULL, 'Integer')) AS a(kind, place, id, codelist, data_type)) AS c
    LEFT JOIN @extschema@.report_list AS l ON l.list = c.list
    LEFT JOIN @extschema@.sdmx_name AS s ON s.codelist = '' AND s.code = c.id;
END;
COMMENT ON FUNCTION @internal@.sdmx_components() IS
    'the columns of sdmx_csv behind the first three: what each is, its code list or data type, its name';

CREATE FUNCTION sdmx_structure(
    year integer, rule_set text DEFAULT NULL, structure_id text DEFAULT 'RESEARCH_INDICATORS:FACTS(1.0.0)') RETURNS xml
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH named AS (
        SELECT s.agency, s.id, s.version, format('%s:%s_CONCEPTS(%s)', s.agency, s.id, s.version) AS concepts
        FROM @internal@.require_structure_id(structure_id) AS s
    ), component AS MATERIALIZED (
        SELECT c.*, xmlconcat(
                   xmlelement(NAME "str:ConceptIdentity", format('urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept=%s.%s', n.concepts, c.id)),
                   CASE WHEN c.kind = 'attribute' AND c.codelist IS NULL OR c.kind IN ('time', 'measure')
                        THEN xmlelement(NAME "str:LocalRepresentation", xmlelement(NAME "str:TextFormat", xmlattributes(c.data_type AS "textType")))
                        ELSE xmlelement(NAME "str:LocalRepresentation", xmlelement(NAME "str:Enumeration",
                                 format('urn:sdmx:org.sdmx.infomodel.codelist.Codelist=%s:%s(%s)', n.agency, c.codelist, n.version))) END) AS body
        FROM @internal@.sdmx_components() AS c CROSS JOIN named AS n
    ), list AS (
        SELECT k.codelist, min(k.place) AS place,
               xmlagg(xmlelement(NAME "str:Code", xmlattributes(k.code AS id), @internal@.sdmx_names(k.name_nb, k.name_nn, k.name_en)) ORDER BY k.place) AS codes
        FROM @extschema@.sdmx_codes(year, rule_set) WITH ORDINALITY AS k(codelist, code, name_nb, name_nn, name_en, place)
        GROUP BY k.codelist
    ), lists AS (
        SELECT xmlagg(xmlelement(NAME "str:Codelist", xmlattributes(l.codelist AS id, n.agency AS "agencyID", n.version AS version),
                                 @internal@.sdmx_names(l.codelist, l.codelist, l.codelist), l.codes) ORDER BY l.place) AS body
        FROM list AS l CROSS JOIN named AS n
    ), parts AS (
        SELECT xmlagg(xmlelement(NAME "str:Concept", xmlattributes(c.id AS id), @internal@.sdmx_names(c.name_nb, c.name_nn, c.name_en)) ORDER BY c.kind COLLATE "C", c.place) AS concepts,
               xmlagg(xmlelement(NAME "str:Dimension", xmlattributes(c.id AS id, c.place AS position), c.body) ORDER BY c.place) FILTER (WHERE c.kind = 'dimension') AS dimensions,
               xmlagg(xmlelement(NAME "str:TimeDimension", xmlattributes(c.id AS id), c.body)) FILTER (WHERE c.kind = 'time') AS time,
               xmlagg(xmlelement(NAME "str:Attribute", xmlattributes(c.id AS id), c.body,
                                 xmlelement(NAME "str:AttributeRelationship", xmlelement(NAME "str:Observation"))) ORDER BY c.place) FILTER (WHERE c.kind = 'attribute') AS attributes,
               xmlagg(xmlelement(NAME "str:Measure", xmlattributes(c.id AS id), c.body)) FILTER (WHERE c.kind = 'measure') AS measures
        FROM component AS c
    )
    SELECT xmlelement(NAME "mes:Structure",
               xmlattributes('http://www.sdmx.org/resources/sdmxml/schemas/v3_0/message' AS "xmlns:mes", 'http://www.sdmx.org/resources/sdmxml/schemas/v3_0/structure' AS "xmlns:str",
                             'http://www.sdmx.org/resources/sdmxml/schemas/v3_0/common' AS "xmlns:com"),
               xmlelement(NAME "mes:Header", xmlelement(NAME "mes:ID", n.id), xmlelement(NAME "mes:Test", 'false'),
                          -- of the last day of the year, so that it is the same whenever it is made
                          xmlelement(NAME "mes:Prepared", format('%s-12-31T00:00:00Z', lpad(year::text, 4, '0'))), xmlelement(NAME "mes:Sender", xmlattributes(n.agency AS id))),
               xmlelement(NAME "mes:Structures",
                   xmlelement(NAME "str:Codelists", l.body),
                   xmlelement(NAME "str:ConceptSchemes",
                       xmlelement(NAME "str:ConceptScheme", xmlattributes(n.id || '_CONCEPTS' AS id, n.agency AS "agencyID", n.version AS version),
                                  @internal@.sdmx_names(n.id, n.id, n.id), p.concepts)),
                   xmlelement(NAME "str:DataStructures",
                       xmlelement(NAME "str:DataStructure", xmlattributes(n.id AS id, n.agency AS "agencyID", n.version AS version), @internal@.sdmx_names(n.id, n.id, n.id),
                           xmlelement(NAME "str:DataStructureComponents",
                               xmlelement(NAME "str:DimensionList", xmlattributes('DimensionDescriptor' AS id), p.dimensions, p.time),
                               xmlelement(NAME "str:AttributeList", xmlattributes('AttributeDescriptor' AS id), p.attributes),
                               xmlelement(NAME "str:MeasureList", xmlattributes('MeasureDescriptor' AS id), p.measures))))))
    FROM named AS n CROSS JOIN lists AS l CROSS JOIN parts AS p;
END;
COMMENT ON FUNCTION sdmx_structure(integer, text, text) IS
    'the data structure definition of sdmx_csv with its concepts and code lists, as a structure message of SDMX-ML 3.0';
