-- How far a long statement is: messages of level DEBUG1, which nobody sees who does
-- not ask for them (SET client_min_messages = debug1).  They reach the client while
-- the statement runs.

CREATE FUNCTION @internal@.report_progress(part text, year integer, ordinal integer, total integer) RETURNS boolean
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE DEBUG 'research_indicators: % % (% of %)', part, year, ordinal, total;
    RETURN true;
END
$$;
COMMENT ON FUNCTION @internal@.report_progress(text, integer, integer, integer) IS
    'says in a message of level DEBUG1 which part of a long statement begins, and is true: as a condition beside that part it is asked once, when the part begins';
