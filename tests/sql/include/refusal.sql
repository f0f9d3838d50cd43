-- Helpers for tests of errors; included by \ir.  Read-only, in pg_temp.

-- What a statement raises; all NULL when it succeeds.
CREATE FUNCTION pg_temp.raised(statement text, OUT state text, OUT message text, OUT hint text)
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE statement;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
END
$$;

-- The statement fails with this SQLSTATE, its message carries the offending
-- value, and its hint says something (and this, where hinted is given).
CREATE FUNCTION pg_temp.refuses(statement text, wanted text, value text, name text, hinted text DEFAULT '')
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    error record;
    good boolean;
BEGIN
    SELECT * INTO error FROM pg_temp.raised(statement);
    good := coalesce(error.state = wanted AND strpos(error.message, value) > 0
                     AND error.hint <> '' AND strpos(error.hint, hinted) > 0, false);
    RETURN ok(good, name)
        || CASE WHEN good THEN '' ELSE E'\n' || diag(format('%s: %s (hint: %s)',
               coalesce(error.state, 'no error'), error.message, error.hint)) END;
END
$$;
