-- Findings about applications: amounts that cannot be, and what belongs to
-- nobody.

CREATE FUNCTION @internal@.check_applications(year integer) RETURNS SETOF finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.severity, d.code, 'application', a.application_id, d.message, d.hint
    FROM @internal@.applications(year) AS a
    CROSS JOIN LATERAL (VALUES
        ('error', CASE WHEN a.amount_sought = ANY ('{NaN,Infinity,-Infinity}') OR a.amount_granted = ANY ('{NaN,Infinity,-Infinity}') THEN 'application_amount_invalid' END,
         format('application "%s" has the amounts %s and %s', a.application_id, coalesce(a.amount_sought::text, 'none'), coalesce(a.amount_granted::text, 'none')),
         'What is no number is left out.'),
        ('warning', CASE WHEN least(a.amount_sought, a.amount_granted) < 0 THEN 'application_amount_negative' END,
         format('application "%s" has the amount %s', a.application_id, least(a.amount_sought, a.amount_granted)), 'It counts as it is.'),
        ('warning', CASE WHEN a.outcome = 'granted' AND a.amount_granted IS NULL THEN 'application_amount_missing' END,
         format('application "%s" was granted without an amount', a.application_id), 'The grant counts, its money does not.'),
        ('warning', CASE WHEN a.amount_granted > 0 AND coalesce(a.outcome, '') <> 'granted' THEN 'application_amount_without_grant' END,
         format('application "%s" has the amount %s and was not granted', a.application_id, a.amount_granted), 'The money does not count.'),
        ('notice', CASE WHEN a.amount_granted > a.amount_sought THEN 'application_above_sought' END,
         format('application "%s" was granted %s, more than the %s it sought', a.application_id, a.amount_granted, a.amount_sought), 'It counts as it is.'),
        ('error', CASE WHEN a.institution_id IS NULL THEN 'institution_unknown' END,
         format('application "%s" names %s', a.application_id,
                coalesce('institution "' || a.at_id || '", which does not exist', 'no institution')),
         'It counts among all applications and in no unit.')) AS d(severity, code, message, hint)
    WHERE d.code IS NOT NULL
    ORDER BY d.code COLLATE "C", a.application_id COLLATE "C", d.message COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.check_applications(integer) IS 'findings about the applications of the year';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_applications', 125, NULL, '{institution,application}');
