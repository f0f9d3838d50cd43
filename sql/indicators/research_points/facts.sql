-- Facts of the national measurement system: publications, degrees, external
-- funding and the research points that they give.

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en) VALUES
    ('publications', 'count', 110, 'count', 0, false, false, 'nasjonaltMaalesystem/vitenskapeligePublikasjoner/antall', 'NVI',
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
     'Forskningspoeng for indikatorer med fastsatte poeng', 'Forskingspoeng for indikatorar med fastsette poeng', 'Research points of indicators with set points');

CREATE FUNCTION @internal@.publication_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH part AS MATERIALIZED (
        SELECT u.unit_level, u.unit_id, p.publication_id, p.form, p.level, p.countable, p.reason, p.points,
               round(p.shares::numeric / nullif(p.total_shares, 0), 4) AS author_share
        FROM @internal@.units_at(year) AS u
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
        SELECT @internal@.rule_origin(rule_set, '{%}') AS origin
    )
    SELECT ('publications', m.measure, year, m.unit_level, m.unit_id, m.dimensions, m.value,
            NULL, NULL, NULL, NULL, status, rule_set, o.origin)::@extschema@.fact
    FROM measured AS m CROSS JOIN used AS o;
END;
COMMENT ON FUNCTION @internal@.publication_facts(integer, text, text) IS
    'facts about publications of a year under an NVI set: counts, points and author shares in total, by form and by level, and what does not count by reason';

CREATE FUNCTION @internal@.degree_and_funding_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH unit AS MATERIALIZED (
        SELECT u.institution_id, u.unit_level, u.unit_id FROM @internal@.units_at(year) AS u
    ), degree AS (
        SELECT u.unit_level, u.unit_id, coalesce(sum(d.degrees), 0) AS degrees
        FROM unit AS u LEFT JOIN @internal@.doctorates_by_institution(year) AS d ON d.institution_id = u.institution_id
        GROUP BY u.unit_level, u.unit_id
    ), funding AS (
        SELECT u.unit_level, u.unit_id,
               coalesce(sum(f.amount_nok) FILTER (WHERE f.funder = 'EU'), 0) AS eu,
               coalesce(sum(f.amount_nok) FILTER (WHERE f.funder = 'NFR'), 0) AS nfr
        FROM unit AS u LEFT JOIN @internal@.external_funding_by_institution(year) AS f ON f.institution_id = u.institution_id
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
COMMENT ON FUNCTION @internal@.degree_and_funding_facts(integer, text, text) IS
    'facts about doctoral degrees and external funding of a year: counts and amounts, which need no points';

CREATE FUNCTION @internal@.research_point_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH unit AS (
        SELECT u.* FROM @internal@.research_points_of_units(year, rule_set) AS u
    ), used AS MATERIALIZED (
        SELECT @internal@.rule_origin(rule_set, '{doctorate.points}') AS doctorates,
               @internal@.rule_origin(rule_set, '{external_funding.%}') AS external_funding,
               @internal@.weakest_origin(ARRAY[
                   @internal@.rule_origin(rule_set, '{counts.%,doctorate.points,external_funding.%}'::text[]
                       || CASE WHEN @internal@.indicator_counts(rule_set, 'clinical_studies') THEN '{clinical_studies.%}'::text[] END
                       || CASE WHEN @internal@.indicator_counts(rule_set, 'innovation') THEN '{innovation.%,innovation\_phase.%}'::text[] END),
                   @internal@.rule_origin(@internal@.nvi_rule_set_for(year, rule_set), '{%}')]) AS total
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
COMMENT ON FUNCTION @internal@.research_point_facts(integer, text, text) IS
    'facts about points of a year under a hod set: doctorates, external funding and the totals';
