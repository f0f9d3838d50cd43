-- Courses in research methods among the indicators.

INSERT INTO indicator (indicator, ordinal, family, relations, rows_function, text_nb, text_nn, text_en) VALUES
    ('methods_courses', 66, 'hod', '{methods_course}', 'methods_courses_rows', 'Metodekurs', 'Metodekurs', 'Courses in research methods');

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en) VALUES
    ('methods_courses', 'courses', 471, 'count', 0, true, false, 'metodekurs/antallKurs', 'courses held in the year',
     'Metodekurs', 'Metodekurs', 'Courses in research methods'),
    ('methods_courses', 'participants', 472, 'count', 0, true, false, 'metodekurs/deltakere', 'persons who took part in courses of the year',
     'Deltakere på metodekurs', 'Deltakarar på metodekurs', 'Participants of courses in research methods');
