-- Made-up values, so that everything that no source we have read states can be tried
-- and shown.  Whatever rests on them is a TEST and says so; no default.

INSERT INTO rule_set (rule_set, family, title, first_year, last_year, is_default, legal_reference, extends, shipped) VALUES
    ('illustrative', 'hod', 'OPPDIKTEDE verdier for utprøving, bygger på hod-2021: ikke for rapportering', 2021, NULL, false,
     NULL, 'hod-2021', true);

-- One row for each parameter that hod-2021 leaves unset, or that a what-if needs.
INSERT INTO rule_parameter (rule_set, name, value, origin, source)
SELECT 'illustrative', made.name, made.value, 'illustrative', 'made up for demonstration'
FROM (VALUES
    ('counts.innovation', 'true'),
    ('clinical_studies.startup_points', '2'),
    ('clinical_studies.coordination_points', '1.5'),
    ('clinical_studies.patient_curve', 'square_root'),
    ('clinical_studies.patient_base', 'study'),
    ('clinical_studies.patient_points', '0.25'),
    ('innovation.adoption_points.adopter', '1'),
    ('innovation.adoption_points.origin', '1'),
    ('innovation.benefit_points.assessed', '0.5'),
    ('innovation.benefit_points.realised', '2'),
    ('simulation.indicator', 'innovation')
) AS made(name, value);

INSERT INTO rule_code (rule_set, list, code, folds_to, origin, source)
SELECT 'illustrative', made.list, made.code, made.folds_to, 'illustrative', 'made up for demonstration'
FROM (VALUES
    ('innovation_phase', 'Idé', 'idea'), ('innovation_phase', 'Behov', 'idea'),
    ('innovation_phase', 'Utredning', 'development'), ('innovation_phase', 'Utvikling', 'development'),
    ('innovation_phase', 'Pilot', 'pilot'), ('innovation_phase', 'Innføring', 'operation'),
    ('innovation_phase', 'Drift', 'operation'), ('innovation_phase', 'Spredning', 'spread'),
    ('innovation.phase_points', 'idea', '0.5'), ('innovation.phase_points', 'development', '1'),
    ('innovation.phase_points', 'pilot', '1.5'), ('innovation.phase_points', 'operation', '2'),
    ('innovation.phase_points', 'spread', '3'),
    ('simulation.weights', '0.5', '0.5'), ('simulation.weights', '1', '1'), ('simulation.weights', '2', '2')
) AS made(list, code, folds_to);
