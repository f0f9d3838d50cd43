-- Lists in the annex of a report, as records: projects of the sender.

CREATE FUNCTION @internal@.project_records(year integer, orgnr text, rule_set text) RETURNS SETOF report_record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    sender record;
BEGIN
    IF EXISTS (SELECT FROM unnest('{hrcs.total_min,hrcs.total_max,health_services_research.activity_group}'::text[]) AS p(name)
               WHERE @internal@.rule_parameter_value(hod, p.name) IS NULL)
       OR NOT @internal@.has_source('project', 'project_funding', 'project_hrcs') THEN
        RETURN;
    END IF;
    SELECT * INTO sender FROM @internal@.report_unit(year, orgnr);
    RETURN QUERY
    SELECT 'vedlegg/helsetjenesteprosjekter', 'prosjekt', jsonb_strip_nulls(jsonb_build_object(
               'id', @internal@.report_text(p.project_id), 'tittel', @internal@.report_text(p.title),
               'institusjon', coalesce(@internal@.report_text(p.institution), p.institution_id),
               'region', @internal@.report_text(p.region), 'program', @internal@.report_text(p.programme),
               'type', coalesce(@internal@.report_term('project_kind', p.kind), 'annet'),
               'finansiering', CASE WHEN p.funder IS NOT NULL THEN coalesce(@internal@.report_term('funder', p.funder), 'annet') END, 'beloep', p.amount_nok, 'andel', p.share, 'andelBeloep', p.amount_health_services_nok,
               'start', @internal@.report_day(p.starts_on), 'slutt', @internal@.report_day(p.ends_on)))
    FROM @extschema@.health_services_research(make_date(year, 12, 31), hod) AS p
    WHERE sender.unit_level = 'nation'
       OR sender.unit_level = 'rhf' AND p.region_id = sender.institution_id
       OR p.institution_id = sender.institution_id
    ORDER BY p.region_id COLLATE "C" NULLS LAST, p.institution_id COLLATE "C", p.project_id COLLATE "C", p.funder COLLATE "C" NULLS LAST;
END
$$;
COMMENT ON FUNCTION @internal@.project_records(integer, text, text) IS
    'records of a report: the sender''s ongoing projects in health services research on 31 December, one row per funder of the year';

CREATE FUNCTION @internal@.unpublished_project_records(year integer, orgnr text) RETURNS SETOF report_record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    sender record;
BEGIN
    IF NOT @internal@.has_source('project', 'project_publication', 'publication', 'clinical_study') THEN
        RETURN;
    END IF;
    SELECT * INTO sender FROM @internal@.report_unit(year, orgnr);
    RETURN QUERY
    SELECT 'vedlegg/prosjekterUtenPublikasjon', 'prosjektresultat', jsonb_strip_nulls(jsonb_build_object(
               'id', @internal@.report_text(p.project_id), 'tittel', @internal@.report_text(p.title),
               'institusjon', coalesce(@internal@.report_text(i.name), p.institution_id), 'region', @internal@.report_text(r.name),
               'program', @internal@.report_text(p.programme), 'type', coalesce(@internal@.report_term('project_kind', p.kind), 'annet'),
               'avsluttet', @internal@.report_day(o.concluded_on), 'aarSiden', o.years_since_end,
               'planlagte', o.planned, 'innsendte', o.submitted, 'antatte', o.accepted))
    FROM @internal@.project_outcomes(make_date(year, 12, 31)) AS o
    JOIN @internal@.projects(year) AS p ON p.project_id = o.project_id
    LEFT JOIN @internal@.unit_names(year) AS i ON i.unit_id = p.institution_id
    LEFT JOIN @internal@.unit_names(year) AS r ON r.unit_id = p.region_id
    WHERE o.without_publication AND o.registered_studies = 0
      AND (sender.unit_level = 'nation'
           OR sender.unit_level = 'rhf' AND p.region_id = sender.institution_id
           OR p.institution_id = sender.institution_id)
    ORDER BY p.region_id COLLATE "C" NULLS LAST, p.institution_id COLLATE "C", p.project_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.unpublished_project_records(integer, text) IS
    'records of a report: the sender''s projects that are concluded on 31 December without a publication, those with a registered study apart';
