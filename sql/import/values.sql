-- Values as people and systems write them: read, or NULL.  None of these
-- functions raises an error.

CREATE FUNCTION parse_decimal(value text, decimal_sign text DEFAULT '.') RETURNS numeric
    AS 'MODULE_PATHNAME', 'research_indicators_parse_decimal'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION parse_decimal(text, text) IS
    'a number with the decimal sign . or , and digits in groups of three or not (1 234,50); NULL for anything else';

CREATE FUNCTION parse_integer(value text) RETURNS integer
    AS 'MODULE_PATHNAME', 'research_indicators_parse_integer'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION parse_integer(text) IS 'a whole number; NULL for anything else, also for one that integer cannot hold';

CREATE FUNCTION parse_date(value text, formats text[] DEFAULT '{YYYY-MM-DD}') RETURNS date
    AS 'MODULE_PATHNAME', 'research_indicators_parse_date'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION parse_date(text, text[]) IS
    'a day by the first format that fits it, of YYYY, MM, DD (as many digits), M, D (one or two) and what stands between them; NULL where none fits or there is no such day';

CREATE FUNCTION parse_moment(value text) RETURNS timestamp with time zone
    AS 'MODULE_PATHNAME', 'research_indicators_parse_moment'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION parse_moment(text) IS
    'a moment of ISO 8601 with Z or its distance from UTC, or a day (its beginning in UTC); NULL for anything else';

CREATE FUNCTION parse_boolean(value text) RETURNS boolean
    AS 'MODULE_PATHNAME', 'research_indicators_parse_boolean'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION parse_boolean(text) IS
    'true, t, yes, y, ja, j, 1 or false, f, no, n, nei, 0, in either case; NULL for anything else';

CREATE FUNCTION parse_isbn(value text) RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_parse_isbn'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION parse_isbn(text) IS
    'the thirteen digits of an ISBN with a right check digit, 978 or 979, hyphens and blanks passed over; NULL for anything else';

CREATE FUNCTION parse_issn(value text) RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_parse_issn'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION parse_issn(text) IS
    'an ISSN with a right check digit, as 1234-567X; NULL for anything else';

CREATE FUNCTION import_text(content bytea, encoding text DEFAULT 'UTF-8') RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_import_text'
    LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION import_text(bytea, text) IS
    'the text of a file in UTF-8, ISO 8859-1 or Windows-1252; error RI100 names the place of what is none, or of a NUL';
