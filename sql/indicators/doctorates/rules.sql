-- Rules of doctoral degrees.

INSERT INTO rule_parameter_definition (name, family, data_type, low, high, codes, unit, description, told_when_unset) VALUES
    ('counts.doctorates', 'hod', 'boolean', NULL, NULL, NULL, 'boolean', 'doctoral points are part of the total', true),
    ('doctorate.points', 'hod', 'numeric', 0, 1000, NULL, 'points per degree', 'points of one whole doctoral degree', true);

INSERT INTO rule_parameter (rule_set, name, value, origin, source) VALUES
    ('hod-2015', 'counts.doctorates', 'true', 'published', 'HOD: Nasjonalt system for måling'),
    ('hod-2015', 'doctorate.points', '3', 'published', 'HOD: Nasjonalt system for måling');

INSERT INTO rule_need (names, figures) VALUES ('doctorate.points', '{doctorates.points}');
