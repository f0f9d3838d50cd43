-- Why an issued figure is what it is, told from what was kept with the report:
-- codes and keys, which become texts here.

CREATE FUNCTION @internal@.kept_explanation(archive text, report uuid, indicator text, year integer) RETURNS jsonb
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    kept jsonb;
BEGIN
    EXECUTE format($sql$
        SELECT jsonb_object_agg(k.name, k.content)
        FROM (SELECT e.name, jsonb_agg(i.value ORDER BY e.part, i.place) AS content
              FROM %1$I.report_explanation AS e
              JOIN %1$I.report_explanation_part AS p ON p.sha256 = e.sha256
              CROSS JOIN LATERAL jsonb_array_elements(p.content) WITH ORDINALITY AS i(value, place)
              WHERE e.report_id = $1 AND e.indicator = $2 AND e.year = $3
              GROUP BY e.name) AS k
    $sql$, archive)
    INTO kept USING report, indicator, year;
    RETURN kept;
END
$$;
COMMENT ON FUNCTION @internal@.kept_explanation(text, uuid, text, integer) IS
    'what a report keeps to explain the facts of an indicator and year: an object with a list for each name; NULL when nothing';

CREATE FUNCTION @internal@.archived_fact(
    report uuid, indicator text, measure text, year integer, unit_level text, institution_id text, dimensions jsonb,
    OUT archive text, OUT value numeric, OUT numerator numeric, OUT denominator numeric, OUT reported integer, OUT expected integer)
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    edition text;
    found boolean;
BEGIN
    archive := @internal@.require_report(report);
    EXECUTE format('SELECT r.edition FROM %I.report AS r WHERE r.report_id = $1', archive) INTO edition USING report;
    IF edition = 'public' THEN
        RAISE EXCEPTION 'report "%" is of the public edition, which keeps no steps', report
            USING ERRCODE = 'RI059', HINT = 'They would tell what it hides; the report of the same year and unit for the ministry has them.';
    END IF;
    EXECUTE format($sql$
        SELECT true, f.value, f.numerator, f.denominator, f.reported_units, f.expected_units
        FROM %I.report_fact AS f
        WHERE f.report_id = $1 AND f.indicator = $2 AND f.measure = $3 AND f.year = $4 AND f.unit_level = $5 AND f.institution_id = $6
          AND f.dimensions = coalesce($7, '{}')
    $sql$, archive)
    INTO found, value, numerator, denominator, reported, expected USING report, indicator, measure, year, unit_level, institution_id, dimensions;
    IF found IS NULL THEN
        RAISE EXCEPTION 'report "%" has no figure "%"', report,
                        @internal@.fact_key(indicator, measure, year, unit_level, institution_id, coalesce(dimensions, '{}'))
            USING ERRCODE = 'RI059',
                  HINT = format('SELECT indicator, measure, year, unit_level, institution_id, dimensions FROM %I.report_fact WHERE report_id = %L; lists them.', archive, report);
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.archived_fact(uuid, text, text, integer, text, text, jsonb) IS
    'an archived figure and its archive; error RI052 for an unknown report, RI059 for a figure that it does not have or for the public edition';

CREATE FUNCTION @internal@.archived_rule_texts(archive text, report uuid, OUT kind text, OUT subject text, OUT value text, OUT title text, OUT source text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY EXECUTE format($sql$
        SELECT 'rule_set', s.rule_set, NULL, s.title, r.content ->> 'hjemmel'
        FROM %1$I.report_rule_set AS s
        LEFT JOIN %1$I.report_record AS r ON r.report_id = s.report_id AND r.kind = 'regelsett' AND r.content ->> 'id' = s.rule_set
        WHERE s.report_id = $1
        UNION ALL
        SELECT DISTINCT ON (p.name, p.value, p.origin) 'parameter', p.name, p.value, NULL, p.source
        FROM %1$I.report_parameter AS p WHERE p.report_id = $1
        ORDER BY 2, 3, 4, 5
    $sql$, archive)
    USING report;
    RETURN QUERY
    SELECT 'policy', p.policy, NULL, p.title, p.source FROM @extschema@.publication_policy AS p;
END
$$;
COMMENT ON FUNCTION @internal@.archived_rule_texts(text, uuid) IS 'titles and sources of the rules that an issued report rests on';

CREATE FUNCTION explain_archived_fact(
    report uuid, indicator text, measure text, year integer, unit_level text, institution_id text, dimensions jsonb DEFAULT '{}')
    RETURNS SETOF fact_explanation
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
DECLARE
    fact record;
    kept jsonb;
    asked text := @internal@.dimension_text(coalesce(dimensions, '{}'));
BEGIN
    PERFORM @internal@.require_year(explain_archived_fact.year);
    SELECT * INTO fact FROM @internal@.archived_fact(report, indicator, measure, year, unit_level, institution_id, dimensions);
    kept := @internal@.kept_explanation(fact.archive, report, indicator, year);
    IF kept IS NULL THEN
        RAISE EXCEPTION 'report "%" keeps no steps of "%" in %', report, indicator, year
            USING ERRCODE = 'RI059', HINT = 'It was issued before the archive kept them; explain_fact() shows those of today.';
    END IF;
    RETURN QUERY
    WITH found AS MATERIALIZED (
        SELECT r.* FROM @internal@.rows_of_kept(indicator, year, kept, measure, unit_level, institution_id) AS r
        WHERE coalesce(r.dimensions, asked) = asked
    ), rule AS MATERIALIZED (
        SELECT t.* FROM @internal@.archived_rule_texts(fact.archive, report) AS t
    ), shown AS (
        SELECT f.phase, f.kind, f.subject, f.value,
               -- steps of a sum are told from the same report
               coalesce(t.title, regexp_replace(f.detail, '^explain_fact[(]', format('explain_archived_fact(%L, ', report))) AS detail,
               f.reason, f.origin, coalesce(f.source, t.source) AS source
        FROM found AS f
        LEFT JOIN rule AS t ON t.kind = f.kind AND t.subject = f.subject
                           AND (t.kind <> 'parameter' OR coalesce(t.value, 'unset') = f.detail)
        WHERE f.kind <> 'covered'
        UNION ALL
        SELECT 9, 'result', measure, fact.value,
               concat_ws('; ',
               CASE WHEN EXISTS (SELECT FROM found AS f WHERE f.kind = 'denominator') THEN format('%s / %s', trim_scale(fact.numerator), trim_scale(fact.denominator))
                    WHEN EXISTS (SELECT FROM found AS f WHERE f.kind = 'part') THEN 'the parts together'
                    WHEN EXISTS (SELECT FROM found AS f WHERE f.unit_level IS NOT NULL) THEN 'the source rows together'
                    ELSE 'no source row' END, @internal@.gap_detail((NULL, NULL, NULL, NULL, NULL, fact.reported, fact.expected, NULL)::@internal@.fact_gap)),
               CASE WHEN fact.value IS NULL
                    THEN coalesce((SELECT min(f.reason COLLATE "C") FROM found AS f
                                   WHERE f.kind IN ('part', 'source', 'intermediate') AND f.value IS NULL), 'not_a_share') END,
               NULL, (SELECT d.source FROM @extschema@.fact_definition AS d
                      WHERE d.indicator = explain_archived_fact.indicator AND d.measure = explain_archived_fact.measure)
    )
    SELECT row_number() OVER (ORDER BY s.phase, s.subject COLLATE "C", s.kind COLLATE "C", s.detail COLLATE "C", s.value)::integer,
           s.kind, s.subject, s.value, s.detail, s.reason, s.origin, s.source
    FROM shown AS s
    ORDER BY 1;
END
$$;
COMMENT ON FUNCTION explain_archived_fact(uuid, text, text, integer, text, text, jsonb) IS
    'the steps behind a figure of an issued report, as explain_fact() showed them when it was issued, whatever sources and rules are like now; the last row is the archived value; none for the public edition';
