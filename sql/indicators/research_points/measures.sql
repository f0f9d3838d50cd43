-- Research points among the indicators, and what is measured.

INSERT INTO indicator (indicator, ordinal, family, relations, rows_function, facts_function, points_function, unset_function, parameter_patterns, text_nb, text_nn, text_en) VALUES
    ('research_points', 60, 'hod', '{}', 'research_point_rows', NULL, NULL, NULL, '{}',
     'Forskningspoeng', 'Forskingspoeng', 'Research points');

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en) VALUES
    ('research_points', 'total', 410, 'points', 4, true, false, 'nasjonaltMaalesystem/forskningspoeng/samlet', 'HOD: Nasjonalt system for måling',
     'Forskningspoeng i alt', 'Forskingspoeng i alt', 'Research points in total'),
    ('research_points', 'total_of_set_indicators', 420, 'points', 4, true, true, 'nasjonaltMaalesystem/forskningspoeng/fastsatteIndikatorer', 'HOD: Nasjonalt system for måling',
     'Forskningspoeng for indikatorer med fastsatte poeng', 'Forskingspoeng for indikatorar med fastsette poeng', 'Research points of indicators with set points');

INSERT INTO indicator_stream (indicator, measure, stream, keeps_value) VALUES
    ('research_points', 'total', '*', false), ('research_points', 'total\_of\_set\_indicators', '*', true);
