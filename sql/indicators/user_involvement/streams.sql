-- The streams of project reports and of what they say about user involvement:
-- owed item by item.

INSERT INTO delivery_stream (stream, ordinal, relations, rows_function, text_nb, text_nn, text_en) VALUES
    ('project_reports', 90, '{institution,project,project_report}', 'project_report_stream', 'prosjektrapporter', 'prosjektrapportar', 'project reports'),
    ('involvement', 100, '{institution,project,project_report}', 'involvement_stream',
     'svar om brukermedvirkning', 'svar om brukarmedverknad', 'answers about user involvement');

CREATE FUNCTION @internal@.project_report_stream(year integer, rule_set text) RETURNS SETOF @internal@.stream_count
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT p.institution_id, count(*) FILTER (WHERE r.delivered), count(*) FILTER (WHERE NOT r.delivered),
           min(r.sent_on) FILTER (WHERE NOT r.delivered AND isfinite(r.sent_on)), max(r.delivered_on) FILTER (WHERE isfinite(r.delivered_on))
    FROM @internal@.project_reports(year) AS r
    JOIN @internal@.projects(year) AS p ON p.project_id = r.project_id
    WHERE p.institution_id IS NOT NULL
    GROUP BY p.institution_id;
END;
COMMENT ON FUNCTION @internal@.project_report_stream(integer, text) IS
    'project reports of the year per institution: delivered, and outstanding since the day their form was sent';

CREATE FUNCTION @internal@.involvement_stream(year integer, rule_set text) RETURNS SETOF @internal@.stream_count
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT p.institution_id, count(r.answer), count(*) FILTER (WHERE r.delivered AND r.answer IS NULL),
           min(r.sent_on) FILTER (WHERE r.delivered AND r.answer IS NULL AND isfinite(r.sent_on)),
           max(r.delivered_on) FILTER (WHERE r.answer IS NOT NULL AND isfinite(r.delivered_on))
    FROM @internal@.project_reports(year) AS r
    JOIN @internal@.projects(year) AS p ON p.project_id = r.project_id
    WHERE p.institution_id IS NOT NULL
    GROUP BY p.institution_id;
END;
COMMENT ON FUNCTION @internal@.involvement_stream(integer, text) IS
    'answers about user involvement per institution; a delivered report that does not answer is outstanding';
