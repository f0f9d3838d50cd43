-- What findings about doctoral degrees say.

INSERT INTO finding_text (code, variant, lang, message, hint, instruction) VALUES
    ('degree_shares_total', '', 'en', 'the shares of degree "{degree}" total {total}',
     'Shares of a degree total 1; the points follow the shares as they are.', NULL),
    ('degree_shares_total', '', 'nb', 'Andelene av doktorgraden «{degree}» blir {total} til sammen.',
     'Andelene av en grad skal bli 1. Poengene følger andelene slik de står. Rett andelen som er feil.', NULL),
    ('degree_shares_total', '', 'nn', 'Delane av doktorgraden «{degree}» blir {total} til saman.',
     'Delane av ein grad skal bli 1. Poenga følgjer delane slik dei står. Rett delen som er feil.', NULL),
    ('degree_share_invalid', '', 'en', 'a share of degree "{degree}" is {share}',
     'A share is above 0 and at most 1; this one is left out.', NULL),
    ('degree_share_invalid', '', 'nb', 'En andel av doktorgraden «{degree}» er {share}.',
     'En andel er større enn 0 og høyst 1. Denne er utelatt, så poengene kan være for lave.', NULL),
    ('degree_share_invalid', '', 'nn', 'Ein del av doktorgraden «{degree}» er {share}.',
     'Ein del er større enn 0 og høgst 1. Denne er utelaten, så poenga kan vere for låge.', NULL),
    ('degree_share_invalid', 'missing', 'en', 'a share of degree "{degree}" is missing',
     'A share is above 0 and at most 1; this one is left out.', NULL),
    ('degree_share_invalid', 'missing', 'nb', 'En andel av doktorgraden «{degree}» mangler.',
     'Raden er utelatt, så poengene kan være for lave. Før inn en andel som er større enn 0 og høyst 1.', NULL),
    ('degree_share_invalid', 'missing', 'nn', 'Ein del av doktorgraden «{degree}» manglar.',
     'Rada er utelaten, så poenga kan vere for låge. Før inn ein del som er større enn 0 og høgst 1.', NULL),
    ('institution_unknown', 'doctoral_degree', 'en', 'degree "{degree}" names institution "{institution}", which does not exist',
     'Its points belong to nobody until the institution exists.', NULL),
    ('institution_unknown', 'doctoral_degree', 'nb', 'Doktorgraden «{degree}» viser til institusjonen «{institution}», som ikke finnes.',
     'Poengene tilhører ingen før institusjonen finnes i listen.', NULL),
    ('institution_unknown', 'doctoral_degree', 'nn', 'Doktorgraden «{degree}» viser til institusjonen «{institution}», som ikkje finst.',
     'Poenga høyrer ikkje til nokon før institusjonen finst i lista.', NULL);

INSERT INTO finding_word (list, code, lang, word) VALUES
    ('indicator', 'doctorates', 'nb', 'doktorgrader'),
    ('indicator', 'doctorates', 'nn', 'doktorgradar'),
    ('indicator', 'doctorates', 'en', 'doctorates');
