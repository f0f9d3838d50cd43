-- What units have delivered: the relation delivery_statement, the streams of
-- data that units owe, and how each stands.  Rooms declare their streams and how
-- rows of them are counted (streams.sql); who owes what is a rule.

INSERT INTO source_relation (relation, ordinal, description, key_columns, index_columns, optional) VALUES
    ('delivery_statement', 30, 'What an institution states about a stream of its data in a year. Who owes a stream and has neither rows nor a statement has not delivered, and its figures are no zeros.',
     '{institution_id,year,stream}', '{}', true);

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('delivery_statement', 1, 'institution_id', 'text', true, NULL, NULL,
     'institution that states it'),
    ('delivery_statement', 2, 'year', 'integer', true, NULL, NULL,
     'result year'),
    ('delivery_statement', 3, 'stream', 'text', true, NULL, '{publications,approvals,degrees,eu_funding,nfr_funding,clinical_studies,patients,specialist_care_patients,project_reports,involvement,innovation}',
     'stream of data'),
    ('delivery_statement', 4, 'state', 'text', true, NULL, '{delivered,confirmed_zero}',
     'delivered: all that there is; confirmed_zero: there is nothing, and that is the figure'),
    ('delivery_statement', 5, 'stated_on', 'date', false, NULL, NULL,
     'day of the statement');

CREATE TABLE delivery_stream (
    stream text PRIMARY KEY,
    ordinal integer NOT NULL UNIQUE,
    relations text[] NOT NULL,
    rows_function text NOT NULL,
    owed_when_due boolean NOT NULL DEFAULT false,
    needs_all boolean NOT NULL DEFAULT false,
    text_nb text NOT NULL,
    text_nn text NOT NULL,
    text_en text NOT NULL
);
COMMENT ON TABLE delivery_stream IS 'the streams of data that institutions deliver, in order, as rooms declare them';
COMMENT ON COLUMN delivery_stream.relations IS 'source relations without which nothing can be said of it';
COMMENT ON COLUMN delivery_stream.rows_function IS
    'counts its rows (stream_count) by year and hod rule set, in the schema of helpers';
COMMENT ON COLUMN delivery_stream.owed_when_due IS
    'owed item by item alone: where nothing is due, nothing is owed';

COMMENT ON COLUMN delivery_stream.needs_all IS
    'rows that cannot be used are outstanding, and as long as any is, the figure of the unit is unknown';

CREATE TABLE indicator_stream (
    indicator text NOT NULL REFERENCES indicator,
    measure text NOT NULL DEFAULT '%',
    stream text NOT NULL,
    adds_up boolean NOT NULL DEFAULT true,
    keeps_value boolean NOT NULL DEFAULT false,
    of_all boolean NOT NULL DEFAULT false,
    PRIMARY KEY (indicator, measure, stream)
);
COMMENT ON TABLE indicator_stream IS
    'which streams feed the figures of an indicator: what a unit has not delivered makes its figure NULL, and the sums over it incomplete';
COMMENT ON COLUMN indicator_stream.measure IS 'LIKE pattern of its measures';
COMMENT ON COLUMN indicator_stream.stream IS 'the stream; *: those of the points of every indicator that the rule set counts and has points of';
COMMENT ON COLUMN indicator_stream.adds_up IS
    'false: each level has a figure of its own, so what a unit has not delivered is missing at that unit alone';
COMMENT ON COLUMN indicator_stream.keeps_value IS 'the unit''s own figure is given for what is there, and marked';
COMMENT ON COLUMN indicator_stream.of_all IS 'a share of all regions: what is missing anywhere makes the figure of every region incomplete';

CREATE TYPE @internal@.stream_count AS (
    institution_id text,
    rows bigint,
    outstanding bigint,
    oldest_outstanding date,
    changed_on date
);
COMMENT ON TYPE @internal@.stream_count IS
    'rows that an institution has of a stream, items that it owes and has not given, since when the oldest of them, and the last day known on which something changed';

CREATE FUNCTION @internal@.compute_stream_counts(stream text, year integer, rule_set text) RETURNS SETOF @internal@.stream_count
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY EXECUTE format('SELECT c.* FROM @internal@.%I($1, $2) AS c',
                                (SELECT s.rows_function FROM @extschema@.delivery_stream AS s WHERE s.stream = compute_stream_counts.stream))
    USING year, rule_set;
END
$$;
COMMENT ON FUNCTION @internal@.compute_stream_counts(text, integer, text) IS 'body of stream_counts()';

CREATE FUNCTION @internal@.stream_counts(stream text, year integer, rule_set text) RETURNS SETOF @internal@.stream_count
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 50;
COMMENT ON FUNCTION @internal@.stream_counts(text, integer, text) IS 'rows of a stream in a year per institution that has any';

CREATE FUNCTION @internal@.has_stream(stream text) RETURNS boolean
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.has_source(VARIADIC s.relations) FROM @extschema@.delivery_stream AS s WHERE s.stream = has_stream.stream;
END;
COMMENT ON FUNCTION @internal@.has_stream(text) IS 'whether the source schema has the relations of a stream';

CREATE FUNCTION @internal@.delivery_statements(
    year integer, OUT institution_id text, OUT stream text, OUT confirmed_zero boolean, OUT stated_on date)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 300
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('delivery_statement');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT i.top_id, s.stream::text, bool_and(s.state::text = 'confirmed_zero'), max(s.stated_on)
        FROM %I.delivery_statement AS s
        JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = s.institution_id::text AND i.institution_id = i.top_id
        WHERE s.year = $1 AND s.state::text = ANY ('{delivered,confirmed_zero}')
        GROUP BY i.top_id, s.stream::text
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.delivery_statements(integer) IS 'what institutions state about their streams of a year; a statement of a ward says nothing about its hospital';

CREATE TYPE @internal@.stream_of_year AS (
    institution_id text,
    stream text,
    owed boolean,
    state text,
    rows bigint,
    outstanding bigint,
    oldest_outstanding date,
    changed_on date,
    stated_on date
);
COMMENT ON TYPE @internal@.stream_of_year IS
    'how a stream of an institution stands: delivered, confirmed_zero, partial (something owed item by item is outstanding), missing (neither rows nor a statement), NULL where none is owed and none is there';

CREATE FUNCTION @internal@.compute_stream_status(year integer, rule_set text, streams text[]) RETURNS SETOF @internal@.stream_of_year
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 300
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH owed AS MATERIALIZED (
        SELECT split_part(c.code, '.', 1) AS kind, split_part(c.code, '.', 2) AS stream, c.folds_to = 'owed' AS owed
        FROM @internal@.rule_set_codes(rule_set, 'owed_stream') AS c
    ), unit AS MATERIALIZED (
        SELECT i.institution_id, i.kind, i.kind IN (SELECT o.kind FROM owed AS o) AS is_asked
        FROM @extschema@.institutions_at(year) AS i
        WHERE i.institution_id = i.top_id AND i.reporting
    ), stream AS MATERIALIZED (
        SELECT s.stream, s.owed_when_due, s.needs_all FROM @extschema@.delivery_stream AS s
        WHERE s.stream = ANY (streams) AND @internal@.has_stream(s.stream)
    ), counted AS MATERIALIZED (
        SELECT s.stream, c.* FROM stream AS s CROSS JOIN LATERAL @internal@.stream_counts(s.stream, year, rule_set) AS c
    ), stated AS MATERIALIZED (
        SELECT d.* FROM (SELECT WHERE @internal@.has_source('delivery_statement')) AS h CROSS JOIN LATERAL @internal@.delivery_statements(year) AS d
    )
    SELECT u.institution_id, s.stream, w.owed,
           CASE WHEN w.owed AND c.outstanding > 0 THEN 'partial'
                WHEN coalesce(c.rows, 0) > 0 THEN 'delivered'
                WHEN d.stream IS NOT NULL THEN CASE WHEN d.confirmed_zero THEN 'confirmed_zero' ELSE 'delivered' END
                WHEN w.owed THEN 'missing' END,
           coalesce(c.rows, 0), coalesce(c.outstanding, 0), c.oldest_outstanding, greatest(c.changed_on, d.stated_on), d.stated_on
    FROM unit AS u
    CROSS JOIN stream AS s
    LEFT JOIN counted AS c ON c.stream = s.stream AND c.institution_id = u.institution_id
    LEFT JOIN stated AS d ON d.stream = s.stream AND d.institution_id = u.institution_id
    -- who has delivered what cannot be used owes what can
    CROSS JOIN LATERAL (SELECT s.needs_all AND coalesce(c.outstanding, 0) > 0 AS has_unusable) AS n
    CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM owed AS o WHERE o.kind = u.kind AND o.stream = s.stream AND o.owed)
                               AND (NOT s.owed_when_due OR coalesce(c.rows + c.outstanding, 0) > 0) OR n.has_unusable AS owed) AS w
    WHERE u.is_asked OR n.has_unusable;
END;
COMMENT ON FUNCTION @internal@.compute_stream_status(integer, text, text[]) IS 'body of stream_status()';

CREATE FUNCTION @internal@.stream_status(year integer, rule_set text, streams text[]) RETURNS SETOF @internal@.stream_of_year
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 300;
COMMENT ON FUNCTION @internal@.stream_status(integer, text, text[]) IS
    'how some streams of a year stand at every institution of a kind that a hod rule set asks for any; streams whose relations are not there are left out';

CREATE FUNCTION @internal@.owed_streams(year integer, rule_set text, OUT institution_id text, OUT stream text, OUT missing boolean, OUT reason text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 300
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    -- a site without statements cannot tell who has nothing from who has delivered nothing
    has_statements boolean := @internal@.has_source('delivery_statement');
    streams text[] := ARRAY(SELECT d.stream FROM @extschema@.delivery_stream AS d
                            WHERE (has_statements OR d.needs_all) AND @internal@.has_stream(d.stream)
                              AND EXISTS (SELECT FROM @extschema@.indicator_stream AS f WHERE f.stream = d.stream)
                            ORDER BY d.ordinal);
BEGIN
    IF streams = '{}' THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT s.institution_id, s.stream, m.reason IS NOT NULL, m.reason
    FROM @internal@.stream_status(year, rule_set, streams) AS s
    JOIN @extschema@.delivery_stream AS d ON d.stream = s.stream
    CROSS JOIN LATERAL (SELECT CASE WHEN d.needs_all AND s.outstanding > 0 THEN 'ikkeBeregnet'
                                    WHEN has_statements AND s.state = 'missing' THEN 'ikkeLevert' END AS reason) AS m
    WHERE s.owed;
END
$$;
COMMENT ON FUNCTION @internal@.owed_streams(integer, text) IS
    'the streams that feed figures and that institutions owe in a year, and which of them are missing: not delivered (ikkeLevert; never where the site keeps no statements), or with rows that cannot be used (ikkeBeregnet)';

CREATE FUNCTION @internal@.owed_points(
    year integer, rule_set text, OUT institution_id text, OUT indicator text, OUT missing text[], OUT all_missing boolean)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 200
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT o.institution_id, f.indicator, coalesce(array_agg(o.stream ORDER BY o.stream COLLATE "C") FILTER (WHERE o.missing), '{}'), bool_and(o.missing)
    FROM (SELECT DISTINCT f.indicator, f.stream FROM @extschema@.indicator_stream AS f
          JOIN @extschema@.indicator AS i ON i.indicator = f.indicator AND i.points_function IS NOT NULL
          WHERE 'points' LIKE f.measure) AS f
    JOIN @internal@.owed_streams(year, rule_set) AS o ON o.stream = f.stream
    GROUP BY o.institution_id, f.indicator;
END;
COMMENT ON FUNCTION @internal@.owed_points(integer, text) IS
    'the institutions whose points of an indicator rest on streams that they owe, with those that are missing; all_missing: nothing of it is there';
