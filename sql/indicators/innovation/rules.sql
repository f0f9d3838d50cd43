-- Rules of the innovation indicator.  No source that we have read states phases,
-- points and their weight: no shipped set has a value for them.

INSERT INTO rule_parameter_definition (name, family, data_type, low, high, codes, unit, description, told_when_unset) VALUES
    ('counts.innovation', 'hod', 'boolean', NULL, NULL, NULL, 'boolean', 'innovation points are part of the total', true),
    ('innovation.adoption_points.adopter', 'hod', 'numeric', 0, 1000, NULL, 'points per adoption',
     'points of the institution that adopts an innovation of another one', true),
    ('innovation.adoption_points.origin', 'hod', 'numeric', 0, 1000, NULL, 'points per adoption',
     'points of the institution whose innovation another one adopts', true),
    ('innovation.benefit_points.assessed', 'hod', 'numeric', 0, 1000, NULL, 'points per innovation',
     'points of an innovation with a benefit assessed in the year', true),
    ('innovation.benefit_points.realised', 'hod', 'numeric', 0, 1000, NULL, 'points per innovation',
     'points of an innovation with a benefit realised in the year', true);

INSERT INTO rule_parameter_definition (name, family, data_type, low, high, decimals, unit, description, when_unset) VALUES
    ('counts.innovation.from_year', 'hod', 'integer', 1, 9999, 0, 'result year',
     'first result year in which innovation points are part of the total', 'every year'),
    ('counts.innovation.weight', 'hod', 'numeric', 0, 1000, 4, 'factor',
     'weight of innovation points in the total', 'weight 1');

INSERT INTO rule_parameter (rule_set, name, value, origin, source) VALUES
    ('hod-2015', 'counts.innovation', 'false', 'published', 'HOD: no indicator of the grant so far');

INSERT INTO rule_need (names, figures, document) VALUES
    ('innovation.%', '{innovation.points}', 'NIFU arbeidsnotat 2015:16; HODs arbeidsgruppe om innovasjonsindikator, juni 2024'),
    ('innovation\_phase', '{innovation.points}', 'NIFU arbeidsnotat 2015:16; HODs arbeidsgruppe om innovasjonsindikator, juni 2024');

INSERT INTO rule_code_definition (list, family, code_pattern, folds_to_pattern, description) VALUES
    ('innovation_phase', 'hod', '.{1,200}', '[a-z0-9_-]{1,40}',
     'a site''s own name of a phase, or institution_id:name where institutions use one name for different phases; it folds to the rule set''s phase'),
    ('innovation.phase_points', 'hod', '[a-z0-9_-]{1,40}', '[0-9]{1,6}(\.[0-9]{1,10})?',
     'a phase of the rule set; it folds to the points of an innovation that enters it');

-- Whoever writes the table itself meets the same rule.
ALTER TABLE rule_code ADD CONSTRAINT rule_code_phase_points
    CHECK (list <> 'innovation.phase_points' OR folds_to ~ '^[0-9]{1,6}(\.[0-9]{1,10})?$');

CREATE FUNCTION @internal@.innovation_unset_parameters(rule_set text) RETURNS text[]
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH phase AS (
        SELECT DISTINCT c.folds_to AS phase FROM @internal@.rule_set_codes(rule_set, 'innovation_phase') AS c
    ), missing AS (
        SELECT d.name
        FROM @extschema@.rule_parameter_definition AS d
        WHERE d.name LIKE 'innovation.%' AND d.told_when_unset AND @internal@.rule_parameter_value(rule_set, d.name) IS NULL
        UNION ALL
        SELECT 'innovation_phase' WHERE NOT EXISTS (SELECT FROM phase)
        UNION ALL
        SELECT 'innovation.phase_points.' || p.phase
        FROM phase AS p
        WHERE NOT EXISTS (SELECT FROM @internal@.rule_set_codes(rule_set, 'innovation.phase_points') AS c
                          WHERE c.code = p.phase)
    )
    SELECT coalesce(array_agg(m.name ORDER BY m.name COLLATE "C"), '{}') FROM missing AS m;
END;
COMMENT ON FUNCTION @internal@.innovation_unset_parameters(text) IS
    'the parameters that innovation points need and a rule set has no value for: points, the mapping innovation_phase, points of each of its phases; empty when the points can be computed';
