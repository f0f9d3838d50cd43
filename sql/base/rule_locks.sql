-- A rule set that an issued report used is locked, and so are the sets it
-- extends.  Nothing is stored: the archive says which sets its reports used and
-- what every parameter was.  What the archive recorded may come back as it was,
-- so that a restore succeeds in whatever order its tables are loaded.

CREATE FUNCTION @internal@.hold(relation regclass, key text, session boolean DEFAULT false) RETURNS void
    AS 'MODULE_PATHNAME', 'research_indicators_hold'
    LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION @internal@.hold(regclass, text, boolean) IS
    'a lock on a relation and a key, to the end of the transaction or of the session, for those only who may write to the relation';

CREATE FUNCTION @internal@.hold_rule_sets_lock(change boolean) RETURNS void
    AS 'MODULE_PATHNAME', 'research_indicators_hold_rule_sets'
    LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION @internal@.hold_rule_sets_lock(boolean) IS
    'the lock of hold_rule_sets(): changes need the right to change sets, issuing that to issue';

CREATE FUNCTION @internal@.compute_latest_rules(with_reports boolean, sets text[]) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    rules text;
    reports text := '';
BEGIN
    WITH RECURSIVE reach (member) AS (
        SELECT u.member FROM unnest(sets) AS u(member)
        UNION
        SELECT b.member
        FROM reach AS r JOIN @extschema@.rule_set AS s ON s.rule_set = r.member CROSS JOIN LATERAL (VALUES (s.extends), (s.nvi_rule_set)) AS b(member)
    )
    SELECT md5(string_agg(r.version, ' ' ORDER BY r.version COLLATE "C")) INTO rules
    FROM (-- which sets there are, on what they build and which is the default
          SELECT 's' || s.ctid || s.xmin AS version, NULL AS rule_set FROM @extschema@.rule_set AS s
          UNION ALL SELECT 'a' || a.ctid || a.xmin, NULL FROM @extschema@.rule_set_adoption AS a
          UNION ALL SELECT 'p' || p.ctid || p.xmin, p.rule_set FROM @extschema@.rule_parameter AS p
          UNION ALL SELECT 'w' || w.ctid || w.xmin, w.rule_set FROM @extschema@.publication_weight AS w
          UNION ALL SELECT 'c' || c.ctid || c.xmin, c.rule_set FROM @extschema@.rule_code AS c) AS r
    WHERE sets IS NULL OR r.rule_set IS NULL OR r.rule_set IN (SELECT m.member FROM reach AS m);
    IF with_reports AND to_regclass(format('%I.report_rule_set', @extschema@.archive_schema())) IS NOT NULL THEN
        EXECUTE format('SELECT count(*)::text FROM %I.report_rule_set', @extschema@.archive_schema()) INTO reports;
    END IF;
    RETURN rules || ' ' || reports;
END
$$;
COMMENT ON FUNCTION @internal@.compute_latest_rules(boolean, text[]) IS
    'which versions of the rows of rules, and how many uses by issued reports, the snapshot sees: of these sets and what they build on, NULL: of all; body of latest_rules()';

CREATE FUNCTION @internal@.latest_rules(with_reports boolean, sets text[]) RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_latest'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.latest_rules(boolean, text[]) IS 'the same as of now, whatever snapshot the transaction has';

CREATE FUNCTION @internal@.hold_rule_sets(change boolean, sets text[] DEFAULT NULL) RETURNS void
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.hold_rule_sets_lock(change);
    -- READ COMMITTED looks anew after the lock; other snapshots are older than it
    IF current_setting('transaction_isolation') IN ('repeatable read', 'serializable')
       AND @internal@.compute_latest_rules(change, sets) <> @internal@.latest_rules(change, sets) THEN
        RAISE EXCEPTION 'rule sets or their use have changed since this transaction began'
            USING ERRCODE = 'serialization_failure', HINT = 'Roll back and try again.';
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.hold_rule_sets(boolean, text[]) IS
    'keeps changes of rule sets and the issuing of reports apart until the transaction ends: changes hold exclusively, issuing shares; error 40001 where the transaction sees what is no longer so, of these sets and what they build on, NULL: of any';

CREATE FUNCTION @internal@.archived_users(rule_set text) RETURNS text[]
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    candidates text[];
    users text[];
    readable boolean;
BEGIN
    SELECT bool_and(has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')) INTO readable
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname = @extschema@.archive_schema() AND c.relname IN ('report_rule_set', 'report_parameter')
    HAVING count(*) = 2;
    IF readable IS NULL THEN
        RETURN NULL;
    ELSIF NOT readable THEN
        RAISE EXCEPTION 'whether rule set "%" is locked cannot be seen in archive "%"', rule_set, @extschema@.archive_schema()
            USING ERRCODE = '42501',
                  HINT = 'research_indicators.grant_access(role, ''steward'') gives the right to see which rule sets issued reports used.';
    END IF;

    WITH RECURSIVE descendant (member) AS (
        SELECT archived_users.rule_set
        UNION
        SELECT s.rule_set FROM descendant AS d JOIN @extschema@.rule_set AS s ON s.extends = d.member
    )
    SELECT array_agg(d.member) INTO candidates FROM descendant AS d;
    EXECUTE format('SELECT array_agg(DISTINCT u.rule_set COLLATE "C" ORDER BY u.rule_set COLLATE "C") FROM %I.report_rule_set AS u WHERE u.rule_set = ANY ($1)',
                   @extschema@.archive_schema())
    INTO users USING candidates;
    RETURN users;
END
$$;
COMMENT ON FUNCTION @internal@.archived_users(text) IS
    'the sets that issued reports used and that are or extend the rule set; NULL when there are none, or no archive: the set is not locked';

CREATE FUNCTION @internal@.refuse_locked(rule_set text, users text[]) RETURNS void
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION 'rule set "%" is locked: issued reports rest on it', rule_set
        USING ERRCODE = 'RI032',
              DETAIL = format('Reports in archive "%s" used: %s.', @extschema@.archive_schema(), array_to_string(users, ', ')),
              HINT = format('Copy it with research_indicators.copy_rule_set(%L, new_id, title) and change the copy.', rule_set);
END
$$;
COMMENT ON FUNCTION @internal@.refuse_locked(text, text[]) IS 'error RI032: a locked rule set does not change';

CREATE FUNCTION @internal@.guard_locked_set() RETURNS trigger
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    users text[];
    known boolean;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN
        RETURN NEW;
    END IF;
    PERFORM @internal@.hold_rule_sets(true);
    IF TG_OP <> 'INSERT' THEN
        users := @internal@.archived_users(OLD.rule_set);
        IF users IS NOT NULL THEN
            PERFORM @internal@.refuse_locked(OLD.rule_set, users);
        END IF;
    END IF;
    IF TG_OP = 'INSERT' OR TG_OP = 'UPDATE' AND NEW.rule_set <> OLD.rule_set THEN
        users := @internal@.archived_users(NEW.rule_set);
        IF users IS NOT NULL THEN
            -- a set that the archive knows comes back under its own title only; of one that
            -- such a set extends the archive has the parameters alone
            EXECUTE format('SELECT coalesce(bool_or(u.family = $2 AND u.title = $3), true)
                            FROM %I.report_rule_set AS u WHERE u.rule_set = $1', @extschema@.archive_schema())
            INTO known USING NEW.rule_set, NEW.family, NEW.title;
            IF NOT known THEN
                PERFORM @internal@.refuse_locked(NEW.rule_set, users);
            END IF;
        END IF;
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
COMMENT ON FUNCTION @internal@.guard_locked_set() IS 'trigger: rule sets that issued reports rest on do not change';

CREATE FUNCTION @internal@.archived_differs(
    rule_set text, name text, value text, origin text, source text, users text[]) RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    differs boolean;
BEGIN
    -- a row does not disturb a report that took the very same from this set, or
    -- that took the parameter from a nearer one
    EXECUTE format($sql$
        SELECT EXISTS (
            SELECT
            FROM (SELECT DISTINCT p.report_id, p.rule_set FROM %1$I.report_parameter AS p WHERE p.rule_set = ANY ($6)) AS used
            LEFT JOIN %1$I.report_parameter AS held
              ON held.report_id = used.report_id AND held.rule_set = used.rule_set AND held.name = $2
            WHERE NOT coalesce(
                held.origin IS NOT NULL
                AND CASE WHEN coalesce(held.inherited_from, held.rule_set) = $1
                         THEN held.value IS NOT DISTINCT FROM $3 AND held.origin = $4 AND held.source = $5
                         ELSE (SELECT min(c.depth) FILTER (WHERE c.member = coalesce(held.inherited_from, held.rule_set))
                                      < min(c.depth) FILTER (WHERE c.member = $1)
                               FROM @internal@.rule_set_chain(held.rule_set) AS c) END,
                false))
    $sql$, @extschema@.archive_schema())
    INTO differs USING rule_set, name, value, origin, source, users;
    RETURN differs;
END
$$;
COMMENT ON FUNCTION @internal@.archived_differs(text, text, text, text, text, text[]) IS
    'whether a parameter of a locked set, given like this, differs from what issued reports recorded';

CREATE FUNCTION @internal@.guard_locked_row() RETURNS trigger
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    users text[];
    name text;
    value text;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN
        RETURN NEW;
    END IF;
    PERFORM @internal@.hold_rule_sets(true);
    IF TG_OP <> 'INSERT' THEN
        users := @internal@.archived_users(OLD.rule_set);
        IF users IS NOT NULL THEN
            PERFORM @internal@.refuse_locked(OLD.rule_set, users);
        END IF;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    users := @internal@.archived_users(NEW.rule_set);
    IF users IS NOT NULL THEN
        -- named and spelled as describe_rule_set() does
        IF TG_TABLE_NAME = 'rule_parameter' THEN
            name := NEW.name;
            value := NEW.value;
        ELSIF TG_TABLE_NAME = 'publication_weight' THEN
            name := concat_ws('.', 'publication_weight', NEW.form, NEW.channel_kind, NEW.level);
            value := trim_scale(NEW.weight)::text;
        ELSE
            name := concat_ws('.', NEW.list, NEW.code);
            value := NEW.folds_to;
        END IF;
        IF @internal@.archived_differs(NEW.rule_set, name, value, NEW.origin, NEW.source, users) THEN
            PERFORM @internal@.refuse_locked(NEW.rule_set, users);
        END IF;
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION @internal@.guard_locked_row() IS
    'trigger: parameters of rule sets that issued reports rest on do not change; a row comes back as the archive recorded it';

CREATE TRIGGER guard_rule_set_lock BEFORE INSERT OR UPDATE OR DELETE ON rule_set
    FOR EACH ROW EXECUTE FUNCTION @internal@.guard_locked_set();
COMMENT ON TRIGGER guard_rule_set_lock ON rule_set IS 'sets that issued reports rest on do not change';
CREATE TRIGGER guard_rule_row_lock BEFORE INSERT OR UPDATE OR DELETE ON rule_parameter
    FOR EACH ROW EXECUTE FUNCTION @internal@.guard_locked_row();
COMMENT ON TRIGGER guard_rule_row_lock ON rule_parameter IS 'parameters that issued reports rest on do not change';
CREATE TRIGGER guard_rule_row_lock BEFORE INSERT OR UPDATE OR DELETE ON publication_weight
    FOR EACH ROW EXECUTE FUNCTION @internal@.guard_locked_row();
COMMENT ON TRIGGER guard_rule_row_lock ON publication_weight IS 'weights that issued reports rest on do not change';
CREATE TRIGGER guard_rule_row_lock BEFORE INSERT OR UPDATE OR DELETE ON rule_code
    FOR EACH ROW EXECUTE FUNCTION @internal@.guard_locked_row();
COMMENT ON TRIGGER guard_rule_row_lock ON rule_code IS 'code lists that issued reports rest on do not change';
