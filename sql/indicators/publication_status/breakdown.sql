-- Publication status counted: the ladder of each unit, in whole and for the
-- codes of what studies are.

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

CREATE TYPE publication_status_split AS (
    unit_level text,
    institution_id text,
    name text,
    dimension text,
    code text,
    studies bigint,
    not_due bigint,
    due bigint,
    reported bigint,
    reported_early bigint,
    reported_registry_only bigint,
    reported_other_only bigint,
    reported_both bigint,
    overdue bigint,
    overdue_with_reason bigint,
    overdue_without_reason bigint,
    patients_unreported bigint,
    of_which_planned bigint,
    reported_share numeric,
    reported_ci_low numeric,
    reported_ci_high numeric,
    timely bigint,
    timely_share numeric,
    timely_ci_low numeric,
    timely_ci_high numeric,
    summary_timely bigint,
    of_which_actual bigint,
    overdue_without_number bigint,
    overdue_not_examined bigint,
    in_grace bigint,
    not_started bigint,
    ongoing bigint,
    exempt bigint,
    withdrawn bigint,
    inconsistent bigint,
    unknown bigint,
    prospective bigint,
    registration_known bigint
);
COMMENT ON TYPE publication_status_split IS
    'the ladder of a unit, of its studies that have a code of a dimension: studies = not_due + due (in_grace is part of not_due), due = reported - reported_early + overdue; shares of due with Wilson 95 % intervals, 4 decimals; not_started to unknown stand beside the studies';

CREATE TYPE publication_status_of_unit AS (
    unit_level text,
    institution_id text,
    name text,
    studies bigint,
    not_due bigint,
    due bigint,
    reported bigint,
    reported_early bigint,
    reported_registry_only bigint,
    reported_other_only bigint,
    reported_both bigint,
    overdue bigint,
    overdue_with_reason bigint,
    overdue_without_reason bigint,
    patients_unreported bigint,
    of_which_planned bigint,
    reported_share numeric,
    reported_ci_low numeric,
    reported_ci_high numeric,
    timely bigint,
    timely_share numeric,
    timely_ci_low numeric,
    timely_ci_high numeric,
    summary_timely bigint,
    of_which_actual bigint,
    overdue_without_number bigint,
    overdue_not_examined bigint,
    in_grace bigint,
    not_started bigint,
    ongoing bigint,
    exempt bigint,
    withdrawn bigint,
    inconsistent bigint,
    unknown bigint,
    prospective bigint,
    registration_known bigint
);
COMMENT ON TYPE publication_status_of_unit IS 'the ladder of a unit: publication_status_split of all its studies';

CREATE FUNCTION @internal@.status_ladders(
    as_of date, policies text[], split_policy text, sources text[], dimensions text[], OUT policy text, OUT ladder publication_status_split)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH counted AS (
        SELECT j.policy, u.unit_level, u.institution_id, d.dimension, d.code,
               count(*) FILTER (WHERE j.is_completed) AS studies,
               count(*) FILTER (WHERE j.is_not_due) AS not_due,
               count(*) FILTER (WHERE j.is_due) AS due,
               count(*) FILTER (WHERE j.is_reported) AS reported,
               count(*) FILTER (WHERE j.status = 'reported_early') AS reported_early,
               count(*) FILTER (WHERE j.in_registry_only) AS registry_only,
               count(*) FILTER (WHERE j.elsewhere_only) AS other_only,
               count(*) FILTER (WHERE j.in_both) AS both_sources,
               count(*) FILTER (WHERE j.is_overdue) AS overdue,
               count(*) FILTER (WHERE j.is_overdue AND j.unpublished_reason IS NOT NULL) AS with_reason,
               coalesce(sum(j.unreported_patients), 0)::bigint AS patients,
               coalesce(sum(j.unreported_patients) FILTER (WHERE NOT j.enrolled_is_actual), 0)::bigint AS planned,
               coalesce(sum(j.unreported_patients) FILTER (WHERE j.enrolled_is_actual), 0)::bigint AS actual,
               count(*) FILTER (WHERE j.is_overdue AND (j.enrolled IS NULL OR j.enrolled < 0)) AS without_number,
               count(*) FILTER (WHERE j.not_examined) AS not_examined,
               count(*) FILTER (WHERE j.reported_of_due) AS reported_of_due,
               count(*) FILTER (WHERE j.timely_of_due) AS timely,
               count(*) FILTER (WHERE j.summary_timely_of_completed) AS summary_timely,
               count(*) FILTER (WHERE j.status = 'in_grace') AS in_grace,
               count(*) FILTER (WHERE j.status = 'not_started') AS not_started,
               count(*) FILTER (WHERE j.status = 'ongoing') AS ongoing,
               count(*) FILTER (WHERE j.status = 'exempt') AS exempt,
               count(*) FILTER (WHERE j.status = 'withdrawn') AS withdrawn,
               count(*) FILTER (WHERE j.status = 'inconsistent') AS inconsistent,
               count(*) FILTER (WHERE j.status = 'unknown') AS unknown,
               count(*) FILTER (WHERE j.registered_prospectively) AS prospective,
               count(*) FILTER (WHERE j.registered_prospectively IS NOT NULL) AS registration_known
        FROM @internal@.judge_studies(as_of, policies, sources, true) AS j
        JOIN @internal@.study_units(extract(year FROM as_of)::integer) AS u ON u.study_id = j.study_id
        CROSS JOIN LATERAL (
            SELECT 'total', 'all' WHERE 'total' = ANY (dimensions)
            UNION ALL
            SELECT v.dimension, v.code
            FROM (VALUES
                ('initiator', coalesce(@internal@.dimension_code(j.initiator), 'unknown')),
                ('kind', coalesce(@internal@.dimension_code(j.kind), 'unknown')),
                ('direction', coalesce(@internal@.dimension_code(j.outcome_direction), 'unknown')),
                ('reason', coalesce(@internal@.dimension_code(j.unpublished_reason), 'none')),
                ('study_status', coalesce(@internal@.dimension_code(j.study_status), 'unknown')),
                ('publication_status', j.status),
                ('registration', CASE j.registered_prospectively WHEN true THEN 'prospective' WHEN false THEN 'retrospective'
                                                                 ELSE 'unknown' END)
            ) AS v(dimension, code)
            WHERE j.policy = split_policy AND v.dimension = ANY (dimensions)
        ) AS d(dimension, code)
        GROUP BY j.policy, u.unit_level, u.institution_id, d.dimension, d.code
    )
    SELECT c.policy,
           (c.unit_level, c.institution_id, coalesce(i.name, CASE c.unit_level WHEN 'nation' THEN 'Norge' END),
            c.dimension, c.code, c.studies, c.not_due, c.due, c.reported, c.reported_early,
            c.registry_only, c.other_only, c.both_sources, c.overdue, c.with_reason, c.overdue - c.with_reason, c.patients, c.planned,
            round(c.reported_of_due::numeric / nullif(c.due, 0), 4), round(r.low, 4), round(r.high, 4),
            c.timely, round(c.timely::numeric / nullif(c.due, 0), 4), round(t.low, 4), round(t.high, 4),
            c.summary_timely, c.actual, c.without_number, c.not_examined, c.in_grace, c.not_started, c.ongoing, c.exempt,
            c.withdrawn, c.inconsistent, c.unknown, c.prospective, c.registration_known)::@extschema@.publication_status_split
    FROM counted AS c
    LEFT JOIN @extschema@.institutions_at(extract(year FROM as_of)::integer) AS i ON i.institution_id = c.institution_id
    CROSS JOIN LATERAL @extschema@.wilson_interval(c.reported_of_due, c.due) AS r
    CROSS JOIN LATERAL @extschema@.wilson_interval(c.timely, c.due) AS t;
END;
COMMENT ON FUNCTION @internal@.status_ladders(date, text[], text, text[], text[]) IS
    'the ladder of every unit with a study, under each of some policies in whole, under split_policy by the codes of the dimensions too';

CREATE FUNCTION @internal@.compute_publication_status_breakdown(as_of date, policy text, sources text[], dimensions text[])
    RETURNS SETOF publication_status_split
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH asked AS MATERIALIZED (
        SELECT @internal@.require_status_dimensions(dimensions) AS dimensions, @internal@.require_date(as_of) AS as_of
    )
    SELECT (l.ladder).*
    FROM asked AS a
    CROSS JOIN LATERAL @internal@.status_ladders(a.as_of, ARRAY[policy], policy, sources, a.dimensions) AS l
    ORDER BY array_position('{institution,rhf,nation}'::text[], (l.ladder).unit_level), (l.ladder).institution_id COLLATE "C",
             array_position(a.dimensions, (l.ladder).dimension), (l.ladder).code COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.compute_publication_status_breakdown(date, text, text[], text[]) IS 'body of publication_status_breakdown()';

CREATE FUNCTION publication_status_breakdown(
    as_of date, policy text DEFAULT 'who', sources text[] DEFAULT NULL, dimensions text[] DEFAULT NULL) RETURNS SETOF publication_status_split
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION publication_status_breakdown(date, text, text[], text[]) IS
    'the ladder of publication_status_summary per unit and code of the dimensions total, initiator, kind, direction (of the outcome), reason (for not being published), study_status (of the registry), publication_status (all twelve) and registration; NULL: all dimensions; within a unit the codes of a dimension add up to its total';

CREATE FUNCTION @internal@.compute_publication_status_summary(as_of date, policy text, sources text[]) RETURNS SETOF publication_status_of_unit
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT b.unit_level, b.institution_id, b.name, b.studies, b.not_due, b.due, b.reported, b.reported_early,
           b.reported_registry_only, b.reported_other_only, b.reported_both, b.overdue, b.overdue_with_reason,
           b.overdue_without_reason, b.patients_unreported, b.of_which_planned,
           b.reported_share, b.reported_ci_low, b.reported_ci_high, b.timely, b.timely_share, b.timely_ci_low, b.timely_ci_high,
           b.summary_timely, b.of_which_actual, b.overdue_without_number, b.overdue_not_examined, b.in_grace,
           b.not_started, b.ongoing, b.exempt, b.withdrawn, b.inconsistent, b.unknown, b.prospective, b.registration_known
    FROM @extschema@.publication_status_breakdown(as_of, policy, sources, '{total}') AS b
    WHERE b.studies > 0
    ORDER BY array_position('{institution,rhf,nation}'::text[], b.unit_level), b.institution_id COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.compute_publication_status_summary(date, text, text[]) IS 'body of publication_status_summary()';

CREATE FUNCTION publication_status_summary(as_of date, policy text DEFAULT 'who', sources text[] DEFAULT NULL) RETURNS SETOF publication_status_of_unit
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 50;
COMMENT ON FUNCTION publication_status_summary(date, text, text[]) IS
    'publication status per coordinating institution, region and nation, each study once: studies = not_due + due (in_grace is part of not_due), due = reported - reported_early + overdue; shares of due with Wilson 95 % intervals, 4 decimals; patients of overdue studies, planned and actual numbers apart; not_started to unknown stand beside the studies';
