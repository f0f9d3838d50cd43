-- Two trusts of the sample that have delivered nothing of 2023: no row of any
-- stream, no statement.  Included by \ir, inside a transaction that rolls back.
CREATE TEMP TABLE silent AS SELECT unnest('{helse-fonna,sunnaas}'::text[]) AS id;
DELETE FROM esystems.delivery_statement WHERE institution_id IN (SELECT id FROM silent) AND year = 2023;
DELETE FROM esystems.contribution AS c USING esystems.publication AS p
WHERE p.publication_id = c.publication_id AND p.year = 2023 AND c.institution_id IN (SELECT id FROM silent);
DELETE FROM esystems.publication_approval AS a USING esystems.publication AS p
WHERE p.publication_id = a.publication_id AND p.year = 2023 AND a.institution_id IN (SELECT id FROM silent);
DELETE FROM esystems.doctoral_degree
WHERE institution_id IN (SELECT id FROM silent) AND awarded_on BETWEEN '2023-01-01' AND '2023-12-31';
DELETE FROM esystems.external_funding WHERE institution_id IN (SELECT id FROM silent) AND year = 2023;
DELETE FROM esystems.study_inclusion WHERE institution_id IN (SELECT id FROM silent) AND year = 2023;
DELETE FROM esystems.study_site WHERE institution_id IN (SELECT id FROM silent);
DELETE FROM esystems.specialist_care_patients WHERE institution_id IN (SELECT id FROM silent) AND year = 2023;
CREATE TEMP TABLE silent_project AS
SELECT project_id FROM esystems.project WHERE institution_id IN (SELECT id FROM silent);
DELETE FROM esystems.project_involvement_effect WHERE year = 2023 AND project_id IN (SELECT project_id FROM silent_project);
DELETE FROM esystems.project_involvement WHERE year = 2023 AND project_id IN (SELECT project_id FROM silent_project);
DELETE FROM esystems.project_report WHERE year = 2023 AND project_id IN (SELECT project_id FROM silent_project);
CREATE TEMP TABLE silent_innovation AS
SELECT innovation_id FROM esystems.innovation WHERE institution_id IN (SELECT id FROM silent);
DELETE FROM esystems.innovation_phase WHERE innovation_id IN (SELECT innovation_id FROM silent_innovation);
DELETE FROM esystems.innovation_benefit WHERE innovation_id IN (SELECT innovation_id FROM silent_innovation);
UPDATE esystems.innovation SET adopted_from = NULL WHERE adopted_from IN (SELECT innovation_id FROM silent_innovation);
DELETE FROM esystems.innovation WHERE innovation_id IN (SELECT innovation_id FROM silent_innovation);
