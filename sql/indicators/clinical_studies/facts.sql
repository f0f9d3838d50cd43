-- Facts about clinical treatment studies: of the measurement system, and
-- against the national targets.

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en) VALUES
    ('targets', 'participation_share', 10, 'share', 4, false, true, 'handlingsplanKliniskeStudier/andelPasienter',
     'HOD: Nasjonal handlingsplan for kliniske studier; new patients in studies / new patients of specialist care at that level',
     'Andel pasienter som deltar i kliniske behandlingsstudier', 'Del pasientar som deltek i kliniske behandlingsstudiar', 'Share of patients who take part in clinical treatment studies'),
    ('targets', 'studies', 20, 'count', 0, false, true, 'handlingsplanKliniskeStudier/doblingAntallStudier/antallStudier',
     'HOD: Nasjonal handlingsplan for kliniske studier',
     'Kliniske behandlingsstudier med nye pasienter', 'Kliniske behandlingsstudiar med nye pasientar', 'Clinical treatment studies with new patients'),
    ('targets', 'required_studies', 30, 'count', 4, false, false, 'handlingsplanKliniskeStudier/doblingAntallStudier/krav',
     'HOD: Nasjonal handlingsplan for kliniske studier; equal growth from the base year',
     'Antall studier som veien til dobling krever', 'Talet på studiar som vegen til dobling krev', 'Studies that the path to doubling requires'),
    ('targets', 'growth', 40, 'ratio', 4, false, false, 'handlingsplanKliniskeStudier/doblingAntallStudier/vekst',
     'studies against the year before',
     'Vekst i antall studier fra året før', 'Vekst i talet på studiar frå året før', 'Growth in studies from the year before'),
    ('targets', 'external_series', 50, 'count', 0, false, false, 'handlingsplanKliniskeStudier/nyeLegemiddelstudier',
     'figures of others, never mixed with ours; the source is in relation external_series',
     'Eksterne serier: nye legemiddelstudier', 'Eksterne seriar: nye legemiddelstudiar', 'External series: new drug studies'),
    ('clinical_studies', 'studies', 350, 'count', 0, false, false, 'nasjonaltMaalesystem/kliniskeBehandlingsstudier/antallStudier',
     'HOD: Nasjonalt system for måling; a study counts in the years in which it included a new patient, once per unit',
     'Kliniske behandlingsstudier', 'Kliniske behandlingsstudiar', 'Clinical treatment studies'),
    ('clinical_studies', 'new_patients', 360, 'patients', 0, true, false, 'nasjonaltMaalesystem/kliniskeBehandlingsstudier/nyePasienter',
     'HOD: Nasjonalt system for måling',
     'Nye pasienter i kliniske behandlingsstudier', 'Nye pasientar i kliniske behandlingsstudiar', 'New patients in clinical treatment studies'),
    ('clinical_studies', 'started', 370, 'count', 0, false, false, 'nasjonaltMaalesystem/kliniskeBehandlingsstudier/oppstart',
     'HOD: Nasjonalt system for måling',
     'Studier startet i året', 'Studiar starta i året', 'Studies started in the year'),
    ('clinical_studies', 'coordinated', 375, 'count', 0, false, false, 'nasjonaltMaalesystem/kliniskeBehandlingsstudier/koordineringsansvar',
     'HOD: Nasjonalt system for måling',
     'Studier med koordineringsansvar', 'Studiar med koordineringsansvar', 'Studies co-ordinated'),
    ('clinical_studies', 'points', 380, 'points', 4, true, false, 'nasjonaltMaalesystem/kliniskeBehandlingsstudier/poeng',
     'HOD: Nasjonalt system for måling; points per factor and the patient curve are not published',
     'Poeng for kliniske behandlingsstudier', 'Poeng for kliniske behandlingsstudiar', 'Clinical-study points'),
    ('clinical_studies', 'source_share', 390, 'share', 4, false, false, 'nasjonaltMaalesystem/kliniskeBehandlingsstudier/andelKilde',
     'inclusion figures by where they come from / inclusion figures',
     'Andel inklusjonstall etter kilde', 'Del inklusjonstal etter kjelde', 'Share of inclusion figures by source');

CREATE FUNCTION @internal@.clinical_study_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH used AS MATERIALIZED (
        SELECT coalesce(@internal@.rule_origin(rule_set, '{clinical\_studies.drug\_phase.%}'), 'published') AS counts,
               @internal@.rule_origin(rule_set, '{clinical\_studies.%}') AS points,
               coalesce(@internal@.indicator_counts(rule_set, 'clinical_studies'), true) AS is_counted
    )
    SELECT ('clinical_studies', m.measure, year, s.unit_level, s.institution_id, m.dimensions, m.value,
            m.numerator, m.denominator, NULL, NULL, status, rule_set,
            CASE m.measure WHEN 'points' THEN o.points ELSE o.counts END)::@extschema@.fact
    FROM @extschema@.clinical_treatment_studies(year, rule_set) AS s
    CROSS JOIN used AS o
    CROSS JOIN LATERAL (VALUES
        ('studies', '{}'::jsonb, s.studies::numeric, NULL::numeric, NULL::numeric),
        ('new_patients', '{}', s.new_patients, NULL, NULL),
        ('started', '{}', s.started, NULL, NULL),
        ('coordinated', '{}', s.coordinated, NULL, NULL),
        ('points', '{}', s.points, NULL, NULL),
        ('source_share', '{"source": "manual"}', s.manual_share, s.figures_manual, s.figures),
        ('source_share', '{"source": "ehr"}', s.ehr_share, s.figures_ehr, s.figures),
        ('source_share', '{"source": "registry"}', s.registry_share, s.figures_registry, s.figures)
    ) AS m(measure, dimensions, value, numerator, denominator)
    -- a set that neither counts the indicator nor has its points says nothing about them
    WHERE NOT (m.measure = 'points' AND m.value IS NULL AND NOT o.is_counted)
      AND NOT (m.measure = 'source_share' AND s.figures = 0);
END;
COMMENT ON FUNCTION @internal@.clinical_study_facts(integer, text, text) IS
    'facts about clinical treatment studies of a year: studies, new patients, start-ups, co-ordination, points and where the figures come from';

CREATE FUNCTION @internal@.target_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH used AS MATERIALIZED (
        SELECT coalesce(@internal@.rule_origin(rule_set, '{clinical\_studies.drug\_phase.%}'), 'published') AS counts,
               @internal@.rule_origin(rule_set, '{targets.doubling\_%}') AS path
    )
    SELECT ('targets', m.measure, year, t.unit_level, t.institution_id, m.dimensions, m.value,
            m.numerator, m.denominator, NULL, NULL, status, rule_set, m.origin)::@extschema@.fact
    FROM @extschema@.clinical_study_targets(year, rule_set) AS t
    CROSS JOIN used AS o
    CROSS JOIN LATERAL (VALUES
        -- more participants than patients is a finding, and no share
        ('participation', 'participation_share', '{}'::jsonb, CASE WHEN t.numerator <= t.denominator THEN t.actual END,
         t.numerator::numeric, t.denominator::numeric, o.counts),
        ('doubling', 'studies', '{}', t.actual, NULL, NULL, o.counts),
        ('doubling', 'required_studies', '{}', t.required, NULL, NULL, o.path),
        ('doubling', 'growth', '{}', t.growth, NULL, NULL, o.counts),
        ('external_series', 'external_series', jsonb_build_object('series', @internal@.dimension_code(t.series)), t.actual, NULL, NULL, 'published')
    ) AS m(target, measure, dimensions, value, numerator, denominator, origin)
    WHERE m.target = t.target
      AND CASE m.measure WHEN 'participation_share' THEN t.numerator IS NOT NULL AND t.denominator IS NOT NULL
                         WHEN 'external_series' THEN t.actual = trunc(t.actual) AND t.actual > '-infinity' AND t.actual < 'infinity'
                         WHEN 'studies' THEN true
                         ELSE m.value IS NOT NULL END;
END;
COMMENT ON FUNCTION @internal@.target_facts(integer, text, text) IS
    'facts about the national targets for clinical studies: participation, the path to doubling, and series of others, whole numbers only';
