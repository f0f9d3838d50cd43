-- The codes by which the figures of this room are divided, as reports call them.

INSERT INTO report_list (list, term, codes, is_dimension, text_nb, text_nn, text_en) VALUES
    ('project_status', 'prosjektstatus', 'listed', true, 'hvor langt prosjektet er', 'kor langt prosjektet er', 'how far the project is'),
    ('years_since_end', 'aarSidenSlutt', 'number', true, 'hele år siden prosjektet ble avsluttet', 'heile år sidan prosjektet vart avslutta',
     'whole years since the project was concluded');

INSERT INTO report_term (list, ordinal, code, term, text_nb, text_nn, text_en) VALUES
    ('project_status', 1, 'not_started', 'ikkeStartet', 'ikke startet', 'ikkje starta', 'not started'),
    ('project_status', 2, 'active', 'paagaar', 'pågår', 'pågår', 'active'),
    ('project_status', 3, 'past_planned_end', 'overPlanlagtSlutt', 'over planlagt slutt, ikke avsluttet', 'over planlagd slutt, ikkje avslutta', 'past its planned end, not concluded'),
    ('project_status', 4, 'concluded', 'avsluttet', 'avsluttet', 'avslutta', 'concluded'),
    ('project_status', 5, 'unknown', 'ukjent', 'ukjent, uten startdato', 'ukjent, utan startdato', 'unknown, without a start');
