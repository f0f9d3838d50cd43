-- Sets the secret of pseudonyms from a file of the client's machine that holds 64
-- hexadecimal digits, past the server's log; for a superuser.
--
--   openssl rand -hex 32 > key.hex
--   psql -v file=key.hex -f key.sql
--
-- Keep the file where you keep other secrets: with it another server gives
-- persons the same pseudonyms, and whoever has it can try whose they are.
\set ON_ERROR_STOP on
\set SHOW_CONTEXT never
\set key `cat :'file'`
BEGIN;
SET LOCAL log_statement = 'none';
SET LOCAL log_duration = off;
SET LOCAL log_min_duration_statement = -1;
SET LOCAL log_min_duration_sample = -1;
SET LOCAL log_min_error_statement = 'panic';
SELECT research_indicators.set_import_key(decode(:'key', 'hex'));
COMMIT;
