-- Publications among the indicators, and what is measured.

INSERT INTO indicator (indicator, ordinal, family, relations, rows_function, facts_function, points_function, unset_function, parameter_patterns, kept_function, kept_rows_function, text_nb, text_nn, text_en) VALUES
    ('publications', 10, 'nvi', '{institution,publication,contribution,publication_approval,channel_level}', 'publication_rows', 'publication_facts', 'publication_points_of_institutions', NULL, '{%}', 'kept_publications', 'publication_unit_rows',
     'Vitenskapelige publikasjoner', 'Vitskaplege publikasjonar', 'Scientific publications');

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en) VALUES
    ('publications', 'count', 110, 'count', 0, false, false, 'nasjonaltMaalesystem/vitenskapeligePublikasjoner/antall',
     'NVI; a publication counts where a creator is, verified or not; without a verified one it has no share and no points there',
     'Vitenskapelige publikasjoner', 'Vitskaplege publikasjonar', 'Scientific publications'),
    ('publications', 'points', 120, 'points', 4, true, true, 'nasjonaltMaalesystem/vitenskapeligePublikasjoner/publiseringspoeng', 'NVI',
     'Publiseringspoeng', 'Publiseringspoeng', 'Publication points'),
    ('publications', 'author_shares', 130, 'count', 4, true, false, 'nasjonaltMaalesystem/vitenskapeligePublikasjoner/forfatterandel', 'NVI; each share of a publication rounded at 4 decimals',
     'Forfatterandeler', 'Forfattardelar', 'Author shares'),
    ('publications', 'excluded', 140, 'count', 0, false, false, 'nasjonaltMaalesystem/vitenskapeligePublikasjoner/utelatt', 'NVI',
     'Publikasjoner som ikke teller', 'Publikasjonar som ikkje tel', 'Publications that do not count');
