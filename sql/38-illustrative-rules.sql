-- Made-up values, so that everything that no public source states can be tried
-- and shown.  Whatever rests on them is a TEST and says so; no default.

INSERT INTO rule_set (rule_set, family, title, first_year, last_year, is_default, legal_reference, extends, shipped) VALUES
    ('illustrative', 'hod', 'OPPDIKTEDE verdier for utprøving, bygger på hod-2021: ikke for rapportering', 2021, NULL, false,
     NULL, 'hod-2021', true);

-- One row for each parameter that hod-2021 leaves unset, or that a what-if needs.
INSERT INTO rule_parameter (rule_set, name, value, origin, source)
SELECT 'illustrative', made.name, made.value, 'illustrative', 'made up for demonstration'
FROM (VALUES
    ('counts.innovation', 'true')
) AS made(name, value);
