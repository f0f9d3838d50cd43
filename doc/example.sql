-- A made-up hospital's own tables (schema sykehus) and, for every relation of
-- the source contract, a view over them (schema kilder).  Names and numbers of
-- the institutions are real, everything else is invented.
--
--     psql -v ON_ERROR_STOP=1 -f doc/example.sql
--     SET research_indicators.source_schema = 'kilder';
--
-- doc/contract.md shows the tables and views, with the remark at the top of
-- each section.  A section begins with "-- relation: NAME"; statements are
-- parted by blank lines.

CREATE SCHEMA sykehus;

CREATE SCHEMA kilder;

-- relation: institution
-- The hospital's ids are numbers, and stay numbers. Its codes become those of the contract; what the mapping does not know is handed on, so that
-- `check_sources` names it. Only a unit (here a clinic) has a parent. An unknown first day is `-infinity`.

CREATE TABLE sykehus.organisasjon (
    org_id integer,
    orgnr text,
    navn text,
    type text,              -- RHF, HF, KLINIKK, UNIVERSITET
    overordnet integer,
    eier integer,           -- the health region, also of itself
    rapporterer boolean,
    fra date,
    til date,
    erstattet_av integer
);

INSERT INTO sykehus.organisasjon VALUES
    (10, '883658752', 'Helse Nord RHF', 'RHF', NULL, 10, true, NULL, NULL, NULL),
    (20, '983974899', 'Universitetssykehuset Nord-Norge HF', 'HF', 10, 10, true, NULL, NULL, NULL),
    (21, '', 'Oppdiktet klinikk', 'KLINIKK', 20, 10, false, '2015-01-01', NULL, NULL),
    (30, '983974929', 'Helgelandssykehuset HF', 'HF', 10, 10, true, NULL, NULL, NULL),
    (40, '970422528', 'UiT Norges arktiske universitet', 'UNIVERSITET', NULL, NULL, true, NULL, NULL, NULL);

CREATE VIEW kilder.institution WITH (security_invoker = true) AS
SELECT o.org_id AS institution_id,
       nullif(o.orgnr, '') AS orgnr,
       o.navn AS name,
       CASE o.type WHEN 'RHF' THEN 'rhf' WHEN 'HF' THEN 'hf' WHEN 'KLINIKK' THEN 'unit' WHEN 'UNIVERSITET' THEN 'university' ELSE o.type END AS kind,
       CASE WHEN o.type = 'KLINIKK' THEN o.overordnet END AS parent_id,
       o.eier AS rhf_id,
       'NO' AS country,
       o.rapporterer AS reporting,
       coalesce(o.fra, '-infinity') AS valid_from,
       o.til AS valid_to,
       o.erstattet_av AS successor_id
FROM sykehus.organisasjon AS o;

-- relation: reporting_year
-- A relation that the hospital has no table for may hold its rows itself.

CREATE VIEW kilder.reporting_year WITH (security_invoker = true) AS
SELECT y.year, y.closed_on
FROM (VALUES (2022, date '2023-04-15'), (2023, date '2024-04-15'), (2024, NULL)) AS y(year, closed_on);

-- relation: channel_level
-- A column per year becomes a row per year. A channel without a level in a year may have a row without level, or none.

CREATE TABLE sykehus.kanal (
    kanal_id text PRIMARY KEY,
    type text,              -- Tidsskrift, Serie, Forlag
    navn text,
    nivaa_2022 text,
    nivaa_2023 text
);

INSERT INTO sykehus.kanal VALUES
    ('T1', 'Tidsskrift', 'Oppdiktet tidsskrift', '1', '1'),
    ('T2', 'Tidsskrift', 'Oppdiktet ledende tidsskrift', '1', '2'),
    ('F1', 'Forlag', 'Oppdiktet forlag', NULL, '1');

CREATE VIEW kilder.channel_level WITH (security_invoker = true) AS
SELECT CASE k.type WHEN 'Tidsskrift' THEN 'journal' WHEN 'Serie' THEN 'series' WHEN 'Forlag' THEN 'publisher' ELSE k.type END AS kind,
       k.kanal_id AS channel_id,
       n.aar AS year,
       n.nivaa AS level
FROM sykehus.kanal AS k
CROSS JOIN LATERAL (VALUES (2022, k.nivaa_2022), (2023, k.nivaa_2023)) AS n(aar, nivaa);

-- relation: publication
-- One column for the channel, whatever it is, becomes one column per kind of channel. A form that says something but does not count is `other`;
-- an unknown code is handed on.

CREATE TABLE sykehus.publikasjon (
    pub_id bigint PRIMARY KEY,
    utgitt integer,
    kategori text,          -- ARTIKKEL, OVERSIKT, KAPITTEL, MONOGRAFI, LEDER, KRONIKK
    kanal_id text REFERENCES sykehus.kanal,
    isbn text,
    doi text,
    publisert boolean,
    ny_utgave boolean,
    bok_kategori text,
    tittel text
);

INSERT INTO sykehus.publikasjon VALUES
    (1001, 2023, 'ARTIKKEL', 'T1', NULL, '10.5555/oppdiktet.1001', true, false, NULL, 'Oppdiktet artikkel'),
    (1002, 2023, 'OVERSIKT', 'T2', NULL, '10.5555/oppdiktet.1002', true, false, NULL, 'Oppdiktet oversikt'),
    (1003, 2023, 'ARTIKKEL', 'T1', NULL, NULL, true, false, NULL, 'Oppdiktet artikkel til godkjenning'),
    (1004, 2023, 'KRONIKK', 'T1', NULL, NULL, true, false, NULL, 'Oppdiktet kronikk');

CREATE VIEW kilder.publication WITH (security_invoker = true) AS
SELECT p.pub_id AS publication_id,
       p.utgitt AS year,
       CASE p.kategori WHEN 'ARTIKKEL' THEN 'article' WHEN 'OVERSIKT' THEN 'review' WHEN 'KAPITTEL' THEN 'chapter' WHEN 'MONOGRAFI' THEN 'monograph'
                       WHEN 'LEDER' THEN 'commentary' WHEN 'KRONIKK' THEN 'other' ELSE p.kategori END AS form,
       CASE WHEN k.type = 'Tidsskrift' THEN k.kanal_id END AS journal_id,
       CASE WHEN k.type = 'Serie' THEN k.kanal_id END AS series_id,
       CASE WHEN k.type = 'Forlag' THEN k.kanal_id END AS publisher_id,
       p.isbn,
       p.doi,
       CASE WHEN p.publisert THEN 'published' ELSE 'registered' END AS status,
       p.ny_utgave AS revised,
       CASE p.bok_kategori WHEN 'ANTOLOGI' THEN 'other' WHEN 'MONOGRAFI' THEN 'monograph' ELSE p.bok_kategori END AS parent_form,
       p.tittel AS title
FROM sykehus.publikasjon AS p
LEFT JOIN sykehus.kanal AS k ON k.kanal_id = p.kanal_id;

-- relation: contribution
-- No name and no identity number leaves the hospital's table: the running number of the author is a person within its publication.

CREATE TABLE sykehus.forfatter (
    pub_id bigint REFERENCES sykehus.publikasjon,
    nr integer,
    navn text,
    rolle text,             -- FORFATTER, REDAKTOER
    org_id integer,         -- NULL: no institution identified
    land text,
    kontrollert text        -- J, N
);

INSERT INTO sykehus.forfatter VALUES
    (1001, 1, 'Oppdiktet Person', 'FORFATTER', 21, 'NO', 'J'),
    (1001, 2, 'Oppdiktet Person', 'FORFATTER', 40, 'NO', 'J'),
    (1002, 1, 'Oppdiktet Person', 'FORFATTER', 20, 'NO', 'J'),
    (1002, 2, 'Oppdiktet Person', 'FORFATTER', NULL, 'SE', 'N'),
    (1003, 1, 'Oppdiktet Person', 'FORFATTER', 30, 'NO', 'J'),
    (1004, 1, 'Oppdiktet Person', 'FORFATTER', 20, 'NO', 'J');

CREATE VIEW kilder.contribution WITH (security_invoker = true) AS
SELECT f.pub_id AS publication_id,
       f.nr AS person_id,
       CASE f.rolle WHEN 'FORFATTER' THEN 'creator' ELSE lower(f.rolle) END AS role,
       f.org_id AS institution_id,
       f.land AS country,
       f.kontrollert = 'J' AS verified
FROM sykehus.forfatter AS f;

-- relation: publication_approval
-- Local time without a zone becomes a point in time. A publication without any row counts without approval: leave no decision out.

CREATE TABLE sykehus.godkjenning (
    pub_id bigint REFERENCES sykehus.publikasjon,
    org_id integer,
    vedtak text,            -- GODKJENT, AVVIST; NULL while nobody has decided
    tidspunkt timestamp,
    PRIMARY KEY (pub_id, org_id)
);

INSERT INTO sykehus.godkjenning VALUES
    (1001, 20, 'GODKJENT', '2024-01-15 09:30:00'),
    (1001, 40, 'GODKJENT', '2024-01-16 10:00:00'),
    (1003, 30, NULL, NULL);

CREATE VIEW kilder.publication_approval WITH (security_invoker = true) AS
SELECT g.pub_id AS publication_id,
       g.org_id AS institution_id,
       CASE g.vedtak WHEN 'GODKJENT' THEN 'approved' WHEN 'AVVIST' THEN 'rejected' ELSE 'pending' END AS state,
       g.tidspunkt AT TIME ZONE 'Europe/Oslo' AS decided_at
FROM sykehus.godkjenning AS g;

-- relation: doctoral_degree
-- A day that is kept as text becomes a date, per cent a share.

CREATE TABLE sykehus.disputas (
    disputas_id integer,
    org_id integer,
    dato text,              -- DD.MM.YYYY
    andel_prosent numeric,
    PRIMARY KEY (disputas_id, org_id)
);

INSERT INTO sykehus.disputas VALUES
    (1, 21, '03.02.2023', 100),
    (2, 20, '16.06.2023', 50),
    (2, 30, '16.06.2023', 50),
    (3, 30, '01.12.2022', 100);

CREATE VIEW kilder.doctoral_degree WITH (security_invoker = true) AS
SELECT d.disputas_id AS degree_id,
       d.org_id AS institution_id,
       to_date(d.dato, 'DD.MM.YYYY') AS awarded_on,
       0.01 * d.andel_prosent AS share
FROM sykehus.disputas AS d;

-- relation: external_funding
-- A payment each becomes one row per award, institution and year; thousands become NOK.

CREATE TABLE sykehus.utbetaling (
    avtalenr text,
    org_id integer,
    dato date,
    finansieringskilde text,    -- EU, Forskningsrådet, Stiftelse
    tusen_kroner numeric
);

INSERT INTO sykehus.utbetaling VALUES
    ('A-1', 20, '2023-03-01', 'Forskningsrådet', 900),
    ('A-1', 20, '2023-09-01', 'Forskningsrådet', 600),
    ('A-2', 30, '2023-05-15', 'EU', 2000),
    ('A-3', 20, '2023-06-01', 'Stiftelse', 750);

CREATE VIEW kilder.external_funding WITH (security_invoker = true) AS
SELECT u.avtalenr AS award_id,
       u.org_id AS institution_id,
       extract(year FROM u.dato)::integer AS year,
       CASE min(u.finansieringskilde) WHEN 'EU' THEN 'EU' WHEN 'Forskningsrådet' THEN 'NFR' END AS funder,
       1000 * sum(u.tusen_kroner) AS amount_nok,
       'paid_in' AS basis
FROM sykehus.utbetaling AS u
WHERE u.finansieringskilde IN ('EU', 'Forskningsrådet')
GROUP BY u.avtalenr, u.org_id, extract(year FROM u.dato);

-- relation: project
-- What the hospital does not ask for is NULL, with its type.

CREATE TABLE sykehus.prosjekt (
    prosjekt_id integer PRIMARY KEY,
    tittel text,
    org_id integer,
    program text,
    type text,              -- PHD, POSTDOK, FLERREGIONALT, STRATEGISK
    oppstart date,
    planlagt_slutt date,
    avsluttet date
);

INSERT INTO sykehus.prosjekt VALUES
    (501, 'Oppdiktet doktorgradsprosjekt', 21, 'Oppdiktet program', 'PHD', '2021-01-01', '2024-12-31', NULL),
    (502, 'Oppdiktet strategisk prosjekt', 30, 'Oppdiktet program', 'STRATEGISK', '2022-01-01', '2023-12-31', '2023-12-31');

CREATE VIEW kilder.project WITH (security_invoker = true) AS
SELECT p.prosjekt_id AS project_id,
       p.tittel AS title,
       p.org_id AS institution_id,
       p.program AS programme,
       CASE p.type WHEN 'PHD' THEN 'phd' WHEN 'POSTDOK' THEN 'postdoc' WHEN 'FLERREGIONALT' THEN 'larger' WHEN 'STRATEGISK' THEN 'strategic'
                   ELSE 'other' END AS kind,
       p.oppstart AS starts_on,
       p.planlagt_slutt AS ends_on,
       p.avsluttet AS concluded_on,
       NULL::text AS needs_source
FROM sykehus.prosjekt AS p;

-- relation: application
-- For `application_statistics`. Two columns of the hospital's may decide one of the contract's.

CREATE TABLE sykehus.soeknad (
    soeknad_id integer PRIMARY KEY,
    utlysning text,
    behovsidentifisert boolean,
    vedtaksaar integer,
    org_id integer,
    fagkomite text,
    omsoekt numeric,
    innvilget numeric,      -- 0: declined
    trukket boolean,
    medvirkning text,       -- Ja, Nei
    begrunnelse text,       -- why not
    prosjekt_id integer REFERENCES sykehus.prosjekt
);

INSERT INTO sykehus.soeknad VALUES
    (1, '2021-1', false, 2021, 21, 'kirurgi', 3000000, 2700000, false, 'Ja', NULL, 501),
    (2, '2023-1', true, 2023, 20, 'kirurgi', 4000000, 0, false, 'Nei', 'registerdata', NULL),
    (3, '2023-1', true, 2023, 30, 'psykiatri', 2500000, 2500000, false, 'Ja', NULL, NULL);

CREATE VIEW kilder.application WITH (security_invoker = true) AS
SELECT s.soeknad_id AS application_id,
       s.utlysning AS call,
       CASE WHEN s.behovsidentifisert THEN 'needs_identified' ELSE 'open' END AS call_kind,
       s.vedtaksaar AS year,
       s.org_id AS institution_id,
       s.fagkomite AS scientific_group,
       s.omsoekt AS amount_sought,
       s.innvilget AS amount_granted,
       CASE WHEN s.trukket THEN 'withdrawn' WHEN s.innvilget > 0 THEN 'granted' WHEN s.innvilget = 0 THEN 'declined' END AS outcome,
       CASE WHEN s.medvirkning = 'Ja' THEN 'yes' WHEN s.begrunnelse IS NOT NULL THEN 'no_justified' WHEN s.medvirkning = 'Nei' THEN 'no_unjustified' END AS involvement,
       NULL::boolean AS user_panel,
       s.prosjekt_id AS project_id
FROM sykehus.soeknad AS s;

-- relation: project_funding
-- Every source of money has a code; a code list of the hospital's own is a table to join.

CREATE TABLE sykehus.finansieringskilde (
    kode text PRIMARY KEY,
    navn text,
    finansieringstype text      -- the code of the contract
);

CREATE TABLE sykehus.prosjektregnskap (
    prosjekt_id integer REFERENCES sykehus.prosjekt,
    aar integer,
    kilde text REFERENCES sykehus.finansieringskilde,
    beloep numeric
);

INSERT INTO sykehus.finansieringskilde VALUES
    ('HN', 'Helse Nord', 'rhf'), ('EGEN', 'Egenfinansiering', 'own'), ('GAVE', 'Gaver', 'foundation');

INSERT INTO sykehus.prosjektregnskap VALUES
    (501, 2023, 'HN', 900000), (501, 2023, 'EGEN', 100000), (502, 2023, 'HN', 500000), (502, 2023, 'HN', 250000);

CREATE VIEW kilder.project_funding WITH (security_invoker = true) AS
SELECT r.prosjekt_id AS project_id,
       r.aar AS year,
       k.finansieringstype AS funder,
       sum(r.beloep) AS amount_nok
FROM sykehus.prosjektregnskap AS r
JOIN sykehus.finansieringskilde AS k ON k.kode = r.kilde
GROUP BY r.prosjekt_id, r.aar, k.finansieringstype;

-- relation: project_report
-- A form that was sent is a row, also while nobody has answered it: what is missing is counted, and no answer is no "no".

CREATE TABLE sykehus.aarsrapport (
    prosjekt_id integer REFERENCES sykehus.prosjekt,
    aar integer,
    sendt date,
    levert date,
    medvirkning text,       -- Ja, Nei, Ikke relevant
    begrunnelse text,       -- GRUNNFORSKNING, REGISTERDATA, FOR_TIDLIG, ANNET
    antall_brukere integer,
    planlegging boolean,    -- in which phases users took part
    gjennomfoering boolean,
    formidling boolean,
    endret text,            -- what changed, parted by commas
    PRIMARY KEY (prosjekt_id, aar)
);

INSERT INTO sykehus.aarsrapport VALUES
    (501, 2023, '2024-01-10', '2024-02-01', 'Ja', NULL, 2, true, true, false, 'problemstilling, rekruttering'),
    (502, 2023, '2024-01-10', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE VIEW kilder.project_report WITH (security_invoker = true) AS
SELECT a.prosjekt_id AS project_id,
       a.aar AS year,
       a.sendt AS sent_on,
       a.levert AS delivered_on,
       CASE WHEN a.formidling THEN 'dissemination' WHEN a.gjennomfoering THEN 'conduct' WHEN a.planlegging THEN 'planning' END AS phase_reached,
       CASE a.medvirkning WHEN 'Ja' THEN 'yes' WHEN 'Nei' THEN 'no' WHEN 'Ikke relevant' THEN 'not_relevant' ELSE a.medvirkning END AS involvement,
       CASE a.begrunnelse WHEN 'GRUNNFORSKNING' THEN 'basic_research' WHEN 'REGISTERDATA' THEN 'register_data' WHEN 'FOR_TIDLIG' THEN 'too_early'
                          WHEN 'ANNET' THEN 'other' ELSE a.begrunnelse END AS reason_code,
       a.antall_brukere AS users,
       NULL::boolean AS users_trained,
       NULL::boolean AS researchers_trained
FROM sykehus.aarsrapport AS a;

-- relation: project_involvement
-- A column per phase becomes a row per phase in which users took part. This form asks for no level, degree or kind of user: the view gives what
-- the form means.

CREATE VIEW kilder.project_involvement WITH (security_invoker = true) AS
SELECT a.prosjekt_id AS project_id,
       a.aar AS year,
       f.fase AS phase,
       'individual' AS level,
       'participation' AS degree,
       'patient' AS user_type,
       NULL::text AS recruited_through,
       NULL::text AS channel
FROM sykehus.aarsrapport AS a
CROSS JOIN LATERAL (VALUES ('planning', a.planlegging), ('conduct', a.gjennomfoering), ('dissemination', a.formidling)) AS f(fase, deltok)
WHERE a.medvirkning = 'Ja' AND f.deltok;

-- relation: project_involvement_effect
-- A list in one text becomes a row each.

CREATE VIEW kilder.project_involvement_effect WITH (security_invoker = true) AS
SELECT a.prosjekt_id AS project_id,
       a.aar AS year,
       CASE btrim(e.ord) WHEN 'problemstilling' THEN 'question' WHEN 'design' THEN 'design' WHEN 'rekruttering' THEN 'recruitment'
                         WHEN 'analyse' THEN 'analysis' WHEN 'formidling' THEN 'dissemination' WHEN 'ingenting' THEN 'none' ELSE btrim(e.ord) END AS changed
FROM sykehus.aarsrapport AS a
CROSS JOIN LATERAL string_to_table(a.endret, ',') AS e(ord);

-- relation: project_publication
-- The publication may be a planned one that `publication` does not have yet, under an id of its own.

CREATE TABLE sykehus.prosjekt_publikasjon (
    prosjekt_id integer REFERENCES sykehus.prosjekt,
    pub_id bigint,
    status text,            -- planlagt, innsendt, akseptert, publisert
    PRIMARY KEY (prosjekt_id, pub_id)
);

INSERT INTO sykehus.prosjekt_publikasjon VALUES (501, 1001, 'publisert'), (501, 9001, 'planlagt');

CREATE VIEW kilder.project_publication WITH (security_invoker = true) AS
SELECT p.prosjekt_id AS project_id,
       p.pub_id AS publication_id,
       CASE p.status WHEN 'planlagt' THEN 'planned' WHEN 'innsendt' THEN 'submitted' WHEN 'akseptert' THEN 'accepted' WHEN 'publisert' THEN 'published'
                     ELSE p.status END AS status
FROM sykehus.prosjekt_publikasjon AS p;

-- relation: project_hrcs
-- Codes side by side become rows, in two dimensions; each totals 100 per cent.

CREATE TABLE sykehus.hrcs (
    prosjekt_id integer PRIMARY KEY REFERENCES sykehus.prosjekt,
    helsekategori_1 text,
    prosent_1 numeric,
    helsekategori_2 text,
    prosent_2 numeric,
    aktivitet text          -- one activity
);

INSERT INTO sykehus.hrcs VALUES (501, 'HC02', 50, 'HC08', 50, '5.4'), (502, 'HC16', 100, NULL, NULL, '8.1');

CREATE VIEW kilder.project_hrcs WITH (security_invoker = true) AS
SELECT h.prosjekt_id AS project_id,
       k.dimensjon AS dimension,
       k.kode AS code,
       k.prosent AS percent
FROM sykehus.hrcs AS h
CROSS JOIN LATERAL (VALUES ('health_category', h.helsekategori_1, h.prosent_1),
                           ('health_category', h.helsekategori_2, h.prosent_2),
                           ('research_activity', h.aktivitet, 100)) AS k(dimensjon, kode, prosent)
WHERE k.kode IS NOT NULL;

-- relation: project_focus_area
-- A framework runs from its first to its last year; the shares of a project in one framework total 1.

CREATE TABLE sykehus.satsing (
    prosjekt_id integer REFERENCES sykehus.prosjekt,
    rammeverk text,
    fra_aar integer,
    til_aar integer,
    satsingsomraade text,
    prosent numeric
);

INSERT INTO sykehus.satsing VALUES (501, 'strategi-2021', 2021, 2025, 'kirurgi', 100), (502, 'strategi-2021', 2021, 2025, 'psykisk-helse', 100);

CREATE VIEW kilder.project_focus_area WITH (security_invoker = true) AS
SELECT s.prosjekt_id AS project_id,
       s.rammeverk AS framework,
       s.fra_aar AS first_year,
       s.til_aar AS last_year,
       s.satsingsomraade AS focus_area,
       0.01 * s.prosent AS share
FROM sykehus.satsing AS s;

-- relation: clinical_study
-- A date that is known to the month is the first of it, with `date_precision`. Facts that the hospital does not have are NULL: they neither exempt
-- a study nor move its deadline.

CREATE TABLE sykehus.studie (
    studie_id integer PRIMARY KEY,
    prosjekt_id integer REFERENCES sykehus.prosjekt,
    tittel text,
    legemiddelstudie boolean,
    oppdragsgiver text,     -- FORSKER, INDUSTRI
    fase text,
    registrert date,
    startmaaned text,       -- YYYY-MM, as all months here
    primaer_sluttmaaned text,
    sluttmaaned text,
    status text,            -- REKRUTTERER, AVSLUTTET, STOPPET
    deltakere integer,
    nct text,
    eudract text,
    soekt_til date          -- the search for results ended on this day
);

INSERT INTO sykehus.studie VALUES
    (701, 501, 'Oppdiktet studie med resultat', true, 'FORSKER', '2', '2018-05-02', '2018-06', '2020-10', '2020-11', 'AVSLUTTET', 120,
     'NCT90000001', '2018-900001-18', '2024-03-01'),
    (702, NULL, 'Oppdiktet studie uten resultat', false, 'FORSKER', NULL, '2019-02-01', '2019-03', '2021-05', '2021-06', 'AVSLUTTET', 80,
     'NCT90000002', NULL, '2024-03-01'),
    (703, NULL, 'Oppdiktet pågående studie', true, 'INDUSTRI', '3', '2022-01-10', '2022-02', NULL, NULL, 'REKRUTTERER', 40,
     'NCT90000003', NULL, NULL);

CREATE VIEW kilder.clinical_study WITH (security_invoker = true) AS
SELECT s.studie_id AS study_id,
       s.prosjekt_id AS project_id,
       s.tittel AS title,
       CASE WHEN s.legemiddelstudie THEN 'drug' ELSE 'other_intervention' END AS kind,
       CASE s.oppdragsgiver WHEN 'FORSKER' THEN 'investigator' WHEN 'INDUSTRI' THEN 'industry' ELSE s.oppdragsgiver END AS initiator,
       s.fase AS phase,
       NULL::boolean AS paediatric,
       s.registrert AS registered_on,
       to_date(s.startmaaned, 'YYYY-MM') AS starts_on,
       to_date(s.primaer_sluttmaaned, 'YYYY-MM') AS primary_completed_on,
       to_date(s.sluttmaaned, 'YYYY-MM') AS completed_on,
       'month' AS date_precision,
       s.status IN ('AVSLUTTET', 'STOPPET') AS completion_is_actual,
       NULL::boolean AS all_countries_completed,
       NULL::boolean AS phase1_everywhere,
       NULL::boolean AS certificate,
       NULL::date AS deferred_until,
       CASE s.status WHEN 'REKRUTTERER' THEN 'recruiting' WHEN 'AVSLUTTET' THEN 'completed' WHEN 'STOPPET' THEN 'terminated' ELSE s.status END AS status,
       s.deltakere AS enrolled,
       s.status <> 'REKRUTTERER' AS enrolled_is_actual,
       NULL::text AS outcome_direction,
       NULL::text AS unpublished_reason,
       NULL::text AS reason_source,
       NULL::date AS reason_on,
       s.soekt_til AS searched_until
FROM sykehus.studie AS s;

-- relation: study_identifier
-- A column per registry becomes a row per number. Registrations that share a number are one study.

CREATE VIEW kilder.study_identifier WITH (security_invoker = true) AS
SELECT s.studie_id AS study_id,
       n.nummer AS identifier
FROM sykehus.studie AS s
CROSS JOIN LATERAL (VALUES (s.nct), (s.eudract)) AS n(nummer)
WHERE n.nummer IS NOT NULL;

-- relation: study_site
-- The hospital that leads the study is its coordinator; a study belongs to its coordinators' units.

CREATE TABLE sykehus.studiested (
    studie_id integer REFERENCES sykehus.studie,
    org_id integer,
    leder_studien boolean,
    aapnet date,
    lukket date,
    avtalt_antall integer,
    PRIMARY KEY (studie_id, org_id)
);

INSERT INTO sykehus.studiested VALUES
    (701, 20, true, '2018-06-15', '2020-11-20', 120),
    (702, 30, true, '2019-03-05', '2021-06-10', 100),
    (703, 20, false, '2022-02-20', NULL, 40);

CREATE VIEW kilder.study_site WITH (security_invoker = true) AS
SELECT s.studie_id AS study_id,
       s.org_id AS institution_id,
       CASE WHEN s.leder_studien THEN 'coordinator' ELSE 'participant' END AS role,
       NULL::date AS applied_on,
       NULL::date AS planned_open_on,
       s.aapnet AS opened_on,
       NULL::date AS first_patient_on,
       s.lukket AS closed_on,
       s.avtalt_antall AS target_patients
FROM sykehus.studiested AS s;

-- relation: study_inclusion
-- Patients are counted in the view: no patient comes out of it.

CREATE TABLE sykehus.inkludert_pasient (
    pasientloepenr integer,
    studie_id integer REFERENCES sykehus.studie,
    org_id integer,
    dato date
);

INSERT INTO sykehus.inkludert_pasient
SELECT n, 703, 20, date '2023-01-09' + 14 * n FROM generate_series(1, 20) AS n;

CREATE VIEW kilder.study_inclusion WITH (security_invoker = true) AS
SELECT i.studie_id AS study_id,
       i.org_id AS institution_id,
       extract(year FROM i.dato)::integer AS year,
       count(*)::integer AS new_patients,
       'ehr' AS source,
       NULL::date AS reported_on
FROM sykehus.inkludert_pasient AS i
GROUP BY i.studie_id, i.org_id, extract(year FROM i.dato);

-- relation: study_result
-- Every result that was found is a row with its source, the same article found twice too.

CREATE TABLE sykehus.studieresultat (
    studie_id integer REFERENCES sykehus.studie,
    type text,              -- ARTIKKEL, REGISTER
    publisert date,
    doi text,
    funnet date
);

INSERT INTO sykehus.studieresultat VALUES
    (701, 'ARTIKKEL', '2021-09-15', '10.5555/oppdiktet.701', '2024-03-01'),
    (701, 'REGISTER', '2022-02-01', NULL, '2024-03-01');

CREATE VIEW kilder.study_result WITH (security_invoker = true) AS
SELECT r.studie_id AS study_id,
       CASE r.type WHEN 'REGISTER' THEN 'summary_results' ELSE 'publication' END AS kind,
       CASE r.type WHEN 'ARTIKKEL' THEN 'journal' END AS type,
       r.publisert AS published_on,
       'day' AS date_precision,
       r.doi,
       CASE r.type WHEN 'REGISTER' THEN 'registry' ELSE 'pubmed' END AS source,
       r.funnet AS found_on
FROM sykehus.studieresultat AS r;

-- relation: specialist_care_patients
-- The nation is `NO`, so ids are text here, whatever they are elsewhere.

CREATE TABLE sykehus.pasienttall (
    org_id integer,         -- NULL: the whole country
    aar integer,
    nye_pasienter integer
);

INSERT INTO sykehus.pasienttall VALUES (20, 2023, 60000), (30, 2023, 30000), (10, 2023, 85000), (NULL, 2023, 1500000);

CREATE VIEW kilder.specialist_care_patients WITH (security_invoker = true) AS
SELECT coalesce(p.org_id::text, 'NO') AS institution_id,
       p.aar AS year,
       p.nye_pasienter AS new_patients
FROM sykehus.pasienttall AS p;

-- relation: innovation
-- An innovation that another hospital has taken up is a row of that hospital's, with `adopted_from`.

CREATE TABLE sykehus.innovasjon (
    innovasjon_id integer PRIMARY KEY,
    org_id integer,
    prosjekt_id integer REFERENCES sykehus.prosjekt,
    tittel text,
    type text,
    status text,            -- PAAGAAR, PAUSE, FULLFOERT, STOPPET
    registrert date,
    tatt_i_bruk_fra integer,
    tatt_i_bruk_dato date
);

INSERT INTO sykehus.innovasjon VALUES
    (801, 20, 501, 'Oppdiktet innovasjon', 'tjeneste', 'PAAGAAR', '2022-03-01', NULL, NULL),
    (802, 30, NULL, 'Oppdiktet innovasjon, tatt i bruk', 'tjeneste', 'PAAGAAR', '2023-08-01', 801, '2023-08-01');

CREATE VIEW kilder.innovation WITH (security_invoker = true) AS
SELECT i.innovasjon_id AS innovation_id,
       i.org_id AS institution_id,
       i.prosjekt_id AS project_id,
       i.tittel AS title,
       i.type AS kind,
       CASE i.status WHEN 'PAAGAAR' THEN 'active' WHEN 'PAUSE' THEN 'on_hold' WHEN 'FULLFOERT' THEN 'completed' WHEN 'STOPPET' THEN 'stopped'
                     ELSE i.status END AS status,
       NULL::text AS funding_mode,
       i.registrert AS registered_on,
       i.tatt_i_bruk_fra AS adopted_from,
       i.tatt_i_bruk_dato AS adopted_on
FROM sykehus.innovasjon AS i;

-- relation: innovation_phase
-- Phases keep the hospital's own names; a rule set says what they fold to (code list `innovation_phase`). A phase entered twice counts from the first time.

CREATE TABLE sykehus.faselogg (
    innovasjon_id integer REFERENCES sykehus.innovasjon,
    fase text,
    dato date
);

INSERT INTO sykehus.faselogg VALUES
    (801, 'Idé', '2022-03-01'), (801, 'Utprøving', '2023-02-01'), (801, 'Utprøving', '2023-05-01'), (802, 'Innført', '2023-08-01');

CREATE VIEW kilder.innovation_phase WITH (security_invoker = true) AS
SELECT f.innovasjon_id AS innovation_id,
       f.fase AS phase,
       min(f.dato) AS entered_on
FROM sykehus.faselogg AS f
GROUP BY f.innovasjon_id, f.fase;

-- relation: innovation_benefit
-- Two columns of amounts become two stages.

CREATE TABLE sykehus.gevinst (
    innovasjon_id integer REFERENCES sykehus.innovasjon,
    aar integer,
    anslaatt_kroner numeric,
    realisert_kroner numeric,
    PRIMARY KEY (innovasjon_id, aar)
);

INSERT INTO sykehus.gevinst VALUES (801, 2023, 400000, NULL);

CREATE VIEW kilder.innovation_benefit WITH (security_invoker = true) AS
SELECT g.innovasjon_id AS innovation_id,
       g.aar AS year,
       'economic' AS kind,
       b.trinn AS stage,
       b.kroner AS value
FROM sykehus.gevinst AS g
CROSS JOIN LATERAL (VALUES ('assessed', g.anslaatt_kroner), ('realised', g.realisert_kroner)) AS b(trinn, kroner)
WHERE b.kroner IS NOT NULL;

-- relation: external_series
-- Nothing to give is a view without rows: figures that rest on it are empty, and no relation is missing.

CREATE VIEW kilder.external_series WITH (security_invoker = true) AS
SELECT NULL::text AS series, NULL::integer AS year, NULL::text AS institution_id, NULL::numeric AS value, NULL::text AS source
WHERE false;

-- relation: reference_figure
-- What the ministry has published, to be shown beside our own figures with the deviation; names as in `fact_dictionary`. The total of the grant that a
-- report divides stands here too (`grant`, `total`, `NO`, under the last result year).

CREATE TABLE sykehus.offisielle_tall (
    indikator text,
    maal text,
    aar integer,
    org_id integer,         -- NULL: the whole country
    tall numeric,
    kilde text
);

INSERT INTO sykehus.offisielle_tall VALUES ('doctorates', 'degrees', 2023, 20, 2, 'oppdiktet');

CREATE VIEW kilder.reference_figure WITH (security_invoker = true) AS
SELECT o.indikator AS indicator,
       o.maal AS measure,
       o.aar AS year,
       coalesce(o.org_id::text, 'NO') AS institution_id,
       o.tall AS value,
       o.kilde AS source
FROM sykehus.offisielle_tall AS o;

-- relation: resource_use
-- The measurement of every second year, a row per unit: research, with development apart where the unit tells it.

CREATE TABLE sykehus.ressursbruk (
    org_id integer,
    aar integer,
    forskning_tusen_kroner numeric,
    utvikling_tusen_kroner numeric,
    aarsverk numeric,
    driftsutgifter_tusen_kroner numeric,
    PRIMARY KEY (org_id, aar)
);

INSERT INTO sykehus.ressursbruk VALUES (20, 2023, 410000, NULL, 260.5, 15800000);

CREATE VIEW kilder.resource_use WITH (security_invoker = true) AS
SELECT r.org_id AS institution_id,
       r.aar AS year,
       k.slag AS kind,
       k.tusen_kroner * 1000 AS expenditure_nok,
       k.aarsverk AS person_years,
       r.driftsutgifter_tusen_kroner * 1000 AS total_expenditure_nok
FROM sykehus.ressursbruk AS r
CROSS JOIN LATERAL (VALUES ('research', r.forskning_tusen_kroner, r.aarsverk),
                           ('development', r.utvikling_tusen_kroner, NULL::numeric)) AS k(slag, tusen_kroner, aarsverk)
WHERE k.tusen_kroner IS NOT NULL;

-- relation: delivery_statement
-- What the hospitals have answered about their data of a year. Who owes a stream and has neither rows nor an answer here has not delivered it, and its
-- figures are no zeros. The hospital's words for its streams become those of the contract.

CREATE TABLE sykehus.leveranse (
    org_id integer,
    aar integer,
    datatype text,          -- PUBLIKASJON, GODKJENNING, DOKTORGRAD, EU, NFR, STUDIE, INKLUSJON, PASIENT, RAPPORT, BRUKER, INNOVASJON
    svar text,              -- LEVERT, INGENTING
    dato date
);

INSERT INTO sykehus.leveranse
SELECT o.org_id, 2023, d.datatype, 'LEVERT', '2024-03-01'
FROM unnest(ARRAY[20, 30]) AS o(org_id)
CROSS JOIN unnest('{PUBLIKASJON,GODKJENNING,DOKTORGRAD,EU,NFR,STUDIE,INKLUSJON,PASIENT,RAPPORT,BRUKER,INNOVASJON}'::text[]) AS d(datatype);

INSERT INTO sykehus.leveranse VALUES (10, 2023, 'PUBLIKASJON', 'INGENTING', '2024-03-04'), (10, 2023, 'PASIENT', 'LEVERT', '2024-03-04');

CREATE VIEW kilder.delivery_statement WITH (security_invoker = true) AS
SELECT l.org_id AS institution_id,
       l.aar AS year,
       CASE l.datatype WHEN 'PUBLIKASJON' THEN 'publications' WHEN 'GODKJENNING' THEN 'approvals' WHEN 'DOKTORGRAD' THEN 'degrees'
                       WHEN 'EU' THEN 'eu_funding' WHEN 'NFR' THEN 'nfr_funding' WHEN 'STUDIE' THEN 'clinical_studies'
                       WHEN 'INKLUSJON' THEN 'patients' WHEN 'PASIENT' THEN 'specialist_care_patients' WHEN 'RAPPORT' THEN 'project_reports'
                       WHEN 'BRUKER' THEN 'involvement' WHEN 'INNOVASJON' THEN 'innovation' ELSE l.datatype END AS stream,
       CASE l.svar WHEN 'LEVERT' THEN 'delivered' WHEN 'INGENTING' THEN 'confirmed_zero' ELSE l.svar END AS state,
       l.dato AS stated_on
FROM sykehus.leveranse AS l;

-- relation: publication_identifier
-- Optional, as the next one: what records of different systems are joined by. The hospital's table names the number that Cristin gave a publication,
-- and the grant that its authors thank for.

CREATE TABLE sykehus.publikasjonsnummer (
    pub_id bigint,
    cristin_nr text,
    nfr_prosjekt text
);

INSERT INTO sykehus.publikasjonsnummer VALUES (1001, '2154001', '300123'), (1002, '2154002', NULL);

CREATE VIEW kilder.publication_identifier WITH (security_invoker = true) AS
SELECT n.pub_id AS publication_id,
       i.slag AS kind,
       i.nummer AS identifier
FROM sykehus.publikasjonsnummer AS n
CROSS JOIN LATERAL (VALUES ('cristin', n.cristin_nr), ('grant', 'nfr/' || n.nfr_prosjekt)) AS i(slag, nummer)
WHERE i.nummer IS NOT NULL;

-- relation: project_identifier
-- `project_links()` then finds that publication 1001 came out of project 501, and says by which grant.

CREATE TABLE sykehus.prosjektnummer (
    prosjekt_id integer,
    nfr_prosjekt text,
    rek_nummer text
);

INSERT INTO sykehus.prosjektnummer VALUES (501, '300123', '2020/12345');

CREATE VIEW kilder.project_identifier WITH (security_invoker = true) AS
SELECT n.prosjekt_id AS project_id,
       i.slag AS kind,
       i.nummer AS identifier
FROM sykehus.prosjektnummer AS n
CROSS JOIN LATERAL (VALUES ('grant', 'nfr/' || n.nfr_prosjekt), ('ethics', n.rek_nummer)) AS i(slag, nummer)
WHERE i.nummer IS NOT NULL;
