-- Arguments that a calendar year or day must fit: asked for once here, so that
-- no function ends in an error of date arithmetic or in rows of NULLs.

CREATE FUNCTION @internal@.require_year(year integer) RETURNS integer
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF year NOT BETWEEN 1 AND 9999 THEN
        RAISE EXCEPTION 'year % is no calendar year', year
            USING ERRCODE = 'RI019', HINT = 'Give a year from 1 to 9999, for example 2023.';
    END IF;
    RETURN year;
END
$$;
COMMENT ON FUNCTION @internal@.require_year(integer) IS
    'the year, when it is from 1 to 9999; else error RI019; NULL of NULL, which every function answers for itself';

CREATE FUNCTION @internal@.require_date(as_of date) RETURNS date
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF as_of IS NULL OR as_of NOT BETWEEN make_date(1, 1, 1) AND make_date(9999, 12, 31) THEN
        RAISE EXCEPTION 'day % is no calendar day', coalesce(to_char(as_of, 'YYYY-MM-DD BC'), as_of::text, 'NULL')
            USING ERRCODE = 'RI019', HINT = 'Give a day from 0001-01-01 to 9999-12-31, for example 2023-12-31; today is current_date.';
    END IF;
    RETURN as_of;
END
$$;
COMMENT ON FUNCTION @internal@.require_date(date) IS
    'the day, when it is in the years 1 to 9999; else, and of NULL, error RI019';
