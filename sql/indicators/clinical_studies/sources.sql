-- Clinical studies as the site has them: what registries say of them, their
-- identifiers, sites, new patients and results.

CREATE FUNCTION trial_phase(written text) RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_trial_phase'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trial_phase(text) IS
    'the phase of a drug study however it is written (III, Phase 2, Fase II, i/ii, 2a, IIb, Early Phase 1): 0, 1, 2, 3, 4, or neighbours as 1/2; NULL when it cannot be read';

CREATE TYPE @internal@.registered_study AS (
    study_id text,
    project_id text,
    title text,
    kind text,
    initiator text,
    phase text,
    paediatric boolean,
    registered_on date,
    starts_on date,
    primary_completed_on date,
    completed_on date,
    date_precision text,
    completion_is_actual boolean,
    all_countries_completed boolean,
    phase1_everywhere boolean,
    certificate boolean,
    deferred_until date,
    status text,
    enrolled integer,
    enrolled_is_actual boolean,
    outcome_direction text,
    unpublished_reason text,
    reason_source text,
    reason_on date,
    searched_until date
);
COMMENT ON TYPE @internal@.registered_study IS 'one registration of a study, as in relation clinical_study';

CREATE FUNCTION @internal@.compute_registered_studies() RETURNS SETOF @internal@.registered_study
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('clinical_study');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT s.study_id::text, s.project_id::text, s.title::text, s.kind::text, s.initiator::text, nullif(btrim(s.phase::text), ''), s.paediatric,
               s.registered_on, s.starts_on, s.primary_completed_on, s.completed_on, s.date_precision::text, s.completion_is_actual,
               s.all_countries_completed, s.phase1_everywhere, s.certificate, s.deferred_until, s.status::text, s.enrolled::integer,
               s.enrolled_is_actual, s.outcome_direction::text, s.unpublished_reason::text, s.reason_source::text, s.reason_on, s.searched_until
        FROM %I.clinical_study AS s
    $sql$);
END
$$;
COMMENT ON FUNCTION @internal@.compute_registered_studies() IS 'body of registered_studies()';

CREATE FUNCTION @internal@.registered_studies() RETURNS SETOF @internal@.registered_study
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.registered_studies() IS 'every registration of a study in the source';

CREATE TYPE @internal@.study_name AS (
    study_id text,
    identifier text
);
COMMENT ON TYPE @internal@.study_name IS 'an identifier that a registration bears';

CREATE FUNCTION @internal@.compute_study_names() RETURNS SETOF @internal@.study_name
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('study_identifier');
    RETURN QUERY EXECUTE @internal@.source_query('SELECT n.study_id::text, n.identifier::text FROM %I.study_identifier AS n');
END
$$;
COMMENT ON FUNCTION @internal@.compute_study_names() IS 'body of study_names()';

CREATE FUNCTION @internal@.study_names() RETURNS SETOF @internal@.study_name
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.study_names() IS 'the identifiers of studies as registered';

CREATE TYPE @internal@.site_of_study AS (
    study_id text,
    institution_id text,
    role text,
    applied_on date,
    planned_open_on date,
    opened_on date,
    first_patient_on date,
    closed_on date,
    target_patients bigint
);
COMMENT ON TYPE @internal@.site_of_study IS 'an institution or unit that takes part in a study, as in relation study_site';

CREATE FUNCTION @internal@.compute_study_sites() RETURNS SETOF @internal@.site_of_study
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('study_site');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT t.study_id::text, t.institution_id::text, t.role::text, t.applied_on, t.planned_open_on, t.opened_on, t.first_patient_on,
               t.closed_on, t.target_patients::bigint
        FROM %I.study_site AS t
    $sql$);
END
$$;
COMMENT ON FUNCTION @internal@.compute_study_sites() IS 'body of study_sites()';

CREATE FUNCTION @internal@.study_sites() RETURNS SETOF @internal@.site_of_study
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.study_sites() IS 'the sites of studies';

CREATE TYPE @internal@.inclusion_figure AS (
    study_id text,
    institution_id text,
    inclusion_year integer,
    new_patients bigint,
    source text,
    reported_on date
);
COMMENT ON TYPE @internal@.inclusion_figure IS 'new patients of a study at a unit in a year, as in relation study_inclusion; source: where the figure comes from';

CREATE FUNCTION @internal@.compute_study_inclusions() RETURNS SETOF @internal@.inclusion_figure
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('study_inclusion');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT n.study_id::text, n.institution_id::text, n.year::integer, n.new_patients::bigint, n.source::text, n.reported_on
        FROM %I.study_inclusion AS n
    $sql$);
END
$$;
COMMENT ON FUNCTION @internal@.compute_study_inclusions() IS 'body of study_inclusions()';

CREATE FUNCTION @internal@.study_inclusions() RETURNS SETOF @internal@.inclusion_figure
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.study_inclusions() IS 'the inclusion figures of all years, those that are none among them';

CREATE TYPE @internal@.result_of_study AS (
    study_id text,
    kind text,
    type text,
    published_on date,
    date_precision text,
    doi text,
    source text,
    found_on date
);
COMMENT ON TYPE @internal@.result_of_study IS 'a result that was found of a study, as in relation study_result';

CREATE FUNCTION @internal@.compute_study_results() RETURNS SETOF @internal@.result_of_study
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('study_result');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT r.study_id::text, r.kind::text, r.type::text, r.published_on, r.date_precision::text, r.doi::text, r.source::text, r.found_on
        FROM %I.study_result AS r
    $sql$);
END
$$;
COMMENT ON FUNCTION @internal@.compute_study_results() IS 'body of study_results()';

CREATE FUNCTION @internal@.study_results() RETURNS SETOF @internal@.result_of_study
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.study_results() IS 'the results that were found of studies';
