-- The codes by which the figures of this room are divided, as reports call them.

INSERT INTO report_list (list, term, codes, is_dimension, text_nb, text_nn, text_en) VALUES
    ('source', 'datakilde', 'listed', true, 'kilde', 'kjelde', 'source');

INSERT INTO report_term (list, ordinal, code, term, text_nb, text_nn, text_en) VALUES
    ('source', 1, 'manual', 'manuelt', 'manuelt ført', 'ført manuelt', 'entered by hand'),
    ('source', 2, 'ehr', 'pasientjournal', 'fra pasientjournalen', 'frå pasientjournalen', 'from the patient record'),
    ('source', 3, 'registry', 'register', 'fra register', 'frå register', 'from a registry');
