-- Other registries of studies: the EU's CTIS as JSON, and ISRCTN as XML or JSON.

INSERT INTO import_format (source, ordinal, title, relation, reader, collections, element, paths) VALUES
    ('ctis', 6, 'CTIS, the clinical trials information system of the EU: trials', 'clinical_study', 'json', '{}', NULL,
     '{ctNumber,ctPublicStatusCode,startDateEU,endDateEU,sponsorType,trialPhase,ageGroup,totalNumberEnrolled,shortTitle,
       authorizedApplication.authorizedPartI.trialDetails.clinicalTrialIdentifiers.publicTitle,
       authorizedApplication.authorizedPartI.trialDetails.clinicalTrialIdentifiers.fullTitle,
       authorizedApplication.authorizedPartI.trialDetails.clinicalTrialIdentifiers.secondaryIdentifyingNumbers.nctNumber.number,
       authorizedApplication.authorizedPartI.trialDetails.trialInformation.trialDuration.estimatedEndDate,
       authorizedApplication.applicationInfo.submissionDate,authorizedApplication.eudraCt.eudraCtCode}'),
    ('isrctn', 7, 'ISRCTN: trials as XML or JSON', 'clinical_study', 'json', '{}', 'trial',
     '{isrctn,trialDescription.title,externalRefs.eudraCTNumber,externalRefs.clinicalTrialsGovNumber,trialDesign.primaryStudyDesign,
       trialDesign.overallEndDate,participants.recruitmentStart,participants.targetEnrolment,participants.totalFinalEnrolment,
       interventions.intervention.interventionType,interventions.intervention.phase}');

INSERT INTO import_target (source, ordinal, relation, columns, mode, match_columns) VALUES
    ('ctis', 1, 'clinical_study', '{study_id,title,kind,initiator,phase,paediatric,registered_on,starts_on,completed_on,completion_is_actual,status,enrolled,enrolled_is_actual}',
     'upsert', '{study_id}'),
    ('ctis', 2, 'study_identifier', '{study_id,identifier}', 'replace', '{study_id}'),
    ('isrctn', 1, 'clinical_study', '{study_id,title,kind,phase,starts_on,completed_on,enrolled,enrolled_is_actual}', 'upsert', '{study_id}'),
    ('isrctn', 2, 'study_identifier', '{study_id,identifier}', 'replace', '{study_id}');

CREATE FUNCTION @internal@.roman_phase(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce((SELECT string_agg(CASE m.found[1] WHEN 'I' THEN '1' WHEN 'II' THEN '2' WHEN 'III' THEN '3' ELSE '4' END, '/' ORDER BY m.n)
                     FROM regexp_matches(value, '\m(IV|III|II|I)\M', 'g') WITH ORDINALITY AS m(found, n)), nullif(value, ''));
END;
COMMENT ON FUNCTION @internal@.roman_phase(text) IS 'the phase in a text like Phase II/Phase III, as 2/3; a text without one as it is';

CREATE FUNCTION @internal@.rows_of_ctis(documents jsonb[], options jsonb, OUT ordinal bigint, OUT relation text, OUT row_values text[])
    RETURNS SETOF record
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH one AS MATERIALIZED (
        SELECT d.n, d.document, d.document ->> 'ctNumber' AS id, d.document #> '{authorizedApplication,authorizedPartI,trialDetails}' AS details,
               coalesce(@extschema@.parse_date(d.document ->> 'endDateEU', '{DD/MM/YYYY}')::text, d.document ->> 'endDateEU') AS ended
        FROM unnest(documents) WITH ORDINALITY AS d(document, n)
    )
    SELECT o.n, 'clinical_study',
           ARRAY[o.id, coalesce(o.details #>> '{clinicalTrialIdentifiers,publicTitle}', o.details #>> '{clinicalTrialIdentifiers,fullTitle}', o.document ->> 'shortTitle'), 'drug',
                 CASE WHEN o.document ->> 'sponsorType' ~* 'pharma|industry' THEN 'industry' WHEN o.document ->> 'sponsorType' IS NOT NULL THEN 'investigator' END,
                 @internal@.roman_phase(o.document ->> 'trialPhase'), CASE WHEN o.document ->> 'ageGroup' IS NOT NULL THEN (o.document ->> 'ageGroup' LIKE '%0-17%')::text END,
                 (SELECT min(@internal@.registry_day(a.one ->> 'submissionDate') COLLATE "C")
                  FROM jsonb_array_elements(@internal@.as_array(o.document #> '{authorizedApplication,applicationInfo}')) AS a(one)),
                 coalesce(@extschema@.parse_date(o.document ->> 'startDateEU', '{DD/MM/YYYY}')::text, o.document ->> 'startDateEU'),
                 coalesce(o.ended, @internal@.registry_day(o.details #>> '{trialInformation,trialDuration,estimatedEndDate}')),
                 CASE WHEN o.ended IS NOT NULL THEN 'true' WHEN o.details #>> '{trialInformation,trialDuration,estimatedEndDate}' IS NOT NULL THEN 'false' END,
                 CASE o.document ->> 'ctPublicStatusCode' WHEN '1' THEN 'not_started' WHEN '2' THEN 'not_started' WHEN '3' THEN 'recruiting' WHEN '4' THEN 'recruiting'
                      WHEN '5' THEN 'active' WHEN '6' THEN 'suspended' WHEN '7' THEN 'suspended' WHEN '8' THEN 'completed' WHEN '11' THEN 'withdrawn' WHEN '12' THEN 'withdrawn'
                      ELSE 'unknown' END,
                 o.document ->> 'totalNumberEnrolled', CASE WHEN o.document ->> 'totalNumberEnrolled' IS NOT NULL THEN 'false' END]
    FROM one AS o WHERE o.id IS NOT NULL
    UNION ALL
    SELECT DISTINCT o.n, 'study_identifier', ARRAY[o.id, i.identifier]
    FROM one AS o
    CROSS JOIN LATERAL (VALUES (o.id), (o.details #>> '{clinicalTrialIdentifiers,secondaryIdentifyingNumbers,nctNumber,number}'),
                               (o.document #>> '{authorizedApplication,eudraCt,eudraCtCode}')) AS i(identifier)
    WHERE @extschema@.is_trial_id(i.identifier);
END;
COMMENT ON FUNCTION @internal@.rows_of_ctis(jsonb[], jsonb) IS 'rows that a trial of CTIS is; the number of participants there is the planned one';

CREATE FUNCTION @internal@.rows_of_isrctn(documents jsonb[], options jsonb, OUT ordinal bigint, OUT relation text, OUT row_values text[])
    RETURNS SETOF record
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH one AS MATERIALIZED (
        SELECT d.n, d.document, 'ISRCTN' || regexp_replace(d.document ->> 'isrctn', '^ISRCTN', '') AS id, nullif(d.document #>> '{participants,totalFinalEnrolment}', '') AS final,
               ARRAY(SELECT i.one ->> 'interventionType' FROM jsonb_array_elements(@internal@.as_array(d.document #> '{interventions,intervention}')) AS i(one)) AS types,
               (SELECT nullif(i.one ->> 'phase', '') FROM jsonb_array_elements(@internal@.as_array(d.document #> '{interventions,intervention}')) WITH ORDINALITY AS i(one, n)
                WHERE i.one ->> 'phase' ~ '^Phase' ORDER BY i.n LIMIT 1) AS phase
        FROM unnest(documents) WITH ORDINALITY AS d(document, n)
    )
    SELECT o.n, 'clinical_study',
           ARRAY[o.id, o.document #>> '{trialDescription,title}',
                 CASE WHEN o.document #>> '{trialDesign,primaryStudyDesign}' IS DISTINCT FROM 'Interventional' THEN NULL
                      WHEN o.types && '{Drug,Biological/Vaccine}' THEN 'drug' ELSE 'other_intervention' END,
                 @internal@.roman_phase(o.phase), @internal@.registry_day(o.document #>> '{participants,recruitmentStart}'), @internal@.registry_day(o.document #>> '{trialDesign,overallEndDate}'),
                 coalesce(o.final, nullif(o.document #>> '{participants,targetEnrolment}', '')),
                 CASE WHEN o.final IS NOT NULL THEN 'true' WHEN o.document #>> '{participants,targetEnrolment}' <> '' THEN 'false' END]
    FROM one AS o WHERE o.id IS NOT NULL
    UNION ALL
    SELECT DISTINCT o.n, 'study_identifier', ARRAY[o.id, i.identifier]
    FROM one AS o
    CROSS JOIN LATERAL (VALUES (o.id), (o.document #>> '{externalRefs,eudraCTNumber}'), (o.document #>> '{externalRefs,clinicalTrialsGovNumber}')) AS i(identifier)
    WHERE @extschema@.is_trial_id(i.identifier);
END;
COMMENT ON FUNCTION @internal@.rows_of_isrctn(jsonb[], jsonb) IS 'rows that a trial of ISRCTN is; it says nothing of a status that holds on any day';

CREATE FUNCTION import_ctis(document text, OUT place text, OUT relation text, OUT content jsonb, OUT code text, OUT reason text)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.* FROM @extschema@.import_documents('ctis', document) AS d;
END;
COMMENT ON FUNCTION import_ctis(text) IS 'import_documents for ctis';

CREATE FUNCTION import_isrctn(document text, OUT place text, OUT relation text, OUT content jsonb, OUT code text, OUT reason text)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.* FROM @extschema@.import_documents('isrctn', document) AS d;
END;
COMMENT ON FUNCTION import_isrctn(text) IS 'import_documents for isrctn';
