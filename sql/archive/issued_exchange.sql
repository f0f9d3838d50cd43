-- Issued reports in the forms of exchange standards.

CREATE FUNCTION report_json_stat(report uuid, indicator text DEFAULT NULL, lang text DEFAULT 'nb') RETURNS SETOF json_stat_table
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT t.*
    FROM @internal@.archived_parts(report) AS p
    CROSS JOIN LATERAL @internal@.json_stat(@internal@.issued_envelope(report, NULL) || p.body || p.annex, indicator, @internal@.require_language(lang)) AS t;
END;
COMMENT ON FUNCTION report_json_stat(uuid, text, text) IS 'the figures of an issued report and its annex as tables in JSON-stat 2.0';

-- DCAT-AP-NO ------------------------------------------------------------------------------

CREATE FUNCTION @internal@.dcat_contact(contact text) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE WHEN contact ~ '^[^@[:space:]<>"]+@[^@[:space:]<>"]+$' THEN jsonb_build_object('vcard:hasEmail', jsonb_build_object('@id', 'mailto:' || contact))
                WHEN contact ~ '^https?://[^[:space:]<>"]+$' THEN jsonb_build_object('vcard:hasURL', jsonb_build_object('@id', contact)) END;
END;
COMMENT ON FUNCTION @internal@.dcat_contact(text) IS 'how one gets in touch, as vCard says it: an e-mail address or a page; NULL for anything else';

CREATE FUNCTION @internal@.require_public_report(report uuid, address text) RETURNS jsonb
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    envelope jsonb := (@internal@.issued_envelope(report, NULL)).content;
    sender jsonb;
BEGIN
    SELECT r.content INTO sender FROM unnest((@internal@.archived_parts(report)).body) AS r WHERE r.kind = 'avsender';
    IF envelope ->> 'utgave' <> @internal@.report_term('edition', 'public') THEN
        RAISE EXCEPTION 'report % is not the public edition', report
            USING ERRCODE = 'RI123', HINT = 'Only what everybody may read is described for a catalogue: issue the report with edition => ''public''.';
    ELSIF address IS NULL OR address !~ '^https?://[A-Za-z0-9._~:/?#@!$&()*+,;=%-]+$' THEN
        RAISE EXCEPTION 'address "%" is no web address', address
            USING ERRCODE = 'RI123',
                  HINT = 'Give where the files of the delivery lie, up to their ending: https://www.example.no/data/indikatorrapport-2023.';
    ELSIF @internal@.dcat_contact(envelope ->> 'kontakt') IS NULL THEN
        RAISE EXCEPTION 'report % has no contact that a catalogue can show', report
            USING ERRCODE = 'RI123', DETAIL = coalesce('It is "' || (envelope ->> 'kontakt') || '".', 'The archive names none.'),
                  HINT = 'DCAT-AP-NO asks for an e-mail address or a page: write it into the row "contact" of the archive''s settings.';
    ELSIF NOT envelope ? 'utgiver' AND NOT sender ? 'orgnr' THEN
        RAISE EXCEPTION 'report % has no publisher', report
            USING ERRCODE = 'RI123', HINT = 'Of the nation nobody is assumed: write who publishes into the row "publisher" of the archive''s settings.';
    END IF;
    RETURN envelope || jsonb_build_object('avsender', sender);
END
$$;
COMMENT ON FUNCTION @internal@.require_public_report(uuid, text) IS
    'the envelope of an issued public report, with its sender; error RI123 where a catalogue could not show it';

CREATE TABLE dcat_distribution (
    form text PRIMARY KEY,
    ordinal integer NOT NULL UNIQUE,
    media_type text NOT NULL,
    text_nb text NOT NULL,
    text_nn text NOT NULL,
    text_en text NOT NULL
);
COMMENT ON TABLE dcat_distribution IS 'the forms of a report that its description for catalogues names, as the delivery job calls their files';

INSERT INTO dcat_distribution (form, ordinal, media_type, text_nb, text_nn, text_en) VALUES
    ('xml', 1, 'application/xml', 'rapporten som XML', 'rapporten som XML', 'the report as XML'),
    ('json', 2, 'application/json', 'rapporten som JSON', 'rapporten som JSON', 'the report as JSON'),
    ('annex.xml', 3, 'application/xml', 'vedlegget som XML', 'vedlegget som XML', 'the annex as XML'),
    ('annex.json', 4, 'application/json', 'vedlegget som JSON', 'vedlegget som JSON', 'the annex as JSON'),
    ('csv', 5, 'text/csv', 'alle tallene som CSV', 'alle tala som CSV', 'all figures as CSV'),
    ('nb.html', 6, 'text/html', 'rapporten som nettside', 'rapporten som nettside', 'the report as a page');

CREATE FUNCTION report_dcat(report uuid, address text) RETURNS json
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH told AS (
        SELECT e.envelope, e.envelope -> 'avsender' AS sender,
               (SELECT r.content FROM unnest((@internal@.archived_parts(report)).body) AS r WHERE r.kind = 'rapporteringsperiode') AS period
        FROM @internal@.require_public_report(report, address) AS e(envelope)
    ), said AS (
        SELECT t.*, concat_ws(' ', t.envelope ->> 'merknad', format('Indikatorrapport for forskning %s, %s', t.period ->> 'aar', t.sender ->> 'navn')) AS title,
               'https://data.brreg.no/enhetsregisteret/api/enheter/' || (t.sender ->> 'orgnr') AS unit
        FROM told AS t
    ), agent AS (
        SELECT jsonb_strip_nulls(jsonb_build_object('@id', s.unit, '@type', 'foaf:Agent', 'foaf:name', coalesce(s.envelope -> 'utgiver', s.sender -> 'navn'),
                                                    'dct:identifier', s.sender -> 'orgnr')) AS publisher,
               jsonb_build_array(jsonb_build_object('@value', s.title, '@language', 'nb')) AS title,
               jsonb_build_array(jsonb_build_object('@language', 'nb', '@value', s.title || ': publisering, doktorgrader, ekstern finansiering, kliniske studier, brukermedvirkning og innovasjon, slik foretaket rapporterer dem. Små pasienttall er skjult.'),
                                 jsonb_build_object('@language', 'nn', '@value', s.title || ': publisering, doktorgrader, ekstern finansiering, kliniske studiar, brukarmedverknad og innovasjon, slik føretaket rapporterer dei. Små pasienttal er skjulte.'),
                                 jsonb_build_object('@language', 'en', '@value', s.title || ': publications, doctorates, external funding, clinical studies, user involvement and innovation as reported. Small counts of patients are hidden.')) AS description,
               jsonb_build_object('@type', 'vcard:Organization', 'vcard:fn', coalesce(s.envelope -> 'utgiver', s.sender -> 'navn'))
                   || @internal@.dcat_contact(s.envelope ->> 'kontakt') AS contact
        FROM said AS s
    )
    SELECT json_build_object(
               '@context', json_build_object('dcat', 'http://www.w3.org/ns/dcat#', 'dct', 'http://purl.org/dc/terms/', 'foaf', 'http://xmlns.com/foaf/0.1/',
                                             'vcard', 'http://www.w3.org/2006/vcard/ns#', 'xsd', 'http://www.w3.org/2001/XMLSchema#'),
               '@id', address || '.catalog', '@type', 'dcat:Catalog', 'dct:identifier', address || '.catalog',
               'dct:title', a.title, 'dct:description', a.description, 'dct:publisher', a.publisher, 'dcat:contactPoint', a.contact,
               'dcat:dataset', jsonb_strip_nulls(jsonb_build_object(
                   '@id', address, '@type', 'dcat:Dataset', 'dct:identifier', 'urn:uuid:' || (s.envelope ->> 'rapportId'),
                   'dct:title', a.title, 'dct:description', a.description, 'dct:publisher', a.publisher, 'dcat:contactPoint', a.contact,
                   'dcat:theme', '[{"@id": "http://publications.europa.eu/resource/authority/data-theme/HEAL"}, {"@id": "http://publications.europa.eu/resource/authority/data-theme/TECH"}]'::jsonb,
                   'dct:accessRights', '{"@id": "http://publications.europa.eu/resource/authority/access-right/PUBLIC"}'::jsonb,
                   'dct:issued', jsonb_build_object('@value', s.envelope -> 'opprettet', '@type', 'xsd:dateTime'),
                   'dct:temporal', jsonb_build_object('@type', 'dct:PeriodOfTime',
                                                      'dcat:startDate', jsonb_build_object('@value', s.period -> 'fra', '@type', 'xsd:date'),
                                                      'dcat:endDate', jsonb_build_object('@value', s.period -> 'til', '@type', 'xsd:date')),
                   'dcat:distribution', (SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                           '@id', address || '.' || d.form, '@type', 'dcat:Distribution',
                           'dct:title', jsonb_build_array(jsonb_build_object('@value', d.text_nb, '@language', 'nb'), jsonb_build_object('@value', d.text_nn, '@language', 'nn'),
                                                          jsonb_build_object('@value', d.text_en, '@language', 'en')),
                           'dcat:accessURL', jsonb_build_object('@id', address || '.' || d.form), 'dcat:downloadURL', jsonb_build_object('@id', address || '.' || d.form),
                           'dcat:mediaType', jsonb_build_object('@id', 'https://www.iana.org/assignments/media-types/' || d.media_type),
                           'dct:license', CASE WHEN s.envelope ->> 'lisens' ~ '^https?://[^[:space:]<>"]+$' THEN jsonb_build_object('@id', s.envelope -> 'lisens') END)) ORDER BY d.ordinal)
                       FROM @extschema@.dcat_distribution AS d))))
    FROM said AS s CROSS JOIN agent AS a;
END;
COMMENT ON FUNCTION report_dcat(uuid, text) IS
    'DCAT-AP-NO''s description of an issued public report as JSON-LD, for a data catalogue; address: where the files of the delivery lie, up to their ending. Publisher, contact and licence are those of the archive''s settings; error RI123 for another edition, or without a contact or publisher';
