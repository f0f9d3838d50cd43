-- The rules before 2015: publication years 2013-2014, budget years 2013-2014.
-- For publication years before 2013 no set is shipped: articles only, and no
-- public source states the weight of level 2A.

INSERT INTO rule_parameter_definition (name, family, data_type, low, high, decimals, codes, unit, description) VALUES
    ('share_function', 'nvi', 'code', NULL, NULL, 0, '{sqrt,linear}', 'code',
     'what becomes of an institution''s share n/N: its square root, or the share itself'),
    ('regional_factor', 'nvi', 'numeric', 1, 10, 4, NULL, 'factor',
     'K of a publication with creators at trusts of different health regions'),
    ('combined_factors', 'nvi', 'code', NULL, NULL, 0, '{product,larger}', 'code',
     'K where the international and the regional factor both apply: their product, or the larger of them');

INSERT INTO rule_set (rule_set, family, title, first_year, last_year, is_default, legal_reference, extends, shipped) VALUES
    ('nvi-2013', 'nvi', 'Helsesektorens publiseringspoeng 2013-2014', 2013, 2014, true,
     'HOD: Nasjonalt system for måling av forskningsaktivitet; Cristin: rapporteringsinstruks 2013', NULL, true),
    ('hod-2013', 'hod', 'Nasjonalt system for måling av forskningsaktivitet, budsjettår 2013-2014', 2013, 2014, true,
     'HOD: Nasjonalt system for måling av forskningsaktivitet', 'hod-2015', true);

INSERT INTO rule_parameter (rule_set, name, value, origin, source) VALUES
    ('nvi-2015', 'share_function', 'sqrt', 'published', 'Sikt: Utregning av publiseringspoeng'),
    ('nvi-2015', 'regional_factor', '1', 'inferred', 'the published formula has no such factor'),
    ('nvi-2015', 'combined_factors', 'product', 'inferred', 'of no effect: the regional factor is 1'),
    ('nvi-2013', 'share_function', 'linear', 'published', 'health sector, 2013-2014: Cristin rapporteringsinstruks 2013'),
    ('nvi-2013', 'international_factor', '2.5', 'published', 'health sector, 2013-2014: Cristin rapporteringsinstruks 2013'),
    ('nvi-2013', 'regional_factor', '1.25', 'published',
     'health sector, 2013-2014: Cristin rapporteringsinstruks 2013; any creator at a trust counts (inferred)'),
    -- combined_factors: no public source says, so it is unset
    ('nvi-2013', 'rounding_method', 'exact', 'inferred', 'no source states steps of rounding for a linear share'),
    ('nvi-2013', 'share_counting', 'all_institutions', 'inferred', 'as from 2015'),
    ('nvi-2013', 'revised_counts', 'false', 'inferred', 'as from 2015'),
    ('nvi-2013', 'chapter_in_monograph_counts', 'false', 'inferred', 'as from 2015'),
    ('hod-2013', 'external_funding.points_per_million.EU', '10', 'inferred',
     'HOD: from 2013 (published); that it held for these budget years'' result years is inferred'),
    ('hod-2013', 'external_funding.points_per_million.NFR', '1', 'inferred',
     'HOD: from 2013 (published); that it held for these budget years'' result years is inferred'),
    ('hod-2013', 'grant.fixed_percent', NULL, 'inferred', '40/60 in 2009, 30/70 by 2019: the year of the change is not stated');

-- The national weights of the forms, which the health sector's rules rest on.
INSERT INTO publication_weight (rule_set, form, channel_kind, level, weight, origin, source)
SELECT 'nvi-2013', w.form, w.channel_kind, w.level, w.weight, 'inferred', 'the national NVI weights of the forms'
FROM publication_weight AS w
WHERE w.rule_set = 'nvi-2015';

INSERT INTO rule_code (rule_set, list, code, folds_to, origin, source)
SELECT 'nvi-2013', c.list, c.code, c.folds_to, 'inferred', 'as from 2015'
FROM rule_code AS c
WHERE c.rule_set = 'nvi-2015' AND c.list IN ('isbn_required', 'deciding_channel');
