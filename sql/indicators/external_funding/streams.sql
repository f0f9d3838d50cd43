-- The streams of external funding, one per funder.

INSERT INTO delivery_stream (stream, ordinal, relations, rows_function, text_nb, text_nn, text_en) VALUES
    ('eu_funding', 40, '{institution,external_funding}', 'eu_funding_stream', 'midler fra EU', 'midlar frå EU', 'EU funding'),
    ('nfr_funding', 50, '{institution,external_funding}', 'nfr_funding_stream', 'midler fra Forskningsrådet', 'midlar frå Forskingsrådet', 'Research Council funding');

INSERT INTO indicator_stream (indicator, measure, stream) VALUES
    ('external_funding', 'eu\_amount', 'eu_funding'), ('external_funding', 'nfr\_amount', 'nfr_funding'),
    ('external_funding', 'points', 'eu_funding'), ('external_funding', 'points', 'nfr_funding');

CREATE FUNCTION @internal@.eu_funding_stream(year integer, rule_set text) RETURNS SETOF @internal@.stream_count
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT a.institution_id, count(*), 0::bigint, NULL::date, NULL::date
    FROM @internal@.external_awards(year) AS a
    WHERE a.funder = 'EU'
    GROUP BY a.institution_id;
END;
COMMENT ON FUNCTION @internal@.eu_funding_stream(integer, text) IS 'amounts from the EU in the year per institution';

CREATE FUNCTION @internal@.nfr_funding_stream(year integer, rule_set text) RETURNS SETOF @internal@.stream_count
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT a.institution_id, count(*), 0::bigint, NULL::date, NULL::date
    FROM @internal@.external_awards(year) AS a
    WHERE a.funder = 'NFR'
    GROUP BY a.institution_id;
END;
COMMENT ON FUNCTION @internal@.nfr_funding_stream(integer, text) IS 'amounts from the Research Council in the year per institution';
