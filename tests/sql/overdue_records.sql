-- The overdue studies in reports: the latest in the body, all in the annex, none
-- in the public edition.
BEGIN;
SELECT plan(11);
SET search_path = research_indicators, public;
SET jit = off;

-- Haukeland (Helse Bergen) leads 30 studies that are due, of which 15 are reported
-- (published figures of the data set): 15 are overdue.
CREATE TEMP TABLE it AS
SELECT d.json::jsonb #> '{innhold,forfalteStudier,studie}' AS body, d.annex_json::jsonb #> '{vedlegg,forfalteStudier,studie}' AS annex
FROM report_documents(2023, '983974724') AS d;

SELECT is(jsonb_array_length(body), 10, 'the report has the ten latest') FROM it;
SELECT is(jsonb_array_length(annex), 15, 'the annex has all') FROM it;
SELECT is(annex #> '{0}', body #> '{0}', 'as the report has them') FROM it;
SELECT ok((SELECT bool_and(late >= next) FROM (SELECT (s ->> 'dagerOverFristen')::integer AS late, lead((s ->> 'dagerOverFristen')::integer, 1, 0) OVER (ORDER BY o) AS next
                                               FROM it, jsonb_array_elements(annex) WITH ORDINALITY AS a(s, o)) AS l), 'the latest first');
-- primary completion 2016-02-29 and 24 months; five years with one leap day and
-- 306 days to 31 December; not found on the day of the search, 2023-02-03
SELECT is(s - '{institusjon,tittel}'::text[],
          '{"id": "NCT01770821", "frist": "2018-02-28", "dagerOverFristen": 2132, "undersoektTil": "2023-02-03"}'::jsonb, 'due, days late and how far somebody searched')
FROM it, jsonb_array_elements(body) AS s WHERE s ->> 'id' = 'NCT01770821';
SELECT is(s ->> 'institusjon', 'Helse Bergen HF', 'who leads it')
FROM it, jsonb_array_elements(body) AS s WHERE s ->> 'id' = 'NCT01770821';

CREATE TEMP TABLE public AS
SELECT d.json::jsonb -> 'innhold' AS body, d.annex_json::jsonb -> 'vedlegg' AS annex
FROM report_documents(2023, '983974724', edition => 'public') AS d;
SELECT ok(body ? 'publiseringAvResultater' AND NOT body ? 'forfalteStudier', 'the public edition has no list') FROM public;
SELECT ok(annex ? 'kontrollsummer' AND NOT annex ? 'forfalteStudier', 'nor has its annex') FROM public;

CREATE TEMP TABLE records AS
SELECT u.orgnr, r.path FROM (VALUES ('NO'), ('983974694')) AS u(orgnr), research_indicators_internal.overdue_records(2023, u.orgnr, NULL) AS r;
SELECT is((SELECT count(*) FROM records WHERE orgnr = '983974694'), 0::bigint, 'a trust without studies has none');
SELECT is((SELECT count(*) FROM records WHERE orgnr = 'NO' AND path = 'vedlegg/forfalteStudier'), 94::bigint, 'the annex of the nation has the 94 that were never reported');
SELECT is((SELECT count(*) FROM records WHERE orgnr = 'NO' AND path = 'innhold/forfalteStudier'), 10::bigint, 'and its report ten of them');

SELECT * FROM finish();
ROLLBACK;
