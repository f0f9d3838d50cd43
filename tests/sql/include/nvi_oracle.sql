-- Publication points from their definition, in plain SQL numeric: an oracle
-- for nvi_points, written from the published rule and from nothing else.
--
--     points = W * K * sqrt(n / N)
--
-- nva: n/N to 10 significant digits half-up, then to 10 decimals half-up; the
-- square root of that to 10 significant digits half-up, then to 10 decimals
-- half-up; W * K * root exactly, then 4 decimals half-up.
-- exact: the true value, half-up at 4 decimals.
--
-- round(numeric, d) rounds halves away from zero, that is half-up for what is
-- not negative.  Quotients and roots are taken with 60 decimals: a quotient of
-- whole numbers up to 100 000 that is no tie at the 15th decimal differs from
-- one by more than 10^-21, so the 60 decimals cannot hide it.

-- x > 0 and at most 1, to 10 significant digits
CREATE FUNCTION pg_temp.ten_digits(x numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT round(x, CASE WHEN x >= 1 THEN 9
                         WHEN x >= 0.1 THEN 10
                         WHEN x >= 0.01 THEN 11
                         WHEN x >= 0.001 THEN 12
                         WHEN x >= 0.0001 THEN 13
                         WHEN x >= 0.00001 THEN 14 END)
$$;

-- a number with 60 decimals, so that what is computed from it has them too
CREATE FUNCTION pg_temp.precisely(x numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT round(x, 60)
$$;

-- the root that method nva multiplies
CREATE FUNCTION pg_temp.nva_root(shares int, total int) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    ratio numeric := round(pg_temp.ten_digits(pg_temp.precisely(shares) / total), 10);
BEGIN
    IF shares = 0 THEN
        RETURN 0;
    END IF;
    RETURN round(pg_temp.ten_digits(sqrt(pg_temp.precisely(ratio))), 10);
END
$$;

-- the true root, 60 decimals
CREATE FUNCTION pg_temp.exact_root(shares int, total int) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    RETURN sqrt(pg_temp.precisely(shares) / total);
END
$$;

CREATE FUNCTION pg_temp.nva_points(weight numeric, factor numeric, root numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT round(weight * factor * root, 4)
$$;

-- A rational root such as 1/96 has no end as a decimal, yet W times it may be a
-- tie.  What is no tie differs from one by more than 10^-25 (the squares differ
-- by 10^-16 / N at least), so 40 decimals first tell the two apart.
CREATE FUNCTION pg_temp.exact_points(weight numeric, factor numeric, root numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT round(round(weight * factor * root, 40), 4)
$$;
