-- The earmarked grant and its what-if among the indicators, and what is measured.

INSERT INTO indicator (indicator, ordinal, family, relations, rows_function, facts_function, points_function, unset_function, parameter_patterns, text_nb, text_nn, text_en) VALUES
    ('grant', 110, 'hod', '{reference_figure}', 'grant_rows', NULL, NULL, NULL, '{}',
     'Øremerket tilskudd', 'Øyremerkt tilskot', 'Earmarked grant'),
    ('grant_simulation', 120, 'hod', '{reference_figure,innovation,innovation_phase,innovation_benefit}', 'grant_simulation_rows', NULL, NULL, NULL, '{}',
     'Simulering av tilskuddet', 'Simulering av tilskotet', 'Simulation of the grant');

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en) VALUES
    ('grant', 'total', 1010, 'nok', 2, true, false, 'oeremerketTilskudd/samlet',
     'HOD: kap. 732 post 78; the grant whose last result year this is, its budget year is grant.lag_years later',
     'Øremerket tilskudd i alt (kr)', 'Øyremerkt tilskot i alt (kr)', 'Earmarked grant in total (NOK)'),
    ('grant', 'fixed', 1020, 'nok', 2, true, false, 'oeremerketTilskudd/fastDel',
     'HOD: kap. 732 post 78',
     'Fast del (kr)', 'Fast del (kr)', 'Fixed part (NOK)'),
    ('grant', 'result', 1030, 'nok', 2, true, false, 'oeremerketTilskudd/resultatbasertDel',
     'HOD: kap. 732 post 78',
     'Resultatbasert del (kr)', 'Resultatbasert del (kr)', 'Part by results (NOK)'),
    ('grant', 'share', 1040, 'ratio', 6, false, false, 'oeremerketTilskudd/andelForskningspoeng',
     'HOD: mean research points of the window, as a share of all regions',
     'Andel av regionenes forskningspoeng', 'Del av forskingspoenga til regionane', 'Share of the regions'' research points'),
    ('grant', 'share_of_set_indicators', 1050, 'ratio', 6, false, false, 'oeremerketTilskudd/andelFastsatteIndikatorer',
     'the same share, of the indicators with set points alone; not the share that divides the grant while points are unset',
     'Andel av forskningspoeng for indikatorer med fastsatte poeng', 'Del av forskingspoeng for indikatorar med fastsette poeng', 'Share of research points of indicators with set points'),
    ('grant_simulation', 'total', 1060, 'nok', 2, false, false, 'oeremerketTilskudd/simulering/medIndikator',
     'what-if: the grant on the points of this year alone, with the simulated indicator at each weight',
     'Simulert tilskudd med indikatoren (kr)', 'Simulert tilskot med indikatoren (kr)', 'Simulated grant with the indicator (NOK)'),
    ('grant_simulation', 'difference', 1070, 'nok', 2, false, false, 'oeremerketTilskudd/simulering/differanse',
     'what-if: with the simulated indicator less without it, on the points of this year alone',
     'Simulert differanse med og uten indikatoren (kr)', 'Simulert differanse med og utan indikatoren (kr)', 'Simulated difference with and without the indicator (NOK)');

INSERT INTO indicator_stream (indicator, measure, stream, of_all) VALUES ('grant', 'share\_of\_set\_indicators', '*', true);
