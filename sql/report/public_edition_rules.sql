-- The rule of the public edition: which counts of patients are too small to show.

INSERT INTO rule_parameter_definition (name, family, data_type, low, high, codes, unit, description, told_when_unset, is_target) VALUES
    ('public_edition.smallest_shown', 'hod', 'integer', 2, 1000, NULL, 'patients',
     'smallest count of patients, apart from 0, that the public edition of a report shows', true, true);

INSERT INTO rule_parameter (rule_set, name, value, origin, source) VALUES
    ('hod-2015', 'public_edition.smallest_shown', '5', 'inferred',
     'counts of 1 to 4 patients are not shown to the public: the usual limit of Norwegian health statistics; no regulation states it for these figures');
