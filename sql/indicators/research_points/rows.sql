-- Steps of the facts about publications, doctorates, external funding and
-- research points.

CREATE FUNCTION @internal@.explain_publications_facts(
    year integer, rule_set text, only_measure text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH part AS MATERIALIZED (
        SELECT u.unit_level, u.unit_id, p.*, round(p.shares::numeric / nullif(p.total_shares, 0), 4) AS author_share
        FROM @internal@.units_at(year) AS u
        JOIN @extschema@.publication_points(year, @internal@.nvi_rule_set_for(year, rule_set)) AS p ON p.institution_id = u.institution_id
        WHERE (only_level IS NULL OR u.unit_level = only_level) AND (only_unit IS NULL OR u.unit_id = only_unit)
    ), step AS (
        SELECT m.measure, p.unit_level, p.unit_id, d.dimensions,
               CASE WHEN p.countable OR p.points IS NULL THEN 'source' ELSE 'excluded' END AS kind,
               p.publication_id AS subject,
               CASE WHEN p.countable OR m.measure = 'author_shares' THEN m.value END AS value,
               concat_ws('; ', p.institution_id, format('%s, level %s', coalesce(p.form, 'form unknown'), coalesce(p.level, 'unassigned')),
                         format('%s of %s shares', p.shares, p.total_shares), CASE WHEN p.international THEN 'international' END) AS detail,
               CASE WHEN NOT p.countable THEN p.reason END AS reason
        FROM part AS p
        CROSS JOIN LATERAL (VALUES ('points', p.points), ('author_shares', p.author_share)) AS m(measure, value)
        CROSS JOIN LATERAL (VALUES ('{}'::jsonb), (jsonb_build_object('form', p.form)), (jsonb_build_object('level', p.level))) AS d(dimensions)
        WHERE m.measure = 'points' OR p.countable
        UNION ALL
        SELECT 'count', p.unit_level, p.unit_id, d.dimensions, CASE WHEN bool_or(p.countable) THEN 'source' ELSE 'excluded' END, p.publication_id,
               CASE WHEN bool_or(p.countable) THEN 1 END, string_agg(p.institution_id, ', ' ORDER BY p.institution_id COLLATE "C"),
               CASE WHEN NOT bool_or(p.countable) THEN max(p.reason) END
        FROM part AS p
        CROSS JOIN LATERAL (VALUES ('{}'::jsonb), (jsonb_build_object('form', p.form)), (jsonb_build_object('level', p.level))) AS d(dimensions)
        GROUP BY p.unit_level, p.unit_id, d.dimensions, p.publication_id
        UNION ALL
        SELECT 'excluded', p.unit_level, p.unit_id, d.dimensions, 'source', p.publication_id, 1,
               concat_ws('; ', string_agg(p.institution_id, ', ' ORDER BY p.institution_id COLLATE "C"), max(p.reason)), NULL
        FROM part AS p
        CROSS JOIN LATERAL (VALUES ('{}'::jsonb), (jsonb_build_object('reason', p.reason))) AS d(dimensions)
        WHERE NOT p.countable
        GROUP BY p.unit_level, p.unit_id, d.dimensions, p.publication_id
    )
    SELECT (s.measure, s.unit_level, s.unit_id, s.dimensions, 4, s.kind, s.subject, s.value, s.detail, s.reason, NULL, 'publication')::@extschema@.fact_step
    FROM step AS s
    WHERE only_measure IS NULL OR s.measure = only_measure
    UNION ALL
    SELECT p FROM @internal@.parameter_steps(@internal@.nvi_rule_set_for(year, rule_set), NULL, '{%}') AS p;
END;
COMMENT ON FUNCTION @internal@.explain_publications_facts(integer, text, text, text, text) IS
    'steps of the facts about publications: a row per publication and institution, or per publication where they are counted; explain_publication goes on from there';

CREATE FUNCTION @internal@.explain_doctorates_facts(
    year integer, rule_set text, only_measure text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('doctoral_degree');
    RETURN QUERY EXECUTE format($sql$
        WITH unit AS MATERIALIZED (
            SELECT DISTINCT i.top_id, v.unit_level, v.unit_id
            FROM @extschema@.institutions_at($1) AS i
            CROSS JOIN LATERAL (VALUES ('institution', i.top_id), ('rhf', i.region_id),
                                       ('nation', CASE WHEN i.region_id IS NOT NULL THEN 'NO' END)) AS v(unit_level, unit_id)
            WHERE v.unit_id IS NOT NULL AND ($4 IS NULL OR v.unit_level = $4) AND ($5 IS NULL OR v.unit_id = $5)
        ), degree AS MATERIALIZED (
            SELECT i.top_id, d.degree_id::text AS degree_id, d.institution_id::text AS at_id, d.share::numeric AS share, d.awarded_on,
                   coalesce(d.share > 0 AND d.share <= 1, false) AS valid
            FROM %1$I.doctoral_degree AS d
            JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = d.institution_id::text
            WHERE d.awarded_on >= make_date($1, 1, 1) AND d.awarded_on < make_date($1 + 1, 1, 1)
        ), institution AS (
            SELECT d.top_id, coalesce(sum(d.share) FILTER (WHERE d.valid), 0) AS degrees FROM degree AS d GROUP BY d.top_id
        )
        SELECT m.measure, u.unit_level, u.unit_id, '{}'::jsonb, 4, CASE WHEN d.valid THEN 'source' ELSE 'excluded' END, d.degree_id, d.share,
               format('%%s; awarded %%s', CASE WHEN d.at_id = d.top_id THEN d.top_id ELSE d.at_id || ' -> ' || d.top_id END, to_char(d.awarded_on, 'YYYY-MM-DD')),
               CASE WHEN NOT d.valid THEN 'share_invalid' END, NULL::text, 'doctoral_degree'
        FROM unit AS u JOIN degree AS d ON d.top_id = u.top_id
        CROSS JOIN (VALUES ('degrees'), ('points')) AS m(measure)
        UNION ALL
        SELECT 'points', u.unit_level, u.unit_id, '{}', 6, 'part', n.top_id,
               round(n.degrees * @internal@.rule_parameter_value($2, 'doctorate.points')::numeric, 4),
               format('%%s degrees, times doctorate.points, 4 decimals', trim_scale(n.degrees)), NULL, NULL, NULL
        FROM unit AS u JOIN institution AS n ON n.top_id = u.top_id
        UNION ALL
        SELECT p.* FROM @internal@.parameter_steps($2, '{points}', '{doctorate.points}') AS p
        UNION ALL
        SELECT p.* FROM @internal@.parameter_steps($2, '{degrees}', '{}') AS p
    $sql$, @extschema@.source_schema())
    USING year, rule_set, only_measure, only_level, only_unit;
END
$$;
COMMENT ON FUNCTION @internal@.explain_doctorates_facts(integer, text, text, text, text) IS
    'steps of the facts about doctoral degrees: a row per share of a degree, points per institution';

CREATE FUNCTION @internal@.explain_external_funding_facts(
    year integer, rule_set text, only_measure text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('external_funding');
    RETURN QUERY EXECUTE format($sql$
        WITH unit AS MATERIALIZED (
            SELECT DISTINCT i.top_id, v.unit_level, v.unit_id
            FROM @extschema@.institutions_at($1) AS i
            CROSS JOIN LATERAL (VALUES ('institution', i.top_id), ('rhf', i.region_id),
                                       ('nation', CASE WHEN i.region_id IS NOT NULL THEN 'NO' END)) AS v(unit_level, unit_id)
            WHERE v.unit_id IS NOT NULL AND ($4 IS NULL OR v.unit_level = $4) AND ($5 IS NULL OR v.unit_id = $5)
        ), price AS MATERIALIZED (
            SELECT f.funder, f.measure,
                   @internal@.rule_parameter_value($2, 'external_funding.points_per_million.' || f.funder)::numeric AS per_million
            FROM (VALUES ('EU', 'eu_amount'), ('NFR', 'nfr_amount')) AS f(funder, measure)
        ), award AS MATERIALIZED (
            SELECT i.top_id, f.award_id::text AS award_id, f.institution_id::text AS at_id, f.funder::text AS funder, f.basis::text AS basis,
                   f.amount_nok::numeric AS amount,
                   coalesce(f.amount_nok::numeric <> ALL ('{NaN,Infinity,-Infinity}'::numeric[]), false) AS valid
            FROM %1$I.external_funding AS f
            JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = f.institution_id::text
            WHERE f.year = $1 AND f.funder IS NOT NULL
        ), institution AS (
            SELECT a.top_id, a.funder, coalesce(sum(a.amount) FILTER (WHERE a.valid), 0) AS amount, p.per_million
            FROM award AS a JOIN price AS p ON p.funder = a.funder
            GROUP BY a.top_id, a.funder, p.per_million
        )
        SELECT m.measure, u.unit_level, u.unit_id, '{}'::jsonb, 4, CASE WHEN m.reason IS NULL THEN 'source' ELSE 'excluded' END,
               a.award_id, CASE WHEN a.valid THEN a.amount END,
               concat_ws('; ', CASE WHEN a.at_id = a.top_id THEN a.top_id ELSE a.at_id || ' -> ' || a.top_id END, a.funder, a.basis),
               m.reason, NULL::text, 'external_funding'
        FROM unit AS u JOIN award AS a ON a.top_id = u.top_id
        LEFT JOIN price AS p ON p.funder = a.funder
        CROSS JOIN LATERAL (VALUES (p.measure, CASE WHEN NOT a.valid THEN 'amount_invalid' END),
                                   ('points', CASE WHEN NOT a.valid THEN 'amount_invalid' WHEN p.funder IS NULL THEN 'funder_not_counted' END))
            AS m(measure, reason)
        WHERE m.measure IS NOT NULL
        UNION ALL
        SELECT 'points', u.unit_level, u.unit_id, '{}', 5, 'intermediate', format('%%s %%s', n.top_id, n.funder), n.amount * 0.000001 * n.per_million,
               format('%%s NOK, times external_funding.points_per_million.%%s per million', trim_scale(n.amount), n.funder),
               CASE WHEN n.per_million IS NULL THEN 'parameter_unset' END, NULL, NULL
        FROM unit AS u JOIN institution AS n ON n.top_id = u.top_id
        UNION ALL
        SELECT 'points', u.unit_level, u.unit_id, '{}', 6, 'part', n.top_id,
               CASE WHEN bool_and(n.per_million IS NOT NULL) THEN round(sum(n.amount * 0.000001 * n.per_million), 4) END,
               'its funders together, 4 decimals', CASE WHEN bool_or(n.per_million IS NULL) THEN 'parameter_unset' END, NULL, NULL
        FROM unit AS u JOIN institution AS n ON n.top_id = u.top_id
        GROUP BY u.unit_level, u.unit_id, n.top_id
        UNION ALL
        SELECT p.* FROM @internal@.parameter_steps($2, '{points}', '{external\_funding.%%}') AS p
        UNION ALL
        SELECT p.* FROM @internal@.parameter_steps($2, '{eu_amount,nfr_amount}', '{}') AS p
    $sql$, @extschema@.source_schema())
    USING year, rule_set, only_measure, only_level, only_unit;
END
$$;
COMMENT ON FUNCTION @internal@.explain_external_funding_facts(integer, text, text, text, text) IS
    'steps of the facts about external funding: a row per award, points per institution';

CREATE FUNCTION @internal@.explain_research_points_facts(
    year integer, rule_set text, only_measure text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH points AS MATERIALIZED (
        SELECT r.institution_id, r.region_id, i.indicator, i.points, @internal@.indicator_counts(rule_set, i.indicator) AS counts
        FROM @extschema@.research_points(year, rule_set) AS r
        CROSS JOIN LATERAL (VALUES ('publications', r.publications), ('doctorates', r.doctorates), ('external_funding', r.external_funding),
                                   ('clinical_studies', r.clinical_studies), ('innovation', r.innovation)) AS i(indicator, points)
    )
    SELECT (m.measure, u.unit_level, u.unit_id, '{}'::jsonb, 6,
            CASE WHEN NOT p.counts OR m.measure = 'total_of_set_indicators' AND (p.counts IS NULL OR p.points IS NULL) THEN 'excluded' ELSE 'part' END,
            format('%s %s', p.institution_id, p.indicator), CASE WHEN p.counts IS NOT NULL THEN p.points END,
            format('explain_fact(%L, %L, %s, %L, %L)', p.indicator, 'points', year, 'institution', p.institution_id),
            CASE WHEN NOT p.counts THEN 'indicator_not_counted' WHEN p.counts IS NULL OR p.points IS NULL THEN 'parameter_unset' END,
            NULL, NULL)::@extschema@.fact_step
    FROM points AS p
    CROSS JOIN LATERAL (VALUES ('institution', p.institution_id), ('rhf', p.region_id),
                               ('nation', CASE WHEN p.region_id IS NOT NULL THEN 'NO' END)) AS u(unit_level, unit_id)
    CROSS JOIN (VALUES ('total'), ('total_of_set_indicators')) AS m(measure)
    WHERE u.unit_id IS NOT NULL AND (only_level IS NULL OR u.unit_level = only_level) AND (only_unit IS NULL OR u.unit_id = only_unit)
      AND (only_measure IS NULL OR m.measure = only_measure)
    UNION ALL
    SELECT p FROM @internal@.parameter_steps(rule_set, NULL, (
        SELECT '{counts.%,doctorate.points,external\_funding.%}'::text[]
               || CASE WHEN @internal@.indicator_counts(rule_set, 'clinical_studies') THEN '{clinical\_studies.%}'::text[] END
               || CASE WHEN @internal@.indicator_counts(rule_set, 'innovation') THEN '{innovation.%,innovation\_phase.%}'::text[] END)) AS p
    UNION ALL
    SELECT p FROM @internal@.parameter_steps(@internal@.nvi_rule_set_for(year, rule_set), NULL, '{%}') AS p;
END;
COMMENT ON FUNCTION @internal@.explain_research_points_facts(integer, text, text, text, text) IS
    'steps of the sums of research points: a row per institution and indicator, each with a fact and an explanation of its own';
