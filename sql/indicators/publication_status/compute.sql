-- Publication status of studies: the status of a study under a policy on a day,
-- and what of it is counted.

CREATE FUNCTION @internal@.study_outcome(
    policy publication_policy, as_of date, study_status text,
    starts_on date, primary_completed_on date, completed_on date, date_precision text, completion_is_actual boolean,
    first_summary_on date, first_publication_on date, first_any_on date,
    registered_on date DEFAULT NULL, paediatric boolean DEFAULT NULL, certificate boolean DEFAULT NULL,
    phase1_everywhere boolean DEFAULT NULL, all_countries_completed boolean DEFAULT NULL, deferred_until date DEFAULT NULL,
    OUT status text, OUT summary_due date, OUT publication_due date, OUT first_result_on date, OUT days_late integer,
    OUT timely boolean, OUT summary_timely boolean, OUT flags text[],
    OUT clock_from date, OUT reported_on date, OUT registered_prospectively boolean)
    AS 'MODULE_PATHNAME', 'research_indicators_study_outcome'
    LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.study_outcome(publication_policy, date, text, date, date, date, text, boolean, date, date, date,
                                  date, boolean, boolean, boolean, boolean, date) IS
    'status of one study under one policy on one day, from its dates and the earliest dates of its results';

CREATE FUNCTION @internal@.study_result_day(
    policy publication_policy, published_on date, date_precision text, found_on date) RETURNS date
    AS 'MODULE_PATHNAME', 'research_indicators_study_result_day'
    LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.study_result_day(publication_policy, date, text, date) IS
    'the day that a result counts from: its date, of month precision as the policy says; without a usable one the day it was found';

CREATE FUNCTION @internal@.require_policy(policy text) RETURNS publication_policy
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found_policy @extschema@.publication_policy;
BEGIN
    SELECT * INTO found_policy FROM @extschema@.publication_policy AS p WHERE p.policy = require_policy.policy;
    IF found_policy.policy IS NULL THEN
        RAISE EXCEPTION 'unknown publication policy "%"', policy
            USING ERRCODE = 'RI012',
                  HINT = format('Policies: %s.', (SELECT string_agg(p.policy, ', ' ORDER BY p.policy COLLATE "C")
                                                 FROM @extschema@.publication_policy AS p));
    END IF;
    RETURN found_policy;
END
$$;
COMMENT ON FUNCTION @internal@.require_policy(text) IS 'the policy, or error RI012 whose hint lists the choices';

CREATE FUNCTION @internal@.all_policies() RETURNS text[]
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT array_agg(p.policy ORDER BY p.policy COLLATE "C") FROM @extschema@.publication_policy AS p;
END;
COMMENT ON FUNCTION @internal@.all_policies() IS 'every policy by name, always in the same order';

CREATE FUNCTION @internal@.require_result_sources(sources text[]) RETURNS text[]
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    known text[];
    stranger text;
BEGIN
    SELECT c.codes INTO known FROM @extschema@.source_column AS c
    WHERE c.relation = 'study_result' AND c.column_name = 'source';
    SELECT s INTO stranger FROM unnest(sources) AS s WHERE s <> ALL (known) LIMIT 1;
    IF stranger IS NOT NULL THEN
        RAISE EXCEPTION 'unknown source of results "%"', stranger
            USING ERRCODE = 'RI016', HINT = format('Sources: %s.', array_to_string(known, ', '));
    END IF;
    RETURN sources;
END
$$;
COMMENT ON FUNCTION @internal@.require_result_sources(text[]) IS 'the sources, or error RI016 whose hint lists the choices';

CREATE TYPE @internal@.judged_study AS (
    policy text,
    study_id text,
    registrations text[],
    status text,
    summary_due date,
    publication_due date,
    first_result_on date,
    days_late integer,
    timely boolean,
    summary_timely boolean,
    flags text[],
    found_in_registry boolean,
    found_elsewhere boolean,
    clock_from date,
    reported_on date,
    registered_prospectively boolean,
    title text,
    kind text,
    initiator text,
    outcome_direction text,
    study_status text,
    unpublished_reason text,
    reason_source text,
    reason_on date,
    searched_until date,
    enrolled integer,
    enrolled_is_actual boolean,
    is_completed boolean,
    is_not_due boolean,
    is_due boolean,
    is_reported boolean,
    is_overdue boolean,
    in_registry_only boolean,
    elsewhere_only boolean,
    in_both boolean,
    reported_of_due boolean,
    timely_of_due boolean,
    summary_timely_of_completed boolean,
    not_examined boolean,
    unreported_patients integer
);
COMMENT ON TYPE @internal@.judged_study IS
    'a study as a policy judges it on a day, with the steps of the ladder that it stands on: is_completed = is_not_due or is_due, is_due = reported_of_due or is_overdue; unreported_patients: of an overdue study, where there are any';

CREATE FUNCTION @internal@.compute_judge_studies(as_of date, policies text[], sources text[], joined boolean) RETURNS SETOF @internal@.judged_study
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.require_date(as_of), @internal@.require_result_sources(sources), @internal@.require_source('clinical_study', 'study_result');
    WITH policy AS MATERIALIZED (
        SELECT p AS rule, p.policy, q.place
        FROM unnest(policies) WITH ORDINALITY AS q(policy, place)
        CROSS JOIN LATERAL @internal@.require_policy(q.policy) AS p
    ), study AS MATERIALIZED (
        SELECT k.* FROM @internal@.known_studies(joined) AS k
    ), result AS (
        SELECT p.policy, p.rule, s.study_id, r.kind, r.type, r.source,
               @internal@.study_result_day(p.rule, r.published_on, r.date_precision, r.found_on) AS on_day
        FROM study AS s
        CROSS JOIN LATERAL unnest(s.registrations) AS g(study_id)
        JOIN @internal@.study_results() AS r ON r.study_id = g.study_id
        CROSS JOIN policy AS p
        WHERE sources IS NULL OR r.source = ANY (sources)
    ), first_result AS (
        SELECT r.policy, r.study_id,
               min(r.on_day) FILTER (WHERE r.kind = 'summary_results') AS summary_on,
               min(r.on_day) FILTER (WHERE r.kind = 'publication'
                                       AND ((r.rule).publication_types IS NULL OR r.type IS NULL
                                            OR r.type = ANY ((r.rule).publication_types))) AS publication_on,
               min(r.on_day) AS any_on,
               bool_or(coalesce(r.source, '') = 'registry') AS in_registry,
               bool_or(coalesce(r.source, '') <> 'registry') AS elsewhere
        FROM result AS r
        WHERE r.on_day <= as_of
        GROUP BY r.policy, r.study_id
    ), judged AS (
        SELECT p.policy, p.place, o.*, s.*, coalesce(f.in_registry, false) AS found_in_registry, coalesce(f.elsewhere, false) AS found_elsewhere,
               coalesce(o.status IN ('not_due', 'in_grace', 'reported_early'), false) AS is_not_due,
               coalesce(o.status IN ('overdue', 'reported_on_time', 'reported_late'), false) AS is_due,
               coalesce(o.status IN ('reported_early', 'reported_on_time', 'reported_late'), false) AS is_reported,
               coalesce(o.status = 'overdue', false) AS is_overdue
        FROM policy AS p
        CROSS JOIN study AS s
        LEFT JOIN first_result AS f ON f.policy = p.policy AND f.study_id = s.study_id
        CROSS JOIN LATERAL @internal@.study_outcome(
            p.rule, as_of, s.study_status, s.starts_on, s.primary_completed_on, s.completed_on, s.date_precision, s.completion_is_actual,
            f.summary_on, f.publication_on, f.any_on, s.registered_on, s.paediatric, s.certificate, s.phase1_everywhere,
            s.all_countries_completed, s.deferred_until) AS o
    )
    SELECT j.policy, j.study_id, j.registrations, j.status, j.summary_due, j.publication_due, j.first_result_on, j.days_late,
           j.timely, j.summary_timely, j.flags, j.found_in_registry, j.found_elsewhere, j.clock_from, j.reported_on, j.registered_prospectively,
           j.title, j.kind, j.initiator, j.outcome_direction, j.study_status, j.unpublished_reason, j.reason_source, j.reason_on,
           j.searched_until, j.enrolled, j.enrolled_is_actual,
           j.is_not_due OR j.is_due, j.is_not_due, j.is_due, j.is_reported, j.is_overdue,
           j.is_reported AND j.found_in_registry AND NOT j.found_elsewhere,
           j.is_reported AND j.found_elsewhere AND NOT j.found_in_registry,
           j.is_reported AND j.found_in_registry AND j.found_elsewhere,
           j.is_reported AND j.is_due, coalesce(j.timely AND j.is_due, false),
           coalesce(j.summary_timely AND (j.is_not_due OR j.is_due), false),
           j.is_overdue AND j.searched_until IS NULL,
           CASE WHEN j.is_overdue AND j.enrolled > 0 THEN j.enrolled END
    FROM judged AS j
    ORDER BY j.place, j.study_id COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.compute_judge_studies(date, text[], text[], boolean) IS 'body of judge_studies()';

CREATE FUNCTION @internal@.judge_studies(as_of date, policies text[], sources text[], joined boolean) RETURNS SETOF @internal@.judged_study
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.judge_studies(date, text[], text[], boolean) IS
    'status and facts of every study on a day under each of some policies: joined, registrations that share an identifier are one study under the id of its reference; else every registration is judged by itself; only results found in the given sources count (NULL: all)';

CREATE TYPE publication_status_of_study AS (
    study_id text,
    status text,
    summary_due date,
    publication_due date,
    first_result_on date,
    days_late integer,
    timely boolean,
    summary_timely boolean,
    flags text[],
    found_in_registry boolean,
    found_elsewhere boolean,
    registered_prospectively boolean
);
COMMENT ON TYPE publication_status_of_study IS 'a registration as a policy judges it on a day';

CREATE FUNCTION @internal@.compute_study_publication_status(as_of date, policy text, sources text[]) RETURNS SETOF publication_status_of_study
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT j.study_id, j.status, j.summary_due, j.publication_due, j.first_result_on, j.days_late, j.timely, j.summary_timely,
           j.flags, j.found_in_registry, j.found_elsewhere, j.registered_prospectively
    FROM @internal@.judge_studies(as_of, ARRAY[policy], sources, false) AS j
    ORDER BY j.study_id COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.compute_study_publication_status(date, text, text[]) IS 'body of study_publication_status()';

CREATE FUNCTION study_publication_status(as_of date, policy text DEFAULT 'who', sources text[] DEFAULT NULL) RETURNS SETOF publication_status_of_study
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION study_publication_status(date, text, text[]) IS
    'status of every registration of the source on a day under a policy, each by its own dates and results; the first result that reports a study is judged by the deadline of its kind, and days_late are its days (of a study not reported: those since the deadline); timely and summary_timely judge publications and summary results apart; only results found in the given sources count (NULL: all); a study not found published is "not found published by" that day';
