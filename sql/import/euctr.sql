-- EU Clinical Trials Register (EudraCT): protocols, one per trial and country.

INSERT INTO import_format (source, ordinal, title, relation, reader, collections, paths) VALUES
    ('euctr', 12, 'EU Clinical Trials Register (EudraCT): protocols as JSON', 'clinical_study', 'json', '{}',
     '{a2_eudract_number,a3_full_title_of_the_trial,a31_title_of_the_trial_for_lay_people_in_easily_understood_ie_nontechnical_language,
       a51_isrctn_international_standard_randomised_controlled_trial_number,a52_us_nct_clinicaltrialsgov_registry_number,
       b1_sponsor.b31_and_b32_status_of_the_sponsor,e71_human_pharmacology_phase_i,e72_therapeutic_exploratory_phase_ii,e73_therapeutic_confirmatory_phase_iii,
       e74_therapeutic_use_phase_iv,e85_the_trial_involves_multiple_member_states,e861_trial_being_conducted_both_within_and_outside_the_eea,
       f11_trial_has_subjects_under_18,f41_in_the_member_state,f422_in_the_whole_clinical_trial,p_end_of_trial_status,p_date_of_the_global_end_of_the_trial,
       x6_date_on_which_this_record_was_first_entered_in_the_eudract_database}');

INSERT INTO import_target (source, ordinal, relation, columns, mode, match_columns) VALUES
    ('euctr', 1, 'clinical_study', '{study_id,title,kind,initiator,phase,paediatric,registered_on,completed_on,completion_is_actual,status,enrolled,enrolled_is_actual}', 'upsert', '{study_id}'),
    ('euctr', 2, 'study_identifier', '{study_id,identifier}', 'replace', '{study_id}');

INSERT INTO import_code (list, theirs, ours) VALUES
    ('euctr_status', 'Completed', 'completed'), ('euctr_status', 'Prematurely Ended', 'terminated'), ('euctr_status', 'Ongoing', 'active'), ('euctr_status', 'Restarted', 'active'),
    ('euctr_status', 'Temporarily Halted', 'suspended'), ('euctr_status', 'Suspended by CA', 'suspended'), ('euctr_status', 'Not Authorised', 'withdrawn'),
    ('euctr_status', 'Prohibited by CA', 'withdrawn'),
    ('euctr_sponsor', 'Commercial', 'industry'), ('euctr_sponsor', 'Non-Commercial', 'investigator');

CREATE FUNCTION @internal@.rows_of_euctr(documents jsonb[], options jsonb, OUT ordinal bigint, OUT relation text, OUT row_values text[])
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH one AS MATERIALIZED (
        -- status, entry and number of participants are the country's: the trial's only where it is the only one
        SELECT d.n, d.document, d.document ->> 'a2_eudract_number' AS id,
               coalesce(d.document ->> 'e85_the_trial_involves_multiple_member_states', '') = 'No'
               AND coalesce(d.document ->> 'e861_trial_being_conducted_both_within_and_outside_the_eea', 'No') = 'No' AS in_one_country,
               @internal@.registry_day(d.document ->> 'p_date_of_the_global_end_of_the_trial') AS ended,
               (SELECT string_agg(p.phase, '/' ORDER BY p.phase COLLATE "C")
                FROM (VALUES ('1', 'e71_human_pharmacology_phase_i'), ('2', 'e72_therapeutic_exploratory_phase_ii'), ('3', 'e73_therapeutic_confirmatory_phase_iii'),
                             ('4', 'e74_therapeutic_use_phase_iv')) AS p(phase, key)
                WHERE d.document ->> p.key = 'Yes') AS phase
        FROM unnest(documents) WITH ORDINALITY AS d(document, n)
        WHERE d.document ->> 'a2_eudract_number' IS NOT NULL
    )
    SELECT o.n, 'clinical_study',
           ARRAY[o.id, coalesce(o.document ->> 'a31_title_of_the_trial_for_lay_people_in_easily_understood_ie_nontechnical_language', o.document ->> 'a3_full_title_of_the_trial'),
                 'drug', p.ours, o.phase, CASE o.document ->> 'f11_trial_has_subjects_under_18' WHEN 'Yes' THEN 'true' WHEN 'No' THEN 'false' END,
                 CASE WHEN o.in_one_country THEN @internal@.registry_day(o.document ->> 'x6_date_on_which_this_record_was_first_entered_in_the_eudract_database') END,
                 o.ended, CASE WHEN o.ended IS NOT NULL THEN 'true' END,
                 CASE WHEN o.in_one_country THEN coalesce(s.ours, CASE WHEN o.document ->> 'p_end_of_trial_status' IS NOT NULL THEN 'unknown' END) END,
                 t.planned, CASE WHEN t.planned IS NOT NULL THEN 'false' END]
    FROM one AS o
    LEFT JOIN @extschema@.import_code AS s ON s.list = 'euctr_status' AND s.theirs = o.document ->> 'p_end_of_trial_status'
    LEFT JOIN @extschema@.import_code AS p ON p.list = 'euctr_sponsor' AND p.theirs = @internal@.as_array(o.document -> 'b1_sponsor') #>> '{0,b31_and_b32_status_of_the_sponsor}'
    CROSS JOIN LATERAL (SELECT coalesce(o.document ->> 'f422_in_the_whole_clinical_trial', CASE WHEN o.in_one_country THEN o.document ->> 'f41_in_the_member_state' END) AS planned) AS t
    UNION ALL
    SELECT DISTINCT o.n, 'study_identifier', ARRAY[o.id, i.identifier]
    FROM one AS o
    CROSS JOIN LATERAL (VALUES (o.id), (o.document ->> 'a51_isrctn_international_standard_randomised_controlled_trial_number'),
                               (o.document ->> 'a52_us_nct_clinicaltrialsgov_registry_number')) AS i(identifier)
    WHERE @extschema@.is_trial_id(i.identifier);
END;
COMMENT ON FUNCTION @internal@.rows_of_euctr(jsonb[], jsonb) IS
    'rows that a protocol is; what only its country says is loaded where the trial runs in one country';

CREATE FUNCTION import_euctr(document text, OUT place text, OUT relation text, OUT content jsonb, OUT code text, OUT reason text)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.* FROM @extschema@.import_documents('euctr', document) AS d;
END;
COMMENT ON FUNCTION import_euctr(text) IS 'import_documents for euctr';
