-- HRCS codes among the indicators, and what is measured.

INSERT INTO indicator (indicator, ordinal, family, relations, rows_function, text_nb, text_nn, text_en) VALUES
    ('hrcs_health_category', 85, 'hod', '{project,project_funding,project_hrcs,project_publication,publication}', 'hrcs_health_category_rows',
     'Helsekategorier (HRCS)', 'Helsekategoriar (HRCS)', 'Health categories (HRCS)'),
    ('hrcs_research_activity', 86, 'hod', '{project,project_funding,project_hrcs,project_publication,publication}', 'hrcs_research_activity_rows',
     'Forskningsaktiviteter (HRCS)', 'Forskingsaktivitetar (HRCS)', 'Research activities (HRCS)');

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en) VALUES
    ('hrcs_health_category', 'projects', 841, 'count', 0, false, false, 'hrcs/helsekategori/prosjekter',
     'UKCRC HRCS; a project counts once in each of its codes',
     'Prosjekter etter helsekategori', 'Prosjekt etter helsekategori', 'Projects by health category'),
    ('hrcs_health_category', 'amount', 842, 'nok', 2, false, false, 'hrcs/helsekategori/midler',
     'UKCRC HRCS; split by percentage, adds up to the øre',
     'Midler etter helsekategori (kr)', 'Midlar etter helsekategori (kr)', 'Money by health category (NOK)'),
    ('hrcs_health_category', 'publications', 843, 'count', 0, false, false, 'hrcs/helsekategori/publikasjoner',
     'UKCRC HRCS; publications of the year of the projects',
     'Publikasjoner etter helsekategori', 'Publikasjonar etter helsekategori', 'Publications by health category'),
    ('hrcs_research_activity', 'projects', 851, 'count', 0, false, false, 'hrcs/forskningsaktivitet/prosjekter',
     'UKCRC HRCS, groups of research activities; a project counts once in each of its groups',
     'Prosjekter etter forskningsaktivitet', 'Prosjekt etter forskingsaktivitet', 'Projects by research activity'),
    ('hrcs_research_activity', 'amount', 852, 'nok', 2, false, false, 'hrcs/forskningsaktivitet/midler',
     'UKCRC HRCS, groups of research activities; split by percentage, adds up to the øre',
     'Midler etter forskningsaktivitet (kr)', 'Midlar etter forskingsaktivitet (kr)', 'Money by research activity (NOK)'),
    ('hrcs_research_activity', 'publications', 853, 'count', 0, false, false, 'hrcs/forskningsaktivitet/publikasjoner',
     'UKCRC HRCS, groups of research activities; publications of the year of the projects',
     'Publikasjoner etter forskningsaktivitet', 'Publikasjonar etter forskingsaktivitet', 'Publications by research activity');
