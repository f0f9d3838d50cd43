-- What findings about external funding say.

INSERT INTO finding_text (code, variant, lang, message, hint, instruction) VALUES
    ('institution_unknown', 'external_funding', 'en', 'award "{award}" names institution "{institution}", which does not exist',
     'Its points belong to nobody until the institution exists.', NULL),
    ('institution_unknown', 'external_funding', 'nb', 'Tildelingen «{award}» viser til institusjonen «{institution}», som ikke finnes.',
     'Poengene tilhører ingen før institusjonen finnes i listen.', NULL),
    ('institution_unknown', 'external_funding', 'nn', 'Tildelinga «{award}» viser til institusjonen «{institution}», som ikkje finst.',
     'Poenga høyrer ikkje til nokon før institusjonen finst i lista.', NULL),
    ('amount_negative', 'external_funding', 'en', 'award "{award}" has the amount {amount}',
     'It is subtracted; leave it out unless money was paid back.', NULL),
    ('amount_negative', 'external_funding', 'nb', 'Tildelingen «{award}» har beløpet {amount}.',
     'Det trekkes fra. Ta det ut om det ikke er penger som er betalt tilbake.', NULL),
    ('amount_negative', 'external_funding', 'nn', 'Tildelinga «{award}» har beløpet {amount}.',
     'Det blir trekt frå. Ta det ut om det ikkje er pengar som er betalte tilbake.', NULL),
    ('amount_missing', 'external_funding', 'en', 'award "{award}" has no amount or no funder',
     'It earns no points.', NULL),
    ('amount_missing', 'external_funding', 'nb', 'Tildelingen «{award}» mangler beløp eller finansiør.',
     'Den gir ingen poeng. Før inn det som mangler.', NULL),
    ('amount_missing', 'external_funding', 'nn', 'Tildelinga «{award}» manglar beløp eller finansiør.',
     'Ho gir ingen poeng. Før inn det som manglar.', NULL);

INSERT INTO finding_word (list, code, lang, word) VALUES
    ('indicator', 'external_funding', 'nb', 'ekstern finansiering'),
    ('indicator', 'external_funding', 'nn', 'ekstern finansiering'),
    ('indicator', 'external_funding', 'en', 'external funding');
