-- The codes by which the figures of this room are divided, as reports call them.

INSERT INTO report_list (list, term, codes, is_dimension, text_nb, text_nn, text_en) VALUES
    ('indicator', 'indikator', 'listed', true, 'indikator', 'indikator', 'indicator'),
    ('weight', 'vekt', 'number', true, 'vekt', 'vekt', 'weight');

INSERT INTO report_term (list, ordinal, code, term, text_nb, text_nn, text_en) VALUES
    ('indicator', 1, 'innovation', 'innovasjon', 'innovasjon', 'innovasjon', 'innovation');
