-- The streams of external funding, one per funder.

INSERT INTO delivery_stream (stream, ordinal, relations, rows_function, needs_all, text_nb, text_nn, text_en) VALUES
    ('eu_funding', 40, '{institution,external_funding}', 'eu_funding_stream', true, 'midler fra EU', 'midlar frå EU', 'EU funding'),
    ('nfr_funding', 50, '{institution,external_funding}', 'nfr_funding_stream', true, 'midler fra Forskningsrådet', 'midlar frå Forskingsrådet', 'Research Council funding');

INSERT INTO indicator_stream (indicator, measure, stream) VALUES
    ('external_funding', 'eu\_amount', 'eu_funding'), ('external_funding', 'nfr\_amount', 'nfr_funding'),
    ('external_funding', 'points', 'eu_funding'), ('external_funding', 'points', 'nfr_funding');

CREATE FUNCTION @internal@.funding_stream(year integer, rule_set text, funder text) RETURNS SETOF @internal@.stream_count
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- an amount of another basis than everybody else's is to be reported again
    SELECT a.institution_id, count(*) FILTER (WHERE NOT a.is_stray), count(*) FILTER (WHERE a.is_stray), NULL::date, NULL::date
    FROM (SELECT c.institution_id, c.funder, coalesce(c.reason = 'basis_stray', false) AS is_stray FROM @internal@.counted_awards(year, rule_set) AS c) AS a
    WHERE a.funder = funding_stream.funder
    GROUP BY a.institution_id;
END;
COMMENT ON FUNCTION @internal@.funding_stream(integer, text, text) IS
    'amounts from a funder in the year per institution; outstanding: those of a basis that most institutions do not report by';

CREATE FUNCTION @internal@.eu_funding_stream(year integer, rule_set text) RETURNS SETOF @internal@.stream_count
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT f.* FROM @internal@.funding_stream(year, rule_set, 'EU') AS f;
END;
COMMENT ON FUNCTION @internal@.eu_funding_stream(integer, text) IS 'amounts from the EU in the year per institution';

CREATE FUNCTION @internal@.nfr_funding_stream(year integer, rule_set text) RETURNS SETOF @internal@.stream_count
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT f.* FROM @internal@.funding_stream(year, rule_set, 'NFR') AS f;
END;
COMMENT ON FUNCTION @internal@.nfr_funding_stream(integer, text) IS 'amounts from the Research Council in the year per institution';
