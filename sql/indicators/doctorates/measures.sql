-- Doctoral degrees among the indicators, and what is measured of them.

INSERT INTO indicator (indicator, ordinal, family, relations, rows_function, points_function, parameter_patterns, text_nb, text_nn, text_en) VALUES
    ('doctorates', 20, 'hod', '{doctoral_degree}', 'doctorate_rows', 'doctorate_points', '{doctorate%}',
     'Avlagte doktorgrader', 'Avlagde doktorgradar', 'Doctoral degrees');

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en) VALUES
    ('doctorates', 'degrees', 210, 'count', 4, true, true, 'nasjonaltMaalesystem/avlagteDoktorgrader/antall', 'HOD: Nasjonalt system for måling; the reported share of each trust',
     'Avlagte doktorgrader', 'Avlagde doktorgradar', 'Doctoral degrees'),
    ('doctorates', 'points', 220, 'points', 4, true, false, 'nasjonaltMaalesystem/avlagteDoktorgrader/poeng', 'HOD: Nasjonalt system for måling',
     'Doktorgradspoeng', 'Doktorgradspoeng', 'Doctoral points');
