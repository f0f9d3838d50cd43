-- Rules of publication points: the NVI sets.  A released set never changes:
-- corrections are a new set.  For publication years before 2013 no set is
-- shipped: articles only, and no source that we have read states the weight of level 2A.

INSERT INTO rule_parameter_definition (name, family, data_type, low, high, codes, unit, description, told_when_unset) VALUES
    ('rounding_method', 'nvi', 'code', NULL, NULL, '{nva,exact}', 'code',
     'nva: the register''s stepwise rounding; exact: the true value, rounded once at 4 decimals', true),
    ('share_counting', 'nvi', 'code', NULL, NULL, '{all_institutions,reporting_institutions}', 'code',
     'which institutions give a creator more than one share', true),
    ('revised_counts', 'nvi', 'boolean', NULL, NULL, NULL, 'boolean', 'revised editions are countable', true),
    ('chapter_in_monograph_counts', 'nvi', 'boolean', NULL, NULL, NULL, 'boolean',
     'chapters inside a monograph or commentary edition are countable', true),
    ('counts.publications', 'hod', 'boolean', NULL, NULL, NULL, 'boolean', 'publication points are part of the total', true);

INSERT INTO rule_parameter_definition (name, family, data_type, low, high, decimals, unit, description, told_when_unset) VALUES
    ('international_factor', 'nvi', 'numeric', 1, 10, 4, 'factor',
     'K of a publication with a creator at a foreign institution', true);

INSERT INTO rule_parameter_definition (name, family, data_type, low, high, decimals, codes, unit, description, told_when_unset) VALUES
    ('share_function', 'nvi', 'code', NULL, NULL, 0, '{sqrt,linear}', 'code',
     'what becomes of an institution''s share n/N: its square root, or the share itself', true),
    ('regional_factor', 'nvi', 'numeric', 1, 10, 4, NULL, 'factor',
     'K of a publication with creators at trusts of different health regions', true),
    ('combined_factors', 'nvi', 'code', NULL, NULL, 0, '{product,larger}', 'code',
     'K where the international and the regional factor both apply: their product, or the larger of them', true);

INSERT INTO rule_parameter_definition (name, family, data_type, unit, description, when_unset) VALUES
    ('duplicates_count', 'nvi', 'boolean', 'boolean', 'every record of one work is countable, also where records agree',
     'records of one work that agree count once: inferred, since the national register admits one record per result');

INSERT INTO rule_parameter (rule_set, name, value, origin, source) VALUES
    ('nvi-2015', 'rounding_method', 'nva', 'published', 'Sikt, nva-nvi: open register code'),
    ('nvi-2015', 'share_counting', 'all_institutions', 'published', 'Sikt: Utregning av publiseringspoeng'),
    ('nvi-2015', 'international_factor', '1.3', 'published', 'Sikt: Utregning av publiseringspoeng'),
    ('nvi-2015', 'revised_counts', 'false', 'published', 'Sikt, nva-nvi, change of 2025-11'),
    ('nvi-2015', 'chapter_in_monograph_counts', 'false', 'published', 'Sikt, nva-nvi, change of 2025-12'),
    ('nva-2024', 'share_counting', 'reporting_institutions', 'published', 'Sikt, nva-nvi, before the change of 2025-10-28'),
    ('nva-2024', 'revised_counts', 'true', 'published', 'Sikt, nva-nvi, before the change of 2025-11'),
    ('nva-2024', 'chapter_in_monograph_counts', 'true', 'published', 'Sikt, nva-nvi, before the change of 2025-12'),
    ('hod-2015', 'counts.publications', 'true', 'published', 'HOD: Nasjonalt system for måling');

INSERT INTO rule_parameter (rule_set, name, value, origin, source) VALUES
    ('nvi-2015', 'share_function', 'sqrt', 'published', 'Sikt: Utregning av publiseringspoeng'),
    ('nvi-2015', 'regional_factor', '1', 'inferred', 'the published formula has no such factor'),
    ('nvi-2015', 'combined_factors', 'product', 'inferred', 'of no effect: the regional factor is 1'),
    ('nvi-2013', 'share_function', 'linear', 'published', 'health sector, 2013-2014: Cristin rapporteringsinstruks 2013'),
    ('nvi-2013', 'international_factor', '2.5', 'published', 'health sector, 2013-2014: Cristin rapporteringsinstruks 2013'),
    ('nvi-2013', 'regional_factor', '1.25', 'published',
     'health sector, 2013-2014: Cristin rapporteringsinstruks 2013; any creator at a trust counts (inferred)'),
    ('nvi-2013', 'rounding_method', 'exact', 'inferred', 'no source states steps of rounding for a linear share'),
    ('nvi-2013', 'share_counting', 'all_institutions', 'inferred', 'as from 2015'),
    ('nvi-2013', 'revised_counts', 'false', 'inferred', 'as from 2015'),
    ('nvi-2013', 'chapter_in_monograph_counts', 'false', 'inferred', 'as from 2015');
-- nvi-2013, combined_factors: no source that we have read says, so it is unset

INSERT INTO rule_need (names, figures)
SELECT replace(n.name, '_', '\_'), '{publications.points}'
FROM (SELECT d.name FROM rule_parameter_definition AS d WHERE d.family = 'nvi' AND d.when_unset IS NULL UNION ALL SELECT 'publication_weight.%') AS n(name);

-- W: a level with weight 0 earns nothing by rule; a level without a row is unset.
INSERT INTO publication_weight (rule_set, form, channel_kind, level, weight, origin, source)
SELECT 'nvi-2015', w.form, w.channel_kind, l.level, l.weight, 'published', 'Sikt: Utregning av publiseringspoeng'
FROM (VALUES ('article', 'journal', 1, 3), ('review', 'journal', 1, 3),
             ('chapter', 'series', 1, 3), ('chapter', 'publisher', 0.7, 1),
             ('monograph', 'series', 5, 8), ('monograph', 'publisher', 5, 8),
             ('commentary', 'series', 5, 8), ('commentary', 'publisher', 5, 8)) AS w(form, channel_kind, level_1, level_2)
CROSS JOIN LATERAL (VALUES ('0', 0), ('1', w.level_1), ('2', w.level_2)) AS l(level, weight);

-- The forms that count, and the channels that can decide their level: the
-- first of journal, series, publisher that has an assigned one.
INSERT INTO rule_code (rule_set, list, code, folds_to, origin, source)
SELECT 'nvi-2015', 'deciding_channel', d.code, d.code, 'published', 'Sikt: Utregning av publiseringspoeng'
FROM unnest('{article.journal,review.journal,chapter.series,chapter.publisher,monograph.series,monograph.publisher,commentary.series,commentary.publisher}'::text[]) AS d(code);

INSERT INTO rule_code (rule_set, list, code, folds_to, origin, source) VALUES
    ('nvi-2015', 'isbn_required', 'monograph', 'monograph', 'published', 'Sikt: ISBN present for book forms'),
    ('nvi-2015', 'isbn_required', 'commentary', 'commentary', 'published', 'Sikt: ISBN present for book forms'),
    ('nvi-2015', 'isbn_required', 'chapter', 'chapter', 'inferred', 'the ISBN of the book that the chapter stands in');

-- The national weights of the forms, which the health sector's rules rest on.
INSERT INTO publication_weight (rule_set, form, channel_kind, level, weight, origin, source)
SELECT 'nvi-2013', w.form, w.channel_kind, w.level, w.weight, 'inferred', 'the national NVI weights of the forms'
FROM publication_weight AS w
WHERE w.rule_set = 'nvi-2015';

INSERT INTO rule_code (rule_set, list, code, folds_to, origin, source)
SELECT 'nvi-2013', c.list, c.code, c.folds_to, 'inferred', 'as from 2015'
FROM rule_code AS c
WHERE c.rule_set = 'nvi-2015' AND c.list IN ('isbn_required', 'deciding_channel');
