-- Applications for research money: success rates per call and scientific group,
-- and user involvement in what was applied for and in what was granted.

CREATE TYPE application_statistic AS (
    row_kind text,
    call text,
    call_kind text,
    scientific_group text,
    applications bigint,
    granted bigint,
    declined bigint,
    withdrawn bigint,
    undecided bigint,
    amount_sought numeric,
    amount_granted numeric,
    success_rate numeric,
    ci_low numeric,
    ci_high numeric,
    decided_rate numeric,
    money_rate numeric,
    involvement_yes bigint,
    no_justified bigint,
    no_unjustified bigint,
    unanswered bigint,
    involvement_share numeric,
    granted_yes bigint,
    granted_involvement_share numeric,
    success_rate_yes numeric,
    success_rate_other numeric,
    user_panel bigint
);
COMMENT ON TYPE application_statistic IS 'applications of a call, of a scientific group, of both or of all, and what became of them';

CREATE FUNCTION @internal@.compute_application_statistics(year integer, institution_id text) RETURNS SETOF application_statistic
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    wanted record := @internal@.require_unit(year, institution_id);
BEGIN
    RETURN QUERY
    WITH application AS (
        SELECT coalesce(a.call, 'unknown') AS call, coalesce(a.call_kind, 'unknown') AS call_kind,
               coalesce(a.scientific_group, 'unknown') AS scientific_group, a.outcome, a.sought_nok, a.granted_nok, a.involvement, a.user_panel
        FROM @internal@.applications(year) AS a
        WHERE wanted.unit_id IS NULL
           OR a.institution_id IN (SELECT u.institution_id FROM @extschema@.units(year) AS u
                                   WHERE u.unit_level = wanted.unit_level AND u.unit_id = wanted.unit_id)
    ), counted AS (
        SELECT grouping(a.call) AS over_calls, grouping(a.scientific_group) AS over_groups, a.call, a.call_kind, a.scientific_group,
               count(*) AS n, count(*) FILTER (WHERE a.outcome = 'granted') AS granted,
               count(*) FILTER (WHERE a.outcome = 'declined') AS declined, count(*) FILTER (WHERE a.outcome = 'withdrawn') AS withdrawn,
               round(coalesce(sum(a.sought_nok), 0), 2) AS sought, round(coalesce(sum(a.granted_nok), 0), 2) AS given,
               count(*) FILTER (WHERE a.involvement = 'yes') AS yes,
               count(*) FILTER (WHERE a.involvement = 'no_justified') AS justified,
               count(*) FILTER (WHERE a.involvement = 'no_unjustified') AS unjustified,
               count(*) FILTER (WHERE a.involvement = 'yes' AND a.outcome = 'granted') AS granted_yes,
               count(*) FILTER (WHERE a.user_panel) AS panel
        FROM application AS a
        GROUP BY GROUPING SETS ((a.call, a.call_kind, a.scientific_group), (a.call, a.call_kind), (a.scientific_group), ())
        HAVING count(*) > 0
    )
    SELECT CASE WHEN c.over_calls + c.over_groups = 2 THEN 'all' WHEN c.over_calls = 1 THEN 'group'
                WHEN c.over_groups = 1 THEN 'call' ELSE 'call_and_group' END,
           c.call, c.call_kind, c.scientific_group,
           c.n, c.granted, c.declined, c.withdrawn, c.n - c.granted - c.declined - c.withdrawn,
           c.sought, c.given, round(c.granted::numeric / c.n, 4), round(s.low, 4), round(s.high, 4),
           round(c.granted::numeric / nullif(c.granted + c.declined, 0), 4), round(c.given / nullif(c.sought, 0), 4),
           c.yes, c.justified, c.unjustified, c.n - c.yes - c.justified - c.unjustified, round(c.yes::numeric / c.n, 4),
           c.granted_yes, round(c.granted_yes::numeric / nullif(c.granted, 0), 4),
           round(c.granted_yes::numeric / nullif(c.yes, 0), 4), round((c.granted - c.granted_yes)::numeric / nullif(c.n - c.yes, 0), 4),
           c.panel
    FROM counted AS c
    CROSS JOIN LATERAL @extschema@.wilson_interval(c.granted, c.n) AS s
    ORDER BY c.over_calls, c.call COLLATE "C", c.call_kind COLLATE "C", c.over_groups, c.scientific_group COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.compute_application_statistics(integer, text) IS 'body of application_statistics()';

CREATE FUNCTION application_statistics(year integer, institution_id text DEFAULT NULL) RETURNS SETOF application_statistic
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 100;
COMMENT ON FUNCTION application_statistics(integer, text) IS
    'applications decided in the year: row_kind call_and_group, call, group (over all calls) and all. success_rate is granted of all applications with a Wilson 95 % interval, decided_rate granted of granted and declined, money_rate NOK granted of NOK sought; involvement_share of what was applied for against granted_involvement_share of what was granted, and the success rate of applications with involvement against all others. unknown: not registered. institution_id: an institution, an RHF for its region, NO for the four regions, NULL for all applications';
