-- Findings about years and dates: a row without one, or with one of no calendar
-- that anybody reports by, is of no year and in no figure.

CREATE TABLE @internal@.dated_column (
    relation text NOT NULL,
    column_name text NOT NULL,
    always boolean NOT NULL,
    PRIMARY KEY (relation, column_name),
    FOREIGN KEY (relation, column_name) REFERENCES source_column
);
COMMENT ON TABLE @internal@.dated_column IS
    'dates and years without which a row is in no figure: always, or where no row of a source has one (else none may be right: what has not happened has no date)';

INSERT INTO @internal@.dated_column (relation, column_name, always)
SELECT c.relation, c.column_name, true
FROM source_column AS c
WHERE c.required AND (c.data_type = 'date' OR c.column_name = 'year');

INSERT INTO @internal@.dated_column (relation, column_name, always) VALUES
    ('publication', 'year', true),
    ('doctoral_degree', 'awarded_on', true),
    ('application', 'year', true),
    ('innovation_phase', 'entered_on', false),
    ('project_focus_area', 'first_year', false),
    ('project_focus_area', 'last_year', false),
    ('project', 'starts_on', false),
    ('project', 'ends_on', false),
    ('project_report', 'sent_on', false),
    ('project_report', 'delivered_on', false),
    ('innovation', 'registered_on', false),
    ('clinical_study', 'registered_on', false),
    ('clinical_study', 'starts_on', false),
    ('clinical_study', 'primary_completed_on', false),
    ('clinical_study', 'completed_on', false),
    ('study_site', 'opened_on', false),
    ('study_result', 'published_on', false);

CREATE FUNCTION @internal@.check_calendar(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @extschema@.default_rule_set('hod', year);
    first integer := coalesce(@internal@.rule_parameter_value(hod, 'guard.first_year')::integer, 1);
    last integer := coalesce(@internal@.rule_parameter_value(hod, 'guard.last_year')::integer, 9999);
    item record;
    doubtful boolean;
    column_set boolean;
BEGIN
    FOR item IN
        SELECT c.relation, c.column_name, d.always,
               CASE c.data_type WHEN 'date' THEN format('(s.%1$I < %2$L::date OR s.%1$I > %3$L::date)', c.column_name, make_date(first, 1, 1), make_date(last, 12, 31))
                                ELSE format('(s.%1$I < %2$s OR s.%1$I > %3$s)', c.column_name, first, last) END
               -- a validity may have no beginning and no end, and a year may never be closed
               || CASE WHEN c.column_name IN ('valid_from', 'valid_to') OR c.relation = 'reporting_year' AND c.column_name = 'closed_on' THEN format(' AND isfinite(s.%I)', c.column_name) ELSE '' END
               || CASE WHEN d.always THEN format(' OR s.%I IS NULL', c.column_name) ELSE '' END AS doubt
        FROM @extschema@.source_column AS c
        JOIN @extschema@.source_relation AS r ON r.relation = c.relation
        JOIN pg_attribute AS a ON a.attname = c.column_name AND a.attnum > 0 AND NOT a.attisdropped
         AND a.attrelid = to_regclass(format('%I.%I', @extschema@.source_schema(), c.relation))
        LEFT JOIN @internal@.dated_column AS d ON d.relation = c.relation AND d.column_name = c.column_name
        WHERE c.data_type = 'date' OR c.data_type = 'integer' AND c.column_name IN ('year', 'first_year', 'last_year')
        ORDER BY r.ordinal, c.ordinal
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I AS s WHERE %s)', @extschema@.source_schema(), item.relation, item.doubt)
        INTO doubtful;
        IF doubtful THEN
            RETURN QUERY EXECUTE format($sql$
                SELECT 'error', CASE WHEN s.%2$I IS NULL THEN 'date_missing' ELSE 'date_outside' END, %1$L, %2$L, o.owner,
                       jsonb_build_object('relation', %1$L, 'column', %2$L, 'value', min(s.%2$I)::text, 'count', count(*), 'first', %6$s, 'last', %7$s)
                FROM %3$I.%1$I AS s %4$s
                WHERE %5$s
                GROUP BY s.%2$I IS NULL, o.owner
                ORDER BY 2, o.owner COLLATE "C"
            $sql$, item.relation, item.column_name, @extschema@.source_schema(), @internal@.owner_join(item.relation, year),
                   item.doubt, first, last);
        END IF;
        CONTINUE WHEN item.always IS NOT FALSE;
        EXECUTE format('SELECT EXISTS (SELECT FROM %1$I.%2$I AS s WHERE s.%3$I IS NOT NULL) OR NOT EXISTS (SELECT FROM %1$I.%2$I)',
                       @extschema@.source_schema(), item.relation, item.column_name)
        INTO column_set;
        IF NOT column_set THEN
            RETURN QUERY SELECT 'warning', 'date_never_set', item.relation, item.column_name, NULL::text,
                                jsonb_build_object('relation', item.relation, 'column', item.column_name);
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.check_calendar(integer) IS
    'findings about dates and years of the sources: missing where a row is in no figure without, of another age, or in no row at all';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_calendar', 12, NULL, '{}');
