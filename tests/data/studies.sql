-- Clinical studies: 328 real ones from norwegian_trials_2016_2019.csv, loaded
-- as the file has them.  Nothing is repaired: primary completion after
-- completion, results before completion and one DOI for two studies stay, for
-- the product must find them.  Part of load.sql.

CREATE TEMPORARY TABLE trial_file (
    nct_id text,
    eudract_id text,
    registry text,
    lead_institution text,
    main_sponsor text,
    recruitment_status text,
    phase text,
    intervention_type text,
    enrollment integer,
    is_multicentric text,
    registration_date date,
    start_date date,
    primary_completion_date date,
    completion_date date,
    completion_date_type text,
    has_publication text,
    publication_date date,
    publication_type text,
    publication_doi text,
    publication_pmid text,
    has_summary_results text,
    summary_results_date date,
    extraction_date_latest date
);
\copy pg_temp.trial_file FROM 'tests/data/norwegian_trials_2016_2019.csv' WITH (FORMAT csv, HEADER match, ENCODING 'UTF8')

-- What the file writes, field by field, and the contract's code for it.
CREATE TEMPORARY TABLE code (
    field text,
    written text,
    code text,
    PRIMARY KEY (field, written)
);
INSERT INTO pg_temp.code (field, written, code) VALUES
    ('status', 'Completed', 'completed'),
    ('status', 'Any Completed, none Prematurely Ended', 'completed'),
    ('status', 'Terminated', 'terminated'),
    ('status', 'Unknown status', 'unknown'),
    ('phase', 'Not Applicable', NULL),
    ('phase', 'Early Phase 1', '0'),
    ('phase', '0', '0'),
    ('phase', 'Phase 1', '1'),
    ('phase', 'Phase 1/Phase 2', '1/2'),
    ('phase', 'Phase 2', '2'),
    ('phase', '2', '2'),
    ('phase', 'Phase 2/Phase 3', '2/3'),
    ('phase', 'Phase 3', '3'),
    ('phase', '3', '3'),
    ('phase', 'Phase 4', '4'),
    ('phase', '4', '4'),
    ('kind', 'Medicinal product', 'drug'),
    ('kind', 'Medicinal product (EUCTR)', 'drug'),
    ('kind', 'Not medicinal product', 'other_intervention'),
    ('initiator', 'Only non-industry', 'investigator'),
    ('initiator', 'Industry or mixed', 'industry'),
    ('type', '', NULL),
    ('type', 'Journal publication', 'journal'),
    ('type', 'Preprint', 'preprint'),
    ('coordinator', 'Akershus University Hospital', 'ahus'),
    ('coordinator', 'Haukeland university hospital', 'helse-bergen'),
    ('coordinator', 'Norwegian University of Science and Technology', 'ntnu'),
    ('coordinator', 'Oslo University Hospital', 'ous'),
    ('coordinator', 'St. Olav''s University Hospital', 'st-olav'),
    ('coordinator', 'UiT The Arctic University of Norway', 'uit'),
    ('coordinator', 'University Hospital of North Norway', 'unn'),
    ('coordinator', 'University of Bergen', 'uib'),
    ('coordinator', 'University of Oslo', 'uio');

CREATE TEMPORARY TABLE trial AS
SELECT file.*, kind.code AS kind, initiator.code AS initiator,
       phase.code AS phase_code, status.code AS status,
       type.code AS result_type, coordinator.code AS coordinator
FROM pg_temp.trial_file AS file
JOIN pg_temp.code AS kind
    ON kind.field = 'kind' AND kind.written = file.intervention_type
JOIN pg_temp.code AS initiator
    ON initiator.field = 'initiator' AND initiator.written = file.main_sponsor
JOIN pg_temp.code AS phase
    ON phase.field = 'phase' AND phase.written = file.phase
JOIN pg_temp.code AS status
    ON status.field = 'status' AND status.written = file.recruitment_status
JOIN pg_temp.code AS type
    ON type.field = 'type' AND type.written = coalesce(file.publication_type, '')
JOIN pg_temp.code AS coordinator
    ON coordinator.field = 'coordinator'
   AND coordinator.written = file.lead_institution;

DO $$
BEGIN
    IF (SELECT count(*) FROM pg_temp.trial)
       <> (SELECT count(*) FROM pg_temp.trial_file)
    THEN
        RAISE EXCEPTION 'the file of trials holds a value that studies.sql does not map';
    END IF;
END
$$;

-- The register of the European Union gives no type for a completion date.
INSERT INTO clinical_study (
    study_id, kind, initiator, phase, registered_on, starts_on,
    primary_completed_on, completed_on, date_precision, completion_is_actual,
    status, enrolled, enrolled_is_actual, searched_until)
SELECT nct_id, kind, initiator, phase_code, registration_date, start_date,
       primary_completion_date, completion_date, 'day',
       completion_date_type = 'Actual',
       status, enrollment, completion_date_type = 'Actual',
       extraction_date_latest
FROM pg_temp.trial;

INSERT INTO study_identifier (study_id, identifier)
SELECT nct_id, nct_id FROM pg_temp.trial
UNION ALL
SELECT nct_id, eudract_id FROM pg_temp.trial WHERE eudract_id IS NOT NULL;

INSERT INTO study_site (study_id, institution_id, role)
SELECT nct_id, coordinator, 'coordinator' FROM pg_temp.trial;

INSERT INTO study_result (study_id, kind, type, published_on, date_precision,
                          doi, source, found_on)
SELECT nct_id, 'publication', result_type, publication_date, 'day',
       publication_doi,
       CASE WHEN publication_pmid IS NULL THEN 'other' ELSE 'pubmed' END,
       extraction_date_latest
FROM pg_temp.trial
WHERE has_publication = 'Yes'
UNION ALL
SELECT nct_id, 'summary_results', NULL, summary_results_date, 'day', NULL,
       'registry', extraction_date_latest
FROM pg_temp.trial
WHERE has_summary_results = 'Yes';

DROP TABLE pg_temp.trial, pg_temp.code, pg_temp.trial_file;
