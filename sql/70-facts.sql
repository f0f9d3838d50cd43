-- Facts: one kind of number for everything that is reported.

CREATE TYPE fact AS (
    indicator text,
    measure text,
    year integer,
    unit_level text,
    institution_id text,
    dimensions jsonb,
    value numeric,
    numerator numeric,
    denominator numeric,
    ci_low numeric,
    ci_high numeric,
    status text,
    rule_set text,
    origin text
);
COMMENT ON TYPE fact IS
    'one number with its year, unit (unit_level institution, rhf, nation; ''NO'' is the nation), dimensions, interval, status (preliminary, final), rule set and weakest origin; value NULL: a needed parameter is unset';

CREATE TABLE fact_definition (
    indicator text NOT NULL,
    measure text NOT NULL,
    ordinal integer NOT NULL UNIQUE,
    unit text NOT NULL CHECK (unit IN ('points', 'count', 'nok', 'share', 'patients')),
    decimals integer NOT NULL CHECK (decimals BETWEEN 0 AND 10),
    additive boolean NOT NULL,
    key_figure boolean NOT NULL,
    path text NOT NULL UNIQUE CHECK (path ~ '^[a-zA-Z]+(/[a-zA-Z]+)+$'),
    source text NOT NULL,
    text_nb text NOT NULL,
    text_nn text NOT NULL,
    text_en text NOT NULL,
    PRIMARY KEY (indicator, measure)
);
COMMENT ON TABLE fact_definition IS 'every indicator and measure: unit, decimals, place in the report, source and name';
COMMENT ON COLUMN fact_definition.additive IS 'institutions of a region add up to the region, regions to the nation';
COMMENT ON COLUMN fact_definition.key_figure IS 'shown among the key figures on the first page';
COMMENT ON COLUMN fact_definition.path IS 'containers of its figures in the report, from innhold down';

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en) VALUES
    ('publications', 'count', 110, 'count', 0, false, true, 'nasjonaltMaalesystem/vitenskapeligePublikasjoner/antall', 'NVI',
     'Vitenskapelige publikasjoner', 'Vitskaplege publikasjonar', 'Scientific publications'),
    ('publications', 'points', 120, 'points', 4, true, true, 'nasjonaltMaalesystem/vitenskapeligePublikasjoner/publiseringspoeng', 'NVI',
     'Publiseringspoeng', 'Publiseringspoeng', 'Publication points'),
    ('publications', 'author_shares', 130, 'count', 4, true, false, 'nasjonaltMaalesystem/vitenskapeligePublikasjoner/forfatterandel', 'NVI; each share of a publication rounded at 4 decimals',
     'Forfatterandeler', 'Forfattardelar', 'Author shares'),
    ('publications', 'excluded', 140, 'count', 0, false, false, 'nasjonaltMaalesystem/vitenskapeligePublikasjoner/utelatt', 'NVI',
     'Publikasjoner som ikke teller', 'Publikasjonar som ikkje tel', 'Publications that do not count'),
    ('doctorates', 'degrees', 210, 'count', 4, true, true, 'nasjonaltMaalesystem/avlagteDoktorgrader/antall', 'HOD: Nasjonalt system for måling; the reported share of each trust',
     'Avlagte doktorgrader', 'Avlagde doktorgradar', 'Doctoral degrees'),
    ('doctorates', 'points', 220, 'points', 4, true, false, 'nasjonaltMaalesystem/avlagteDoktorgrader/poeng', 'HOD: Nasjonalt system for måling',
     'Doktorgradspoeng', 'Doktorgradspoeng', 'Doctoral points'),
    ('external_funding', 'eu_amount', 310, 'nok', 2, true, true, 'nasjonaltMaalesystem/eksternFinansiering/eu', 'HOD: Nasjonalt system for måling',
     'Midler fra EU (kr)', 'Midlar frå EU (kr)', 'EU funding (NOK)'),
    ('external_funding', 'nfr_amount', 320, 'nok', 2, true, true, 'nasjonaltMaalesystem/eksternFinansiering/forskningsraadet', 'HOD: Nasjonalt system for måling',
     'Midler fra Forskningsrådet (kr)', 'Midlar frå Forskingsrådet (kr)', 'Research Council funding (NOK)'),
    ('external_funding', 'points', 330, 'points', 4, true, false, 'nasjonaltMaalesystem/eksternFinansiering/poeng', 'HOD: Nasjonalt system for måling',
     'Poeng for ekstern finansiering', 'Poeng for ekstern finansiering', 'External-funding points'),
    ('research_points', 'total', 410, 'points', 4, true, false, 'nasjonaltMaalesystem/forskningspoeng/samlet', 'HOD: Nasjonalt system for måling',
     'Forskningspoeng i alt', 'Forskingspoeng i alt', 'Research points in total'),
    ('research_points', 'total_of_set_indicators', 420, 'points', 4, true, true, 'nasjonaltMaalesystem/forskningspoeng/fastsatteIndikatorer', 'HOD: Nasjonalt system for måling',
     'Forskningspoeng for indikatorer med fastsatte poeng', 'Forskingspoeng for indikatorar med fastsette poeng', 'Research points of indicators with set points'),
    ('publication_status', 'studies', 510, 'count', 0, false, false, 'publiseringAvResultater/studier', 'policy of the rule set',
     'Avsluttede kliniske studier', 'Avslutta kliniske studiar', 'Completed clinical studies'),
    ('publication_status', 'not_due', 520, 'count', 0, false, false, 'publiseringAvResultater/ikkeForfalt', 'policy of the rule set',
     'Resultater ikke forfalt', 'Resultat ikkje forfalne', 'Results not due'),
    ('publication_status', 'due', 530, 'count', 0, false, true, 'publiseringAvResultater/forfalt', 'policy of the rule set',
     'Resultater forfalt', 'Resultat forfalne', 'Results due'),
    ('publication_status', 'reported', 540, 'count', 0, false, false, 'publiseringAvResultater/rapportert', 'policy of the rule set',
     'Studier med funnet resultat', 'Studiar med funne resultat', 'Studies with a result found'),
    ('publication_status', 'reported_early', 550, 'count', 0, false, false, 'publiseringAvResultater/rapportertTidlig', 'policy of the rule set',
     'Resultat funnet før forfall', 'Resultat funne før forfall', 'Result found before it is due'),
    ('publication_status', 'reported_by_source', 560, 'count', 0, false, false, 'publiseringAvResultater/kilde', 'policy of the rule set',
     'Funnet i register, andre kilder eller begge', 'Funne i register, andre kjelder eller begge', 'Found in a registry, elsewhere or both'),
    ('publication_status', 'overdue', 570, 'count', 0, false, true, 'publiseringAvResultater/ikkeFunnetPublisert', 'policy of the rule set',
     'Ikke funnet publisert', 'Ikkje funne publisert', 'Not found published'),
    ('publication_status', 'reported_share', 580, 'share', 4, false, true, 'publiseringAvResultater/andelRapportert', 'reported / due, Wilson 95 % interval',
     'Andel forfalte studier med resultat', 'Del forfalne studiar med resultat', 'Share of due studies with a result'),
    ('publication_status', 'timely', 590, 'count', 0, false, false, 'publiseringAvResultater/rettidig', 'policy of the rule set',
     'Publisert innen fristen', 'Publisert innan fristen', 'Published on time'),
    ('publication_status', 'timely_share', 600, 'share', 4, false, true, 'publiseringAvResultater/andelRettidig', 'timely / due, Wilson 95 % interval',
     'Andel publisert innen fristen', 'Del publisert innan fristen', 'Share published on time'),
    ('publication_status', 'summary_timely', 610, 'count', 0, false, false, 'publiseringAvResultater/sammendragRettidig', 'policy of the rule set',
     'Resultatsammendrag innen fristen', 'Resultatsamandrag innan fristen', 'Summary results on time'),
    ('publication_status', 'patients_unreported', 620, 'patients', 0, false, false, 'publiseringAvResultater/pasienterIkkeRapportert', 'planned numbers included',
     'Deltakere i studier uten funnet resultat', 'Deltakarar i studiar utan funne resultat', 'Participants in studies without a result');

CREATE VIEW fact_dictionary AS
    SELECT d.indicator, d.measure, d.unit, d.decimals, d.additive, d.path, d.source, d.text_nb, d.text_nn, d.text_en
    FROM fact_definition AS d
    ORDER BY d.ordinal;
COMMENT ON VIEW fact_dictionary IS
    'every indicator and measure with unit, decimals, source and its name in bokmål, nynorsk and English';

CREATE FUNCTION year_status(year integer) RETURNS text
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    closed boolean;
BEGIN
    PERFORM @extschema@.require_year(year);
    PERFORM @extschema@.require_source('reporting_year');
    -- the day it is in Norway, whatever the session's time zone
    EXECUTE format('SELECT bool_or(y.closed_on <= (now() AT TIME ZONE ''Europe/Oslo'')::date) FROM %I.reporting_year AS y WHERE y.year = $1',
                   @extschema@.source_schema())
    INTO closed USING year;
    RETURN CASE WHEN closed THEN 'final' ELSE 'preliminary' END;
END
$$;
COMMENT ON FUNCTION year_status(integer) IS 'final from the day the year was closed, preliminary before';

CREATE FUNCTION units_at(
    year integer, OUT institution_id text, OUT unit_level text, OUT unit_id text)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH top AS MATERIALIZED (
        SELECT DISTINCT i.top_id, i.region_id, i.reporting FROM @extschema@.institutions_at(year) AS i
    )
    SELECT t.top_id, 'institution', t.top_id FROM top AS t WHERE t.reporting
    UNION ALL
    SELECT t.top_id, 'rhf', t.region_id FROM top AS t WHERE t.region_id IS NOT NULL
    UNION ALL
    SELECT t.top_id, 'nation', 'NO' FROM top AS t WHERE t.region_id IS NOT NULL;
END;
COMMENT ON FUNCTION units_at(integer) IS
    'the units that a top-level institution counts in: itself, its region, and the nation as the regions together';

CREATE FUNCTION publication_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH part AS MATERIALIZED (
        SELECT u.unit_level, u.unit_id, p.publication_id, p.form, p.level, p.countable, p.reason, p.points,
               round(p.shares::numeric / nullif(p.total_shares, 0), 4) AS author_share
        FROM @extschema@.units_at(year) AS u
        LEFT JOIN @extschema@.publication_points(year, rule_set) AS p ON p.institution_id = u.institution_id
    ), counted AS (
        SELECT p.unit_level, p.unit_id,
               CASE WHEN grouping(p.form) = 0 THEN jsonb_build_object('form', p.form)
                    WHEN grouping(p.level) = 0 THEN jsonb_build_object('level', p.level) ELSE '{}' END AS dimensions,
               count(DISTINCT p.publication_id) FILTER (WHERE p.countable) AS publications,
               CASE WHEN bool_and(p.points IS NOT NULL OR p.publication_id IS NULL)
                    THEN coalesce(sum(p.points) FILTER (WHERE p.countable), 0) END AS points,
               coalesce(sum(p.author_share) FILTER (WHERE p.countable), 0) AS author_shares
        FROM part AS p
        GROUP BY GROUPING SETS ((p.unit_level, p.unit_id), (p.unit_level, p.unit_id, p.form), (p.unit_level, p.unit_id, p.level))
        HAVING grouping(p.form) = 1 AND grouping(p.level) = 1
            OR bool_or(p.countable) AND (grouping(p.form) = 0 AND p.form IS NOT NULL OR grouping(p.level) = 0 AND p.level IS NOT NULL)
    ), excluded AS (
        SELECT p.unit_level, p.unit_id,
               CASE WHEN grouping(p.reason) = 0 THEN jsonb_build_object('reason', p.reason) ELSE '{}' END AS dimensions,
               count(DISTINCT p.publication_id) AS publications
        FROM part AS p
        WHERE NOT p.countable
        GROUP BY GROUPING SETS ((p.unit_level, p.unit_id), (p.unit_level, p.unit_id, p.reason))
    ), measured AS (
        SELECT m.measure, c.unit_level, c.unit_id, c.dimensions, m.value
        FROM counted AS c
        CROSS JOIN LATERAL (VALUES ('count', c.publications::numeric), ('points', c.points), ('author_shares', c.author_shares)) AS m(measure, value)
        UNION ALL
        SELECT 'excluded', e.unit_level, e.unit_id, e.dimensions, e.publications::numeric FROM excluded AS e
    ), used AS MATERIALIZED (
        SELECT @extschema@.rule_origin(rule_set, '{%}') AS origin
    )
    SELECT ('publications', m.measure, year, m.unit_level, m.unit_id, m.dimensions, m.value,
            NULL, NULL, NULL, NULL, status, rule_set, o.origin)::@extschema@.fact
    FROM measured AS m CROSS JOIN used AS o;
END;
COMMENT ON FUNCTION publication_facts(integer, text, text) IS
    'facts about publications of a year under an NVI set: counts, points and author shares in total, by form and by level, and what does not count by reason';

CREATE FUNCTION degree_and_funding_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH unit AS MATERIALIZED (
        SELECT u.institution_id, u.unit_level, u.unit_id FROM @extschema@.units_at(year) AS u
    ), degree AS (
        SELECT u.unit_level, u.unit_id, coalesce(sum(d.degrees), 0) AS degrees
        FROM unit AS u LEFT JOIN @extschema@.doctorates_by_institution(year) AS d ON d.institution_id = u.institution_id
        GROUP BY u.unit_level, u.unit_id
    ), funding AS (
        SELECT u.unit_level, u.unit_id,
               coalesce(sum(f.amount_nok) FILTER (WHERE f.funder = 'EU'), 0) AS eu,
               coalesce(sum(f.amount_nok) FILTER (WHERE f.funder = 'NFR'), 0) AS nfr
        FROM unit AS u LEFT JOIN @extschema@.external_funding_by_institution(year) AS f ON f.institution_id = u.institution_id
        GROUP BY u.unit_level, u.unit_id
    ), measured AS (
        SELECT 'doctorates' AS indicator, 'degrees' AS measure, d.unit_level, d.unit_id, d.degrees AS value FROM degree AS d
        UNION ALL
        SELECT 'external_funding', m.measure, f.unit_level, f.unit_id, m.value
        FROM funding AS f CROSS JOIN LATERAL (VALUES ('eu_amount', f.eu), ('nfr_amount', f.nfr)) AS m(measure, value)
    )
    SELECT (m.indicator, m.measure, year, m.unit_level, m.unit_id, '{}'::jsonb, m.value,
            NULL, NULL, NULL, NULL, status, rule_set, 'published')::@extschema@.fact
    FROM measured AS m;
END;
COMMENT ON FUNCTION degree_and_funding_facts(integer, text, text) IS
    'facts about doctoral degrees and external funding of a year: counts and amounts, which need no points';

CREATE FUNCTION research_point_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH unit AS (
        SELECT 'institution' AS unit_level, r.institution_id, r.doctorates, r.external_funding, r.total, r.total_of_set_indicators
        FROM @extschema@.research_points(year, rule_set) AS r
        UNION ALL
        SELECT s.unit_level, s.institution_id, s.doctorates, s.external_funding, s.total, s.total_of_set_indicators
        FROM @extschema@.research_point_sums(year, rule_set) AS s
    ), used AS MATERIALIZED (
        SELECT @extschema@.rule_origin(rule_set, '{doctorate.points}') AS doctorates,
               @extschema@.rule_origin(rule_set, '{external_funding.%}') AS external_funding,
               @extschema@.weakest_origin(ARRAY[
                   @extschema@.rule_origin(rule_set, '{counts.%,doctorate.points,external_funding.%}'::text[]
                       || CASE WHEN @extschema@.indicator_counts(rule_set, 'clinical_studies') THEN '{clinical_studies.%}'::text[] END
                       || CASE WHEN @extschema@.indicator_counts(rule_set, 'innovation') THEN '{innovation.%,innovation\_phase.%}'::text[] END),
                   @extschema@.rule_origin(@extschema@.nvi_rule_set_for(year, rule_set), '{%}')]) AS total
    )
    SELECT (m.indicator, m.measure, year, u.unit_level, u.institution_id, '{}'::jsonb, m.value,
            NULL, NULL, NULL, NULL, status, rule_set, m.origin)::@extschema@.fact
    FROM unit AS u
    CROSS JOIN used AS o
    CROSS JOIN LATERAL (VALUES
        ('doctorates', 'points', u.doctorates, o.doctorates),
        ('external_funding', 'points', u.external_funding, o.external_funding),
        ('research_points', 'total', u.total, o.total),
        ('research_points', 'total_of_set_indicators', u.total_of_set_indicators, o.total)) AS m(indicator, measure, value, origin);
END;
COMMENT ON FUNCTION research_point_facts(integer, text, text) IS
    'facts about points of a year under a hod set: doctorates, external funding and the totals';

CREATE FUNCTION publication_status_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH chosen AS (
        SELECT p.policy, @extschema@.weakest_origin(ARRAY[p.origin, @extschema@.rule_origin(rule_set, '{study_status.policy}')]) AS origin
        FROM @extschema@.publication_policy AS p
        WHERE p.policy = @extschema@.rule_parameter_value(rule_set, 'study_status.policy')
    )
    SELECT ('publication_status', m.measure, year, s.unit_level, s.institution_id, m.dimensions, m.value,
            m.numerator, m.denominator, m.low, m.high, status, rule_set, c.origin)::@extschema@.fact
    FROM chosen AS c
    CROSS JOIN LATERAL @extschema@.publication_status_summary(make_date(@extschema@.require_year(year), 12, 31), c.policy) AS s
    CROSS JOIN LATERAL (VALUES
        ('studies', '{}'::jsonb, s.studies::numeric, NULL::numeric, NULL::numeric, NULL::numeric, NULL::numeric),
        ('not_due', '{}', s.not_due, NULL, NULL, NULL, NULL),
        ('due', '{}', s.due, NULL, NULL, NULL, NULL),
        ('reported', '{}', s.reported, NULL, NULL, NULL, NULL),
        ('reported_early', '{}', s.reported_early, NULL, NULL, NULL, NULL),
        ('reported_by_source', '{"found_in": "registry_only"}', s.reported_registry_only, NULL, NULL, NULL, NULL),
        ('reported_by_source', '{"found_in": "other_only"}', s.reported_other_only, NULL, NULL, NULL, NULL),
        ('reported_by_source', '{"found_in": "both"}', s.reported_both, NULL, NULL, NULL, NULL),
        ('overdue', '{}', s.overdue, NULL, NULL, NULL, NULL),
        ('reported_share', '{}', s.reported_share, s.reported - s.reported_early, s.due, s.reported_ci_low, s.reported_ci_high),
        ('timely', '{}', s.timely, NULL, NULL, NULL, NULL),
        ('timely_share', '{}', s.timely_share, s.timely, s.due, s.timely_ci_low, s.timely_ci_high),
        ('summary_timely', '{}', s.summary_timely, NULL, NULL, NULL, NULL),
        ('patients_unreported', '{}', s.patients_unreported, NULL, NULL, NULL, NULL)
    ) AS m(measure, dimensions, value, numerator, denominator, low, high)
    WHERE NOT (m.measure LIKE '%share' AND s.due = 0);
END;
COMMENT ON FUNCTION publication_status_facts(integer, text, text) IS
    'facts about the publication status of studies on 31 December of the year under the policy of the rule set';

CREATE FUNCTION dimension_text(dimensions jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(string_agg(d.key || '=' || d.value, ';' ORDER BY d.key COLLATE "C"), '')
    FROM jsonb_each_text(dimensions) AS d;
END;
COMMENT ON FUNCTION dimension_text(jsonb) IS 'canonical text of dimensions: k=v;k=v sorted by key; empty for none';

CREATE FUNCTION indicator_facts(year integer, rule_set text DEFAULT NULL) RETURNS SETOF fact
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @extschema@.hod_rule_set_for(year, rule_set);
    nvi text := @extschema@.nvi_rule_set_for(year, hod);
    status text := @extschema@.year_status(year);
BEGIN
    -- decimals are fixed here, once for every fact
    RETURN QUERY
    SELECT f.indicator, f.measure, f.year, f.unit_level, f.institution_id, f.dimensions,
           round(f.value, d.decimals), f.numerator, f.denominator, round(f.ci_low, d.decimals), round(f.ci_high, d.decimals),
           f.status, f.rule_set, f.origin
    FROM (SELECT * FROM @extschema@.publication_facts(year, nvi, status)
          UNION ALL
          SELECT * FROM @extschema@.degree_and_funding_facts(year, hod, status)
          UNION ALL
          SELECT * FROM @extschema@.research_point_facts(year, hod, status)
          UNION ALL
          SELECT * FROM @extschema@.publication_status_facts(year, hod, status)) AS f
    JOIN @extschema@.fact_definition AS d ON d.indicator = f.indicator AND d.measure = f.measure
    ORDER BY d.ordinal, array_position('{nation,rhf,institution}'::text[], f.unit_level), f.institution_id COLLATE "C",
             @extschema@.dimension_text(f.dimensions) COLLATE "C";
END
$$;
COMMENT ON FUNCTION indicator_facts(integer, text) IS
    'all facts of a result year under a hod rule set (NULL: the default), in a fixed order with fixed decimals';
