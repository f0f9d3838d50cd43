-- The codes by which the figures of this room are divided, as reports call them.

INSERT INTO report_list (list, term, codes, is_dimension, text_nb, text_nn, text_en) VALUES
    ('call_kind', 'utlysningstype', 'listed', true, 'type utlysning', 'type utlysing', 'kind of call'),
    ('scientific_group', 'faggruppe', 'site', true, 'faggruppe', 'faggruppe', 'scientific group');

INSERT INTO report_term (list, ordinal, code, term, text_nb, text_nn, text_en) VALUES
    ('call_kind', 1, 'open', 'aapen', 'åpen', 'open', 'open'),
    ('call_kind', 2, 'targeted', 'maalrettet', 'målrettet', 'målretta', 'targeted'),
    ('call_kind', 3, 'needs_identified', 'behovsidentifisert', 'behovsidentifisert', 'behovsidentifisert', 'needs-identified'),
    ('call_kind', 4, 'unknown', 'ukjent', 'ikke registrert', 'ikkje registrert', 'not registered'),
    ('scientific_group', 1, 'unknown', 'unknown', 'ikke registrert', 'ikkje registrert', 'not registered');
