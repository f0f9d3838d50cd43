-- The codes by which the figures of this room are divided, as reports call them.

INSERT INTO report_list (list, term, codes, is_dimension, text_nb, text_nn, text_en) VALUES
    ('resource_kind', 'ressursslag', 'listed', true, 'hva det gjelder', 'kva det gjeld', 'what it is about');

INSERT INTO report_term (list, ordinal, code, term, text_nb, text_nn, text_en) VALUES
    ('resource_kind', 1, 'development', 'utvikling', 'utvikling', 'utvikling', 'development');
