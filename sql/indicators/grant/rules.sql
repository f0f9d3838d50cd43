-- Rules of the earmarked grant: how it is split, over which years, by which mean.

INSERT INTO rule_parameter_definition (name, family, data_type, low, high, codes, unit, description, told_when_unset) VALUES
    ('grant.lag_years', 'hod', 'integer', 0, 10, NULL, 'years', 'years from the last result year of the grant to its budget year', true),
    ('grant.fixed_percent', 'hod', 'numeric', 0, 100, NULL, 'percent', 'part of the grant that the regions share equally; the rest is by results', true),
    ('grant.window_years', 'hod', 'integer', 1, 10, NULL, 'years', 'number of result years that the result part rests on', true),
    ('grant.averaging', 'hod', 'code', NULL, NULL, '{average_then_share,mean_of_yearly_shares}', 'code',
     'average_then_share: share of the regions'' mean points; mean_of_yearly_shares: mean of the shares of each year that has points', true),
    ('grant.short_indicator', 'hod', 'code', NULL, NULL, '{own_years,window}', 'code',
     'over which years an indicator with fewer years of data than the window is averaged (average_then_share only)', true),
    ('grant.rounding_unit_nok', 'hod', 'numeric', 0.01, 1000000, NULL, 'NOK', 'smallest amount that the parts of the grant are whole numbers of', true),
    ('simulation.indicator', 'hod', 'code', NULL, NULL, '{publications,doctorates,external_funding,clinical_studies,innovation}', 'code',
     'indicator with and without which the report divides the grant, on the figures of its year alone; a set without it simulates nothing', true);

UPDATE rule_parameter_definition SET when_unset = 'nothing is simulated' WHERE name = 'simulation.indicator';

INSERT INTO rule_code_definition (list, family, code_pattern, folds_to_pattern, description) VALUES
    ('simulation.weights', 'hod', '[0-9]{1,6}(\.[0-9]{1,6})?', '[0-9]{1,6}(\.[0-9]{1,6})?',
     'weights of the simulated indicator; a code folds to itself');

INSERT INTO rule_parameter (rule_set, name, value, origin, source) VALUES
    ('hod-2015', 'grant.lag_years', '2', 'inferred', 'result years of budget year Y are Y-4 to Y-2'),
    ('hod-2013', 'grant.fixed_percent', NULL, 'inferred', '40/60 in 2009, 30/70 by 2019: the year of the change is not stated'),
    ('hod-2015', 'grant.fixed_percent', '30', 'published', 'NOU 2019:24 ch. 10.1: 30/70 by budget year 2019; the year of the change from 40/60 is not stated'),
    ('hod-2015', 'grant.window_years', '3', 'published', 'HOD: research points of the last three years'),
    ('hod-2015', 'grant.averaging', 'average_then_share', 'inferred', 'HOD: share of the mean of three years; mean first, then share'),
    ('hod-2015', 'grant.short_indicator', 'window', 'inferred', 'HOD: mean of the yearly sums; a year without data of an indicator adds nothing to its sum'),
    ('hod-2015', 'grant.rounding_unit_nok', '0.01', 'inferred', 'rounding is not published; øre by largest remainder lets the parts add up');

INSERT INTO rule_need (names, figures) VALUES ('grant.%', '{grant.%,grant\_simulation.%}');

INSERT INTO figure_of_points (figures, only_with) VALUES
    ('research\_points.total', NULL), ('grant.total', NULL), ('grant.result', NULL), ('grant.share', NULL),
    ('grant\_simulation.%', 'simulation.indicator');
