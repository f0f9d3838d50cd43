-- Rules of user involvement: how phases fold, the scales of degree and their
-- order, who a user is, which reasons justify an absence, weights of the derived
-- score.  Crossing levels with degrees and ordering the degrees are inferred,
-- and every output that rests on them says so.

INSERT INTO rule_parameter_definition (name, family, data_type, low, high, codes, unit, description, told_when_unset) VALUES
    ('involvement.degree_scale', 'hod', 'code', NULL, NULL, '{ho21,literature}', 'code',
     'scale of degrees that counts: the list involvement_degrees.<scale>', true),
    ('involvement.matrix_form', 'hod', 'code', NULL, NULL, '{crossed,side_by_side}', 'code',
     'crossed: a cell per phase, level and degree; side_by_side: phase by level and phase by degree', true),
    ('involvement.min_users', 'hod', 'integer', 1, 100, NULL, 'users', 'fewest users recommended in a project', true),
    ('involvement.phase_model', 'hod', 'code', NULL, NULL, '{ho21-5,seven,three}', 'code',
     'model of phases of the derived score: the list involvement_phases.<model>', true),
    ('involvement.ritual_max_degree', 'hod', 'integer', 1, 10, NULL, 'place on the scale',
     'highest degree, by its place on the scale, of involvement that looks ritual', true),
    ('involvement.ritual_max_phases', 'hod', 'integer', 1, 10, NULL, 'phases', 'most phases of involvement that looks ritual', true),
    ('involvement.user_definition', 'hod', 'code', NULL, NULL, '{end_users,wide}', 'code',
     'whose involvement counts in matrix, score and flags: the list user_definition.<definition>', true);

INSERT INTO rule_parameter_definition (name, family, data_type, low, high, codes, unit, description, told_when_unset)
SELECT 'involvement.weight.' || p.phase, 'hod', 'numeric', 0, 100, NULL, 'weight', 'weight of a phase in the derived score of involvement', true
FROM unnest('{prioritising,planning,application,conduct,analysis,dissemination,implementation,conclusion}'::text[]) AS p(phase);

INSERT INTO rule_parameter (rule_set, name, value, origin, source) VALUES
    ('hod-2015', 'involvement.degree_scale', 'ho21', 'inferred', 'the scale of the HelseOmsorg21 council''s slide is chosen before that of the literature'),
    ('hod-2015', 'involvement.matrix_form', 'crossed', 'inferred', 'HelseOmsorg21-rådet 05/2016 shows levels and degrees side by side; crossing them is inferred'),
    ('hod-2015', 'involvement.min_users', '2', 'published', 'Felles retningslinjer for brukermedvirkning 2014; NorCRIN: at least two'),
    ('hod-2015', 'involvement.phase_model', 'ho21-5', 'inferred', 'the phases of the HelseOmsorg21 council''s slide are chosen'),
    ('hod-2015', 'involvement.ritual_max_degree', '1', 'inferred', 'representation only'),
    ('hod-2015', 'involvement.ritual_max_phases', '1', 'inferred', 'in one phase'),
    ('hod-2015', 'involvement.user_definition', 'wide', 'inferred', 'HelseOmsorg21-rådet 05/2016 asks for two words and settles none');

INSERT INTO rule_parameter (rule_set, name, value, origin, source)
SELECT 'hod-2015', d.name, '1', 'inferred', 'equal weights: no source prefers a phase'
FROM rule_parameter_definition AS d
WHERE d.name LIKE 'involvement.weight.%';

INSERT INTO rule_code_definition (list, family, code_pattern, folds_to_pattern, description) VALUES
    ('involvement_phases.ho21-5', 'hod', '[a-z_]{1,40}', '[a-z_]{1,40}',
     'registered phase; it folds to one of prioritising, planning, conduct, dissemination, implementation'),
    ('involvement_phases.seven', 'hod', '[a-z_]{1,40}', '[a-z_]{1,40}',
     'registered phase; it folds to one of seven: those of ho21-5, application and analysis'),
    ('involvement_phases.three', 'hod', '[a-z_]{1,40}', '[a-z_]{1,40}',
     'registered phase; it folds to one of planning, conduct, conclusion'),
    ('involvement_phase_order', 'hod', '[a-z_]{1,40}', '[1-9][0-9]?', 'phase of any model; it folds to its place in the course of the work'),
    ('involvement_levels', 'hod', '[a-z_]{1,40}', '[1-9][0-9]?', 'level of involvement; it folds to its place in tables'),
    ('involvement_degrees.ho21', 'hod', '[a-z_]{1,40}', '[1-9][0-9]?', 'degree of the scale of the HelseOmsorg21 council; it folds to its place, 1 the lowest'),
    ('involvement_degrees.literature', 'hod', '[a-z_]{1,40}', '[1-9][0-9]?', 'degree of the scale of the literature; it folds to its place, 1 the lowest'),
    ('user_definition.end_users', 'hod', '[a-z_]{1,40}', '[a-z_]{1,40}', 'type of user that counts as an end user; the code itself'),
    ('user_definition.wide', 'hod', '[a-z_]{1,40}', '[a-z_]{1,40}', 'type of user that counts in the wide meaning; the code itself'),
    ('involvement_reasons', 'hod', '[a-z_]{1,40}', '[a-z_]{1,40}', 'reason that justifies no involvement, or involvement not relevant; the code itself'),
    ('needs_identified', 'hod', '[a-z_]{1,40}', '[a-z_]{1,40}', 'where a need may come from for the research to be needs-identified; the code itself');

-- Whoever writes the table itself meets the same rule.
ALTER TABLE rule_code ADD CONSTRAINT rule_code_involvement_place
    CHECK (list <> ALL ('{involvement_phase_order,involvement_levels,involvement_degrees.ho21,involvement_degrees.literature}')
           OR folds_to ~ '^[1-9][0-9]?$');

INSERT INTO rule_code (rule_set, list, code, folds_to, origin, source) VALUES
    ('hod-2015', 'involvement_phases.ho21-5', 'prioritising', 'prioritising', 'published', 'HelseOmsorg21-rådet 05/2016, slides'),
    ('hod-2015', 'involvement_phases.ho21-5', 'planning', 'planning', 'published', 'HelseOmsorg21-rådet 05/2016, slides'),
    ('hod-2015', 'involvement_phases.ho21-5', 'application', 'planning', 'inferred', 'the slide has no phase of its own for the application'),
    ('hod-2015', 'involvement_phases.ho21-5', 'conduct', 'conduct', 'published', 'HelseOmsorg21-rådet 05/2016, slides'),
    ('hod-2015', 'involvement_phases.ho21-5', 'analysis', 'conduct', 'inferred', 'the slide has no phase of its own for the analysis'),
    ('hod-2015', 'involvement_phases.ho21-5', 'dissemination', 'dissemination', 'published', 'HelseOmsorg21-rådet 05/2016, slides'),
    ('hod-2015', 'involvement_phases.ho21-5', 'implementation', 'implementation', 'published', 'HelseOmsorg21-rådet 05/2016, slides'),
    ('hod-2015', 'involvement_phases.ho21-5', 'conclusion', 'dissemination', 'inferred', 'coarse registration: the first of the two phases that conclude the work'),
    ('hod-2015', 'involvement_phases.seven', 'prioritising', 'prioritising', 'published', 'HelseOmsorg21-rådet 05/2016, slides'),
    ('hod-2015', 'involvement_phases.seven', 'planning', 'planning', 'published', 'HelseOmsorg21-rådet 05/2016, slides'),
    ('hod-2015', 'involvement_phases.seven', 'application', 'application', 'inferred', 'finer registration: a part of planning'),
    ('hod-2015', 'involvement_phases.seven', 'conduct', 'conduct', 'published', 'HelseOmsorg21-rådet 05/2016, slides'),
    ('hod-2015', 'involvement_phases.seven', 'analysis', 'analysis', 'inferred', 'finer registration: a part of conduct'),
    ('hod-2015', 'involvement_phases.seven', 'dissemination', 'dissemination', 'published', 'HelseOmsorg21-rådet 05/2016, slides'),
    ('hod-2015', 'involvement_phases.seven', 'implementation', 'implementation', 'published', 'HelseOmsorg21-rådet 05/2016, slides'),
    ('hod-2015', 'involvement_phases.seven', 'conclusion', 'dissemination', 'inferred', 'coarse registration: the first of the two phases that conclude the work'),
    ('hod-2015', 'involvement_phases.three', 'prioritising', 'planning', 'inferred', 'the main phase that it is a part of'),
    ('hod-2015', 'involvement_phases.three', 'planning', 'planning', 'published', 'Felles retningslinjer for brukermedvirkning 2014: main phases'),
    ('hod-2015', 'involvement_phases.three', 'application', 'planning', 'inferred', 'the main phase that it is a part of'),
    ('hod-2015', 'involvement_phases.three', 'conduct', 'conduct', 'published', 'Felles retningslinjer for brukermedvirkning 2014: main phases'),
    ('hod-2015', 'involvement_phases.three', 'analysis', 'conduct', 'inferred', 'the main phase that it is a part of'),
    ('hod-2015', 'involvement_phases.three', 'dissemination', 'conclusion', 'inferred', 'the main phase that it is a part of'),
    ('hod-2015', 'involvement_phases.three', 'implementation', 'conclusion', 'inferred', 'the main phase that it is a part of'),
    ('hod-2015', 'involvement_phases.three', 'conclusion', 'conclusion', 'published', 'Felles retningslinjer for brukermedvirkning 2014: main phases');

INSERT INTO rule_code (rule_set, list, code, folds_to, origin, source)
SELECT 'hod-2015', m.list, m.code, m.n::text, m.origin, m.source
FROM (VALUES
    ('involvement_phase_order', '{prioritising,planning,application,conduct,analysis,dissemination,implementation,conclusion}'::text[],
     'inferred', 'the order of the slide, with the finer and the coarser phases put in'),
    ('involvement_levels', '{system,organisation,individual}', 'published', 'HelseOmsorg21-rådet 05/2016, slides'),
    ('involvement_degrees.ho21', '{representation,participation,involvement}', 'inferred',
     'HelseOmsorg21-rådet 05/2016 shows the degrees; their order is inferred'),
    ('involvement_degrees.literature', '{consultation,collaboration,user_led}', 'published',
     'INVOLVE: consultation, collaboration, user-controlled research')) AS l(list, codes, origin, source)
CROSS JOIN LATERAL (SELECT l.list, c.code, c.n, l.origin, l.source FROM unnest(l.codes) WITH ORDINALITY AS c(code, n)) AS m;

INSERT INTO rule_code (rule_set, list, code, folds_to, origin, source)
SELECT 'hod-2015', l.list, c.code, c.code, l.origin, l.source
FROM (VALUES
    ('user_definition.end_users', '{patient,relative}'::text[], 'published', 'HelseOmsorg21-rådet 05/2016: patients and relatives'),
    ('user_definition.end_users', '{client,patient_organisation}', 'inferred', 'users of other services, and those who speak for patients and relatives'),
    ('user_definition.wide', '{patient,relative,health_personnel,service,decision_maker,authority}', 'published',
     'HelseOmsorg21-rådet 05/2016: also the health service, decision makers and authorities'),
    ('user_definition.wide', '{client,patient_organisation,public,other}', 'inferred', 'whoever is registered as a user'),
    ('involvement_reasons', '{basic_research,register_data,too_early,other}', 'inferred',
     'HelseOmsorg21-rådet 05/2016: a justified absence can get a good assessment; the reasons are inferred'),
    ('needs_identified', '{needs_identified_call,user_panel,priority_setting_partnership,service}', 'inferred',
     'HOD: needs-identified research as an instrument; where needs come from is inferred')) AS l(list, codes, origin, source)
CROSS JOIN LATERAL unnest(l.codes) AS c(code);

CREATE FUNCTION @internal@.require_phase_model(rule_set text, phases text) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    known text[];
BEGIN
    SELECT array_agg(substr(d.list, length('involvement_phases.') + 1) ORDER BY d.list COLLATE "C") INTO known
    FROM @extschema@.rule_code_definition AS d
    WHERE d.list LIKE E'involvement\\_phases.%'
      AND EXISTS (SELECT FROM @internal@.rule_set_codes(require_phase_model.rule_set, d.list));
    IF phases = ANY (known) THEN
        RETURN phases;
    END IF;
    RAISE EXCEPTION 'unknown model of phases "%"', phases
        USING ERRCODE = 'RI070',
              HINT = format('Models of rule set %s: %s.', rule_set, coalesce(array_to_string(known, ', '), 'none'));
END
$$;
COMMENT ON FUNCTION @internal@.require_phase_model(text, text) IS
    'the model of phases, or error RI070 whose hint lists those that the rule set folds to';

INSERT INTO rule_need (names, figures) VALUES
    ('involvement.matrix\_form', '{user\_involvement.matrix}'),
    ('involvement.degree\_scale', '{user\_involvement.matrix,user\_involvement.ritual,involvement\_score.%}'),
    ('involvement.phase\_model', '{user\_involvement.matrix,user\_involvement.ritual,involvement\_score.%}'),
    ('involvement.user\_definition', '{user\_involvement.matrix,user\_involvement.ritual,involvement\_score.%}'),
    ('involvement.ritual%', '{user\_involvement.ritual}'),
    ('involvement.weight.%', '{involvement\_score.%}');
