-- External funding among the indicators, and what is measured of it.

INSERT INTO indicator (indicator, ordinal, family, relations, rows_function, points_function, parameter_patterns, text_nb, text_nn, text_en) VALUES
    ('external_funding', 30, 'hod', '{external_funding}', 'external_funding_rows', 'external_funding_points', '{external_funding%}',
     'Ekstern finansiering', 'Ekstern finansiering', 'External funding');

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en) VALUES
    ('external_funding', 'eu_amount', 310, 'nok', 2, true, true, 'nasjonaltMaalesystem/eksternFinansiering/eu', 'HOD: Nasjonalt system for måling',
     'Midler fra EU (kr)', 'Midlar frå EU (kr)', 'EU funding (NOK)'),
    ('external_funding', 'nfr_amount', 320, 'nok', 2, true, true, 'nasjonaltMaalesystem/eksternFinansiering/forskningsraadet', 'HOD: Nasjonalt system for måling',
     'Midler fra Forskningsrådet (kr)', 'Midlar frå Forskingsrådet (kr)', 'Research Council funding (NOK)'),
    ('external_funding', 'points', 330, 'points', 4, true, false, 'nasjonaltMaalesystem/eksternFinansiering/poeng', 'HOD: Nasjonalt system for måling',
     'Poeng for ekstern finansiering', 'Poeng for ekstern finansiering', 'External-funding points');
