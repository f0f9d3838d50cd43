-- Findings about courses, and what they say.

CREATE FUNCTION @internal@.check_methods_courses(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    SELECT 'warning', 'methods_course_participants', 'methods_course', c.course_id, c.institution_id, jsonb_build_object('course', c.course_id)
    FROM @internal@.methods_courses(year) AS c
    WHERE c.participants IS NULL
    ORDER BY c.course_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.check_methods_courses(integer) IS 'findings about courses of the year';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_methods_courses', 999, 'methods_courses', '{institution,methods_course}');

INSERT INTO finding_text (code, variant, lang, message, hint, instruction) VALUES
    ('methods_course_participants', '', 'en', 'course "{course}" has no number of participants', 'It is in no sum of participants. Enter it.', NULL),
    ('methods_course_participants', '', 'nb', 'Kurset «{course}» mangler antall deltakere.', 'Det er ikke med i summen av deltakere. Før det inn.', NULL),
    ('methods_course_participants', '', 'nn', 'Kurset «{course}» manglar talet på deltakarar.', 'Det er ikkje med i summen av deltakarar. Før det inn.', NULL);

INSERT INTO source_text (source, nb, nn) VALUES
    ('courses held in the year', 'kurs holdt i året', 'kurs haldne i året'),
    ('persons who took part in courses of the year', 'personer som deltok på kurs i året', 'personar som deltok på kurs i året');
