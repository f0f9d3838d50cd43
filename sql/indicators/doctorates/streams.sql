-- The stream of doctoral degrees.

INSERT INTO delivery_stream (stream, ordinal, relations, rows_function, text_nb, text_nn, text_en) VALUES
    ('degrees', 30, '{institution,doctoral_degree}', 'degree_stream', 'avlagte doktorgrader', 'avlagde doktorgradar', 'doctoral degrees');

INSERT INTO indicator_stream (indicator, stream) VALUES ('doctorates', 'degrees');

CREATE FUNCTION @internal@.degree_stream(year integer, rule_set text) RETURNS SETOF @internal@.stream_count
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.institution_id, count(*), 0::bigint, NULL::date, NULL::date
    FROM @internal@.doctoral_degrees(year) AS d
    GROUP BY d.institution_id;
END;
COMMENT ON FUNCTION @internal@.degree_stream(integer, text) IS 'shares of doctoral degrees of the year per institution';
