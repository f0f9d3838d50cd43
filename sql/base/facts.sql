-- Facts: one kind of number for everything that is reported.

CREATE TYPE fact AS (
    indicator text,
    measure text,
    year integer,
    unit_level text,
    institution_id text,
    dimensions jsonb,
    value numeric,
    numerator numeric,
    denominator numeric,
    ci_low numeric,
    ci_high numeric,
    status text,
    rule_set text,
    origin text,
    reason text,
    reported_units integer,
    expected_units integer
);
COMMENT ON TYPE fact IS
    'one number with its year, unit (unit_level institution, rhf, nation; ''NO'' is the nation), dimensions, interval, status (preliminary, final), rule set and weakest origin; reason: why a value is absent (ikkeBeregnet: a needed parameter is unset, or the rows make no figure; ikkeLevert: the unit has delivered nothing; ikkeUndersoekt; ikkeAktuelt; skjult: hidden in the public edition); reported_units of expected_units: the sum rests on so many of the units that owe their part, NULL where all have delivered';

CREATE TABLE fact_definition (
    indicator text NOT NULL,
    measure text NOT NULL,
    ordinal integer NOT NULL UNIQUE,
    unit text NOT NULL CHECK (unit IN ('points', 'count', 'nok', 'share', 'ratio', 'patients', 'index', 'days')),
    decimals integer NOT NULL CHECK (decimals BETWEEN 0 AND 10),
    additive boolean NOT NULL,
    key_figure boolean NOT NULL,
    path text NOT NULL UNIQUE CHECK (path ~ '^[a-zA-Z]+(/[a-zA-Z]+)+$'),
    source text NOT NULL,
    text_nb text NOT NULL,
    text_nn text NOT NULL,
    text_en text NOT NULL,
    has_interval boolean NOT NULL DEFAULT false,
    in_annex boolean NOT NULL DEFAULT false,
    PRIMARY KEY (indicator, measure)
);
COMMENT ON TABLE fact_definition IS 'every indicator and measure: unit, decimals, place in the report, source and name';
COMMENT ON COLUMN fact_definition.unit IS
    'share: with numerator and denominator, 0 to 1; ratio: without, shown in per cent too, also below 0';
COMMENT ON COLUMN fact_definition.additive IS 'institutions of a region add up to the region, regions to the nation';
COMMENT ON COLUMN fact_definition.key_figure IS 'shown among the key figures on the first page';
COMMENT ON COLUMN fact_definition.has_interval IS 'a share of things counted, with its Wilson 95 % interval';
COMMENT ON COLUMN fact_definition.path IS 'containers of its figures in the report, from innhold down (of its annex: from vedlegg down)';
COMMENT ON COLUMN fact_definition.in_annex IS 'its figures stand in the annex of a report alone';

CREATE VIEW fact_dictionary AS
    SELECT d.indicator, d.measure, d.unit, d.decimals, d.additive, d.path, d.source, d.text_nb, d.text_nn, d.text_en
    FROM fact_definition AS d
    ORDER BY d.ordinal;
COMMENT ON VIEW fact_dictionary IS
    'every indicator and measure with unit, decimals, source and its name in bokmål, nynorsk and English';

CREATE FUNCTION @internal@.compute_year_status(year integer) RETURNS text
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    closed boolean;
BEGIN
    PERFORM @internal@.require_year(year);
    -- a site that closes no year has preliminary figures
    IF NOT @internal@.has_source('reporting_year') THEN
        RETURN 'preliminary';
    END IF;
    -- the day it is in Norway, whatever the session's time zone
    EXECUTE @internal@.source_query('SELECT bool_or(y.closed_on <= (now() AT TIME ZONE ''Europe/Oslo'')::date) FROM %I.reporting_year AS y WHERE y.year = $1')
    INTO closed USING year;
    RETURN CASE WHEN closed THEN 'final' ELSE 'preliminary' END;
END
$$;
COMMENT ON FUNCTION @internal@.compute_year_status(integer) IS 'body of year_status()';

CREATE FUNCTION @internal@.year_status(year integer) RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.year_status(integer) IS 'final from the day the year was closed, preliminary before';

CREATE FUNCTION @internal@.dimension_text(dimensions jsonb) RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_dimension_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.dimension_text(jsonb) IS 'canonical text of dimensions: k=v;k=v sorted by key; empty for none';

CREATE FUNCTION @internal@.dimensions_of(dimensions text) RETURNS jsonb
    AS 'MODULE_PATHNAME', 'research_indicators_dimensions_of'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.dimensions_of(text) IS 'dimensions of their canonical text';

CREATE FUNCTION @internal@.report_text(value text) RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_report_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.report_text(text) IS
    'a text as every report shows it: line ends and tabs as spaces, without control characters and blanks around, cut where it is very long; [***] where it holds personal data; NULL when nothing is left';

CREATE FUNCTION @internal@.plain_text(value text) RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_plain_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.plain_text(text) IS
    'a text on one line: line ends and tabs as spaces, without control characters and blanks around; NULL when nothing is left';

CREATE FUNCTION @internal@.dimension_code(code text) RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_dimension_code'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.dimension_code(text) IS
    'a site''s own code as a dimension may hold it: what report_text makes of it, and per cent, semicolon and equals sign as in an address';

CREATE FUNCTION @internal@.masked(value text) RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_masked'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.masked(text) IS 'a text as findings and the archive name it: itself, unless it holds personal data or is very long';

CREATE FUNCTION @internal@.masked(content jsonb) RETURNS jsonb
    AS 'MODULE_PATHNAME', 'research_indicators_masked_content'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.masked(jsonb) IS 'a JSON value whose texts are masked as a text is';

CREATE FUNCTION @internal@.report_day(day date) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE WHEN day BETWEEN '0001-01-01' AND '9999-12-31' THEN to_char(day, 'YYYY-MM-DD') END;
END;
COMMENT ON FUNCTION @internal@.report_day(date) IS 'a day as reports write it; NULL for what is no day of four-digit years';

CREATE TYPE proportion_interval AS (
    low numeric,
    high numeric
);
COMMENT ON TYPE proportion_interval IS 'bounds of a proportion, 0 to 1; NULL: none';

CREATE FUNCTION wilson_interval(successes bigint, trials bigint, confidence numeric DEFAULT 0.95) RETURNS proportion_interval
    AS 'MODULE_PATHNAME', 'research_indicators_wilson_interval'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wilson_interval(bigint, bigint, numeric) IS
    'Wilson score interval of a proportion (confidence 0.90, 0.95 or 0.99), 12 decimals, within [0, 1]; NULL bounds for 0 trials';
