-- The stream of innovations.

INSERT INTO delivery_stream (stream, ordinal, relations, rows_function, text_nb, text_nn, text_en) VALUES
    ('innovation', 110, '{institution,innovation,innovation_phase}', 'innovation_stream', 'innovasjoner', 'innovasjonar', 'innovations');

INSERT INTO indicator_stream (indicator, stream) VALUES ('innovation', 'innovation');

CREATE FUNCTION @internal@.innovation_stream(year integer, rule_set text) RETURNS SETOF @internal@.stream_count
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT n.institution_id, count(*), 0::bigint, NULL::date, max(greatest(n.registered_on, e.entered_on))
    FROM @internal@.innovations(year) AS n
    LEFT JOIN (SELECT p.innovation_id, max(p.entered_on) AS entered_on
               FROM @internal@.innovation_entries() AS p
               WHERE p.entered_on > '-infinity' AND p.entered_on <= make_date(innovation_stream.year, 12, 31)
               GROUP BY p.innovation_id) AS e ON e.innovation_id = n.innovation_id
    WHERE n.institution_id IS NOT NULL AND coalesce(n.registered_on, '-infinity') <= make_date(year, 12, 31)
    GROUP BY n.institution_id;
END;
COMMENT ON FUNCTION @internal@.innovation_stream(integer, text) IS 'innovations registered by the end of the year per institution';
