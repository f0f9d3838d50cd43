-- The source contract as data: every relation, column, type, code list, key
-- and meaning stands here once.  create_source_tables builds from it,
-- describe_sources shows it, require_source checks a site's views against it.

CREATE TABLE source_relation (
    relation text PRIMARY KEY,
    ordinal integer NOT NULL UNIQUE,
    description text NOT NULL,
    key_columns text[] NOT NULL,
    index_columns text[] NOT NULL,
    optional boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE source_relation IS 'source contract: the relations, in the order in which they are made';
COMMENT ON COLUMN source_relation.key_columns IS 'natural key; empty where none exists';
COMMENT ON COLUMN source_relation.index_columns IS 'columns of a further index of the built-in table; empty for none';
COMMENT ON COLUMN source_relation.optional IS 'came later than the first release: a schema made before lacks it, which is a notice; the room that needs it is left out';

CREATE TABLE source_column (
    relation text NOT NULL REFERENCES source_relation,
    ordinal integer NOT NULL,
    column_name text NOT NULL,
    data_type text NOT NULL,
    required boolean NOT NULL,
    default_value text,
    codes text[],
    description text NOT NULL,
    optional boolean NOT NULL DEFAULT false,
    PRIMARY KEY (relation, column_name),
    UNIQUE (relation, ordinal),
    CHECK (NOT (required AND optional))
);
COMMENT ON TABLE source_column IS 'source contract: the columns of each relation';
COMMENT ON COLUMN source_column.data_type IS 'type in the built-in tables; ids (data_type text) may be of any ordered type in a site''s views';
COMMENT ON COLUMN source_column.required IS 'NOT NULL in the built-in tables';
COMMENT ON COLUMN source_column.codes IS 'allowed codes, NULL when free';
COMMENT ON COLUMN source_column.optional IS 'came later than its relation: a schema made before lacks it, and it reads as NULL';

CREATE TABLE source_reference (
    relation text NOT NULL,
    column_name text NOT NULL,
    referenced_relation text NOT NULL REFERENCES source_relation,
    PRIMARY KEY (relation, column_name),
    FOREIGN KEY (relation, column_name) REFERENCES source_column
);
COMMENT ON TABLE source_reference IS
    'source contract: foreign keys of the built-in tables; references to institution are checked by check_sources, since its key includes valid_from';

INSERT INTO source_relation (relation, ordinal, description, key_columns, index_columns) VALUES
    ('institution', 1, 'Every body and unit, with its place and its period of validity; a period is a row of its own.',
     '{institution_id,valid_from}', '{}'),
    ('reporting_year', 2, 'When the reporting of a year was closed; before that its facts are preliminary.',
     '{year}', '{}'),
    ('channel_level', 3, 'Level of a publication channel in one year.',
     '{kind,channel_id,year}', '{}'),
    ('publication', 4, 'Publications.',
     '{publication_id}', '{year}'),
    ('contribution', 5, 'One row per person and affiliation of a publication; duplicates are one.',
     '{}', '{publication_id,person_id}'),
    ('publication_approval', 6, 'Approvals: each reporting institution''s decision about its part. No row for a publication: approval is not tracked there.',
     '{publication_id,institution_id}', '{}'),
    ('doctoral_degree', 7, 'Doctoral degrees whose research was mainly carried out at the institution.',
     '{degree_id,institution_id}', '{}'),
    ('external_funding', 8, 'External funding per award, institution and year.',
     '{award_id,institution_id,year}', '{}'),
    ('project', 9, 'Research projects.',
     '{project_id}', '{}'),
    ('application', 10, 'Applications for research money.',
     '{application_id}', '{}'),
    ('project_funding', 11, 'Money of a project per year and funder.',
     '{project_id,year,funder}', '{}'),
    ('project_report', 12, 'Annual report of a project.',
     '{project_id,year}', '{}'),
    ('project_involvement', 13, 'How users took part: codes only.',
     '{project_id,year,phase,level,degree,user_type}', '{}'),
    ('project_involvement_effect', 14, 'What changed because of users.',
     '{project_id,year,changed}', '{}'),
    ('project_publication', 15, 'Publications of a project.',
     '{project_id,publication_id}', '{}'),
    ('project_hrcs', 16, 'HRCS classification of a project.',
     '{project_id,dimension,code}', '{}'),
    ('project_focus_area', 17, 'Focus areas of a project.',
     '{project_id,framework,focus_area}', '{}'),
    ('clinical_study', 18, 'Clinical studies, as their registries describe them.',
     '{study_id}', '{}'),
    ('study_identifier', 19, 'Registry identifiers of a study.',
     '{study_id,identifier}', '{}'),
    ('study_site', 20, 'Institutions that take part in a study.',
     '{study_id,institution_id}', '{}'),
    ('study_inclusion', 21, 'New patients of a study per institution and year: counts only.',
     '{study_id,institution_id,year}', '{}'),
    ('study_result', 22, 'Results found of a study, each with its source.',
     '{}', '{study_id}'),
    ('specialist_care_patients', 23, 'New patients examined or treated in specialist care. Not additive: each level has its own figure.',
     '{institution_id,year}', '{}'),
    ('innovation', 24, 'Innovation projects.',
     '{innovation_id}', '{}'),
    ('innovation_phase', 25, 'Phases an innovation entered, in the site''s own names.',
     '{innovation_id,phase}', '{}'),
    ('innovation_benefit', 26, 'Benefit of an innovation, assessed or realised.',
     '{innovation_id,year,kind,stage}', '{}'),
    ('external_series', 27, 'Figures of others that are shown beside ours, never mixed.',
     '{series,year,institution_id}', '{}'),
    ('reference_figure', 28, 'Official reference figures; the report shows the deviation.',
     '{indicator,measure,year,institution_id}', '{}');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('institution', 1, 'institution_id', 'text', true, NULL, NULL,
     'any id of the site; may name a unit'),
    ('institution', 2, 'orgnr', 'text', false, NULL, NULL,
     'organisation number, nine digits'),
    ('institution', 3, 'name', 'text', false, NULL, NULL,
     'official name of the institution or unit'),
    ('institution', 4, 'kind', 'text', true, NULL, '{rhf,hf,private_nonprofit,university,college,institute,municipality,competence_centre,unit,other}',
     'what kind of body it is'),
    ('institution', 5, 'parent_id', 'text', false, NULL, NULL,
     'only of a unit: the unit or institution above it; NULL for every other kind'),
    ('institution', 6, 'rhf_id', 'text', false, NULL, NULL,
     'institution_id of the owning RHF, or of the RHF of the operating agreement; of an RHF itself'),
    ('institution', 7, 'country', 'text', false, NULL, NULL,
     'ISO 3166-1 alpha-2 code; NULL when unknown'),
    ('institution', 8, 'reporting', 'boolean', true, 'false', NULL,
     'true when it reports to the national measurement system'),
    ('institution', 9, 'valid_from', 'date', true, '-infinity', NULL,
     'first day of validity; -infinity when unknown'),
    ('institution', 10, 'valid_to', 'date', false, NULL, NULL,
     'last day of validity; NULL while it lasts'),
    ('institution', 11, 'successor_id', 'text', false, NULL, NULL,
     'institution_id of the body that took over');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('reporting_year', 1, 'year', 'integer', true, NULL, NULL,
     'result year'),
    ('reporting_year', 2, 'closed_on', 'date', false, NULL, NULL,
     'the year is closed from this day; NULL while open');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('channel_level', 1, 'kind', 'text', true, NULL, '{journal,series,publisher}',
     'kind of channel'),
    ('channel_level', 2, 'channel_id', 'text', true, NULL, NULL,
     'id of the channel, as in publication'),
    ('channel_level', 3, 'year', 'integer', true, NULL, NULL,
     'year in which the level holds'),
    ('channel_level', 4, 'level', 'text', false, NULL, '{2,2A,1,0,X}',
     '''2'', ''2A'', ''1'' or ''0''; X, NULL or no row: not assigned');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('publication', 1, 'publication_id', 'text', true, NULL, NULL,
     'id of the publication'),
    ('publication', 2, 'year', 'integer', false, NULL, NULL,
     'publication year'),
    ('publication', 3, 'form', 'text', false, NULL, '{article,review,chapter,monograph,commentary,other}',
     'publication form'),
    ('publication', 4, 'journal_id', 'text', false, NULL, NULL,
     'channel id of the journal'),
    ('publication', 5, 'series_id', 'text', false, NULL, NULL,
     'channel id of the series'),
    ('publication', 6, 'publisher_id', 'text', false, NULL, NULL,
     'channel id of the publisher'),
    ('publication', 7, 'isbn', 'text', false, NULL, NULL,
     'ISBN of the book'),
    ('publication', 8, 'doi', 'text', false, NULL, NULL,
     'digital object identifier'),
    ('publication', 9, 'status', 'text', false, NULL, NULL,
     '''published'' counts'),
    ('publication', 10, 'revised', 'boolean', false, NULL, NULL,
     'true for a revised edition'),
    ('publication', 11, 'parent_form', 'text', false, NULL, '{article,review,chapter,monograph,commentary,other}',
     'form of the book that a chapter stands in'),
    ('publication', 12, 'title', 'text', false, NULL, NULL,
     'title; never emitted');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('contribution', 1, 'publication_id', 'text', true, NULL, NULL,
     'publication'),
    ('contribution', 2, 'person_id', 'text', true, NULL, NULL,
     'any key that is unique within the publication; never a name or a national identity number'),
    ('contribution', 3, 'role', 'text', true, NULL, NULL,
     '''creator'' counts'),
    ('contribution', 4, 'institution_id', 'text', false, NULL, NULL,
     'any unit or institution; NULL when none is identified'),
    ('contribution', 5, 'country', 'text', false, NULL, NULL,
     'country of this affiliation (ISO 3166-1 alpha-2); wins over the institution''s; NULL when unknown'),
    ('contribution', 6, 'verified', 'boolean', false, NULL, NULL,
     'true when the identity of the person is verified at this institution');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('publication_approval', 1, 'publication_id', 'text', true, NULL, NULL,
     'publication'),
    ('publication_approval', 2, 'institution_id', 'text', true, NULL, NULL,
     'institution that decides'),
    ('publication_approval', 3, 'state', 'text', true, NULL, '{pending,approved,rejected}',
     'its decision'),
    ('publication_approval', 4, 'decided_at', 'timestamp with time zone', false, NULL, NULL,
     'when it decided');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('doctoral_degree', 1, 'degree_id', 'text', true, NULL, NULL,
     'id of the degree'),
    ('doctoral_degree', 2, 'institution_id', 'text', true, NULL, NULL,
     'institution that reports it'),
    ('doctoral_degree', 3, 'awarded_on', 'date', false, NULL, NULL,
     'day of the award'),
    ('doctoral_degree', 4, 'share', 'numeric', false, NULL, NULL,
     'the institution''s share; the shares of a degree total 1');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('external_funding', 1, 'award_id', 'text', true, NULL, NULL,
     'id of the award'),
    ('external_funding', 2, 'institution_id', 'text', true, NULL, NULL,
     'institution that receives it'),
    ('external_funding', 3, 'year', 'integer', true, NULL, NULL,
     'year of the amount'),
    ('external_funding', 4, 'funder', 'text', false, NULL, '{EU,NFR}',
     'EU, or NFR (the Research Council of Norway)'),
    ('external_funding', 5, 'amount_nok', 'numeric', false, NULL, NULL,
     'amount in NOK'),
    ('external_funding', 6, 'basis', 'text', false, NULL, '{awarded,paid_in}',
     'what the amount is');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('project', 1, 'project_id', 'text', true, NULL, NULL,
     'id of the project'),
    ('project', 2, 'title', 'text', false, NULL, NULL,
     'title; emitted in lists only'),
    ('project', 3, 'institution_id', 'text', false, NULL, NULL,
     'institution that leads it'),
    ('project', 4, 'programme', 'text', false, NULL, NULL,
     'programme; emitted in lists only'),
    ('project', 5, 'kind', 'text', false, NULL, '{phd,postdoc,larger,strategic,other}',
     'kind of project'),
    ('project', 6, 'starts_on', 'date', false, NULL, NULL,
     'first day'),
    ('project', 7, 'ends_on', 'date', false, NULL, NULL,
     'planned last day'),
    ('project', 8, 'concluded_on', 'date', false, NULL, NULL,
     'actual last day'),
    ('project', 9, 'needs_source', 'text', false, NULL, '{none,needs_identified_call,user_panel,priority_setting_partnership,service}',
     'where the need came from');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('application', 1, 'application_id', 'text', true, NULL, NULL,
     'id of the application'),
    ('application', 2, 'call', 'text', false, NULL, NULL,
     'code of the call'),
    ('application', 3, 'call_kind', 'text', false, NULL, '{open,targeted,needs_identified}',
     'kind of call'),
    ('application', 4, 'year', 'integer', false, NULL, NULL,
     'year of the decision'),
    ('application', 5, 'institution_id', 'text', false, NULL, NULL,
     'applying institution'),
    ('application', 6, 'scientific_group', 'text', false, NULL, NULL,
     'code of the scientific group'),
    ('application', 7, 'amount_sought', 'numeric', false, NULL, NULL,
     'NOK applied for'),
    ('application', 8, 'amount_granted', 'numeric', false, NULL, NULL,
     'NOK granted'),
    ('application', 9, 'outcome', 'text', false, NULL, '{granted,declined,withdrawn}',
     'decision'),
    ('application', 10, 'involvement', 'text', false, NULL, '{yes,no_justified,no_unjustified}',
     'user involvement in the application'),
    ('application', 11, 'user_panel', 'boolean', false, NULL, NULL,
     'true when a user panel assessed it'),
    ('application', 12, 'project_id', 'text', false, NULL, NULL,
     'the project it became');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('project_funding', 1, 'project_id', 'text', true, NULL, NULL,
     'project'),
    ('project_funding', 2, 'year', 'integer', true, NULL, NULL,
     'year of the amount'),
    ('project_funding', 3, 'funder', 'text', true, NULL, '{rhf,nfr,eu,foundation,klinbeforsk,own,other}',
     'who pays'),
    ('project_funding', 4, 'amount_nok', 'numeric', false, NULL, NULL,
     'amount in NOK');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('project_report', 1, 'project_id', 'text', true, NULL, NULL,
     'project'),
    ('project_report', 2, 'year', 'integer', true, NULL, NULL,
     'year reported'),
    ('project_report', 3, 'sent_on', 'date', false, NULL, NULL,
     'day the form was sent'),
    ('project_report', 4, 'delivered_on', 'date', false, NULL, NULL,
     'day the report came in; NULL: not delivered'),
    ('project_report', 5, 'phase_reached', 'text', false, NULL, '{prioritising,planning,application,conduct,analysis,dissemination,implementation,conclusion}',
     'furthest phase reached'),
    ('project_report', 6, 'involvement', 'text', false, NULL, '{yes,no,not_relevant}',
     'are users involved in the work'),
    ('project_report', 7, 'reason_code', 'text', false, NULL, '{basic_research,register_data,too_early,other}',
     'reason for no or not relevant'),
    ('project_report', 8, 'users', 'integer', false, NULL, NULL,
     'number of users involved'),
    ('project_report', 9, 'users_trained', 'boolean', false, NULL, NULL,
     'users were trained'),
    ('project_report', 10, 'researchers_trained', 'boolean', false, NULL, NULL,
     'researchers were trained');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('project_involvement', 1, 'project_id', 'text', true, NULL, NULL,
     'project'),
    ('project_involvement', 2, 'year', 'integer', true, NULL, NULL,
     'year reported'),
    ('project_involvement', 3, 'phase', 'text', true, NULL, '{prioritising,planning,application,conduct,analysis,dissemination,implementation,conclusion}',
     'phase of the work'),
    ('project_involvement', 4, 'level', 'text', true, NULL, '{system,organisation,individual}',
     'level of involvement'),
    ('project_involvement', 5, 'degree', 'text', true, NULL, '{representation,participation,involvement,consultation,collaboration,user_led}',
     'degree of involvement, in either scale'),
    ('project_involvement', 6, 'user_type', 'text', true, NULL, '{patient,client,relative,patient_organisation,public,health_personnel,service,decision_maker,authority,other}',
     'who the users are'),
    ('project_involvement', 7, 'recruited_through', 'text', false, NULL, '{organisation,user_council,open_call,clinic}',
     'how they were reached'),
    ('project_involvement', 8, 'channel', 'text', false, NULL, '{meeting,panel,survey_tool,helsenorge,own_tool}',
     'channel of the involvement');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('project_involvement_effect', 1, 'project_id', 'text', true, NULL, NULL,
     'project'),
    ('project_involvement_effect', 2, 'year', 'integer', true, NULL, NULL,
     'year reported'),
    ('project_involvement_effect', 3, 'changed', 'text', true, NULL, '{question,design,recruitment,analysis,dissemination,none}',
     'what changed');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('project_publication', 1, 'project_id', 'text', true, NULL, NULL,
     'project'),
    ('project_publication', 2, 'publication_id', 'text', true, NULL, NULL,
     'publication, also a planned one'),
    ('project_publication', 3, 'status', 'text', false, NULL, '{planned,submitted,accepted,published}',
     'how far it is');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('project_hrcs', 1, 'project_id', 'text', true, NULL, NULL,
     'project'),
    ('project_hrcs', 2, 'dimension', 'text', true, NULL, '{health_category,research_activity}',
     'HRCS dimension'),
    ('project_hrcs', 3, 'code', 'text', true, NULL, NULL,
     'HRCS code'),
    ('project_hrcs', 4, 'percent', 'numeric', false, NULL, NULL,
     'per cent; a dimension totals 100');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('project_focus_area', 1, 'project_id', 'text', true, NULL, NULL,
     'project'),
    ('project_focus_area', 2, 'framework', 'text', true, NULL, NULL,
     'code of the framework'),
    ('project_focus_area', 3, 'first_year', 'integer', false, NULL, NULL,
     'first year of the framework'),
    ('project_focus_area', 4, 'last_year', 'integer', false, NULL, NULL,
     'last year of the framework'),
    ('project_focus_area', 5, 'focus_area', 'text', true, NULL, NULL,
     'code of the focus area'),
    ('project_focus_area', 6, 'share', 'numeric', false, NULL, NULL,
     'share of the project, 0 to 1');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('clinical_study', 1, 'study_id', 'text', true, NULL, NULL,
     'id of the study'),
    ('clinical_study', 2, 'project_id', 'text', false, NULL, NULL,
     'project it belongs to'),
    ('clinical_study', 3, 'title', 'text', false, NULL, NULL,
     'title; emitted in lists only'),
    ('clinical_study', 4, 'kind', 'text', false, NULL, '{drug,other_intervention}',
     'kind of study'),
    ('clinical_study', 5, 'initiator', 'text', false, NULL, '{investigator,industry}',
     'who started it'),
    ('clinical_study', 6, 'phase', 'text', false, NULL, NULL,
     'phase of a drug study, however it is written: III, Phase 2, 2/3, Fase II'),
    ('clinical_study', 7, 'paediatric', 'boolean', false, NULL, NULL,
     'children take part'),
    ('clinical_study', 8, 'registered_on', 'date', false, NULL, NULL,
     'day of registration'),
    ('clinical_study', 9, 'starts_on', 'date', false, NULL, NULL,
     'first day'),
    ('clinical_study', 10, 'primary_completed_on', 'date', false, NULL, NULL,
     'last visit for the primary outcome'),
    ('clinical_study', 11, 'completed_on', 'date', false, NULL, NULL,
     'last visit of all'),
    ('clinical_study', 12, 'date_precision', 'text', false, 'day', '{day,month,year}',
     'precision of the dates'),
    ('clinical_study', 13, 'completion_is_actual', 'boolean', false, NULL, NULL,
     'false while the completion date is only anticipated'),
    ('clinical_study', 14, 'all_countries_completed', 'boolean', false, NULL, NULL,
     'all country protocols are completed'),
    ('clinical_study', 15, 'phase1_everywhere', 'boolean', false, NULL, NULL,
     'phase 1 in every country'),
    ('clinical_study', 16, 'certificate', 'boolean', false, NULL, NULL,
     'holds a certificate of delay'),
    ('clinical_study', 17, 'deferred_until', 'date', false, NULL, NULL,
     'justified later date for results'),
    ('clinical_study', 18, 'status', 'text', false, NULL, '{not_started,recruiting,active,suspended,completed,terminated,withdrawn,unknown}',
     'recruitment status'),
    ('clinical_study', 19, 'enrolled', 'integer', false, NULL, NULL,
     'number of participants'),
    ('clinical_study', 20, 'enrolled_is_actual', 'boolean', false, NULL, NULL,
     'false while the number is only planned'),
    ('clinical_study', 21, 'outcome_direction', 'text', false, NULL, '{positive,negative,inconclusive}',
     'direction of the result'),
    ('clinical_study', 22, 'unpublished_reason', 'text', false, NULL, '{registration_error,terminated,failed_recruitment,published_elsewhere,not_a_trial,other}',
     'reason why nothing is published'),
    ('clinical_study', 23, 'reason_source', 'text', false, NULL, NULL,
     'code of the source of the reason'),
    ('clinical_study', 24, 'reason_on', 'date', false, NULL, NULL,
     'day the reason was given'),
    ('clinical_study', 25, 'searched_until', 'date', false, NULL, NULL,
     'results were searched for until this day');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('study_identifier', 1, 'study_id', 'text', true, NULL, NULL,
     'study'),
    ('study_identifier', 2, 'identifier', 'text', true, NULL, NULL,
     'identifier in a registry, e.g. NCT01446328');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('study_site', 1, 'study_id', 'text', true, NULL, NULL,
     'study'),
    ('study_site', 2, 'institution_id', 'text', true, NULL, NULL,
     'institution or unit'),
    ('study_site', 3, 'role', 'text', true, NULL, '{coordinator,participant}',
     'coordinators lead the study'),
    ('study_site', 4, 'applied_on', 'date', false, NULL, NULL,
     'day of the application'),
    ('study_site', 5, 'planned_open_on', 'date', false, NULL, NULL,
     'planned opening'),
    ('study_site', 6, 'opened_on', 'date', false, NULL, NULL,
     'actual opening'),
    ('study_site', 7, 'first_patient_on', 'date', false, NULL, NULL,
     'first patient included'),
    ('study_site', 8, 'closed_on', 'date', false, NULL, NULL,
     'closed for inclusion'),
    ('study_site', 9, 'target_patients', 'integer', false, NULL, NULL,
     'promised number of patients');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('study_inclusion', 1, 'study_id', 'text', true, NULL, NULL,
     'study'),
    ('study_inclusion', 2, 'institution_id', 'text', true, NULL, NULL,
     'institution or unit'),
    ('study_inclusion', 3, 'year', 'integer', true, NULL, NULL,
     'year of the inclusion'),
    ('study_inclusion', 4, 'new_patients', 'integer', false, NULL, NULL,
     'patients newly included'),
    ('study_inclusion', 5, 'source', 'text', false, NULL, '{manual,ehr,registry}',
     'where the count comes from'),
    ('study_inclusion', 6, 'reported_on', 'date', false, NULL, NULL,
     'day of the report');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('study_result', 1, 'study_id', 'text', true, NULL, NULL,
     'study'),
    ('study_result', 2, 'kind', 'text', true, NULL, '{publication,summary_results}',
     'kind of result'),
    ('study_result', 3, 'type', 'text', false, NULL, '{journal,letter,preprint,abstract,thesis}',
     'type of publication'),
    ('study_result', 4, 'published_on', 'date', false, NULL, NULL,
     'day of publication'),
    ('study_result', 5, 'date_precision', 'text', false, 'day', '{day,month,year}',
     'precision of the day'),
    ('study_result', 6, 'doi', 'text', false, NULL, NULL,
     'digital object identifier'),
    ('study_result', 7, 'source', 'text', false, NULL, '{registry,pubmed,nva,erapport,manual,other}',
     'where it was found'),
    ('study_result', 8, 'found_on', 'date', false, NULL, NULL,
     'day it was found');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('specialist_care_patients', 1, 'institution_id', 'text', true, NULL, NULL,
     'an HF, an RHF, or ''NO'' for the nation'),
    ('specialist_care_patients', 2, 'year', 'integer', true, NULL, NULL,
     'year'),
    ('specialist_care_patients', 3, 'new_patients', 'integer', false, NULL, NULL,
     'number of patients');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('innovation', 1, 'innovation_id', 'text', true, NULL, NULL,
     'id of the innovation'),
    ('innovation', 2, 'institution_id', 'text', false, NULL, NULL,
     'institution that registered it'),
    ('innovation', 3, 'project_id', 'text', false, NULL, NULL,
     'research project it came from'),
    ('innovation', 4, 'title', 'text', false, NULL, NULL,
     'title; emitted in lists only'),
    ('innovation', 5, 'kind', 'text', false, NULL, NULL,
     'code of the kind of innovation'),
    ('innovation', 6, 'status', 'text', false, NULL, '{active,on_hold,completed,stopped}',
     'status'),
    ('innovation', 7, 'funding_mode', 'text', false, NULL, '{open,strategic,none}',
     'how the money was given'),
    ('innovation', 8, 'registered_on', 'date', false, NULL, NULL,
     'day of registration'),
    ('innovation', 9, 'adopted_from', 'text', false, NULL, NULL,
     'innovation_id that it was adopted from'),
    ('innovation', 10, 'adopted_on', 'date', false, NULL, NULL,
     'day of adoption');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('innovation_phase', 1, 'innovation_id', 'text', true, NULL, NULL,
     'innovation'),
    ('innovation_phase', 2, 'phase', 'text', true, NULL, NULL,
     'the site''s own name of the phase'),
    ('innovation_phase', 3, 'entered_on', 'date', false, NULL, NULL,
     'day it was entered');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('innovation_benefit', 1, 'innovation_id', 'text', true, NULL, NULL,
     'innovation'),
    ('innovation_benefit', 2, 'year', 'integer', true, NULL, NULL,
     'year'),
    ('innovation_benefit', 3, 'kind', 'text', true, NULL, '{economic,patient,organisational}',
     'kind of benefit'),
    ('innovation_benefit', 4, 'stage', 'text', true, NULL, '{assessed,realised}',
     'stage of the benefit'),
    ('innovation_benefit', 5, 'value', 'numeric', false, NULL, NULL,
     'value; NOK for economic benefit');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('external_series', 1, 'series', 'text', true, NULL, NULL,
     'code of the series: new_drug_trial_applications (new drug trials at the medicines agency), or one of your own, which is shown apart'),
    ('external_series', 2, 'year', 'integer', true, NULL, NULL,
     'year'),
    ('external_series', 3, 'institution_id', 'text', true, NULL, NULL,
     'institution, or ''NO'''),
    ('external_series', 4, 'value', 'numeric', false, NULL, NULL,
     'figure'),
    ('external_series', 5, 'source', 'text', false, NULL, NULL,
     'where it was published');

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('reference_figure', 1, 'indicator', 'text', true, NULL, NULL,
     'indicator as in fact_dictionary'),
    ('reference_figure', 2, 'measure', 'text', true, NULL, NULL,
     'measure as in fact_dictionary'),
    ('reference_figure', 3, 'year', 'integer', true, NULL, NULL,
     'year'),
    ('reference_figure', 4, 'institution_id', 'text', true, NULL, NULL,
     'institution, or ''NO'''),
    ('reference_figure', 5, 'value', 'numeric', false, NULL, NULL,
     'official figure'),
    ('reference_figure', 6, 'source', 'text', false, NULL, NULL,
     'where it was published');

INSERT INTO source_reference (relation, column_name, referenced_relation) VALUES
    ('contribution', 'publication_id', 'publication'),
    ('publication_approval', 'publication_id', 'publication'),
    ('application', 'project_id', 'project'),
    ('project_funding', 'project_id', 'project'),
    ('project_report', 'project_id', 'project'),
    ('project_involvement', 'project_id', 'project'),
    ('project_involvement_effect', 'project_id', 'project'),
    ('project_publication', 'project_id', 'project'),
    ('project_hrcs', 'project_id', 'project'),
    ('project_focus_area', 'project_id', 'project'),
    ('clinical_study', 'project_id', 'project'),
    ('study_identifier', 'study_id', 'clinical_study'),
    ('study_site', 'study_id', 'clinical_study'),
    ('study_inclusion', 'study_id', 'clinical_study'),
    ('study_result', 'study_id', 'clinical_study'),
    ('innovation', 'project_id', 'project'),
    ('innovation', 'adopted_from', 'innovation'),
    ('innovation_phase', 'innovation_id', 'innovation'),
    ('innovation_benefit', 'innovation_id', 'innovation');
