-- Publication status split by what studies are: the ladder of each unit for the
-- codes of a dimension, and the list of the overdue studies behind it.

CREATE FUNCTION @internal@.require_status_dimensions(dimensions text[]) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    known text[] := '{total,initiator,kind,direction,reason,study_status,publication_status,registration}';
    stranger text;
BEGIN
    SELECT d.name INTO stranger
    FROM unnest(dimensions) AS d(name) WHERE d.name IS NULL OR d.name <> ALL (known)
    ORDER BY d.name COLLATE "C" LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'unknown dimension of publication status "%"', coalesce(stranger, 'NULL')
            USING ERRCODE = 'RI091', HINT = format('Dimensions: %s.', array_to_string(known, ', '));
    END IF;
    RETURN coalesce(dimensions, known);
END
$$;
COMMENT ON FUNCTION @internal@.require_status_dimensions(text[]) IS
    'the dimensions (NULL: all), or error RI091 whose hint lists the choices';

CREATE FUNCTION publication_status_breakdown(
    as_of date, policy text DEFAULT 'who', sources text[] DEFAULT NULL, dimensions text[] DEFAULT NULL,
    OUT unit_level text, OUT institution_id text, OUT name text, OUT dimension text, OUT code text,
    OUT studies bigint, OUT not_due bigint, OUT due bigint, OUT reported bigint, OUT reported_early bigint,
    OUT reported_registry_only bigint, OUT reported_other_only bigint, OUT reported_both bigint,
    OUT overdue bigint, OUT overdue_with_reason bigint, OUT overdue_without_reason bigint,
    OUT patients_unreported bigint, OUT of_which_planned bigint,
    OUT reported_share numeric, OUT reported_ci_low numeric, OUT reported_ci_high numeric,
    OUT timely bigint, OUT timely_share numeric, OUT timely_ci_low numeric, OUT timely_ci_high numeric,
    OUT summary_timely bigint,
    OUT of_which_actual bigint, OUT overdue_without_number bigint, OUT overdue_not_examined bigint, OUT in_grace bigint,
    OUT not_started bigint, OUT ongoing bigint, OUT exempt bigint, OUT withdrawn bigint, OUT inconsistent bigint, OUT unknown bigint,
    OUT prospective bigint, OUT registration_known bigint)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    wanted text[] := @internal@.require_status_dimensions(dimensions);
    year integer := extract(year FROM @internal@.require_date(as_of))::integer;
BEGIN
    RETURN QUERY
    WITH judged AS MATERIALIZED (
        SELECT j.*,
               j.status IN ('not_due', 'in_grace', 'reported_early') AS is_not_due,
               j.status IN ('overdue', 'reported_on_time', 'reported_late') AS is_due,
               j.status IN ('reported_early', 'reported_on_time', 'reported_late') AS is_reported,
               j.status = 'overdue' AS is_overdue
        FROM @internal@.judge_studies(as_of, policy, sources, true) AS j
    ), part AS MATERIALIZED (
        SELECT DISTINCT j.study_id, u.unit_level, u.institution_id
        FROM judged AS j
        CROSS JOIN LATERAL unnest(j.registrations) AS r(study_id)
        JOIN @internal@.study_units(year) AS u ON u.study_id = r.study_id
    ), counted AS (
        SELECT p.unit_level, p.institution_id, d.dimension, d.code,
               count(*) FILTER (WHERE j.is_not_due OR j.is_due) AS studies,
               count(*) FILTER (WHERE j.is_not_due) AS not_due,
               count(*) FILTER (WHERE j.is_due) AS due,
               count(*) FILTER (WHERE j.is_reported) AS reported,
               count(*) FILTER (WHERE j.status = 'reported_early') AS reported_early,
               count(*) FILTER (WHERE j.is_reported AND j.found_in_registry AND NOT j.found_elsewhere) AS registry_only,
               count(*) FILTER (WHERE j.is_reported AND j.found_elsewhere AND NOT j.found_in_registry) AS other_only,
               count(*) FILTER (WHERE j.is_reported AND j.found_in_registry AND j.found_elsewhere) AS both_sources,
               count(*) FILTER (WHERE j.is_overdue) AS overdue,
               count(*) FILTER (WHERE j.is_overdue AND j.unpublished_reason IS NOT NULL) AS with_reason,
               coalesce(sum(j.enrolled) FILTER (WHERE j.is_overdue AND j.enrolled > 0), 0)::bigint AS patients,
               coalesce(sum(j.enrolled) FILTER (WHERE j.is_overdue AND j.enrolled > 0 AND j.enrolled_is_actual IS FALSE), 0)::bigint AS planned,
               coalesce(sum(j.enrolled) FILTER (WHERE j.is_overdue AND j.enrolled > 0 AND j.enrolled_is_actual), 0)::bigint AS actual,
               count(*) FILTER (WHERE j.is_overdue AND (j.enrolled IS NULL OR j.enrolled < 0)) AS without_number,
               count(*) FILTER (WHERE j.is_overdue AND j.searched_until IS NULL) AS not_examined,
               count(*) FILTER (WHERE j.timely AND j.is_due) AS timely,
               count(*) FILTER (WHERE j.summary_timely AND (j.is_not_due OR j.is_due)) AS summary_timely,
               count(*) FILTER (WHERE j.status = 'in_grace') AS in_grace,
               count(*) FILTER (WHERE j.status = 'not_started') AS not_started,
               count(*) FILTER (WHERE j.status = 'ongoing') AS ongoing,
               count(*) FILTER (WHERE j.status = 'exempt') AS exempt,
               count(*) FILTER (WHERE j.status = 'withdrawn') AS withdrawn,
               count(*) FILTER (WHERE j.status = 'inconsistent') AS inconsistent,
               count(*) FILTER (WHERE j.status = 'unknown') AS unknown,
               count(*) FILTER (WHERE j.registered_prospectively) AS prospective,
               count(*) FILTER (WHERE j.registered_prospectively IS NOT NULL) AS registration_known
        FROM part AS p
        JOIN judged AS j ON j.study_id = p.study_id
        CROSS JOIN LATERAL (VALUES
            ('total', 'all'),
            ('initiator', coalesce(j.initiator, 'unknown')),
            ('kind', coalesce(j.kind, 'unknown')),
            ('direction', coalesce(j.outcome_direction, 'unknown')),
            ('reason', coalesce(j.unpublished_reason, 'none')),
            ('study_status', coalesce(j.study_status, 'unknown')),
            ('publication_status', j.status),
            ('registration', CASE j.registered_prospectively WHEN true THEN 'prospective' WHEN false THEN 'retrospective'
                                                             ELSE 'unknown' END)
        ) AS d(dimension, code)
        WHERE d.dimension = ANY (wanted)
        GROUP BY p.unit_level, p.institution_id, d.dimension, d.code
    )
    SELECT c.unit_level, c.institution_id, coalesce(i.name, CASE c.unit_level WHEN 'nation' THEN 'Norge' END),
           c.dimension, c.code, c.studies, c.not_due, c.due, c.reported, c.reported_early,
           c.registry_only, c.other_only, c.both_sources, c.overdue, c.with_reason, c.overdue - c.with_reason, c.patients, c.planned,
           round((c.reported - c.reported_early)::numeric / nullif(c.due, 0), 4), round(r.low, 4), round(r.high, 4),
           c.timely, round(c.timely::numeric / nullif(c.due, 0), 4), round(t.low, 4), round(t.high, 4),
           c.summary_timely, c.actual, c.without_number, c.not_examined, c.in_grace,
           c.not_started, c.ongoing, c.exempt, c.withdrawn, c.inconsistent, c.unknown, c.prospective, c.registration_known
    FROM counted AS c
    LEFT JOIN @extschema@.institutions_at(year) AS i ON i.institution_id = c.institution_id
    CROSS JOIN LATERAL @extschema@.wilson_interval(c.reported - c.reported_early, c.due) AS r
    CROSS JOIN LATERAL @extschema@.wilson_interval(c.timely, c.due) AS t
    ORDER BY array_position('{institution,rhf,nation}'::text[], c.unit_level), c.institution_id COLLATE "C",
             array_position(wanted, c.dimension), c.code COLLATE "C";
END
$$;
COMMENT ON FUNCTION publication_status_breakdown(date, text, text[], text[]) IS
    'the ladder of publication_status_summary per unit and code of the dimensions total, initiator, kind, direction (of the outcome), reason (for not being published), study_status (of the registry), publication_status (all twelve) and registration; NULL: all dimensions; within a unit the codes of a dimension add up to its total';

CREATE FUNCTION overdue_studies(
    as_of date, policy text DEFAULT 'who', institution_id text DEFAULT NULL, sources text[] DEFAULT NULL,
    OUT study_id text, OUT registrations text[], OUT title text, OUT coordinators text[],
    OUT due_on date, OUT days_late integer, OUT reason text, OUT reason_source text, OUT reason_on date,
    OUT searched_until date, OUT wording text, OUT enrolled integer, OUT enrolled_is_actual boolean, OUT flags text[])
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    year integer := extract(year FROM @internal@.require_date(as_of))::integer;
    asked text := overdue_studies.institution_id;
    unit text;
    asks_publication boolean := (@internal@.require_policy(policy)).publication_amount IS NOT NULL;
BEGIN
    IF asked IS NULL OR asked = 'NO' THEN
        unit := 'NO';
    ELSE
        SELECT i.top_id INTO unit FROM @extschema@.institutions_at(year) AS i WHERE i.institution_id = asked;
        IF unit IS NULL THEN
            RAISE EXCEPTION 'unknown institution "%"', asked
                USING ERRCODE = 'RI011', HINT = 'Give an institution_id of relation institution, or NULL for all studies.';
        END IF;
    END IF;
    RETURN QUERY
    WITH judged AS MATERIALIZED (
        SELECT j.* FROM @internal@.judge_studies(as_of, policy, sources, true) AS j WHERE j.status = 'overdue'
    ), place AS MATERIALIZED (
        SELECT j.study_id, bool_or(u.institution_id = unit) AS is_asked,
               array_agg(DISTINCT u.institution_id COLLATE "C" ORDER BY u.institution_id COLLATE "C")
                   FILTER (WHERE u.unit_level = 'institution') AS coordinators
        FROM judged AS j
        CROSS JOIN LATERAL unnest(j.registrations) AS r(study_id)
        JOIN @internal@.study_units(year) AS u ON u.study_id = r.study_id
        GROUP BY j.study_id
    )
    SELECT j.study_id, j.registrations, j.title, coalesce(p.coordinators, '{}'),
           CASE WHEN asks_publication THEN j.publication_due ELSE j.summary_due END, j.days_late,
           j.unpublished_reason, j.reason_source, j.reason_on, j.searched_until,
           CASE WHEN j.searched_until IS NULL THEN 'not examined'
                ELSE CASE WHEN asks_publication THEN 'not found published by ' ELSE 'summary results not found by ' END
                     || to_char(least(as_of, j.searched_until)::timestamp, 'YYYY-MM-DD') END,
           j.enrolled, j.enrolled_is_actual, j.flags
    FROM judged AS j
    JOIN place AS p ON p.study_id = j.study_id
    WHERE p.is_asked
    ORDER BY j.days_late DESC, j.study_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION overdue_studies(date, text, text, text[]) IS
    'studies of an institution, region or (NULL or NO) the nation that are overdue under a policy, the latest first: by how much, the reason given with its source, how far somebody searched and what may be said of it';
