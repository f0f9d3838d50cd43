-- Clinical treatment studies among the indicators, and what is measured.

INSERT INTO indicator (indicator, ordinal, family, relations, rows_function, points_function, unset_function, parameter_patterns, text_nb, text_nn, text_en) VALUES
    ('clinical_studies', 40, 'hod', '{clinical_study,study_identifier,study_site,study_inclusion}', 'clinical_study_rows', 'clinical_study_points', 'clinical_study_unset_parameters', '{clinical\_studies.%}',
     'Kliniske behandlingsstudier', 'Kliniske behandlingsstudiar', 'Clinical treatment studies');

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en) VALUES
    ('clinical_studies', 'studies', 350, 'count', 0, false, false, 'nasjonaltMaalesystem/kliniskeBehandlingsstudier/antallStudier',
     'HOD: Nasjonalt system for måling; a study counts in the years in which it included a new patient, once per unit',
     'Kliniske behandlingsstudier', 'Kliniske behandlingsstudiar', 'Clinical treatment studies'),
    ('clinical_studies', 'new_patients', 360, 'patients', 0, true, false, 'nasjonaltMaalesystem/kliniskeBehandlingsstudier/nyePasienter',
     'HOD: Nasjonalt system for måling',
     'Nye pasienter i kliniske behandlingsstudier', 'Nye pasientar i kliniske behandlingsstudiar', 'New patients in clinical treatment studies'),
    ('clinical_studies', 'started', 370, 'count', 0, false, false, 'nasjonaltMaalesystem/kliniskeBehandlingsstudier/oppstart',
     'HOD: Nasjonalt system for måling; a study starts once in every unit, when it first opens there',
     'Studier startet i året', 'Studiar starta i året', 'Studies started in the year'),
    ('clinical_studies', 'coordinated', 375, 'count', 0, false, false, 'nasjonaltMaalesystem/kliniskeBehandlingsstudier/koordineringsansvar',
     'HOD: Nasjonalt system for måling',
     'Studier med koordineringsansvar', 'Studiar med koordineringsansvar', 'Studies co-ordinated'),
    ('clinical_studies', 'points', 380, 'points', 4, true, false, 'nasjonaltMaalesystem/kliniskeBehandlingsstudier/poeng',
     'HOD: Nasjonalt system for måling; points per factor and the patient curve are not published',
     'Poeng for kliniske behandlingsstudier', 'Poeng for kliniske behandlingsstudiar', 'Clinical-study points'),
    ('clinical_studies', 'source_share', 390, 'share', 4, false, false, 'nasjonaltMaalesystem/kliniskeBehandlingsstudier/andelKilde',
     'inclusion figures by where they come from / inclusion figures',
     'Andel inklusjonstall etter kilde', 'Del inklusjonstal etter kjelde', 'Share of inclusion figures by source');
