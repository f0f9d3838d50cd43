-- The reporting job in the database: issues the report, or finds it as it was
-- issued, and writes its files into a folder.  deliver.sh calls it and takes care
-- of the files; by itself:
--
--   psql -X -v year=2023 -v unit=NO -v rule_set= -v edition=ministry \
--        -v folder=/tmp/report -v production=0 -f deploy/deliver.sql
--
-- Everything is of one snapshot, the appendix with it.  Lines that begin with
-- "step" on standard output say how far it is; so does application_name.
\set ON_ERROR_STOP on
\set VERBOSITY verbose
\pset format unaligned
\pset tuples_only on
\pset footer off
\pset null ''
SET client_encoding = 'UTF8';
SET client_min_messages = warning;
-- figures do not depend on it, but compiling costs more than it gives here
SET jit = off;
SET default_transaction_isolation = 'repeatable read';
-- with ON_ERROR_STOP an error ends the script, and its connection the lock
SET lock_timeout = '1h';

\echo step connect
SET application_name = 'deliver 1/4 waiting for another run';
SELECT research_indicators.hold_deliveries() \g /dev/null

\echo step issue
SET application_name = 'deliver 2/4 issuing';
-- the parts of a long statement say when they begin
SET client_min_messages = debug1;
BEGIN;
SELECT o.report, o.issued, CASE WHEN o.issued THEN 'issued' ELSE 'found' END AS found
FROM research_indicators.issue_report_once(:'year'::integer, :'unit', nullif(:'rule_set', ''), :'edition') AS o \gset
\echo :found :report
-- a draft that is blocked stays, for its findings are waived there
SELECT count(*) > 0 AS blocked FROM research_indicators.blocking_findings(:'report') \gset
\if :blocked
  COMMIT;
  SELECT research_indicators.require_deliverable(:'report');
\endif
SELECT research_indicators.report_json(:'report'::uuid) #>> '{konvolutt,miljoe}' AS environment,
       :'production'::boolean AND research_indicators.report_json(:'report'::uuid) #>> '{konvolutt,miljoe}' <> 'PROD' AS refused \gset
\echo environment :environment
\if :refused
  COMMIT;
  \quit
\endif

\echo step verify
SET application_name = 'deliver 3/4 verifying';
-- what was found was verified when it was found, in this snapshot
\if :issued
  SELECT v.verdict FROM research_indicators.verify_report(:'report') AS v WHERE v.subject = 'report' \gset
\else
  \set verdict identical
\endif
\echo verdict :verdict

SET client_min_messages = warning;
SET application_name = 'deliver 4/4 writing';
\echo step report.xml
\o :folder/xml
SELECT research_indicators.report_xml(:'report'::uuid);
\qecho complete
\o
\echo step report.json
\o :folder/json
SELECT research_indicators.report_json(:'report'::uuid);
\qecho complete
\o
\echo step annex.xml
\o :folder/annex.xml
SELECT research_indicators.report_annex_xml(:'report'::uuid);
\qecho complete
\o
\echo step annex.json
\o :folder/annex.json
SELECT research_indicators.report_annex_json(:'report'::uuid);
\qecho complete
\o
\echo step body.xml
\o :folder/body.xml
SELECT convert_from(research_indicators.report_canonical(:'report', 'xml'), 'UTF8');
\qecho complete
\o
\echo step body.json
\o :folder/body.json
SELECT convert_from(research_indicators.report_canonical(:'report', 'json'), 'UTF8');
\qecho complete
\o
\echo step nb.html
\o :folder/nb.html
SELECT research_indicators.report_html(:'report'::uuid, 'nb');
\qecho complete
\o
\echo step nn.html
\o :folder/nn.html
SELECT research_indicators.report_html(:'report'::uuid, 'nn');
\qecho complete
\o
\echo step en.html
\o :folder/en.html
SELECT research_indicators.report_html(:'report'::uuid, 'en');
\qecho complete
\o
\echo step csv
\o :folder/csv
SELECT research_indicators.report_csv(:'report'::uuid);
\qecho complete
\o
\echo step excel.csv
\o :folder/excel.csv
SELECT research_indicators.report_csv(:'report'::uuid, true);
\qecho complete
\o
-- of any length: row by row, not as one answer
\set FETCH_COUNT 20
\echo step appendix.xml
\o :folder/appendix.xml
SELECT research_indicators.publication_appendix(:'year'::integer, 'xml', nullif(:'rule_set', ''));
\qecho complete
\o
\echo step appendix.csv
\o :folder/appendix.csv
SELECT research_indicators.publication_appendix(:'year'::integer, 'csv', nullif(:'rule_set', ''));
\qecho complete
\o
\unset FETCH_COUNT
SELECT encode(sha256(research_indicators.report_canonical(:'report', 'xml')), 'hex') AS xml_sha256,
       encode(sha256(research_indicators.report_canonical(:'report', 'json')), 'hex') AS json_sha256 \gset
\echo sha256 body.xml :xml_sha256
\echo sha256 body.json :json_sha256
COMMIT;
\echo done
