-- Results of projects among the indicators, and what is measured.

INSERT INTO indicator (indicator, ordinal, family, relations, rows_function, text_nb, text_nn, text_en) VALUES
    ('project_results', 75, 'hod', '{project,project_publication,publication,clinical_study}', 'project_results_rows',
     'Prosjekter uten registrert studie', 'Prosjekt utan registrert studie', 'Projects without a registered study');

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en) VALUES
    ('project_results', 'projects', 690, 'count', 0, true, false, 'publiseringAvResultater/prosjekter/antall',
     'projects without a registered study; those with one are judged by it',
     'Prosjekter uten registrert studie', 'Prosjekt utan registrert studie', 'Projects without a registered study'),
    ('project_results', 'published', 692, 'count', 0, true, false, 'publiseringAvResultater/prosjekter/publikasjoner',
     'publications of these projects that appeared up to the year, once for each project',
     'Publikasjoner fra prosjektene', 'Publikasjonar frå prosjekta', 'Publications of the projects'),
    ('project_results', 'without_publication', 694, 'count', 0, true, false, 'publiseringAvResultater/prosjekter/avsluttetUtenPublikasjon',
     'concluded projects without a publication up to the year; no deadline exists, so they are not overdue',
     'Avsluttede prosjekter uten publikasjon', 'Avslutta prosjekt utan publikasjon', 'Concluded projects without a publication'),
    ('project_results', 'without_publication_share', 696, 'share', 4, false, false, 'publiseringAvResultater/prosjekter/andelUtenPublikasjon',
     'concluded projects without a publication / concluded projects, Wilson 95 % interval',
     'Andel avsluttede prosjekter uten publikasjon', 'Del avslutta prosjekt utan publikasjon', 'Share of concluded projects without a publication');

UPDATE fact_definition SET has_interval = true WHERE indicator = 'project_results' AND unit = 'share';

-- whose publications are not there, of those nobody knows what came out
INSERT INTO indicator_stream (indicator, measure, stream) VALUES
    ('project_results', 'published', 'publications'), ('project_results', 'without\_publication%', 'publications');
