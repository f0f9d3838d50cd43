-- Targets of the national action plan for clinical studies.

INSERT INTO rule_parameter_definition (name, family, data_type, low, high, codes, unit, description, told_when_unset, is_target) VALUES
    ('targets.participation_percent', 'hod', 'numeric', 0, 100, NULL, 'per cent',
     'target share of new patients in specialist care who take part in clinical treatment studies', true, true),
    ('targets.participation_year', 'hod', 'integer', 2000, 2100, NULL, 'year', 'year in which the share of participants is to be reached', true, true),
    ('targets.doubling_base_year', 'hod', 'integer', 2000, 2100, NULL, 'year', 'year whose number of studies is to be multiplied', true, true),
    ('targets.doubling_year', 'hod', 'integer', 2000, 2100, NULL, 'year', 'year in which the number of studies is to be reached', true, true),
    ('targets.doubling_factor', 'hod', 'numeric', 1, 100, NULL, 'factor', 'by which the number of studies of the base year is multiplied', true, true);

INSERT INTO rule_code_definition (list, family, code_pattern, folds_to_pattern, description) VALUES
    ('external_series', 'hod', '.{1,200}', 'new_drug_trials',
     'names of series of others that are agreed upon: the code is the name in relation external_series, it folds to what the series is; a series without an agreed name is shown as one of others');

INSERT INTO rule_code (rule_set, list, code, folds_to, origin, source) VALUES
    ('hod-2015', 'external_series', 'new_drug_trial_applications', 'new_drug_trials', 'inferred',
     'HOD: Nasjonal handlingsplan for kliniske studier names the applications to the medicines agency; the name of the series is that of the source contract');

INSERT INTO rule_parameter (rule_set, name, value, origin, source) VALUES
    ('hod-2021', 'targets.participation_percent', '5', 'published', 'HOD: Nasjonal handlingsplan for kliniske studier 2021-2025'),
    ('hod-2021', 'targets.participation_year', '2025', 'published', 'HOD: Nasjonal handlingsplan for kliniske studier 2021-2025'),
    ('hod-2021', 'targets.doubling_base_year', '2020', 'inferred', 'twice as many 2021-2025 at about 15 % a year is five steps: the base is 2020'),
    ('hod-2021', 'targets.doubling_year', '2025', 'published', 'HOD: Nasjonal handlingsplan for kliniske studier 2021-2025'),
    ('hod-2021', 'targets.doubling_factor', '2', 'published', 'HOD: Nasjonal handlingsplan for kliniske studier 2021-2025');

INSERT INTO rule_need (names, figures) VALUES ('targets.doubling\_%', '{targets.required\_studies}');
