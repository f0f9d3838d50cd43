-- The codes by which the figures of this room are divided, as reports call them.

INSERT INTO report_list (list, term, codes, is_dimension, text_nb, text_nn, text_en) VALUES
    ('needs_source', 'behovskilde', 'listed', true, 'hvor behovet kom fra', 'kvar behovet kom frå', 'where the need came from');

INSERT INTO report_term (list, ordinal, code, term, text_nb, text_nn, text_en) VALUES
    ('needs_source', 1, 'none', 'ikkeBehovsidentifisert', 'ikke behovsidentifisert', 'ikkje behovsidentifisert', 'not needs-identified'),
    ('needs_source', 2, 'unknown', 'ukjent', 'ikke registrert', 'ikkje registrert', 'not registered'),
    ('needs_source', 3, 'needs_identified_call', 'behovsidentifisertUtlysning', 'behovsidentifisert utlysning', 'behovsidentifisert utlysing', 'needs-identified call'),
    ('needs_source', 4, 'user_panel', 'brukerpanel', 'brukerpanel', 'brukarpanel', 'user panel'),
    ('needs_source', 5, 'priority_setting_partnership', 'prioriteringspartnerskap', 'prioriteringspartnerskap', 'prioriteringspartnarskap', 'priority-setting partnership'),
    ('needs_source', 6, 'service', 'tjenesten', 'tjenesten', 'tenesta', 'the service');
