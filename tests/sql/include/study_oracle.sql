-- An oracle for publication status, independent of the extension: plain SQL
-- over schema "mutated", written from the rules (domain: policies who and
-- nordic; order and flags as numbered in extension/core/study_policy.h).  Its
-- numbers are its own; it reads neither publication_policy nor core.
--
-- Included by \ir, after schema "mutated" has clinical_study, study_result,
-- study_site and institution.

-- Dates that can be used: finite, not only a year, a month's last day.
CREATE FUNCTION pg_temp.usable(day date, exactness text) RETURNS date LANGUAGE sql IMMUTABLE
RETURN CASE WHEN NOT isfinite(day) OR exactness = 'year' THEN NULL
            WHEN exactness = 'month' THEN (date_trunc('month', day) + interval '1 month' - interval '1 day')::date
            ELSE day END;

CREATE FUNCTION pg_temp.oracle_studies(as_of date, policy text, sources text[] DEFAULT NULL)
RETURNS TABLE (study_id text, status text, summary_due date, publication_due date, first_result_on date,
               days_late integer, timely boolean, summary_timely boolean, flags text[],
               found_in_registry boolean, found_elsewhere boolean)
LANGUAGE sql STABLE AS $$
WITH found AS (
    SELECT r.*
    FROM (SELECT s.*, coalesce(pg_temp.usable(s.published_on, s.date_precision), pg_temp.usable(s.found_on, 'day')) AS day
          FROM mutated.study_result AS s) AS r
    WHERE r.day <= as_of AND (sources IS NULL OR r.source = ANY (sources))
), study AS MATERIALIZED (
    SELECT s.study_id, coalesce(s.status, 'unknown') AS recruitment,
           s.date_precision = 'month' AS month_only, s.completion_is_actual = false AS anticipated,
           pg_temp.usable(s.starts_on, s.date_precision) AS start_day,
           pg_temp.usable(s.primary_completed_on, s.date_precision) AS primary_day,
           pg_temp.usable(s.completed_on, s.date_precision) AS end_day,
           f.any_day, f.summary_day, f.counting_day, coalesce(f.registry, false) AS registry, coalesce(f.elsewhere, false) AS elsewhere
    FROM mutated.clinical_study AS s
    LEFT JOIN (SELECT f.study_id, min(f.day) AS any_day, min(CASE f.kind WHEN 'summary_results' THEN f.day END) AS summary_day,
                      min(CASE WHEN policy = 'nordic' OR f.kind = 'publication' AND coalesce(f.type, 'letter') IN ('journal', 'letter')
                               THEN f.day END) AS counting_day,
                      count(*) FILTER (WHERE f.source = 'registry') > 0 AS registry,
                      count(*) FILTER (WHERE f.source = 'registry') < count(*) AS elsewhere
               FROM found AS f GROUP BY f.study_id) AS f ON f.study_id = s.study_id
), anchored AS MATERIALIZED (
    SELECT s.*,
           CASE policy WHEN 'who' THEN coalesce(s.primary_day, s.end_day) ELSE s.end_day END AS anchor,
           s.recruitment IN ('recruiting', 'active', 'suspended') AS running
    FROM study AS s
), stopped AS MATERIALIZED (
    -- why the clock does not run; NULL when it does
    SELECT a.*,
           CASE WHEN a.recruitment = 'withdrawn' THEN 'withdrawn'
                WHEN a.recruitment = 'not_started' THEN 'not_started'
                WHEN a.end_day < a.start_day THEN 'inconsistent'
                WHEN a.anchor IS NULL AND a.running THEN 'ongoing'
                WHEN a.anchor IS NULL THEN 'unknown'
                WHEN a.anchor > as_of THEN 'ongoing'
                WHEN a.recruitment = 'active' AND policy = 'who' AND a.primary_day IS NOT NULL THEN NULL
                WHEN a.running THEN 'ongoing' END AS why
    FROM anchored AS a
), timed AS MATERIALIZED (
    -- who: calendar months, the day itself is on time; nordic: fewer than 365 and 730 days
    SELECT s.*,
           CASE WHEN s.why IS NULL THEN CASE policy WHEN 'who' THEN (s.anchor + interval '1 year')::date ELSE s.anchor + 365 END END AS summary_due,
           CASE WHEN s.why IS NULL THEN CASE policy WHEN 'who' THEN (s.anchor + interval '2 years')::date ELSE s.anchor + 730 END END AS publication_due
    FROM stopped AS s
), limited AS MATERIALIZED (
    SELECT t.*,
           CASE policy WHEN 'who' THEN t.summary_due ELSE t.summary_due - 1 END AS summary_limit,
           CASE policy WHEN 'who' THEN t.publication_due ELSE t.publication_due - 1 END AS publication_limit
    FROM timed AS t
), judged AS MATERIALIZED (
    SELECT l.*,
           as_of > l.publication_limit AS passed,
           coalesce(l.counting_day <= l.publication_limit, false) AS in_time,
           coalesce(l.summary_day <= l.summary_limit, false) AS summary_in_time,
           -- who judges summary results by their own deadline, and all else by the publication's
           CASE WHEN policy = 'who' AND l.any_day = l.summary_day AND l.any_day IS DISTINCT FROM l.counting_day THEN l.summary_limit
                ELSE l.publication_limit END AS any_limit
    FROM limited AS l
)
SELECT j.study_id,
       CASE WHEN j.why IS NOT NULL THEN j.why
            WHEN NOT j.passed AND j.any_day IS NULL THEN 'not_due'
            WHEN NOT j.passed THEN 'reported_early'
            WHEN j.any_day IS NULL THEN 'overdue'
            WHEN j.in_time OR j.summary_in_time OR j.any_day <= j.any_limit THEN 'reported_on_time'
            ELSE 'reported_late' END,
       j.summary_due, j.publication_due, j.any_day,
       CASE WHEN j.why IS NULL AND j.passed
            THEN CASE WHEN j.in_time OR j.summary_in_time OR j.any_day <= j.any_limit THEN 0
                      WHEN j.any_day IS NULL THEN as_of - j.publication_limit
                      ELSE j.any_day - j.any_limit END END,
       CASE WHEN j.why IS NULL AND (j.in_time OR j.passed) THEN j.in_time END,
       CASE WHEN j.why IS NULL AND (j.summary_in_time OR as_of > j.summary_limit) THEN j.summary_in_time END,
       array_remove(ARRAY[
           CASE WHEN j.any_day < j.end_day THEN 'result_before_completion' END,
           CASE WHEN j.end_day < j.primary_day THEN 'primary_after_completion' END,
           CASE WHEN j.why IS NULL AND j.anticipated THEN 'completion_anticipated' END,
           CASE WHEN j.running AND j.end_day <= as_of THEN 'status_outdated' END,
           CASE WHEN j.any_day IS NOT NULL AND j.counting_day IS NULL THEN 'no_counting_publication' END,
           CASE WHEN j.month_only AND (j.start_day IS NOT NULL OR j.primary_day IS NOT NULL OR j.end_day IS NOT NULL)
                THEN 'month_precision' END], NULL),
       j.registry, j.elsewhere
FROM judged AS j
$$;

-- Wilson's bound at 95 %: side -1 the lower, +1 the upper.
CREATE FUNCTION pg_temp.oracle_bound(k bigint, n bigint, side integer) RETURNS numeric LANGUAGE sql IMMUTABLE
RETURN CASE WHEN n = 0 THEN NULL
            ELSE greatest(0, least(1,
                round(((k::numeric(60, 30) / n + 3.841458820694124 / (2 * n))
                       + side * 1.959963984540054 * sqrt(k::numeric(60, 30) / n * (1 - k::numeric(60, 30) / n) / n
                                                          + 3.841458820694124 / (4.0 * n * n)))
                      / (1 + 3.841458820694124::numeric(60, 30) / n), 4))) END;

-- Units of the sample: at most two levels of units, all valid always.
CREATE FUNCTION pg_temp.oracle_units() RETURNS TABLE (study_id text, unit_level text, institution_id text)
LANGUAGE sql STABLE AS $$
    WITH lead AS (
        SELECT t.study_id, coalesce(grandparent.institution_id, parent.institution_id, own.institution_id) AS top
        FROM mutated.study_site AS t
        JOIN mutated.institution AS own ON own.institution_id = t.institution_id
        LEFT JOIN mutated.institution AS parent ON parent.institution_id = own.parent_id
        LEFT JOIN mutated.institution AS grandparent ON grandparent.institution_id = parent.parent_id
        WHERE t.role = 'coordinator'
    )
    SELECT study_id, 'institution', top FROM lead
    UNION
    SELECT l.study_id, 'rhf', i.rhf_id FROM lead AS l JOIN mutated.institution AS i ON i.institution_id = l.top
    WHERE i.rhf_id IS NOT NULL AND i.kind IN ('rhf', 'hf', 'private_nonprofit')
    UNION
    SELECT study_id, 'nation', 'NO' FROM mutated.clinical_study
$$;

CREATE FUNCTION pg_temp.oracle_summary(as_of date, policy text, sources text[] DEFAULT NULL)
RETURNS TABLE (unit_level text, institution_id text, studies bigint, not_due bigint, due bigint, reported bigint,
               reported_early bigint, reported_registry_only bigint, reported_other_only bigint, reported_both bigint,
               overdue bigint, overdue_with_reason bigint, overdue_without_reason bigint,
               patients_unreported bigint, of_which_planned bigint,
               reported_share numeric, reported_ci_low numeric, reported_ci_high numeric,
               timely bigint, timely_share numeric, timely_ci_low numeric, timely_ci_high numeric, summary_timely bigint)
LANGUAGE sql STABLE AS $$
WITH one AS MATERIALIZED (
    SELECT u.unit_level, u.institution_id, o.*, c.enrolled, c.enrolled_is_actual, c.unpublished_reason,
           (o.status IN ('not_due', 'reported_early'))::int AS is_not_due,
           (o.status IN ('overdue', 'reported_on_time', 'reported_late'))::int AS is_due,
           (o.status LIKE 'reported%')::int AS is_reported, (o.status = 'overdue')::int AS is_overdue
    FROM pg_temp.oracle_studies(as_of, policy, sources) AS o
    JOIN pg_temp.oracle_units() AS u ON u.study_id = o.study_id
    JOIN mutated.clinical_study AS c ON c.study_id = o.study_id
), total AS (
    SELECT unit_level, institution_id,
           sum(is_not_due + is_due) AS studies, sum(is_not_due) AS not_due, sum(is_due) AS due,
           sum(is_reported) AS reported, sum((status = 'reported_early')::int) AS early,
           sum(is_reported * (found_in_registry AND NOT found_elsewhere)::int) AS registry_only,
           sum(is_reported * (found_elsewhere AND NOT found_in_registry)::int) AS other_only,
           sum(is_reported * (found_elsewhere AND found_in_registry)::int) AS both_of_them,
           sum(is_overdue) AS overdue,
           sum(is_overdue * (unpublished_reason IS NOT NULL)::int) AS reasoned,
           sum(is_overdue * coalesce(enrolled, 0)) AS patients,
           sum(is_overdue * coalesce(enrolled, 0) * (enrolled_is_actual IS NOT DISTINCT FROM false)::int) AS planned,
           sum(is_due * coalesce(timely, false)::int) AS timely,
           sum((is_due + is_not_due) * coalesce(summary_timely, false)::int) AS summary_timely
    FROM one GROUP BY unit_level, institution_id
)
SELECT unit_level, institution_id, studies, not_due, due, reported, early, registry_only, other_only, both_of_them,
       overdue, reasoned, overdue - reasoned, patients, planned,
       round((reported - early)::numeric / nullif(due, 0), 4),
       pg_temp.oracle_bound(reported - early, due, -1), pg_temp.oracle_bound(reported - early, due, 1),
       timely, round(timely::numeric / nullif(due, 0), 4),
       pg_temp.oracle_bound(timely, due, -1), pg_temp.oracle_bound(timely, due, 1), summary_timely
FROM total WHERE studies > 0
$$;
