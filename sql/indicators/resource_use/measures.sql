-- Resource use among the indicators, and what is measured of it.

INSERT INTO indicator (indicator, ordinal, family, relations, rows_function, gaps_function, text_nb, text_nn, text_en) VALUES
    ('resource_use', 65, 'hod', '{resource_use}', 'resource_use_rows', 'resource_use_fact_gaps',
     'Ressursbruk til forskning', 'Ressursbruk til forsking', 'Resource use for research');

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en) VALUES
    ('resource_use', 'expenditure', 430, 'nok', 2, true, false, 'ressursbruk/driftsutgifter',
     'SSB: Ressursbruk til forskning i helseforetakene; running expenditure on research, development apart; measured every second year, and no year between is a zero',
     'Driftsutgifter til forskning (kr)', 'Driftsutgifter til forsking (kr)', 'Running expenditure on research (NOK)'),
    ('resource_use', 'person_years', 440, 'count', 2, true, false, 'ressursbruk/aarsverk',
     'SSB: Ressursbruk til forskning i helseforetakene; development apart',
     'Forskningsårsverk', 'Forskingsårsverk', 'Research person-years'),
    ('resource_use', 'per_person_year', 450, 'nok', 0, false, false, 'ressursbruk/utgiftPerAarsverk',
     'SSB: running expenditure on research / research person-years, of the units that give both',
     'Driftsutgifter per forskningsårsverk (kr)', 'Driftsutgifter per forskingsårsverk (kr)', 'Running expenditure per research person-year (NOK)'),
    ('resource_use', 'share', 460, 'share', 4, false, false, 'ressursbruk/andelAvDriftsutgifter',
     'SSB: running expenditure on research / all running expenditure, of the units that give both',
     'Andel av samlede driftsutgifter', 'Del av dei samla driftsutgiftene', 'Share of all running expenditure'),
    ('resource_use', 'units', 470, 'count', 0, true, false, 'ressursbruk/maalteEnheter',
     'units that gave their expenditure on research: what the sums rest on',
     'Enheter som er målt', 'Einingar som er målte', 'Units measured');
