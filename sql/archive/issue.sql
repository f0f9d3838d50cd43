-- What issuing a report is made of: digests of its sources, its environment, the
-- rules that it names, what it may replace.  frozen_parts.sql puts it together.

CREATE FUNCTION @internal@.source_row_digests(
    wanted text[] DEFAULT NULL, OUT relation text, OUT row_key text, OUT row_count bigint, OUT sha256 bytea)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET timezone = 'UTC'
    SET datestyle = 'ISO, YMD'
    SET intervalstyle = 'postgres'
    SET extra_float_digits = 1
AS $$
DECLARE
    item record;
BEGIN
    FOR item IN
        SELECT r.relation, string_agg(format('s.%I', c.column_name), ', ' ORDER BY c.ordinal) AS columns,
               -- rows without a key of their own go by what they refer to
               string_agg(format('s.%I::text', c.column_name), ', ' ORDER BY array_position(k.columns, c.column_name), c.ordinal)
                   FILTER (WHERE c.column_name = ANY (k.columns)) AS key
        FROM @extschema@.source_relation AS r
        CROSS JOIN LATERAL (
            SELECT CASE r.key_columns WHEN '{}' THEN (SELECT array_agg(f.column_name ORDER BY f.column_name COLLATE "C")
                                                      FROM @extschema@.source_reference AS f WHERE f.relation = r.relation)
                   ELSE r.key_columns END AS columns) AS k
        JOIN @extschema@.source_column AS c ON c.relation = r.relation
        JOIN pg_attribute AS a ON a.attname = c.column_name AND a.attnum > 0 AND NOT a.attisdropped
         AND a.attrelid = to_regclass(format('%I.%I', @extschema@.source_schema(), r.relation))
        WHERE wanted IS NULL OR r.relation = ANY (wanted)
        GROUP BY r.relation, r.ordinal
        ORDER BY r.ordinal
    LOOP
        RETURN QUERY EXECUTE format($sql$
            SELECT %L, d.row_key, count(*), sha256(string_agg(d.digest, ''::bytea ORDER BY d.digest))
            -- of rows with personal data in their key, the archive keeps no key
            FROM (SELECT left(@internal@.masked(concat_ws(';', %s)), 500) AS row_key, sha256(convert_to(jsonb_build_array(%s)::text, 'UTF8')) AS digest
                  FROM %I.%I AS s) AS d
            GROUP BY d.row_key
        $sql$, item.relation, coalesce(item.key, quote_literal('')), item.columns, @extschema@.source_schema(), item.relation);
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.source_row_digests(text[]) IS
    'SHA-256 of the rows of every source relation (or of those wanted) by key, over the columns of the contract; rows without a key go by what they refer to';

CREATE FUNCTION @internal@.source_digests(OUT relation text, OUT row_count bigint, OUT sha256 text)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT r.relation, coalesce(sum(d.row_count), 0)::bigint,
           encode(sha256(coalesce(string_agg(convert_to(d.row_key, 'UTF8') || d.sha256, '' ORDER BY d.row_key COLLATE "C"), '')), 'hex')
    FROM @extschema@.source_relation AS r
    LEFT JOIN @internal@.source_row_digests() AS d ON d.relation = r.relation
    WHERE to_regclass(format('%I.%I', @extschema@.source_schema(), r.relation)) IS NOT NULL
    GROUP BY r.relation, r.ordinal
    ORDER BY r.ordinal;
END;
COMMENT ON FUNCTION @internal@.source_digests() IS
    'number of rows and SHA-256 of every source relation, over the keys and digests of its rows; independent of the order of rows and of the session''s settings';

CREATE FUNCTION canonical_body(document xml) RETURNS bytea
    AS 'MODULE_PATHNAME', 'research_indicators_canonical_body'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION canonical_body(xml) IS
    'canonical bytes (Canonical XML 1.1) of the element innhold of a report, as it stands in the document';

CREATE FUNCTION @internal@.report_environment(facts fact[], source_schema text, archive text DEFAULT NULL) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    production text;
BEGIN
    EXECUTE format('SELECT s.value FROM %I.setting AS s WHERE s.name = ''production_source_schema''', coalesce(archive, @extschema@.require_archive()))
    INTO production;
    IF production = source_schema
       AND NOT EXISTS (SELECT FROM unnest(facts) AS f WHERE f.origin = 'illustrative') THEN
        RETURN 'PROD';
    END IF;
    RETURN 'TEST';
END
$$;
COMMENT ON FUNCTION @internal@.report_environment(fact[], text, text) IS
    'PROD only from the schema that the archive names as production_source_schema, and never with an illustrative parameter; else TEST';

CREATE FUNCTION @internal@.frozen_rule_sets(
    records report_record[], OUT rule_set text, OUT family text, OUT title text, OUT sha256 text, OUT parameters jsonb)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT s.rule_set, s.family, s.title, @extschema@.rule_set_digest(s.rule_set),
           (SELECT jsonb_agg(to_jsonb(p) ORDER BY p.name COLLATE "C") FROM @internal@.told_parameters(s.rule_set) AS p)
    FROM unnest(records) AS r
    JOIN @extschema@.rule_set AS s ON s.rule_set = r.content ->> 'id'
    WHERE r.kind = 'regelsett';
END;
COMMENT ON FUNCTION @internal@.frozen_rule_sets(report_record[]) IS
    'the rule sets that a report names, with their digests and the parameters that it shows of them';

CREATE FUNCTION @internal@.refuse_misfit(archive text, replaced uuid, year integer, orgnr text, edition text) RETURNS void
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    fits boolean;
BEGIN
    EXECUTE format($sql$
        SELECT r.year = $2 AND r.orgnr = $3 AND r.edition = $4
               AND (SELECT v.state FROM %1$I.report_event AS v WHERE v.report_id = r.report_id ORDER BY v.ordinal DESC LIMIT 1) <> 'superseded'
        FROM %1$I.report AS r WHERE r.report_id = $1
    $sql$, archive)
    INTO fits USING replaced, year, orgnr, edition;
    IF NOT coalesce(fits, false) THEN
        RAISE EXCEPTION 'a report of % for "%" does not replace report "%"', year, orgnr, replaced
            USING ERRCODE = 'RI045',
                  HINT = 'A report replaces one of the same year, unit and edition that has not been superseded.';
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.refuse_misfit(text, uuid, integer, text, text) IS
    'error RI045 when a report is to replace one of another year, unit or edition, or one that has been superseded';

CREATE TYPE @internal@.frozen_content AS (
    whole report_content,
    explanation @internal@.explanation_part[]
);
COMMENT ON TYPE @internal@.frozen_content IS 'what a report says, and what explains its figures';

CREATE FUNCTION @internal@.compute_frozen_content(year integer, orgnr text, rule_set text, edition text) RETURNS @internal@.frozen_content
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    frozen @internal@.frozen_content;
BEGIN
    frozen.whole := @internal@.report_content(year, orgnr, rule_set, edition);
    -- steps would tell what the public edition hides
    IF edition <> 'public' THEN
        SELECT array_agg(e) INTO frozen.explanation
        FROM (SELECT array_agg(f.indicator) AS indicators, array_agg(f.year) AS years
              FROM (SELECT DISTINCT f.indicator, f.year FROM unnest((frozen.whole).facts) AS f) AS f) AS f
        CROSS JOIN LATERAL @internal@.explanation_parts(f.indicators, f.years, compute_frozen_content.rule_set) AS e;
    END IF;
    RETURN frozen;
END
$$;
COMMENT ON FUNCTION @internal@.compute_frozen_content(integer, text, text, text) IS 'body of frozen_content()';

CREATE FUNCTION @internal@.frozen_content(year integer, orgnr text, rule_set text, edition text) RETURNS @internal@.frozen_content
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.frozen_content(integer, text, text, text) IS
    'everything that an edition of a report says and, but for the public one, what explains its figures; both rest on results that are computed once';
