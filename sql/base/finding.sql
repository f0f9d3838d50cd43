-- What a finding is, and how it is told.  Checks give raw findings: a code with
-- the values that its texts name.  The texts are data, in every language of the
-- reports; a room declares them beside its checks.  They are made only of what
-- is shown, and of personal data they show that it is there (masked()).

CREATE TYPE @internal@.raw_finding AS (
    severity text,
    code text,
    relation text,
    key text,
    institution_id text,
    arguments jsonb
);
COMMENT ON TYPE @internal@.raw_finding IS
    'one finding as a check gives it: institution_id is the institution (top level) whose data it is about, NULL for what is shared or may be anybody''s; arguments: the values that its texts name, "variant" which of the texts of its code is meant, "count" how many rows it stands for, "explains" the indicator or measure (indicator.measure) whose figures are not calculated because of it';

CREATE TYPE finding AS (
    severity text,
    code text,
    relation text,
    key text,
    institution_id text,
    message text,
    hint text
);
COMMENT ON TYPE finding IS 'one finding: severity error (a figure is or may be wrong), warning (doubtful) or notice (to know); institution_id is whose data it is about, NULL for what is shared or may be anybody''s';

CREATE TABLE finding_text (
    code text NOT NULL,
    variant text NOT NULL DEFAULT '',
    lang text NOT NULL CHECK (lang IN ('nb', 'nn', 'en')),
    message text NOT NULL CHECK (message ~ '^([^{}]*\{[a-z_]+(\|[a-z_]+)?\})*[^{}]*$'),
    hint text NOT NULL CHECK (hint ~ '^([^{}]*\{[a-z_]+(\|[a-z_]+)?\})*[^{}]*$'),
    instruction text CHECK (instruction ~ '^([^{}]*\{[a-z_]+(\|[a-z_]+)?\})*[^{}]*$'),
    PRIMARY KEY (code, variant, lang)
);
COMMENT ON TABLE finding_text IS
    'texts of findings: {name} stands for the argument of that name, {name|list} for its word in that list of finding_word';
COMMENT ON COLUMN finding_text.variant IS
    'which text of a code with several: what the finding''s argument "variant" says, else its relation; empty: every other';
COMMENT ON COLUMN finding_text.hint IS 'what it means for the figures and what to do, for whoever reads a report';
COMMENT ON COLUMN finding_text.instruction IS
    'what an analyst does about it in the database; it may name functions, so that it stands behind the hint in the answers to analysts, and in no report';

CREATE TABLE finding_word (
    list text NOT NULL,
    code text NOT NULL,
    lang text NOT NULL CHECK (lang IN ('nb', 'nn', 'en')),
    word text NOT NULL,
    PRIMARY KEY (list, code, lang)
);
COMMENT ON TABLE finding_word IS 'words for codes that texts of findings name, by list and language; a code without one stands as it is';

CREATE FUNCTION @internal@.require_language(lang text) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT coalesce(lang = ANY ('{nb,nn,en}'), false) THEN
        RAISE EXCEPTION 'unknown language "%"', lang
            USING ERRCODE = 'RI013', HINT = 'Languages: nb, nn, en.';
    END IF;
    RETURN lang;
END
$$;
COMMENT ON FUNCTION @internal@.require_language(text) IS 'a language in which findings are told, or error RI013 whose hint lists them';

CREATE FUNCTION @internal@.finding_texts(
    findings @internal@.raw_finding[], languages text[],
    OUT ordinal bigint, OUT lang text, OUT message text, OUT hint text, OUT instruction text)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH chosen AS (
        SELECT DISTINCT ON (f.position, t.lang) f.position, @internal@.masked(f.arguments) AS arguments, t.lang, t.message, t.hint, t.instruction
        FROM unnest(findings) WITH ORDINALITY AS f(severity, code, relation, key, institution_id, arguments, position)
        JOIN @extschema@.finding_text AS t ON t.code = f.code AND t.lang = ANY (languages)
         AND t.variant IN (coalesce(f.arguments ->> 'variant', f.relation), '')
        ORDER BY f.position, t.lang, t.variant = ''
    ), filled AS (
        -- cut at braces every second part is a name; one without an argument stays as it is, and is seen
        SELECT c.position, c.lang, x.place,
               string_agg(CASE WHEN p.n % 2 = 1 THEN p.part
                               WHEN c.arguments ? n.name THEN coalesce(w.word, a.value, '')
                               ELSE '{' || p.part || '}' END, '' ORDER BY p.n) AS told
        FROM chosen AS c
        CROSS JOIN LATERAL (VALUES (1, c.message), (2, c.hint), (3, c.instruction)) AS x(place, template)
        CROSS JOIN LATERAL regexp_split_to_table(x.template, '[{}]') WITH ORDINALITY AS p(part, n)
        CROSS JOIN LATERAL (SELECT split_part(p.part, '|', 1) AS name) AS n
        CROSS JOIN LATERAL (
            -- a number as the language writes it, but not in a call that an instruction spells out
            SELECT CASE WHEN jsonb_typeof(c.arguments -> n.name) = 'number' AND c.lang <> 'en' AND x.place < 3
                                THEN replace(c.arguments ->> n.name, '.', ',') ELSE c.arguments ->> n.name END AS value) AS a
        LEFT JOIN @extschema@.finding_word AS w
               ON p.n % 2 = 0 AND w.list = split_part(p.part, '|', 2) AND w.code = c.arguments ->> n.name AND w.lang = c.lang
        GROUP BY c.position, c.lang, x.place
    )
    SELECT f.position, f.lang, max(f.told) FILTER (WHERE f.place = 1), max(f.told) FILTER (WHERE f.place = 2), max(f.told) FILTER (WHERE f.place = 3)
    FROM filled AS f
    GROUP BY f.position, f.lang;
END;
COMMENT ON FUNCTION @internal@.finding_texts(@internal@.raw_finding[], text[]) IS
    'the texts of findings, by their number in the array, in these languages; none for a code without texts';

CREATE FUNCTION @internal@.told_findings(findings @internal@.raw_finding[], lang text) RETURNS SETOF finding
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- a site's own check may have no texts; then its code speaks
    SELECT f.severity, f.code, f.relation, @internal@.masked(f.key), @internal@.masked(f.institution_id), coalesce(t.message, f.code),
           nullif(concat_ws(' ', nullif(t.hint, ''), t.instruction), '')
    FROM unnest(findings) WITH ORDINALITY AS f(severity, code, relation, key, institution_id, arguments, position)
    LEFT JOIN @internal@.finding_texts(findings, ARRAY[@internal@.require_language(told_findings.lang)]) AS t ON t.ordinal = f.position
    ORDER BY f.position;
END;
COMMENT ON FUNCTION @internal@.told_findings(@internal@.raw_finding[], text) IS 'findings as analysts read them, in a language: the hint with the instruction behind it';

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
    'the checks of the sources, in order: each a function of a year that gives raw findings, named with its schema, which a room declares beside its texts';
COMMENT ON COLUMN source_check.indicator IS 'whose sources it checks; NULL: those of several';
COMMENT ON COLUMN source_check.relations IS 'source relations that it needs whole; what is missing is a finding of its own';
