-- Makes the source tables in a schema and fills them with the sample data.
-- README.md beside this file says what is real and what is made.
--
-- Run it from the root of the checkout, as superuser, in a database that has
-- the extension:
--     psql -f tests/data/load.sql
--     psql -v schema=what_if -f tests/data/load.sql
--
-- It opens no transaction of its own, so that a test may load inside one and
-- roll back, and it leaves the session's settings as it found them.

\set saved_stop :ON_ERROR_STOP
\set saved_quiet :QUIET
\set saved_encoding :ENCODING
\set ON_ERROR_STOP on
\set QUIET on
\encoding UTF8
\if :{?schema}
\else
    \set schema esystems
\endif

SELECT current_setting('search_path') AS saved_search_path,
       current_setting('client_min_messages') AS saved_client_min_messages,
       set_config('client_min_messages', 'warning', false) AS ignored
\gset
SELECT count(*) AS ignored
FROM research_indicators.create_source_tables(:'schema')
\gset
SET search_path TO :"schema";

-- Everything made up follows from SHA-256 of a readable key and from whole
-- numbers: the same on every machine, locale and server version.
CREATE FUNCTION pg_temp.dice(key text) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN sha256(convert_to(key, 'UTF8'));

-- One of the 16 throws that a hash holds (place 0 to 15), from 0 to sides - 1.
CREATE FUNCTION pg_temp.throw(hash bytea, place int, sides int) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ((get_byte(hash, 2 * place) * 256 + get_byte(hash, 2 * place + 1))
        ::bigint * sides / 65536)::int;

\ir institutions.sql
\ir urns.sql
\ir publications.sql
\ir degrees_and_funding.sql
\ir studies.sql
\ir clinical_studies.sql
\ir innovations.sql
\ir projects.sql
\ir involvement.sql
\ir targets.sql
\ir resource_use.sql
\ir references.sql
\ir deliveries.sql

DROP TABLE pg_temp.urn;
DROP FUNCTION pg_temp.throw(bytea, int, int);
DROP FUNCTION pg_temp.dice(text);

ANALYZE institution, reporting_year, channel_level, publication, contribution,
    publication_approval, doctoral_degree, external_funding, clinical_study,
    study_identifier, study_site, study_inclusion, study_result, innovation,
    innovation_phase, innovation_benefit, project, project_funding,
    project_hrcs, project_focus_area, project_publication,
    specialist_care_patients, external_series, reference_figure,
    project_report, project_involvement, project_involvement_effect,
    application, delivery_statement;

SELECT set_config('search_path', :'saved_search_path', false) AS ignored,
       set_config('client_min_messages', :'saved_client_min_messages', false)
           AS ignored_too
\gset
\encoding :saved_encoding
\set QUIET :saved_quiet
\set ON_ERROR_STOP :saved_stop
