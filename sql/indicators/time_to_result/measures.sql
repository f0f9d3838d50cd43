-- Time to result among the indicators, and what is measured.

INSERT INTO indicator (indicator, ordinal, family, relations, rows_function, text_nb, text_nn, text_en) VALUES
    ('time_to_result', 72, 'hod', '{clinical_study,study_identifier,study_result,study_site}', 'time_to_result_rows',
     'Tid til resultat', 'Tid til resultat', 'Time to result');

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en) VALUES
    ('time_to_result', 'followed', 680, 'count', 0, false, false, 'publiseringAvResultater/tidTilResultat/studierFulgt',
     'studies whose clock has started under the policy of the rule set, and that were searched for results',
     'Studier fulgt fra de var avsluttet', 'Studiar følgde frå dei var avslutta', 'Studies followed from their end'),
    ('time_to_result', 'first_quartile', 682, 'days', 1, false, false, 'publiseringAvResultater/tidTilResultat/nedreKvartil',
     'Kaplan-Meier: until a quarter of the studies have a result; studies without one are followed until the search for it ended',
     'Dager til en firedel av studiene har resultat', 'Dagar til ein firedel av studiane har resultat', 'Days until a quarter of the studies have a result'),
    ('time_to_result', 'median', 684, 'days', 1, false, false, 'publiseringAvResultater/tidTilResultat/median',
     'Kaplan-Meier: until half of the studies have a result; not calculated where fewer have one',
     'Dager til halvparten av studiene har resultat', 'Dagar til halvparten av studiane har resultat', 'Days until half of the studies have a result'),
    ('time_to_result', 'third_quartile', 686, 'days', 1, false, false, 'publiseringAvResultater/tidTilResultat/oevreKvartil',
     'Kaplan-Meier: until three quarters of the studies have a result; not calculated where fewer have one',
     'Dager til tre firedeler av studiene har resultat', 'Dagar til tre firedelar av studiane har resultat', 'Days until three quarters of the studies have a result');

INSERT INTO indicator_stream (indicator, stream) VALUES ('time_to_result', 'clinical_studies');
