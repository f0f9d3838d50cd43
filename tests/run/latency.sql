-- Documents that keep libraries busy, each a megabyte to 16, in the temporary
-- table document.
SET client_min_messages = warning;
SET search_path = research_indicators, research_indicators_internal, public;
CREATE TEMP TABLE document (n serial, name text, content xml);
CREATE FUNCTION pg_temp.framed(body text) RETURNS xml LANGUAGE sql AS $$
    SELECT ('<indikatorrapport xmlns="urn:helseforskning:indikatorrapport:v1"><innhold>' || body || '</innhold></indikatorrapport>')::xml
$$;
INSERT INTO document (name, content) VALUES
    ('a million elements', pg_temp.framed(repeat('<a/>', 1000000))),
    ('150 000 figures', pg_temp.framed('<a>' || repeat('<tall aar="2023" nivaa="nasjon" enhet="NO" verdi="1" status="endelig" regelverk="x" opphav="publisert"/>', 150000) || '</a>')),
    ('700 000 namespaces', pg_temp.framed(repeat('<p:a xmlns:p="u:1"/>', 700000))),
    ('100 000 keys and references', (SELECT pg_temp.framed('<enheter>' || string_agg(format('<enhet id="%s" navn="x" type="annet"/>', n), '') || '</enheter><a>'
                                                          || string_agg(format('<tall enhet="%s"/>', n), '') || '</a>') FROM generate_series(1, 100000) AS n)),
    ('250 texts of 64 kB', pg_temp.framed(repeat('<a>' || repeat('x', 65000) || '</a>', 250))),
    ('a value of 9.9 million digits', pg_temp.framed('<tall verdi="' || repeat('9', 9900000) || '"/>')),
    ('200 attributes', (SELECT pg_temp.framed('<a ' || string_agg(format('a%s=""', n), ' ') || '/>') FROM generate_series(1, 200) AS n)),
    ('a million elements in 200', pg_temp.framed(repeat('<a>', 200) || repeat('<b/>', 1000000) || repeat('</a>', 200)));
