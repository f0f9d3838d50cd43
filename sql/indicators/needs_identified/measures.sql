-- Needs-identified research among the indicators, and what is measured.

INSERT INTO indicator (indicator, ordinal, family, relations, rows_function, text_nb, text_nn, text_en) VALUES
    ('needs_identified', 140, 'hod', '{project,project_report,project_involvement,project_involvement_effect,project_funding}', 'needs_identified_rows',
     'Behovsidentifisert forskning', 'Behovsidentifisert forsking', 'Needs-identified research');

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en) VALUES
    ('needs_identified', 'projects_share', 750, 'share', 4, false, false, 'brukermedvirkning/behovsidentifisertForskning/andelProsjekter',
     'projects of the year whose need was identified / projects of the year',
     'Andel prosjekter som er behovsidentifiserte', 'Del prosjekt som er behovsidentifiserte', 'Share of projects that are needs-identified'),
    ('needs_identified', 'money_share', 751, 'share', 4, false, false, 'brukermedvirkning/behovsidentifisertForskning/andelMidler',
     'money of the year of projects whose need was identified / money of the year',
     'Andel midler til behovsidentifisert forskning', 'Del midlar til behovsidentifisert forsking', 'Share of money for needs-identified research'),
    ('needs_identified', 'projects', 752, 'count', 0, true, false, 'brukermedvirkning/behovsidentifisertForskning/prosjekter',
     'projects of the year by where the need came from',
     'Prosjekter etter hvor behovet kom fra', 'Prosjekt etter kvar behovet kom frå', 'Projects by where the need came from');
