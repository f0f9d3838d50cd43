-- Courses in research methods: the relation.

INSERT INTO source_relation (relation, ordinal, description, key_columns, index_columns, optional) VALUES
    ('methods_course', 999, 'Courses in research methods.', '{course_id}', '{}', true);

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('methods_course', 1, 'course_id', 'text', true, NULL, NULL, 'course'),
    ('methods_course', 2, 'institution_id', 'text', true, NULL, NULL, 'institution that held it'),
    ('methods_course', 3, 'year', 'integer', true, NULL, NULL, 'year in which it was held'),
    ('methods_course', 4, 'participants', 'integer', false, NULL, NULL, 'persons who took part');

CREATE FUNCTION @internal@.methods_courses(year integer, OUT course_id text, OUT institution_id text, OUT participants integer) RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year), @internal@.require_source('methods_course');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT c.course_id::text, i.top_id, c.participants::integer
        FROM %1$I.methods_course AS c
        JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = c.institution_id::text
        WHERE c.year = $1
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.methods_courses(integer) IS 'courses of a year';
