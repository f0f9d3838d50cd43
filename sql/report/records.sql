-- What a report holds, as records.  Here facts and frames get the terms of the
-- ministry's vocabulary; how they are spelled in XML, JSON or CSV is not known here.

CREATE TYPE report_record AS (
    path text,
    kind text,
    content jsonb
);
COMMENT ON TYPE report_record IS
    'one record of a report: path of its containers, kind (element name), content by field; its order in an array is its order in the report';

CREATE TYPE report_content AS (
    facts fact[],
    records report_record[]
);
COMMENT ON TYPE report_content IS
    'everything a report says: its facts, and what it shows beside them';

CREATE TABLE report_term (
    list text NOT NULL,
    code text NOT NULL,
    term text NOT NULL,
    PRIMARY KEY (list, code)
);
COMMENT ON TABLE report_term IS 'codes of the database and their terms in the report (bokmål, ae/oe/aa)';

INSERT INTO report_term (list, code, term) VALUES
    ('unit_level', 'institution', 'institusjon'), ('unit_level', 'rhf', 'region'), ('unit_level', 'nation', 'nasjon'),
    ('status', 'preliminary', 'foreloepig'), ('status', 'final', 'endelig'),
    ('origin', 'published', 'publisert'), ('origin', 'inferred', 'utledet'),
    ('origin', 'site', 'lokalt'), ('origin', 'illustrative', 'illustrativ'),
    ('severity', 'error', 'feil'), ('severity', 'warning', 'advarsel'), ('severity', 'notice', 'merknad'),
    ('kind', 'rhf', 'regionaltHelseforetak'), ('kind', 'hf', 'helseforetak'), ('kind', 'private_nonprofit', 'privatIdeelt'),
    ('kind', 'university', 'universitet'), ('kind', 'college', 'hoegskole'), ('kind', 'institute', 'institutt'),
    ('kind', 'municipality', 'kommune'), ('kind', 'competence_centre', 'kompetansesenter'),
    ('kind', 'unit', 'annet'), ('kind', 'other', 'annet'), ('kind', 'nation', 'nasjonalt'),
    ('edition', 'ministry', 'departement'),
    ('state', 'draft', 'utkast'), ('state', 'approved', 'godkjent'),
    ('state', 'submitted', 'innsendt'), ('state', 'superseded', 'erstattet');

CREATE FUNCTION @internal@.report_term(list text, code text) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT t.term FROM @extschema@.report_term AS t WHERE t.list = report_term.list AND t.code = report_term.code;
END;
COMMENT ON FUNCTION @internal@.report_term(text, text) IS 'the report''s term for a code';

CREATE FUNCTION @internal@.report_unit(
    year integer, orgnr text, OUT institution_id text, OUT unit_level text, OUT name text, OUT kind text)
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    IF orgnr = 'NO' THEN
        institution_id := 'NO';
        unit_level := 'nation';
        name := 'Norge';
        kind := 'nation';
        RETURN;
    END IF;
    SELECT i.institution_id, CASE i.kind WHEN 'rhf' THEN 'rhf' ELSE 'institution' END,
           coalesce(@internal@.report_text(i.name), i.institution_id), i.kind
    INTO institution_id, unit_level, name, kind
    FROM @extschema@.institutions_at(year) AS i
    WHERE i.institution_id = i.top_id AND i.orgnr = report_unit.orgnr AND i.region_id IS NOT NULL
    ORDER BY i.institution_id COLLATE "C"
    LIMIT 1;
    IF institution_id IS NULL THEN
        RAISE EXCEPTION 'unknown institution "%"', orgnr
            USING ERRCODE = 'RI011',
                  HINT = format('Give NO for the nation or one of: %s.',
                                (SELECT string_agg(DISTINCT format('%s (%s)', i.orgnr, i.name), ', ')
                                 FROM @extschema@.institutions_at(year) AS i
                                 WHERE i.institution_id = i.top_id AND i.region_id IS NOT NULL AND i.orgnr IS NOT NULL));
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.report_unit(integer, text) IS
    'the unit that a report is about: the nation (NO), a health region or a trust, by organisation number; error RI011 for anybody else';

CREATE FUNCTION @internal@.require_edition(edition text) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM @extschema@.report_term AS t WHERE t.list = 'edition' AND t.code = edition) THEN
        RAISE EXCEPTION 'unknown edition "%"', edition
            USING ERRCODE = 'RI017',
                  HINT = format('Editions: %s.', (SELECT string_agg(t.code, ', ' ORDER BY t.code COLLATE "C")
                                                 FROM @extschema@.report_term AS t WHERE t.list = 'edition'));
    END IF;
    RETURN edition;
END
$$;
COMMENT ON FUNCTION @internal@.require_edition(text) IS 'the edition, or error RI017 whose hint lists the choices';

CREATE FUNCTION @internal@.compute_report_years(last_year integer, rule_set text) RETURNS SETOF integer
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- an earlier year without a rule is left out; the report's own year must have one
    SELECT y.year
    FROM generate_series(@internal@.require_year(last_year) - 4, last_year) AS y(year)
    WHERE y.year = last_year
       OR @extschema@.default_rule_set('nvi', y.year) IS NOT NULL
      AND (rule_set IS NOT NULL OR @extschema@.default_rule_set('hod', y.year) IS NOT NULL)
    ORDER BY y.year;
END;
COMMENT ON FUNCTION @internal@.compute_report_years(integer, text) IS 'body of report_years()';

CREATE FUNCTION @internal@.report_years(last_year integer, rule_set text) RETURNS SETOF integer
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.report_years(integer, text) IS
    'the years that stand side by side in a report: the year and the four before it, as far as a rule set covers them';

CREATE FUNCTION @internal@.compute_report_facts(year integer, orgnr text, rule_set text) RETURNS SETOF fact
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 25000
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    sender record;
BEGIN
    SELECT u.institution_id, u.unit_level INTO sender FROM @internal@.report_unit(year, orgnr) AS u;
    RETURN QUERY
    WITH member AS (
        SELECT DISTINCT i.top_id AS institution_id
        FROM @extschema@.institutions_at(year) AS i
        WHERE sender.unit_level = 'nation' OR i.top_id = sender.institution_id
           OR sender.unit_level = 'rhf' AND i.region_id = sender.institution_id
    ), collected AS MATERIALIZED (
        SELECT f.*
        FROM @internal@.report_years(compute_report_facts.year, compute_report_facts.rule_set) AS y(year)
        CROSS JOIN LATERAL @internal@.unsorted_facts(y.year, compute_report_facts.rule_set) AS f
    ), covered AS (
        -- an earlier year in which an indicator has no data at all is left out
        SELECT c.indicator, c.year FROM collected AS c
        GROUP BY c.indicator, c.year
        HAVING bool_or(c.value <> 0) OR c.year = compute_report_facts.year
    )
    SELECT c.*
    FROM collected AS c
    JOIN covered AS v ON v.indicator = c.indicator AND v.year = c.year
    JOIN @extschema@.fact_definition AS d ON d.indicator = c.indicator AND d.measure = c.measure
    WHERE c.unit_level <> 'institution' OR c.institution_id IN (SELECT m.institution_id FROM member AS m)
    ORDER BY d.ordinal, c.year DESC, array_position('{nation,rhf,institution}'::text[], c.unit_level),
             c.institution_id COLLATE "C", @internal@.dimension_text(c.dimensions) COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.compute_report_facts(integer, text, text) IS 'body of report_facts()';

CREATE FUNCTION report_facts(year integer, orgnr text, rule_set text DEFAULT NULL) RETURNS SETOF fact
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION report_facts(integer, text, text) IS
    'the facts of a report: five years; the regions and the nation, and the institutions that the sender answers for';

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
                   'sha256', @extschema@.rule_set_digest(u.rule_set))) AS content
        FROM used AS u
        UNION ALL
        SELECT 2, u.rule_set, d.name, 'parameter', jsonb_strip_nulls(jsonb_build_object(
                   'regelsett', u.rule_set, 'navn', d.name, 'verdi', d.value,
                   'opphav', @internal@.report_term('origin', d.origin), 'kilde', d.source, 'fraRegelsett', d.inherited_from))
        FROM used AS u CROSS JOIN LATERAL @internal@.told_parameters(u.rule_set) AS d
    )
    SELECT ('innhold/regelverk', r.kind, r.content)::@extschema@.report_record
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
    SELECT ('innhold/begreper', 'begrep', jsonb_build_object(
               'id', d.indicator || '.' || d.measure, 'sti', d.path, 'maaleenhet', d.unit, 'desimaler', d.decimals,
               'kilde', d.source, 'tekstNb', d.text_nb, 'tekstNn', d.text_nn, 'tekstEn', d.text_en))::@extschema@.report_record
    FROM @extschema@.fact_definition AS d
    ORDER BY d.ordinal;
END;
COMMENT ON FUNCTION @internal@.concept_records() IS 'records of a report: what each measure means';

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
               'begrep', d.indicator || '.' || d.measure, 'enhet', f.institution_id, 'aar', f.year,
               'verdi', nullif(f.value, 'NaN'), 'forrigeVerdi', nullif(before.value, 'NaN'),
               'status', @internal@.report_term('status', f.status), 'skjult', CASE WHEN f.value = 'NaN' THEN 'ja' END,
               'forrigeSkjult', CASE WHEN before.value = 'NaN' THEN 'ja' END)))::@extschema@.report_record
    FROM @extschema@.fact_definition AS d
    JOIN own AS f ON f.indicator = d.indicator AND f.measure = d.measure AND f.year = key_figure_records.year
    LEFT JOIN own AS before ON before.indicator = d.indicator AND before.measure = d.measure
                           AND before.year = key_figure_records.year - 1
    WHERE d.key_figure
    ORDER BY d.ordinal;
END;
COMMENT ON FUNCTION @internal@.key_figure_records(integer, text, fact[]) IS
    'records of a report: the key figures of the sender with last year''s';

CREATE FUNCTION @internal@.figure_records(facts fact[], annex boolean) RETURNS report_record[]
    AS 'MODULE_PATHNAME', 'research_indicators_figure_records'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.figure_records(fact[], boolean) IS
    'records of a report: its figures, each at the place of its measure; those of the annex, or the others';

CREATE FUNCTION @internal@.finding_records(findings finding[]) RETURNS SETOF report_record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH grouped AS (
        SELECT f.severity, f.code, f.relation, count(*) AS findings,
               (array_agg(f ORDER BY f.key COLLATE "C", f.message COLLATE "C"))[1] AS first
        FROM unnest(findings) AS f
        GROUP BY f.severity, f.code, f.relation
    )
    SELECT ('innhold/datakvalitet', 'funn', jsonb_strip_nulls(jsonb_build_object(
               'alvorlighet', @internal@.report_term('severity', g.severity), 'kode', g.code, 'relasjon', g.relation,
               'noekkel', (g.first).key, 'antall', g.findings, 'melding', (g.first).message,
               'hint', (g.first).hint)))::@extschema@.report_record
    FROM grouped AS g
    ORDER BY array_position('{error,warning,notice}'::text[], g.severity), g.code COLLATE "C", g.relation COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.finding_records(finding[]) IS
    'records of a report: its findings by code and relation, with their number and the first of them';

CREATE FUNCTION @internal@.control_records(facts fact[]) RETURNS SETOF report_record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH additive AS (
        SELECT d.ordinal, d.indicator || '.' || d.measure AS concept, f.year, f.unit_level, count(*) AS facts,
               CASE WHEN bool_and(f.value IS NOT NULL AND f.value <> 'NaN') THEN sum(f.value) END AS total,
               bool_or(f.value = 'NaN') AS hidden
        FROM unnest(facts) AS f
        JOIN @extschema@.fact_definition AS d ON d.indicator = f.indicator AND d.measure = f.measure
        WHERE d.additive AND f.dimensions = '{}'
        GROUP BY d.ordinal, d.indicator, d.measure, f.year, f.unit_level
    ), record AS (
        SELECT 1 AS part, a.ordinal, a.year, a.unit_level, 'kontrollsum' AS kind, jsonb_strip_nulls(jsonb_build_object(
                   'begrep', a.concept, 'aar', a.year, 'nivaa', @internal@.report_term('unit_level', a.unit_level),
                   'antall', a.facts, 'sum', a.total, 'skjult', CASE WHEN a.hidden THEN 'ja' END)) AS content
        FROM additive AS a
        UNION ALL
        SELECT 2, n.ordinal, n.year, '', 'avstemming', jsonb_build_object(
                   'begrep', n.concept, 'aar', n.year, 'nasjon', n.total, 'sumRegioner', r.total,
                   'differanse', n.total - r.total)
        FROM additive AS n
        JOIN additive AS r ON r.concept = n.concept AND r.year = n.year AND r.unit_level = 'rhf'
        WHERE n.unit_level = 'nation' AND n.total IS NOT NULL AND r.total IS NOT NULL
    )
    SELECT ('innhold/kontrollsummer', r.kind, r.content)::@extschema@.report_record
    FROM record AS r
    ORDER BY r.part, r.ordinal, r.year DESC, array_position('{nation,rhf,institution}'::text[], r.unit_level);
END;
COMMENT ON FUNCTION @internal@.control_records(fact[]) IS
    'records of a report: number and sum of the facts of every additive measure per level, and the nation against its regions';

CREATE FUNCTION @internal@.reference_records(facts fact[]) RETURNS SETOF report_record
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
            SELECT DISTINCT ON (f.indicator, f.measure, f.year, f.institution_id) f.*
            FROM unnest($1) AS f
            WHERE f.dimensions = '{}'
            ORDER BY f.indicator, f.measure, f.year, f.institution_id, array_position('{nation,rhf,institution}'::text[], f.unit_level)
        )
        SELECT 'innhold/referansetall', 'referansetall', jsonb_strip_nulls(jsonb_build_object(
                   'begrep', d.indicator || '.' || d.measure, 'aar', o.year, 'enhet', o.institution_id,
                   'nivaa', @internal@.report_term('unit_level', o.unit_level),
                   'verdi', o.value, 'offisiell', round(r.value::numeric, d.decimals),
                   'differanse', o.value - round(r.value::numeric, d.decimals),
                   'kilde', @internal@.report_text(r.source::text)))
        FROM ours AS o
        JOIN %I.reference_figure AS r ON r.indicator = o.indicator AND r.measure = o.measure AND r.year = o.year
                                     AND r.institution_id::text = o.institution_id
        JOIN @extschema@.fact_definition AS d ON d.indicator = o.indicator AND d.measure = o.measure
        WHERE r.value > '-infinity' AND r.value < 'infinity' AND o.value IS DISTINCT FROM 'NaN'
        ORDER BY d.ordinal, o.year DESC, array_position('{nation,rhf,institution}'::text[], o.unit_level), o.institution_id COLLATE "C",
                 r.value, r.source::text COLLATE "C"
    $sql$)
    USING facts;
END
$$;
COMMENT ON FUNCTION @internal@.reference_records(fact[]) IS
    'records of a report: official reference figures beside ours, with the deviation';

CREATE FUNCTION @internal@.compute_report_findings(year integer, rule_set text) RETURNS SETOF finding
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    lag integer := @internal@.rule_parameter_value(hod, 'grant.lag_years')::integer;
BEGIN
    RETURN QUERY SELECT * FROM @extschema@.check_sources(year);
    RETURN QUERY SELECT * FROM @extschema@.check_rules(year, rule_set);
    -- of a grant that is not shown, nothing is to be said
    IF lag IS NOT NULL AND @internal@.has_source('reference_figure')
       AND @internal@.official_grant_nok(year) IS NOT NULL THEN
        RETURN QUERY SELECT * FROM @extschema@.check_grant(year + lag, hod);
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.compute_report_findings(integer, text) IS 'body of report_findings()';

CREATE FUNCTION @internal@.report_findings(year integer, rule_set text) RETURNS SETOF finding
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.report_findings(integer, text) IS
    'every finding that a report of the year shows: about its sources, its rules and, where it is shown, the grant';

CREATE FUNCTION @internal@.project_records(year integer, orgnr text, rule_set text) RETURNS SETOF report_record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    sender record;
BEGIN
    IF EXISTS (SELECT FROM unnest('{hrcs.total_min,hrcs.total_max,health_services_research.activity_group}'::text[]) AS p(name)
               WHERE @internal@.rule_parameter_value(hod, p.name) IS NULL)
       OR NOT @internal@.has_source('project', 'project_funding', 'project_hrcs') THEN
        RETURN;
    END IF;
    SELECT * INTO sender FROM @internal@.report_unit(year, orgnr);
    RETURN QUERY
    SELECT 'innhold/vedlegg/helsetjenesteprosjekter', 'prosjekt', jsonb_strip_nulls(jsonb_build_object(
               'id', p.project_id, 'tittel', @internal@.report_text(p.title),
               'institusjon', coalesce(@internal@.report_text(p.institution), p.institution_id),
               'region', @internal@.report_text(p.region), 'program', @internal@.report_text(p.programme), 'type', p.kind,
               'finansiering', p.funder, 'beloep', p.amount_nok, 'andel', p.share, 'andelBeloep', p.amount_health_services_nok,
               'start', CASE WHEN isfinite(p.starts_on) THEN to_char(p.starts_on, 'YYYY-MM-DD') END,
               'slutt', CASE WHEN isfinite(p.ends_on) THEN to_char(p.ends_on, 'YYYY-MM-DD') END))
    FROM @extschema@.health_services_research(make_date(year, 12, 31), hod) AS p
    WHERE sender.unit_level = 'nation'
       OR sender.unit_level = 'rhf' AND p.region_id = sender.institution_id
       OR p.institution_id = sender.institution_id
    ORDER BY p.region_id COLLATE "C" NULLS LAST, p.institution_id COLLATE "C", p.project_id COLLATE "C", p.funder COLLATE "C" NULLS LAST;
END
$$;
COMMENT ON FUNCTION @internal@.project_records(integer, text, text) IS
    'records of a report: the sender''s ongoing projects in health services research on 31 December, one row per funder of the year';

CREATE FUNCTION @internal@.compute_report_content(
    year integer, orgnr text, rule_set text, edition text, closings @internal@.year_closing[]) RETURNS report_content
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    -- messages of findings hold dates: the body must not follow the session
    SET datestyle = 'ISO, YMD'
    SET timezone = 'UTC'
    SET extra_float_digits = 1
AS $$
DECLARE
    facts @extschema@.fact[];
    records @extschema@.report_record[];
BEGIN
    PERFORM @internal@.report_unit(year, orgnr);
    SELECT array_agg(f) INTO facts
    FROM @extschema@.report_facts(year, orgnr, rule_set) AS f;
    IF closings IS NOT NULL THEN
        facts := @internal@.as_closed(facts, closings);
    END IF;
    IF edition = 'public' THEN
        facts := ARRAY(SELECT f FROM @internal@.public_facts(facts, year, rule_set) AS f);
    END IF;

    -- what stands before the figures, then what stands behind them
    SELECT array_agg(r.record ORDER BY r.part, r.position) INTO records
    FROM (
        SELECT 1 AS part, p.position, (p.path, p.kind, p.content)::@extschema@.report_record AS record
        FROM @internal@.frame_records(year, orgnr, coalesce((SELECT c FROM unnest(closings) AS c WHERE c.year = compute_report_content.year),
                                                            @internal@.year_closing(compute_report_content.year))) WITH ORDINALITY AS p(path, kind, content, position)
        UNION ALL
        SELECT 2, p.position, (p.path, p.kind, p.content)::@extschema@.report_record
        FROM @internal@.rule_records((SELECT array_agg(DISTINCT s.rule_set)
                                       FROM (SELECT f.rule_set FROM unnest(facts) AS f
                                             UNION ALL
                                             SELECT @internal@.hod_rule_set_for(compute_report_content.year, compute_report_content.rule_set)) AS s)) WITH ORDINALITY AS p(path, kind, content, position)
        UNION ALL
        SELECT 3, p.position, (p.path, p.kind, p.content)::@extschema@.report_record
        FROM @internal@.unit_records(year, (SELECT array_agg(DISTINCT u.id)
                                             FROM (SELECT f.institution_id AS id FROM unnest(facts) AS f
                                                   UNION ALL
                                                   SELECT s.institution_id FROM @internal@.report_unit(compute_report_content.year, compute_report_content.orgnr) AS s) AS u)) WITH ORDINALITY AS p(path, kind, content, position)
        UNION ALL
        SELECT 4, p.position, (p.path, p.kind, p.content)::@extschema@.report_record
        FROM @internal@.concept_records() WITH ORDINALITY AS p(path, kind, content, position)
        UNION ALL
        SELECT 5, p.position, (p.path, p.kind, p.content)::@extschema@.report_record
        FROM @internal@.key_figure_records(year, orgnr, facts) WITH ORDINALITY AS p(path, kind, content, position)
        UNION ALL
        SELECT 6, p.position, (p.path, p.kind, p.content)::@extschema@.report_record
        FROM @internal@.reference_records(facts) WITH ORDINALITY AS p(path, kind, content, position)
        UNION ALL
        SELECT 7, p.position, (p.path, p.kind, p.content)::@extschema@.report_record
        FROM @internal@.finding_records(
            ARRAY(SELECT f FROM @internal@.report_findings(compute_report_content.year, compute_report_content.rule_set) AS f)) WITH ORDINALITY AS p(path, kind, content, position)
        UNION ALL
        SELECT 8, p.position, (p.path, p.kind, p.content)::@extschema@.report_record
        FROM @internal@.control_records(facts) WITH ORDINALITY AS p(path, kind, content, position)
        UNION ALL
        SELECT 9, p.position, (p.path, p.kind, p.content)::@extschema@.report_record
        FROM @internal@.project_records(year, orgnr, compute_report_content.rule_set) WITH ORDINALITY AS p(path, kind, content, position)
    ) AS r;
    IF edition = 'public' THEN
        records := @internal@.public_records(records, year, rule_set);
    END IF;
    RETURN (facts, records)::@extschema@.report_content;
END
$$;
COMMENT ON FUNCTION @internal@.compute_report_content(integer, text, text, text, @internal@.year_closing[]) IS 'body of report_content()';

CREATE FUNCTION @internal@.report_content(
    year integer, orgnr text, rule_set text DEFAULT NULL, edition text DEFAULT 'ministry', closings @internal@.year_closing[] DEFAULT NULL)
    RETURNS report_content
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.report_content(integer, text, text, text, @internal@.year_closing[]) IS
    'collects everything that an edition of a report says: its facts, and its other records in their order; by the closings given, or as years stand now';

CREATE FUNCTION @internal@.report_body(content report_content) RETURNS report_record[]
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH record AS MATERIALIZED (
        SELECT p.path = ANY ('{innhold,innhold/regelverk,innhold/enheter,innhold/begreper,innhold/sammendrag}'::text[]) AS is_before,
               p.position, (p.path, p.kind, p.content)::@extschema@.report_record AS record
        FROM unnest((content).records) WITH ORDINALITY AS p(path, kind, content, position)
    )
    SELECT coalesce((SELECT array_agg(r.record ORDER BY r.position) FROM record AS r WHERE r.is_before), '{}')
           || coalesce(@internal@.figure_records((content).facts, false), '{}')
           || coalesce((SELECT array_agg(r.record ORDER BY r.position) FROM record AS r WHERE NOT r.is_before), '{}')
           -- figures of the annex come last, with the lists
           || coalesce(@internal@.figure_records((content).facts, true), '{}');
END;
COMMENT ON FUNCTION @internal@.report_body(report_content) IS
    'the body of a report as records in document order: what stands before the figures, the figures, what stands behind them';
