-- The shipped rule sets; their parameters stand with the indicators that they
-- are about.  A released set never changes: corrections are a new set.

INSERT INTO rule_set (rule_set, family, title, first_year, last_year, is_default, legal_reference, extends, shipped) VALUES
    ('nvi-2015', 'nvi', 'Norsk vitenskapsindeks: publiseringspoeng fra og med 2015', 2015, NULL, true,
     'NVI, Sikt: Utregning av publiseringspoeng', NULL, true),
    ('nva-2024', 'nvi', 'Nasjonalt vitenarkiv: registerets egen andelstelling til og med 2025-10-28', 2015, 2025, false,
     'Sikt, nva-nvi, endringslogg 2025', 'nvi-2015', true),
    ('hod-2015', 'hod', 'Nasjonalt system for måling av forsknings- og innovasjonsaktivitet, budsjettår 2015-2020', 2015, 2020, true,
     'HOD: Nasjonalt system for måling av forsknings- og innovasjonsaktivitet', NULL, true),
    ('hod-2021', 'hod', 'Nasjonalt system for måling av forsknings- og innovasjonsaktivitet, fra budsjettår 2021 med kliniske behandlingsstudier', 2021, NULL, true,
     'HOD: Nasjonalt system for måling av forsknings- og innovasjonsaktivitet', 'hod-2015', true);

INSERT INTO rule_set (rule_set, family, title, first_year, last_year, is_default, legal_reference, extends, shipped) VALUES
    ('nvi-2013', 'nvi', 'Helsesektorens publiseringspoeng 2013-2014', 2013, 2014, true,
     'HOD: Nasjonalt system for måling av forskningsaktivitet; Cristin: rapporteringsinstruks 2013', NULL, true),
    ('hod-2013', 'hod', 'Nasjonalt system for måling av forskningsaktivitet, budsjettår 2013-2014', 2013, 2014, true,
     'HOD: Nasjonalt system for måling av forskningsaktivitet', 'hod-2015', true);
