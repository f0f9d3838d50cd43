-- Needs-identified research, applications, and involvement in innovation
-- projects.

CREATE FUNCTION needs_identified(
    year integer, rule_set text DEFAULT NULL,
    OUT unit_level text, OUT institution_id text, OUT name text, OUT needs_identified boolean, OUT needs_source text,
    OUT projects bigint, OUT projects_share numeric, OUT amount numeric, OUT amount_share numeric,
    OUT reports_due bigint, OUT delivered bigint, OUT yes bigint,
    OUT involvement_share numeric, OUT ci_low numeric, OUT ci_high numeric, OUT rule_set_used text, OUT origin text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    weakest text := @internal@.rule_origin(hod, ARRAY['needs\_identified.%']);
BEGIN
    PERFORM @internal@.require_source('project', 'project_report', 'project_funding');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH money AS (
            SELECT m.project_id, sum(m.amount_nok) AS amount
            FROM @internal@.project_money($1) AS m
            WHERE m.amount_nok <> ALL ('{NaN,Infinity,-Infinity}'::numeric[])
            GROUP BY m.project_id
        ), report AS (
            SELECT r.project_id, r.delivered, r.answer FROM @internal@.involvement_reports($1, $2) AS r
        ), code AS (
            SELECT c.code FROM @internal@.rule_set_codes($2, 'needs_identified') AS c
        ), current AS MATERIALIZED (
            -- what matters in the year: under way, paid for, or to report
            SELECT DISTINCT ON (p.project_id::text COLLATE "C") p.project_id::text AS project_id, p.needs_source::text AS needs_source,
                   CASE WHEN p.needs_source IS NOT NULL THEN c.code IS NOT NULL END AS needed,
                   coalesce(m.amount, 0.00) AS amount, r.project_id IS NOT NULL AS due, coalesce(r.delivered, false) AS delivered, r.answer
            FROM %1$I.project AS p
            LEFT JOIN money AS m ON m.project_id = p.project_id::text
            LEFT JOIN report AS r ON r.project_id = p.project_id::text
            LEFT JOIN code AS c ON c.code = p.needs_source::text
            WHERE m.project_id IS NOT NULL OR r.project_id IS NOT NULL
               OR p.starts_on <= make_date($1, 12, 31) AND coalesce(p.concluded_on, p.ends_on, 'infinity') >= make_date($1, 1, 1)
            ORDER BY p.project_id::text COLLATE "C", p.needs_source::text COLLATE "C"
        ), unit AS MATERIALIZED (
            SELECT u.project_id, u.unit_level, u.unit_id AS institution_id FROM @internal@.project_units($1) AS u
        ), counted AS (
            SELECT u.unit_level, u.institution_id, c.needed, c.needs_source, grouping(c.needs_source) = 1 AS is_sum,
                   count(*) AS projects, sum(c.amount) AS amount, count(*) FILTER (WHERE c.due) AS due,
                   count(*) FILTER (WHERE c.delivered) AS delivered, count(*) FILTER (WHERE c.answer = 'yes') AS yes
            FROM unit AS u
            JOIN current AS c ON c.project_id = u.project_id
            GROUP BY GROUPING SETS ((u.unit_level, u.institution_id, c.needed, c.needs_source), (u.unit_level, u.institution_id, c.needed))
        ), whole AS (
            SELECT c.unit_level, c.institution_id, sum(c.projects) AS projects, sum(c.amount) AS amount
            FROM counted AS c WHERE c.is_sum
            GROUP BY c.unit_level, c.institution_id
        )
        SELECT c.unit_level, c.institution_id, coalesce(i.name, CASE c.unit_level WHEN 'nation' THEN 'Norge' END),
               c.needed, c.needs_source, c.projects, round(c.projects / w.projects, 4),
               c.amount, round(c.amount / nullif(w.amount, 0), 4), c.due, c.delivered, c.yes,
               round(c.yes::numeric / nullif(c.delivered, 0), 4), round(s.low, 4), round(s.high, 4), $2, $3
        FROM counted AS c
        JOIN whole AS w ON w.unit_level = c.unit_level AND w.institution_id = c.institution_id
        LEFT JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = c.institution_id
        CROSS JOIN LATERAL @extschema@.wilson_interval(c.yes, c.delivered) AS s
        -- the sum of what has one source only says nothing new
        WHERE CASE WHEN c.needed THEN true ELSE NOT c.is_sum END
        ORDER BY array_position('{institution,rhf,nation}'::text[], c.unit_level), c.institution_id COLLATE "C",
                 c.needed DESC NULLS LAST, c.is_sum DESC, c.needs_source COLLATE "C"
    $sql$)
    USING year, hod, weakest;
END
$$;
COMMENT ON FUNCTION needs_identified(integer, text) IS
    'projects and money of the year by where the need came from, per unit, over the projects under way, paid for or to report in the year: needs_identified true with needs_source NULL is all needs-identified research, then a row per source; false (none), and NULL where nothing is registered. Shares are of all projects and all money of the unit; involvement_share is yes of delivered reports, with a Wilson 95 % interval; 4 decimals';

CREATE FUNCTION application_statistics(
    year integer, institution_id text DEFAULT NULL,
    OUT row_kind text, OUT call text, OUT call_kind text, OUT scientific_group text,
    OUT applications bigint, OUT granted bigint, OUT declined bigint, OUT withdrawn bigint, OUT undecided bigint,
    OUT amount_sought numeric, OUT amount_granted numeric,
    OUT success_rate numeric, OUT ci_low numeric, OUT ci_high numeric, OUT decided_rate numeric, OUT money_rate numeric,
    OUT involvement_yes bigint, OUT no_justified bigint, OUT no_unjustified bigint, OUT unanswered bigint, OUT involvement_share numeric,
    OUT granted_yes bigint, OUT granted_involvement_share numeric, OUT success_rate_yes numeric, OUT success_rate_other numeric,
    OUT user_panel bigint)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
DECLARE
    wanted record := @internal@.require_unit(year, institution_id);
BEGIN
    PERFORM @internal@.require_source('application');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH application AS (
            SELECT coalesce(a.call::text, 'unknown') AS call, coalesce(a.call_kind::text, 'unknown') AS call_kind,
                   coalesce(a.scientific_group::text, 'unknown') AS scientific_group, a.outcome::text AS outcome,
                   CASE WHEN a.amount_sought::numeric <> ALL ('{NaN,Infinity,-Infinity}') THEN a.amount_sought::numeric END AS sought,
                   CASE WHEN a.outcome::text = 'granted' AND a.amount_granted::numeric <> ALL ('{NaN,Infinity,-Infinity}')
                        THEN a.amount_granted::numeric END AS given,
                   a.involvement::text AS involvement, a.user_panel
            FROM %I.application AS a
            LEFT JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = a.institution_id::text
            WHERE a.year = $1
              AND CASE $2 WHEN 'institution' THEN i.top_id = $3 WHEN 'rhf' THEN i.region_id = $3
                          WHEN 'nation' THEN i.region_id IS NOT NULL ELSE true END
        ), counted AS (
            SELECT grouping(a.call) AS over_calls, grouping(a.scientific_group) AS over_groups, a.call, a.call_kind, a.scientific_group,
                   count(*) AS n, count(*) FILTER (WHERE a.outcome = 'granted') AS granted,
                   count(*) FILTER (WHERE a.outcome = 'declined') AS declined, count(*) FILTER (WHERE a.outcome = 'withdrawn') AS withdrawn,
                   round(coalesce(sum(a.sought), 0), 2) AS sought, round(coalesce(sum(a.given), 0), 2) AS given,
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
        ORDER BY c.over_calls, c.call COLLATE "C", c.call_kind COLLATE "C", c.over_groups, c.scientific_group COLLATE "C"
    $sql$)
    USING year, wanted.unit_level, wanted.unit_id;
END
$$;
COMMENT ON FUNCTION application_statistics(integer, text) IS
    'applications decided in the year: row_kind call_and_group, call, group (over all calls) and all. success_rate is granted of all applications with a Wilson 95 % interval, decided_rate granted of granted and declined, money_rate NOK granted of NOK sought; involvement_share of what was applied for against granted_involvement_share of what was granted, and the success rate of applications with involvement against all others. unknown: not registered. institution_id: an institution, an RHF for its region, NO for the four regions, NULL for all applications';

CREATE FUNCTION innovation_involvement(
    year integer, rule_set text DEFAULT NULL,
    OUT unit_level text, OUT institution_id text, OUT name text,
    OUT innovations bigint, OUT with_project bigint, OUT reports_due bigint, OUT delivered bigint,
    OUT yes bigint, OUT no bigint, OUT not_relevant bigint, OUT unanswered bigint,
    OUT share numeric, OUT ci_low numeric, OUT ci_high numeric, OUT relevant_share numeric, OUT end_user_share numeric, OUT wide_share numeric,
    OUT needs_identified bigint, OUT needs_identified_share numeric, OUT changed bigint, OUT rule_set_used text, OUT origin text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    weakest text := @internal@.rule_origin(hod, ARRAY['user\_definition.%', 'involvement\_reasons.%', 'needs\_identified.%']);
BEGIN
    PERFORM @internal@.require_source('innovation', 'project');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH registered AS MATERIALIZED (
            SELECT DISTINCT ON (n.innovation_id::text COLLATE "C") n.innovation_id::text AS innovation_id, i.top_id, i.region_id,
                   p.project_id::text AS project_id, c.code IS NOT NULL AS needed,
                   r.project_id IS NOT NULL AS due, coalesce(r.delivered, false) AS delivered, r.answer, r.has_reason, r.end_user, r.wide_user, r.changed
            FROM %1$I.innovation AS n
            JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = n.institution_id::text
            LEFT JOIN %1$I.project AS p ON p.project_id::text = n.project_id::text
            LEFT JOIN @internal@.involvement_reports($1, $2) AS r ON r.project_id = p.project_id::text
            LEFT JOIN @internal@.rule_set_codes($2, 'needs_identified') AS c ON c.code = p.needs_source::text
            WHERE n.registered_on IS NULL OR n.registered_on <= make_date($1, 12, 31)
            ORDER BY n.innovation_id::text COLLATE "C", p.project_id::text COLLATE "C", c.code COLLATE "C"
        ), counted AS (
            SELECT u.level, u.id, count(*) AS innovations, count(n.project_id) AS with_project,
                   count(*) FILTER (WHERE n.due) AS due, count(*) FILTER (WHERE n.delivered) AS delivered,
                   count(*) FILTER (WHERE n.answer = 'yes') AS yes, count(*) FILTER (WHERE n.answer = 'no') AS no,
                   count(*) FILTER (WHERE n.answer = 'not_relevant') AS not_relevant,
                   count(*) FILTER (WHERE n.delivered AND n.answer IS NULL) AS unanswered,
                   count(*) FILTER (WHERE n.delivered AND NOT (coalesce(n.answer, '') = 'not_relevant' AND n.has_reason)) AS relevant,
                   count(*) FILTER (WHERE n.end_user) AS end_users, count(*) FILTER (WHERE n.wide_user) AS wide_users,
                   count(*) FILTER (WHERE n.needed) AS needed, count(*) FILTER (WHERE n.answer = 'yes' AND n.changed) AS changed
            FROM registered AS n
            CROSS JOIN LATERAL (
                SELECT 'institution' AS level, n.top_id AS id
                UNION ALL SELECT 'rhf', n.region_id WHERE n.region_id IS NOT NULL
                UNION ALL SELECT 'nation', 'NO' WHERE n.region_id IS NOT NULL) AS u
            GROUP BY u.level, u.id
        )
        SELECT c.level, c.id, coalesce(i.name, CASE c.level WHEN 'nation' THEN 'Norge' END),
               c.innovations, c.with_project, c.due, c.delivered, c.yes, c.no, c.not_relevant, c.unanswered,
               round(c.yes::numeric / nullif(c.delivered, 0), 4), round(s.low, 4), round(s.high, 4),
               round(c.yes::numeric / nullif(c.relevant, 0), 4),
               round(c.end_users::numeric / nullif(c.delivered, 0), 4), round(c.wide_users::numeric / nullif(c.delivered, 0), 4),
               c.needed, round(c.needed::numeric / nullif(c.with_project, 0), 4), c.changed, $2, $3
        FROM counted AS c
        LEFT JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = c.id
        CROSS JOIN LATERAL @extschema@.wilson_interval(c.yes, c.delivered) AS s
        ORDER BY array_position('{institution,rhf,nation}'::text[], c.level), c.id COLLATE "C"
    $sql$)
    USING year, hod, weakest;
END
$$;
COMMENT ON FUNCTION innovation_involvement(integer, text) IS
    'the questions of user_involvement and needs_identified for innovations registered by the end of the year, through the research project that each came from: each innovation counts once, where it is registered; with_project of innovations can be asked at all, shares of involvement are of delivered reports, needs_identified_share of with_project';
