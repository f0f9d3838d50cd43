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
