-- The public edition of a report: counts of patients below the smallest that is
-- shown are hidden, and with them, by a fixed rule, the next smallest ones and
-- whatever else tells them.  Which facts hold patients, and which tell
-- something about them, is data; doc/architecture.md states the rule.
--
-- A hidden figure is a fact with the value 'NaN': there is a number, and it is
-- not given.  NULL stays "not calculated".

INSERT INTO report_term (list, code, term) VALUES ('edition', 'public', 'offentlig');

CREATE TABLE patient_count (
    indicator text NOT NULL,
    measure text NOT NULL,
    part text NOT NULL CHECK (part IN ('value', 'numerator', 'denominator')),
    counted text NOT NULL CHECK (counted ~ '^[a-z_]+$'),
    PRIMARY KEY (indicator, measure, part),
    FOREIGN KEY (indicator, measure) REFERENCES fact_definition
);
COMMENT ON TABLE patient_count IS
    'the parts of facts that count patients; parts with the same name in counted hold the same count and are hidden together';

INSERT INTO patient_count (indicator, measure, part, counted) VALUES
    ('clinical_studies', 'new_patients', 'value', 'study_participants'),
    ('targets', 'participation_share', 'numerator', 'study_participants'),
    ('targets', 'participation_share', 'denominator', 'care_patients'),
    ('publication_status', 'patients_unreported', 'value', 'unreported_participants');

CREATE TABLE patient_inference (
    counted text NOT NULL,
    indicator text NOT NULL,
    measure text NOT NULL,
    reach text NOT NULL CHECK (reach IN ('unit', 'above', 'nation', 'everywhere')),
    later_years integer CHECK (later_years >= 0),
    shown text NOT NULL CHECK (shown IN ('hidden', 'left_out')),
    only_with text,
    reason text NOT NULL,
    PRIMARY KEY (counted, indicator, measure),
    FOREIGN KEY (indicator, measure) REFERENCES fact_definition
);
COMMENT ON TABLE patient_inference IS
    'facts that hold no patients but tell something about a hidden count of them';
COMMENT ON COLUMN patient_inference.reach IS
    'which facts: of the unit with the hidden count; above: also of the units that it is part of; nation: all, where the count of the nation is hidden; everywhere: all';
COMMENT ON COLUMN patient_inference.later_years IS
    'how many years after that of the hidden count the fact still tells of it; NULL: always';
COMMENT ON COLUMN patient_inference.shown IS
    'hidden: the fact is there without its number; left_out: that there is such a fact would tell already';
COMMENT ON COLUMN patient_inference.only_with IS
    'indicator.measure without whose values the fact tells nothing; NULL: it always does';

INSERT INTO patient_inference (counted, indicator, measure, reach, later_years, shown, only_with, reason) VALUES
    ('study_participants', 'clinical_studies', 'studies', 'unit', 0, 'hidden', NULL,
     'a study counts where it included somebody: there are at least as many patients as studies, and none without a study'),
    ('study_participants', 'clinical_studies', 'coordinated', 'nation', 0, 'hidden', NULL,
     'a co-ordinated study counts when somebody was included anywhere'),
    ('study_participants', 'clinical_studies', 'source_share', 'unit', 0, 'left_out', NULL,
     'how many inclusion figures there are says how many patients there may be'),
    ('study_participants', 'clinical_studies', 'points', 'above', 0, 'hidden', NULL,
     'points follow from patients by a printed rule, and not in proportion'),
    ('study_participants', 'targets', 'studies', 'unit', 0, 'left_out', NULL,
     'a unit without patients has none'),
    ('study_participants', 'targets', 'growth', 'unit', 1, 'left_out', NULL,
     'there is only growth over a year with studies'),
    ('study_participants', 'targets', 'required_studies', 'unit', NULL, 'left_out', NULL,
     'a multiple of the studies of the base year'),
    ('study_participants', 'research_points', 'total', 'above', 0, 'hidden', 'clinical_studies.points',
     'less the points of the other indicators they are the points of the studies'),
    ('study_participants', 'research_points', 'total_of_set_indicators', 'above', 0, 'hidden', 'clinical_studies.points',
     'less the points of the other indicators they are the points of the studies'),
    ('study_participants', 'grant', 'total', 'everywhere', 4, 'hidden', 'clinical_studies.points',
     'the grant of one region tells of the points of all'),
    ('study_participants', 'grant', 'result', 'everywhere', 4, 'hidden', 'clinical_studies.points',
     'the grant of one region tells of the points of all'),
    ('study_participants', 'grant', 'share', 'everywhere', 4, 'hidden', 'clinical_studies.points',
     'the share of one region tells of the points of all'),
    ('study_participants', 'grant', 'share_of_set_indicators', 'everywhere', 4, 'hidden', 'clinical_studies.points',
     'the share of one region tells of the points of all'),
    ('study_participants', 'grant_simulation', 'total', 'everywhere', 4, 'hidden', 'clinical_studies.points',
     'the grant of one region tells of the points of all'),
    ('study_participants', 'grant_simulation', 'difference', 'everywhere', 4, 'hidden', 'clinical_studies.points',
     'the grant of one region tells of the points of all');

CREATE TABLE not_public (
    indicator text NOT NULL,
    measure text NOT NULL,
    reason text NOT NULL,
    PRIMARY KEY (indicator, measure),
    FOREIGN KEY (indicator, measure) REFERENCES fact_definition
);
COMMENT ON TABLE not_public IS
    'measures that the public edition never shows, whatever their counts: what is added up over years gives small counts by a difference of two years';

INSERT INTO not_public (indicator, measure, reason) VALUES
    ('study_delivery', 'included', 'what is included up to a year, less what was included up to the year before, are patients of the year'),
    ('study_delivery', 'promised_share', 'times what was promised it is what is included'),
    ('study_delivery', 'rank', 'between the shares of two others stands what is included'),
    ('study_delivery', 'days_to_first_patient', 'there are none without a patient');

CREATE TABLE public_finding (
    relation text NOT NULL,
    code text NOT NULL,
    shown text NOT NULL CHECK (shown IN ('whole', 'number', 'number_of_nation', 'left_out')),
    reason text NOT NULL,
    PRIMARY KEY (relation, code)
);
COMMENT ON TABLE public_finding IS
    'what the public edition shows of findings: their texts and keys name rows of the sources, and could tell a count of patients; * is every other relation or code';
COMMENT ON COLUMN public_finding.shown IS
    'number: code and number only; number_of_nation: that in the report of the nation, and nothing in another; whole: as it stands';

INSERT INTO public_finding (relation, code, shown, reason) VALUES
    ('*', '*', 'number', 'keys of rows, and texts that name them, are nobody''s outside'),
    ('*', 'relation_missing', 'whole', 'names no row'),
    ('*', 'column_missing', 'whole', 'names no row'),
    ('*', 'view_without_security_invoker', 'whole', 'names no row'),
    ('*', 'nothing_mapped', 'whole', 'names no row'),
    ('*', 'type_wrong', 'whole', 'names no row'),
    ('rule_parameter', '*', 'whole', 'rules are public'),
    ('rule_set', '*', 'whole', 'rules are public'),
    ('rule_set_adoption', '*', 'whole', 'rules are public'),
    ('rule_code', '*', 'whole', 'rules are public'),
    ('publication_weight', '*', 'whole', 'rules are public'),
    ('clinical_study', 'implausible_change', 'number_of_nation', 'the unit had, or has, studies with patients'),
    ('study_inclusion', 'date_missing', 'number_of_nation', 'the unit included somebody'),
    ('study_inclusion', 'date_outside', 'number_of_nation', 'the unit included somebody'),
    ('study_inclusion', 'reference_missing', 'number_of_nation', 'the unit included somebody'),
    ('study_inclusion', 'inclusion_without_site', 'number_of_nation', 'the unit included somebody'),
    ('study_inclusion', 'inclusion_counted_twice', 'number_of_nation', 'the unit included somebody'),
    ('study_inclusion', 'participation_above_all', 'number_of_nation', 'the unit included somebody'),
    ('clinical_study', 'study_kind_missing', 'number_of_nation', 'the study included somebody'),
    ('clinical_study', 'drug_phase_excluded', 'number_of_nation', 'the study included somebody'),
    ('clinical_study', 'drug_phase_missing', 'number_of_nation', 'as a warning the study included somebody'),
    ('study_site', 'site_dates_order', 'number_of_nation', 'the unit has had a first patient'),
    ('specialist_care_patients', 'care_patients_missing', 'left_out', 'who has no number is seen in the figures: it has participants'),
    ('specialist_care_patients', 'levels_summed', 'left_out', 'makes an upper limit an equation');

INSERT INTO finding_text (code, lang, message, hint) VALUES
    ('number_only', 'nb', 'Den offentlige utgaven viser bare antallet.', ''),
    ('number_only', 'nn', 'Den offentlege utgåva viser berre talet.', ''),
    ('number_only', 'en', 'the public edition gives the number only', '');

CREATE FUNCTION @internal@.smallest_shown(year integer, rule_set text) RETURNS integer
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    smallest integer := @internal@.rule_parameter_value(hod, 'public_edition.smallest_shown')::integer;
BEGIN
    IF smallest IS NULL THEN
        RAISE EXCEPTION 'rule set "%" does not say which counts of patients the public edition shows', hod
            USING ERRCODE = 'RI027',
                  HINT = format('Set it in a set of your own: SELECT set_rule_parameter(%L, ''public_edition.smallest_shown'', ''5'', ''site'', ''our rule'').', hod);
    END IF;
    RETURN smallest;
END
$$;
COMMENT ON FUNCTION @internal@.smallest_shown(integer, text) IS
    'smallest count of patients, apart from 0, that the public edition of a year shows; error RI027 where the rule set leaves it unset';

CREATE FUNCTION @internal@.suppressed_units(units text[], parents text[], counts numeric[], smallest numeric) RETURNS text[]
    AS 'MODULE_PATHNAME', 'research_indicators_suppressed_units'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.suppressed_units(text[], text[], numeric[], numeric) IS
    'which counts of a tree of units are hidden: those from 1 to below the smallest that is shown; what a hidden sum is made of; and behind every shown sum with a hidden part the next smallest parts (ties by id), until two or more are hidden that together reach the smallest shown, or, when no part is left, the sum itself';

CREATE FUNCTION @internal@.patient_facts(first_year integer, last_year integer, rule_set text) RETURNS SETOF fact
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item record;
BEGIN
    PERFORM @internal@.require_year(first_year), @internal@.require_year(last_year);
    FOR item IN
        SELECT y.year, i.indicator
        FROM generate_series(first_year, last_year) AS y(year)
        CROSS JOIN @extschema@.indicator AS i
        WHERE i.indicator IN (SELECT c.indicator FROM @extschema@.patient_count AS c)
          AND (rule_set IS NOT NULL OR @extschema@.default_rule_set('hod', y.year) IS NOT NULL)
          AND @internal@.has_source(VARIADIC i.relations)
        ORDER BY y.year, i.ordinal
    LOOP
        RETURN QUERY
        SELECT f.*
        FROM @internal@.facts_of_indicator(item.indicator, item.year, @internal@.hod_rule_set_for(item.year, rule_set), 'final') AS f
        JOIN @extschema@.patient_count AS c ON c.indicator = f.indicator AND c.measure = f.measure
        WHERE c.part = (SELECT min(o.part COLLATE "C") FROM @extschema@.patient_count AS o WHERE o.indicator = c.indicator AND o.measure = c.measure);
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.patient_facts(integer, integer, text) IS
    'the facts that hold counts of patients, of every unit, whoever reports: so that all reports of a year hide the same';

CREATE TYPE hidden_count AS (
    counted text,
    year integer,
    unit_level text,
    institution_id text,
    region_id text
);
COMMENT ON TYPE hidden_count IS 'a count of patients that the public edition hides';

CREATE FUNCTION @internal@.compute_hidden_patient_counts(first_year integer, last_year integer, rule_set text, smallest numeric) RETURNS SETOF hidden_count
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH region AS MATERIALIZED (
        SELECT y.year, i.top_id, max(i.region_id COLLATE "C") AS region_id
        FROM generate_series(first_year, last_year) AS y(year)
        CROSS JOIN LATERAL @extschema@.institutions_at(y.year) AS i
        GROUP BY y.year, i.top_id
    ), part AS (
        SELECT c.counted, f.year, f.unit_level, f.institution_id,
               CASE c.part WHEN 'value' THEN f.value WHEN 'numerator' THEN f.numerator ELSE f.denominator END AS patients
        FROM @internal@.patient_facts(first_year, last_year, rule_set) AS f
        JOIN @extschema@.patient_count AS c ON c.indicator = f.indicator AND c.measure = f.measure
        WHERE f.dimensions = '{}'
    ), cell AS MATERIALIZED (
        -- of two measures of one count, the one that is more than nothing
        SELECT p.counted, p.year, p.unit_level, p.institution_id, p.unit_level || ':' || p.institution_id AS id,
               CASE p.unit_level WHEN 'institution' THEN g.region_id END AS region_id,
               CASE WHEN p.unit_level = 'nation' THEN '' WHEN p.unit_level = 'institution' AND g.region_id IS NOT NULL
                    THEN 'rhf:' || g.region_id ELSE 'nation:NO' END AS parent_id,
               coalesce(min(p.patients) FILTER (WHERE p.patients > 0), min(p.patients)) AS patients
        FROM part AS p
        LEFT JOIN region AS g ON g.year = p.year AND g.top_id = p.institution_id
        WHERE p.patients IS NOT NULL
        GROUP BY p.counted, p.year, p.unit_level, p.institution_id, g.region_id
    ), tree AS (
        SELECT c.counted, c.year, array_agg(c.id ORDER BY c.id COLLATE "C") AS units,
               array_agg(c.parent_id ORDER BY c.id COLLATE "C") AS parents, array_agg(c.patients ORDER BY c.id COLLATE "C") AS counts
        FROM cell AS c
        GROUP BY c.counted, c.year
    )
    SELECT c.counted, c.year, c.unit_level, c.institution_id, c.region_id
    FROM tree AS t
    CROSS JOIN LATERAL unnest(@internal@.suppressed_units(t.units, t.parents, t.counts, smallest)) AS h(id)
    JOIN cell AS c ON c.counted = t.counted AND c.year = t.year AND c.id = h.id
    ORDER BY c.counted COLLATE "C", c.year, c.id COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.compute_hidden_patient_counts(integer, integer, text, numeric) IS 'body of hidden_patient_counts()';

CREATE FUNCTION hidden_patient_counts(first_year integer, last_year integer, rule_set text, smallest numeric) RETURNS SETOF hidden_count
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION hidden_patient_counts(integer, integer, text, numeric) IS
    'the counts of patients that the public edition hides in each year; region_id is the region in whose sum an institution stands';

CREATE FUNCTION @internal@.public_facts(facts fact[], year integer, rule_set text) RETURNS SETOF fact
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    smallest integer := @internal@.smallest_shown(year, rule_set);
    -- as far back as a fact of the report may tell of a year
    examined_from integer := (
        SELECT least(min(f.year) - (
                         SELECT coalesce(max(i.later_years), 0)
                         FROM @extschema@.patient_inference AS i
                         WHERE i.only_with IS NULL
                            OR EXISTS (SELECT FROM unnest(facts) AS v WHERE v.value IS NOT NULL AND v.indicator || '.' || v.measure = i.only_with)),
                     min(@internal@.rule_parameter_value(f.rule_set, 'targets.doubling_base_year')::integer))
        FROM unnest(facts) AS f);
BEGIN
    RETURN QUERY
    WITH hidden AS MATERIALIZED (
        SELECT h.* FROM @extschema@.hidden_patient_counts(greatest(examined_from, 1), public_facts.year, public_facts.rule_set, smallest) AS h
    ), valued AS MATERIALIZED (
        SELECT DISTINCT f.indicator || '.' || f.measure AS name FROM unnest(facts) AS f WHERE f.value IS NOT NULL
    ), own AS MATERIALIZED (
        SELECT c.indicator, c.measure, h.year, h.unit_level, h.institution_id, array_agg(c.part) AS parts
        FROM hidden AS h JOIN @extschema@.patient_count AS c ON c.counted = h.counted
        GROUP BY c.indicator, c.measure, h.year, h.unit_level, h.institution_id
    ), told AS MATERIALIZED (
        SELECT DISTINCT i.indicator, i.measure, i.shown, i.reach, i.later_years, h.year, h.unit_level, h.institution_id, h.region_id
        FROM hidden AS h
        JOIN @extschema@.patient_inference AS i ON i.counted = h.counted
        WHERE i.only_with IS NULL OR i.only_with IN (SELECT v.name FROM valued AS v)
    ), judged AS (
        SELECT f.*, o.parts,
               -- "left_out" comes after "hidden"
               (SELECT max(t.shown COLLATE "C") FROM told AS t
                WHERE t.indicator = f.indicator AND t.measure = f.measure
                  AND f.year >= t.year AND (t.later_years IS NULL OR f.year <= t.year + t.later_years)
                  AND CASE t.reach WHEN 'everywhere' THEN true
                                   WHEN 'nation' THEN t.unit_level = 'nation'
                                   ELSE t.unit_level = f.unit_level AND t.institution_id = f.institution_id
                                     OR t.reach = 'above' AND (f.unit_level = 'nation'
                                                               OR f.unit_level = 'rhf' AND f.institution_id = t.region_id) END) AS shown
        FROM unnest(facts) WITH ORDINALITY
             AS f(indicator, measure, year, unit_level, institution_id, dimensions, value, numerator, denominator,
                  ci_low, ci_high, status, rule_set, origin, reason, reported_units, expected_units, position)
        LEFT JOIN own AS o ON o.indicator = f.indicator AND o.measure = f.measure AND o.year = f.year
                          AND o.unit_level = f.unit_level AND o.institution_id = f.institution_id
    )
    SELECT j.indicator, j.measure, j.year, j.unit_level, j.institution_id, j.dimensions,
           CASE WHEN j.parts IS NOT NULL OR j.shown IS NOT NULL AND j.value IS NOT NULL THEN 'NaN' ELSE j.value END,
           CASE WHEN j.shown IS NULL AND NOT coalesce('numerator' = ANY (j.parts), false) THEN j.numerator END,
           CASE WHEN j.shown IS NULL AND NOT coalesce('denominator' = ANY (j.parts), false) THEN j.denominator END,
           CASE WHEN j.shown IS NULL AND j.parts IS NULL THEN j.ci_low END,
           CASE WHEN j.shown IS NULL AND j.parts IS NULL THEN j.ci_high END,
           j.status, j.rule_set, j.origin,
           CASE WHEN j.parts IS NOT NULL OR j.shown IS NOT NULL AND j.value IS NOT NULL THEN 'skjult' ELSE j.reason END,
           j.reported_units, j.expected_units
    FROM judged AS j
    WHERE j.shown IS DISTINCT FROM 'left_out'
      AND NOT EXISTS (SELECT FROM @extschema@.not_public AS n WHERE n.indicator = j.indicator AND n.measure = j.measure)
      -- parts of a count, such as planned and actual numbers, would need a rule of their own
      AND NOT (j.dimensions <> '{}' AND EXISTS (SELECT FROM @extschema@.patient_count AS c
                                                WHERE c.indicator = j.indicator AND c.measure = j.measure AND c.part = 'value'))
    ORDER BY j.position;
END
$$;
COMMENT ON FUNCTION @internal@.public_facts(fact[], integer, text) IS
    'the facts of a report as the public edition shows them: hidden ones have the value NaN and neither numerator nor interval; those whose presence tells too much, and those of not_public, are left out';

CREATE FUNCTION @internal@.public_finding_shown(relation text, code text, orgnr text) RETURNS text
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE WHEN f.shown <> 'number_of_nation' THEN f.shown WHEN orgnr = 'NO' THEN 'number' ELSE 'left_out' END
    FROM @extschema@.public_finding AS f
    WHERE f.relation IN (public_finding_shown.relation, '*') AND f.code IN (public_finding_shown.code, '*')
    ORDER BY f.relation = '*', f.code = '*'
    LIMIT 1;
END;
COMMENT ON FUNCTION @internal@.public_finding_shown(text, text, text) IS
    'what the public edition of a report of this unit shows of a finding: whole, number or left_out';

CREATE FUNCTION @internal@.number_only(finding jsonb) RETURNS jsonb
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT finding - '{noekkel,avtrykk,hintNb,hintNn,hintEn}'::text[] || jsonb_object_agg('melding' || initcap(t.lang), t.message)
    FROM @extschema@.finding_text AS t WHERE t.code = 'number_only';
END;
COMMENT ON FUNCTION @internal@.number_only(jsonb) IS 'the content of a finding''s record without what names a row';

CREATE FUNCTION @internal@.public_records(records report_record[], year integer, orgnr text, rule_set text) RETURNS report_record[]
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT array_agg((r.path, r.kind, CASE p.shown WHEN 'number' THEN @internal@.number_only(r.content) ELSE r.content END)::@extschema@.report_record
                     ORDER BY r.position)
    FROM unnest(records) WITH ORDINALITY AS r(path, kind, content, position)
    LEFT JOIN LATERAL (SELECT @internal@.public_finding_shown(r.content ->> 'relasjon', r.content ->> 'kode', orgnr)
                       WHERE r.kind = 'funn') AS p(shown) ON true
    WHERE p.shown IS DISTINCT FROM 'left_out'
      -- ids of rows are nobody's outside; how many studies are overdue, the figures say
      AND r.kind <> 'studie'
      -- an official count is as small as one of ours
      AND NOT (r.kind = 'referansetall'
               AND EXISTS (SELECT FROM @extschema@.patient_count AS c
                           WHERE c.part = 'value' AND c.indicator || '.' || c.measure = r.content ->> 'begrep')
               AND (r.content ->> 'offisiell')::numeric > 0
               AND (r.content ->> 'offisiell')::numeric < @internal@.smallest_shown(year, rule_set));
END;
COMMENT ON FUNCTION @internal@.public_records(report_record[], integer, text, text) IS
    'records of a report as the public edition shows them: findings about rows by their number only, no list of overdue studies, and no official count that is too small to show';
