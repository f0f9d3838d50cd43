-- Calls for oom.sh: every function that has a library allocate, in one backend
-- whose libraries ask the test's allocators.
LOAD :'module';
SELECT format($$CREATE FUNCTION public.oom_allocations(text) RETURNS bigint AS %1$L LANGUAGE c STRICT;
                CREATE FUNCTION public.oom_try(text, bigint, boolean) RETURNS text AS %1$L LANGUAGE c STRICT$$, :'module') \gexec
SET client_min_messages = error;
CREATE TEMP TABLE kept AS
SELECT r, records_xml(r, 'indikatorrapport') AS x FROM report_records(2023, '983974724') AS r;
CREATE TEMP TABLE call (name text, query text);
INSERT INTO call VALUES
    ('records_xml', $$SELECT md5(records_xml(r, 'indikatorrapport')::text) FROM kept$$),
    ('records_json', $$SELECT md5(records_json(r)::text) FROM kept$$),
    ('canonical_body', $$SELECT md5(canonical_body(x)) FROM kept$$),
    ('report_page', $$SELECT md5(report_page(x, 'nb')) FROM kept$$),
    ('schema_findings', $$SELECT count(*) FROM kept CROSS JOIN LATERAL schema_findings(x)$$),
    ('xml_documents', $$SELECT md5(string_agg(d::text, ' ' ORDER BY d.ordinal)) FROM xml_documents('<a>' || repeat('<trial><isrctn>88261002</isrctn><contact a="1">Kari &amp; Ola</contact></trial>', 30) || '</a>', 'trial') AS d$$);
CREATE TEMP TABLE outcome (name text, nth bigint, for_good boolean, said text);
SELECT setseed(:seed % 1000 / 1000.0) \g /dev/null
CREATE TEMP TABLE planned AS
SELECT c.name, c.query, public.oom_allocations(c.query) AS allocations, public.oom_try(c.query, 0, false) AS whole FROM call AS c;
-- half of them the first, where objects are made, half anywhere
INSERT INTO outcome
SELECT p.name, n.nth, g.for_good, public.oom_try(p.query, n.nth, g.for_good)
FROM planned AS p
CROSS JOIN (VALUES (false), (true)) AS g(for_good)
CROSS JOIN LATERAL (SELECT DISTINCT CASE WHEN n <= :tries / 2 THEN n ELSE 1 + floor(random() * p.allocations)::bigint END AS nth
                    FROM generate_series(1, least(:tries, p.allocations)) AS n WHERE p.name IS NOT NULL) AS n
WHERE p.allocations > 0 AND n.nth <= p.allocations;
SELECT concat_ws('|', 'call', p.name, p.allocations, count(o), count(*) FILTER (WHERE o.said = p.whole), count(*) FILTER (WHERE o.said LIKE 'error%'),
                 count(*) FILTER (WHERE o.said LIKE 'done%' AND o.said <> p.whole),
                 (SELECT string_agg(DISTINCT substring(e.said FROM 7 FOR 5), ' ') FROM outcome AS e WHERE e.name = p.name AND e.said LIKE 'error%'),
                 count(*) FILTER (WHERE o.said LIKE 'crash%'),
                 -- the first two frames are the handler's and the signal's
                 count(*) FILTER (WHERE o.said LIKE 'crash%' AND split_part(o.said, E'\n', 4) LIKE '%research_indicators%'))
FROM planned AS p LEFT JOIN outcome AS o ON o.name = p.name
GROUP BY p.name, p.allocations ORDER BY p.name;
SELECT '# ' || o.name || ': ' || array_to_string((string_to_array(regexp_replace(o.said, '\[0x[0-9a-f]+\]', '', 'g'), E'\n'))[4:9], ' < ')
FROM outcome AS o WHERE o.said LIKE 'crash%';
SELECT '# ' || o.name || ' ' || o.nth || ' ' || o.for_good || ' says ' || replace(o.said, E'\n', ' ') FROM outcome AS o JOIN planned AS p ON p.name = o.name
WHERE o.said LIKE 'done%' AND o.said <> p.whole;
SELECT '# ' || o.name || ': ' || replace(left(o.said, 120), E'\n', ' ') FROM outcome AS o WHERE o.said LIKE 'error%';
