-- What the facts about the publication status of studies are made of: a row per
-- study of the unit, however often it is registered, with its status on 31
-- December; those left out with the reason.

CREATE TYPE @internal@.status_step AS (
    study_id text,
    measure text,
    dimensions text,
    kind text,
    value numeric,
    holds boolean,
    is_completed boolean,
    reason text,
    detail text
);
COMMENT ON TYPE @internal@.status_step IS
    'whether a study stands on a step of the ladder that is a measure, with what dimensions, as source or as part of a share; reason: why not';

CREATE FUNCTION @internal@.judgements(kept jsonb, as_of date) RETURNS SETOF @internal@.judged_study
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 2000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT j.* FROM @internal@.judge_studies(as_of, @internal@.all_policies(), NULL, true) AS j WHERE kept IS NULL
    UNION ALL
    SELECT j.* FROM jsonb_populate_recordset(NULL::@internal@.judged_study, kept -> 'judgements') AS j WHERE kept IS NOT NULL;
END;
COMMENT ON FUNCTION @internal@.judgements(jsonb, date) IS 'every study on a day under every policy: as kept, or (NULL) as it is judged now';

CREATE FUNCTION @internal@.status_steps(kept jsonb, as_of date, chosen_policy text, detailed boolean) RETURNS SETOF @internal@.status_step
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 20000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH study AS MATERIALIZED (
        SELECT j.*, CASE WHEN detailed THEN concat_ws('; ', j.status,
                   'due ' || to_char(coalesce(j.publication_due, j.summary_due)::timestamp, 'YYYY-MM-DD'),
                   'first result ' || to_char(j.first_result_on::timestamp, 'YYYY-MM-DD'),
                   CASE WHEN j.found_in_registry THEN 'in a registry' END, CASE WHEN j.found_elsewhere THEN 'elsewhere' END,
                   'also registered as ' || nullif(array_to_string(array_remove(j.registrations, j.study_id), ', '), '')) END AS detail
        FROM @internal@.judgements(kept, as_of) AS j
    ), own AS MATERIALIZED (
        SELECT s.* FROM study AS s WHERE s.policy = chosen_policy
    ), step AS (
        SELECT s.study_id, m.measure, split.dimensions, m.kind, 1 AS value, m.holds, s.is_completed, s.status, s.detail
        FROM own AS s
        -- who started the study, its kind and the direction of its result split the main steps of the ladder
        CROSS JOIN LATERAL (VALUES
            (''), ('initiator=' || coalesce(@internal@.dimension_code(s.initiator), 'unknown')), ('study_kind=' || coalesce(@internal@.dimension_code(s.kind), 'unknown')),
            ('outcome=' || coalesce(@internal@.dimension_code(s.outcome_direction), 'unknown'))) AS split(dimensions)
        CROSS JOIN LATERAL (VALUES
            ('due', 'source', s.is_due), ('reported', 'source', s.is_reported), ('overdue', 'source', s.is_overdue),
            ('reported_share', 'numerator', s.reported_of_due), ('reported_share', 'denominator', s.is_due)) AS m(measure, kind, holds)
        UNION ALL
        -- beside the policy of the rule set every policy by its name
        SELECT s.study_id, m.measure, 'policy=' || s.policy, 'source', 1, m.holds, s.is_completed, s.status, s.detail
        FROM study AS s
        CROSS JOIN LATERAL (VALUES
            ('due', s.is_due), ('reported', s.is_reported), ('overdue', s.is_overdue), ('timely', s.timely_of_due),
            ('summary_timely', s.summary_timely_of_completed)) AS m(measure, holds)
        UNION ALL
        SELECT s.study_id, m.measure, m.dimensions, m.kind, m.value, m.holds, s.is_completed, s.status, s.detail
        FROM own AS s
        CROSS JOIN LATERAL (VALUES
            ('studies', '', 'source', s.is_completed, 1, true),
            ('not_due', '', 'source', s.is_not_due, 1, true),
            ('reported_early', '', 'source', s.status = 'reported_early', 1, true),
            ('reported_by_source', 'found_in=registry_only', 'source', s.in_registry_only, 1, true),
            ('reported_by_source', 'found_in=other_only', 'source', s.elsewhere_only, 1, true),
            ('reported_by_source', 'found_in=both', 'source', s.in_both, 1, true),
            ('timely', '', 'source', s.timely_of_due, 1, true),
            ('timely_share', '', 'numerator', s.timely_of_due, 1, true),
            ('timely_share', '', 'denominator', s.is_due, 1, true),
            ('summary_timely', '', 'source', s.summary_timely_of_completed, 1, true),
            ('patients_unreported', '', 'source', s.unreported_patients > 0, s.unreported_patients, true),
            ('patients_unreported', 'enrolment=actual', 'source', s.unreported_patients > 0 AND s.enrolled_is_actual, s.unreported_patients, true),
            ('patients_unreported', 'enrolment=planned', 'source', s.unreported_patients > 0 AND NOT s.enrolled_is_actual, s.unreported_patients, true),
            ('not_examined', '', 'source', s.not_examined, 1, true),
            ('in_grace', '', 'source', s.status = 'in_grace', 1, true),
            ('overdue_by_reason', 'reason=' || coalesce(@internal@.dimension_code(s.unpublished_reason), 'none'), 'source', true, 1, s.is_overdue),
            ('outside', 'publication_status=' || s.status, 'source', true, 1, NOT s.is_completed),
            ('prospective_share', '', 'numerator', s.registered_prospectively, 1, true),
            ('prospective_share', '', 'denominator', s.registered_prospectively IS NOT NULL, 1, true))
            AS m(measure, dimensions, kind, holds, value, is_listed)
        WHERE m.is_listed
    )
    SELECT t.study_id, t.measure, t.dimensions, t.kind, t.value, coalesce(t.holds, false), t.is_completed,
           CASE WHEN t.measure <> 'prospective_share' AND NOT t.is_completed THEN t.status ELSE 'not_' || t.measure END, t.detail
    FROM step AS t
    WHERE t.holds OR t.kind <> 'numerator';
END;
COMMENT ON FUNCTION @internal@.status_steps(jsonb, date, text, boolean) IS
    'the steps of the ladder of every study on a day, under the chosen policy and, of the main ones, under each policy by its name';

CREATE FUNCTION @internal@.publication_status_unit_rows(
    kept jsonb, year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 50000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH chosen AS MATERIALIZED (
        SELECT p.policy FROM @extschema@.publication_policy AS p
        WHERE p.policy = CASE WHEN kept IS NULL THEN @internal@.rule_parameter_value(rule_set, 'study_status.policy') ELSE kept #>> '{policy,0}' END
    ), step AS MATERIALIZED (
        SELECT s.*
        FROM chosen AS c
        CROSS JOIN LATERAL @internal@.status_steps(kept, make_date(@internal@.require_year(year), 12, 31), c.policy, detailed) AS s
        WHERE only_measure IS NULL OR s.measure = only_measure
    ), unit AS MATERIALIZED (
        SELECT u.study_id, u.unit_level, u.institution_id
        FROM chosen AS c
        CROSS JOIN LATERAL (SELECT l.study_id, l.unit_level, l.institution_id FROM @internal@.study_units(year) AS l WHERE kept IS NULL
                            UNION ALL
                            SELECT k.content ->> 0, k.content ->> 1, k.content ->> 2 FROM jsonb_array_elements(kept -> 'units') AS k(content)
                            WHERE kept IS NOT NULL) AS u
        WHERE (only_level IS NULL OR u.unit_level = only_level) AND (only_unit IS NULL OR u.institution_id = only_unit)
    ), outside AS (
        -- which no study need be in
        SELECT 'outside' AS measure, 'publication_status=' || o.status AS dimensions
        FROM unnest('{not_started,ongoing,exempt,withdrawn,inconsistent,unknown}'::text[]) AS o(status)
        WHERE only_measure IS NULL OR only_measure = 'outside'
    ), figure AS MATERIALIZED (
        SELECT s.measure, s.dimensions, p.policy
        FROM (SELECT s.measure, s.dimensions FROM step AS s UNION SELECT o.measure, o.dimensions FROM outside AS o) AS s
        CROSS JOIN chosen AS c
        LEFT JOIN @extschema@.publication_policy AS p ON s.dimensions = 'policy=' || p.policy
        -- rules are kept as rows
        WHERE kept IS NULL
    )
    SELECT s.measure, u.unit_level, u.institution_id, s.dimensions, CASE s.kind WHEN 'denominator' THEN 5 ELSE 4 END,
           CASE WHEN s.holds THEN s.kind ELSE 'excluded' END, s.study_id, CASE WHEN s.holds THEN s.value END, s.detail,
           CASE WHEN NOT s.holds THEN s.reason END, NULL, 'clinical_study, study_result'
    FROM step AS s
    JOIN unit AS u ON u.study_id = s.study_id
    UNION ALL
    -- a unit with a completed study has all steps of its ladder, those that no study stands on too
    SELECT k.measure, k.unit_level, k.institution_id, k.dimensions, 4, 'covered', k.institution_id, NULL, NULL, NULL, NULL, NULL
    FROM (SELECT s.measure, u.unit_level, u.institution_id, s.dimensions
          FROM step AS s JOIN unit AS u ON u.study_id = s.study_id
          GROUP BY s.measure, u.unit_level, u.institution_id, s.dimensions
          HAVING bool_or(s.is_completed AND s.kind = 'source')
          UNION
          SELECT o.measure, u.unit_level, u.institution_id, o.dimensions FROM outside AS o CROSS JOIN unit AS u) AS k
    UNION ALL
    SELECT f.measure, NULL, NULL, f.dimensions, r.phase, r.kind, r.subject, r.value, r.detail, r.reason, r.origin, r.source
    FROM figure AS f CROSS JOIN @internal@.parameter_rows(rule_set, NULL, '{study\_status.policy}') AS r
    WHERE f.policy IS NULL
    UNION ALL
    SELECT f.measure, NULL, NULL, f.dimensions, 3, 'policy', p.policy, NULL, p.title, NULL, p.origin, p.source
    FROM figure AS f
    CROSS JOIN chosen AS c
    JOIN @extschema@.publication_policy AS p ON p.policy = coalesce(f.policy, c.policy);
END;
COMMENT ON FUNCTION @internal@.publication_status_unit_rows(jsonb, integer, text, text, text, text, boolean) IS
    'rows of studies and units from judgements as kept, or (NULL) as they are, these with the rules';

CREATE FUNCTION @internal@.kept_judgements(year integer, rule_set text) RETURNS SETOF @internal@.kept_row
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 5000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT 'judgements', jsonb_strip_nulls(to_jsonb(j) - '{title,days_late,timely,summary_timely,flags,clock_from,reported_on,study_status,reason_source,reason_on,searched_until,enrolled}'::text[])
    FROM @internal@.judgements(NULL, make_date(@internal@.require_year(year), 12, 31)) AS j
    UNION ALL
    SELECT 'units', jsonb_build_array(u.study_id, u.unit_level, u.institution_id) FROM @internal@.study_units(year) AS u
    UNION ALL
    SELECT 'policy', to_jsonb(@internal@.rule_parameter_value(rule_set, 'study_status.policy'))
    UNION ALL
    -- of no unit: the rules alone
    SELECT 'rows', @internal@.kept_content(r)
    FROM @internal@.publication_status_unit_rows(NULL, year, rule_set, NULL, '', NULL, false) AS r;
END;
COMMENT ON FUNCTION @internal@.kept_judgements(integer, text) IS
    'what the archive keeps of the facts about the publication status of studies: how each was judged under every policy, and the units that it counts in';

CREATE FUNCTION @internal@.publication_status_rows(
    year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 50000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT r.* FROM @internal@.publication_status_unit_rows(NULL, year, rule_set, only_measure, only_level, only_unit, detailed) AS r;
END;
COMMENT ON FUNCTION @internal@.publication_status_rows(integer, text, text, text, text, boolean) IS
    'rows of the facts about the publication status of studies: a study of the unit each, with its status on 31 December, those left out with the reason';
