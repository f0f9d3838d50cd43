-- ClinicalTrials.gov, API v2: one study, or the many-studies form.

INSERT INTO import_format (source, ordinal, title, relation, reader, collections, paths) VALUES
    ('clinicaltrials_gov', 3, 'ClinicalTrials.gov: studies of its API v2', 'clinical_study', 'json', '{studies}',
     '{protocolSection.identificationModule.nctId,protocolSection.identificationModule.orgStudyIdInfo.id,
       protocolSection.identificationModule.secondaryIdInfos.id,protocolSection.identificationModule.briefTitle,
       protocolSection.identificationModule.officialTitle,protocolSection.statusModule.overallStatus,
       protocolSection.statusModule.studyFirstSubmitDate,protocolSection.statusModule.startDateStruct.date,
       protocolSection.statusModule.primaryCompletionDateStruct.date,protocolSection.statusModule.completionDateStruct.date,
       protocolSection.statusModule.completionDateStruct.type,protocolSection.statusModule.primaryCompletionDateStruct.type,
       protocolSection.statusModule.resultsFirstPostDateStruct.date,protocolSection.statusModule.resultsFirstSubmitDate,
       protocolSection.sponsorCollaboratorsModule.leadSponsor.class,protocolSection.designModule.studyType,
       protocolSection.designModule.phases,protocolSection.designModule.enrollmentInfo.count,protocolSection.designModule.enrollmentInfo.type,
       protocolSection.armsInterventionsModule.interventions.type,protocolSection.eligibilityModule.stdAges,hasResults}');

INSERT INTO import_target (source, ordinal, relation, columns, mode, match_columns, condition) VALUES
    ('clinicaltrials_gov', 1, 'clinical_study', '{study_id,title,kind,initiator,phase,paediatric,registered_on,starts_on,primary_completed_on,completed_on,date_precision,completion_is_actual,status,enrolled,enrolled_is_actual}',
     'upsert', '{study_id}', 'true'),
    ('clinicaltrials_gov', 2, 'study_identifier', '{study_id,identifier}', 'replace', '{study_id}', 'true'),
    ('clinicaltrials_gov', 3, 'study_result', '{study_id,kind,published_on,date_precision,source}', 'replace', '{study_id}', 't.source = ''registry''');

CREATE FUNCTION @internal@.registry_day(value text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- a month or a year is its last day: nothing is due before it can be
    SELECT CASE WHEN value ~ '^[0-9]{4}-(0[1-9]|1[0-2])$' THEN (make_date(left(value, 4)::integer, right(value, 2)::integer, 1) + interval '1 month - 1 day')::date::text
                WHEN value ~ '^[0-9]{4}$' THEN value || '-12-31' WHEN value ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T' THEN left(value, 10) ELSE nullif(value, '') END
    WHERE value !~ '^0000';
END;
COMMENT ON FUNCTION @internal@.registry_day(text) IS 'a day of a registry, whole: of a month or year the last day';

CREATE FUNCTION @internal@.registry_precision(VARIADIC days text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE min(length(d.day)) WHEN 4 THEN 'year' WHEN 7 THEN 'month' ELSE 'day' END FROM unnest(days) AS d(day);
END;
COMMENT ON FUNCTION @internal@.registry_precision(text[]) IS 'how exact the least exact of these days is';

CREATE FUNCTION @internal@.rows_of_clinicaltrials_gov(documents jsonb[], options jsonb, OUT ordinal bigint, OUT relation text, OUT row_values text[])
    RETURNS SETOF record
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH one AS MATERIALIZED (
        SELECT p.section #>> '{identificationModule,nctId}' AS id, p.section #> '{identificationModule}' AS names, p.section #> '{statusModule}' AS state,
               p.section #> '{designModule}' AS design, p.section, p.n, p.has_results
        FROM (SELECT d.n, d.document -> 'protocolSection' AS section, d.document ->> 'hasResults' = 'true' AS has_results
              FROM unnest(documents) WITH ORDINALITY AS d(document, n)) AS p
    )
    SELECT o.n, 'clinical_study',
           ARRAY[o.id, coalesce(o.names ->> 'briefTitle', o.names ->> 'officialTitle'),
                 CASE WHEN o.design ->> 'studyType' IS DISTINCT FROM 'INTERVENTIONAL' THEN NULL
                      WHEN EXISTS (SELECT FROM jsonb_array_elements(@internal@.as_array(o.section #> '{armsInterventionsModule,interventions}')) AS i(one)
                                   WHERE i.one ->> 'type' IN ('DRUG', 'BIOLOGICAL', 'GENETIC', 'COMBINATION_PRODUCT')) THEN 'drug' ELSE 'other_intervention' END,
                 CASE o.section #>> '{sponsorCollaboratorsModule,leadSponsor,class}' WHEN 'INDUSTRY' THEN 'industry' ELSE 'investigator' END,
                 (SELECT string_agg(CASE f.phase WHEN 'EARLY_PHASE1' THEN '0' ELSE replace(f.phase, 'PHASE', '') END, '/' ORDER BY f.n)
                  FROM jsonb_array_elements_text(@internal@.as_array(o.design -> 'phases')) WITH ORDINALITY AS f(phase, n) WHERE f.phase <> 'NA'),
                 CASE WHEN o.section #> '{eligibilityModule,stdAges}' IS NOT NULL
                      THEN (@internal@.as_array(o.section #> '{eligibilityModule,stdAges}') ? 'CHILD')::text END,
                 @internal@.registry_day(o.state ->> 'studyFirstSubmitDate'), @internal@.registry_day(o.state #>> '{startDateStruct,date}'),
                 @internal@.registry_day(o.state #>> '{primaryCompletionDateStruct,date}'), @internal@.registry_day(o.state #>> '{completionDateStruct,date}'),
                 @internal@.registry_precision(o.state #>> '{startDateStruct,date}', o.state #>> '{primaryCompletionDateStruct,date}', o.state #>> '{completionDateStruct,date}'),
                 CASE coalesce(o.state #>> '{completionDateStruct,type}', o.state #>> '{primaryCompletionDateStruct,type}') WHEN 'ACTUAL' THEN 'true' WHEN 'ESTIMATED' THEN 'false' END,
                 CASE o.state ->> 'overallStatus' WHEN 'NOT_YET_RECRUITING' THEN 'not_started' WHEN 'RECRUITING' THEN 'recruiting' WHEN 'ENROLLING_BY_INVITATION' THEN 'recruiting'
                      WHEN 'ACTIVE_NOT_RECRUITING' THEN 'active' WHEN 'SUSPENDED' THEN 'suspended' WHEN 'COMPLETED' THEN 'completed' WHEN 'TERMINATED' THEN 'terminated'
                      WHEN 'WITHDRAWN' THEN 'withdrawn' ELSE 'unknown' END,
                 o.design #>> '{enrollmentInfo,count}', CASE o.design #>> '{enrollmentInfo,type}' WHEN 'ACTUAL' THEN 'true' WHEN 'ESTIMATED' THEN 'false' END]
    FROM one AS o WHERE o.id IS NOT NULL
    UNION ALL
    SELECT DISTINCT o.n, 'study_identifier', ARRAY[o.id, i.identifier]
    FROM one AS o
    CROSS JOIN LATERAL (SELECT o.id UNION ALL SELECT o.names #>> '{orgStudyIdInfo,id}'
                        UNION ALL SELECT s.one ->> 'id' FROM jsonb_array_elements(@internal@.as_array(o.names -> 'secondaryIdInfos')) AS s(one)) AS i(identifier)
    -- a sponsor's own number (101) would make studies of others the same one
    WHERE @extschema@.is_trial_id(i.identifier)
    UNION ALL
    SELECT o.n, 'study_result', ARRAY[o.id, 'summary_results', @internal@.registry_day(r.day), @internal@.registry_precision(r.day), 'registry']
    FROM one AS o
    CROSS JOIN LATERAL (SELECT coalesce(o.state #>> '{resultsFirstPostDateStruct,date}', o.state ->> 'resultsFirstSubmitDate') AS day) AS r
    WHERE o.has_results AND r.day IS NOT NULL;
END;
COMMENT ON FUNCTION @internal@.rows_of_clinicaltrials_gov(jsonb[], jsonb) IS 'rows that a study of ClinicalTrials.gov is: the study, its identifiers, its summary results';

CREATE FUNCTION import_clinicaltrials_gov(document text, OUT place text, OUT relation text, OUT content jsonb, OUT code text, OUT reason text)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.* FROM @extschema@.import_documents('clinicaltrials_gov', document) AS d;
END;
COMMENT ON FUNCTION import_clinicaltrials_gov(text) IS 'import_documents for clinicaltrials_gov';
