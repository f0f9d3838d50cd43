-- A site's own set becomes the default of its family from a year on, and stops
-- being it.  Adoptions stand in a table of the site's, which is dumped; shipped
-- rows stay as they are.
--
-- Dumped tables are restored in any order, so triggers ask for nothing that may
-- come later: what needs the set as a whole, adopt_rule_set asks.

CREATE FUNCTION @internal@.illustrative_values(rule_set text) RETURNS text[]
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH member AS (
        SELECT illustrative_values.rule_set AS rule_set
        UNION
        (SELECT h.nvi_rule_set
         FROM @internal@.rule_set_chain(rule_set) AS c
         JOIN @extschema@.rule_set AS h ON h.rule_set = c.member
         WHERE h.nvi_rule_set IS NOT NULL
         ORDER BY c.depth LIMIT 1)
    )
    SELECT coalesce(array_agg(m.rule_set || '.' || d.name ORDER BY m.rule_set COLLATE "C", d.name COLLATE "C"), '{}')
    FROM member AS m
    JOIN @extschema@.rule_set AS s ON s.rule_set = m.rule_set
    CROSS JOIN LATERAL @extschema@.describe_rule_set(s.rule_set) AS d
    WHERE d.origin = 'illustrative' AND d.value IS NOT NULL;
END;
COMMENT ON FUNCTION @internal@.illustrative_values(text) IS
    'the made-up values that hold in a rule set, inherited ones and those of its NVI set included, each as set.name';

CREATE FUNCTION @internal@.refuse_unfit_default(rule_set text, from_year integer) RETURNS void
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item @extschema@.rule_set;
    made_up text[] := @internal@.illustrative_values(rule_set);
BEGIN
    SELECT s.* INTO item FROM @extschema@.rule_set AS s WHERE s.rule_set = refuse_unfit_default.rule_set;
    IF item.shipped THEN
        RAISE EXCEPTION 'shipped rule set "%" is not adopted', rule_set
            USING ERRCODE = 'RI095',
                  HINT = format('Copy it with research_indicators.copy_rule_set(%L, new_id, title) and adopt the copy.', rule_set);
    END IF;
    IF NOT (from_year >= item.first_year AND from_year <= coalesce(item.last_year, from_year)) THEN
        RAISE EXCEPTION 'rule set "%" is for the years from % to %, not for %', rule_set, item.first_year, coalesce(item.last_year::text, 'now'), from_year
            USING ERRCODE = 'RI094',
                  HINT = 'Years of an nvi set are publication years, those of a hod set budget years; see first_year and last_year in research_indicators.rule_set.';
    END IF;
    IF cardinality(made_up) > 0 THEN
        RAISE EXCEPTION 'rule set "%" holds made-up values: %', rule_set, array_to_string(made_up, ', ')
            USING ERRCODE = 'RI096',
                  HINT = 'A default holds for what is reported. Give each a value with another origin, or NULL, with research_indicators.set_rule_parameter() or set_rule_code().';
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.refuse_unfit_default(text, integer) IS
    'error RI095 (shipped), RI094 (other years) or RI096 (made-up values) when a set cannot be the default from a year on';

-- Guards --------------------------------------------------------------------

CREATE FUNCTION @internal@.refuse_used_default(rule_set text) RETURNS void
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF rule_set = ANY (@internal@.archived_users(rule_set)) THEN
        RAISE EXCEPTION 'rule set "%" stays adopted: issued reports rest on it', rule_set
            USING ERRCODE = 'RI097',
                  HINT = 'Adopt another set from a later year on with research_indicators.adopt_rule_set(id, from_year).';
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.refuse_used_default(text) IS 'error RI097 while an issued report rests on an adopted set';

CREATE FUNCTION @internal@.guard_adoption() RETURNS trigger
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    set_family text;
BEGIN
    PERFORM @internal@.hold_rule_sets(true);
    IF TG_OP <> 'INSERT' THEN
        PERFORM @internal@.refuse_used_default(OLD.rule_set);
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    SELECT s.family INTO set_family FROM @extschema@.rule_set AS s WHERE s.rule_set = NEW.rule_set;
    -- a restore may bring the adoption before its set
    IF FOUND THEN
        PERFORM @internal@.require_rule_set(NEW.rule_set, NEW.family), @internal@.refuse_unfit_default(NEW.rule_set, NEW.from_year);
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION @internal@.guard_adoption() IS
    'trigger: shipped sets and sets with made-up values are not adopted; what issued reports rest on stays adopted';

CREATE FUNCTION @internal@.guard_adopted_set() RETURNS trigger
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item @extschema@.rule_set_adoption;
BEGIN
    FOR item IN SELECT a.* FROM @extschema@.rule_set_adoption AS a ORDER BY a.rule_set COLLATE "C" LOOP
        IF TG_TABLE_NAME = 'rule_set' AND NOT EXISTS (SELECT FROM @extschema@.rule_set AS s WHERE s.rule_set = item.rule_set AND s.family = item.family) THEN
            IF OLD.rule_set = item.rule_set THEN
                RAISE EXCEPTION 'rule set "%" is the default from % on', item.rule_set, item.from_year
                    USING ERRCODE = 'RI084', HINT = format('Take that back first: research_indicators.withdraw_rule_set(%L).', item.rule_set);
            END IF;
            CONTINUE;
        END IF;
        PERFORM @internal@.refuse_unfit_default(item.rule_set, item.from_year);
        IF item.family = 'hod' AND TG_OP <> 'INSERT' THEN
            PERFORM @internal@.require_parameter(item.rule_set, 'grant.lag_years');
        END IF;
    END LOOP;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION @internal@.guard_adopted_set() IS
    'trigger: an adopted set is there, for its years, and neither it nor what it builds on gets made-up values';

CREATE TRIGGER guard_adoption BEFORE INSERT OR UPDATE OR DELETE ON rule_set_adoption
    FOR EACH ROW EXECUTE FUNCTION @internal@.guard_adoption();
COMMENT ON TRIGGER guard_adoption ON rule_set_adoption IS 'who becomes the default, and when it stops being it';
CREATE TRIGGER guard_adopted_set AFTER UPDATE OR DELETE ON rule_set
    FOR EACH ROW EXECUTE FUNCTION @internal@.guard_adopted_set();
COMMENT ON TRIGGER guard_adopted_set ON rule_set IS 'adopted sets stay, and stay without made-up values';

-- Of what comes in, only made-up values matter; of what changes or goes, all:
-- something else may show behind it.
CREATE TRIGGER guard_adopted_new AFTER INSERT ON rule_parameter
    FOR EACH ROW WHEN (NEW.origin = 'illustrative') EXECUTE FUNCTION @internal@.guard_adopted_set();
COMMENT ON TRIGGER guard_adopted_new ON rule_parameter IS 'adopted sets get no made-up values';
CREATE TRIGGER guard_adopted_set AFTER UPDATE OR DELETE ON rule_parameter
    FOR EACH ROW EXECUTE FUNCTION @internal@.guard_adopted_set();
COMMENT ON TRIGGER guard_adopted_set ON rule_parameter IS 'adopted sets get no made-up values, and keep the lag of their years';
CREATE TRIGGER guard_adopted_new AFTER INSERT ON publication_weight
    FOR EACH ROW WHEN (NEW.origin = 'illustrative') EXECUTE FUNCTION @internal@.guard_adopted_set();
COMMENT ON TRIGGER guard_adopted_new ON publication_weight IS 'adopted sets get no made-up values';
CREATE TRIGGER guard_adopted_set AFTER UPDATE OR DELETE ON publication_weight
    FOR EACH ROW EXECUTE FUNCTION @internal@.guard_adopted_set();
COMMENT ON TRIGGER guard_adopted_set ON publication_weight IS 'adopted sets get no made-up values';
CREATE TRIGGER guard_adopted_new AFTER INSERT ON rule_code
    FOR EACH ROW WHEN (NEW.origin = 'illustrative') EXECUTE FUNCTION @internal@.guard_adopted_set();
COMMENT ON TRIGGER guard_adopted_new ON rule_code IS 'adopted sets get no made-up values';
CREATE TRIGGER guard_adopted_set AFTER UPDATE OR DELETE ON rule_code
    FOR EACH ROW EXECUTE FUNCTION @internal@.guard_adopted_set();
COMMENT ON TRIGGER guard_adopted_set ON rule_code IS 'adopted sets get no made-up values';

SELECT pg_catalog.pg_extension_config_dump('rule_set_adoption', '');

-- Adopting ------------------------------------------------------------------

CREATE FUNCTION @internal@.last_year_issued(rule_set text) RETURNS integer
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    last_year integer;
BEGIN
    IF rule_set = ANY (@internal@.archived_users(rule_set)) THEN
        EXECUTE format('SELECT max(r.year) FROM %1$I.report AS r JOIN %1$I.report_rule_set AS u ON u.report_id = r.report_id WHERE u.rule_set = $1',
                       @extschema@.archive_schema())
        INTO last_year USING rule_set;
    END IF;
    RETURN last_year;
END
$$;
COMMENT ON FUNCTION @internal@.last_year_issued(text) IS 'last year of an issued report that used a rule set; NULL when there is none';

CREATE FUNCTION @internal@.refuse_shortening(rule_set text, family text, from_year integer) RETURNS void
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    earlier text;
    last_year integer;
BEGIN
    SELECT p.rule_set INTO earlier
    FROM @internal@.default_periods(family) AS p
    WHERE p.adopted AND p.first_year < from_year AND coalesce(p.last_year, from_year) >= from_year;
    last_year := @internal@.last_year_issued(earlier)
                 + CASE family WHEN 'hod' THEN @internal@.require_parameter(earlier, 'grant.lag_years')::integer ELSE 0 END;
    IF last_year >= from_year THEN
        RAISE EXCEPTION 'rule set "%" cannot be the default from % on: issued reports of years until % rest on "%"', rule_set, from_year, last_year, earlier
            USING ERRCODE = 'RI097', HINT = format('Adopt it from %s or later.', last_year + 1);
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.refuse_shortening(text, text, integer) IS
    'error RI097 when a new default would take years from an adopted one that issued reports rest on';

CREATE FUNCTION adopt_rule_set(id text, from_year integer) RETURNS void
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    set_family text;
    other @extschema@.rule_set_adoption;
BEGIN
    PERFORM @internal@.require_year(from_year);
    PERFORM @internal@.require_rule_set(coalesce(id, ''), 'any'), @internal@.hold_rule_sets(true);
    SELECT s.family INTO set_family FROM @extschema@.rule_set AS s WHERE s.rule_set = id;
    IF from_year IS NULL THEN
        RAISE EXCEPTION 'rule set "%" is adopted from a year on, not from none', id
            USING ERRCODE = 'RI019', HINT = 'Give the first year: of an nvi set a publication year, of a hod set a budget year.';
    END IF;
    SELECT a.* INTO other FROM @extschema@.rule_set_adoption AS a
    WHERE a.rule_set = id OR a.family = set_family AND a.from_year = adopt_rule_set.from_year
    ORDER BY a.rule_set = id DESC LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'rule set "%" is the default from % on', other.rule_set, other.from_year
            USING ERRCODE = 'RI094',
                  HINT = format('Take that back first with research_indicators.withdraw_rule_set(%L)%s.', other.rule_set,
                                CASE WHEN other.rule_set <> id THEN ', or adopt the set from another year' ELSE '' END);
    END IF;
    PERFORM @internal@.refuse_unfit_default(id, from_year);
    IF set_family = 'hod' THEN
        -- without it no result year leads to the set
        PERFORM @internal@.require_parameter(id, 'grant.lag_years');
    END IF;
    PERFORM @internal@.refuse_shortening(id, set_family, from_year);
    INSERT INTO @extschema@.rule_set_adoption (rule_set, family, from_year) VALUES (id, set_family, from_year);
END
$$;
COMMENT ON FUNCTION adopt_rule_set(text, integer) IS
    'makes a site''s own rule set the default of its family from a year on (of an nvi set a publication year, of a hod set a budget year), until the year of a set adopted later or the set''s last year; refuses made-up values, inherited ones too';

CREATE FUNCTION withdraw_rule_set(id text) RETURNS void
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    DELETE FROM @extschema@.rule_set_adoption AS a WHERE a.rule_set = id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'rule set "%" is not adopted', id
            USING ERRCODE = 'RI097',
                  HINT = format('Adopted sets: %s.', coalesce((SELECT string_agg(a.rule_set, ', ' ORDER BY a.rule_set COLLATE "C")
                                                              FROM @extschema@.rule_set_adoption AS a), 'none'));
    END IF;
END
$$;
COMMENT ON FUNCTION withdraw_rule_set(text) IS
    'takes adopt_rule_set back: the default before it holds again; only while no issued report rests on the set';
