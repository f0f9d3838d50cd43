-- Delivery of promised studies among the indicators, and what is measured: of
-- hospitals alone, since a table of them has no sums.

INSERT INTO indicator (indicator, ordinal, family, relations, rows_function, text_nb, text_nn, text_en) VALUES
    ('study_delivery', 82, 'hod', '{clinical_study,study_identifier,study_site,study_inclusion}', 'study_delivery_rows',
     'Leveranse av lovede studier', 'Leveranse av lova studiar', 'Delivery of promised studies');

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en) VALUES
    ('study_delivery', 'studies', 60, 'count', 0, false, false, 'handlingsplanKliniskeStudier/leveranse/studier',
     'clinical treatment studies with a site that was open, or should have been, at some time of the year',
     'Studier som var eller skulle vært åpne', 'Studiar som var eller skulle vore opne', 'Studies that were open or should have been'),
    ('study_delivery', 'on_time_share', 62, 'share', 4, false, false, 'handlingsplanKliniskeStudier/leveranse/andelAapnetTilTiden',
     'sites that opened by the planned day / sites with a planned day, Wilson 95 % interval',
     'Andel studiesteder åpnet til planlagt tid', 'Del studiestader opna til planlagd tid', 'Share of sites opened on time'),
    ('study_delivery', 'days_to_opening', 64, 'days', 1, false, false, 'handlingsplanKliniskeStudier/leveranse/dagerTilAapning',
     'median of the sites', 'Dager fra søknad til åpning (median)', 'Dagar frå søknad til opning (median)', 'Days from application to opening (median)'),
    ('study_delivery', 'days_to_first_patient', 66, 'days', 1, false, false, 'handlingsplanKliniskeStudier/leveranse/dagerTilFoerstePasient',
     'median of the sites', 'Dager fra åpning til første pasient (median)', 'Dagar frå opning til første pasient (median)', 'Days from opening to the first patient (median)'),
    ('study_delivery', 'promised', 67, 'count', 0, false, false, 'handlingsplanKliniskeStudier/leveranse/lovedePasienter',
     'what sites have promised to include', 'Lovede pasienter', 'Lova pasientar', 'Patients promised'),
    ('study_delivery', 'included', 68, 'patients', 0, false, false, 'handlingsplanKliniskeStudier/leveranse/inkludertePasienter',
     'patients included up to the year, of studies that promised a number', 'Inkluderte pasienter av de lovede', 'Inkluderte pasientar av dei lova',
     'Patients included of those promised'),
    ('study_delivery', 'promised_share', 70, 'ratio', 4, false, false, 'handlingsplanKliniskeStudier/leveranse/andelAvLovede',
     'patients included / patients promised; more than 1 where more were included', 'Inkluderte pasienter i forhold til lovede',
     'Inkluderte pasientar i høve til lova', 'Patients included against those promised'),
    ('study_delivery', 'rank', 72, 'count', 0, false, false, 'handlingsplanKliniskeStudier/leveranse/plassering',
     'by the measure of the rule set among the hospitals of the country; none for a hospital with fewer studies than the rule set says',
     'Plassering blant sykehusene', 'Plassering blant sjukehusa', 'Rank among the hospitals');

UPDATE fact_definition SET has_interval = true WHERE indicator = 'study_delivery' AND unit = 'share';

INSERT INTO indicator_stream (indicator, stream) VALUES ('study_delivery', 'clinical_studies');
INSERT INTO indicator_stream (indicator, measure, stream) VALUES
    ('study_delivery', 'included', 'patients'), ('study_delivery', 'promised\_share', 'patients'), ('study_delivery', 'rank', 'patients');
