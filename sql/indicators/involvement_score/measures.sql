-- The derived score of involvement among the indicators, and what is measured.

INSERT INTO indicator (indicator, ordinal, family, relations, rows_function, text_nb, text_nn, text_en) VALUES
    ('involvement_score', 150, 'hod', '{project,project_report,project_involvement,project_involvement_effect,project_funding}', 'involvement_score_rows',
     'Utledet indeks for brukermedvirkning', 'Avleidd indeks for brukarmedverknad', 'Derived index of user involvement');

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en, in_annex) VALUES
    ('involvement_score', 'scored', 1110, 'count', 0, true, false, 'utledetIndeks/prosjekter',
     'derived, not validated, not official', 'Utledet indeks: prosjekter med verdi', 'Avleidd indeks: prosjekt med verdi', 'Derived index: projects with a value', true),
    ('involvement_score', 'lower_quartile', 1120, 'index', 2, false, false, 'utledetIndeks/nedreKvartil',
     'derived, not validated, not official', 'Utledet indeks: nedre kvartil', 'Avleidd indeks: nedre kvartil', 'Derived index: lower quartile', true),
    ('involvement_score', 'median', 1130, 'index', 2, false, false, 'utledetIndeks/median',
     'derived, not validated, not official', 'Utledet indeks: median', 'Avleidd indeks: median', 'Derived index: median', true),
    ('involvement_score', 'upper_quartile', 1140, 'index', 2, false, false, 'utledetIndeks/oevreKvartil',
     'derived, not validated, not official', 'Utledet indeks: øvre kvartil', 'Avleidd indeks: øvre kvartil', 'Derived index: upper quartile', true);

INSERT INTO indicator_stream (indicator, stream) VALUES ('involvement_score', 'project_reports'), ('involvement_score', 'involvement');
