-- What an explanation of a publication is put together from: the publication
-- beside its rules, its contributions with the share that each gives, its
-- approvals, its conditions, and the parts of its institutions.
--
-- These follow the publication engine row by row, so that a reader can check
-- it; the arithmetic is the engine's own (core).  only_publication NULL gives
-- all publications of the year.

CREATE FUNCTION @internal@.publication_point_steps(
    weight numeric, shares integer, total integer, international boolean, interregional boolean,
    method text, share_function text, international_factor numeric, regional_factor numeric, combined_factors text,
    OUT factor numeric, OUT ratio numeric, OUT root numeric, OUT product numeric, OUT points numeric)
    AS 'MODULE_PATHNAME', 'research_indicators_publication_point_steps'
    LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.publication_point_steps(numeric, integer, integer, boolean, boolean, text, text, numeric, numeric, text) IS
    'what the arithmetic of publication points comes by: K, n/N, its root, the product before it is rounded, points; NULL what a needed parameter leaves open, and steps that the method does not round';

CREATE FUNCTION @internal@.publication_channels(
    year integer, rule_set text, only_publication text,
    OUT publication_id text, OUT ordinal integer, OUT kind text, OUT channel_id text, OUT level text,
    OUT can_decide boolean, OUT decides boolean)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('publication', 'channel_level');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH assigned AS MATERIALIZED (
            SELECT l.kind::text AS kind, l.channel_id::text AS channel_id, min(l.level::text COLLATE "C") AS level
            FROM %1$I.channel_level AS l
            WHERE l.year = $1 AND l.level <> 'X'
            GROUP BY 1, 2
        ), deciding AS MATERIALIZED (
            SELECT c.code FROM @internal@.rule_set_codes($2, 'deciding_channel') AS c
        ), channel AS (
            SELECT p.id, k.ordinal, k.kind, k.channel_id, a.level,
                   concat_ws('.', p.form, k.kind) IN (SELECT d.code FROM deciding AS d) AS can_decide
            FROM (SELECT DISTINCT ON (b.publication_id) b.publication_id::text AS id, b.form::text AS form,
                         b.journal_id::text AS journal_id, b.series_id::text AS series_id, b.publisher_id::text AS publisher_id
                  FROM %1$I.publication AS b
                  WHERE b.year = $1 AND ($3 IS NULL OR b.publication_id::text = $3)
                  ORDER BY b.publication_id, b.form::text COLLATE "C", b.status::text COLLATE "C") AS p
            CROSS JOIN LATERAL (VALUES (1, 'journal', p.journal_id), (2, 'series', p.series_id), (3, 'publisher', p.publisher_id))
                AS k(ordinal, kind, channel_id)
            LEFT JOIN assigned AS a ON a.kind = k.kind AND a.channel_id = k.channel_id
            WHERE k.channel_id IS NOT NULL
        )
        SELECT c.id, c.ordinal, c.kind, c.channel_id, c.level, c.can_decide,
               c.can_decide AND c.level IS NOT NULL
               AND c.ordinal = min(c.ordinal) FILTER (WHERE c.can_decide AND c.level IS NOT NULL) OVER (PARTITION BY c.id)
        FROM channel AS c
    $sql$)
    USING year, rule_set, only_publication;
END
$$;
COMMENT ON FUNCTION @internal@.publication_channels(integer, text, text) IS
    'the channels of publications of a year with their level in that year, whether the rule set lets them decide for the form, and which one does';

CREATE FUNCTION @internal@.publication_heads(
    year integer, rule_set text, only_publication text,
    OUT publication_id text, OUT form text, OUT status text, OUT revised boolean, OUT has_isbn boolean,
    OUT parent_form text, OUT doi text, OUT channel text, OUT level text,
    OUT weight_name text, OUT weight numeric, OUT weight_origin text, OUT weight_source text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('publication');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH weight AS MATERIALIZED (
            SELECT d.name, d.value::numeric AS value, d.origin, d.source
            FROM @extschema@.describe_rule_set($2) AS d
            WHERE d.name LIKE 'publication\_weight.%%'
        ), head AS (
            SELECT DISTINCT ON (b.publication_id) b.publication_id::text AS id, b.form::text AS form, b.status::text AS status,
                   coalesce(b.revised, false) AS revised, coalesce(btrim(b.isbn::text) <> '', false) AS has_isbn,
                   b.parent_form::text AS parent_form, b.doi::text AS doi
            FROM %1$I.publication AS b
            WHERE b.year = $1 AND ($3 IS NULL OR b.publication_id::text = $3)
            ORDER BY b.publication_id, b.form::text COLLATE "C", b.status::text COLLATE "C"
        )
        SELECT h.id, h.form, h.status, h.revised, h.has_isbn, h.parent_form, h.doi, c.kind, c.level,
               CASE WHEN c.kind IS NOT NULL THEN concat_ws('.', 'publication_weight', h.form, c.kind, c.level) END,
               w.value, w.origin, w.source
        FROM head AS h
        LEFT JOIN @internal@.publication_channels($1, $2, $3) AS c ON c.publication_id = h.id AND c.decides
        LEFT JOIN weight AS w ON w.name = concat_ws('.', 'publication_weight', h.form, c.kind, c.level)
    $sql$)
    USING year, rule_set, only_publication;
END
$$;
COMMENT ON FUNCTION @internal@.publication_heads(integer, text, text) IS
    'publications of a year beside what a rule set says of them: the deciding channel, its level, the weight with origin and source';

CREATE FUNCTION @internal@.publication_shares(
    year integer, share_counting text, only_publication text,
    OUT publication_id text, OUT ordinal integer, OUT contributor integer, OUT role text, OUT is_creator boolean,
    OUT unit_id text, OUT institution_id text, OUT region_id text, OUT reporting boolean,
    OUT country text, OUT verified boolean, OUT share integer, OUT reason text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('publication', 'contribution');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH institution AS MATERIALIZED (
            SELECT i.* FROM @extschema@.institutions_at($1) AS i
        ), entry AS (
            -- a person is a number within the publication, never a key
            SELECT p.id AS publication_id,
                   dense_rank() OVER (PARTITION BY p.id ORDER BY c.person_id::text COLLATE "C")::integer AS contributor,
                   c.role::text AS role, coalesce(c.role = 'creator' AND c.person_id IS NOT NULL, false) AS is_creator,
                   u.id AS unit_id, coalesce(i.top_id, u.id) AS top_id, i.region_id, coalesce(i.reporting, false) AS reporting,
                   coalesce(CASE WHEN octet_length(own.code) = 2 THEN own.code END,
                            CASE WHEN octet_length(upper(btrim(i.country))) = 2 THEN upper(btrim(i.country)) END) AS country,
                   coalesce(c.verified, false) AS verified
            FROM (SELECT DISTINCT b.publication_id AS own_id, b.publication_id::text AS id FROM %1$I.publication AS b
                  WHERE b.year = $1 AND ($3 IS NULL OR b.publication_id::text = $3)) AS p
            JOIN %1$I.contribution AS c ON c.publication_id = p.own_id
            CROSS JOIN LATERAL (VALUES (nullif(c.institution_id::text, ''))) AS u(id)
            CROSS JOIN LATERAL (VALUES (upper(btrim(c.country::text)))) AS own(code)
            LEFT JOIN institution AS i ON i.institution_id = u.id
        ), marked AS (
            SELECT e.*,
                   row_number() OVER (PARTITION BY e.publication_id, e.contributor, e.is_creator, e.top_id COLLATE "C"
                                      ORDER BY e.verified DESC, e.unit_id COLLATE "C", e.country COLLATE "C", e.role COLLATE "C") AS nth,
                   e.is_creator AND e.top_id IS NOT NULL
                   AND (e.reporting OR $2 IS DISTINCT FROM 'reporting_institutions') AS gives
            FROM entry AS e
        ), counted AS (
            SELECT m.*,
                   bool_or(m.gives) OVER person AS placed,
                   row_number() OVER (PARTITION BY m.publication_id, m.contributor, m.is_creator
                                      ORDER BY m.top_id COLLATE "C" NULLS FIRST, m.nth) AS nth_of_person
            FROM marked AS m
            WINDOW person AS (PARTITION BY m.publication_id, m.contributor, m.is_creator)
        )
        SELECT c.publication_id,
               row_number() OVER (PARTITION BY c.publication_id
                                  ORDER BY c.contributor, c.is_creator DESC, c.nth_of_person)::integer,
               c.contributor, c.role, c.is_creator, c.unit_id, c.top_id, c.region_id, c.reporting, c.country, c.verified,
               -- a creator whom no institution gives a share is one share all the same
               CASE WHEN c.gives AND c.nth = 1 OR c.is_creator AND NOT c.placed AND c.nth_of_person = 1 THEN 1 ELSE 0 END,
               CASE WHEN NOT c.is_creator THEN 'no_creator'
                    WHEN c.gives AND c.nth = 1 OR NOT c.placed AND c.nth_of_person = 1 THEN NULL
                    WHEN c.nth > 1 THEN 'repeated'
                    WHEN c.top_id IS NULL THEN 'no_institution'
                    ELSE 'not_reporting' END
        FROM counted AS c
    $sql$)
    USING year, share_counting, only_publication;
END
$$;
COMMENT ON FUNCTION @internal@.publication_shares(integer, text, text) IS
    'contributions to publications of a year: running number of the person, unit and its institution, country, verified, and the share that the row gives, or why it gives none';

CREATE FUNCTION @internal@.publication_approval_states(
    year integer, only_publication text, OUT publication_id text, OUT institution_id text, OUT state text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('publication', 'publication_approval');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        -- of several decisions of one institution's units the least favourable holds
        SELECT DISTINCT ON (d.id, d.top_id COLLATE "C") d.id, d.top_id, d.state
        FROM (SELECT p.publication_id::text AS id, coalesce(i.top_id, a.institution_id::text) AS top_id,
                     CASE WHEN a.state::text IN ('approved', 'rejected') THEN a.state::text ELSE 'pending' END AS state
              FROM %1$I.publication_approval AS a
              JOIN %1$I.publication AS p ON p.publication_id = a.publication_id
              LEFT JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = a.institution_id::text
              WHERE p.year = $1 AND ($2 IS NULL OR p.publication_id::text = $2) AND a.institution_id IS NOT NULL) AS d
        ORDER BY d.id, d.top_id COLLATE "C", array_position('{rejected,pending,approved}'::text[], d.state)
    $sql$)
    USING year, only_publication;
END
$$;
COMMENT ON FUNCTION @internal@.publication_approval_states(integer, text) IS
    'what each institution has decided about publications of a year; no row for a publication: approval is not tracked there';

CREATE FUNCTION @internal@.publication_conditions(
    year integer, rule_set text, only_publication text,
    OUT publication_id text, OUT ordinal integer, OUT condition text, OUT code text, OUT met boolean, OUT unset text, OUT detail text,
    OUT parameter text)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH rule AS MATERIALIZED (
        SELECT (SELECT array_agg(DISTINCT split_part(c.code, '.', 1)) FROM @internal@.rule_set_codes(rule_set, 'deciding_channel') AS c) AS forms,
               (SELECT array_agg(c.code) FROM @internal@.rule_set_codes(rule_set, 'isbn_required') AS c) AS isbn_forms,
               @internal@.rule_parameter_value(rule_set, 'revised_counts') AS revised_counts,
               @internal@.rule_parameter_value(rule_set, 'chapter_in_monograph_counts') AS chapter_counts
    ), part AS (
        SELECT s.publication_id, count(DISTINCT s.institution_id) AS institutions
        FROM @internal@.publication_shares(year, @internal@.rule_parameter_value(rule_set, 'share_counting'), only_publication) AS s
        WHERE s.is_creator AND s.reporting
        GROUP BY s.publication_id
    )
    SELECT h.publication_id, c.ordinal, c.condition, c.code, coalesce(c.met, false), c.unset, c.detail, c.parameter
    FROM @internal@.publication_heads(year, rule_set, only_publication) AS h
    LEFT JOIN part AS p ON p.publication_id = h.publication_id
    CROSS JOIN rule AS r
    CROSS JOIN LATERAL (
        SELECT h.form = 'chapter' AND coalesce(h.parent_form, '') IN ('monograph', 'commentary') AS inside,
               coalesce(h.form = ANY (r.isbn_forms), false) AS needs_isbn
    ) AS is_so
    CROSS JOIN LATERAL (VALUES
        (1, 'published', 'not_published', h.status = 'published', NULL, format('status %s', coalesce(h.status, 'unknown')), NULL),
        (2, 'form_counts', 'form_not_counted', h.form = ANY (r.forms), NULL, format('form %s', coalesce(h.form, 'unknown')), NULL),
        (3, 'edition_counts', 'revised_edition', NOT h.revised OR coalesce(r.revised_counts = 'true', false),
         CASE WHEN r.revised_counts IS NULL THEN 'parameter_unset' END,
         CASE WHEN h.revised THEN 'a revised edition' ELSE 'no revised edition' END, CASE WHEN h.revised THEN 'revised_counts' END),
        (4, 'isbn', 'isbn_missing', h.has_isbn OR NOT is_so.needs_isbn, NULL,
         CASE WHEN h.has_isbn THEN 'has an ISBN' WHEN is_so.needs_isbn THEN 'has none, and its form needs one' ELSE 'its form needs none' END, NULL),
        (5, 'book_part_counts', 'chapter_in_monograph', NOT coalesce(is_so.inside, false) OR coalesce(r.chapter_counts = 'true', false),
         CASE WHEN r.chapter_counts IS NULL THEN 'parameter_unset' END,
         CASE WHEN is_so.inside THEN format('a chapter in a %s', h.parent_form) ELSE 'no chapter in a monograph or commentary' END,
         CASE WHEN is_so.inside THEN 'chapter_in_monograph_counts' END),
        (6, 'level_assigned', 'level_unassigned', h.level IS NOT NULL, NULL,
         CASE WHEN h.level IS NOT NULL THEN format('the %s has level %s in %s', h.channel, h.level, year)
              ELSE format('no channel that can decide has a level in %s', year) END, NULL),
        (7, 'level_counts', 'level_not_counted', h.weight > 0, CASE WHEN h.weight IS NULL THEN 'weight_unset' END,
         coalesce(format('weight %s', h.weight), 'no weight'), h.weight_name),
        (8, 'reporting_institution', 'no_reporting_institution', p.institutions > 0, NULL,
         format('%s reporting institutions with a creator', coalesce(p.institutions, 0)), NULL))
        AS c(ordinal, condition, code, met, unset, detail, parameter);
END;
COMMENT ON FUNCTION @internal@.publication_conditions(integer, text, text) IS
    'the conditions on which publications of a year count, in order; code is the reason where one is not met (the first of them holds), unset why it cannot be judged then';

CREATE FUNCTION @internal@.publication_parts(
    year integer, rule_set text, only_publication text,
    OUT publication_id text, OUT institution_id text, OUT shares integer, OUT total_shares integer,
    OUT international boolean, OUT interregional boolean, OUT approval text,
    OUT factor numeric, OUT ratio numeric, OUT root numeric, OUT product numeric, OUT points numeric,
    OUT countable boolean, OUT reason text, OUT computed boolean)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH rule AS MATERIALIZED (
        SELECT max(d.value) FILTER (WHERE d.name = 'rounding_method') AS method,
               max(d.value) FILTER (WHERE d.name = 'share_function') AS share_function,
               max(d.value) FILTER (WHERE d.name = 'share_counting') AS share_counting,
               max(d.value) FILTER (WHERE d.name = 'international_factor')::numeric AS international_factor,
               max(d.value) FILTER (WHERE d.name = 'regional_factor')::numeric AS regional_factor,
               max(d.value) FILTER (WHERE d.name = 'combined_factors') AS combined_factors
        FROM @extschema@.describe_rule_set(rule_set) AS d
        WHERE NOT d.name LIKE '%.%'
    ), share AS MATERIALIZED (
        SELECT s.* FROM rule AS r CROSS JOIN LATERAL @internal@.publication_shares(year, r.share_counting, only_publication) AS s
        WHERE s.is_creator
    ), total AS (
        SELECT s.publication_id, sum(s.share)::integer AS shares, coalesce(bool_or(s.country <> 'NO'), false) AS international,
               count(DISTINCT s.region_id) > 1 AS interregional
        FROM share AS s GROUP BY s.publication_id
    ), entry AS (
        SELECT s.publication_id, s.institution_id, (count(DISTINCT s.contributor) FILTER (WHERE s.verified))::integer AS shares
        FROM share AS s WHERE s.reporting GROUP BY s.publication_id, s.institution_id
    ), decided AS (
        SELECT e.publication_id, e.institution_id,
               CASE WHEN t.publication_id IS NOT NULL THEN coalesce(a.state, 'pending') END AS state
        FROM entry AS e
        LEFT JOIN (SELECT DISTINCT x.publication_id FROM @internal@.publication_approval_states(year, only_publication) AS x) AS t
          ON t.publication_id = e.publication_id
        LEFT JOIN @internal@.publication_approval_states(year, only_publication) AS a
          ON a.publication_id = e.publication_id AND a.institution_id = e.institution_id
    ), obstacle AS (
        SELECT d.publication_id,
               CASE WHEN bool_and(coalesce(d.state, 'approved') = 'approved') THEN NULL
                    WHEN NOT bool_or(d.state = 'rejected') THEN 'approval_pending'
                    WHEN bool_or(d.state = 'approved') THEN 'approval_disputed'
                    ELSE 'approval_rejected' END AS reason
        FROM decided AS d GROUP BY d.publication_id
    ), exclusion AS (
        SELECT DISTINCT ON (c.publication_id) c.publication_id, c.code, c.unset
        FROM @internal@.publication_conditions(year, rule_set, only_publication) AS c
        WHERE NOT c.met
        ORDER BY c.publication_id, c.ordinal
    )
    SELECT h.publication_id, e.institution_id, coalesce(e.shares, 0), coalesce(t.shares, 0),
           coalesce(t.international, false), coalesce(t.interregional, false), d.state,
           p.factor, p.ratio, p.root, p.product, judged.points,
           judged.points IS NOT NULL AND e.institution_id IS NOT NULL AND x.code IS NULL AND o.reason IS NULL,
           CASE WHEN x.code IS NOT NULL THEN coalesce(x.unset, x.code)
                WHEN judged.unset THEN 'parameter_unset'
                WHEN judged.points IS NULL THEN 'too_many_shares'
                WHEN o.reason IS NOT NULL THEN o.reason
                WHEN e.shares = 0 THEN 'no_verified_creator' END,
           x.code IS NULL
    FROM @internal@.publication_heads(year, rule_set, only_publication) AS h
    CROSS JOIN rule AS r
    LEFT JOIN total AS t ON t.publication_id = h.publication_id
    LEFT JOIN entry AS e ON e.publication_id = h.publication_id
    LEFT JOIN decided AS d ON d.publication_id = e.publication_id AND d.institution_id = e.institution_id
    LEFT JOIN obstacle AS o ON o.publication_id = h.publication_id
    LEFT JOIN exclusion AS x ON x.publication_id = h.publication_id
    CROSS JOIN LATERAL @internal@.publication_point_steps(
        h.weight, e.shares, t.shares, t.international, t.interregional, r.method, r.share_function,
        r.international_factor, r.regional_factor, r.combined_factors) AS p
    CROSS JOIN LATERAL (
        SELECT r.method IS NULL OR r.share_function IS NULL OR r.share_counting IS NULL OR p.factor IS NULL AS unset,
               CASE WHEN x.code IS NOT NULL THEN CASE WHEN x.unset IS NULL THEN 0.0000 END
                    WHEN r.share_counting IS NOT NULL THEN p.points END AS points
    ) AS judged;
END;
COMMENT ON FUNCTION @internal@.publication_parts(integer, text, text) IS
    'the part of every reporting institution in publications of a year with the steps of its points; one row with institution_id NULL where there is none; computed: no condition excludes it';
