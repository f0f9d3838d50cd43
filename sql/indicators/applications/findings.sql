-- Findings about applications: amounts that cannot be, and what belongs to
-- nobody.

CREATE FUNCTION @internal@.check_applications(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.severity, d.code, 'application', a.application_id, a.institution_id,
           jsonb_build_object('variant', d.variant, 'application', a.application_id, 'institution', a.at_id, 'sought', a.amount_sought, 'granted', a.amount_granted,
                              'least', least(a.amount_sought, a.amount_granted))
    FROM @internal@.applications(year) AS a
    CROSS JOIN LATERAL (VALUES
        ('error', CASE WHEN a.amount_sought = ANY ('{NaN,Infinity,-Infinity}') OR a.amount_granted = ANY ('{NaN,Infinity,-Infinity}') THEN 'application_amount_invalid' END,
         CASE WHEN a.amount_sought IS NULL THEN 'sought_missing' WHEN a.amount_granted IS NULL THEN 'granted_missing' END),
        ('warning', CASE WHEN least(a.amount_sought, a.amount_granted) < 0 THEN 'application_amount_negative' END, NULL),
        ('warning', CASE WHEN a.outcome = 'granted' AND a.amount_granted IS NULL THEN 'application_amount_missing' END, NULL),
        ('warning', CASE WHEN a.amount_granted > 0 AND coalesce(a.outcome, '') <> 'granted' THEN 'application_amount_without_grant' END, NULL),
        ('notice', CASE WHEN a.amount_granted > a.amount_sought THEN 'application_above_sought' END, NULL),
        ('error', CASE WHEN a.institution_id IS NULL THEN 'institution_unknown' END, CASE WHEN a.at_id IS NULL THEN 'application_at_none' END)) AS d(severity, code, variant)
    WHERE d.code IS NOT NULL
    ORDER BY d.code COLLATE "C", a.application_id COLLATE "C", a.institution_id COLLATE "C", a.amount_sought, a.amount_granted;
END;
COMMENT ON FUNCTION @internal@.check_applications(integer) IS 'findings about the applications of the year';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_applications', 125, NULL, '{institution,application}');
