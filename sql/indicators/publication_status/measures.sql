-- The publication status of studies among the indicators, and what is measured.

INSERT INTO indicator (indicator, ordinal, family, relations, rows_function, facts_function, kept_function, kept_rows_function, text_nb, text_nn, text_en) VALUES
    ('publication_status', 70, 'hod', '{clinical_study,study_identifier,study_result,study_site}', 'publication_status_rows', 'publication_status_facts', 'kept_judgements', 'publication_status_unit_rows',
     'Publisering av resultater', 'Publisering av resultat', 'Publication of results');

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en) VALUES
    ('publication_status', 'studies', 510, 'count', 0, false, false, 'publiseringAvResultater/studier', 'policy of the rule set',
     'Avsluttede kliniske studier', 'Avslutta kliniske studiar', 'Completed clinical studies'),
    ('publication_status', 'not_due', 520, 'count', 0, false, false, 'publiseringAvResultater/ikkeForfalt', 'policy of the rule set',
     'Resultater ikke forfalt', 'Resultat ikkje forfalne', 'Results not due'),
    ('publication_status', 'due', 530, 'count', 0, false, false, 'publiseringAvResultater/forfalt', 'policy of the rule set',
     'Resultater forfalt', 'Resultat forfalne', 'Results due'),
    ('publication_status', 'reported', 540, 'count', 0, false, false, 'publiseringAvResultater/rapportert', 'policy of the rule set',
     'Studier med funnet resultat', 'Studiar med funne resultat', 'Studies with a result found'),
    ('publication_status', 'reported_early', 550, 'count', 0, false, false, 'publiseringAvResultater/rapportertTidlig', 'policy of the rule set',
     'Resultat funnet før forfall', 'Resultat funne før forfall', 'Result found before it is due'),
    ('publication_status', 'reported_by_source', 560, 'count', 0, false, false, 'publiseringAvResultater/kilde', 'policy of the rule set',
     'Funnet i register, andre kilder eller begge', 'Funne i register, andre kjelder eller begge', 'Found in a registry, elsewhere or both'),
    ('publication_status', 'overdue', 570, 'count', 0, false, false, 'publiseringAvResultater/ikkeFunnetPublisert', 'policy of the rule set',
     'Ikke funnet publisert', 'Ikkje funne publisert', 'Not found published'),
    ('publication_status', 'reported_share', 580, 'share', 4, false, true, 'publiseringAvResultater/andelRapportert', 'reported / due, Wilson 95 % interval',
     'Andel forfalte studier med resultat', 'Del forfalne studiar med resultat', 'Share of due studies with a result'),
    ('publication_status', 'timely', 590, 'count', 0, false, false, 'publiseringAvResultater/rettidig', 'policy of the rule set',
     'Publisert innen fristen', 'Publisert innan fristen', 'Published on time'),
    ('publication_status', 'timely_share', 600, 'share', 4, false, false, 'publiseringAvResultater/andelRettidig', 'timely / due, Wilson 95 % interval',
     'Andel publisert innen fristen', 'Del publisert innan fristen', 'Share published on time'),
    ('publication_status', 'summary_timely', 610, 'count', 0, false, false, 'publiseringAvResultater/sammendragRettidig', 'policy of the rule set',
     'Resultatsammendrag innen fristen', 'Resultatsamandrag innan fristen', 'Summary results on time'),
    ('publication_status', 'patients_unreported', 620, 'patients', 0, false, false, 'publiseringAvResultater/pasienterIkkeRapportert', 'planned numbers included',
     'Deltakere i studier uten funnet resultat', 'Deltakarar i studiar utan funne resultat', 'Participants in studies without a result'),
    ('publication_status', 'not_examined', 630, 'count', 0, false, false, 'publiseringAvResultater/ikkeUndersoekt', 'due, no result found, and no day until which was searched: not examined is no "no"',
     'Ikke funnet, og ikke undersøkt', 'Ikkje funne, og ikkje undersøkt', 'Not found, and not examined'),
    ('publication_status', 'overdue_by_reason', 640, 'count', 0, false, false, 'publiseringAvResultater/aarsak', 'reasons as registered; a reason explains, it never moves a study to reported',
     'Ikke funnet publisert, etter årsak', 'Ikkje funne publisert, etter årsak', 'Not found published, by reason'),
    ('publication_status', 'in_grace', 650, 'count', 0, false, false, 'publiseringAvResultater/henstand', 'days of grace of the policy; part of those not due',
     'Innenfor frist med henstand', 'Innanfor frist med utsetjing', 'Within days of grace'),
    ('publication_status', 'outside', 660, 'count', 0, false, false, 'publiseringAvResultater/utenforStigen', 'studies that are not completed, or that the policy cannot or does not judge',
     'Studier utenfor vurderingen', 'Studiar utanfor vurderinga', 'Studies outside the assessment'),
    ('publication_status', 'prospective_share', 670, 'share', 4, false, false, 'publiseringAvResultater/andelForhaandsregistrert', 'registered before the start, to the day or month as the policy says / studies whose registration is known, Wilson 95 % interval',
     'Andel studier registrert før start', 'Del studiar registrerte før start', 'Share of studies registered before their start');

UPDATE fact_definition SET has_interval = true WHERE indicator = 'publication_status' AND unit = 'share';

INSERT INTO indicator_stream (indicator, stream) VALUES ('publication_status', 'clinical_studies');
