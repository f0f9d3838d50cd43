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

CREATE TABLE source_check (
    function text PRIMARY KEY,
    ordinal integer NOT NULL UNIQUE,
    indicator text REFERENCES indicator,
    relations text[] NOT NULL
);
COMMENT ON TABLE source_check IS
    'the checks of the sources, in order: each a function of a year, named with its schema, which a room declares beside its findings';
COMMENT ON COLUMN source_check.indicator IS 'whose sources it checks; NULL: those of several';
COMMENT ON COLUMN source_check.relations IS 'source relations that it needs whole; what is missing is a finding of its own';
