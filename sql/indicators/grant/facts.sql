-- Facts about the earmarked grant that a year of results is the last to decide.

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en) VALUES
    ('grant', 'total', 1010, 'nok', 2, true, false, 'oeremerketTilskudd/samlet',
     'HOD: kap. 732 post 78; the grant whose last result year this is, its budget year is grant.lag_years later',
     'Øremerket tilskudd i alt (kr)', 'Øyremerkt tilskot i alt (kr)', 'Earmarked grant in total (NOK)'),
    ('grant', 'fixed', 1020, 'nok', 2, true, false, 'oeremerketTilskudd/fastDel',
     'HOD: kap. 732 post 78',
     'Fast del (kr)', 'Fast del (kr)', 'Fixed part (NOK)'),
    ('grant', 'result', 1030, 'nok', 2, true, false, 'oeremerketTilskudd/resultatbasertDel',
     'HOD: kap. 732 post 78',
     'Resultatbasert del (kr)', 'Resultatbasert del (kr)', 'Part by results (NOK)'),
    ('grant', 'share', 1040, 'ratio', 6, false, false, 'oeremerketTilskudd/andelForskningspoeng',
     'HOD: mean research points of the window, as a share of all regions',
     'Andel av regionenes forskningspoeng', 'Del av forskingspoenga til regionane', 'Share of the regions'' research points'),
    ('grant', 'share_of_set_indicators', 1050, 'ratio', 6, false, false, 'oeremerketTilskudd/andelFastsatteIndikatorer',
     'the same share, of the indicators with set points alone; not the share that divides the grant while points are unset',
     'Andel av forskningspoeng for indikatorer med fastsatte poeng', 'Del av forskingspoeng for indikatorar med fastsette poeng', 'Share of research points of indicators with set points'),
    ('grant_simulation', 'total', 1060, 'nok', 2, false, false, 'oeremerketTilskudd/simulering/medIndikator',
     'what-if: the grant on the points of this year alone, with the simulated indicator at each weight',
     'Simulert tilskudd med indikatoren (kr)', 'Simulert tilskot med indikatoren (kr)', 'Simulated grant with the indicator (NOK)'),
    ('grant_simulation', 'difference', 1070, 'nok', 2, false, false, 'oeremerketTilskudd/simulering/differanse',
     'what-if: with the simulated indicator less without it, on the points of this year alone',
     'Simulert differanse med og uten indikatoren (kr)', 'Simulert differanse med og utan indikatoren (kr)', 'Simulated difference with and without the indicator (NOK)');

CREATE FUNCTION @internal@.official_grant_nok(year integer) RETURNS numeric
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    total_nok numeric;
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('reference_figure');
    EXECUTE format($sql$
        SELECT r.value::numeric FROM %I.reference_figure AS r
        WHERE r.indicator = 'grant' AND r.measure = 'total' AND r.year = $1 AND r.institution_id::text = 'NO'
        ORDER BY r.value DESC LIMIT 1
    $sql$, @extschema@.source_schema())
    INTO total_nok USING year;
    RETURN CASE WHEN total_nok >= 0 AND total_nok < 'infinity' THEN total_nok END;
END
$$;
COMMENT ON FUNCTION @internal@.official_grant_nok(integer) IS
    'the grant of the budget year whose last result year this is, as the site entered it: relation reference_figure, indicator grant, measure total, institution NO; NULL when it did not';

CREATE FUNCTION @internal@.divisible_points(budget_year integer, rule_set text, years integer[]) RETURNS grant_point[]
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    points @extschema@.grant_point[];
BEGIN
    PERFORM @internal@.require_year(budget_year);
    IF EXISTS (SELECT FROM unnest(years) AS y(year) WHERE @internal@.effective_nvi_rule_set(y.year, rule_set) IS NULL)
       OR NOT EXISTS (SELECT FROM @extschema@.institutions_at(budget_year) AS i WHERE i.kind = 'rhf') THEN
        RETURN NULL;
    END IF;
    points := ARRAY(SELECT p FROM @internal@.grant_points(budget_year, rule_set, years) AS p);
    -- points below zero, or none at all, are a finding and divide nothing
    IF NOT EXISTS (SELECT FROM unnest(points) AS p WHERE p.points > 0 AND coalesce(p.counts, true))
       OR EXISTS (SELECT FROM unnest(points) AS p WHERE coalesce(p.counts, true)
                  GROUP BY p.recipient_id, p.year HAVING sum(p.points) < 0) THEN
        RETURN NULL;
    END IF;
    RETURN points;
END
$$;
COMMENT ON FUNCTION @internal@.divisible_points(integer, text, integer[]) IS
    'points of the result years where they can divide a grant, else NULL';

CREATE FUNCTION @internal@.grant_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    total_nok numeric := @internal@.official_grant_nok(year);
    budget_year integer := @internal@.require_year(year) + @internal@.rule_parameter_value(rule_set, 'grant.lag_years')::integer;
    years integer[];
    points @extschema@.grant_point[];
    is_set boolean;
BEGIN
    -- without an amount, or a rule to divide it, there is nothing to divide
    IF total_nok IS NULL OR EXISTS (
        SELECT FROM unnest('{fixed_percent,window_years,lag_years,averaging,short_indicator,rounding_unit_nok}'::text[]) AS p(name)
        WHERE @internal@.rule_parameter_value(rule_set, 'grant.' || p.name) IS NULL)
       OR mod(total_nok, @internal@.rule_parameter_value(rule_set, 'grant.rounding_unit_nok')::numeric) <> 0 THEN
        RETURN;
    END IF;
    years := @internal@.grant_result_years(budget_year, rule_set);
    points := @internal@.divisible_points(budget_year, rule_set, years);
    IF points IS NULL THEN
        RETURN;
    END IF;
    is_set := NOT EXISTS (SELECT FROM unnest(points) AS p WHERE p.points IS NULL AND coalesce(p.counts, true));

    RETURN QUERY
    WITH region AS (
        SELECT 'rhf' AS unit_level, d.institution_id, d.fixed_nok, d.result_nok, d.share
        FROM @internal@.grant_division(total_nok, budget_year, rule_set, points, true, NULL, '{}', '{}') AS d
    ), unit AS (
        SELECT * FROM region
        UNION ALL
        SELECT 'nation', 'NO', sum(r.fixed_nok), sum(r.result_nok), NULL FROM region AS r
    )
    SELECT 'grant', m.measure, year, u.unit_level, u.institution_id, '{}'::jsonb, m.value,
           NULL::numeric, NULL::numeric, NULL::numeric, NULL::numeric, status, rule_set, @internal@.grant_origin(rule_set, years)
    FROM unit AS u
    CROSS JOIN LATERAL (VALUES
        ('total', CASE WHEN is_set OR u.unit_level = 'nation' THEN u.fixed_nok + u.result_nok END),
        ('fixed', u.fixed_nok),
        ('result', CASE WHEN is_set OR u.unit_level = 'nation' THEN u.result_nok END),
        ('share', CASE WHEN is_set THEN u.share END),
        ('share_of_set_indicators', u.share)) AS m(measure, value)
    WHERE NOT (m.measure LIKE 'share%' AND u.unit_level = 'nation');
END
$$;
COMMENT ON FUNCTION @internal@.grant_facts(integer, text, text) IS
    'facts about the grant of the budget year whose last result year this is, per region and for the nation; NULL where points of a counted indicator are unset, which leave only the share of the indicators with set points';

CREATE FUNCTION @internal@.grant_simulation_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    simulated text := @internal@.rule_parameter_value(rule_set, 'simulation.indicator');
    weights numeric[] := (SELECT array_agg(w.code::numeric ORDER BY w.code::numeric)
                          FROM @internal@.rule_set_codes(rule_set, 'simulation.weights') AS w);
    total_nok numeric := @internal@.official_grant_nok(year);
    budget_year integer := @internal@.require_year(year) + @internal@.rule_parameter_value(rule_set, 'grant.lag_years')::integer;
    points @extschema@.grant_point[];
BEGIN
    IF simulated IS NULL OR weights IS NULL
       OR NOT EXISTS (SELECT FROM @internal@.grant_facts(year, rule_set, status)) THEN
        RETURN;
    END IF;
    points := @internal@.divisible_points(budget_year, rule_set, ARRAY[year]);
    IF points IS NULL OR EXISTS (SELECT FROM unnest(points) AS p
                                 WHERE p.points IS NULL AND (coalesce(p.counts, true) OR p.indicator = simulated)) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT 'grant_simulation', m.measure, year, 'rhf', s.institution_id,
           jsonb_build_object('indicator', simulated, 'weight', s.weight::text), m.value,
           NULL::numeric, NULL::numeric, NULL::numeric, NULL::numeric, status, rule_set,
           @internal@.weakest_origin(ARRAY[@internal@.grant_origin(rule_set, ARRAY[year]),
                                            @internal@.rule_origin(rule_set, ARRAY['simulation.%', simulated || '%'])])
    FROM @extschema@.simulate_indicator(budget_year, total_nok, rule_set, simulated, weights, ARRAY[year]) AS s
    CROSS JOIN LATERAL (VALUES ('total', s.total_with), ('difference', s.difference_nok)) AS m(measure, value);
END
$$;
COMMENT ON FUNCTION @internal@.grant_simulation_facts(integer, text, text) IS
    'facts of a what-if: the grant of each region on the points of the year alone with an indicator at several weights, and the difference to without it; none where the rule set names no indicator to simulate, or points are unset';
