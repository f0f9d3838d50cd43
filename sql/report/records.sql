-- What a report holds, as records.  Here facts and frames get the terms of the
-- ministry's vocabulary; how they are spelled in XML, JSON or CSV is not known here.

CREATE FUNCTION @internal@.frame_records(year integer, orgnr text, closing @internal@.year_closing) RETURNS SETOF report_record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    sender record;
BEGIN
    SELECT * INTO sender FROM @internal@.report_unit(year, orgnr);
    RETURN QUERY
    SELECT 'innhold', 'avsender', jsonb_build_object(
               'enhet', sender.institution_id, 'navn', sender.name, 'type', coalesce(@internal@.report_term('kind', sender.kind), 'annet'))
           || CASE WHEN @extschema@.is_orgnr(orgnr) THEN jsonb_build_object(
                  'orgnr', orgnr, 'deltakerId', @extschema@.participant_id(orgnr::@extschema@.orgnr)) ELSE '{}' END
    UNION ALL
    SELECT 'innhold', 'rapporteringsperiode', jsonb_build_object(
               'aar', year, 'fra', format('%s-01-01', year), 'til', format('%s-12-31', year),
               'status', @internal@.report_term('status', closing.status))
           || CASE WHEN closing.closed_on IS NULL THEN '{}' ELSE jsonb_build_object('lukket', closing.closed_on) END;
END
$$;
COMMENT ON FUNCTION @internal@.frame_records(integer, text, @internal@.year_closing) IS 'records of a report: sender, and period with its closing';

CREATE FUNCTION @internal@.rule_records(rule_sets text[]) RETURNS SETOF report_record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH used AS (
        SELECT s.* FROM @extschema@.rule_set AS s WHERE s.rule_set = ANY (rule_sets)
    ), record AS (
        SELECT 1 AS part, u.rule_set, '' AS name, 'regelsett' AS kind, jsonb_strip_nulls(jsonb_build_object(
                   'id', u.rule_set, 'familie', u.family, 'tittel', u.title, 'hjemmel', u.legal_reference,
                   'sha256', @extschema@.rule_set_digest(u.rule_set))) AS content, false AS is_target
        FROM used AS u
        UNION ALL
        SELECT 2, u.rule_set, d.name, 'parameter', jsonb_strip_nulls(jsonb_build_object(
                   'regelsett', u.rule_set, 'navn', d.name, 'verdi', d.value,
                   'opphav', @internal@.report_term('origin', d.origin), 'kilde', d.source, 'kildeNb', t.nb, 'kildeNn', t.nn, 'fraRegelsett', d.inherited_from)), coalesce(p.is_target, false)
        FROM used AS u CROSS JOIN LATERAL @internal@.told_parameters(u.rule_set) AS d
        LEFT JOIN @extschema@.rule_parameter_definition AS p ON p.name = d.name
        LEFT JOIN @extschema@.source_text AS t ON t.source = d.source
    )
    -- a reader needs to know what is not set, and what is aimed at
    SELECT (CASE WHEN r.kind = 'parameter' AND r.content ? 'verdi' AND NOT r.is_target THEN 'vedlegg/regelverk' ELSE 'innhold/regelverk' END, r.kind, r.content)::@extschema@.report_record
    FROM record AS r
    ORDER BY r.part, r.rule_set COLLATE "C", r.name COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.rule_records(text[]) IS
    'records of a report: the rule sets it rests on with their digests, and their parameters with their origin';

CREATE FUNCTION @internal@.unit_records(year integer, unit_ids text[]) RETURNS SETOF report_record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH unit AS (
        SELECT 'NO' AS id, NULL::text AS orgnr, 'Norge' AS name, 'nation' AS kind, NULL::text AS rhf
        UNION ALL
        SELECT i.institution_id, CASE WHEN @extschema@.is_orgnr(i.orgnr) THEN i.orgnr END,
               coalesce(@internal@.report_text(i.name), i.institution_id), i.kind,
               CASE WHEN i.kind <> 'rhf' AND i.region_id = ANY (unit_ids) THEN i.region_id END
        FROM @extschema@.institutions_at(year) AS i
        WHERE i.institution_id = i.top_id AND i.institution_id = ANY (unit_ids)
        UNION ALL
        -- of an earlier year, and gone by now
        SELECT g.id, NULL, g.id, 'other', NULL
        FROM unnest(unit_ids) AS g(id)
        WHERE g.id <> 'NO' AND NOT EXISTS (SELECT FROM @extschema@.institutions_at(year) AS i
                                           WHERE i.institution_id = g.id AND i.institution_id = i.top_id)
    )
    SELECT ('innhold/enheter', 'enhet', jsonb_strip_nulls(jsonb_build_object(
               'id', u.id, 'orgnr', u.orgnr, 'navn', u.name, 'type', coalesce(@internal@.report_term('kind', u.kind), 'annet'),
               'rhf', u.rhf)))::@extschema@.report_record
    FROM unit AS u
    ORDER BY array_position('{nation,rhf,hf,private_nonprofit,university}'::text[], u.kind) NULLS LAST, u.id COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.unit_records(integer, text[]) IS 'records of a report: the units that its figures are about';

CREATE FUNCTION @internal@.concept_records() RETURNS SETOF report_record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT ('innhold/begreper', 'begrep', jsonb_strip_nulls(jsonb_build_object(
               'id', d.indicator || '.' || d.measure, 'sti', d.path, 'maaleenhet', @internal@.report_term('unit', d.unit), 'desimaler', d.decimals,
               'kilde', d.source, 'kildeNb', t.nb, 'kildeNn', t.nn, 'tekstNb', d.text_nb, 'tekstNn', d.text_nn, 'tekstEn', d.text_en)))::@extschema@.report_record
    FROM @extschema@.fact_definition AS d
    LEFT JOIN @extschema@.source_text AS t ON t.source = d.source
    ORDER BY d.ordinal;
END;
COMMENT ON FUNCTION @internal@.concept_records() IS 'records of a report: what each measure means';

CREATE FUNCTION @internal@.code_records(facts fact[]) RETURNS SETOF report_record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH code AS (
        SELECT t.list, t.ordinal, t.code, t.term, t.text_nb, t.text_nn, t.text_en
        FROM @extschema@.report_term AS t
        WHERE t.text_nb IS NOT NULL
        UNION ALL
        -- what a site calls by names of its own, and numbers, mean themselves
        SELECT u.dimension, NULL, u.code, CASE u.codes WHEN 'listed' THEN 'ukjent:' ELSE '' END || u.code, u.code, u.code, u.code
        FROM @internal@.untold_codes(facts) AS u
    )
    SELECT r.path, r.kind, r.content
    FROM (SELECT 1 AS part, NULL::integer AS ordinal, '' AS code, 'innhold/kodelister' AS path, 'kodeliste' AS kind,
                 jsonb_build_object('navn', l.term, 'tekstNb', l.text_nb, 'tekstNn', l.text_nn, 'tekstEn', l.text_en) AS content, l.is_dimension, l.term
          FROM @extschema@.report_list AS l
          UNION ALL
          SELECT 2, c.ordinal, c.code, 'innhold/kodelister/' || l.term, 'kode',
                 jsonb_build_object('kode', c.term, 'tekstNb', c.text_nb, 'tekstNn', c.text_nn, 'tekstEn', c.text_en), l.is_dimension, l.term
          FROM @extschema@.report_list AS l
          JOIN code AS c ON c.list = l.list) AS r
    ORDER BY r.part, r.is_dimension, r.term COLLATE "C", r.ordinal NULLS LAST, r.code COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.code_records(fact[]) IS
    'records of a report: its code lists with what each code means in three languages, and the codes of its figures that no list knows';

CREATE FUNCTION @internal@.key_figure_records(year integer, orgnr text, facts fact[]) RETURNS SETOF report_record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH own AS (
        SELECT f.*
        FROM @internal@.report_unit(year, orgnr) AS u
        JOIN unnest(facts) AS f ON f.institution_id = u.institution_id AND f.unit_level = u.unit_level
        WHERE f.dimensions = '{}'
    )
    SELECT ('innhold/sammendrag', 'noekkeltall', jsonb_strip_nulls(jsonb_build_object(
               'begrep', d.indicator || '.' || d.measure, 'enhet', f.institution_id, 'orgnr', CASE WHEN @extschema@.is_orgnr(orgnr) THEN orgnr END,
               'aar', f.year, 'maaleenhet', @internal@.report_term('unit', d.unit), 'desimaler', d.decimals,
               'verdi', nullif(f.value, 'NaN'), 'forrigeVerdi', nullif(before.value, 'NaN'),
               'status', @internal@.report_term('status', f.status), 'skjult', CASE WHEN f.value = 'NaN' THEN 'ja' END,
               'forrigeSkjult', CASE WHEN before.value = 'NaN' THEN 'ja' END,
               'grunn', f.reason, 'rapporterteEnheter', f.reported_units, 'forventedeEnheter', f.expected_units,
               'forrigeGrunn', before.reason, 'forrigeRapporterteEnheter', before.reported_units,
               'forrigeForventedeEnheter', before.expected_units)))::@extschema@.report_record
    FROM @extschema@.fact_definition AS d
    JOIN own AS f ON f.indicator = d.indicator AND f.measure = d.measure AND f.year = key_figure_records.year
    LEFT JOIN own AS before ON before.indicator = d.indicator AND before.measure = d.measure
                           AND before.year = key_figure_records.year - 1
    WHERE d.key_figure
    ORDER BY d.ordinal;
END;
COMMENT ON FUNCTION @internal@.key_figure_records(integer, text, fact[]) IS
    'records of a report: the key figures of the sender with last year''s';

CREATE FUNCTION @internal@.finding_records(findings @internal@.raw_finding[]) RETURNS SETOF report_record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH whole AS (
        -- what is said of several institutions in the same words is said once, of all its rows
        SELECT f.severity, f.code, f.relation, f.key,
               (f.arguments - 'count') || CASE WHEN f.arguments ? 'count' THEN jsonb_build_object('count', sum((f.arguments ->> 'count')::bigint)) ELSE '{}' END AS arguments
        -- masked before they are counted: a fingerprint of a number is soon guessed
        FROM (SELECT u.severity, u.code, u.relation, @internal@.masked(u.key) AS key, @internal@.masked(u.arguments) AS arguments FROM unnest(findings) AS u) AS f
        GROUP BY f.severity, f.code, f.relation, f.key, f.arguments - 'count', f.arguments ? 'count'
    ), grouped AS MATERIALIZED (
        SELECT w.severity, w.code, w.relation, w.arguments ->> 'explains' AS explains, count(*) AS findings,
               encode(sha256(convert_to(string_agg(concat_ws(E'\t', w.key, w.arguments::text), E'\n'
                                                   ORDER BY w.key COLLATE "C", w.arguments::text COLLATE "C"), 'UTF8')), 'hex') AS fingerprint,
               (array_agg((w.severity, w.code, w.relation, w.key, NULL::text, w.arguments)::@internal@.raw_finding
                          ORDER BY w.key COLLATE "C", w.arguments::text COLLATE "C"))[1] AS first
        FROM whole AS w
        GROUP BY w.severity, w.code, w.relation, w.arguments ->> 'explains'
    ), numbered AS MATERIALIZED (
        SELECT g.*, row_number() OVER (ORDER BY array_position('{error,warning,notice}'::text[], g.severity), g.code COLLATE "C",
                                                g.relation COLLATE "C", g.explains COLLATE "C") AS ordinal
        FROM grouped AS g
    ), text AS (
        SELECT t.ordinal, jsonb_object_agg('melding' || initcap(t.lang), t.message) || jsonb_object_agg('hint' || initcap(t.lang), t.hint) AS texts
        FROM @internal@.finding_texts((SELECT array_agg(n.first ORDER BY n.ordinal) FROM numbered AS n), '{nb,nn,en}') AS t
        GROUP BY t.ordinal
    )
    SELECT ('innhold/datakvalitet', 'funn', jsonb_strip_nulls(jsonb_build_object(
               'alvorlighet', @internal@.report_term('severity', n.severity), 'kode', n.code, 'relasjon', n.relation,
               'noekkel', @internal@.report_text((n.first).key), 'antall', n.findings, 'avtrykk', n.fingerprint, 'forklarer', n.explains,
               -- a site's own check may have no texts; then its code speaks
               'meldingNb', n.code, 'meldingNn', n.code, 'meldingEn', n.code) || coalesce(t.texts, '{}')))::@extschema@.report_record
    FROM numbered AS n LEFT JOIN text AS t ON t.ordinal = n.ordinal
    ORDER BY n.ordinal;
END;
COMMENT ON FUNCTION @internal@.finding_records(@internal@.raw_finding[]) IS
    'records of a report: its findings by code, relation and what they explain, with their number and the first of them, told in every language';

CREATE FUNCTION @internal@.control_records(facts fact[]) RETURNS SETOF report_record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH additive AS (
        SELECT d.ordinal, d.indicator || '.' || d.measure AS concept, f.year, f.unit_level, count(*) AS facts,
               -- what was not delivered leaves the sum of what is there, and the sum says so; a unit that it does not concern is no part of it
               CASE WHEN bool_and(coalesce(f.value <> 'NaN', f.reason IN ('ikkeLevert', 'ikkeAktuelt'))) THEN sum(f.value) END AS total,
               coalesce(bool_or(f.value = 'NaN'), false) AS hidden,
               coalesce(min(f.reason COLLATE "C") FILTER (WHERE f.value IS NULL AND f.reason <> 'ikkeAktuelt'), min(f.reason COLLATE "C")) AS reason,
               count(*) FILTER (WHERE f.reason IS DISTINCT FROM 'ikkeAktuelt') AS concerned,
               CASE WHEN f.unit_level = 'institution' AND bool_or(f.reason = 'ikkeLevert' OR f.reported_units IS NOT NULL)
                    THEN count(*) FILTER (WHERE coalesce(f.reason NOT IN ('ikkeLevert', 'ikkeAktuelt'), true) AND f.reported_units IS NULL) END AS reported,
               max(f.reported_units) FILTER (WHERE f.unit_level = 'nation') AS reported_of_nation,
               max(f.expected_units) FILTER (WHERE f.unit_level = 'nation') AS expected_of_nation
        FROM unnest(facts) AS f
        JOIN @extschema@.fact_definition AS d ON d.indicator = f.indicator AND d.measure = f.measure
        WHERE d.additive AND f.dimensions = '{}'
        GROUP BY d.ordinal, d.indicator, d.measure, f.year, f.unit_level
    ), counted AS (
        -- how many units the regions and the nation rest on is said of the nation
        SELECT a.*,
               CASE a.unit_level WHEN 'institution' THEN a.reported
                    ELSE max(a.reported_of_nation) OVER (PARTITION BY a.concept, a.year) END AS reported_units,
               CASE a.unit_level WHEN 'institution' THEN CASE WHEN a.reported IS NOT NULL THEN a.concerned END
                    ELSE max(a.expected_of_nation) OVER (PARTITION BY a.concept, a.year) END AS expected_units
        FROM additive AS a
    ), record AS (
        SELECT 1 AS part, a.ordinal, a.year, a.unit_level, 'kontrollsum' AS kind, jsonb_strip_nulls(jsonb_build_object(
                   'begrep', a.concept, 'aar', a.year, 'nivaa', @internal@.report_term('unit_level', a.unit_level),
                   'antall', a.facts, 'sum', a.total, 'skjult', CASE WHEN a.hidden THEN 'ja' END,
                   'grunn', CASE WHEN a.total IS NULL THEN CASE WHEN a.hidden THEN 'skjult' ELSE a.reason END END,
                   'rapporterteEnheter', a.reported_units, 'forventedeEnheter', a.expected_units)) AS content
        FROM counted AS a
        UNION ALL
        SELECT 2, n.ordinal, n.year, '', 'avstemming', jsonb_strip_nulls(jsonb_build_object(
                   'begrep', n.concept, 'aar', n.year, 'nasjon', n.total, 'sumRegioner', r.total,
                   'differanse', n.total - r.total, 'rapporterteEnheter', n.reported_units, 'forventedeEnheter', n.expected_units))
        FROM counted AS n
        JOIN counted AS r ON r.concept = n.concept AND r.year = n.year AND r.unit_level = 'rhf'
        WHERE n.unit_level = 'nation' AND n.total IS NOT NULL AND r.total IS NOT NULL
    )
    SELECT ('vedlegg/kontrollsummer', r.kind, r.content)::@extschema@.report_record
    FROM record AS r
    ORDER BY r.part, r.ordinal, r.year DESC, array_position('{nation,rhf,institution}'::text[], r.unit_level);
END;
COMMENT ON FUNCTION @internal@.control_records(fact[]) IS
    'records of a report: number and sum of the facts of every additive measure per level, and the nation against its regions';

CREATE FUNCTION @internal@.reference_records(report_year integer, facts fact[]) RETURNS SETOF report_record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT @internal@.has_source('reference_figure') THEN
        RETURN;
    END IF;
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH ours AS (
            -- of an RHF, the region's figure; its own only where there is none of the region
            SELECT DISTINCT ON (f.indicator COLLATE "C", f.measure COLLATE "C", f.year, f.institution_id COLLATE "C") f.*
            FROM unnest($1) AS f
            WHERE f.dimensions = '{}'
            ORDER BY f.indicator COLLATE "C", f.measure COLLATE "C", f.year, f.institution_id COLLATE "C", array_position('{nation,rhf,institution}'::text[], f.unit_level)
        )
        SELECT 'innhold/referansetall', 'referansetall', jsonb_strip_nulls(jsonb_build_object(
                   'begrep', d.indicator || '.' || d.measure, 'aar', o.year, 'enhet', o.institution_id, 'orgnr', i.orgnr,
                   'nivaa', @internal@.report_term('unit_level', o.unit_level),
                   'verdi', o.value, 'offisiell', round(r.value::numeric, d.decimals),
                   'differanse', o.value - round(r.value::numeric, d.decimals),
                   'kilde', @internal@.report_text(r.source::text),
                   'grunn', o.reason, 'rapporterteEnheter', o.reported_units, 'forventedeEnheter', o.expected_units))
        FROM ours AS o
        JOIN %I.reference_figure AS r ON r.indicator = o.indicator AND r.measure = o.measure AND r.year = o.year
                                     AND r.institution_id::text = o.institution_id
        JOIN @extschema@.fact_definition AS d ON d.indicator = o.indicator AND d.measure = o.measure
        LEFT JOIN @extschema@.institutions_at($2) AS i ON i.institution_id = o.institution_id AND i.institution_id = i.top_id
                                                      AND @extschema@.is_orgnr(i.orgnr)
        WHERE r.value > '-infinity' AND r.value < 'infinity' AND o.value IS DISTINCT FROM 'NaN'
        ORDER BY d.ordinal, o.year DESC, array_position('{nation,rhf,institution}'::text[], o.unit_level), o.institution_id COLLATE "C",
                 r.value, r.source::text COLLATE "C"
    $sql$)
    USING facts, report_year;
END
$$;
COMMENT ON FUNCTION @internal@.reference_records(integer, fact[]) IS
    'records of a report: official reference figures beside ours, with the deviation';
