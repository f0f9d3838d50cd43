-- Publication status of studies: policies as data, the status of one study, of
-- every registration, of every study once, and the summary by unit.
--
-- Registrations that share an identifier are one study (study_entities).  Its
-- dates and status are those of one of them, the reference: of those that are
-- not withdrawn and have a completion date the one that was registered first
-- (else of those not withdrawn, else of all).  What the reference leaves open
-- comes from the next in that order.  Its results are those of all its
-- registrations, it was registered when the first of them was, and it counts in
-- the units of all of them, once in each.

CREATE TABLE publication_policy (
    policy text PRIMARY KEY,
    title text NOT NULL,
    anchor text NOT NULL CHECK (anchor IN ('completion', 'primary_completion')),
    summary_amount integer,
    summary_unit text CHECK (summary_unit IN ('day', 'month')),
    publication_amount integer,
    publication_unit text CHECK (publication_unit IN ('day', 'month')),
    due_day_on_time boolean NOT NULL,
    summary_counts_as_publication boolean NOT NULL,
    publication_types text[],
    month_is_last_day boolean NOT NULL,
    any_result_reports boolean NOT NULL DEFAULT true,
    paediatric_amount integer,
    paediatric_unit text CHECK (paediatric_unit IN ('day', 'month')),
    certificate_amount integer,
    certificate_unit text CHECK (certificate_unit IN ('day', 'month')),
    deferral_wins boolean NOT NULL DEFAULT false,
    waiting_days integer NOT NULL DEFAULT 0 CHECK (waiting_days BETWEEN 0 AND 3660),
    counted_back boolean NOT NULL DEFAULT false,
    grace_days integer NOT NULL DEFAULT 0 CHECK (grace_days BETWEEN 0 AND 3660),
    exempts_phase1 boolean NOT NULL DEFAULT false,
    needs_all_countries boolean NOT NULL DEFAULT false,
    registration_rule text NOT NULL DEFAULT 'before_day' CHECK (registration_rule IN ('before_day', 'by_month')),
    origin text NOT NULL CHECK (origin IN ('published', 'inferred', 'site', 'illustrative')),
    source text NOT NULL,
    CHECK ((summary_amount IS NULL) = (summary_unit IS NULL)),
    CHECK ((publication_amount IS NULL) = (publication_unit IS NULL)),
    CHECK ((paediatric_amount IS NULL) = (paediatric_unit IS NULL)),
    CHECK ((certificate_amount IS NULL) = (certificate_unit IS NULL)),
    CHECK (summary_amount IS NOT NULL OR publication_amount IS NOT NULL)
);
COMMENT ON TABLE publication_policy IS 'policies that say when results of a study are due: shipped, read-only';
COMMENT ON COLUMN publication_policy.anchor IS 'where the clock starts; primary_completion: where known, else completion';
COMMENT ON COLUMN publication_policy.due_day_on_time IS 'false: a result on the due day itself is late';
COMMENT ON COLUMN publication_policy.publication_types IS 'types of publication that count; NULL: any. A publication without type counts';
COMMENT ON COLUMN publication_policy.month_is_last_day IS 'month-only dates become the last day of the month, else the first';
COMMENT ON COLUMN publication_policy.any_result_reports IS 'false: only what the deadline asks for reports a study, an article does not replace summary results';
COMMENT ON COLUMN publication_policy.paediatric_amount IS 'period to summary results of a paediatric study; NULL: as any other';
COMMENT ON COLUMN publication_policy.certificate_amount IS 'period to summary results with a certificate of delay, from the same date; NULL: no such thing';
COMMENT ON COLUMN publication_policy.deferral_wins IS 'a justified later date (deferred_until) moves the deadline';
COMMENT ON COLUMN publication_policy.waiting_days IS 'days added to the completion before the period';
COMMENT ON COLUMN publication_policy.counted_back IS 'the period is counted back from the day of judgement, which matters around leap days';
COMMENT ON COLUMN publication_policy.grace_days IS 'days after the deadline in which a study without results is in grace';
COMMENT ON COLUMN publication_policy.exempts_phase1 IS 'studies that are phase 1 in every country and not paediatric are exempt';
COMMENT ON COLUMN publication_policy.needs_all_countries IS 'the clock runs when the study is completed in all countries';
COMMENT ON COLUMN publication_policy.registration_rule IS 'prospective registration: on a day before the start, or at the latest in its month';
COMMENT ON COLUMN publication_policy.origin IS 'origin of the rule as a whole: inferred where a part of it is';

INSERT INTO publication_policy (policy, title, anchor, summary_amount, summary_unit, publication_amount, publication_unit,
    due_day_on_time, summary_counts_as_publication, publication_types, month_is_last_day, origin, source) VALUES
    ('who', 'WHO joint statement: summary results in 12 months, publication in 24 months', 'primary_completion',
     12, 'month', 24, 'month', true, false, '{journal,letter}', true, 'inferred',
     'WHO joint statement 2017; inferred: primary completion as its study completion, on the day is on time, journals and letters as publication'),
    ('nordic', 'Nordic trial reporting: summary results within 365 days, any result within 730 days', 'completion',
     365, 'day', 730, 'day', false, true, NULL, true, 'published',
     'Nordic trial reporting, J Clin Epidemiol 2025;181:111710');

INSERT INTO publication_policy (policy, title, anchor, summary_amount, summary_unit, publication_amount, publication_unit,
    due_day_on_time, summary_counts_as_publication, publication_types, month_is_last_day, any_result_reports,
    paediatric_amount, paediatric_unit, certificate_amount, certificate_unit, deferral_wins, waiting_days, counted_back,
    grace_days, exempts_phase1, needs_all_countries, registration_rule, origin, source) VALUES
    ('intovalue', 'IntoValue: summary results within 365 days, journal publication or letter within 730 days', 'completion',
     365, 'day', 730, 'day', false, false, '{journal,letter}', true, true,
     NULL, NULL, NULL, NULL, false, 0, false, 0, false, false, 'by_month', 'published',
     'IntoValue; inferred: month-only dates as the last day, registration judged by month'),
    ('eu_tracker', 'EU trials tracker: summary results in a year, judged 28 days later', 'completion',
     12, 'month', NULL, NULL, true, false, NULL, true, false,
     NULL, NULL, NULL, NULL, false, 28, true, 0, true, true, 'before_day', 'published',
     'code of the EU trials tracker (ebmdatalab); inferred: month-only dates as the last day'),
    ('fdaaa', 'FDAAA trials tracker: summary results in 365 days, three years with a certificate of delay', 'primary_completion',
     365, 'day', NULL, NULL, true, false, NULL, true, false,
     NULL, NULL, 36, 'month', false, 0, false, 30, false, false, 'before_day', 'inferred',
     'code of the FDAAA trials tracker (ebmdatalab); inferred: the three years of a certificate run from primary completion, month-only dates as the last day'),
    ('eu_ctr', 'Regulation (EU) 536/2014: summary results in a year, six months if paediatric', 'completion',
     12, 'month', NULL, NULL, true, false, NULL, true, false,
     6, 'month', NULL, NULL, true, 0, false, 0, false, false, 'before_day', 'inferred',
     'DMP on Regulation (EU) 536/2014; inferred: on the day is on time, month-only dates as the last day');

CREATE FUNCTION wilson_interval(
    successes bigint, trials bigint, confidence numeric DEFAULT 0.95, OUT low numeric, OUT high numeric)
    AS 'MODULE_PATHNAME', 'research_indicators_wilson_interval'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wilson_interval(bigint, bigint, numeric) IS
    'Wilson score interval of a proportion (confidence 0.90, 0.95 or 0.99), 12 decimals, within [0, 1]; NULL bounds for 0 trials';

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

CREATE FUNCTION @internal@.judge_studies(
    as_of date, policy text, sources text[], joined boolean,
    OUT study_id text, OUT registrations text[],
    OUT status text, OUT summary_due date, OUT publication_due date, OUT first_result_on date,
    OUT days_late integer, OUT timely boolean, OUT summary_timely boolean, OUT flags text[],
    OUT found_in_registry boolean, OUT found_elsewhere boolean,
    OUT clock_from date, OUT reported_on date, OUT registered_prospectively boolean,
    OUT title text, OUT kind text, OUT initiator text, OUT outcome_direction text, OUT study_status text,
    OUT unpublished_reason text, OUT reason_source text, OUT reason_on date, OUT searched_until date,
    OUT enrolled integer, OUT enrolled_is_actual boolean)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    chosen @extschema@.publication_policy := @internal@.require_policy(policy);
BEGIN
    PERFORM @internal@.require_date(as_of);
    PERFORM @internal@.require_result_sources(sources);
    PERFORM @internal@.require_source('clinical_study', 'study_result');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH registration AS MATERIALIZED (
            SELECT s.*, e.entity_id,
                   -- the reference is the first of its study
                   row_number() OVER (PARTITION BY e.entity_id ORDER BY
                       s.status IS NOT DISTINCT FROM 'withdrawn',
                       s.date_precision IS NOT DISTINCT FROM 'year'
                           OR NOT (coalesce(isfinite(s.primary_completed_on), false) OR coalesce(isfinite(s.completed_on), false)),
                       s.registered_on NULLS LAST, s.study_id::text COLLATE "C") AS place
            FROM (SELECT c.study_id, c.study_id::text AS id, c.status::text AS status, c.starts_on, c.primary_completed_on, c.completed_on,
                         c.date_precision::text AS date_precision, c.completion_is_actual, c.registered_on, c.paediatric, c.certificate,
                         c.phase1_everywhere, c.all_countries_completed, c.deferred_until, c.title::text AS title, c.kind::text AS kind,
                         c.initiator::text AS initiator, c.outcome_direction::text AS outcome_direction,
                         c.unpublished_reason::text AS reason, c.reason_source::text AS reason_source, c.reason_on, c.searched_until,
                         c.enrolled, c.enrolled_is_actual
                  FROM %1$I.clinical_study AS c) AS s
            %2$s
        ), result AS (
            SELECT g.entity_id, r.kind::text AS kind, r.type::text AS type, r.source::text AS source,
                   @internal@.study_result_day($1, r.published_on, r.date_precision::text, r.found_on) AS on_day
            FROM %1$I.study_result AS r
            JOIN registration AS g ON g.study_id = r.study_id
            WHERE $3 IS NULL OR r.source::text = ANY ($3)
        ), first_result AS (
            SELECT r.entity_id,
                   min(r.on_day) FILTER (WHERE r.kind = 'summary_results') AS summary_on,
                   min(r.on_day) FILTER (WHERE r.kind = 'publication'
                                           AND ($1.publication_types IS NULL OR r.type IS NULL
                                                OR r.type = ANY ($1.publication_types))) AS publication_on,
                   min(r.on_day) AS any_on,
                   bool_or(coalesce(r.source, '') = 'registry') AS in_registry,
                   bool_or(coalesce(r.source, '') <> 'registry') AS elsewhere
            FROM result AS r
            WHERE r.on_day <= $2
            GROUP BY r.entity_id
        ), known AS (
            -- the first answer that any registration of the study gives
            SELECT g.entity_id, array_agg(g.id ORDER BY g.id COLLATE "C") AS registrations,
                   min(g.registered_on) FILTER (WHERE isfinite(g.registered_on)) AS registered_on,
                   max(g.searched_until) FILTER (WHERE isfinite(g.searched_until)) AS searched_until,
                   (array_agg(g.paediatric ORDER BY g.place) FILTER (WHERE g.paediatric IS NOT NULL))[1] AS paediatric,
                   (array_agg(g.certificate ORDER BY g.place) FILTER (WHERE g.certificate IS NOT NULL))[1] AS certificate,
                   (array_agg(g.phase1_everywhere ORDER BY g.place) FILTER (WHERE g.phase1_everywhere IS NOT NULL))[1] AS phase1_everywhere,
                   (array_agg(g.all_countries_completed ORDER BY g.place) FILTER (WHERE g.all_countries_completed IS NOT NULL))[1] AS all_countries_completed,
                   (array_agg(g.deferred_until ORDER BY g.place) FILTER (WHERE g.deferred_until IS NOT NULL))[1] AS deferred_until,
                   (array_agg(g.title ORDER BY g.place) FILTER (WHERE g.title IS NOT NULL))[1] AS title,
                   (array_agg(g.kind ORDER BY g.place) FILTER (WHERE g.kind IS NOT NULL))[1] AS kind,
                   (array_agg(g.initiator ORDER BY g.place) FILTER (WHERE g.initiator IS NOT NULL))[1] AS initiator,
                   (array_agg(g.outcome_direction ORDER BY g.place) FILTER (WHERE g.outcome_direction IS NOT NULL))[1] AS outcome_direction,
                   (array_agg(g.reason ORDER BY g.place) FILTER (WHERE g.reason IS NOT NULL))[1] AS reason,
                   (array_agg(g.reason_source ORDER BY g.place) FILTER (WHERE g.reason IS NOT NULL))[1] AS reason_source,
                   (array_agg(g.reason_on ORDER BY g.place) FILTER (WHERE g.reason IS NOT NULL))[1] AS reason_on,
                   (array_agg(g.enrolled ORDER BY g.place) FILTER (WHERE g.enrolled IS NOT NULL))[1] AS enrolled,
                   (array_agg(g.enrolled_is_actual ORDER BY g.place) FILTER (WHERE g.enrolled IS NOT NULL))[1] AS enrolled_is_actual
            FROM registration AS g
            GROUP BY g.entity_id
        )
        SELECT g.id, k.registrations, o.status, o.summary_due, o.publication_due, o.first_result_on, o.days_late,
               o.timely, o.summary_timely, o.flags, coalesce(f.in_registry, false), coalesce(f.elsewhere, false),
               o.clock_from, o.reported_on, o.registered_prospectively,
               k.title, k.kind, k.initiator, k.outcome_direction, g.status,
               k.reason, k.reason_source, k.reason_on, k.searched_until, k.enrolled::integer, k.enrolled_is_actual
        FROM registration AS g
        JOIN known AS k ON k.entity_id = g.entity_id
        LEFT JOIN first_result AS f ON f.entity_id = g.entity_id
        CROSS JOIN LATERAL @internal@.study_outcome(
            $1, $2, g.status, g.starts_on, g.primary_completed_on, g.completed_on, g.date_precision, g.completion_is_actual,
            f.summary_on, f.publication_on, f.any_on, k.registered_on, k.paediatric, k.certificate, k.phase1_everywhere,
            k.all_countries_completed, k.deferred_until) AS o
        WHERE g.place = 1
        ORDER BY g.id COLLATE "C"
    $sql$,
        CASE WHEN joined THEN 'JOIN @internal@.study_entities() AS e ON e.study_id = s.id'
             ELSE 'CROSS JOIN LATERAL (SELECT s.id COLLATE "C") AS e(entity_id)' END)
    USING chosen, as_of, sources;
END
$$;
COMMENT ON FUNCTION @internal@.judge_studies(date, text, text[], boolean) IS
    'status and facts of every study under a policy: joined, registrations that share an identifier are one study under the id of its reference; else every registration is judged by itself';

CREATE FUNCTION study_publication_status(
    as_of date, policy text DEFAULT 'who', sources text[] DEFAULT NULL,
    OUT study_id text, OUT status text, OUT summary_due date, OUT publication_due date, OUT first_result_on date,
    OUT days_late integer, OUT timely boolean, OUT summary_timely boolean, OUT flags text[],
    OUT found_in_registry boolean, OUT found_elsewhere boolean, OUT registered_prospectively boolean)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT j.study_id, j.status, j.summary_due, j.publication_due, j.first_result_on, j.days_late, j.timely, j.summary_timely,
           j.flags, j.found_in_registry, j.found_elsewhere, j.registered_prospectively
    FROM @internal@.judge_studies(as_of, policy, sources, false) AS j
    ORDER BY j.study_id COLLATE "C";
END;
COMMENT ON FUNCTION study_publication_status(date, text, text[]) IS
    'status of every registration of the source on a day under a policy, each by its own dates and results; only results found in the given sources count (NULL: all); a study not found published is "not found published by" that day';

CREATE FUNCTION @internal@.study_units(
    year integer, OUT study_id text, OUT unit_level text, OUT institution_id text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('clinical_study', 'study_site');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH lead AS (
            SELECT t.study_id::text AS study_id, i.top_id, i.region_id
            FROM %1$I.study_site AS t
            JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = t.institution_id::text
            WHERE t.role = 'coordinator'
        )
        SELECT DISTINCT l.study_id, 'institution', l.top_id FROM lead AS l
        UNION ALL
        SELECT DISTINCT l.study_id, 'rhf', l.region_id FROM lead AS l WHERE l.region_id IS NOT NULL
        UNION ALL
        SELECT s.study_id::text, 'nation', 'NO' FROM %1$I.clinical_study AS s
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.study_units(integer) IS
    'the units that a study counts in: each coordinating institution, the regions of its hospitals, and the nation, once each';

CREATE FUNCTION publication_status_summary(
    as_of date, policy text DEFAULT 'who', sources text[] DEFAULT NULL,
    OUT unit_level text, OUT institution_id text, OUT name text,
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
BEGIN
    RETURN QUERY
    SELECT b.unit_level, b.institution_id, b.name, b.studies, b.not_due, b.due, b.reported, b.reported_early,
           b.reported_registry_only, b.reported_other_only, b.reported_both, b.overdue, b.overdue_with_reason,
           b.overdue_without_reason, b.patients_unreported, b.of_which_planned,
           b.reported_share, b.reported_ci_low, b.reported_ci_high, b.timely, b.timely_share, b.timely_ci_low, b.timely_ci_high,
           b.summary_timely, b.of_which_actual, b.overdue_without_number, b.overdue_not_examined, b.in_grace,
           b.not_started, b.ongoing, b.exempt, b.withdrawn, b.inconsistent, b.unknown, b.prospective, b.registration_known
    FROM @extschema@.publication_status_breakdown(as_of, policy, sources, '{total}') AS b
    WHERE b.studies > 0
    ORDER BY array_position('{institution,rhf,nation}'::text[], b.unit_level), b.institution_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION publication_status_summary(date, text, text[]) IS
    'publication status per coordinating institution, region and nation, each study once: studies = not_due + due (in_grace is part of not_due), due = reported - reported_early + overdue; shares of due with Wilson 95 % intervals, 4 decimals; patients of overdue studies, planned and actual numbers apart; not_started to unknown stand beside the studies';
