-- Focus areas among the indicators, and what is measured.

INSERT INTO indicator (indicator, ordinal, family, relations, rows_function, text_nb, text_nn, text_en) VALUES
    ('focus_areas', 90, 'hod', '{project,project_funding,project_focus_area}', 'focus_area_rows',
     'Satsingsområder', 'Satsingsområde', 'Focus areas');

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en) VALUES
    ('focus_areas', 'projects', 861, 'count', 0, false, false, 'satsingsomraader/prosjekter',
     'tags of projects; a project counts once in each of its areas',
     'Prosjekter etter satsingsområde', 'Prosjekt etter satsingsområde', 'Projects by focus area'),
    ('focus_areas', 'amount', 862, 'nok', 2, false, false, 'satsingsomraader/midler',
     'tags of projects with their share; within a framework no money counts twice',
     'Midler etter satsingsområde (kr)', 'Midlar etter satsingsområde (kr)', 'Money by focus area (NOK)');
