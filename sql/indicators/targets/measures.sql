-- The national targets for clinical studies among the indicators, and what is measured.

INSERT INTO indicator (indicator, ordinal, family, relations, rows_function, text_nb, text_nn, text_en) VALUES
    ('targets', 80, 'hod', '{clinical_study,study_identifier,study_inclusion,specialist_care_patients,external_series}', 'target_rows',
     'Handlingsplan for kliniske studier', 'Handlingsplan for kliniske studiar', 'Action plan for clinical studies');

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en) VALUES
    ('targets', 'participation_share', 10, 'share', 6, false, true, 'handlingsplanKliniskeStudier/andelPasienter',
     'HOD: Nasjonal handlingsplan for kliniske studier; inclusions in studies (who takes part in two is two) / new patients of specialist care at that level',
     'Andel pasienter i kliniske behandlingsstudier (inklusjoner av nye pasienter)', 'Del pasientar i kliniske behandlingsstudiar (inklusjonar av nye pasientar)',
     'Share of patients in clinical treatment studies (inclusions of new patients)'),
    ('targets', 'studies', 20, 'count', 0, false, true, 'handlingsplanKliniskeStudier/doblingAntallStudier/antallStudier',
     'HOD: Nasjonal handlingsplan for kliniske studier',
     'Kliniske behandlingsstudier med nye pasienter', 'Kliniske behandlingsstudiar med nye pasientar', 'Clinical treatment studies with new patients'),
    ('targets', 'required_studies', 30, 'count', 4, false, false, 'handlingsplanKliniskeStudier/doblingAntallStudier/krav',
     'HOD: Nasjonal handlingsplan for kliniske studier; equal growth from the base year',
     'Antall studier som veien til dobling krever', 'Talet på studiar som vegen til dobling krev', 'Studies that the path to doubling requires'),
    ('targets', 'growth', 40, 'ratio', 4, false, false, 'handlingsplanKliniskeStudier/doblingAntallStudier/vekst',
     'studies against the year before',
     'Vekst i antall studier fra året før', 'Vekst i talet på studiar frå året før', 'Growth in studies from the year before'),
    ('targets', 'new_drug_trials', 50, 'count', 0, false, false, 'handlingsplanKliniskeStudier/nyeLegemiddelstudier',
     'figures of others, never mixed with ours, under the names that the rule set has agreed upon; the source is in relation external_series',
     'Ekstern serie: nye legemiddelstudier', 'Ekstern serie: nye legemiddelstudiar', 'External series: new drug studies'),
    ('targets', 'external_series', 55, 'count', 0, false, false, 'handlingsplanKliniskeStudier/andreSerier',
     'figures of others under names of the site''s own, never mixed with ours; the source is in relation external_series',
     'Andre eksterne serier', 'Andre eksterne seriar', 'Other external series');

-- each level has a number of patients of its own
INSERT INTO indicator_stream (indicator, measure, stream, adds_up) VALUES
    ('targets', 'participation\_share', 'clinical_studies', true), ('targets', 'participation\_share', 'patients', true),
    ('targets', 'participation\_share', 'specialist_care_patients', false),
    ('targets', 'studies', 'clinical_studies', true), ('targets', 'studies', 'patients', true),
    ('targets', 'growth', 'clinical_studies', true), ('targets', 'growth', 'patients', true);
