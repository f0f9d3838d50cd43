-- Which kind of unit owes which stream of data: a code list of hod sets.

INSERT INTO rule_code_definition (list, family, code_pattern, folds_to_pattern, description) VALUES
    ('owed_stream', 'hod', '[a-z_]{1,30}\.[a-z_]{1,30}', 'owed|not_owed',
     'kind of institution and stream of data (hf.degrees); owed, or not_owed against an inherited owed');

INSERT INTO rule_code (rule_set, list, code, folds_to, origin, source)
SELECT 'hod-2015', 'owed_stream', k.kind || '.' || s.stream, 'owed', 'inferred',
       'HOD: Nasjonalt system for måling; trusts and private non-profit hospitals report every indicator; no source lists who delivers what'
FROM unnest('{hf,private_nonprofit}'::text[]) AS k(kind)
CROSS JOIN unnest('{publications,approvals,degrees,eu_funding,nfr_funding,clinical_studies,patients,specialist_care_patients,project_reports,involvement,innovation}'::text[]) AS s(stream);

INSERT INTO rule_code (rule_set, list, code, folds_to, origin, source)
SELECT 'hod-2015', 'owed_stream', 'rhf.' || s.stream, 'owed', 'inferred',
       'a health region has publications of its own, and a number of patients that is not the sum of its hospitals'
FROM unnest('{publications,approvals,specialist_care_patients}'::text[]) AS s(stream);
