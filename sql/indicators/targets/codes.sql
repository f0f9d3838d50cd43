-- The codes by which the figures of this room are divided, as reports call them.

INSERT INTO report_list (list, term, codes, is_dimension, text_nb, text_nn, text_en) VALUES
    ('series', 'serie', 'site', true, 'serie', 'serie', 'series');

INSERT INTO report_term (list, ordinal, code, term, text_nb, text_nn, text_en) VALUES
    ('series', 1, 'new_drug_trial_applications', 'new_drug_trial_applications', 'søknader om nye legemiddelstudier', 'søknader om nye legemiddelstudiar', 'applications for new drug trials');
