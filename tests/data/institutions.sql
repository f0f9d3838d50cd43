-- Institutions: the real ones from norwegian_institutions.csv; the ids, every
-- unit and everything abroad are made.  Part of load.sql.

CREATE TEMPORARY TABLE institution_file (
    orgnr text,
    name text,
    kind text,
    rhf_orgnr text
);
\copy pg_temp.institution_file FROM 'tests/data/norwegian_institutions.csv' WITH (FORMAT csv, HEADER match, ENCODING 'UTF8')

-- Real institutions under readable ids.  The outer joins make a row of the
-- file without an id here an error instead of a silent loss.
CREATE TEMPORARY TABLE slug (orgnr text PRIMARY KEY, institution_id text UNIQUE);
INSERT INTO pg_temp.slug (orgnr, institution_id) VALUES
    ('991324968', 'helse-sor-ost'),
    ('983658725', 'helse-vest'),
    ('983658776', 'helse-midt-norge'),
    ('883658752', 'helse-nord'),
    ('993467049', 'ous'),
    ('983971636', 'ahus'),
    ('983971709', 'innlandet'),
    ('983971768', 'ostfold'),
    ('894166762', 'vestre-viken'),
    ('983975259', 'vestfold'),
    ('983975267', 'telemark'),
    ('983975240', 'sorlandet'),
    ('883971752', 'sunnaas'),
    ('983974724', 'helse-bergen'),
    ('983974678', 'helse-stavanger'),
    ('983974694', 'helse-fonna'),
    ('983974732', 'helse-forde'),
    ('883974832', 'st-olav'),
    ('997005562', 'more-og-romsdal'),
    ('983974791', 'nord-trondelag'),
    ('983974899', 'unn'),
    ('983974910', 'nordlandssykehuset'),
    ('983974929', 'helgelandssykehuset'),
    ('983974880', 'finnmarkssykehuset'),
    ('982791952', 'diakonhjemmet'),
    ('965985166', 'lovisenberg'),
    ('984027737', 'haraldsplass'),
    ('971035854', 'uio'),
    ('874789542', 'uib'),
    ('974767880', 'ntnu'),
    ('970422528', 'uit');

INSERT INTO institution (institution_id, orgnr, name, kind, rhf_id, country,
                         reporting)
SELECT own.institution_id, file.orgnr, file.name, file.kind,
       CASE WHEN file.kind = 'rhf' THEN own.institution_id
            ELSE owner.institution_id END,
       'NO', true
FROM pg_temp.institution_file AS file
LEFT JOIN pg_temp.slug AS own ON own.orgnr = file.orgnr
LEFT JOIN pg_temp.slug AS owner ON owner.orgnr = file.rhf_orgnr;

DROP TABLE pg_temp.slug, pg_temp.institution_file;

-- Made: units, at two hospitals in two levels, and one abroad.
INSERT INTO institution (institution_id, name, kind, parent_id, country,
                         reporting) VALUES
    ('ous-kreft', 'Kreftklinikk (oppdiktet enhet)', 'unit', 'ous', 'NO', true),
    ('ous-kreft-straale', 'Stråleavdeling (oppdiktet enhet)', 'unit', 'ous-kreft', 'NO', true),
    ('ous-kreft-gen', 'Genseksjon (oppdiktet enhet)', 'unit', 'ous-kreft', 'NO', true),
    ('ous-hjerte', 'Hjerteklinikk (oppdiktet enhet)', 'unit', 'ous', 'NO', true),
    ('ahus-nevro', 'Nevroklinikk (oppdiktet enhet)', 'unit', 'ahus', 'NO', true),
    ('helse-bergen-medisin', 'Medisinsk klinikk (oppdiktet enhet)', 'unit', 'helse-bergen', 'NO', true),
    ('helse-bergen-medisin-lunge', 'Lungeseksjon (oppdiktet enhet)', 'unit', 'helse-bergen-medisin', 'NO', true),
    ('st-olav-barn', 'Barneklinikk (oppdiktet enhet)', 'unit', 'st-olav', 'NO', true),
    ('unn-kirurgi', 'Kirurgisk klinikk (oppdiktet enhet)', 'unit', 'unn', 'NO', true),
    ('uio-klinmed', 'Klinisk institutt (oppdiktet enhet)', 'unit', 'uio', 'NO', true),
    ('uib-klin', 'Klinisk institutt (oppdiktet enhet)', 'unit', 'uib', 'NO', true),
    ('ntnu-klin', 'Klinisk institutt (oppdiktet enhet)', 'unit', 'ntnu', 'NO', true),
    ('utland-se-1-klinikk', 'Klinikk (oppdiktet enhet, SE)', 'unit', 'utland-se-1', 'SE', false);

-- Made: Norwegian institutions that do not report, and institutions abroad.
INSERT INTO institution (institution_id, name, kind, country, reporting) VALUES
    ('norsk-institutt-1', 'Norsk institutt 1 (oppdiktet)', 'institute', 'NO', false),
    ('norsk-institutt-2', 'Norsk institutt 2 (oppdiktet)', 'institute', 'NO', false),
    ('norsk-kommune-1', 'Norsk kommune 1 (oppdiktet)', 'municipality', 'NO', false);

INSERT INTO institution (institution_id, name, kind, country, reporting)
SELECT 'utland-' || lower(abroad.country COLLATE "C") || '-' || number,
       'Utenlandsk institusjon ' || number || ' (' || abroad.country
           || ', oppdiktet)',
       'other', abroad.country, false
FROM (VALUES ('SE', 4), ('DK', 3), ('FI', 2), ('GB', 4), ('DE', 3), ('NL', 2),
             ('US', 5), ('AU', 1)) AS abroad (country, institutions),
     generate_series(1, abroad.institutions) AS number;
