-- Why a publication is worth what it is worth: every step as a row.

CREATE TYPE publication_step AS (
    publication_id text,
    phase integer,
    block text,
    ordinal integer,
    kind text,
    subject text,
    value numeric,
    detail text,
    reason text,
    origin text,
    source text
);
COMMENT ON TYPE publication_step IS
    'one step of the explanation of a publication; phase, block and ordinal order the steps, reason says why something does not count';

CREATE FUNCTION @internal@.publication_head_steps(year integer, rule_set text, only_publication text) RETURNS SETOF publication_step
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH rule AS MATERIALIZED (
        SELECT d.name, d.value, d.origin, d.source FROM @extschema@.describe_rule_set(rule_set) AS d
    )
    SELECT (h.publication_id, 1, '', 1, 'rule_set', s.rule_set, NULL, s.title, NULL, NULL, s.legal_reference)::@extschema@.publication_step
    FROM @internal@.publication_heads(year, rule_set, only_publication) AS h
    JOIN @extschema@.rule_set AS s ON s.rule_set = publication_head_steps.rule_set
    UNION ALL
    SELECT (h.publication_id, 2, '', 1, 'publication', h.publication_id, NULL,
            concat_ws(', ', format('%s of %s', coalesce(h.form, 'form unknown'), year), 'doi ' || h.doi),
            NULL, NULL, 'publication')::@extschema@.publication_step
    FROM @internal@.publication_heads(year, rule_set, only_publication) AS h
    UNION ALL
    SELECT (c.publication_id, 3, '', c.ordinal, 'channel', concat_ws(' ', c.kind, c.channel_id), NULL,
            concat_ws('; ', CASE WHEN c.level IS NULL THEN format('no level in %s', year) ELSE format('level %s in %s', c.level, year) END,
                      CASE WHEN c.decides THEN 'decides' WHEN NOT c.can_decide THEN 'does not decide for this form'
                           WHEN c.level IS NOT NULL THEN 'another channel comes first' END),
            NULL, r.origin, coalesce(r.source, 'channel_level'))::@extschema@.publication_step
    FROM @internal@.publication_channels(year, rule_set, only_publication) AS c
    LEFT JOIN @internal@.publication_heads(year, rule_set, only_publication) AS h ON h.publication_id = c.publication_id
    LEFT JOIN rule AS r ON c.decides AND r.name = concat_ws('.', 'deciding_channel', h.form, c.kind)
    UNION ALL
    SELECT (c.publication_id, 4, '', c.ordinal, 'condition', c.condition, c.met::integer,
            concat_ws(': ', CASE WHEN c.met THEN 'met' ELSE 'not met' END, c.detail),
            CASE WHEN NOT c.met THEN coalesce(c.unset, c.code) END, r.origin, coalesce(r.source, 'publication'))::@extschema@.publication_step
    FROM @internal@.publication_conditions(year, rule_set, only_publication) AS c
    LEFT JOIN rule AS r ON r.name = c.parameter;
END;
COMMENT ON FUNCTION @internal@.publication_head_steps(integer, text, text) IS
    'first steps of the explanation of publications: rule set, publication, channels, conditions';

CREATE FUNCTION @internal@.publication_share_steps(year integer, rule_set text, only_publication text) RETURNS SETOF publication_step
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH counting AS MATERIALIZED (
        SELECT d.value, d.origin, d.source FROM @extschema@.describe_rule_set(rule_set) AS d WHERE d.name = 'share_counting'
    ), share AS MATERIALIZED (
        SELECT s.* FROM counting AS c CROSS JOIN LATERAL @internal@.publication_shares(year, c.value, only_publication) AS s
    )
    SELECT (s.publication_id, 5, '', s.ordinal, 'contribution', format('contributor %s', s.contributor), s.share,
            concat_ws('; ', CASE WHEN NOT s.is_creator THEN format('role %s', s.role) END,
                      CASE WHEN s.unit_id IS NULL THEN 'no institution'
                           WHEN s.unit_id = s.institution_id THEN s.institution_id
                           ELSE format('%s -> %s', s.unit_id, s.institution_id) END,
                      CASE WHEN s.unit_id IS NOT NULL THEN CASE WHEN s.reporting THEN 'reporting' ELSE 'not reporting' END END,
                      coalesce('country ' || s.country, 'country unknown'),
                      CASE WHEN s.verified THEN 'verified' ELSE 'not verified' END),
            s.reason, NULL, 'contribution')::@extschema@.publication_step
    FROM share AS s
    UNION ALL
    SELECT (s.publication_id, 6, '', 1, 'total_shares', 'N', sum(s.share),
            format('%s creators, %s counted', count(DISTINCT s.contributor), max(c.value)), NULL, max(c.origin), max(c.source))::@extschema@.publication_step
    FROM share AS s CROSS JOIN counting AS c
    WHERE s.is_creator
    GROUP BY s.publication_id
    UNION ALL
    SELECT (s.publication_id, 7, '', 1, 'international', string_agg(DISTINCT a.country, ', ' ORDER BY a.country),
            coalesce(bool_or(a.country IS NOT NULL), false)::integer,
            coalesce('contributors ' || array_to_string(array_agg(DISTINCT s.contributor) FILTER (WHERE a.country IS NOT NULL), ', '),
                     'no known foreign country'),
            NULL, NULL, 'contribution')::@extschema@.publication_step
    FROM share AS s CROSS JOIN LATERAL (VALUES (CASE WHEN s.country <> 'NO' THEN s.country COLLATE "C" END)) AS a(country)
    WHERE s.is_creator
    GROUP BY s.publication_id
    UNION ALL
    SELECT (s.publication_id, 8, '', 1, 'interregional', string_agg(DISTINCT s.region_id COLLATE "C", ', ' ORDER BY s.region_id COLLATE "C"),
            (count(DISTINCT s.region_id) > 1)::integer, format('health regions: %s', count(DISTINCT s.region_id)),
            NULL, NULL, 'institution')::@extschema@.publication_step
    FROM share AS s
    WHERE s.is_creator
    GROUP BY s.publication_id
    UNION ALL
    SELECT (s.publication_id, 11, s.institution_id, 1, 'shares', s.institution_id,
            count(DISTINCT s.contributor) FILTER (WHERE s.verified),
            concat_ws('; ', 'n: contributors ' || array_to_string(array_agg(DISTINCT s.contributor) FILTER (WHERE s.verified), ', '),
                      'not verified: ' || array_to_string(array_agg(DISTINCT s.contributor) FILTER (WHERE NOT s.verified), ', ')),
            NULL, NULL, 'contribution')::@extschema@.publication_step
    FROM (SELECT x.publication_id, x.institution_id, x.contributor, bool_or(x.verified) AS verified
          FROM share AS x WHERE x.is_creator AND x.reporting
          GROUP BY x.publication_id, x.institution_id, x.contributor) AS s
    GROUP BY s.publication_id, s.institution_id;
END;
COMMENT ON FUNCTION @internal@.publication_share_steps(integer, text, text) IS
    'steps of the explanation of publications that count shares: every contribution, N, foreign countries, health regions, n of each institution';

CREATE FUNCTION @internal@.publication_result_steps(year integer, rule_set text, only_publication text) RETURNS SETOF publication_step
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH rule AS MATERIALIZED (
        SELECT d.name, d.value, d.origin, d.source FROM @extschema@.describe_rule_set(rule_set) AS d
    ), part AS MATERIALIZED (
        SELECT p.* FROM @internal@.publication_parts(year, rule_set, only_publication) AS p
    ), whole AS (
        SELECT DISTINCT ON (p.publication_id) p.publication_id, p.international, p.interregional, p.factor
        FROM part AS p WHERE p.computed ORDER BY p.publication_id
    ), rounded AS (
        SELECT r.value = 'nva' AS stepwise FROM rule AS r WHERE r.name = 'rounding_method'
    )
    SELECT (w.publication_id, 9, '', u.ordinal, 'parameter', r.name, CASE WHEN r.value ~ '^[0-9.]+$' THEN r.value::numeric END,
            coalesce(r.value, 'unset'), CASE WHEN r.value IS NULL THEN 'parameter_unset' END, r.origin, r.source)::@extschema@.publication_step
    FROM whole AS w
    JOIN @internal@.publication_heads(year, rule_set, only_publication) AS h ON h.publication_id = w.publication_id
    CROSS JOIN LATERAL (VALUES (1, h.weight_name, true), (2, 'rounding_method', true), (3, 'share_function', true),
                               (4, 'international_factor', w.international), (5, 'regional_factor', w.interregional),
                               (6, 'combined_factors', w.international AND w.interregional)) AS u(ordinal, name, used)
    JOIN rule AS r ON r.name = u.name
    WHERE u.used
    UNION ALL
    SELECT (w.publication_id, 10, '', 1, 'factor', 'K', trim_scale(w.factor),
            concat_ws(', ', CASE WHEN w.international THEN 'international' ELSE 'national' END, CASE WHEN w.interregional THEN 'several health regions' END),
            CASE WHEN w.factor IS NULL THEN 'parameter_unset' END, NULL, NULL)::@extschema@.publication_step
    FROM whole AS w
    UNION ALL
    SELECT (p.publication_id, 11, p.institution_id, s.ordinal, s.kind, p.institution_id, s.value, s.detail, NULL, NULL, NULL)::@extschema@.publication_step
    FROM part AS p
    JOIN rounded AS d ON d.stepwise
    CROSS JOIN LATERAL (VALUES
        (2, 'ratio', p.ratio, format('n/N = %s/%s, to 10 significant digits', p.shares, p.total_shares)),
        (3, 'root', p.root, 'square root of that, to 10 significant digits'),
        (4, 'product', trim_scale(p.product), 'weight * K * that, not rounded')) AS s(ordinal, kind, value, detail)
    WHERE p.computed AND s.value IS NOT NULL
    UNION ALL
    SELECT (p.publication_id, 11, p.institution_id, 5, 'rounded', p.institution_id, p.points,
            CASE WHEN p.ratio IS NULL THEN format('the true value for n/N = %s/%s, to 4 decimals half-up', p.shares, p.total_shares)
                 ELSE 'to 4 decimals half-up' END, NULL, NULL, NULL)::@extschema@.publication_step
    FROM part AS p
    WHERE p.computed AND p.institution_id IS NOT NULL AND p.points IS NOT NULL
    UNION ALL
    SELECT (p.publication_id, 12, p.institution_id, 1, 'approval', p.institution_id, NULL, p.approval, NULL, NULL, 'publication_approval')::@extschema@.publication_step
    FROM part AS p
    WHERE p.approval IS NOT NULL
    UNION ALL
    SELECT (p.publication_id, 13, coalesce(p.institution_id, ''), 1, 'result', p.institution_id, p.points,
            CASE WHEN p.countable THEN 'counts' ELSE 'does not count' END, p.reason, NULL, NULL)::@extschema@.publication_step
    FROM part AS p;
END;
COMMENT ON FUNCTION @internal@.publication_result_steps(integer, text, text) IS
    'last steps of the explanation of publications: parameters used, K, the arithmetic of each institution, approvals, results';

CREATE FUNCTION explain_publication(
    publication_id text, rule_set text DEFAULT NULL,
    OUT step integer, OUT kind text, OUT subject text, OUT value numeric, OUT detail text,
    OUT reason text, OUT origin text, OUT source text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found_year integer;
    nvi text;
BEGIN
    IF publication_id IS NULL THEN
        RETURN;
    END IF;
    PERFORM @internal@.require_source('publication');
    EXECUTE @internal@.source_query('SELECT min(p.year) FROM %I.publication AS p WHERE p.publication_id::text = $1')
    INTO found_year USING publication_id;
    IF found_year IS NULL THEN
        RAISE EXCEPTION 'unknown publication "%"', publication_id
            USING ERRCODE = 'RI039',
                  HINT = format('Give the publication_id of a row of %I.publication that has a year.', @extschema@.source_schema());
    END IF;
    nvi := @internal@.nvi_rule_set_for(found_year, rule_set);
    RETURN QUERY
    SELECT row_number() OVER (ORDER BY s.phase, s.block COLLATE "C", s.ordinal)::integer,
           s.kind, s.subject, s.value, s.detail, s.reason, s.origin, s.source
    FROM (SELECT * FROM @internal@.publication_head_steps(found_year, nvi, explain_publication.publication_id)
          UNION ALL
          SELECT * FROM @internal@.publication_share_steps(found_year, nvi, explain_publication.publication_id)
          UNION ALL
          SELECT * FROM @internal@.publication_result_steps(found_year, nvi, explain_publication.publication_id)) AS s
    ORDER BY 1;
END
$$;
COMMENT ON FUNCTION explain_publication(text, text) IS
    'every step from a publication''s source rows to the points of each institution under the NVI set of its year (or a named set), the last rows being the results; persons are running numbers';
