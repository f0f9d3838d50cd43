-- Official reference figures: all made.  Part of load.sql.

-- What the state budget gave, by the last result year of its window; the part
-- of one region as somebody else divided it.
INSERT INTO reference_figure (indicator, measure, year, institution_id, value,
                              source)
VALUES ('grant', 'total', 2021, 'NO', 620000000.00, 'oppdiktet statsbudsjett'),
       ('grant', 'total', 2022, 'NO', 641300000.00, 'oppdiktet statsbudsjett'),
       ('grant', 'total', 2023, 'NO', 655000000.00, 'oppdiktet statsbudsjett');

-- Counts of others: near ours for the regions, without what is unverified for
-- a trust.
INSERT INTO reference_figure (indicator, measure, year, institution_id, value,
                              source)
SELECT 'doctorates', 'degrees', 2023, region.institution_id,
       floor(sum(degree.share)), 'oppdiktet doktorgradsregister'
FROM doctoral_degree AS degree
JOIN institution AS trust ON trust.institution_id = degree.institution_id
JOIN institution AS region ON region.institution_id = trust.rhf_id
WHERE degree.awarded_on BETWEEN '2023-01-01' AND '2023-12-31'
  AND region.kind = 'rhf'
GROUP BY region.institution_id
ORDER BY region.institution_id;
