-- Applications for research money among the indicators, and what is measured.

INSERT INTO indicator (indicator, ordinal, family, relations, rows_function, text_nb, text_nn, text_en) VALUES
    ('applications', 100, 'hod', '{application}', 'application_rows',
     'Søknader om forskningsmidler', 'Søknader om forskingsmidlar', 'Applications for research money');

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en) VALUES
    ('applications', 'applications', 980, 'count', 0, true, false, 'soeknader/antall',
     'applications for research money decided in the year',
     'Søknader om forskningsmidler', 'Søknader om forskingsmidlar', 'Applications for research money'),
    ('applications', 'success_rate', 982, 'share', 4, false, false, 'soeknader/andelInnvilget',
     'applications granted / applications, Wilson 95 % interval',
     'Andel søknader innvilget', 'Del søknader innvilga', 'Share of applications granted'),
    ('applications', 'money_rate', 984, 'share', 4, false, false, 'soeknader/andelMidlerInnvilget',
     'NOK granted / NOK sought', 'Andel av omsøkte midler innvilget', 'Del av omsøkte midlar innvilga', 'Share of the money sought that was granted'),
    ('applications', 'involvement_share', 986, 'share', 4, false, false, 'soeknader/andelMedBrukermedvirkning',
     'applications with user involvement / applications, Wilson 95 % interval',
     'Andel søknader med brukermedvirkning', 'Del søknader med brukarmedverknad', 'Share of applications with user involvement'),
    ('applications', 'granted_involvement_share', 988, 'share', 4, false, false, 'soeknader/andelInnvilgedeMedBrukermedvirkning',
     'granted applications with user involvement / granted applications, Wilson 95 % interval',
     'Andel innvilgede søknader med brukermedvirkning', 'Del innvilga søknader med brukarmedverknad', 'Share of granted applications with user involvement');

UPDATE fact_definition SET has_interval = true WHERE indicator = 'applications' AND unit = 'share' AND measure <> 'money_rate';
