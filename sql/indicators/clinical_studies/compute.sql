-- Clinical treatment studies: which they are, whom they included, what happened
-- in a year.  Only what happens in Norwegian specialist care counts:
-- institutions of kind rhf, hf or private_nonprofit of a region.

CREATE FUNCTION @internal@.specialist_care(year integer) RETURNS SETOF institution_of_year
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT i.* FROM @extschema@.institutions_at(year) AS i
    WHERE i.region_id IS NOT NULL AND coalesce(i.country, 'NO') = 'NO';
END;
COMMENT ON FUNCTION @internal@.specialist_care(integer) IS
    'the institutions and units of Norwegian specialist care; an unknown country is not foreign';

CREATE FUNCTION @internal@.care_units(year integer) RETURNS SETOF unit_of_year
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH unit AS MATERIALIZED (
        SELECT u.* FROM @extschema@.units(year) AS u
    )
    SELECT u.* FROM unit AS u
    WHERE u.institution_id IN (SELECT r.institution_id FROM unit AS r WHERE r.unit_level = 'rhf');
END;
COMMENT ON FUNCTION @internal@.care_units(integer) IS
    'the units that institutions of a health region count in';

CREATE TYPE @internal@.classified_study AS (
    study_id text,
    entity_id text,
    kind text,
    phase text,
    status text,
    starts_on date,
    kind_counts boolean,
    phase_counts boolean,
    phase_is_known boolean
);
COMMENT ON TYPE @internal@.classified_study IS
    'a registration with the study that it is of, and whether its kind and its phase are those of a clinical treatment study; phase_is_known: no drug study, or its phase is missing, can be read, or is a name of the rule set';

CREATE FUNCTION @internal@.classified_studies(rule_set text) RETURNS SETOF @internal@.classified_study
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH counted AS MATERIALIZED (
        SELECT (SELECT c.codes FROM @extschema@.source_column AS c WHERE c.relation = 'clinical_study' AND c.column_name = 'kind') AS kinds,
               -- a set without the list takes every phase
               (SELECT array_agg(coalesce(@extschema@.trial_phase(c.code), c.code))
                FROM @internal@.rule_set_codes(rule_set, 'clinical_studies.drug_phase') AS c) AS phases
    )
    SELECT s.study_id, e.entity_id, s.kind, s.phase, s.status, s.starts_on, coalesce(s.kind = ANY (c.kinds), false),
           coalesce(s.kind <> 'drug' OR coalesce(p.phase, s.phase) = ANY (c.phases), true),
           coalesce(s.kind <> 'drug' OR p.phase IS NOT NULL OR s.phase = ANY (c.phases), true)
    FROM @internal@.registered_studies() AS s
    JOIN @internal@.study_entities() AS e ON e.study_id = s.study_id
    CROSS JOIN LATERAL (SELECT @extschema@.trial_phase(s.phase) AS phase) AS p
    CROSS JOIN counted AS c;
END;
COMMENT ON FUNCTION @internal@.classified_studies(text) IS
    'every registration: of a known kind or not; phase_counts: no drug study, of unknown phase, or of a phase that the rule set counts (NULL, or a set without the list: every phase)';

CREATE TYPE @internal@.treatment_study AS (
    study_id text,
    entity_id text,
    status text,
    starts_on date
);
COMMENT ON TYPE @internal@.treatment_study IS 'a registration of a clinical treatment study, with the study that it is of';

CREATE FUNCTION @internal@.compute_treatment_studies(rule_set text) RETURNS SETOF @internal@.treatment_study
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT c.study_id, c.entity_id, c.status, c.starts_on
    FROM @internal@.classified_studies(rule_set) AS c
    WHERE c.kind_counts AND c.phase_counts;
END;
COMMENT ON FUNCTION @internal@.compute_treatment_studies(text) IS 'body of treatment_studies()';

CREATE FUNCTION @internal@.treatment_studies(rule_set text) RETURNS SETOF @internal@.treatment_study
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION @internal@.treatment_studies(text) IS
    'the clinical treatment studies of the source: of a known kind, drug studies in a phase that the rule set counts';

CREATE TYPE @internal@.treatment_inclusion AS (
    inclusion_year integer,
    institution_id text,
    region_id text,
    entity_id text,
    source text,
    new_patients bigint
);
COMMENT ON TYPE @internal@.treatment_inclusion IS
    'new patients of a clinical treatment study in a year at an institution (top level), one inclusion figure each';

CREATE FUNCTION @internal@.compute_treatment_inclusions(year integer, rule_set text) RETURNS SETOF @internal@.treatment_inclusion
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT n.inclusion_year, i.top_id, i.region_id, s.entity_id, n.source, n.new_patients
    FROM @internal@.study_inclusions() AS n
    JOIN @internal@.treatment_studies(rule_set) AS s ON s.study_id = n.study_id
    JOIN @internal@.specialist_care(year) AS i ON i.institution_id = n.institution_id
    WHERE n.inclusion_year <= year AND n.new_patients >= 0;
END;
COMMENT ON FUNCTION @internal@.compute_treatment_inclusions(integer, text) IS 'body of treatment_inclusions()';

CREATE FUNCTION @internal@.treatment_inclusions(year integer, rule_set text) RETURNS SETOF @internal@.treatment_inclusion
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.treatment_inclusions(integer, text) IS
    'new patients in clinical treatment studies of the rule set, of the year and those before, in Norwegian specialist care only; institutions as valid in the argument''s year, so that all years have the same perimeter';

CREATE TYPE @internal@.treatment_study_activity AS (
    institution_id text,
    region_id text,
    study_id text,
    new_patients numeric,
    figures bigint,
    figures_manual bigint,
    figures_ehr bigint,
    figures_registry bigint,
    started boolean,
    started_in_region boolean,
    started_in_nation boolean,
    coordinated boolean
);
COMMENT ON TYPE @internal@.treatment_study_activity IS
    'a clinical treatment study at an institution in a year: new patients, inclusion figures by where they come from, whether it started there (also first in the region, first in the nation) and whether the institution co-ordinates it';

CREATE FUNCTION @internal@.compute_treatment_study_activity(year integer, rule_set text) RETURNS SETOF @internal@.treatment_study_activity
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.require_year(year), @internal@.require_source('clinical_study', 'study_identifier', 'study_site', 'study_inclusion');
    WITH part AS (
        SELECT n.institution_id, n.region_id, n.entity_id, n.new_patients, n.source, true AS is_figure, NULL::date AS opened_on, false AS coordinates
        FROM @internal@.treatment_inclusions(year, rule_set) AS n
        WHERE n.inclusion_year = year
        UNION ALL
        SELECT i.top_id, i.region_id, s.entity_id, NULL, NULL, false,
               -- a study opens at its coordinator on its first day, where the site itself says nothing
               coalesce(t.opened_on, CASE WHEN t.role = 'coordinator' AND s.status <> ALL ('{not_started,withdrawn}')
                                          THEN s.starts_on END),
               coalesce(t.role = 'coordinator', false)
        FROM @internal@.study_sites() AS t
        JOIN @internal@.treatment_studies(rule_set) AS s ON s.study_id = t.study_id
        JOIN @internal@.specialist_care(year) AS i ON i.institution_id = t.institution_id
    ), place AS (
        SELECT p.institution_id, p.region_id, p.entity_id, coalesce(sum(p.new_patients), 0) AS new_patients,
               count(*) FILTER (WHERE p.is_figure) AS figures, count(*) FILTER (WHERE p.source = 'manual') AS figures_manual,
               count(*) FILTER (WHERE p.source = 'ehr') AS figures_ehr, count(*) FILTER (WHERE p.source = 'registry') AS figures_registry,
               min(p.opened_on) AS opened_on, min(min(p.opened_on)) OVER (PARTITION BY p.region_id, p.entity_id) AS opened_in_region_on,
               min(min(p.opened_on)) OVER (PARTITION BY p.entity_id) AS opened_in_nation_on,
               -- a study belongs to the years in which somebody was included, wherever that was
               bool_or(p.coordinates) AND bool_or(sum(p.new_patients) > 0) OVER (PARTITION BY p.entity_id) IS TRUE AS coordinated
        FROM part AS p
        GROUP BY p.institution_id, p.region_id, p.entity_id
    ), start AS (
        -- the first opening within the unit; where it is later than the unit's first, it is none
        SELECT p.*, coalesce(p.opened_on BETWEEN d.first_day AND d.last_day, false) AS started,
               coalesce(p.opened_on BETWEEN d.first_day AND d.last_day AND p.opened_in_region_on >= d.first_day, false) AS started_in_region,
               coalesce(p.opened_on BETWEEN d.first_day AND d.last_day AND p.opened_in_nation_on >= d.first_day, false) AS started_in_nation
        FROM place AS p
        CROSS JOIN (SELECT make_date(year, 1, 1) AS first_day, make_date(year, 12, 31) AS last_day) AS d
    )
    SELECT s.institution_id, s.region_id, s.entity_id, s.new_patients, s.figures, s.figures_manual, s.figures_ehr, s.figures_registry,
           s.started, s.started_in_region, s.started_in_nation, s.coordinated
    FROM start AS s
    WHERE s.figures > 0 OR s.started OR s.coordinated;
END;
COMMENT ON FUNCTION @internal@.compute_treatment_study_activity(integer, text) IS 'body of treatment_study_activity()';

CREATE FUNCTION @internal@.treatment_study_activity(year integer, rule_set text) RETURNS SETOF @internal@.treatment_study_activity
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION @internal@.treatment_study_activity(integer, text) IS
    'clinical treatment studies of a year per institution and study (rows that share an identifier are one): new patients, inclusion figures by source, whether the study opened there in the year (for the first time at the institution, in its region, in the nation), and whether the institution coordinates it while it included somebody somewhere in the year';
