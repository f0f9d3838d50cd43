-- The stream of patients of specialist care, and what the targets rest on.

INSERT INTO delivery_stream (stream, ordinal, relations, rows_function, text_nb, text_nn, text_en) VALUES
    ('specialist_care_patients', 80, '{institution,specialist_care_patients}', 'care_stream',
     'nye pasienter i spesialisthelsetjenesten', 'nye pasientar i spesialisthelsetenesta', 'new patients of specialist care');

CREATE FUNCTION @internal@.care_stream(year integer, rule_set text) RETURNS SETOF @internal@.stream_count
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT c.institution_id, count(*), 0::bigint, NULL::date, NULL::date
    FROM @internal@.care_patients(year) AS c
    WHERE c.is_unit AND c.institution_id <> 'NO' AND c.new_patients IS NOT NULL
    GROUP BY c.institution_id;
END;
COMMENT ON FUNCTION @internal@.care_stream(integer, text) IS 'figures of specialist care of the year per hospital and region';
