-- Doctoral degrees per institution, and their points.

CREATE FUNCTION @internal@.doctorates_by_institution(
    year integer, OUT institution_id text, OUT degrees numeric)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- a share that is none is left out, and a finding
    SELECT d.institution_id, coalesce(sum(d.share) FILTER (WHERE d.valid), 0)
    FROM @internal@.doctoral_degrees(year) AS d
    GROUP BY d.institution_id;
END;
COMMENT ON FUNCTION @internal@.doctorates_by_institution(integer) IS
    'doctoral degrees awarded in the year: sum of shares per top-level institution';

CREATE FUNCTION @internal@.doctorate_points(year integer, rule_set text) RETURNS SETOF @internal@.institution_points
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT (d.institution_id, round(d.degrees * @internal@.rule_parameter_value(rule_set, 'doctorate.points')::numeric, 4))::@internal@.institution_points
    FROM @internal@.doctorates_by_institution(year) AS d;
END;
COMMENT ON FUNCTION @internal@.doctorate_points(integer, text) IS
    'doctoral points per institution: the points of a whole degree times the sum of its shares, 4 decimals, rounded once';
