-- Publication status of studies.

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
    origin text NOT NULL CHECK (origin IN ('published', 'inferred', 'site', 'illustrative')),
    source text NOT NULL,
    CHECK ((summary_amount IS NULL) = (summary_unit IS NULL)),
    CHECK ((publication_amount IS NULL) = (publication_unit IS NULL)),
    CHECK (summary_amount IS NOT NULL OR publication_amount IS NOT NULL)
);
COMMENT ON TABLE publication_policy IS 'policies that say when results of a study are due: shipped, read-only';
COMMENT ON COLUMN publication_policy.anchor IS 'where the clock starts; primary_completion: where known, else completion';
COMMENT ON COLUMN publication_policy.due_day_on_time IS 'false: a result on the due day itself is late';
COMMENT ON COLUMN publication_policy.publication_types IS 'types of publication that count; NULL: any. A publication without type counts';
COMMENT ON COLUMN publication_policy.month_is_last_day IS 'month-only dates become the last day of the month, else the first';

INSERT INTO publication_policy (policy, title, anchor, summary_amount, summary_unit, publication_amount, publication_unit,
    due_day_on_time, summary_counts_as_publication, publication_types, month_is_last_day, origin, source) VALUES
    ('who', 'WHO joint statement: summary results in 12 months, publication in 24 months', 'primary_completion',
     12, 'month', 24, 'month', true, false, '{journal,letter}', true, 'inferred',
     'WHO joint statement 2017; inferred: primary completion as its study completion, on the day is on time, journals and letters as publication'),
    ('nordic', 'Nordic trial reporting: summary results within 365 days, any result within 730 days', 'completion',
     365, 'day', 730, 'day', false, true, NULL, true, 'published',
     'Nordic trial reporting, J Clin Epidemiol 2025;181:111710');

CREATE FUNCTION wilson_interval(
    successes bigint, trials bigint, confidence numeric DEFAULT 0.95, OUT low numeric, OUT high numeric)
    AS 'MODULE_PATHNAME', 'research_indicators_wilson_interval'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wilson_interval(bigint, bigint, numeric) IS
    'Wilson score interval of a proportion (confidence 0.90, 0.95 or 0.99), 12 decimals, within [0, 1]; NULL bounds for 0 trials';

CREATE FUNCTION study_outcome(
    policy publication_policy, as_of date, study_status text,
    starts_on date, primary_completed_on date, completed_on date, date_precision text, completion_is_actual boolean,
    first_summary_on date, first_publication_on date, first_any_on date,
    OUT status text, OUT summary_due date, OUT publication_due date, OUT first_result_on date, OUT days_late integer,
    OUT timely boolean, OUT summary_timely boolean, OUT flags text[])
    AS 'MODULE_PATHNAME', 'research_indicators_study_outcome'
    LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION study_outcome(publication_policy, date, text, date, date, date, text, boolean, date, date, date) IS
    'status of one study under one policy on one day, from its dates and the earliest dates of its results';

CREATE FUNCTION study_result_day(
    policy publication_policy, published_on date, date_precision text, found_on date) RETURNS date
    AS 'MODULE_PATHNAME', 'research_indicators_study_result_day'
    LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION study_result_day(publication_policy, date, text, date) IS
    'the day that a result counts from: its date, of month precision as the policy says; without a usable one the day it was found';

CREATE FUNCTION require_policy(policy text) RETURNS publication_policy
    LANGUAGE plpgsql STABLE PARALLEL SAFE
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
COMMENT ON FUNCTION require_policy(text) IS 'the policy, or error RI012 whose hint lists the choices';

CREATE FUNCTION require_result_sources(sources text[]) RETURNS text[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
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
COMMENT ON FUNCTION require_result_sources(text[]) IS 'the sources, or error RI016 whose hint lists the choices';

CREATE FUNCTION study_publication_status(
    as_of date, policy text DEFAULT 'who', sources text[] DEFAULT NULL,
    OUT study_id text, OUT status text, OUT summary_due date, OUT publication_due date, OUT first_result_on date,
    OUT days_late integer, OUT timely boolean, OUT summary_timely boolean, OUT flags text[],
    OUT found_in_registry boolean, OUT found_elsewhere boolean)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    chosen @extschema@.publication_policy := @extschema@.require_policy(policy);
BEGIN
    PERFORM @extschema@.require_date(as_of);
    PERFORM @extschema@.require_result_sources(sources);
    PERFORM @extschema@.require_source('clinical_study', 'study_result');
    RETURN QUERY EXECUTE format($sql$
        WITH result AS (
            SELECT r.study_id, r.kind::text AS kind, r.type::text AS type, r.source::text AS source,
                   @extschema@.study_result_day($1, r.published_on, r.date_precision::text, r.found_on) AS on_day
            FROM %1$I.study_result AS r
            WHERE $3 IS NULL OR r.source::text = ANY ($3)
        ), first_result AS (
            SELECT r.study_id,
                   min(r.on_day) FILTER (WHERE r.kind = 'summary_results') AS summary_on,
                   min(r.on_day) FILTER (WHERE r.kind = 'publication'
                                           AND ($1.publication_types IS NULL OR r.type IS NULL
                                                OR r.type = ANY ($1.publication_types))) AS publication_on,
                   min(r.on_day) AS any_on,
                   bool_or(coalesce(r.source, '') = 'registry') AS in_registry,
                   bool_or(coalesce(r.source, '') <> 'registry') AS elsewhere
            FROM result AS r
            WHERE r.on_day <= $2
            GROUP BY r.study_id
        )
        SELECT s.study_id::text, o.status, o.summary_due, o.publication_due, o.first_result_on, o.days_late,
               o.timely, o.summary_timely, o.flags,
               coalesce(f.in_registry, false), coalesce(f.elsewhere, false)
        FROM %1$I.clinical_study AS s
        LEFT JOIN first_result AS f ON f.study_id = s.study_id
        CROSS JOIN LATERAL @extschema@.study_outcome(
            $1, $2, s.status::text, s.starts_on, s.primary_completed_on, s.completed_on, s.date_precision::text,
            s.completion_is_actual, f.summary_on, f.publication_on, f.any_on) AS o
        ORDER BY s.study_id::text COLLATE "C"
    $sql$, @extschema@.source_schema())
    USING chosen, as_of, sources;
END
$$;
COMMENT ON FUNCTION study_publication_status(date, text, text[]) IS
    'status of every study of the source on a day under a policy; only results found in the given sources count (NULL: all); a study not found published is "not found published by" that day';

CREATE FUNCTION study_units(
    year integer, OUT study_id text, OUT unit_level text, OUT institution_id text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @extschema@.require_source('clinical_study', 'study_site');
    RETURN QUERY EXECUTE format($sql$
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
    $sql$, @extschema@.source_schema())
    USING year;
END
$$;
COMMENT ON FUNCTION study_units(integer) IS
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
    OUT summary_timely bigint)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    year integer := extract(year FROM @extschema@.require_date(as_of))::integer;
BEGIN
    RETURN QUERY EXECUTE format($sql$
        WITH status AS MATERIALIZED (
            SELECT p.study_id, p.status, p.timely, p.summary_timely, p.found_in_registry, p.found_elsewhere,
                   p.status = ANY ('{reported_early,reported_on_time,reported_late}'::text[]) AS is_reported,
                   s.enrolled, s.enrolled_is_actual, s.unpublished_reason IS NOT NULL AS has_reason
            FROM @extschema@.study_publication_status($1, $2, $3) AS p
            JOIN %1$I.clinical_study AS s ON s.study_id::text = p.study_id
            WHERE p.status = ANY ('{not_due,overdue,reported_early,reported_on_time,reported_late}'::text[])
        ), counted AS (
            SELECT u.unit_level, u.institution_id, count(*) AS studies,
                   count(*) FILTER (WHERE s.status IN ('not_due', 'reported_early')) AS not_due,
                   count(*) FILTER (WHERE s.status IN ('overdue', 'reported_on_time', 'reported_late')) AS due,
                   count(*) FILTER (WHERE s.is_reported) AS reported,
                   count(*) FILTER (WHERE s.status = 'reported_early') AS reported_early,
                   count(*) FILTER (WHERE s.is_reported AND s.found_in_registry AND NOT s.found_elsewhere) AS registry_only,
                   count(*) FILTER (WHERE s.is_reported AND s.found_elsewhere AND NOT s.found_in_registry) AS other_only,
                   count(*) FILTER (WHERE s.is_reported AND s.found_in_registry AND s.found_elsewhere) AS both_sources,
                   count(*) FILTER (WHERE s.status = 'overdue') AS overdue,
                   count(*) FILTER (WHERE s.status = 'overdue' AND s.has_reason) AS with_reason,
                   coalesce(sum(s.enrolled) FILTER (WHERE s.status = 'overdue' AND s.enrolled > 0), 0)::bigint AS patients,
                   coalesce(sum(s.enrolled) FILTER (WHERE s.status = 'overdue' AND s.enrolled > 0 AND s.enrolled_is_actual IS FALSE), 0)::bigint AS planned,
                   count(*) FILTER (WHERE s.timely AND s.status <> 'reported_early') AS timely,
                   count(*) FILTER (WHERE s.summary_timely) AS summary_timely
            FROM @extschema@.study_units($4) AS u
            JOIN status AS s ON s.study_id = u.study_id
            GROUP BY u.unit_level, u.institution_id
        )
        SELECT c.unit_level, c.institution_id, coalesce(i.name, CASE c.unit_level WHEN 'nation' THEN 'Norge' END),
               c.studies, c.not_due, c.due, c.reported, c.reported_early, c.registry_only, c.other_only, c.both_sources,
               c.overdue, c.with_reason, c.overdue - c.with_reason, c.patients, c.planned,
               round((c.reported - c.reported_early)::numeric / nullif(c.due, 0), 4), round(r.low, 4), round(r.high, 4),
               c.timely, round(c.timely::numeric / nullif(c.due, 0), 4), round(t.low, 4), round(t.high, 4),
               c.summary_timely
        FROM counted AS c
        LEFT JOIN @extschema@.institutions_at($4) AS i ON i.institution_id = c.institution_id
        CROSS JOIN LATERAL @extschema@.wilson_interval(c.reported - c.reported_early, c.due) AS r
        CROSS JOIN LATERAL @extschema@.wilson_interval(c.timely, c.due) AS t
        ORDER BY array_position('{institution,rhf,nation}'::text[], c.unit_level), c.institution_id COLLATE "C"
    $sql$, @extschema@.source_schema())
    USING as_of, policy, sources, year;
END
$$;
COMMENT ON FUNCTION publication_status_summary(date, text, text[]) IS
    'publication status per coordinating institution, region and nation: studies = not_due + due, due = reported - reported_early + overdue; shares of due with Wilson 95 % intervals, 4 decimals; patients of overdue studies, planned numbers apart';
