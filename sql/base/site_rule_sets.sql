-- Rule sets of a site: values are checked however they come in, shipped sets
-- are read-only, a copy stands alone.

CREATE FUNCTION @internal@.checked_parameter_value(definition rule_parameter_definition, value text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    number numeric;
BEGIN
    IF value IS NULL THEN
        RETURN NULL;
    ELSIF definition.data_type = 'code' THEN
        IF value = ANY (definition.codes) THEN
            RETURN value;
        END IF;
    ELSIF definition.data_type = 'boolean' THEN
        IF lower(value) IN ('true', 'false') THEN
            RETURN lower(value);
        END IF;
    ELSIF value ~ '^-?[0-9]{1,15}([.][0-9]{1,10})?$' THEN
        number := trim_scale(value::numeric);
        IF number >= coalesce(definition.low, number) AND number <= coalesce(definition.high, number)
           AND scale(number) <= (CASE definition.data_type WHEN 'integer' THEN 0 ELSE definition.decimals END) THEN
            RETURN number::text;
        END IF;
    END IF;
    RAISE EXCEPTION 'value "%" is not allowed for parameter "%"', value, definition.name
        USING ERRCODE = 'RI033',
              HINT = CASE definition.data_type
                     WHEN 'code' THEN format('Choices: %s.', array_to_string(definition.codes, ', '))
                     WHEN 'boolean' THEN 'Choices: true, false.'
                     ELSE format('Give a %s from %s to %s (%s), with a decimal point.',
                                 CASE definition.data_type WHEN 'integer' THEN 'whole number'
                                      ELSE format('number of at most %s decimals', definition.decimals) END,
                                 coalesce(definition.low::text, 'any'), coalesce(definition.high::text, 'any'), definition.unit) END;
END
$$;
COMMENT ON FUNCTION @internal@.checked_parameter_value(rule_parameter_definition, text) IS
    'canonical text of a parameter''s value, or error RI033 when type or range do not fit';

-- Guards --------------------------------------------------------------------

CREATE FUNCTION @internal@.guard_rule_set() RETURNS trigger
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_OP IN ('UPDATE', 'DELETE') AND OLD.shipped OR TG_OP IN ('INSERT', 'UPDATE') AND NEW.shipped THEN
        RAISE EXCEPTION 'shipped rule set "%" is read-only', CASE TG_OP WHEN 'INSERT' THEN NEW.rule_set ELSE OLD.rule_set END
            USING ERRCODE = 'RI031',
                  HINT = 'Copy it with research_indicators.copy_rule_set(from, new_id, title) and change the copy.';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
COMMENT ON FUNCTION @internal@.guard_rule_set() IS 'trigger: shipped rule sets are read-only';

CREATE FUNCTION @internal@.guard_rule_row() RETURNS trigger
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    owner text := CASE TG_OP WHEN 'DELETE' THEN OLD.rule_set ELSE NEW.rule_set END;
BEGIN
    IF EXISTS (SELECT FROM @extschema@.rule_set AS s
               WHERE s.shipped AND (s.rule_set = owner OR TG_OP = 'UPDATE' AND s.rule_set = OLD.rule_set)) THEN
        RAISE EXCEPTION 'shipped rule set "%" is read-only', owner
            USING ERRCODE = 'RI031',
                  HINT = 'Copy it with research_indicators.copy_rule_set(from, new_id, title) and change the copy.';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
COMMENT ON FUNCTION @internal@.guard_rule_row() IS 'trigger: parameters of shipped rule sets are read-only';

CREATE FUNCTION @internal@.guard_parameter_value() RETURNS trigger
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    definition @extschema@.rule_parameter_definition;
BEGIN
    SELECT * INTO definition FROM @extschema@.rule_parameter_definition AS d WHERE d.name = NEW.name;
    IF definition.name IS NULL THEN
        RAISE EXCEPTION 'unknown rule parameter "%"', NEW.name
            USING ERRCODE = 'RI015', HINT = 'Table research_indicators.rule_parameter_definition has them all.';
    END IF;
    NEW.value := @internal@.checked_parameter_value(definition, NEW.value);
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION @internal@.guard_parameter_value() IS 'trigger: parameters have values of their type and range, however they come in';

CREATE FUNCTION @internal@.refuse_truncate() RETURNS trigger
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION 'table "%" holds shipped rule sets, which are read-only', TG_TABLE_NAME
        USING ERRCODE = 'RI031', HINT = 'Delete the rows of site rule sets instead.';
END
$$;
COMMENT ON FUNCTION @internal@.refuse_truncate() IS 'trigger: tables with shipped rows are not truncated';

-- Site sets -----------------------------------------------------------------

CREATE FUNCTION copy_rule_set("from" text, new_id text, title text) RETURNS text
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_rule_set("from", 'any');
    IF EXISTS (SELECT FROM @extschema@.rule_set AS s WHERE s.rule_set = new_id) THEN
        RAISE EXCEPTION 'rule set "%" exists already', new_id
            USING ERRCODE = 'RI035', HINT = 'Choose another id, or change the set with set_rule_parameter().';
    END IF;
    IF new_id !~ '^[a-z0-9][a-z0-9._-]*$' THEN
        RAISE EXCEPTION '"%" cannot be the id of a rule set', new_id
            USING ERRCODE = 'RI037', HINT = 'Ids are of lower-case letters, digits, dots, hyphens and underscores.';
    END IF;
    IF EXISTS (SELECT FROM @extschema@.rows_without_rule_set() AS m WHERE m.rule_set = new_id) THEN
        RAISE EXCEPTION 'rows of a missing rule set "%" would become part of the copy', new_id
            USING ERRCODE = 'RI085',
                  HINT = 'Choose another id, or delete them from rule_parameter, publication_weight and rule_code.';
    END IF;
    INSERT INTO @extschema@.rule_set (rule_set, family, title, first_year, last_year, legal_reference, nvi_rule_set)
    SELECT new_id, s.family, copy_rule_set.title, s.first_year, s.last_year, s.legal_reference,
           CASE s.family WHEN 'hod' THEN (SELECT h.nvi_rule_set
                                          FROM @internal@.rule_set_chain(s.rule_set) AS c
                                          JOIN @extschema@.rule_set AS h ON h.rule_set = c.member
                                          WHERE h.nvi_rule_set IS NOT NULL ORDER BY c.depth LIMIT 1) END
    FROM @extschema@.rule_set AS s WHERE s.rule_set = "from";
    -- a copy stands alone: what it inherited becomes its own, origins and sources stay
    INSERT INTO @extschema@.rule_parameter (rule_set, name, value, origin, source)
    SELECT DISTINCT ON (p.name) new_id, p.name, p.value, p.origin, p.source
    FROM @internal@.rule_set_chain("from") AS c JOIN @extschema@.rule_parameter AS p ON p.rule_set = c.member
    ORDER BY p.name, c.depth;
    INSERT INTO @extschema@.publication_weight (rule_set, form, channel_kind, level, weight, origin, source)
    SELECT DISTINCT ON (w.form, w.channel_kind, w.level)
           new_id, w.form, w.channel_kind, w.level, w.weight, w.origin, w.source
    FROM @internal@.rule_set_chain("from") AS c JOIN @extschema@.publication_weight AS w ON w.rule_set = c.member
    ORDER BY w.form, w.channel_kind, w.level, c.depth;
    INSERT INTO @extschema@.rule_code (rule_set, list, code, folds_to, origin, source)
    SELECT DISTINCT ON (l.list, l.code) new_id, l.list, l.code, l.folds_to, l.origin, l.source
    FROM @internal@.rule_set_chain("from") AS c JOIN @extschema@.rule_code AS l ON l.rule_set = c.member
    ORDER BY l.list, l.code, c.depth;
    RETURN new_id;
END
$$;
COMMENT ON FUNCTION copy_rule_set(text, text, text) IS
    'copies a rule set with everything it inherits into a new site set, which stands alone and is no default; returns the new id';

CREATE FUNCTION @internal@.set_publication_weight(rule_set text, name text, value text, origin text, source text) RETURNS void
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    part text[] := string_to_array(name, '.');
    shape @extschema@.rule_parameter_definition;
BEGIN
    shape.name := name;
    shape.data_type := 'numeric';
    shape.low := 0;
    shape.high := 100;
    shape.decimals := 4;
    shape.unit := 'points';
    IF cardinality(part) <> 4 OR part[1] <> 'publication_weight'
       OR part[2] NOT IN ('article', 'review', 'chapter', 'monograph', 'commentary')
       OR part[3] NOT IN ('journal', 'series', 'publisher') OR part[4] NOT IN ('2', '2A', '1', '0') THEN
        RAISE EXCEPTION 'unknown rule parameter "%"', name
            USING ERRCODE = 'RI015',
                  HINT = 'Weights are named publication_weight.<form>.<journal|series|publisher>.<level>, for example publication_weight.article.journal.1.';
    END IF;
    INSERT INTO @extschema@.publication_weight AS w (rule_set, form, channel_kind, level, weight, origin, source)
    VALUES (rule_set, part[2], part[3], part[4],
            @internal@.checked_parameter_value(shape, value)::numeric, origin, source)
    ON CONFLICT ON CONSTRAINT publication_weight_pkey
        DO UPDATE SET weight = excluded.weight, origin = excluded.origin, source = excluded.source;
END
$$;
COMMENT ON FUNCTION @internal@.set_publication_weight(text, text, text, text, text) IS
    'sets one weight; the part of set_rule_parameter that concerns publication_weight.*';

CREATE FUNCTION set_rule_parameter(rule_set text, name text, value text, origin text, source text) RETURNS void
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    definition @extschema@.rule_parameter_definition;
    set_family text;
BEGIN
    PERFORM @internal@.require_rule_set(coalesce(rule_set, ''), 'any');
    SELECT s.family INTO set_family FROM @extschema@.rule_set AS s WHERE s.rule_set = set_rule_parameter.rule_set;
    IF origin IS NULL OR origin NOT IN ('published', 'inferred', 'site', 'illustrative') OR coalesce(source, '') = '' THEN
        RAISE EXCEPTION 'parameter "%" needs an origin and a source, not "%" and "%"', name, origin, source
            USING ERRCODE = 'RI036', HINT = 'Origins: published, inferred, site, illustrative. The source says who states or decided the value.';
    END IF;
    IF name LIKE 'publication_weight.%' AND set_family = 'nvi' THEN
        PERFORM @internal@.set_publication_weight(rule_set, name, value, origin, source);
        RETURN;
    END IF;
    SELECT * INTO definition FROM @extschema@.rule_parameter_definition AS d
    WHERE d.name = set_rule_parameter.name AND d.family = set_family;
    IF definition.name IS NULL THEN
        RAISE EXCEPTION 'unknown rule parameter "%"', name
            USING ERRCODE = 'RI015',
                  HINT = format('Parameters of family %s: %s.', set_family,
                                (SELECT string_agg(d.name, ', ' ORDER BY d.name COLLATE "C")
                                 FROM @extschema@.rule_parameter_definition AS d WHERE d.family = set_family));
    END IF;
    INSERT INTO @extschema@.rule_parameter AS p (rule_set, name, value, origin, source)
    VALUES (rule_set, name, @internal@.checked_parameter_value(definition, value), origin, source)
    ON CONFLICT ON CONSTRAINT rule_parameter_pkey
        DO UPDATE SET value = excluded.value, origin = excluded.origin, source = excluded.source;
END
$$;
COMMENT ON FUNCTION set_rule_parameter(text, text, text, text, text) IS
    'sets one parameter of a site rule set, checked against its definition; value NULL unsets it; weights are named publication_weight.<form>.<channel kind>.<level>';
