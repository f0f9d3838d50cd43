-- Two grants side by side: two rule sets, and why a region's grant moved from
-- one budget year to another.

CREATE TYPE compared_grant AS (
    orgnr text,
    name text,
    total_a numeric,
    total_b numeric,
    difference_nok numeric,
    difference_percent numeric,
    institution_id text
);
COMMENT ON TYPE compared_grant IS 'the grant of a health region under two rule sets, NOK';

CREATE FUNCTION @internal@.compute_compare_allocations(
    budget_year integer, total_nok numeric, rule_set_a text, rule_set_b text, skip_unset boolean, skip_missing boolean) RETURNS SETOF compared_grant
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT a.orgnr, a.name, a.fixed_nok + a.result_nok, b.fixed_nok + b.result_nok,
           b.fixed_nok + b.result_nok - a.fixed_nok - a.result_nok,
           round(100 * (b.fixed_nok + b.result_nok - a.fixed_nok - a.result_nok) / nullif(a.fixed_nok + a.result_nok, 0), 4),
           a.institution_id
    FROM @internal@.grant_divide(budget_year, total_nok, rule_set_a, skip_unset, skip_missing) AS a
    JOIN @internal@.grant_divide(budget_year, total_nok, rule_set_b, skip_unset, skip_missing) AS b ON b.institution_id = a.institution_id
    ORDER BY a.place;
END;
COMMENT ON FUNCTION @internal@.compute_compare_allocations(integer, numeric, text, text, boolean, boolean) IS 'body of compare_allocations()';

CREATE FUNCTION compare_allocations(
    budget_year integer, total_nok numeric, rule_set_a text, rule_set_b text, skip_unset boolean DEFAULT false, skip_missing boolean DEFAULT false) RETURNS SETOF compared_grant
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION compare_allocations(integer, numeric, text, text, boolean, boolean) IS
    'the same grant under two rule sets, NOK per health region; the difference is b less a, in NOK and in percent of a; a rule set of NULL is the default of the budget year; errors as in grant_allocation';

CREATE FUNCTION @internal@.grant_shares_by_indicator(
    points grant_point[], rule_set text, skip_unset boolean,
    OUT institution_id text, OUT indicator text, OUT mean_points numeric, OUT own_share numeric, OUT mix numeric)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH cell AS (
        SELECT w.recipient_id, w.indicator, sum(w.weight) AS weight, sum(w.points_sum) / max(w.points_scale) AS mean_points
        FROM @internal@.grant_weights(points, rule_set, skip_unset, NULL, '{}', '{}') AS w
        GROUP BY w.recipient_id, w.indicator
    )
    SELECT c.recipient_id, c.indicator, c.mean_points,
           c.weight / nullif(sum(c.weight) OVER (PARTITION BY c.indicator), 0),
           sum(c.weight) OVER (PARTITION BY c.indicator) / nullif(sum(c.weight) OVER (), 0)
    FROM cell AS c;
END;
COMMENT ON FUNCTION @internal@.grant_shares_by_indicator(grant_point[], text, boolean) IS
    'mean points per region and indicator, the region''s share of the indicator (NULL when nobody has points) and the indicator''s part of all points; a region''s share of the grant is the sum of own_share * mix';

CREATE TYPE grant_change AS (
    orgnr text,
    name text,
    component text,
    effect text,
    points_a numeric,
    points_b numeric,
    share_a numeric,
    share_b numeric,
    share_change numeric,
    change_nok numeric,
    institution_id text
);
COMMENT ON TYPE grant_change IS 'one reason why the grant of a region moved, with the shares that moved and NOK';

CREATE FUNCTION @internal@.compute_explain_allocation_change(
    budget_year_a integer, total_a numeric, budget_year_b integer, total_b numeric, rule_set text, skip_unset boolean, skip_missing boolean) RETURNS SETOF grant_change
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- A product changes by mean of one factor times change of the other, twice:
    -- exact and without an order of steps.  result = pot * share, and share =
    -- sum over indicators of own_share * mix.
    WITH basis AS MATERIALIZED (
        SELECT y.side, y.budget_year, y.amount_nok, s.hod,
               @internal@.grant_delivered_points(y.budget_year, s.hod, skip_missing) AS points
        FROM (VALUES ('a', budget_year_a, total_a), ('b', budget_year_b, total_b)) AS y(side, budget_year, amount_nok)
        CROSS JOIN LATERAL @internal@.grant_rule_set(y.budget_year, rule_set) AS s(hod)
    ), divided AS MATERIALIZED (
        SELECT b.side, d.*
        FROM basis AS b
        CROSS JOIN LATERAL @internal@.grant_division(b.amount_nok, b.budget_year, b.hod, b.points,
                                                      coalesce(skip_unset, false), NULL, '{}', '{}') AS d
    ), divided_a AS (
        SELECT d.* FROM divided AS d WHERE d.side = 'a'
    ), divided_b AS (
        SELECT d.* FROM divided AS d WHERE d.side = 'b'
    ), pot AS (
        SELECT (SELECT sum(d.result_nok) FROM divided_a AS d) AS a, (SELECT sum(d.result_nok) FROM divided_b AS d) AS b
    ), region AS MATERIALIZED (
        SELECT institution_id, coalesce(b.orgnr, a.orgnr) AS orgnr, coalesce(b.name, a.name) AS name,
               coalesce(a.fixed_nok, 0) AS fixed_a, coalesce(b.fixed_nok, 0) AS fixed_b,
               coalesce(a.result_nok, 0) AS result_a, coalesce(b.result_nok, 0) AS result_b,
               coalesce(a.share, 0) AS share_a, coalesce(b.share, 0) AS share_b
        FROM divided_a AS a FULL JOIN divided_b AS b USING (institution_id)
    ), part AS MATERIALIZED (
        SELECT b.side, s.*
        FROM basis AS b
        CROSS JOIN LATERAL @internal@.grant_shares_by_indicator(b.points, b.hod, coalesce(skip_unset, false)) AS s
    ), part_a AS (
        SELECT p.* FROM part AS p WHERE p.side = 'a'
    ), part_b AS (
        SELECT p.* FROM part AS p WHERE p.side = 'b'
    ), mix AS (
        SELECT i.indicator, i.ordinal,
               coalesce((SELECT max(p.mix) FROM part_a AS p WHERE p.indicator = i.indicator), 0) AS a,
               coalesce((SELECT max(p.mix) FROM part_b AS p WHERE p.indicator = i.indicator), 0) AS b
        FROM @internal@.grant_indicators() AS i
    ), factor AS (
        -- where an indicator has no points in one year, the region's share of it cannot have moved
        SELECT r.institution_id, m.indicator, m.ordinal, m.a AS mix_a, m.b AS mix_b,
               a.mean_points AS points_a, b.mean_points AS points_b,
               CASE WHEN m.a > 0 THEN coalesce(a.own_share, 0) ELSE coalesce(b.own_share, 0) END AS own_a,
               CASE WHEN m.b > 0 THEN coalesce(b.own_share, 0) ELSE coalesce(a.own_share, 0) END AS own_b
        FROM region AS r
        CROSS JOIN mix AS m
        LEFT JOIN part_a AS a ON a.institution_id = r.institution_id AND a.indicator = m.indicator
        LEFT JOIN part_b AS b ON b.institution_id = r.institution_id AND b.indicator = m.indicator
        WHERE m.a > 0 OR m.b > 0
    ), exact AS (
        SELECT f.institution_id, sum(f.own_a * f.mix_a) AS share_a, sum(f.own_b * f.mix_b) AS share_b
        FROM factor AS f
        GROUP BY f.institution_id
    ), item AS (
        SELECT f.institution_id, f.indicator AS component, e.effect, 10 * f.ordinal + e.ordinal AS ordinal,
               round(f.points_a, 4) AS points_a, round(f.points_b, 4) AS points_b, e.value_a, e.value_b, e.change AS share_change,
               (p.a + p.b) / 2 * e.change AS change_nok
        FROM factor AS f
        CROSS JOIN pot AS p
        CROSS JOIN exact AS x
        CROSS JOIN LATERAL (VALUES
            ('own_share', 1, f.own_a, f.own_b, (f.mix_a + f.mix_b) / 2 * (f.own_b - f.own_a)),
            -- parts of the mix add up to 1, so a region gains by what it is better at than on the whole
            ('indicator_weight', 2, f.mix_a, f.mix_b,
             ((f.own_a + f.own_b) / 2 - (x.share_a + x.share_b) / 2) * (f.mix_b - f.mix_a))
        ) AS e(effect, ordinal, value_a, value_b, change)
        WHERE x.institution_id = f.institution_id
        UNION ALL
        SELECT x.institution_id, 'grant_total', 'result_part', 2, NULL, NULL, x.share_a, x.share_b, 0,
               (x.share_a + x.share_b) / 2 * (p.b - p.a)
        FROM exact AS x CROSS JOIN pot AS p
        UNION ALL
        SELECT r.institution_id, 'grant_total', 'fixed_part', 1, NULL, NULL, NULL, NULL, 0, r.fixed_b - r.fixed_a
        FROM region AS r
    ), shown AS (
        SELECT i.institution_id, i.component, i.effect, i.ordinal, i.points_a, i.points_b,
               round(i.value_a, 6) AS share_a, round(i.value_b, 6) AS share_b,
               round(i.share_change, 6) AS share_change, round(i.change_nok, 2) AS change_nok
        FROM item AS i
    ), settled AS (
        SELECT s.* FROM shown AS s
        UNION ALL
        SELECT r.institution_id, 'rounding', 'residual', 1000, NULL, NULL, NULL, NULL,
               r.share_b - r.share_a - coalesce(s.share_change, 0),
               r.fixed_b + r.result_b - r.fixed_a - r.result_a - coalesce(s.change_nok, 0)
        FROM region AS r
        LEFT JOIN (SELECT t.institution_id, sum(t.share_change) AS share_change, sum(t.change_nok) AS change_nok
                   FROM shown AS t GROUP BY t.institution_id) AS s ON s.institution_id = r.institution_id
    )
    SELECT r.orgnr, r.name, s.component, s.effect, s.points_a, s.points_b, s.share_a, s.share_b, s.share_change, s.change_nok, r.institution_id
    FROM settled AS s JOIN region AS r ON r.institution_id = s.institution_id
    ORDER BY r.orgnr COLLATE "C", r.institution_id COLLATE "C", s.ordinal;
END;
COMMENT ON FUNCTION @internal@.compute_explain_allocation_change(integer, numeric, integer, numeric, text, boolean, boolean) IS 'body of explain_allocation_change()';

CREATE FUNCTION explain_allocation_change(
    budget_year_a integer, total_a numeric, budget_year_b integer, total_b numeric, rule_set text DEFAULT NULL, skip_unset boolean DEFAULT false, skip_missing boolean DEFAULT false) RETURNS SETOF grant_change
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION explain_allocation_change(integer, numeric, integer, numeric, text, boolean, boolean) IS
    'why a region''s grant moved from one budget year to another, NOK: grant_total (fixed part; result part at the mean share), per indicator own_share (the region''s share of the indicator) and indicator_weight (the indicator''s part of all points), and the rounding residual; share_change and change_nok add up to the change of share and total of grant_allocation exactly; share_a and share_b are the factor that moved; rule_set NULL: the default of each budget year; errors as in grant_allocation';
