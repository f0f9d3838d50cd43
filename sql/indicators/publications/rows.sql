-- What the facts about publications are made of, and the same facts in one pass.
--
-- Rows are a hundred times as many as facts here, so the facts are summed where
-- they arise; tests/sql/explain.sql holds both ways together.  And the
-- archive keeps parts and units, of which the rows follow here as well.

CREATE FUNCTION @internal@.kept_publications(year integer, rule_set text) RETURNS SETOF @internal@.kept_row
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 10000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT 'parts', jsonb_build_array(p.publication_id, p.institution_id, p.form, p.level, p.shares, p.total_shares, p.international,
                                      p.points, p.countable, p.reason)
    FROM @extschema@.publication_points(year, @internal@.nvi_rule_set_for(year, rule_set)) AS p
    WHERE p.institution_id IS NOT NULL
    UNION ALL
    SELECT 'units', jsonb_build_array(u.institution_id, u.unit_level, u.unit_id)
    FROM @internal@.units_at(year) AS u
    UNION ALL
    SELECT 'rows', @internal@.kept_content(p)
    FROM @internal@.parameter_rows(@internal@.nvi_rule_set_for(year, rule_set), NULL, '{%}') AS p;
END;
COMMENT ON FUNCTION @internal@.kept_publications(integer, text) IS
    'what the archive keeps of the facts about publications: the parts of institutions in publications, and the units that these count in';

CREATE FUNCTION @internal@.unit_parts(
    kept jsonb, year integer, rule_set text,
    OUT unit_level text, OUT unit_id text, OUT publication_id text, OUT institution_id text, OUT form text, OUT level text, OUT shares integer,
    OUT total_shares integer, OUT international boolean, OUT points numeric, OUT countable boolean, OUT reason text)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 20000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT u.unit_level, u.unit_id, p.publication_id, p.institution_id, p.form, p.level, p.shares, p.total_shares, p.international,
           p.points, p.countable, p.reason
    FROM @internal@.units_at(year) AS u
    JOIN @extschema@.publication_points(year, @internal@.nvi_rule_set_for(year, rule_set)) AS p ON p.institution_id = u.institution_id
    WHERE kept IS NULL
    UNION ALL
    SELECT u.content ->> 1, u.content ->> 2, p.content ->> 0, p.content ->> 1, p.content ->> 2, p.content ->> 3, (p.content ->> 4)::integer,
           (p.content ->> 5)::integer, (p.content ->> 6)::boolean, (p.content ->> 7)::numeric, (p.content ->> 8)::boolean, p.content ->> 9
    FROM jsonb_array_elements(kept -> 'units') AS u(content)
    JOIN jsonb_array_elements(kept -> 'parts') AS p(content) ON p.content ->> 1 = u.content ->> 0
    WHERE kept IS NOT NULL;
END;
COMMENT ON FUNCTION @internal@.unit_parts(jsonb, integer, text) IS
    'the parts of institutions in publications, once for each unit that these count in: as kept, or (NULL) as they are';

CREATE FUNCTION @internal@.publication_unit_rows(
    kept jsonb, year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 100000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH part AS MATERIALIZED (
        SELECT p.*, round(p.shares::numeric / nullif(p.total_shares, 0), 4) AS author_share
        FROM @internal@.unit_parts(kept, year, rule_set) AS p
        WHERE (only_level IS NULL OR p.unit_level = only_level) AND (only_unit IS NULL OR p.unit_id = only_unit)
    ), step AS (
        SELECT m.measure, p.unit_level, p.unit_id, d.dimensions,
               CASE WHEN p.countable OR p.points IS NULL THEN 'source' ELSE 'excluded' END AS kind,
               p.publication_id AS subject,
               CASE WHEN p.countable OR m.measure = 'author_shares' THEN m.value END AS value,
               concat_ws('; ', p.institution_id, format('%s, level %s', coalesce(p.form, 'form unknown'), coalesce(p.level, 'unassigned')),
                         format('%s of %s shares', p.shares, p.total_shares), CASE WHEN p.international THEN 'international' END) AS detail,
               p.reason
        FROM part AS p
        CROSS JOIN LATERAL (VALUES ('points', p.points), ('author_shares', p.author_share)) AS m(measure, value)
        CROSS JOIN LATERAL (VALUES (''), ('form=' || p.form), ('level=' || p.level)) AS d(dimensions)
        -- what has no form or no level is in the total alone
        WHERE (m.measure = 'points' OR p.countable) AND d.dimensions IS NOT NULL
        UNION ALL
        SELECT 'count', p.unit_level, p.unit_id, d.dimensions, CASE WHEN bool_or(p.countable) THEN 'source' ELSE 'excluded' END, p.publication_id,
               CASE WHEN bool_or(p.countable) THEN 1 END, string_agg(p.institution_id, ', ' ORDER BY p.institution_id COLLATE "C"),
               CASE WHEN bool_and(p.reason IS NOT NULL) THEN max(p.reason COLLATE "C") END
        FROM part AS p
        CROSS JOIN LATERAL (VALUES (''), ('form=' || p.form), ('level=' || p.level)) AS d(dimensions)
        WHERE d.dimensions IS NOT NULL
        GROUP BY p.unit_level, p.unit_id, d.dimensions, p.publication_id
        UNION ALL
        SELECT 'excluded', p.unit_level, p.unit_id, d.dimensions, 'source', p.publication_id, 1,
               concat_ws('; ', string_agg(p.institution_id, ', ' ORDER BY p.institution_id COLLATE "C"), max(p.reason COLLATE "C")), NULL
        FROM part AS p
        CROSS JOIN LATERAL (VALUES (''), ('reason=' || p.reason)) AS d(dimensions)
        WHERE NOT p.countable
        GROUP BY p.unit_level, p.unit_id, d.dimensions, p.publication_id
    )
    SELECT (s.measure, s.unit_level, s.unit_id, s.dimensions, 4, s.kind, s.subject, s.value, s.detail, s.reason, NULL, 'publication')::@extschema@.indicator_row
    FROM step AS s
    WHERE only_measure IS NULL OR s.measure = only_measure;
END;
COMMENT ON FUNCTION @internal@.publication_unit_rows(jsonb, integer, text, text, text, text, boolean) IS
    'a row per publication and institution, or per publication where they are counted, from parts as kept or (NULL) as they are';

CREATE FUNCTION @internal@.publication_rows(
    year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 100000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT r.* FROM @internal@.publication_unit_rows(NULL, year, rule_set, only_measure, only_level, only_unit, detailed) AS r
    UNION ALL
    SELECT p.* FROM @internal@.parameter_rows(@internal@.nvi_rule_set_for(year, rule_set), NULL, '{%}') AS p;
END;
COMMENT ON FUNCTION @internal@.publication_rows(integer, text, text, text, text, boolean) IS
    'rows of the facts about publications: a row per publication and institution, or per publication where they are counted; explain_publication goes on from there';

CREATE FUNCTION @internal@.publication_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH total AS (
        SELECT DISTINCT u.unit_level, u.unit_id FROM @internal@.units_at(year) AS u
    ), summed AS MATERIALIZED (
        SELECT t.unit_level, t.unit_id, CASE WHEN s.dimension <> '' THEN jsonb_build_object(s.dimension, s.code) ELSE '{}' END AS dimensions,
               coalesce(s.dimension, '') AS dimension, s.publications, s.points, s.author_shares, s.excluded, s.unit_id IS NOT NULL AS has_rows
        FROM total AS t
        LEFT JOIN @extschema@.publication_point_sums(year, rule_set) AS s ON s.unit_level = t.unit_level AND s.unit_id = t.unit_id
    ), measured AS (
        SELECT m.measure, s.unit_level, s.unit_id, s.dimensions, m.value
        FROM summed AS s
        CROSS JOIN LATERAL (VALUES ('count', coalesce(s.publications, 0)::numeric), ('points', CASE WHEN s.has_rows THEN s.points ELSE 0 END),
                                   ('author_shares', coalesce(s.author_shares, 0))) AS m(measure, value)
        WHERE s.dimension = '' OR s.dimension IN ('form', 'level') AND s.publications > 0
        UNION ALL
        SELECT 'excluded', s.unit_level, s.unit_id, s.dimensions, s.excluded::numeric
        FROM summed AS s
        WHERE s.dimension IN ('', 'reason') AND s.excluded > 0
    )
    SELECT ('publications', m.measure, year, m.unit_level, m.unit_id, m.dimensions, m.value,
            NULL, NULL, NULL, NULL, status, rule_set, @internal@.rule_origin(rule_set, '{%}'), NULL, NULL, NULL)::@extschema@.fact
    FROM measured AS m;
END;
COMMENT ON FUNCTION @internal@.publication_facts(integer, text, text) IS
    'facts about publications of a year under an NVI set: counts, points and author shares in total, by form and by level, and what does not count by reason';
