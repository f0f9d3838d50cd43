-- Rules about HRCS classifications and health services research.

INSERT INTO rule_parameter_definition (name, family, data_type, low, high, codes, unit, description, told_when_unset) VALUES
    ('hrcs.total_min', 'hod', 'numeric', 0, 100, NULL, 'per cent',
     'lowest total of a project''s percentages in one HRCS dimension that is accepted and normalised to 100', true),
    ('hrcs.total_max', 'hod', 'numeric', 100, 200, NULL, 'per cent',
     'highest total of a project''s percentages in one HRCS dimension that is accepted and normalised to 100', true),
    ('hrcs.max_health_categories', 'hod', 'integer', 1, 21, NULL, 'codes', 'most health categories that a project is expected to have', true),
    ('hrcs.max_research_activities', 'hod', 'integer', 1, 48, NULL, 'codes', 'most research activities that a project is expected to have', true),
    ('hrcs.split_tolerance', 'hod', 'numeric', 0, 5, NULL, 'percentage points',
     'how far a percentage may be from that of a split of the list hrcs_split', true),
    ('health_services_research.activity_group', 'hod', 'integer', 1, 8, NULL, 'HRCS group',
     'group of HRCS research activities that is health services research, by percentage', true);

INSERT INTO rule_parameter (rule_set, name, value, origin, source) VALUES
    ('hod-2015', 'hrcs.total_min', '99', 'inferred', 'UKCRC HRCS: percentages add up to 100; inferred: thirds as 33/33/33 are accepted'),
    ('hod-2015', 'hrcs.total_max', '101', 'inferred', 'UKCRC HRCS: percentages add up to 100; inferred: as far above as below'),
    ('hod-2015', 'hrcs.max_health_categories', '5', 'published', 'UKCRC HRCS, common mistakes: 1 to 5 health categories'),
    ('hod-2015', 'hrcs.max_research_activities', '2', 'published', 'UKCRC HRCS, common mistakes: 1 or 2 research activities (4 with specific indications)'),
    ('hod-2015', 'hrcs.split_tolerance', '0.7', 'inferred', 'UKCRC HRCS, general approach to coding: thirds are also written 34/33/33'),
    ('hod-2015', 'health_services_research.activity_group', '8', 'inferred', 'UKCRC HRCS: group 8 is health and social care services research');

-- The splits that the guidance allows; folds_to is the split itself.
INSERT INTO rule_code (rule_set, list, code, folds_to, origin, source)
SELECT 'hod-2015', 'hrcs_split', s.split, s.split, 'published', 'UKCRC HRCS, general approach to coding'
FROM unnest('{100,50/50,33.33/33.33/33.33,25/25/25/25,20/20/20/20/20,75/25,66.66/33.33,50/25/25}'::text[]) AS s(split);

INSERT INTO rule_need (names, figures) VALUES
    ('hrcs.total\_%', '{hrcs\_health\_category.%,hrcs\_research\_activity.%,health\_services\_research.%}'),
    ('health\_services\_research.activity\_group', '{health\_services\_research.%}');
