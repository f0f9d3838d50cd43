-- What the facts about publications are made of, and the same facts in one pass.
--
-- Rows are a hundred times as many as facts here, so the facts are summed where
-- they arise; tests/sql/explain.sql holds both ways together.

CREATE FUNCTION @internal@.publication_rows(
    year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 100000
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
        CROSS JOIN LATERAL (VALUES (''), ('form=' || p.form), ('level=' || p.level)) AS d(dimensions)
        WHERE m.measure = 'points' OR p.countable
        UNION ALL
        SELECT 'count', p.unit_level, p.unit_id, d.dimensions, CASE WHEN bool_or(p.countable) THEN 'source' ELSE 'excluded' END, p.publication_id,
               CASE WHEN bool_or(p.countable) THEN 1 END, string_agg(p.institution_id, ', ' ORDER BY p.institution_id COLLATE "C"),
               CASE WHEN NOT bool_or(p.countable) THEN max(p.reason) END
        FROM part AS p
        CROSS JOIN LATERAL (VALUES (''), ('form=' || p.form), ('level=' || p.level)) AS d(dimensions)
        GROUP BY p.unit_level, p.unit_id, d.dimensions, p.publication_id
        UNION ALL
        SELECT 'excluded', p.unit_level, p.unit_id, d.dimensions, 'source', p.publication_id, 1,
               concat_ws('; ', string_agg(p.institution_id, ', ' ORDER BY p.institution_id COLLATE "C"), max(p.reason)), NULL
        FROM part AS p
        CROSS JOIN LATERAL (VALUES (''), ('reason=' || p.reason)) AS d(dimensions)
        WHERE NOT p.countable
        GROUP BY p.unit_level, p.unit_id, d.dimensions, p.publication_id
    )
    SELECT (s.measure, s.unit_level, s.unit_id, s.dimensions, 4, s.kind, s.subject, s.value, s.detail, s.reason, NULL, 'publication')::@extschema@.indicator_row
    FROM step AS s
    WHERE only_measure IS NULL OR s.measure = only_measure
    UNION ALL
    SELECT p FROM @internal@.parameter_rows(@internal@.nvi_rule_set_for(year, rule_set), NULL, '{%}') AS p;
END;
COMMENT ON FUNCTION @internal@.publication_rows(integer, text, text, text, text, boolean) IS
    'rows of the facts about publications: a row per publication and institution, or per publication where they are counted; explain_publication goes on from there';

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
