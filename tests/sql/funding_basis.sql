-- External funding by its basis, worked out by hand: what was awarded and what
-- was paid in are never added up.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET jit = off;
BEGIN;
SELECT plan(24);
SET search_path TO research_indicators, research_indicators_internal, public;

SELECT create_source_tables('t_basis');
-- nobody tells there who has delivered what
DROP TABLE t_basis.delivery_statement;
SET research_indicators.source_schema = 't_basis';
INSERT INTO t_basis.institution (institution_id, name, kind, rhf_id, country, reporting) VALUES
    ('R1', 'Region 1', 'rhf', 'R1', 'NO', true), ('H1', 'Trust 1', 'hf', 'R1', 'NO', true), ('H2', 'Trust 2', 'hf', 'R1', 'NO', true);
INSERT INTO t_basis.external_funding (award_id, institution_id, year, funder, amount_nok, basis) VALUES
    ('a', 'H1', 2022, 'EU', 1000000, 'awarded'), ('b', 'H2', 2022, 'NFR', 3000000, NULL),
    ('a', 'H1', 2023, 'EU', 1000000, 'awarded'), ('c', 'H1', 2023, 'EU', 400000, 'paid_in'), ('d', 'H1', 2023, 'NFR', 250000, 'paid_in'),
    ('e', 'H2', 2023, 'NFR', 2000000, 'awarded'), ('f', 'H2', 2023, 'NFR', 70000, NULL);
CREATE FUNCTION pg_temp.amounts(year integer, rule_set text) RETURNS TABLE (unit text, level text, measure text, dimensions text, value numeric) LANGUAGE sql AS $$
    SELECT f.institution_id, f.unit_level, f.measure, dimension_text(f.dimensions), f.value
    FROM facts_of_indicator('external_funding', year, rule_set, 'final') AS f
    WHERE f.institution_id IN ('H1', 'H2', 'NO') AND (f.measure = 'points' OR f.value IS NULL OR f.value <> 0)
    ORDER BY 1, 3, 4
$$;

-- one basis, or none said: every award counts
SELECT results_eq($$SELECT * FROM pg_temp.amounts(2022, 'hod-2021')$$,
    $$VALUES ('H1', 'institution', 'eu_amount', '', 1000000.00), ('H1', 'institution', 'points', '', 10.0000),
             ('H2', 'institution', 'nfr_amount', '', 3000000.00), ('H2', 'institution', 'points', '', 3.0000),
             ('NO', 'nation', 'eu_amount', '', 1000000.00), ('NO', 'nation', 'nfr_amount', '', 3000000.00), ('NO', 'nation', 'points', '', 13.0000)$$,
    'a year of one basis counts in whole');
SELECT is_empty($$SELECT * FROM check_external_funding(2022) WHERE code LIKE 'funding%'$$, 'and has no finding');

-- two bases, and the set names none
SELECT results_eq($$SELECT * FROM pg_temp.amounts(2023, 'hod-2021')$$,
    $$VALUES ('H1', 'institution', 'eu_amount', '', NULL::numeric), ('H1', 'institution', 'eu_amount', 'basis=awarded', 1000000.00), ('H1', 'institution', 'eu_amount', 'basis=paid_in', 400000.00),
             ('H1', 'institution', 'nfr_amount', '', NULL), ('H1', 'institution', 'nfr_amount', 'basis=paid_in', 250000.00), ('H1', 'institution', 'points', '', NULL),
             ('H2', 'institution', 'nfr_amount', '', NULL), ('H2', 'institution', 'nfr_amount', 'basis=awarded', 2000000.00),
             ('H2', 'institution', 'nfr_amount', 'basis=unknown', 70000.00), ('H2', 'institution', 'points', '', NULL),
             ('NO', 'nation', 'eu_amount', '', NULL), ('NO', 'nation', 'eu_amount', 'basis=awarded', 1000000.00), ('NO', 'nation', 'eu_amount', 'basis=paid_in', 400000.00),
             ('NO', 'nation', 'nfr_amount', '', NULL), ('NO', 'nation', 'nfr_amount', 'basis=awarded', 2000000.00),
             ('NO', 'nation', 'nfr_amount', 'basis=paid_in', 250000.00), ('NO', 'nation', 'nfr_amount', 'basis=unknown', 70000.00), ('NO', 'nation', 'points', '', NULL)$$,
    'a mixed year is split by basis; it has no sum and no points');
SELECT results_eq($$SELECT severity, code, key FROM check_external_funding(2023)$$, $$VALUES ('error', 'funding_basis_mixed', '2023')$$, 'that is an error');
SELECT matches(message, 'awarded: 2 rows, NOK 3000000; paid_in: 2 rows, NOK 650000; no basis: 1 rows, NOK 70000', 'which names the amounts') FROM check_sources(2023) WHERE code = 'funding_basis_mixed';
SELECT is((SELECT e.reason FROM explain_fact('external_funding', m, 2023, 'institution', 'H1') AS e WHERE e.kind = 'result'), 'basis_mixed', m || ': the explanation says why')
FROM unnest('{eu_amount,points}'::text[]) AS m;
SELECT results_eq($$SELECT institution_id, external_funding, total FROM research_points(2023, 'hod-2015') WHERE institution_id <> 'R1'$$,
                  $$VALUES ('H1', NULL::numeric, NULL::numeric), ('H2', NULL, NULL)$$, 'research points wait');
SELECT throws_like($$SELECT * FROM grant_allocation(2025, 400, 'hod-2015')$$, '%points of external_funding in 2023%', 'and so does the grant');

-- the set names one
SELECT copy_rule_set('hod-2021', 't-paid', 'paid in');
SELECT set_rule_parameter('t-paid', 'external_funding.basis', 'paid_in', 'site', 'test');
SELECT results_eq($$SELECT * FROM pg_temp.amounts(2023, 't-paid') WHERE dimensions = ''$$,
    $$VALUES ('H1', 'institution', 'eu_amount', '', 400000.00), ('H1', 'institution', 'nfr_amount', '', 250000.00), ('H1', 'institution', 'points', '', 4.2500),
             ('H2', 'institution', 'points', '', 0.0000),
             ('NO', 'nation', 'eu_amount', '', 400000.00), ('NO', 'nation', 'nfr_amount', '', 250000.00), ('NO', 'nation', 'points', '', 4.2500)$$, 'only what was paid in counts');
SELECT is((SELECT count(*) FROM pg_temp.amounts(2023, 't-paid') WHERE dimensions <> ''), 10::bigint, 'the amounts of each basis are shown: three and two at the trusts, five in the nation');
SELECT is((SELECT string_agg(DISTINCT f.origin, ',') FROM facts_of_indicator('external_funding', 2023, 't-paid', 'final') AS f), 'site', 'and the figures are as good as that decision');
SELECT results_eq($$SELECT subject, reason FROM explain_fact('external_funding', 'points', 2023, 'nation', 'NO', '{}', 't-paid') WHERE kind = 'excluded' ORDER BY 1$$,
                  $$VALUES ('a', 'other_basis'), ('e', 'other_basis'), ('f', 'basis_unknown')$$, 'what does not count is told');
SELECT is((SELECT count(*) FROM pg_temp.amounts(2022, 't-paid') WHERE value <> 0), 0::bigint, 'of a year of another basis nothing counts');
SELECT throws_ok($$SELECT set_rule_parameter('t-paid', 'external_funding.basis', 'promised', 'site', 'test')$$, NULL, NULL, 'there are two bases');

-- one stray amount among many: the unit that reports it has no figure, the others
-- keep theirs, the nation says that it is without it
INSERT INTO t_basis.institution (institution_id, name, kind, rhf_id, country, reporting) VALUES ('H3', 'Trust 3', 'hf', 'R1', 'NO', true);
INSERT INTO t_basis.external_funding (award_id, institution_id, year, funder, amount_nok, basis) VALUES
    ('g', 'H1', 2021, 'EU', 1000000, 'awarded'), ('h', 'H2', 2021, 'NFR', 3000000, 'awarded'), ('i', 'H2', 2021, 'NFR', 500000, NULL),
    ('j', 'H3', 2021, 'EU', 2000000, 'awarded'), ('k', 'H3', 2021, 'NFR', 700000, 'awarded'), ('l', 'H3', 2021, 'NFR', 900000, 'paid_in');
CREATE TEMP TABLE stray AS SELECT * FROM indicator_facts(2021, 'hod-2015') WHERE indicator = 'external_funding' AND dimensions = '{}' AND institution_id <> 'R1';
SELECT results_eq($$SELECT measure, institution_id, value, reason, reported_units, expected_units FROM stray ORDER BY 1, 2$$,
    $$VALUES ('eu_amount', 'H1', 1000000.00, NULL::text, NULL::integer, NULL::integer), ('eu_amount', 'H2', 0.00, NULL, NULL, NULL),
             ('eu_amount', 'H3', 2000000.00, NULL, NULL, NULL), ('eu_amount', 'NO', 3000000.00, NULL, NULL, NULL),
             ('nfr_amount', 'H1', 0.00, NULL, NULL, NULL), ('nfr_amount', 'H2', 3500000.00, NULL, NULL, NULL),
             ('nfr_amount', 'H3', NULL, 'ikkeBeregnet', NULL, NULL), ('nfr_amount', 'NO', 4200000.00, NULL, 2, 3),
             -- 10 + 0, 0 + 3.5, nobody knows; 13.5 and the rest of trust 3: 20 + 0.7
             ('points', 'H1', 10.0000, NULL, NULL, NULL), ('points', 'H2', 3.5000, NULL, NULL, NULL),
             ('points', 'H3', NULL, 'ikkeBeregnet', NULL, NULL), ('points', 'NO', 34.2000, NULL, 2, 3)$$, 'one of three is unknown, two keep theirs, the sums are of what is there and say so');
SELECT results_eq($$SELECT severity, code, key, institution_id, message FROM check_sources(2021) WHERE code LIKE 'funding%'$$,
    $$VALUES ('error', 'funding_basis_stray', 'l', 'H3', 'award "l" of "H3" in 2021, NOK 900000, is paid in; most report by the other basis')$$, 'the finding names the row and whose it is');
SELECT results_eq($$SELECT institution_id, external_funding, total FROM research_points(2021, 'hod-2015') WHERE institution_id <> 'R1'$$,
                  $$VALUES ('H1', 10.0000, 10.0000), ('H2', 3.5000, 3.5000), ('H3', NULL::numeric, NULL::numeric)$$, 'research points of the others are there');
SELECT results_eq($$SELECT external_funding, reported_units, expected_units FROM research_point_sums(2021, 'hod-2015')$$,
                  $$VALUES (34.2000, 2, 3), (34.2000, 2, 3)$$, 'and their sums say that they are incomplete');
SELECT throws_ok($$SELECT * FROM grant_allocation(2023, 400, 'hod-2015')$$, 'RI069', NULL, 'a grant over it raises');
SELECT results_eq($$SELECT e.kind, e.subject, e.value, e.reason FROM explain_fact('external_funding', 'nfr_amount', 2021, 'institution', 'H3', '{}', 'hod-2015') AS e WHERE e.kind IN ('excluded', 'missing', 'result')$$,
    $$VALUES ('missing', 'H3', NULL::numeric, 'ikkeBeregnet'), ('excluded', 'l', 900000, 'basis_stray'), ('result', 'nfr_amount', NULL, 'ikkeBeregnet')$$, 'the explanation shows the row');
SELECT results_eq($$SELECT f.dimensions, f.value, f.reason FROM indicator_facts(2021, 'hod-2015') AS f WHERE f.measure = 'nfr_amount' AND f.institution_id = 'H3' AND f.dimensions <> '{}'$$,
    $$VALUES ('{"basis": "awarded"}'::jsonb, 700000.00, NULL::text), ('{"basis": "paid_in"}', 900000.00, NULL)$$, 'and each basis is shown');

-- the sample is of one basis
SET research_indicators.source_schema = 'esystems';
SELECT is((SELECT count(DISTINCT basis) FROM esystems.external_funding), 1::bigint, 'the sample is of one basis');
SELECT is_empty($$SELECT y, f.* FROM generate_series(2020, 2023) AS y, check_external_funding(y) AS f$$, 'and has no finding');

SELECT finish();
ROLLBACK;
