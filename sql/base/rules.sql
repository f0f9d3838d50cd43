-- Rule sets: rules as data, each parameter with its origin and source.  Dumped
-- tables have no foreign keys among each other: pg_restore --jobs loads them in
-- any order.  sql/base/rule_references.sql holds rows and sets together.

CREATE TABLE rule_set (
    rule_set text PRIMARY KEY CHECK (rule_set ~ '^[a-z0-9][a-z0-9._-]*$'),
    family text NOT NULL CHECK (family IN ('nvi', 'hod')),
    title text NOT NULL,
    first_year integer NOT NULL,
    last_year integer,
    is_default boolean NOT NULL DEFAULT false,
    legal_reference text,
    extends text,
    nvi_rule_set text,
    shipped boolean NOT NULL DEFAULT false,
    CHECK (last_year >= first_year),
    EXCLUDE USING gist (int4range(first_year, last_year, '[]') WITH &&) WHERE (is_default AND family = 'nvi'),
    EXCLUDE USING gist (int4range(first_year, last_year, '[]') WITH &&) WHERE (is_default AND family = 'hod')
);
COMMENT ON TABLE rule_set IS 'rule sets: nvi (publication points; years are publication years) and hod (the national measurement system; years are budget years)';
COMMENT ON COLUMN rule_set.last_year IS 'NULL while the set is in force';
COMMENT ON COLUMN rule_set.is_default IS 'used when no set is named; defaults of one family never overlap';
COMMENT ON COLUMN rule_set.extends IS 'set whose parameters hold where this one has none';
COMMENT ON COLUMN rule_set.nvi_rule_set IS 'of a hod set: its NVI set; NULL means the default NVI set of each publication year';
COMMENT ON COLUMN rule_set.shipped IS 'comes with the extension and is read-only';

CREATE TABLE rule_parameter_definition (
    name text PRIMARY KEY,
    family text NOT NULL CHECK (family IN ('nvi', 'hod')),
    data_type text NOT NULL CHECK (data_type IN ('integer', 'numeric', 'boolean', 'code')),
    low numeric,
    high numeric,
    decimals integer NOT NULL DEFAULT 10,
    codes text[],
    unit text,
    description text NOT NULL,
    told_when_unset boolean NOT NULL DEFAULT false,
    when_unset text,
    is_target boolean NOT NULL DEFAULT false
);
COMMENT ON COLUMN rule_parameter_definition.is_target IS 'what a reader needs beside the figures, what they are measured against or hidden by: a report has it itself, and not only its annex';
COMMENT ON COLUMN rule_parameter_definition.when_unset IS
    'what holds while a set has no value; NULL: nothing, what needs the parameter is not computed';
COMMENT ON COLUMN rule_parameter_definition.decimals IS 'most decimals that a number may have';
COMMENT ON COLUMN rule_parameter_definition.told_when_unset IS
    'reports and findings tell of a set that has no value; false of what a later release defines: no set was asked for it, and no report changes';
COMMENT ON TABLE rule_parameter_definition IS 'the scalar parameters that rule sets may hold, with type, range, unit and meaning';

CREATE TABLE rule_parameter (
    rule_set text NOT NULL,
    name text NOT NULL REFERENCES rule_parameter_definition,
    value text,
    origin text NOT NULL CHECK (origin IN ('published', 'inferred', 'site', 'illustrative')),
    source text NOT NULL,
    PRIMARY KEY (rule_set, name)
);
COMMENT ON TABLE rule_parameter IS 'scalar parameters of rule sets';
COMMENT ON COLUMN rule_parameter.value IS 'canonical text of the value; NULL: explicitly unset, also against an inherited value';
COMMENT ON COLUMN rule_parameter.origin IS 'published: a public source states it; inferred: follows from published text; site: decided locally; illustrative: made up';

CREATE TABLE publication_weight (
    rule_set text NOT NULL,
    form text NOT NULL CHECK (form IN ('article', 'review', 'chapter', 'monograph', 'commentary')),
    channel_kind text NOT NULL CHECK (channel_kind IN ('journal', 'series', 'publisher')),
    level text NOT NULL CHECK (level IN ('2', '2A', '1', '0')),
    weight numeric CHECK (weight BETWEEN 0 AND 100 AND weight = round(weight, 4)),
    origin text NOT NULL CHECK (origin IN ('published', 'inferred', 'site', 'illustrative')),
    source text NOT NULL,
    PRIMARY KEY (rule_set, form, channel_kind, level)
);
COMMENT ON TABLE publication_weight IS 'weight W of a publication by form, deciding channel and level';
COMMENT ON COLUMN publication_weight.weight IS 'points of one whole share; NULL: explicitly unset';

CREATE TABLE rule_code (
    rule_set text NOT NULL,
    list text NOT NULL,
    code text NOT NULL,
    folds_to text NOT NULL,
    origin text NOT NULL CHECK (origin IN ('published', 'inferred', 'site', 'illustrative')),
    source text NOT NULL,
    PRIMARY KEY (rule_set, list, code),
    CHECK (list <> 'deciding_channel' OR code ~ '^[a-z]+\.(journal|series|publisher)$')
);
COMMENT ON TABLE rule_code IS 'code lists of rule sets: which codes belong to a list, and what they fold to';
COMMENT ON COLUMN rule_code.folds_to IS 'the code that it counts as; the code itself where nothing folds';

CREATE FUNCTION @internal@.require_rule_set(rule_set text, family text) RETURNS text
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found_family text;
BEGIN
    SELECT s.family INTO found_family
    FROM @extschema@.rule_set AS s WHERE s.rule_set = require_rule_set.rule_set;
    IF found_family IS NULL OR require_rule_set.family NOT IN ('any', found_family) THEN
        RAISE EXCEPTION '%', CASE WHEN found_family IS NULL
                THEN format('rule set "%s" does not exist', rule_set)
                ELSE format('rule set "%s" is of family %s, not %s', rule_set, found_family, family) END
            USING ERRCODE = 'RI010',
                  HINT = format('Rule sets: %s.', (SELECT string_agg(s.rule_set, ', ' ORDER BY s.rule_set COLLATE "C")
                                                  FROM @extschema@.rule_set AS s
                                                  WHERE require_rule_set.family IN ('any', s.family)));
    END IF;
    RETURN rule_set;
END
$$;
COMMENT ON FUNCTION @internal@.require_rule_set(text, text) IS
    'the rule set, or error RI010 when it does not exist or is not of the family (nvi, hod, any)';

CREATE TYPE @internal@.rule_set_member AS (
    member text,
    depth integer
);
COMMENT ON TYPE @internal@.rule_set_member IS 'a set of the chain of rule sets, with its distance';

CREATE FUNCTION @internal@.compute_rule_set_chain(rule_set text) RETURNS SETOF @internal@.rule_set_member
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 4
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH RECURSIVE chain (member, next_member, depth) AS (
        SELECT s.rule_set, s.extends, 0
        FROM @extschema@.rule_set AS s WHERE s.rule_set = compute_rule_set_chain.rule_set
        UNION ALL
        SELECT s.rule_set, s.extends, c.depth + 1
        FROM chain AS c JOIN @extschema@.rule_set AS s ON s.rule_set = c.next_member
        WHERE c.depth < 100
    )
    SELECT c.member, c.depth FROM chain AS c;
END;
COMMENT ON FUNCTION @internal@.compute_rule_set_chain(text) IS 'body of rule_set_chain()';

CREATE FUNCTION @internal@.rule_set_chain(rule_set text) RETURNS SETOF @internal@.rule_set_member
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 4;
COMMENT ON FUNCTION @internal@.rule_set_chain(text) IS 'a rule set and the sets that it extends, nearest first';

CREATE TYPE rule_set_parameter AS (
    name text,
    value text,
    origin text,
    source text,
    inherited_from text,
    unit text,
    description text
);
COMMENT ON TYPE rule_set_parameter IS 'a parameter of a rule set: value (NULL: unset), origin, source, the set that it is inherited from, unit, description';

CREATE FUNCTION @internal@.compute_describe_rule_set(rule_set text) RETURNS SETOF rule_set_parameter
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH held (name, value, origin, source, member, depth, unit, description) AS (
        SELECT p.name, p.value, p.origin, p.source, c.member, c.depth, d.unit, d.description
        FROM @internal@.rule_set_chain(rule_set) AS c
        JOIN @extschema@.rule_parameter AS p ON p.rule_set = c.member
        JOIN @extschema@.rule_parameter_definition AS d ON d.name = p.name
        UNION ALL
        SELECT concat_ws('.', 'publication_weight', w.form, w.channel_kind, w.level),
               trim_scale(w.weight)::text, w.origin, w.source, c.member, c.depth,
               'points', 'weight of one whole share'
        FROM @internal@.rule_set_chain(rule_set) AS c
        JOIN @extschema@.publication_weight AS w ON w.rule_set = c.member
        UNION ALL
        SELECT concat_ws('.', l.list, l.code), l.folds_to, l.origin, l.source, c.member, c.depth,
               'code', 'member of a code list, with what it folds to'
        FROM @internal@.rule_set_chain(rule_set) AS c
        JOIN @extschema@.rule_code AS l ON l.rule_set = c.member
    ), nearest AS (
        SELECT DISTINCT ON (h.name COLLATE "C") h.name, h.value, h.origin, h.source, h.member, h.depth, h.unit, h.description
        FROM held AS h
        ORDER BY h.name COLLATE "C", h.depth
    ), possible AS (
        -- parameters that no set of the chain holds are unset, and say so
        SELECT d.name, d.unit, d.description
        FROM @extschema@.rule_set AS s
        JOIN @extschema@.rule_parameter_definition AS d ON d.family = s.family
        WHERE s.rule_set = @internal@.require_rule_set(compute_describe_rule_set.rule_set, 'any')
    )
    SELECT coalesce(n.name, p.name), n.value, n.origin, n.source,
           CASE WHEN n.depth > 0 THEN n.member END, coalesce(n.unit, p.unit), coalesce(n.description, p.description)
    FROM nearest AS n
    FULL JOIN possible AS p ON p.name = n.name
    ORDER BY coalesce(n.name, p.name) COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.compute_describe_rule_set(text) IS 'body of describe_rule_set()';

CREATE FUNCTION describe_rule_set(rule_set text) RETURNS SETOF rule_set_parameter
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 100;
COMMENT ON FUNCTION describe_rule_set(text) IS
    'every parameter of a rule set with value, origin, source and the set it is inherited from; a parameter without value is unset';

CREATE FUNCTION @internal@.compute_rule_parameter_value(rule_set text, name text) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT p.value
    FROM @internal@.rule_set_chain(rule_set) AS c
    JOIN @extschema@.rule_parameter AS p ON p.rule_set = c.member AND p.name = compute_rule_parameter_value.name
    ORDER BY c.depth
    LIMIT 1;
END;
COMMENT ON FUNCTION @internal@.compute_rule_parameter_value(text, text) IS 'body of rule_parameter_value()';

CREATE FUNCTION @internal@.rule_parameter_value(rule_set text, name text) RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.rule_parameter_value(text, text) IS
    'value of one scalar parameter, inherited where the set has none; NULL when unset';

CREATE FUNCTION @internal@.require_parameter(rule_set text, name text) RETURNS text
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found_value text := @internal@.rule_parameter_value(rule_set, name);
BEGIN
    IF found_value IS NULL THEN
        RAISE EXCEPTION 'rule set "%" has no value for "%"', rule_set, name
            USING ERRCODE = 'RI030',
                  HINT = format('Set it in a copy with research_indicators.set_rule_parameter(rule_set, %L, value, origin, source).', name);
    END IF;
    RETURN found_value;
END
$$;
COMMENT ON FUNCTION @internal@.require_parameter(text, text) IS 'value of one scalar parameter of a rule set, or error RI030 when it is unset';

CREATE TYPE @internal@.folded_code AS (
    code text,
    folds_to text
);
COMMENT ON TYPE @internal@.folded_code IS 'a code of a list, and what it folds to';

CREATE FUNCTION @internal@.compute_rule_set_codes(rule_set text, list text) RETURNS SETOF @internal@.folded_code
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 20
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT DISTINCT ON (l.code COLLATE "C") l.code, l.folds_to
    FROM @internal@.rule_set_chain(rule_set) AS c
    JOIN @extschema@.rule_code AS l ON l.rule_set = c.member AND l.list = compute_rule_set_codes.list
    ORDER BY l.code COLLATE "C", c.depth;
END;
COMMENT ON FUNCTION @internal@.compute_rule_set_codes(text, text) IS 'body of rule_set_codes()';

CREATE FUNCTION @internal@.rule_set_codes(rule_set text, list text) RETURNS SETOF @internal@.folded_code
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 20;
COMMENT ON FUNCTION @internal@.rule_set_codes(text, text) IS 'codes of one list of a rule set with what they fold to';

CREATE FUNCTION rule_set_digest(rule_set text) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT encode(sha256(convert_to(string_agg(
               jsonb_build_array(d.name, d.value, d.origin, d.source)::text, E'\n' ORDER BY d.name COLLATE "C"),
               'UTF8')), 'hex')
    FROM @extschema@.describe_rule_set(rule_set) AS d
    WHERE d.origin IS NOT NULL;
END;
COMMENT ON FUNCTION rule_set_digest(text) IS
    'SHA-256 (hex) of all parameters that hold in a rule set, inherited ones included, with origin and source';

CREATE FUNCTION @internal@.weakest_origin(origins text[]) RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_weakest_origin'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.weakest_origin(text[]) IS
    'weakest of several origins: illustrative < site < inferred < published';

CREATE FUNCTION @internal@.compute_rule_origin(rule_set text, name_patterns text[]) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.weakest_origin(array_agg(d.origin))
    FROM @extschema@.describe_rule_set(rule_set) AS d
    WHERE d.name LIKE ANY (name_patterns) AND d.value IS NOT NULL;
END;
COMMENT ON FUNCTION @internal@.compute_rule_origin(text, text[]) IS 'body of rule_origin()';

CREATE FUNCTION @internal@.rule_origin(rule_set text, name_patterns text[]) RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.rule_origin(text, text[]) IS
    'weakest origin among the parameters of a rule set whose names are LIKE one of the patterns';
