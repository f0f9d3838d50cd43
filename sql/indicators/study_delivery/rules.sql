-- By what, and from how many studies on, hospitals are ranked.

INSERT INTO rule_parameter_definition (name, family, data_type, low, high, codes, unit, description, told_when_unset, is_target) VALUES
    ('league_table.min_studies', 'hod', 'integer', 1, 1000, NULL, 'studies', 'fewest studies with which an institution is ranked', true, false),
    ('league_table.rank_by', 'hod', 'code', NULL, NULL, '{promised_patients,days_to_opening,days_to_first_patient}', 'code',
     'measure of delivery by which institutions are ranked', true, false);

INSERT INTO rule_parameter (rule_set, name, value, origin, source) VALUES
    ('hod-2021', 'league_table.min_studies', '10', 'inferred', 'ranks of few studies say nothing about an institution'),
    ('hod-2021', 'league_table.rank_by', 'promised_patients', 'inferred', 'delivery: the share of the promised patients');

INSERT INTO rule_need (names, figures) VALUES ('league\_table.%', '{study\_delivery.rank}');
