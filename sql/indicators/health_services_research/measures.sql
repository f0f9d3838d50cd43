-- Health services research among the indicators, and what is measured.

INSERT INTO indicator (indicator, ordinal, family, relations, rows_function, text_nb, text_nn, text_en) VALUES
    ('health_services_research', 87, 'hod', '{project,project_funding,project_hrcs,project_publication,publication}', 'health_services_research_rows',
     'Helsetjenesteforskning', 'Helsetenesteforsking', 'Health services research');

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en) VALUES
    ('health_services_research', 'share', 810, 'share', 4, false, true, 'helsetjenesteforskning/andelMidler',
     'money of the health regions that goes to health services research, by percentage / their money of the year',
     'Andel regionale forskningsmidler til helsetjenesteforskning', 'Del regionale forskingsmidlar til helsetenesteforsking', 'Share of regional research money for health services research'),
    ('health_services_research', 'amount', 820, 'nok', 2, false, false, 'helsetjenesteforskning/midler',
     'money of the health regions, by percentage',
     'Regionale midler til helsetjenesteforskning (kr)', 'Regionale midlar til helsetenesteforsking (kr)', 'Regional money for health services research (NOK)'),
    ('health_services_research', 'projects', 830, 'count', 0, false, false, 'helsetjenesteforskning/prosjekter',
     'projects in health services research with money of the health regions',
     'Prosjekter i helsetjenesteforskning', 'Prosjekt i helsetenesteforsking', 'Projects in health services research');
