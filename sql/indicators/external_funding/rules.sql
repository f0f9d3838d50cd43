-- Rules of external funding.

INSERT INTO rule_parameter_definition (name, family, data_type, low, high, codes, unit, description, told_when_unset) VALUES
    ('counts.external_funding', 'hod', 'boolean', NULL, NULL, NULL, 'boolean', 'external-funding points are part of the total', true),
    ('external_funding.points_per_million.EU', 'hod', 'numeric', 0, 1000, NULL, 'points per NOK million', 'points of EU funding', true),
    ('external_funding.points_per_million.NFR', 'hod', 'numeric', 0, 1000, NULL, 'points per NOK million',
     'points of funding from the Research Council of Norway', true);

INSERT INTO rule_parameter_definition (name, family, data_type, codes, unit, description, when_unset) VALUES
    ('external_funding.basis', 'hod', 'code', '{awarded,paid_in}', 'code', 'which amounts count: those awarded or those paid in',
     'all amounts of a year that is of one basis, none of one that mixes them');

INSERT INTO rule_parameter (rule_set, name, value, origin, source) VALUES
    ('hod-2015', 'counts.external_funding', 'true', 'published', 'HOD: Nasjonalt system for måling'),
    ('hod-2015', 'external_funding.points_per_million.EU', '10', 'published', 'HOD: from result year 2013; proportional use of the amount is inferred'),
    ('hod-2015', 'external_funding.points_per_million.NFR', '1', 'published', 'HOD: from result year 2013; proportional use of the amount is inferred'),
    ('hod-2013', 'external_funding.points_per_million.EU', '10', 'inferred',
     'HOD: from 2013 (published); that it held for these budget years'' result years is inferred'),
    ('hod-2013', 'external_funding.points_per_million.NFR', '1', 'inferred',
     'HOD: from 2013 (published); that it held for these budget years'' result years is inferred');

INSERT INTO rule_need (names, figures) VALUES ('external\_funding.%', '{external\_funding.points}');
