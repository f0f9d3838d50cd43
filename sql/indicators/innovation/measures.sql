-- Innovation among the indicators, and what is measured.

INSERT INTO indicator (indicator, ordinal, family, relations, rows_function, points_function, unset_function, completeness_function, parameter_patterns, text_nb, text_nn, text_en) VALUES
    ('innovation', 50, 'hod', '{innovation,innovation_phase,innovation_benefit}', 'innovation_rows', 'innovation_points', 'innovation_unset_parameters', 'innovation_completeness', '{innovation%}',
     'Innovasjonsindikator', 'Innovasjonsindikator', 'Innovation indicator');

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en) VALUES
    ('innovation', 'phases', 910, 'count', 0, true, false, 'innovasjonsindikator/faser',
     'innovations that entered a phase of the rule set in the year',
     'Nye faser nådd', 'Nye fasar nådde', 'New phases entered'),
    ('innovation', 'unmapped_phases', 920, 'count', 0, true, false, 'innovasjonsindikator/faserIkkeTilordnet',
     'phases with a name that the rule set does not know',
     'Faser som ikke er tilordnet', 'Fasar som ikkje er tilordna', 'Phases that are not mapped'),
    ('innovation', 'adoptions', 930, 'count', 0, true, false, 'innovasjonsindikator/adopsjon',
     'adoptions between institutions; both are credited',
     'Innovasjoner tatt i bruk av en annen institusjon', 'Innovasjonar tekne i bruk av ein annan institusjon', 'Adoptions by another institution'),
    ('innovation', 'benefit', 940, 'count', 0, true, false, 'innovasjonsindikator/nytte',
     'innovations with a benefit of that stage in the year',
     'Innovasjoner med vurdert eller realisert nytte', 'Innovasjonar med vurdert eller realisert nytte', 'Innovations with assessed or realised benefit'),
    ('innovation', 'points', 950, 'points', 4, true, false, 'innovasjonsindikator/poeng',
     'phases, points and weight of the indicator are not published',
     'Innovasjonspoeng', 'Innovasjonspoeng', 'Innovation points'),
    ('innovation', 'registered', 960, 'count', 0, true, false, 'innovasjonsindikator/registrerte',
     'innovations registered by the end of the year',
     'Registrerte innovasjoner', 'Registrerte innovasjonar', 'Registered innovations'),
    ('innovation', 'completeness', 970, 'share', 4, false, false, 'innovasjonsindikator/registreringsgrad',
     'innovations with dated phases, a benefit and a status / registered innovations',
     'Andel innovasjoner som er fullstendig registrert', 'Del innovasjonar som er fullstendig registrerte', 'Share of innovations registered completely');
