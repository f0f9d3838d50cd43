-- Code lists of reports: what the codes of the database are called in a report,
-- and what each means, in three languages.  Rooms add the lists by which their
-- figures are divided.

CREATE TABLE report_list (
    list text PRIMARY KEY CHECK (list ~ '^[a-z][a-z_]*$'),
    term text NOT NULL UNIQUE CHECK (term ~ '^[a-z][A-Za-z]*$'),
    codes text NOT NULL CHECK (codes IN ('listed', 'site', 'number')),
    is_dimension boolean NOT NULL,
    text_nb text NOT NULL CHECK (text_nb ~ '\S'),
    text_nn text NOT NULL CHECK (text_nn ~ '\S'),
    text_en text NOT NULL CHECK (text_en ~ '\S')
);
COMMENT ON TABLE report_list IS 'code lists that every report holds, with their names (bokmål, ae/oe/aa) and meaning';
COMMENT ON COLUMN report_list.term IS 'what it is called in reports; of a dimension, the field of a figure that it divides';
COMMENT ON COLUMN report_list.codes IS
    'listed: every code is known here; site: a site may have codes of its own; number: a code is a number and means itself';

CREATE TABLE report_term (
    list text NOT NULL,
    code text NOT NULL,
    term text NOT NULL,
    text_nb text,
    text_nn text,
    text_en text,
    ordinal integer,
    PRIMARY KEY (list, code),
    UNIQUE (list, ordinal),
    CHECK (num_nulls(ordinal, text_nb, text_nn, text_en) IN (0, 4))
);
COMMENT ON TABLE report_term IS
    'codes of the database and their terms in the report (bokmål, ae/oe/aa), with what they mean where reports show the list';
COMMENT ON COLUMN report_term.ordinal IS 'the order of a list''s codes in reports';

INSERT INTO report_list (list, term, codes, is_dimension, text_nb, text_nn, text_en) VALUES
    ('unit_level', 'nivaa', 'listed', false, 'nivået til enheten', 'nivået til eininga', 'level of the unit'),
    ('kind', 'enhetstype', 'listed', false, 'type enhet', 'type eining', 'kind of unit'),
    ('unit', 'maaleenhet', 'listed', false, 'måleenhet', 'måleining', 'unit of measurement'),
    ('reason_absent', 'grunn', 'listed', false, 'hvorfor et tall mangler', 'kvifor eit tal manglar', 'why a figure is absent'),
    ('status', 'tallstatus', 'listed', false, 'tallets status', 'statusen til talet', 'status of the figure'),
    ('origin', 'opphav', 'listed', false, 'hvor reglene bak tallet kommer fra', 'kvar reglane bak talet kjem frå', 'where the rules behind the figure come from'),
    ('project_kind', 'prosjekttype', 'listed', false, 'type prosjekt', 'type prosjekt', 'kind of project'),
    ('funder', 'finansiering', 'listed', false, 'finansieringskilde', 'finansieringskjelde', 'funder');

INSERT INTO report_term (list, ordinal, code, term, text_nb, text_nn, text_en) VALUES
    ('unit_level', 1, 'institution', 'institusjon', 'institusjon', 'institusjon', 'institution'),
    ('unit_level', 2, 'rhf', 'region', 'region', 'region', 'region'),
    ('unit_level', 3, 'nation', 'nasjon', 'nasjon', 'nasjon', 'nation'),
    ('status', 1, 'preliminary', 'foreloepig', 'foreløpig', 'førebels', 'preliminary'),
    ('status', 2, 'final', 'endelig', 'endelig', 'endeleg', 'final'),
    ('origin', 1, 'published', 'publisert', 'publisert', 'publisert', 'published'),
    ('origin', 2, 'inferred', 'utledet', 'utledet', 'avleidd', 'inferred'),
    ('origin', 3, 'site', 'lokalt', 'lokalt fastsatt', 'lokalt fastsett', 'decided locally'),
    ('origin', 4, 'illustrative', 'illustrativ', 'illustrativ (oppdiktet)', 'illustrativ (oppdikta)', 'illustrative (made up)'),
    ('kind', 1, 'rhf', 'regionaltHelseforetak', 'regionalt helseforetak', 'regionalt helseføretak', 'regional health authority'),
    ('kind', 2, 'hf', 'helseforetak', 'helseforetak', 'helseføretak', 'health trust'),
    ('kind', 3, 'private_nonprofit', 'privatIdeelt', 'privat ideelt sykehus', 'privat ideelt sjukehus', 'private non-profit hospital'),
    ('kind', 4, 'university', 'universitet', 'universitet', 'universitet', 'university'),
    ('kind', 5, 'college', 'hoegskole', 'høgskole', 'høgskule', 'university college'),
    ('kind', 6, 'institute', 'institutt', 'institutt', 'institutt', 'research institute'),
    ('kind', 7, 'municipality', 'kommune', 'kommune', 'kommune', 'municipality'),
    ('kind', 8, 'competence_centre', 'kompetansesenter', 'kompetansesenter', 'kompetansesenter', 'competence centre'),
    ('kind', 9, 'other', 'annet', 'annet', 'anna', 'other'),
    ('kind', 10, 'nation', 'nasjonalt', 'nasjonalt', 'nasjonalt', 'national'),
    ('unit', 1, 'points', 'poeng', 'poeng', 'poeng', 'points'),
    ('unit', 2, 'count', 'antall', 'antall', 'tal på', 'number'),
    ('unit', 3, 'nok', 'kroner', 'norske kroner', 'norske kroner', 'Norwegian kroner (NOK)'),
    ('unit', 4, 'share', 'andel', 'andel mellom 0 og 1, med teller og nevner', 'del mellom 0 og 1, med teljar og nemnar', 'share between 0 and 1, with numerator and denominator'),
    ('unit', 5, 'ratio', 'forhold', 'forhold der 1 er det hele, uten teller og nevner', 'forhold der 1 er det heile, utan teljar og nemnar', 'ratio where 1 is the whole, without numerator and denominator'),
    ('unit', 6, 'patients', 'pasienter', 'pasienter', 'pasientar', 'patients'),
    ('unit', 7, 'index', 'indeks', 'indeksverdi 0-100, utledet, ikke validert, ikke offisiell', 'indeksverdi 0-100, avleidd, ikkje validert, ikkje offisiell', 'index value 0-100, derived, not validated, not official'),
    ('unit', 8, 'days', 'dager', 'dager', 'dagar', 'days'),
    ('reason_absent', 1, 'ikkeBeregnet', 'ikkeBeregnet', 'ikke beregnet', 'ikkje rekna ut', 'not calculated'),
    ('reason_absent', 2, 'ikkeLevert', 'ikkeLevert', 'ikke levert', 'ikkje levert', 'not delivered'),
    ('reason_absent', 3, 'ikkeUndersoekt', 'ikkeUndersoekt', 'ikke undersøkt', 'ikkje undersøkt', 'not examined'),
    ('reason_absent', 4, 'ikkeAktuelt', 'ikkeAktuelt', 'ikke aktuelt', 'ikkje aktuelt', 'not relevant'),
    ('reason_absent', 5, 'skjult', 'skjult', 'skjult (personvern)', 'skjult (personvern)', 'hidden (privacy)'),
    ('project_kind', 1, 'phd', 'doktorgrad', 'ph.d.', 'ph.d.', 'PhD'),
    ('project_kind', 2, 'postdoc', 'postdoktor', 'postdoktor', 'postdoktor', 'postdoc'),
    ('project_kind', 3, 'larger', 'stoerre', 'større prosjekt', 'større prosjekt', 'larger project'),
    ('project_kind', 4, 'strategic', 'strategisk', 'strategisk', 'strategisk', 'strategic'),
    ('project_kind', 5, 'other', 'annet', 'annet', 'anna', 'other'),
    ('funder', 1, 'rhf', 'rhf', 'regionalt helseforetak', 'regionalt helseføretak', 'regional health authority'),
    ('funder', 2, 'nfr', 'forskningsraadet', 'Forskningsrådet', 'Forskingsrådet', 'Research Council'),
    ('funder', 3, 'eu', 'eu', 'EU', 'EU', 'EU'),
    ('funder', 4, 'foundation', 'stiftelse', 'stiftelse', 'stifting', 'foundation'),
    ('funder', 5, 'klinbeforsk', 'klinbeforsk', 'KLINBEFORSK', 'KLINBEFORSK', 'KLINBEFORSK'),
    ('funder', 6, 'own', 'egne', 'egne midler', 'eigne midlar', 'own funds'),
    ('funder', 7, 'other', 'annet', 'annet', 'anna', 'other');

INSERT INTO report_term (list, code, term) VALUES
    -- an institution is never a part of one
    ('kind', 'unit', 'annet'),
    ('severity', 'error', 'feil'), ('severity', 'warning', 'advarsel'), ('severity', 'notice', 'merknad'),
    ('edition', 'ministry', 'departement'),
    ('state', 'draft', 'utkast'), ('state', 'approved', 'godkjent'),
    ('state', 'submitted', 'innsendt'), ('state', 'superseded', 'erstattet');

CREATE FUNCTION @internal@.report_term(list text, code text) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT t.term FROM @extschema@.report_term AS t WHERE t.list = report_term.list AND t.code = report_term.code;
END;
COMMENT ON FUNCTION @internal@.report_term(text, text) IS 'the report''s term for a code';
