-- Rules of the publication status of studies: the policy of a rule set.

INSERT INTO rule_parameter_definition (name, family, data_type, low, high, codes, unit, description, told_when_unset) VALUES
    ('study_status.policy', 'hod', 'code', NULL, NULL, '{who,nordic,intovalue,eu_tracker,fdaaa,eu_ctr}', 'code',
     'policy by which facts about the publication of studies are judged', true);

INSERT INTO rule_parameter (rule_set, name, value, origin, source) VALUES
    ('hod-2015', 'study_status.policy', 'who', 'inferred', 'WHO joint statement 2017, signed by Norwegian funders');
