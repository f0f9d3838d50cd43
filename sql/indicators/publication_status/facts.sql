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
     'Deltakere i studier uten funnet resultat', 'Deltakarar i studiar utan funne resultat', 'Participants in studies without a result'),
    ('publication_status', 'not_examined', 630, 'count', 0, false, false, 'publiseringAvResultater/ikkeUndersoekt', 'due, no result found, and no day until which was searched: not examined is no "no"',
     'Ikke funnet, og ikke undersøkt', 'Ikkje funne, og ikkje undersøkt', 'Not found, and not examined'),
    ('publication_status', 'overdue_by_reason', 640, 'count', 0, false, false, 'publiseringAvResultater/aarsak', 'reasons as registered; a reason explains, it never moves a study to reported',
     'Ikke funnet publisert, etter årsak', 'Ikkje funne publisert, etter årsak', 'Not found published, by reason'),
    ('publication_status', 'in_grace', 650, 'count', 0, false, false, 'publiseringAvResultater/henstand', 'days of grace of the policy; part of those not due',
     'Innenfor frist med henstand', 'Innanfor frist med utsetjing', 'Within days of grace'),
    ('publication_status', 'outside', 660, 'count', 0, false, false, 'publiseringAvResultater/utenforStigen', 'studies that are not completed, or that the policy cannot or does not judge',
     'Studier utenfor stigen', 'Studiar utanfor stigen', 'Studies outside the ladder'),
    ('publication_status', 'prospective_share', 670, 'share', 4, false, false, 'publiseringAvResultater/andelForhaandsregistrert', 'registered before the start, to the day or month as the policy says / studies whose registration is known, Wilson 95 % interval',
     'Andel studier registrert før start', 'Del studiar registrerte før start', 'Share of studies registered before their start');

CREATE FUNCTION @internal@.publication_status_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH chosen AS MATERIALIZED (
        SELECT p.policy, @internal@.weakest_origin(ARRAY[p.origin, @internal@.rule_origin(rule_set, '{study_status.policy}')]) AS origin
        FROM @extschema@.publication_policy AS p
        WHERE p.policy = @internal@.rule_parameter_value(rule_set, 'study_status.policy')
    ), ladder AS MATERIALIZED (
        SELECT b.*, c.origin,
               CASE b.dimension WHEN 'total' THEN '{}'::jsonb
                                WHEN 'kind' THEN jsonb_build_object('study_kind', b.code)
                                WHEN 'direction' THEN jsonb_build_object('outcome', b.code)
                                ELSE jsonb_build_object(b.dimension, b.code) END AS dimensions
        FROM chosen AS c
        CROSS JOIN LATERAL @extschema@.publication_status_breakdown(
            make_date(@internal@.require_year(year), 12, 31), c.policy, NULL, '{total,initiator,kind,direction,reason}') AS b
    ), measured AS (
        SELECT l.unit_level, l.institution_id, l.origin, m.*
        FROM ladder AS l
        CROSS JOIN LATERAL (VALUES
            ('studies', '{}'::jsonb, l.studies::numeric, NULL::numeric, NULL::numeric, NULL::numeric, NULL::numeric),
            ('not_due', '{}', l.not_due, NULL, NULL, NULL, NULL),
            ('reported_early', '{}', l.reported_early, NULL, NULL, NULL, NULL),
            ('reported_by_source', '{"found_in": "registry_only"}', l.reported_registry_only, NULL, NULL, NULL, NULL),
            ('reported_by_source', '{"found_in": "other_only"}', l.reported_other_only, NULL, NULL, NULL, NULL),
            ('reported_by_source', '{"found_in": "both"}', l.reported_both, NULL, NULL, NULL, NULL),
            ('timely', '{}', l.timely, NULL, NULL, NULL, NULL),
            ('timely_share', '{}', l.timely_share, l.timely, l.due, l.timely_ci_low, l.timely_ci_high),
            ('summary_timely', '{}', l.summary_timely, NULL, NULL, NULL, NULL),
            ('patients_unreported', '{}', l.patients_unreported, NULL, NULL, NULL, NULL),
            ('patients_unreported', '{"enrolment": "actual"}', l.of_which_actual, NULL, NULL, NULL, NULL),
            ('patients_unreported', '{"enrolment": "planned"}', l.of_which_planned, NULL, NULL, NULL, NULL),
            ('not_examined', '{}', l.overdue_not_examined, NULL, NULL, NULL, NULL),
            ('in_grace', '{}', l.in_grace, NULL, NULL, NULL, NULL),
            ('outside', '{"publication_status": "not_started"}', l.not_started, NULL, NULL, NULL, NULL),
            ('outside', '{"publication_status": "ongoing"}', l.ongoing, NULL, NULL, NULL, NULL),
            ('outside', '{"publication_status": "exempt"}', l.exempt, NULL, NULL, NULL, NULL),
            ('outside', '{"publication_status": "withdrawn"}', l.withdrawn, NULL, NULL, NULL, NULL),
            ('outside', '{"publication_status": "inconsistent"}', l.inconsistent, NULL, NULL, NULL, NULL),
            ('outside', '{"publication_status": "unknown"}', l.unknown, NULL, NULL, NULL, NULL)
        ) AS m(measure, dimensions, value, numerator, denominator, low, high)
        -- a unit without a completed study has no ladder, and no zeros either
        WHERE l.dimension = 'total' AND (l.studies > 0 OR m.measure = 'outside')
        UNION ALL
        SELECT l.unit_level, l.institution_id, l.origin, 'prospective_share', '{}',
               round(l.prospective::numeric / l.registration_known, 4), l.prospective, l.registration_known, w.low, w.high
        FROM ladder AS l
        CROSS JOIN LATERAL @extschema@.wilson_interval(l.prospective, l.registration_known) AS w
        WHERE l.dimension = 'total' AND l.registration_known > 0
        UNION ALL
        -- what is split by who started the study, its kind and the direction of its result too
        SELECT l.unit_level, l.institution_id, l.origin, m.measure, l.dimensions, m.value, m.numerator, m.denominator, m.low, m.high
        FROM ladder AS l
        CROSS JOIN LATERAL (VALUES
            ('due', l.due::numeric, NULL::numeric, NULL::numeric, NULL::numeric, NULL::numeric),
            ('reported', l.reported, NULL, NULL, NULL, NULL),
            ('overdue', l.overdue, NULL, NULL, NULL, NULL),
            ('reported_share', l.reported_share, l.reported - l.reported_early, l.due, l.reported_ci_low, l.reported_ci_high)
        ) AS m(measure, value, numerator, denominator, low, high)
        WHERE l.dimension <> 'reason' AND l.studies > 0
        UNION ALL
        SELECT l.unit_level, l.institution_id, l.origin, 'overdue_by_reason', l.dimensions, l.overdue, NULL, NULL, NULL, NULL
        FROM ladder AS l
        WHERE l.dimension = 'reason' AND l.overdue > 0
        UNION ALL
        SELECT b.unit_level, b.institution_id, p.origin, m.measure, jsonb_build_object('policy', p.policy), m.value, NULL, NULL, NULL, NULL
        FROM @extschema@.publication_policy AS p
        CROSS JOIN LATERAL @extschema@.publication_status_summary(make_date(@internal@.require_year(year), 12, 31), p.policy) AS b
        CROSS JOIN LATERAL (VALUES ('due', b.due::numeric), ('reported', b.reported), ('overdue', b.overdue), ('timely', b.timely),
                                   ('summary_timely', b.summary_timely)) AS m(measure, value)
        WHERE b.studies > 0
    )
    SELECT ('publication_status', m.measure, year, m.unit_level, m.institution_id, m.dimensions, m.value,
            m.numerator, m.denominator, m.low, m.high, status, rule_set, m.origin)::@extschema@.fact
    FROM measured AS m
    WHERE m.measure NOT LIKE '%share' OR m.denominator > 0;
END;
COMMENT ON FUNCTION @internal@.publication_status_facts(integer, text, text) IS
    'facts about the publication status of studies on 31 December of the year under the policy of the rule set, split by initiator, kind, direction of the result, reason and source; the main counts under every other policy beside';
