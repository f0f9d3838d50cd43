-- Resource use for research in the measured years 2021 and 2023: all made.
-- Part of load.sql.

-- Expenditure follows a hospital's place in the urn of trusts.  One hospital
-- has not answered, one has not said what it spends in all.
INSERT INTO resource_use (institution_id, year, kind, expenditure_nok, person_years, total_expenditure_nok)
SELECT h.institution_id, y.year, k.kind,
       (h.draws::numeric * (9000000 + 1000000 * (y.year - 2021)) + pg_temp.throw(h.dice, 0, 400000)) / k.part,
       (h.draws * 6.4 + pg_temp.throw(h.dice, 0, 9) / 10.0) / k.part,
       CASE WHEN h.institution_id <> 'sunnaas' THEN h.draws * 330000000::numeric + 250000000 END
FROM (SELECT i.institution_id, count(*)::int AS draws, pg_temp.dice('resources ' || i.institution_id) AS dice
      FROM pg_temp.urn AS u CROSS JOIN unnest(u.ids) AS id
      JOIN institution AS i ON i.institution_id = id AND i.kind <> 'rhf'
      WHERE u.name = 'trust' AND i.institution_id <> 'helgelandssykehuset'
      GROUP BY i.institution_id) AS h
CROSS JOIN (VALUES (2021), (2023)) AS y(year)
CROSS JOIN (VALUES ('research', 1), ('development', 8)) AS k(kind, part)
WHERE k.kind = 'research' OR h.draws > 3;
