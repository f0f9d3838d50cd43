-- What a finding is.

CREATE TYPE finding AS (
    severity text,
    code text,
    relation text,
    key text,
    message text,
    hint text
);
COMMENT ON TYPE finding IS 'one finding: severity error (a figure is or may be wrong), warning (doubtful) or notice (to know)';

CREATE FUNCTION is_orgnr(value text) RETURNS boolean
    AS 'MODULE_PATHNAME', 'research_indicators_is_orgnr'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION is_orgnr(text) IS 'whether a text is an organisation number with a right check digit';
