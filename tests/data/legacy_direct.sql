-- What legacy.sql says, written by hand as the contract has it: what nobody can
-- read there is NULL here.
SELECT research_indicators.create_source_tables('legacy_direct') \g /dev/null
INSERT INTO legacy_direct.institution (institution_id, orgnr, name, kind, parent_id, rhf_id, country, reporting, valid_from) VALUES
    ('10', '991324968', 'Oppdiktet RHF', 'rhf', NULL, '10', 'NO', true, '2002-01-01'),
    ('20', '993467049', 'Oppdiktet sykehus HF', 'hf', NULL, '10', 'NO', true, '2010-01-01'),
    ('30', '994598759', 'Oppdiktet private sykehus', 'private_nonprofit', NULL, '10', 'NO', true, '2009-01-01'),
    ('21', NULL, 'Oppdiktet klinikk', 'unit', '20', NULL, 'NO', false, '-infinity'),
    ('40', '971035854', 'Oppdiktet universitet', 'university', NULL, NULL, 'NO', true, '-infinity'),
    ('90', NULL, 'Oppdiktet utenlandsk universitet', 'university', NULL, NULL, 'SE', false, '-infinity');
INSERT INTO legacy_direct.reporting_year VALUES (2022, '2023-04-15'), (2023, '2024-04-15'), (2024, NULL);
INSERT INTO legacy_direct.channel_level VALUES ('journal', 'T1', 2022, '1'), ('journal', 'T1', 2023, '2'), ('journal', 'T2', 2023, '1'), ('publisher', 'F1', 2023, '1');
INSERT INTO legacy_direct.publication (publication_id, year, form, journal_id, publisher_id, isbn, doi, status, title) VALUES
    ('1', 2022, 'article', 'T1', NULL, NULL, '10.5555/oppdiktet.1', 'published', 'Oppdiktet tittel 1'),
    ('2', 2023, 'article', 'T1', NULL, NULL, '10.5555/oppdiktet.2', 'published', 'Oppdiktet tittel 2'),
    ('3', 2023, 'review', 'T2', NULL, NULL, NULL, 'published', 'Oppdiktet tittel 3'),
    ('4', 2023, 'monograph', NULL, 'F1', '9788202000004', NULL, 'published', 'Oppdiktet bok'),
    ('5', 2023, 'commentary', 'T1', NULL, NULL, NULL, 'published', 'Oppdiktet leder'),
    ('6', NULL, 'article', 'T2', NULL, NULL, NULL, 'published', 'Oppdiktet tittel med feil i aaret'),
    ('7', 2023, 'article', 'T2', NULL, NULL, NULL, 'Innsendt', 'Oppdiktet, ikke ute');
INSERT INTO legacy_direct.contribution VALUES
    ('1', '1', 'creator', '21', 'NO', true), ('1', '2', 'creator', '40', 'NO', true), ('2', '1', 'creator', '20', 'NO', true), ('2', '3', 'creator', '90', 'SE', false),
    ('3', '4', 'creator', '30', 'NO', true), ('3', '4', 'creator', '40', 'NO', true), ('3', '5', 'creator', '30', 'NO', true), ('4', '1', 'creator', '21', 'NO', true),
    ('5', '2', 'creator', '20', 'NO', true), ('6', '2', 'creator', '20', 'NO', true), ('7', '2', 'creator', '20', 'NO', true);
INSERT INTO legacy_direct.doctoral_degree VALUES
    ('1', '20', '2023-03-14', 0.5), ('1', '30', '2023-03-14', 0.5), ('2', '20', '2022-09-01', 1), ('3', '20', NULL, 1.0), ('4', '30', '2023-11-20', 1.00);
INSERT INTO legacy_direct.external_funding VALUES
    ('EU-1', '20', 2023, 'EU', 1234567.50, 'awarded'), ('NFR-1', '20', 2023, 'NFR', 3000000, 'awarded'),
    ('NFR-2', '30', 2022, 'NFR', 250000.25, 'awarded'), ('NFR-3', '30', 2023, 'NFR', NULL, 'awarded');
INSERT INTO legacy_direct.project (project_id, title, institution_id, programme, kind, starts_on, ends_on, concluded_on) VALUES
    ('501', 'Oppdiktet prosjekt', '20', 'Oppdiktet program', 'phd', '2022-01-01', '2024-12-31', NULL),
    ('502', 'Oppdiktet strategisk prosjekt', '30', 'Oppdiktet program', 'strategic', '2021-08-01', '2023-07-31', '2023-08-15');
INSERT INTO legacy_direct.project_funding VALUES ('501', 2022, 'rhf', 900000.00), ('501', 2023, 'rhf', 950000.50), ('502', 2022, 'foundation', 400000), ('502', 2023, 'own', 125000);
-- relations that the hospital has not mapped
DO $$
DECLARE
    unmapped text;
BEGIN
    FOR unmapped IN SELECT r.relation FROM research_indicators.source_relation AS r
        WHERE r.relation <> ALL ('{institution,reporting_year,channel_level,publication,contribution,publication_approval,doctoral_degree,external_funding,project,project_funding}')
        ORDER BY r.ordinal DESC
    LOOP
        EXECUTE format('DROP TABLE legacy_direct.%I CASCADE', unmapped);
    END LOOP;
END
$$;
