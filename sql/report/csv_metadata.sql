-- What stands beside the CSV of a report: CSV on the Web (W3C, Metadata
-- Vocabulary for Tabular Data), with the report's id, edition and mark, and what
-- every column means.

CREATE TABLE csv_column (
    name text PRIMARY KEY,
    datatype text NOT NULL CHECK (datatype IN ('string', 'integer', 'decimal', 'gYear')),
    text_nb text NOT NULL,
    text_nn text NOT NULL,
    text_en text NOT NULL
);
COMMENT ON TABLE csv_column IS 'columns of the CSV of a report, but for those of code lists by which figures are divided (report_list)';

INSERT INTO csv_column (name, datatype, text_nb, text_nn, text_en) VALUES
    ('begrep', 'string', 'indikator og mål', 'indikator og mål', 'indicator and measure'),
    ('tekst', 'string', 'målets navn på bokmål', 'namnet på målet på bokmål', 'name of the measure in bokmål'),
    ('maaleenhet', 'string', 'måleenhet', 'måleining', 'unit of measurement'),
    ('desimaler', 'integer', 'antall desimaler i verdien', 'talet på desimalar i verdien', 'decimals of the value'),
    ('sti', 'string', 'elementet i XML og JSON', 'elementet i XML og JSON', 'element in XML and JSON'),
    ('aar', 'gYear', 'år', 'år', 'year'),
    ('nivaa', 'string', 'nivået til enheten', 'nivået til eininga', 'level of the unit'),
    ('enhet', 'string', 'avsenderens id for enheten', 'id-en avsendaren har for eininga', 'the sender''s id of the unit'),
    ('orgnr', 'string', 'organisasjonsnummer; tomt for landet', 'organisasjonsnummer; tomt for landet', 'organisation number; empty for the nation'),
    ('navn', 'string', 'enhetens navn', 'namnet på eininga', 'name of the unit'),
    ('inndeling', 'string', 'kolonnene som tallet er delt etter; tomt for et helt tall', 'kolonnane som talet er delt etter; tomt for eit heilt tal',
     'the columns by which the figure is divided; empty for a whole one'),
    ('verdi', 'decimal', 'verdi; tomt når den mangler, se grunn', 'verdi; tomt når han manglar, sjå grunn', 'value; empty where it is absent, see grunn'),
    ('teller', 'decimal', 'teller', 'teljar', 'numerator'),
    ('nevner', 'decimal', 'nevner', 'nemnar', 'denominator'),
    ('nedre', 'decimal', 'nedre grense for 95 %-intervallet', 'nedre grense for 95 %-intervallet', 'lower bound of the 95 % interval'),
    ('oevre', 'decimal', 'øvre grense for 95 %-intervallet', 'øvre grense for 95 %-intervallet', 'upper bound of the 95 % interval'),
    ('status', 'string', 'foreløpig eller endelig', 'førebels eller endeleg', 'preliminary or final'),
    ('regelverk', 'string', 'regelsett', 'regelsett', 'rule set'),
    ('opphav', 'string', 'hvor reglene bak tallet kommer fra', 'kvar reglane bak talet kjem frå', 'where the rules behind the figure come from'),
    ('skjult', 'string', 'ja når tallet er skjult av hensyn til personvern', 'ja når talet er skjult av omsyn til personvern', 'ja where the figure is hidden for privacy'),
    ('grunn', 'string', 'hvorfor verdien mangler', 'kvifor verdien manglar', 'why the value is absent'),
    ('rapporterteEnheter', 'integer', 'enheter som har levert sin del av summen', 'einingar som har levert sin del av summen', 'units that have delivered their part of the sum'),
    ('forventedeEnheter', 'integer', 'enheter som skulle ha levert', 'einingar som skulle ha levert', 'units that owe their part');

CREATE FUNCTION @internal@.csv_metadata(records report_record[], url text) RETURNS json
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH head AS (
        SELECT max(r.content::text) FILTER (WHERE r.kind = 'konvolutt')::jsonb AS envelope,
               max(r.content::text) FILTER (WHERE r.kind = 'avsender')::jsonb AS sender,
               max(r.content ->> 'aar') FILTER (WHERE r.kind = 'rapporteringsperiode') AS year
        FROM unnest(records) AS r
        WHERE r.kind IN ('konvolutt', 'avsender', 'rapporteringsperiode')
    ), told AS (
        -- the columns are those of the CSV itself, in its order
        SELECT h.position, h.name, coalesce(c.datatype, 'string') AS datatype,
               coalesce(c.text_nb, l.text_nb) AS nb, coalesce(c.text_nn, l.text_nn) AS nn, coalesce(c.text_en, l.text_en) AS en
        FROM string_to_table(split_part(@extschema@.records_csv('{}', false), E'\n', 1), ',') WITH ORDINALITY AS h(name, position)
        LEFT JOIN @extschema@.csv_column AS c ON c.name = h.name
        LEFT JOIN @extschema@.report_list AS l ON l.term = h.name AND l.is_dimension
    )
    SELECT json_build_object(
               '@context', json_build_array('http://www.w3.org/ns/csvw', json_build_object('@language', 'nb')),
               'url', url,
               'dc:title', concat_ws(' ', h.envelope ->> 'merknad', 'Indikatorrapport for forskning', h.year || ',', h.sender ->> 'navn'),
               'dc:identifier', h.envelope -> 'rapportId', 'dc:publisher', h.envelope -> 'utgiver', 'dc:license', h.envelope -> 'lisens',
               'dc:issued', h.envelope -> 'opprettet',
               'rdfs:comment', format('utgave %s, miljø %s, tilstand %s, innhold SHA-256 %s', h.envelope ->> 'utgave', h.envelope ->> 'miljoe',
                                      h.envelope ->> 'tilstand', coalesce(h.envelope ->> 'sha256', 'ikke utstedt')),
               'dc:conformsTo', 'urn:helseforskning:indikatorrapport:v1',
               'dialect', json_build_object('encoding', 'utf-8', 'delimiter', ',', 'header', true, 'lineTerminators', json_build_array(E'\n')),
               'tableSchema', json_build_object(
                   'columns', (SELECT json_agg(json_build_object(
                                          'name', t.name, 'titles', json_build_array(t.name), 'datatype', t.datatype,
                                          'dc:description', json_build_array(json_build_object('@value', t.nb, '@language', 'nb'),
                                                                             json_build_object('@value', t.nn, '@language', 'nn'),
                                                                             json_build_object('@value', t.en, '@language', 'en'))) ORDER BY t.position) FROM told AS t)))
    FROM head AS h;
END;
COMMENT ON FUNCTION @internal@.csv_metadata(report_record[], text) IS 'CSV on the Web''s description of the CSV of a report';

CREATE FUNCTION report_csv_metadata(year integer, orgnr text, rule_set text DEFAULT NULL, edition text DEFAULT 'ministry', url text DEFAULT 'report.csv') RETURNS json
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.csv_metadata(@internal@.draft_envelope(@internal@.require_edition(edition))
                                   || ARRAY(SELECT f::@extschema@.report_record FROM @internal@.frame_records(year, orgnr, @internal@.year_closing(year)) AS f), url);
END;
COMMENT ON FUNCTION report_csv_metadata(integer, text, text, text, text) IS
    'what stands beside report_csv: csv-metadata.json (CSV on the Web) with report, edition, TEST mark, and what every column means in three languages; url is the name of the CSV file';
