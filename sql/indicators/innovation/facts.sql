-- Facts about innovation, and how complete its registration is.

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

CREATE FUNCTION @internal@.innovation_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH used AS MATERIALIZED (
        SELECT coalesce(@internal@.rule_origin(rule_set, '{innovation\_phase.%}'), 'published') AS phases,
               @internal@.rule_origin(rule_set, '{innovation.%,innovation\_phase.%}') AS points,
               coalesce(@internal@.indicator_counts(rule_set, 'innovation'), false) AS is_counted
    ), progress AS MATERIALIZED (
        SELECT p.*, CASE WHEN p.funding_mode IS NULL THEN '{}'
                         ELSE jsonb_build_object('funding_mode', p.funding_mode) END AS by_mode
        FROM @extschema@.innovation_progress_by_funding(year, rule_set) AS p
    ), measured AS (
        SELECT p.unit_level, p.institution_id, m.*
        FROM progress AS p
        CROSS JOIN used AS o
        CROSS JOIN LATERAL (VALUES
            ('phases', p.by_mode, p.phases_entered::numeric, NULL::numeric, NULL::numeric, o.phases),
            ('registered', p.by_mode, p.registered, NULL, NULL, 'published'),
            ('completeness', p.by_mode, p.completeness, p.complete, p.registered, 'published')
        ) AS m(measure, dimensions, value, numerator, denominator, origin)
        WHERE NOT (m.measure = 'completeness' AND p.registered = 0)
        UNION ALL
        SELECT p.unit_level, p.institution_id, m.*
        FROM progress AS p
        CROSS JOIN used AS o
        CROSS JOIN LATERAL (VALUES
            ('unmapped_phases', '{}'::jsonb, p.unmapped_phases::numeric, NULL::numeric, NULL::numeric, o.phases),
            ('adoptions', '{"direction": "in"}', p.adoptions_in, NULL, NULL, 'published'),
            ('adoptions', '{"direction": "out"}', p.adoptions_out, NULL, NULL, 'published'),
            ('benefit', '{"stage": "assessed"}', p.benefit_assessed, NULL, NULL, 'published'),
            ('benefit', '{"stage": "realised"}', p.benefit_realised, NULL, NULL, 'published'),
            ('points', '{}', p.points, NULL, NULL, o.points)
        ) AS m(measure, dimensions, value, numerator, denominator, origin)
        WHERE p.funding_mode IS NULL
          AND NOT (m.measure = 'points' AND m.value IS NULL AND NOT o.is_counted)
        UNION ALL
        SELECT p.unit_level, p.institution_id, 'phases', jsonb_build_object('phase', @internal@.dimension_code(f.key)),
               f.value::numeric, NULL, NULL, o.phases
        FROM progress AS p
        CROSS JOIN used AS o
        CROSS JOIN LATERAL jsonb_each_text(p.phases) AS f
        WHERE p.funding_mode IS NULL
    )
    SELECT ('innovation', m.measure, year, m.unit_level, m.institution_id, m.dimensions, m.value,
            m.numerator, m.denominator, NULL, NULL, status, rule_set, m.origin)::@extschema@.fact
    FROM measured AS m;
END;
COMMENT ON FUNCTION @internal@.innovation_facts(integer, text, text) IS
    'facts about innovation of a year: phases entered (in total, by phase, by funding mode), adoptions, benefit, points and completeness of registration';
