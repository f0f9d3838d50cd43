-- Facts about the publication status of studies.

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
     'Deltakere i studier uten funnet resultat', 'Deltakarar i studiar utan funne resultat', 'Participants in studies without a result');

CREATE FUNCTION publication_status_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH chosen AS (
        SELECT p.policy, @extschema@.weakest_origin(ARRAY[p.origin, @extschema@.rule_origin(rule_set, '{study_status.policy}')]) AS origin
        FROM @extschema@.publication_policy AS p
        WHERE p.policy = @extschema@.rule_parameter_value(rule_set, 'study_status.policy')
    )
    SELECT ('publication_status', m.measure, year, s.unit_level, s.institution_id, m.dimensions, m.value,
            m.numerator, m.denominator, m.low, m.high, status, rule_set, c.origin)::@extschema@.fact
    FROM chosen AS c
    CROSS JOIN LATERAL @extschema@.publication_status_summary(make_date(@extschema@.require_year(year), 12, 31), c.policy) AS s
    CROSS JOIN LATERAL (VALUES
        ('studies', '{}'::jsonb, s.studies::numeric, NULL::numeric, NULL::numeric, NULL::numeric, NULL::numeric),
        ('not_due', '{}', s.not_due, NULL, NULL, NULL, NULL),
        ('due', '{}', s.due, NULL, NULL, NULL, NULL),
        ('reported', '{}', s.reported, NULL, NULL, NULL, NULL),
        ('reported_early', '{}', s.reported_early, NULL, NULL, NULL, NULL),
        ('reported_by_source', '{"found_in": "registry_only"}', s.reported_registry_only, NULL, NULL, NULL, NULL),
        ('reported_by_source', '{"found_in": "other_only"}', s.reported_other_only, NULL, NULL, NULL, NULL),
        ('reported_by_source', '{"found_in": "both"}', s.reported_both, NULL, NULL, NULL, NULL),
        ('overdue', '{}', s.overdue, NULL, NULL, NULL, NULL),
        ('reported_share', '{}', s.reported_share, s.reported - s.reported_early, s.due, s.reported_ci_low, s.reported_ci_high),
        ('timely', '{}', s.timely, NULL, NULL, NULL, NULL),
        ('timely_share', '{}', s.timely_share, s.timely, s.due, s.timely_ci_low, s.timely_ci_high),
        ('summary_timely', '{}', s.summary_timely, NULL, NULL, NULL, NULL),
        ('patients_unreported', '{}', s.patients_unreported, NULL, NULL, NULL, NULL)
    ) AS m(measure, dimensions, value, numerator, denominator, low, high)
    WHERE NOT (m.measure LIKE '%share' AND s.due = 0);
END;
COMMENT ON FUNCTION publication_status_facts(integer, text, text) IS
    'facts about the publication status of studies on 31 December of the year under the policy of the rule set';
