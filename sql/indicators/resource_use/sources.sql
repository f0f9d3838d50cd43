-- Resource use as the site has it: the relation that this room adds to the
-- source contract, and its reader.

INSERT INTO source_relation (relation, ordinal, description, key_columns, index_columns, optional) VALUES
    ('resource_use', 29, 'Resource use for research of a measured year; a year that was not measured has no row.',
     '{institution_id,year,kind}', '{}', true);

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('resource_use', 1, 'institution_id', 'text', true, NULL, NULL,
     'institution that was measured'),
    ('resource_use', 2, 'year', 'integer', true, NULL, NULL,
     'year that was measured'),
    ('resource_use', 3, 'kind', 'text', true, NULL, '{research,development}',
     'research, or development apart from it'),
    ('resource_use', 4, 'expenditure_nok', 'numeric', false, NULL, NULL,
     'running expenditure in NOK: wages, pensions, other direct and indirect costs, depreciation'),
    ('resource_use', 5, 'person_years', 'numeric', false, NULL, NULL,
     'person-years'),
    ('resource_use', 6, 'total_expenditure_nok', 'numeric', false, NULL, NULL,
     'all running expenditure of the institution in NOK');

CREATE TYPE @internal@.resource_use_of_year AS (
    institution_id text,
    at_id text,
    kind text,
    expenditure_nok numeric,
    person_years numeric,
    total_expenditure_nok numeric
);
COMMENT ON TYPE @internal@.resource_use_of_year IS
    'resource use of a year: institution (top level), unit that it was measured at, kind (research, development), NOK, person-years, NOK of all running expenditure, each with at most 2 decimals; what is no amount is NULL';

CREATE FUNCTION @internal@.resource_use(year integer) RETURNS SETOF @internal@.resource_use_of_year
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('resource_use');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT i.top_id, r.institution_id::text, r.kind::text,
               CASE WHEN r.expenditure_nok >= 0 AND r.expenditure_nok < 'Infinity' THEN trim_scale(round(r.expenditure_nok::numeric, 2)) END,
               CASE WHEN r.person_years >= 0 AND r.person_years < 'Infinity' THEN trim_scale(round(r.person_years::numeric, 2)) END,
               CASE WHEN r.total_expenditure_nok > 0 AND r.total_expenditure_nok < 'Infinity' THEN trim_scale(round(r.total_expenditure_nok::numeric, 2)) END
        FROM %1$I.resource_use AS r
        JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = r.institution_id::text
        WHERE r.year = $1
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.resource_use(integer) IS 'resource use measured in a year, at institutions that are known';

CREATE FUNCTION @internal@.resource_use_gaps(
    year integer, OUT institution_id text, OUT unit_level text, OUT unit_id text, OUT reason text, OUT measured bigint, OUT expected bigint)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    own_rows bigint;
    all_rows bigint;
BEGIN
    EXECUTE @internal@.source_query($sql$
        SELECT count(*) FILTER (WHERE r.year = $1), count(*) FROM %I.resource_use AS r WHERE r.kind::text = 'research'
    $sql$)
    INTO own_rows, all_rows USING year;
    -- a site that never measures is asked for nothing
    IF all_rows = 0 THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH body AS MATERIALIZED (
        -- a health region has no patients and no research of its own that is measured
        SELECT i.institution_id, i.kind <> 'rhf' AS is_hospital,
               EXISTS (SELECT FROM @internal@.resource_use(year) AS r WHERE r.institution_id = i.institution_id AND r.kind = 'research') AS has_rows
        FROM @extschema@.institutions_at(year) AS i
        WHERE i.institution_id = i.top_id AND i.reporting AND i.region_id IS NOT NULL AND i.kind IN ('hf', 'private_nonprofit', 'rhf')
    )
    SELECT b.institution_id, u.unit_level, u.unit_id,
           CASE WHEN NOT b.has_rows THEN CASE WHEN NOT b.is_hospital THEN 'not_relevant' WHEN own_rows = 0 THEN 'not_examined' ELSE 'not_delivered' END END,
           (SELECT count(*) FROM body AS m WHERE m.has_rows AND m.is_hospital), (SELECT count(*) FROM body AS m WHERE m.is_hospital)
    FROM body AS b JOIN @extschema@.units(year) AS u ON u.institution_id = b.institution_id
    WHERE b.is_hospital OR u.unit_level = 'institution';
END
$$;
COMMENT ON FUNCTION @internal@.resource_use_gaps(integer) IS
    'the hospitals whose resource use a measurement asks for, with the units that they count in, why they have none (not_examined: the year was not measured; not_delivered; NULL: they have), and how many of how many have; and the bodies of the regions, of which there is nothing to measure (not_relevant)';

CREATE FUNCTION @internal@.resource_use_fact_gaps(year integer) RETURNS SETOF @internal@.fact_gap
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT x.measure, g.unit_level, g.unit_id, false, bool_and(x.given IS NULL), count(x.given)::integer, count(*)::integer, 'ikkeLevert'
    FROM @internal@.resource_use_gaps(year) AS g
    LEFT JOIN (SELECT r.institution_id, sum(r.expenditure_nok) AS expenditure, sum(r.person_years) AS person_years,
                      sum(r.expenditure_nok) FILTER (WHERE r.person_years > 0) AS with_person_years,
                      sum(r.expenditure_nok) FILTER (WHERE r.total_expenditure_nok IS NOT NULL) AS with_total
               FROM @internal@.resource_use(year) AS r
               WHERE r.kind = 'research'
               GROUP BY r.institution_id) AS m ON m.institution_id = g.institution_id
    CROSS JOIN LATERAL (VALUES ('expenditure', m.expenditure), ('person_years', m.person_years),
                               ('per_person_year', m.with_person_years), ('share', m.with_total)) AS x(measure, given)
    WHERE g.unit_level <> 'institution' AND (g.reason IS NULL OR g.reason = 'not_delivered')
    GROUP BY x.measure, g.unit_level, g.unit_id
    HAVING count(x.given) < count(*);
END;
COMMENT ON FUNCTION @internal@.resource_use_fact_gaps(integer) IS
    'the sums of a measured year that rest on fewer hospitals than were asked';
