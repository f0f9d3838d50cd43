-- A site that leans on the extension in every way that PostgreSQL has: views,
-- indexes, generated columns, defaults, checks, domains, rule sets, roles, an archive
-- with issued reports.  Wants the roles upgrade_analyst and upgrade_reporter.
SET client_min_messages = warning;

CREATE SCHEMA site;
CREATE TABLE site.unit (
    orgnr research_indicators.orgnr PRIMARY KEY,
    doi research_indicators.doi,
    trial research_indicators.trial_id,
    category research_indicators.hrcs_code,
    as_text text GENERATED ALWAYS AS (doi::text) STORED,
    written_in text DEFAULT research_indicators.source_schema(),
    CHECK (trial IS NULL OR trial::text <> '')
);
CREATE INDEX unit_doi ON site.unit (doi);
CREATE INDEX unit_trial ON site.unit USING hash (trial);
CREATE INDEX unit_category ON site.unit ((category::text));
INSERT INTO site.unit (orgnr, doi, trial, category) VALUES
    ('983974694', '10.1000/182', 'NCT00000102', '2.1'), ('983974724', '10.1056/NEJMoa1', '2004-000446-20', '6.1');
CREATE VIEW site.key_figures AS
    SELECT f.measure, f.institution_id, f.value FROM research_indicators.indicator_facts(2023) AS f WHERE f.unit_level = 'nation' AND f.dimensions = '{}';
CREATE VIEW site.sets AS SELECT r.rule_set, r.title FROM research_indicators.rule_set AS r;
CREATE MATERIALIZED VIEW site.dictionary AS SELECT * FROM research_indicators.fact_dictionary;

SELECT research_indicators.copy_rule_set('hod-2015', 'site-a', 'Vår variant'),
       research_indicators.set_rule_parameter('site-a', 'doctorate.points', '4', 'site', 'vedtak 1') \g /dev/null
SELECT research_indicators.create_archive('research_archive') \g /dev/null
SELECT research_indicators.grant_access('upgrade_analyst', 'analyst'), research_indicators.grant_access('upgrade_reporter', 'reporter') \g /dev/null
SELECT research_indicators.issue_report(2023, '983974724'), research_indicators.issue_report(2022, '983974724', 'site-a'),
       research_indicators.issue_report(2023, 'NO') \g /dev/null
