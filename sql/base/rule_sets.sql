-- The shipped rule sets.  A released set never changes: corrections are a new
-- set.  "published" names who states the value, "inferred" says from what.

INSERT INTO rule_parameter_definition (name, family, data_type, low, high, codes, unit, description) VALUES
    ('rounding_method', 'nvi', 'code', NULL, NULL, '{nva,exact}', 'code',
     'nva: the register''s stepwise rounding; exact: the true value, rounded once at 4 decimals'),
    ('share_counting', 'nvi', 'code', NULL, NULL, '{all_institutions,reporting_institutions}', 'code',
     'which institutions give a creator more than one share'),
    ('revised_counts', 'nvi', 'boolean', NULL, NULL, NULL, 'boolean', 'revised editions are countable'),
    ('chapter_in_monograph_counts', 'nvi', 'boolean', NULL, NULL, NULL, 'boolean',
     'chapters inside a monograph or commentary edition are countable'),
    ('counts.publications', 'hod', 'boolean', NULL, NULL, NULL, 'boolean', 'publication points are part of the total'),
    ('counts.doctorates', 'hod', 'boolean', NULL, NULL, NULL, 'boolean', 'doctoral points are part of the total'),
    ('counts.external_funding', 'hod', 'boolean', NULL, NULL, NULL, 'boolean', 'external-funding points are part of the total'),
    ('counts.clinical_studies', 'hod', 'boolean', NULL, NULL, NULL, 'boolean', 'points of clinical treatment studies are part of the total'),
    ('counts.innovation', 'hod', 'boolean', NULL, NULL, NULL, 'boolean', 'innovation points are part of the total'),
    ('doctorate.points', 'hod', 'numeric', 0, 1000, NULL, 'points per degree', 'points of one whole doctoral degree'),
    ('external_funding.points_per_million.EU', 'hod', 'numeric', 0, 1000, NULL, 'points per NOK million', 'points of EU funding'),
    ('external_funding.points_per_million.NFR', 'hod', 'numeric', 0, 1000, NULL, 'points per NOK million',
     'points of funding from the Research Council of Norway'),
    ('grant.lag_years', 'hod', 'integer', 0, 10, NULL, 'years', 'years from the last result year of the grant to its budget year'),
    ('study_status.policy', 'hod', 'code', NULL, NULL, '{who,nordic,intovalue,eu_tracker,fdaaa,eu_ctr}', 'code',
     'policy by which facts about the publication of studies are judged');

INSERT INTO rule_parameter_definition (name, family, data_type, low, high, decimals, unit, description) VALUES
    ('international_factor', 'nvi', 'numeric', 1, 10, 4, 'factor',
     'K of a publication with a creator at a foreign institution');

INSERT INTO rule_set (rule_set, family, title, first_year, last_year, is_default, legal_reference, extends, shipped) VALUES
    ('nvi-2015', 'nvi', 'Norsk vitenskapsindeks: publiseringspoeng fra og med 2015', 2015, NULL, true,
     'NVI, Sikt: Utregning av publiseringspoeng', NULL, true),
    ('nva-2024', 'nvi', 'Nasjonalt vitenarkiv: registerets egen andelstelling til og med 2025-10-28', 2015, 2025, false,
     'Sikt, nva-nvi, endringslogg 2025', 'nvi-2015', true),
    ('hod-2015', 'hod', 'Nasjonalt system for måling av forsknings- og innovasjonsaktivitet, budsjettår 2015-2020', 2015, 2020, true,
     'HOD: Nasjonalt system for måling av forsknings- og innovasjonsaktivitet', NULL, true),
    ('hod-2021', 'hod', 'Nasjonalt system for måling av forsknings- og innovasjonsaktivitet, fra budsjettår 2021 med kliniske behandlingsstudier', 2021, NULL, true,
     'HOD: Nasjonalt system for måling av forsknings- og innovasjonsaktivitet', 'hod-2015', true);

INSERT INTO rule_parameter (rule_set, name, value, origin, source) VALUES
    ('nvi-2015', 'rounding_method', 'nva', 'published', 'Sikt, nva-nvi: open register code'),
    ('nvi-2015', 'share_counting', 'all_institutions', 'published', 'Sikt: Utregning av publiseringspoeng'),
    ('nvi-2015', 'international_factor', '1.3', 'published', 'Sikt: Utregning av publiseringspoeng'),
    ('nvi-2015', 'revised_counts', 'false', 'published', 'Sikt, nva-nvi, change of 2025-11'),
    ('nvi-2015', 'chapter_in_monograph_counts', 'false', 'published', 'Sikt, nva-nvi, change of 2025-12'),
    ('nva-2024', 'share_counting', 'reporting_institutions', 'published', 'Sikt, nva-nvi, before the change of 2025-10-28'),
    ('nva-2024', 'revised_counts', 'true', 'published', 'Sikt, nva-nvi, before the change of 2025-11'),
    ('nva-2024', 'chapter_in_monograph_counts', 'true', 'published', 'Sikt, nva-nvi, before the change of 2025-12'),
    ('hod-2015', 'counts.publications', 'true', 'published', 'HOD: Nasjonalt system for måling'),
    ('hod-2015', 'counts.doctorates', 'true', 'published', 'HOD: Nasjonalt system for måling'),
    ('hod-2015', 'counts.external_funding', 'true', 'published', 'HOD: Nasjonalt system for måling'),
    ('hod-2015', 'counts.clinical_studies', 'false', 'published', 'HOD: part of the grant from budget year 2021'),
    ('hod-2015', 'counts.innovation', 'false', 'published', 'HOD: no indicator of the grant so far'),
    ('hod-2015', 'doctorate.points', '3', 'published', 'HOD: Nasjonalt system for måling'),
    ('hod-2015', 'external_funding.points_per_million.EU', '10', 'published', 'HOD: from result year 2013; proportional use of the amount is inferred'),
    ('hod-2015', 'external_funding.points_per_million.NFR', '1', 'published', 'HOD: from result year 2013; proportional use of the amount is inferred'),
    ('hod-2015', 'grant.lag_years', '2', 'inferred', 'result years of budget year Y are Y-4 to Y-2'),
    ('hod-2015', 'study_status.policy', 'who', 'inferred', 'WHO joint statement 2017, signed by Norwegian funders'),
    ('hod-2021', 'counts.clinical_studies', 'true', 'published', 'HOD: part of the grant from budget year 2021');

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
