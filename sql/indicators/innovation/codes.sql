-- The codes by which the figures of this room are divided, as reports call them.

INSERT INTO report_list (list, term, codes, is_dimension, text_nb, text_nn, text_en) VALUES
    ('direction', 'retning', 'listed', true, 'retning', 'retning', 'direction'),
    ('stage', 'nyttestadium', 'listed', true, 'stadium', 'stadium', 'stage'),
    ('funding_mode', 'tildelingsform', 'listed', true, 'tildelingsform', 'tildelingsform', 'mode of funding'),
    ('phase', 'innovasjonsfase', 'site', true, 'fase', 'fase', 'phase');

INSERT INTO report_term (list, ordinal, code, term, text_nb, text_nn, text_en) VALUES
    ('direction', 1, 'in', 'inn', 'tatt i bruk fra andre', 'teken i bruk frå andre', 'adopted from others'),
    ('direction', 2, 'out', 'ut', 'tatt i bruk hos andre', 'teken i bruk hos andre', 'adopted by others'),
    ('stage', 1, 'assessed', 'vurdert', 'nytte vurdert', 'nytte vurdert', 'benefit assessed'),
    ('stage', 2, 'realised', 'realisert', 'nytte realisert', 'nytte realisert', 'benefit realised'),
    ('funding_mode', 1, 'open', 'aapenKonkurranse', 'åpen konkurranse', 'open konkurranse', 'open competition'),
    ('funding_mode', 2, 'strategic', 'strategiskBeslutning', 'strategisk beslutning', 'strategisk avgjerd', 'strategic decision'),
    ('funding_mode', 3, 'none', 'utenMidler', 'uten midler', 'utan midlar', 'without funding'),
    ('funding_mode', 4, 'unknown', 'ukjent', 'ikke registrert', 'ikkje registrert', 'not registered'),
    ('phase', 1, 'idea', 'idea', 'idé', 'idé', 'idea'),
    ('phase', 2, 'development', 'development', 'utvikling', 'utvikling', 'development'),
    ('phase', 3, 'pilot', 'pilot', 'pilot', 'pilot', 'pilot'),
    ('phase', 4, 'operation', 'operation', 'drift', 'drift', 'operation'),
    ('phase', 5, 'spread', 'spread', 'spredning', 'spreiing', 'spread');
