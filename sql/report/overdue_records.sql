-- The overdue studies in a report: those that are overdue longest in its body,
-- where somebody is to act on them, all of them in its annex.

CREATE FUNCTION @internal@.overdue_records(year integer, orgnr text, rule_set text) RETURNS SETOF report_record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    policy text := @internal@.rule_parameter_value(@internal@.hod_rule_set_for(year, rule_set), 'study_status.policy');
    in_body CONSTANT integer := 10;
    sender record;
BEGIN
    IF policy IS NULL OR NOT @internal@.has_source('clinical_study', 'study_identifier', 'study_result', 'study_site') THEN
        RETURN;
    END IF;
    SELECT * INTO sender FROM @internal@.report_unit(year, orgnr);
    RETURN QUERY
    WITH study AS MATERIALIZED (
        SELECT s.position, jsonb_strip_nulls(jsonb_build_object(
                   'id', @internal@.report_text(s.study_id), 'tittel', @internal@.report_text(s.title),
                   'institusjon', (SELECT string_agg(coalesce(@internal@.report_text(i.name), i.institution_id), ', ' ORDER BY i.institution_id COLLATE "C")
                                   FROM @extschema@.institutions_at(year) AS i WHERE i.institution_id = ANY (s.coordinators)),
                   'frist', @internal@.report_day(s.due_on), 'dagerOverFristen', s.days_late,
                   'aarsak', @internal@.report_term('reason', @internal@.dimension_code(s.reason)),
                   'undersoektTil', @internal@.report_day(least(make_date(year, 12, 31), s.searched_until)))) AS content
        FROM @extschema@.overdue_studies(make_date(year, 12, 31), policy, sender.institution_id)
             WITH ORDINALITY AS s(study_id, registrations, title, coordinators, due_on, days_late, reason, reason_source, reason_on,
                                  searched_until, wording, enrolled, enrolled_is_actual, flags, position)
    )
    SELECT p.path, 'studie', s.content
    FROM (VALUES (1, 'innhold/forfalteStudier'), (2, 'vedlegg/forfalteStudier')) AS p(ordinal, path)
    JOIN study AS s ON p.ordinal = 2 OR s.position <= in_body
    ORDER BY p.ordinal, s.position;
END
$$;
COMMENT ON FUNCTION @internal@.overdue_records(integer, text, text) IS
    'records of a report: the sender''s studies whose results are overdue at the end of the year under the policy of the rule set, the latest first; the ten latest in the body, all in the annex';
