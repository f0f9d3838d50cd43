-- What is known of every study, whatever the policy and the day.
--
-- Registrations that share an identifier are one study (study_entities).  Its
-- dates and status are those of one of them, the reference: of those that are
-- not withdrawn and have a completion date the one that was registered first
-- (else of those not withdrawn, else of all).  What the reference leaves open
-- comes from the next in that order.  Its results are those of all its
-- registrations, it was registered when the first of them was, and it counts in
-- the units of all of them, once in each.

CREATE TYPE @internal@.known_study AS (
    study_id text,
    entity_id text,
    registrations text[],
    study_status text,
    starts_on date,
    primary_completed_on date,
    completed_on date,
    date_precision text,
    completion_is_actual boolean,
    registered_on date,
    paediatric boolean,
    certificate boolean,
    phase1_everywhere boolean,
    all_countries_completed boolean,
    deferred_until date,
    title text,
    kind text,
    initiator text,
    outcome_direction text,
    unpublished_reason text,
    reason_source text,
    reason_on date,
    searched_until date,
    enrolled integer,
    enrolled_is_actual boolean
);
COMMENT ON TYPE @internal@.known_study IS
    'a study under the id of its reference, with all its registrations; study_status to completion_is_actual are the reference''s, the rest is the first answer that a registration gives';

CREATE FUNCTION @internal@.keep_first(kept anyelement, next anyelement) RETURNS anyelement
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
    AS 'SELECT kept';
COMMENT ON FUNCTION @internal@.keep_first(anyelement, anyelement) IS 'the first of two values';

CREATE AGGREGATE @internal@.first_known(value anyelement) (SFUNC = @internal@.keep_first, STYPE = anyelement, PARALLEL = SAFE);
COMMENT ON AGGREGATE @internal@.first_known(anyelement) IS 'the first value that is not NULL; give it an ORDER BY';

CREATE FUNCTION @internal@.compute_known_studies(joined boolean) RETURNS SETOF @internal@.known_study
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH entity AS MATERIALIZED (
        SELECT e.study_id, e.entity_id FROM @internal@.study_entities() AS e WHERE joined
        UNION ALL
        SELECT DISTINCT s.study_id, s.study_id FROM @internal@.registered_studies() AS s WHERE NOT joined
    ), registration AS MATERIALIZED (
        SELECT s.*, s AS registered, e.entity_id, count(*) OVER (PARTITION BY e.entity_id) AS registrations,
               -- the reference is the first of its study
               row_number() OVER (PARTITION BY e.entity_id ORDER BY
                   s.status IS NOT DISTINCT FROM 'withdrawn',
                   s.date_precision IS NOT DISTINCT FROM 'year'
                       OR NOT (coalesce(isfinite(s.primary_completed_on), false) OR coalesce(isfinite(s.completed_on), false)),
                   s.registered_on NULLS LAST, s.study_id COLLATE "C") AS place
        FROM @internal@.registered_studies() AS s
        JOIN entity AS e ON e.study_id = s.study_id
    ), known AS (
        SELECT g.entity_id, array_agg(g.study_id ORDER BY g.study_id COLLATE "C") AS registrations,
               min(g.registered_on) FILTER (WHERE isfinite(g.registered_on)) AS registered_on,
               max(g.searched_until) FILTER (WHERE isfinite(g.searched_until)) AS searched_until,
               @internal@.first_known(g.paediatric ORDER BY g.place) AS paediatric,
               @internal@.first_known(g.certificate ORDER BY g.place) AS certificate,
               @internal@.first_known(g.phase1_everywhere ORDER BY g.place) AS phase1_everywhere,
               @internal@.first_known(g.all_countries_completed ORDER BY g.place) AS all_countries_completed,
               @internal@.first_known(g.deferred_until ORDER BY g.place) AS deferred_until,
               @internal@.first_known(g.title ORDER BY g.place) AS title,
               @internal@.first_known(g.kind ORDER BY g.place) AS kind,
               @internal@.first_known(g.initiator ORDER BY g.place) AS initiator,
               @internal@.first_known(g.outcome_direction ORDER BY g.place) AS outcome_direction,
               -- a reason, and a number, with what is said of them by the same registration
               (array_agg(g.registered ORDER BY g.place) FILTER (WHERE g.unpublished_reason IS NOT NULL))[1] AS reason,
               (array_agg(g.registered ORDER BY g.place) FILTER (WHERE g.enrolled IS NOT NULL))[1] AS number
        FROM registration AS g
        WHERE g.registrations > 1
        GROUP BY g.entity_id
    )
    SELECT g.study_id, g.entity_id, coalesce(k.registrations, ARRAY[g.study_id]), g.status, g.starts_on, g.primary_completed_on, g.completed_on,
           g.date_precision, g.completion_is_actual, coalesce(k.registered_on, CASE WHEN isfinite(g.registered_on) THEN g.registered_on END),
           coalesce(g.paediatric, k.paediatric), coalesce(g.certificate, k.certificate), coalesce(g.phase1_everywhere, k.phase1_everywhere),
           coalesce(g.all_countries_completed, k.all_countries_completed), coalesce(g.deferred_until, k.deferred_until),
           coalesce(g.title, k.title), coalesce(g.kind, k.kind), coalesce(g.initiator, k.initiator),
           coalesce(g.outcome_direction, k.outcome_direction), (o.reason).unpublished_reason, (o.reason).reason_source, (o.reason).reason_on,
           coalesce(k.searched_until, CASE WHEN isfinite(g.searched_until) THEN g.searched_until END),
           (o.number).enrolled, (o.number).enrolled_is_actual
    FROM registration AS g
    LEFT JOIN known AS k ON k.entity_id = g.entity_id
    CROSS JOIN LATERAL (SELECT coalesce(k.reason, CASE WHEN g.unpublished_reason IS NOT NULL THEN g.registered END) AS reason,
                               coalesce(k.number, CASE WHEN g.enrolled IS NOT NULL THEN g.registered END) AS number) AS o
    WHERE g.place = 1;
END;
COMMENT ON FUNCTION @internal@.compute_known_studies(boolean) IS 'body of known_studies()';

CREATE FUNCTION @internal@.known_studies(joined boolean) RETURNS SETOF @internal@.known_study
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.known_studies(boolean) IS
    'joined: every study once, with what its registrations say together; else every registration by itself';

CREATE TYPE @internal@.study_unit AS (
    study_id text,
    unit_level text,
    institution_id text
);
COMMENT ON TYPE @internal@.study_unit IS 'a unit that a study counts in';

CREATE FUNCTION @internal@.compute_study_units(year integer) RETURNS SETOF @internal@.study_unit
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH study AS MATERIALIZED (
        SELECT k.study_id, k.registrations FROM @internal@.known_studies(true) AS k
    )
    SELECT DISTINCT s.study_id, u.unit_level, u.unit_id
    FROM study AS s
    CROSS JOIN LATERAL unnest(s.registrations) AS r(study_id)
    JOIN @internal@.study_sites() AS t ON t.study_id = r.study_id AND t.role = 'coordinator'
    JOIN @extschema@.institutions_at(year) AS i ON i.institution_id = t.institution_id
    JOIN @extschema@.units(year) AS u ON u.institution_id = i.top_id AND u.unit_level <> 'nation'
    UNION ALL
    -- the nation is all the studies of the source, whoever leads them
    SELECT s.study_id, 'nation', 'NO' FROM study AS s;
END;
COMMENT ON FUNCTION @internal@.compute_study_units(integer) IS 'body of study_units()';

CREATE FUNCTION @internal@.study_units(year integer) RETURNS SETOF @internal@.study_unit
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION @internal@.study_units(integer) IS
    'the units that a study counts in: each coordinating institution of any of its registrations, the regions of these hospitals, and the nation, once each';
