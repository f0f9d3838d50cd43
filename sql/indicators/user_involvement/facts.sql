-- Facts about user involvement, needs-identified research, and, for the annex,
-- the derived score.

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en) VALUES
    ('user_involvement', 'share', 710, 'share', 4, false, true, 'brukermedvirkning/andelProsjekter',
     'projects with involvement / delivered reports, Wilson 95 % interval',
     'Andel prosjekter med brukermedvirkning', 'Del prosjekt med brukarmedverknad', 'Share of projects with user involvement'),
    ('user_involvement', 'relevant_share', 711, 'share', 4, false, false, 'brukermedvirkning/andelRelevanteProsjekter',
     'projects with involvement / delivered reports without those that are not relevant with a reason',
     'Andel prosjekter der det er relevant', 'Del prosjekt der det er relevant', 'Share of projects where it is relevant'),
    ('user_involvement', 'end_user_share', 712, 'share', 4, false, false, 'brukermedvirkning/andelSluttbrukere',
     'projects that involve end users (patients, relatives and their organisations) / delivered reports',
     'Andel prosjekter som involverer sluttbrukere', 'Del prosjekt som involverer sluttbrukarar', 'Share of projects that involve end users'),
    ('user_involvement', 'wide_share', 713, 'share', 4, false, false, 'brukermedvirkning/andelVidDefinisjon',
     'projects that involve users in the wide meaning (also service, decision makers, authorities) / delivered reports',
     'Andel prosjekter som involverer brukere i vid forstand', 'Del prosjekt som involverer brukarar i vid tyding', 'Share of projects that involve users in the wide meaning'),
    ('user_involvement', 'money_share', 714, 'share', 4, false, false, 'brukermedvirkning/andelMidler',
     'money of the year of projects with involvement / money of projects with a delivered report',
     'Andel midler i prosjekter med brukermedvirkning', 'Del midlar i prosjekt med brukarmedverknad', 'Share of money in projects with user involvement'),
    ('user_involvement', 'delivered', 720, 'count', 0, true, false, 'brukermedvirkning/levert',
     'delivered project reports', 'Leverte prosjektrapporter', 'Leverte prosjektrapportar', 'Delivered project reports'),
    ('user_involvement', 'missing', 721, 'count', 0, true, false, 'brukermedvirkning/ikkeLevert',
     'project reports that were due and not delivered: never a no', 'Prosjektrapporter som ikke er levert', 'Prosjektrapportar som ikkje er leverte', 'Project reports not delivered'),
    ('user_involvement', 'answers', 722, 'count', 0, true, false, 'brukermedvirkning/svar',
     'answers of delivered reports', 'Svar om brukermedvirkning', 'Svar om brukarmedverknad', 'Answers about user involvement'),
    ('user_involvement', 'absence', 723, 'count', 0, true, false, 'brukermedvirkning/ikkeRelevant',
     'no involvement, or not relevant, with and without a reason; a justified absence can be good',
     'Ingen medvirkning eller ikke relevant, med og uten grunn', 'Ingen medverknad eller ikkje relevant, med og utan grunn', 'No involvement or not relevant, with and without a reason'),
    ('user_involvement', 'matrix', 730, 'count', 0, true, false, 'brukermedvirkning/matrise',
     'projects with involvement by phase, level and degree; crossing them and the order of the degrees are inferred; trusts have no row for 0',
     'Prosjekter etter fase, nivå og grad', 'Prosjekt etter fase, nivå og grad', 'Projects by phase, level and degree'),
    ('user_involvement', 'training', 740, 'count', 0, true, false, 'brukermedvirkning/opplaering',
     'projects with involvement by who was trained', 'Opplæring i prosjekter med brukermedvirkning', 'Opplæring i prosjekt med brukarmedverknad', 'Training in projects with user involvement'),
    ('user_involvement', 'effect_share', 741, 'share', 4, false, false, 'brukermedvirkning/effekt',
     'projects in which something changed because of users / projects with involvement',
     'Andel prosjekter der brukerne endret noe', 'Del prosjekt der brukarane endra noko', 'Share of projects in which users changed something'),
    ('user_involvement', 'ritual', 742, 'count', 0, true, false, 'brukermedvirkning/rituell',
     'representation only, in one phase, nothing changed: a flag, no verdict',
     'Prosjekter der medvirkningen kan være rituell', 'Prosjekt der medverknaden kan vere rituell', 'Projects whose involvement may be ritual'),
    ('user_involvement', 'innovation_share', 743, 'share', 4, false, false, 'brukermedvirkning/andelInnovasjonsprosjekter',
     'innovation projects with involvement / innovation projects with a delivered report',
     'Andel innovasjonsprosjekter med brukermedvirkning', 'Del innovasjonsprosjekt med brukarmedverknad', 'Share of innovation projects with user involvement'),
    ('needs_identified', 'projects_share', 750, 'share', 4, false, false, 'brukermedvirkning/behovsidentifisertForskning/andelProsjekter',
     'projects of the year whose need was identified / projects of the year',
     'Andel prosjekter som er behovsidentifiserte', 'Del prosjekt som er behovsidentifiserte', 'Share of projects that are needs-identified'),
    ('needs_identified', 'money_share', 751, 'share', 4, false, false, 'brukermedvirkning/behovsidentifisertForskning/andelMidler',
     'money of the year of projects whose need was identified / money of the year',
     'Andel midler til behovsidentifisert forskning', 'Del midlar til behovsidentifisert forsking', 'Share of money for needs-identified research'),
    ('needs_identified', 'projects', 752, 'count', 0, true, false, 'brukermedvirkning/behovsidentifisertForskning/prosjekter',
     'projects of the year by where the need came from',
     'Prosjekter etter hvor behovet kom fra', 'Prosjekt etter kvar behovet kom frå', 'Projects by where the need came from'),
    ('involvement_score', 'scored', 1110, 'count', 0, true, false, 'vedlegg/utledetIndeks/prosjekter',
     'derived, not validated, not official', 'Utledet indeks: prosjekter med verdi', 'Utleia indeks: prosjekt med verdi', 'Derived index: projects with a value'),
    ('involvement_score', 'lower_quartile', 1120, 'index', 2, false, false, 'vedlegg/utledetIndeks/nedreKvartil',
     'derived, not validated, not official', 'Utledet indeks: nedre kvartil', 'Utleia indeks: nedre kvartil', 'Derived index: lower quartile'),
    ('involvement_score', 'median', 1130, 'index', 2, false, false, 'vedlegg/utledetIndeks/median',
     'derived, not validated, not official', 'Utledet indeks: median', 'Utleia indeks: median', 'Derived index: median'),
    ('involvement_score', 'upper_quartile', 1140, 'index', 2, false, false, 'vedlegg/utledetIndeks/oevreKvartil',
     'derived, not validated, not official', 'Utledet indeks: øvre kvartil', 'Utleia indeks: øvre kvartil', 'Derived index: upper quartile');

CREATE FUNCTION @internal@.involvement_parameters_set(rule_set text) RETURNS boolean
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT NOT EXISTS (
        SELECT FROM @extschema@.rule_parameter_definition AS d
        WHERE d.name LIKE 'involvement.%' AND @internal@.rule_parameter_value(rule_set, d.name) IS NULL);
END;
COMMENT ON FUNCTION @internal@.involvement_parameters_set(text) IS
    'whether a rule set has a value for every parameter of user involvement; one from before 2015 has none';

CREATE FUNCTION @internal@.user_involvement_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT @internal@.involvement_parameters_set(rule_set) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT 'user_involvement', m.measure, year, u.unit_level, u.institution_id, m.dimensions, m.value,
           m.numerator, m.denominator, m.low, m.high, status, rule_set, CASE WHEN m.rests_on_rules THEN u.origin ELSE 'published' END
    FROM @extschema@.user_involvement(year, rule_set) AS u
    CROSS JOIN LATERAL (VALUES
        ('share', '{}'::jsonb, u.share, u.yes::numeric, u.delivered::numeric, u.ci_low, u.ci_high, false),
        ('relevant_share', '{}', u.relevant_share, u.yes, u.relevant, u.relevant_ci_low, u.relevant_ci_high, true),
        ('end_user_share', '{}', u.end_user_share, u.end_users, u.delivered, u.end_user_ci_low, u.end_user_ci_high, true),
        ('wide_share', '{}', u.wide_share, u.wide_users, u.delivered, u.wide_ci_low, u.wide_ci_high, true),
        ('money_share', '{}', u.money_share, u.amount_yes, u.amount, NULL, NULL, false),
        ('delivered', '{}', u.delivered, NULL, NULL, NULL, NULL, false),
        ('missing', '{}', u.missing, NULL, NULL, NULL, NULL, false),
        ('answers', '{"answer": "yes"}', u.yes, NULL, NULL, NULL, NULL, false),
        ('answers', '{"answer": "no"}', u.no, NULL, NULL, NULL, NULL, false),
        ('answers', '{"answer": "not_relevant"}', u.not_relevant, NULL, NULL, NULL, NULL, false),
        ('answers', '{"answer": "unanswered"}', u.unanswered, NULL, NULL, NULL, NULL, false),
        ('absence', '{"absence": "no_justified"}', u.no_justified, NULL, NULL, NULL, NULL, true),
        ('absence', '{"absence": "no_unjustified"}', u.no_unjustified, NULL, NULL, NULL, NULL, true),
        ('absence', '{"absence": "not_relevant_justified"}', u.not_relevant_justified, NULL, NULL, NULL, NULL, true),
        ('absence', '{"absence": "not_relevant_unjustified"}', u.not_relevant_unjustified, NULL, NULL, NULL, NULL, true),
        ('training', '{"trained": "users"}', u.users_trained, NULL, NULL, NULL, NULL, false),
        ('training', '{"trained": "researchers"}', u.researchers_trained, NULL, NULL, NULL, NULL, false),
        ('training', '{"trained": "both"}', u.both_trained, NULL, NULL, NULL, NULL, false),
        ('training', '{"trained": "none"}', u.none_trained, NULL, NULL, NULL, NULL, false),
        ('effect_share', '{}', u.changed_share, u.changed, u.yes, NULL, NULL, false),
        ('ritual', '{}', u.ritual, NULL, NULL, NULL, NULL, true)
    ) AS m(measure, dimensions, value, numerator, denominator, low, high, rests_on_rules)
    WHERE m.measure NOT LIKE '%share' OR m.denominator > 0 AND m.numerator BETWEEN 0 AND m.denominator;

    RETURN QUERY
    SELECT 'user_involvement', 'innovation_share', year, i.unit_level, i.institution_id, '{}'::jsonb, i.share,
           i.yes::numeric, i.delivered::numeric, i.ci_low, i.ci_high, status, rule_set, 'published'
    FROM @extschema@.innovation_involvement(year, rule_set) AS i
    WHERE i.delivered > 0;

    RETURN QUERY SELECT * FROM @internal@.involvement_matrix_facts(year, rule_set, status);
END
$$;
COMMENT ON FUNCTION @internal@.user_involvement_facts(integer, text, text) IS
    'facts about user involvement of a year: shares of projects and of money with their variants, reports and answers, training, effect and the matrix';

CREATE FUNCTION @internal@.involvement_matrix_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
DECLARE
    model text := @internal@.require_parameter(rule_set, 'involvement.phase_model');
BEGIN
    RETURN QUERY
    WITH cell AS MATERIALIZED (
        SELECT m.* FROM @extschema@.involvement_matrix(year, model, 'NO', rule_set) AS m
    ), part AS MATERIALIZED (
        SELECT DISTINCT r.project_id, r.institution_id, r.region_id, e.phase, e.level, CASE WHEN e.place IS NOT NULL THEN e.degree END AS degree
        FROM @internal@.involvement_reports(year, rule_set) AS r
        JOIN @internal@.involvement_entries(year, rule_set, model) AS e ON e.project_id = r.project_id AND e.counts
        WHERE r.answer = 'yes'
    ), unit AS (
        SELECT c.phase, c.level, c.degree, c.origin, 'nation' AS unit_level, 'NO' AS unit_id, c.projects FROM cell AS c
        UNION ALL
        SELECT c.phase, c.level, c.degree, c.origin, 'rhf', r.region_id,
               (SELECT count(DISTINCT p.project_id) FROM part AS p
                WHERE p.region_id = r.region_id AND p.phase = c.phase AND coalesce(p.level = c.level, c.level IS NULL) AND coalesce(p.degree = c.degree, c.degree IS NULL))
        FROM cell AS c CROSS JOIN (SELECT DISTINCT p.region_id FROM part AS p WHERE p.region_id IS NOT NULL) AS r
        UNION ALL
        SELECT c.phase, c.level, c.degree, c.origin, 'institution', p.institution_id, count(DISTINCT p.project_id)
        FROM cell AS c
        JOIN part AS p ON p.institution_id IS NOT NULL AND p.phase = c.phase
                      AND coalesce(p.level = c.level, c.level IS NULL) AND coalesce(p.degree = c.degree, c.degree IS NULL)
        GROUP BY c.phase, c.level, c.degree, c.origin, p.institution_id
    )
    SELECT 'user_involvement', 'matrix', year, u.unit_level, u.unit_id,
           jsonb_strip_nulls(jsonb_build_object('involvement_phase', u.phase, 'involvement_level', u.level, 'involvement_degree', u.degree)),
           u.projects::numeric, NULL::numeric, NULL::numeric, NULL::numeric, NULL::numeric, status, rule_set, u.origin
    FROM unit AS u;
END
$$;
COMMENT ON FUNCTION @internal@.involvement_matrix_facts(integer, text, text) IS
    'facts of the matrix of involvement in the phase model of the rule set: every cell for the nation and the regions, for institutions those that are not 0';

CREATE FUNCTION @internal@.needs_identified_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH need AS MATERIALIZED (
        SELECT n.*, sum(n.projects) FILTER (WHERE n.needs_source IS NOT NULL OR n.needs_identified IS NULL) OVER w AS all_projects,
               sum(n.amount) FILTER (WHERE n.needs_source IS NOT NULL OR n.needs_identified IS NULL) OVER w AS all_money
        FROM @extschema@.needs_identified(year, rule_set) AS n
        WINDOW w AS (PARTITION BY n.unit_level, n.institution_id)
    )
    SELECT ('needs_identified', m.measure, year, n.unit_level, n.institution_id, m.dimensions, m.value,
            m.numerator, m.denominator, NULL, NULL, status, rule_set, n.origin)::@extschema@.fact
    FROM need AS n
    CROSS JOIN LATERAL (VALUES
        ('projects_share', '{}'::jsonb, n.projects_share, n.projects::numeric, n.all_projects::numeric),
        ('money_share', '{}', n.amount_share, n.amount, n.all_money),
        ('projects', jsonb_build_object('needs_source', coalesce(n.needs_source, 'unknown')), n.projects, NULL, NULL)
    ) AS m(measure, dimensions, value, numerator, denominator)
    WHERE CASE m.measure WHEN 'projects' THEN n.needs_source IS NOT NULL OR n.needs_identified IS NULL
                         ELSE n.needs_identified AND n.needs_source IS NULL AND m.denominator > 0 AND m.numerator BETWEEN 0 AND m.denominator END;
END;
COMMENT ON FUNCTION @internal@.needs_identified_facts(integer, text, text) IS
    'facts about needs-identified research of a year: shares of projects and money, and projects by where the need came from';

CREATE FUNCTION @internal@.involvement_score_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT @internal@.involvement_parameters_set(rule_set) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT 'involvement_score', m.measure, year, d.unit_level, d.institution_id, '{}'::jsonb, m.value,
           NULL::numeric, NULL::numeric, NULL::numeric, NULL::numeric, status, rule_set, d.origin
    FROM @extschema@.involvement_score_distribution(year, rule_set) AS d
    CROSS JOIN LATERAL (VALUES ('scored', d.scored::numeric), ('lower_quartile', d.lower_quartile), ('median', d.median),
                               ('upper_quartile', d.upper_quartile)) AS m(measure, value)
    WHERE d.scored > 0;
END
$$;
COMMENT ON FUNCTION @internal@.involvement_score_facts(integer, text, text) IS
    'facts about the derived score of involvement, for the annex: its distribution per unit, never a mean; derived, not validated, not official';
