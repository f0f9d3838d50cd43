-- What foreign keys would do between the tables of rules, by triggers: dumped
-- tables are restored in any order, side by side, so a row may arrive before its
-- set.  Functions that write ask for the set; a row without one is a finding.

CREATE FUNCTION @internal@.guard_rule_set_references() RETURNS trigger
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    users text;
BEGIN
    -- after the statement, when all its rows are there: a set may stand before the one that it extends
    IF TG_OP <> 'INSERT' AND NOT EXISTS (SELECT FROM @extschema@.rule_set AS s WHERE s.rule_set = OLD.rule_set) THEN
        SELECT string_agg(s.rule_set, ', ' ORDER BY s.rule_set COLLATE "C") INTO users
        FROM @extschema@.rule_set AS s WHERE OLD.rule_set IN (s.extends, s.nvi_rule_set);
        IF users IS NOT NULL THEN
            RAISE EXCEPTION 'rule set "%" is needed by %', OLD.rule_set, users
                USING ERRCODE = 'RI084', HINT = 'Delete those sets first, or let them refer to another set.';
        END IF;
    END IF;
    IF TG_OP = 'DELETE' THEN
        DELETE FROM @extschema@.rule_parameter AS p WHERE p.rule_set = OLD.rule_set;
        DELETE FROM @extschema@.publication_weight AS w WHERE w.rule_set = OLD.rule_set;
        DELETE FROM @extschema@.rule_code AS l WHERE l.rule_set = OLD.rule_set;
        RETURN NULL;
    ELSIF TG_OP = 'UPDATE' AND NEW.rule_set <> OLD.rule_set THEN
        UPDATE @extschema@.rule_parameter AS p SET rule_set = NEW.rule_set WHERE p.rule_set = OLD.rule_set;
        UPDATE @extschema@.publication_weight AS w SET rule_set = NEW.rule_set WHERE w.rule_set = OLD.rule_set;
        UPDATE @extschema@.rule_code AS l SET rule_set = NEW.rule_set WHERE l.rule_set = OLD.rule_set;
    END IF;

    PERFORM @internal@.require_rule_set(NEW.extends, 'any'), @internal@.require_rule_set(NEW.nvi_rule_set, 'any');
    IF EXISTS (SELECT FROM @internal@.rule_set_chain(NEW.extends) AS c WHERE c.member = NEW.rule_set) THEN
        RAISE EXCEPTION 'rule set "%" would extend itself through "%"', NEW.rule_set, NEW.extends
            USING ERRCODE = 'RI034', HINT = 'Extend a set that does not build on this one.';
    END IF;
    IF EXISTS (SELECT FROM @extschema@.rule_set AS s
               WHERE s.family <> NEW.family AND (s.rule_set = NEW.extends OR s.extends = NEW.rule_set)
                  OR s.rule_set = NEW.nvi_rule_set AND (s.family <> 'nvi' OR NEW.family <> 'hod')
                  OR s.nvi_rule_set = NEW.rule_set AND NEW.family <> 'nvi') THEN
        RAISE EXCEPTION 'rule set "%" refers to a set of the wrong family, or such a set to it', NEW.rule_set
            USING ERRCODE = 'RI034', HINT = 'A set extends sets of its own family; nvi_rule_set of a hod set names an nvi set.';
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION @internal@.guard_rule_set_references() IS
    'trigger: a set refers to sets that exist and are of the right family, never to itself; its rows follow it when it is renamed and go when it is deleted';

CREATE TRIGGER guard_rule_set_references AFTER INSERT OR UPDATE OR DELETE ON rule_set
    FOR EACH ROW EXECUTE FUNCTION @internal@.guard_rule_set_references();
COMMENT ON TRIGGER guard_rule_set_references ON rule_set IS 'sets refer to sets that exist, rows follow their set, inheritance has no cycles';

CREATE FUNCTION rows_without_rule_set(OUT relation text, OUT rule_set text, OUT row_count bigint)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT h.relation, h.rule_set, count(*)
    FROM (SELECT 'rule_parameter', p.rule_set FROM @extschema@.rule_parameter AS p
          UNION ALL SELECT 'publication_weight', w.rule_set FROM @extschema@.publication_weight AS w
          UNION ALL SELECT 'rule_code', l.rule_set FROM @extschema@.rule_code AS l
          UNION ALL SELECT 'rule_set_adoption', a.rule_set FROM @extschema@.rule_set_adoption AS a
          UNION ALL SELECT 'rule_set', s.extends FROM @extschema@.rule_set AS s WHERE s.extends IS NOT NULL
          UNION ALL SELECT 'rule_set', s.nvi_rule_set FROM @extschema@.rule_set AS s WHERE s.nvi_rule_set IS NOT NULL
         ) AS h(relation, rule_set)
    WHERE NOT EXISTS (SELECT FROM @extschema@.rule_set AS s WHERE s.rule_set = h.rule_set)
    GROUP BY h.relation, h.rule_set
    ORDER BY h.relation COLLATE "C", h.rule_set COLLATE "C";
END;
COMMENT ON FUNCTION rows_without_rule_set() IS
    'rows of the tables of rules that belong to a rule set, or refer to one, that does not exist';
