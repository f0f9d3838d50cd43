-- Findings about projects, their HRCS classification, focus areas and money.

CREATE FUNCTION @internal@.hrcs_split_fits(percents numeric[], split numeric[], tolerance numeric) RETURNS boolean
    AS 'MODULE_PATHNAME', 'research_indicators_hrcs_split_fits'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.hrcs_split_fits(numeric[], numeric[], numeric) IS
    'whether there are as many percentages as the split has and each, the largest first, is within the tolerance of its';

CREATE FUNCTION @internal@.hrcs_split_is_allowed(rule_set text, percents numeric[]) RETURNS boolean
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- NULL when the set has no list, or no tolerance: then nothing is said
    SELECT bool_or(@internal@.hrcs_split_fits(percents, string_to_array(c.folds_to, '/')::numeric[],
                                              @internal@.rule_parameter_value(rule_set, 'hrcs.split_tolerance')::numeric))
    FROM @internal@.rule_set_codes(rule_set, 'hrcs_split') AS c;
END;
COMMENT ON FUNCTION @internal@.hrcs_split_is_allowed(text, numeric[]) IS
    'whether percentages are, within the tolerance, one of the splits of the list hrcs_split; NULL when the rule set does not say';

CREATE FUNCTION @internal@.check_hrcs(year integer) RETURNS SETOF finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year);
BEGIN
    PERFORM @internal@.require_source('project', 'project_funding', 'project_hrcs', 'project_focus_area');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH money AS MATERIALIZED (
            SELECT f.project_id::text AS project_id, f.funder::text AS funder, f.amount_nok::numeric AS amount
            FROM %1$I.project_funding AS f
            WHERE f.year = $1
        ), current AS MATERIALIZED (
            -- what matters in the year: paid for, or under way
            SELECT p.project_id::text AS project_id, p.institution_id::text AS institution_id,
                   p.starts_on, p.ends_on, p.concluded_on,
                   p.project_id::text IN (SELECT m.project_id FROM money AS m) AS paid
            FROM %1$I.project AS p
            WHERE p.project_id::text IN (SELECT m.project_id FROM money AS m)
               OR p.starts_on <= make_date($1, 12, 31)
              AND coalesce(p.concluded_on, p.ends_on, 'infinity') >= make_date($1, 1, 1)
        ), row_of AS MATERIALIZED (
            SELECT h.project_id::text AS project_id, h.dimension::text AS dimension, h.code::text AS text, h.percent::numeric AS percent,
                   CASE WHEN @extschema@.is_hrcs_code(h.code::text) THEN h.code::text::@extschema@.hrcs_code END AS code
            FROM %1$I.project_hrcs AS h
            JOIN current AS c ON c.project_id = h.project_id::text
        ), whole AS MATERIALIZED (
            SELECT r.project_id, r.dimension, count(*) AS codes, sum(r.percent) AS total, array_agg(r.percent ORDER BY r.percent DESC) AS percents,
                   sum(r.percent) BETWEEN $3 AND $4 AS accepted,
                   bool_and(coalesce(r.percent > 0, false)) AS sound,
                   CASE r.dimension WHEN 'health_category' THEN $5 WHEN 'research_activity' THEN $6 END AS most
            FROM row_of AS r
            GROUP BY r.project_id, r.dimension
        ), split AS MATERIALIZED (
            -- many projects, few splits
            SELECT d.percents, @internal@.hrcs_split_is_allowed($2, d.percents) AS allowed
            FROM (SELECT DISTINCT w.percents FROM whole AS w WHERE w.accepted AND w.sound) AS d
        ), tag AS MATERIALIZED (
            SELECT w.project_id, w.framework, w.focus_area, w.weight
            FROM @internal@.focus_area_weights($1) AS w JOIN current AS c ON c.project_id = w.project_id
        ), unit AS MATERIALIZED (
            SELECT i.institution_id FROM @extschema@.institutions_at($1) AS i
        )
        SELECT f.severity, f.code, f.relation, f.key, f.message, f.hint
        FROM (
            SELECT 'error' AS severity, 'hrcs_code_unknown' AS code, 'project_hrcs' AS relation, r.project_id AS key,
                   format('project "%%s" has "%%s", which is no HRCS code', r.project_id, r.text) AS message,
                   'The project is not classified in that dimension until it is mended; hrcs_classification lists the codes.' AS hint
            FROM row_of AS r WHERE r.code IS NULL
            UNION ALL
            SELECT 'error', 'hrcs_wrong_dimension', 'project_hrcs', r.project_id,
                   format('project "%%s" has "%%s" as %%s', r.project_id, r.text, r.dimension),
                   'The project is not classified in that dimension until it is mended.'
            FROM row_of AS r WHERE @extschema@.hrcs_dimension(r.code) <> r.dimension
            UNION ALL
            SELECT 'error', 'hrcs_percent_invalid', 'project_hrcs', r.project_id,
                   format('project "%%s" has %%s per cent of "%%s"', r.project_id, coalesce(r.percent::text, 'no'), r.text),
                   'A percentage is above 0; the project is not classified in that dimension until it is mended.'
            FROM row_of AS r WHERE r.percent IS NULL OR NOT r.percent > 0
            UNION ALL
            SELECT 'error', 'hrcs_total', 'project_hrcs', w.project_id,
                   format('the percentages of project "%%s" in %%s total %%s', w.project_id, w.dimension, trim_scale(w.total)),
                   'They total 100; the project is not classified in that dimension until they do.'
            FROM whole AS w WHERE NOT w.accepted
            UNION ALL
            SELECT 'warning', 'hrcs_split_uneven', 'project_hrcs', w.project_id,
                   format('the percentages of project "%%s" in %%s are split %%s', w.project_id, w.dimension,
                          (SELECT string_agg(trim_scale(p.percent)::text, '/' ORDER BY p.n) FROM unnest(w.percents) WITH ORDINALITY AS p(percent, n))),
                   'Expected are even splits and those of the list hrcs_split of the rule set; the split is used as it is.'
            FROM whole AS w JOIN split AS s ON s.percents = w.percents WHERE w.accepted AND w.sound AND NOT s.allowed
            UNION ALL
            SELECT 'warning', 'hrcs_too_many_codes', 'project_hrcs', w.project_id,
                   format('project "%%s" has %%s codes in %%s, more than %%s', w.project_id, w.codes, w.dimension, w.most),
                   'All of them count.'
            FROM whole AS w WHERE w.codes > w.most
            UNION ALL
            SELECT 'notice', 'hrcs_group_only', 'project_hrcs', r.project_id,
                   format('project "%%s" is classified in group %%s without an activity', r.project_id, r.text),
                   'It counts in the group.'
            FROM row_of AS r WHERE r.code OPERATOR(@extschema@.=) @extschema@.hrcs_group(r.code)
            UNION ALL
            SELECT 'notice', 'hrcs_missing', 'project_hrcs', d.dimension,
                   format('%%s projects with money of the year have no %%s', count(*), d.dimension),
                   'Their money is shown as not classified.'
            FROM current AS c CROSS JOIN unnest('{health_category,research_activity}'::text[]) AS d(dimension)
            WHERE c.paid AND NOT EXISTS (SELECT FROM whole AS w WHERE w.project_id = c.project_id AND w.dimension = d.dimension)
            GROUP BY d.dimension
            UNION ALL
            SELECT 'error', 'focus_share_invalid', 'project_focus_area', t.project_id,
                   format('project "%%s" has the share %%s in "%%s"', t.project_id, coalesce(t.weight::text, 'missing'), t.focus_area),
                   'A share is above 0 and at most 1; no money goes to the focus area until it is mended.'
            FROM tag AS t WHERE t.weight IS NULL OR NOT (t.weight > 0 AND t.weight <= 1)
            UNION ALL
            SELECT 'error', 'focus_shares_total', 'project_focus_area', t.project_id,
                   format('the shares of project "%%s" in framework "%%s" total %%s', t.project_id, t.framework, trim_scale(sum(t.weight))),
                   'They total at most 1; they are normalised, so that no money counts twice.'
            FROM tag AS t WHERE t.weight > 0 AND t.weight < 'Infinity' GROUP BY t.project_id, t.framework HAVING sum(t.weight) > 1
            UNION ALL
            SELECT 'error', 'amount_missing', 'project_funding', m.project_id,
                   format('project "%%s" has no amount from "%%s"', m.project_id, m.funder), 'It is left out.'
            FROM money AS m WHERE m.amount IS NULL
            UNION ALL
            SELECT 'warning', 'amount_negative', 'project_funding', m.project_id,
                   format('project "%%s" has the amount %%s from "%%s"', m.project_id, m.amount, m.funder),
                   'It is subtracted; leave it out unless money was paid back.'
            FROM money AS m WHERE m.amount < 0
            UNION ALL
            SELECT 'error', 'institution_unknown', 'project', c.project_id,
                   format('project "%%s" names institution "%%s", which does not exist', c.project_id, coalesce(c.institution_id, '')),
                   'Its money belongs to nobody until the institution exists.'
            FROM current AS c LEFT JOIN unit AS u ON u.institution_id = c.institution_id WHERE u.institution_id IS NULL
            UNION ALL
            SELECT 'warning', 'project_ends_before_start', 'project', c.project_id,
                   format('project "%%s" ends on %%s, before its start on %%s', c.project_id, coalesce(c.concluded_on, c.ends_on), c.starts_on),
                   'It is never ongoing; its money counts.'
            FROM current AS c WHERE coalesce(c.concluded_on, c.ends_on) < c.starts_on
            UNION ALL
            SELECT 'notice', 'project_past_its_end', 'project', c.project_id,
                   format('project "%%s" should have ended on %%s and is not concluded', c.project_id, c.ends_on),
                   'It is not ongoing after that day; set concluded_on, or a later end.'
            FROM current AS c WHERE c.concluded_on IS NULL AND c.paid AND c.ends_on < make_date($1, 1, 1)
        ) AS f
        ORDER BY f.code COLLATE "C", f.relation COLLATE "C", f.key COLLATE "C", f.message COLLATE "C"
    $sql$)
    USING year, hod,
          @internal@.rule_parameter_value(hod, 'hrcs.total_min')::numeric, @internal@.rule_parameter_value(hod, 'hrcs.total_max')::numeric,
          @internal@.rule_parameter_value(hod, 'hrcs.max_health_categories')::integer,
          @internal@.rule_parameter_value(hod, 'hrcs.max_research_activities')::integer;
END
$$;
COMMENT ON FUNCTION @internal@.check_hrcs(integer) IS
    'findings about projects that are paid for or under way in the year: HRCS classification, focus areas, money, institution';
