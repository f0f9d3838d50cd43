-- The codes by which the figures of this room are divided, as reports call them.

INSERT INTO report_list (list, term, codes, is_dimension, text_nb, text_nn, text_en) VALUES
    ('basis', 'grunnlag', 'listed', true, 'grunnlag', 'grunnlag', 'basis');

INSERT INTO report_term (list, ordinal, code, term, text_nb, text_nn, text_en) VALUES
    ('basis', 1, 'awarded', 'tilsagn', 'tilsagn', 'tilsegn', 'awarded'),
    ('basis', 2, 'paid_in', 'utbetalt', 'utbetalt', 'utbetalt', 'paid in'),
    ('basis', 3, 'unknown', 'ukjent', 'ikke oppgitt', 'ikkje oppgitt', 'not stated');
