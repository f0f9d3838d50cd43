-- From where on the guards of the sources speak up.  No source states such limits:
-- they are ours, and a site may have its own.

INSERT INTO rule_parameter_definition (name, family, data_type, low, high, decimals, unit, description, when_unset) VALUES
    ('guard.level_list_share', 'hod', 'numeric', 0, 1, 4, 'share',
     'a list of channel levels with fewer channels than this share of last year''s is told', 'only a list that is empty is told'),
    ('guard.change_share', 'hod', 'numeric', 0, 100, 4, 'share',
     'a key figure that differs from last year''s by more than this share of it is told', 'nothing is told'),
    ('guard.expected_rows', 'hod', 'numeric', 1, 1000000, 4, 'count',
     'a unit without any row, where it would have so many if it were like the others, is told', 'nothing is told'),
    ('guard.first_year', 'hod', 'integer', 1, 9999, 0, 'year', 'first year that dates of the sources may be in', 'every year of the calendar may be'),
    ('guard.last_year', 'hod', 'integer', 1, 9999, 0, 'year', 'last year that dates of the sources may be in', 'every year of the calendar may be'),
    ('guard.change_least', 'hod', 'numeric', 0, 1000000, 4, 'count',
     'counts and points that are smaller in both years are not compared', 'all are compared'),
    ('guard.change_least_nok', 'hod', 'numeric', 0, 1000000000000, 2, 'nok',
     'amounts that are smaller in both years are not compared', 'all are compared');

INSERT INTO rule_parameter (rule_set, name, value, origin, source) VALUES
    ('hod-2015', 'guard.level_list_share', '0.8', 'inferred', 'a limit of ours: the national list changes by a few per cent a year'),
    ('hod-2015', 'guard.change_share', '0.5', 'inferred', 'a limit of ours: half as much again, or half of it gone'),
    ('hod-2015', 'guard.expected_rows', '5', 'inferred', 'a limit of ours: by chance a unit has none of 5 expected ones less than once in a hundred times'),
    ('hod-2015', 'guard.first_year', '1900', 'inferred', 'a limit of ours: nobody reports older things'),
    ('hod-2015', 'guard.last_year', '2100', 'inferred', 'a limit of ours: nobody plans further ahead'),
    ('hod-2015', 'guard.change_least', '20', 'inferred', 'a limit of ours: few things may well be twice as many next year'),
    ('hod-2015', 'guard.change_least_nok', '50000000', 'inferred', 'a limit of ours: one large award may come and go');
