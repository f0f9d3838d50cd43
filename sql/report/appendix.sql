-- The appendix of a report: every publication of a year, as a file of any length.

CREATE FUNCTION publication_appendix(year integer, form text, rule_set text DEFAULT NULL) RETURNS SETOF text
    AS 'MODULE_PATHNAME', 'research_indicators_publication_appendix'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION publication_appendix(integer, text, text) IS
    'the rows of publication_points with organisation numbers, as XML, JSON or CSV (form xml, json, csv) in chunks of about 64 kB; each chunk ends a line, so psql -At writes the file as it is; no person; NULL rule_set: the default of the year';

CREATE FUNCTION publication_appendix_digest(
    year integer, form text, rule_set text DEFAULT NULL,
    OUT rows bigint, OUT points numeric, OUT bytes bigint, OUT sha256 text)
    AS 'MODULE_PATHNAME', 'research_indicators_publication_appendix_digest'
    LANGUAGE C STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION publication_appendix_digest(integer, text, text) IS
    'what a report says of that file: rows, sum of the points that count, bytes and SHA-256 in UTF-8, each chunk with a line feed behind it';
