-- The made-up tables of a hospital as hospitals have them: Norwegian names and
-- codes, decimal commas, dd.mm.yyyy, one wide table of publications with a row
-- per author and affiliation, and rows that somebody typed wrong.
CREATE SCHEMA legacy;

CREATE TABLE legacy.enhet (
    enhet_id integer PRIMARY KEY, orgnr text, navn text, enhetstype text, overordnet_enhet_id integer, tilhorer_region integer, landkode text,
    rapporterer text, gyldig_fra text, gyldig_til text);
INSERT INTO legacy.enhet VALUES
    (10, '991324968', 'Oppdiktet RHF', 'RHF', NULL, 10, 'NO', 'J', '01.01.2002', NULL),
    (20, '993467049', 'Oppdiktet sykehus HF', 'HF', NULL, 10, 'NO', 'J', '01.01.2010', NULL),
    (30, '994598759', 'Oppdiktet private sykehus', 'Privat ideell', NULL, 10, 'NO', 'J', '01.01.2009', NULL),
    (21, NULL, 'Oppdiktet klinikk', 'Klinikk ', 20, NULL, 'NO', 'N', NULL, NULL),
    (40, '971035854', 'Oppdiktet universitet', 'Universitet', NULL, NULL, 'NO', 'J', NULL, NULL),
    (90, NULL, 'Oppdiktet utenlandsk universitet', 'Universitet', NULL, NULL, 'SE', 'N', NULL, NULL);

CREATE TABLE legacy.rapporteringsaar (aar integer, lukket_dato text);
INSERT INTO legacy.rapporteringsaar VALUES (2022, '15.04.2023'), (2023, '15.04.2024'), (2024, NULL);

CREATE TABLE legacy.kanalnivaa (kanaltype text, kanal_id text, aar integer, nivaa text);
INSERT INTO legacy.kanalnivaa VALUES
    ('Tidsskrift', 'T1', 2022, '1'), ('Tidsskrift', 'T1', 2023, '2'), ('Tidsskrift', 'T2', 2023, '1'), ('Forlag', 'F1', 2023, '1');

-- one row per author and affiliation; what belongs to the publication is repeated
CREATE TABLE legacy.publikasjon (
    publikasjon_id integer, aar text, publikasjonstype text, tidsskrift_id text, forlag_id text, isbn text, doi text, tittel text, status text,
    person_lopenr integer, rolle text, enhet_id integer, landkode text, verifisert text);
INSERT INTO legacy.publikasjon VALUES
    (1, '2022', 'Artikkel', 'T1', NULL, NULL, '10.5555/oppdiktet.1', 'Oppdiktet tittel 1', 'Publisert', 1, 'Forfatter', 21, 'NO', 'J'),
    (1, '2022', 'Artikkel', 'T1', NULL, NULL, '10.5555/oppdiktet.1', 'Oppdiktet tittel 1', 'Publisert', 2, 'Forfatter', 40, 'NO', 'J'),
    (2, '2023', 'Artikkel', 'T1', NULL, NULL, '10.5555/oppdiktet.2', 'Oppdiktet tittel 2', 'Publisert', 1, 'Forfatter', 20, 'NO', 'J'),
    (2, '2023', 'Artikkel', 'T1', NULL, NULL, '10.5555/oppdiktet.2', 'Oppdiktet tittel 2', 'Publisert', 3, 'Forfatter', 90, 'SE', 'N'),
    (3, '2023', 'Oversiktsartikkel', 'T2', NULL, NULL, NULL, 'Oppdiktet tittel 3', 'Publisert', 4, 'Forfatter', 30, 'NO', 'J'),
    (3, '2023', 'Oversiktsartikkel', 'T2', NULL, NULL, NULL, 'Oppdiktet tittel 3', 'Publisert', 4, 'Forfatter', 40, 'NO', 'J'),
    (3, '2023', 'Oversiktsartikkel', 'T2', NULL, NULL, NULL, 'Oppdiktet tittel 3', 'Publisert', 5, 'Forfatter', 30, 'NO', 'J'),
    (4, '2023', 'Monografi', NULL, 'F1', '9788202000004', NULL, 'Oppdiktet bok', 'Publisert', 1, 'Forfatter', 21, 'NO', 'J'),
    (5, '2023', 'Leder', 'T1', NULL, NULL, NULL, 'Oppdiktet leder', 'Publisert', 2, 'Forfatter', 20, 'NO', 'J'),
    (6, '2o23', 'Artikkel', 'T2', NULL, NULL, NULL, 'Oppdiktet tittel med feil i aaret', 'Publisert', 2, 'Forfatter', 20, 'NO', 'J'),
    (7, '2023', 'Artikkel', 'T2', NULL, NULL, NULL, 'Oppdiktet, ikke ute', 'Innsendt', 2, 'Forfatter', 20, 'NO', 'J');

CREATE TABLE legacy.doktorgrad (doktorgrad_id integer, enhet_id integer, disputasdato text, andel text);
INSERT INTO legacy.doktorgrad VALUES (1, 20, '14.03.2023', '0,5'), (1, 30, '14.03.2023', '0,5'), (2, 20, '1.9.2022', '1'), (3, 20, '31.02.2023', '1,0'), (4, 30, ' 20.11.2023 ', '1,00');

CREATE TABLE legacy.ekstern_finansiering (tildeling_id text, enhet_id integer, aar integer, finansieringskilde text, belop_kr text, grunnlag text);
INSERT INTO legacy.ekstern_finansiering VALUES
    ('EU-1', 20, 2023, 'EU', '1 234 567,50', 'Tildelt'), ('NFR-1', 20, 2023, 'Forskningsrådet', '3 000 000', 'Tildelt'),
    ('NFR-2', 30, 2022, 'Forskningsrådet', '250.000,25', 'Tildelt'), ('NFR-3', 30, 2023, 'Forskningsrådet', 'ca. 500 000', 'Tildelt');

CREATE TABLE legacy.prosjekt (prosjekt_id integer, tittel text, enhet_id integer, satsing text, prosjekttype text, startdato text, sluttdato text, avsluttet text);
INSERT INTO legacy.prosjekt VALUES
    (501, 'Oppdiktet prosjekt', 20, 'Oppdiktet program', 'Doktorgrad', '01.01.2022', '31.12.2024', NULL),
    (502, 'Oppdiktet strategisk prosjekt', 30, 'Oppdiktet program', 'Strategisk', '01.08.2021', '31.07.2023', '15.08.2023');

CREATE TABLE legacy.prosjektmidler (prosjekt_id integer, aar integer, kilde text, belop_kr text);
INSERT INTO legacy.prosjektmidler VALUES (501, 2022, 'RHF', '900 000,00'), (501, 2023, 'RHF', '950 000,50'), (502, 2022, 'Stiftelse', '400000'), (502, 2023, 'Egne midler', '125 000');
