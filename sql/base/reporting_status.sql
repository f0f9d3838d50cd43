-- Who has delivered what, and who is to be reminded: what a site asks before
-- it closes a year.

CREATE TYPE stream_delivery AS (
    institution_id text,
    orgnr text,
    name text,
    kind text,
    stream text,
    state text,
    rows bigint,
    rows_last_year bigint,
    change bigint,
    outstanding bigint,
    oldest_outstanding date,
    last_change date,
    stated_on date,
    owed boolean,
    region_id text
);
COMMENT ON TYPE stream_delivery IS
    'how a stream of data of a reporting unit stands: state delivered, confirmed_zero (stated), partial (something owed item by item is outstanding), missing (owed, and neither rows nor a statement) or NULL (not owed, and nothing there); rows of the year and of the year before';

CREATE FUNCTION @internal@.compute_reporting_status(year integer, institution_id text) RETURNS SETOF stream_delivery
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 300
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    asked record;
    hod text := @internal@.hod_rule_set_for(year, NULL);
    streams text[] := ARRAY(SELECT s.stream FROM @extschema@.delivery_stream AS s ORDER BY s.ordinal);
BEGIN
    PERFORM @internal@.require_source('delivery_statement');
    SELECT * INTO asked FROM @internal@.require_unit(year, institution_id);
    RETURN QUERY
    WITH now AS MATERIALIZED (
        SELECT i.institution_id, i.top_id, i.orgnr, i.name, i.kind, i.region_id FROM @extschema@.institutions_at(year) AS i
    ), before AS (
        -- rows of a body that is gone are those of its successor
        SELECT n.top_id, s.stream, sum(c.rows)::bigint AS rows
        FROM unnest(streams) AS s(stream)
        CROSS JOIN LATERAL @internal@.stream_counts(s.stream, greatest(year - 1, 1), hod) AS c
        JOIN now AS n ON n.institution_id = c.institution_id
        WHERE @internal@.has_stream(s.stream)
        GROUP BY n.top_id, s.stream
    )
    SELECT n.institution_id, n.orgnr, n.name, n.kind, s.stream, s.state, s.rows, coalesce(b.rows, 0), s.rows - coalesce(b.rows, 0),
           s.outstanding, s.oldest_outstanding, s.changed_on, s.stated_on, s.owed, n.region_id
    FROM @internal@.stream_status(year, hod, streams) AS s
    JOIN @extschema@.delivery_stream AS d ON d.stream = s.stream
    JOIN now AS n ON n.institution_id = s.institution_id
    LEFT JOIN before AS b ON b.top_id = s.institution_id AND b.stream = s.stream
    WHERE asked.unit_id IS NULL
       OR EXISTS (SELECT FROM @extschema@.units(year) AS u
                  WHERE u.institution_id = n.institution_id AND u.unit_level = asked.unit_level AND u.unit_id = asked.unit_id)
    ORDER BY n.institution_id COLLATE "C", d.ordinal;
END
$$;
COMMENT ON FUNCTION @internal@.compute_reporting_status(integer, text) IS 'body of reporting_status()';

CREATE FUNCTION reporting_status(year integer, institution_id text DEFAULT NULL) RETURNS SETOF stream_delivery
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 300;
COMMENT ON FUNCTION reporting_status(integer, text) IS
    'who has delivered what: a row per reporting unit and stream of data; which kind of unit owes which stream is the code list owed_stream of the hod rule set; institution_id: a unit, an RHF for its region, NULL for all';

CREATE TYPE undelivered_report AS (
    project_id text,
    institution_id text,
    name text,
    sent_on date,
    days_waiting integer,
    title text,
    region_id text
);
COMMENT ON TYPE undelivered_report IS 'a project report that is due and was not delivered; days_waiting: from the day its form was sent until today, NULL where that is not known';

CREATE FUNCTION @internal@.compute_undelivered_reports(year integer) RETURNS SETOF undelivered_report
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT r.project_id, coalesce(p.institution_id, p.at_id), n.name, r.sent_on,
           CASE WHEN isfinite(r.sent_on) THEN greatest((now() AT TIME ZONE 'Europe/Oslo')::date - r.sent_on, 0) END,
           p.title, p.region_id
    FROM @internal@.project_reports(year) AS r
    JOIN @internal@.projects(year) AS p ON p.project_id = r.project_id
    LEFT JOIN @internal@.unit_names(year) AS n ON n.unit_id = coalesce(p.institution_id, p.at_id)
    WHERE NOT r.delivered
    ORDER BY r.sent_on NULLS LAST, r.project_id COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.compute_undelivered_reports(integer) IS 'body of undelivered_reports()';

CREATE FUNCTION undelivered_reports(year integer) RETURNS SETOF undelivered_report
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 100;
COMMENT ON FUNCTION undelivered_reports(integer) IS 'the project reports of a year whose form was sent and that nobody has delivered, those that wait longest first';

CREATE TABLE reminder_text (
    state text NOT NULL CHECK (state IN ('missing', 'partial')),
    lang text NOT NULL CHECK (lang IN ('nb', 'nn')),
    text text NOT NULL,
    PRIMARY KEY (state, lang)
);
COMMENT ON TABLE reminder_text IS
    'what a reminder says: {unit}, {stream}, {year}, {outstanding}, {rows} and {since} stand for the unit, its stream, what is outstanding and there, and since when';

INSERT INTO reminder_text (state, lang, text) VALUES
    ('missing', 'nb', 'Til {unit}: Vi har ikke mottatt {stream} for {year}, verken data eller en erklæring. Lever dataene, eller bekreft at det ikke er noe å rapportere. Til da står tallene deres som «ikke levert», og summene for regionen og landet er ufullstendige.'),
    ('missing', 'nn', 'Til {unit}: Vi har ikkje fått {stream} for {year}, verken data eller ei fråsegn. Lever dataa, eller stadfest at det ikkje er noko å rapportere. Til då står tala dykkar som «ikkje levert», og summane for regionen og landet er ufullstendige.'),
    ('partial', 'nb', 'Til {unit}: Av {stream} for {year} gjenstår {outstanding}, {rows} er levert. Det eldste har ventet siden {since}. Lever det som gjenstår.'),
    ('partial', 'nn', 'Til {unit}: Av {stream} for {year} står {outstanding} att, {rows} er levert. Det eldste har venta sidan {since}. Lever det som står att.');

CREATE TYPE reminder AS (
    institution_id text,
    name text,
    stream text,
    what text,
    since date,
    outstanding bigint,
    text_nb text,
    text_nn text,
    region_id text
);
COMMENT ON TYPE reminder IS
    'what a unit is to be reminded of: a stream, what of it (missing, partial), since when, and a text in bokmål and nynorsk';

CREATE FUNCTION @internal@.compute_reminder_list(year integer) RETURNS SETOF reminder
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH due AS (
        -- what is missing altogether has been due since the year ended
        SELECT s.*, coalesce(s.name, s.institution_id) AS addressee,
               CASE s.state WHEN 'missing' THEN make_date(year + 1, 1, 1) ELSE s.oldest_outstanding END AS since
        FROM @extschema@.reporting_status(year) AS s
        WHERE s.state IN ('missing', 'partial')
    ), told AS (
        SELECT d.institution_id, d.stream, t.lang,
               replace(replace(replace(replace(replace(replace(
                   -- a day that is not known is not spoken of
                   CASE WHEN d.since IS NULL THEN regexp_replace(t.text, '[^.]*\{since\}\.', '') ELSE t.text END,
                   '{stream}', CASE t.lang WHEN 'nn' THEN n.text_nn ELSE n.text_nb END), '{year}', compute_reminder_list.year::text),
                   '{outstanding}', d.outstanding::text), '{rows}', d.rows::text), '{since}', coalesce(to_char(d.since, 'FMDD.FMMM.YYYY'), '')),
                   '{unit}', d.addressee) AS text
        FROM due AS d
        JOIN @extschema@.reminder_text AS t ON t.state = d.state
        JOIN @extschema@.delivery_stream AS n ON n.stream = d.stream
    )
    SELECT d.institution_id, d.name, d.stream, d.state, d.since, d.outstanding, nb.text, nn.text, d.region_id
    FROM due AS d
    JOIN @extschema@.delivery_stream AS n ON n.stream = d.stream
    JOIN told AS nb ON nb.institution_id = d.institution_id AND nb.stream = d.stream AND nb.lang = 'nb'
    JOIN told AS nn ON nn.institution_id = d.institution_id AND nn.stream = d.stream AND nn.lang = 'nn'
    ORDER BY d.institution_id COLLATE "C", n.ordinal;
END;
COMMENT ON FUNCTION @internal@.compute_reminder_list(integer) IS 'body of reminder_list()';

CREATE FUNCTION reminder_list(year integer) RETURNS SETOF reminder
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 100;
COMMENT ON FUNCTION reminder_list(integer) IS
    'who is to be reminded of what: a row per unit and stream that is missing or has something outstanding, with a text ready to send in bokmål and nynorsk; the database sends nothing';
