-- Findings about what was delivered, and by whom.

CREATE FUNCTION @internal@.check_deliveries(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @extschema@.default_rule_set('hod', year);
BEGIN
    PERFORM @internal@.require_year(year);
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT 'warning', 'institution_unknown', 'delivery_statement', s.institution_id::text, NULL::text,
               jsonb_build_object('institution', s.institution_id::text, 'year', $1, 'count', count(*))
        FROM %I.delivery_statement AS s
        WHERE s.year = $1 AND NOT EXISTS (SELECT FROM @extschema@.institutions_at($1) AS i
                                          WHERE i.institution_id = s.institution_id::text AND i.institution_id = i.top_id)
        GROUP BY s.institution_id::text
        ORDER BY s.institution_id::text COLLATE "C"
    $sql$)
    USING year;
    IF hod IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH status AS (
        SELECT s.institution_id, s.stream, d.ordinal, s.state, s.rows, z.confirmed_zero AND s.rows > 0 AS contradicted,
               jsonb_build_object('name', coalesce(n.name, s.institution_id), 'stream', s.stream, 'year', check_deliveries.year) AS arguments
        FROM @internal@.stream_status(year, hod, ARRAY(SELECT d.stream FROM @extschema@.delivery_stream AS d ORDER BY d.ordinal)) AS s
        JOIN @extschema@.delivery_stream AS d ON d.stream = s.stream
        LEFT JOIN @internal@.unit_names(year) AS n ON n.unit_id = s.institution_id
        LEFT JOIN @internal@.delivery_statements(year) AS z ON z.institution_id = s.institution_id AND z.stream = s.stream
    )
    SELECT f.severity, f.code, 'delivery_statement', s.institution_id || ' ' || s.stream, s.institution_id,
           -- figures without value lead here: of the first indicator that the stream feeds
           s.arguments || CASE WHEN f.code = 'stream_missing' THEN
               coalesce((SELECT jsonb_build_object('explains', i.indicator)
                         FROM @extschema@.indicator_stream AS x JOIN @extschema@.indicator AS i ON i.indicator = x.indicator
                         WHERE x.stream = s.stream ORDER BY i.ordinal LIMIT 1), '{}') ELSE '{}' END
    FROM status AS s
    CROSS JOIN LATERAL (VALUES ('warning', CASE WHEN s.state = 'missing' THEN 'stream_missing' END),
                               ('warning', CASE WHEN s.state = 'delivered' AND s.rows = 0 THEN 'delivered_without_rows' END),
                               ('error', CASE WHEN s.contradicted THEN 'zero_contradicted' END)) AS f(severity, code)
    WHERE f.code IS NOT NULL
    ORDER BY f.code COLLATE "C", s.ordinal, s.institution_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.check_deliveries(integer) IS
    'findings about deliveries of the year: streams that nobody delivered of those who owe them, statements that rows, or the want of rows, contradict, statements of nobody';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_deliveries', 15, NULL, '{institution,delivery_statement}');

INSERT INTO finding_text (code, variant, lang, message, hint, instruction) VALUES
    ('institution_unknown', 'delivery_statement', 'en', '{count} statements of {year} are by "{institution}", which is no institution of that year',
     'They state nothing: an institution states it for all its units.', NULL),
    ('institution_unknown', 'delivery_statement', 'nb', '{count} erklæringer for {year} er gitt av «{institution}», som ikke er noen institusjon det året.',
     'De gjelder ikke. En institusjon erklærer for alle enhetene sine.', NULL),
    ('institution_unknown', 'delivery_statement', 'nn', '{count} fråsegner for {year} er gjevne av «{institution}», som ikkje er nokon institusjon det året.',
     'Dei gjeld ikkje. Ein institusjon seier det for alle einingane sine.', NULL),
    ('stream_missing', '', 'en', '{name} has not delivered {stream|delivery_stream} for {year}: there are neither rows nor a statement',
     'Its figures that rest on them have no value, and the sums of its region and the nation are incomplete. Deliver the data, or confirm that there is nothing.',
     'State it in the relation delivery_statement (confirmed_zero).'),
    ('stream_missing', '', 'nb', '{name} har ikke levert {stream|delivery_stream} for {year}. Det finnes verken data eller en erklæring.',
     'Tallene som bygger på dette, mangler verdi, og summene for regionen og landet er ufullstendige. Lever dataene, eller bekreft at det ikke er noe å rapportere.',
     'Før det inn i relasjonen delivery_statement (confirmed_zero).'),
    ('stream_missing', '', 'nn', '{name} har ikkje levert {stream|delivery_stream} for {year}. Det finst verken data eller ei fråsegn.',
     'Tala som byggjer på dette, manglar verdi, og summane for regionen og landet er ufullstendige. Lever dataa, eller stadfest at det ikkje er noko å rapportere.',
     'Før det inn i relasjonen delivery_statement (confirmed_zero).'),
    ('delivered_without_rows', '', 'en', '{name} states that its {stream|delivery_stream} of {year} are delivered, and there are no rows',
     'Its figures that rest on them are 0, and the sums of its region and the nation are too low if that is wrong. See whether the data were loaded, or confirm that there is nothing.',
     'State it in the relation delivery_statement (confirmed_zero).'),
    ('delivered_without_rows', '', 'nb', '{name} har erklært {stream|delivery_stream} for {year} som levert, men det finnes ingen rader.',
     'Tallene som bygger på dette, blir 0. Er det feil, er summene for regionen og landet for lave. Se etter om dataene ble lastet inn, eller bekreft at det ikke er noe å rapportere.',
     'Før det inn i relasjonen delivery_statement (confirmed_zero).'),
    ('delivered_without_rows', '', 'nn', '{name} har erklært {stream|delivery_stream} for {year} som levert, men det finst ingen rader.',
     'Tala som byggjer på dette, blir 0. Er det feil, er summane for regionen og landet for låge. Sjå etter om dataa vart lasta inn, eller stadfest at det ikkje er noko å rapportere.',
     'Før det inn i relasjonen delivery_statement (confirmed_zero).'),
    ('zero_contradicted', '', 'en', '{name} has confirmed that it has no {stream|delivery_stream} in {year}, and has some',
     'What is there counts. Take back the statement, or the data.', NULL),
    ('zero_contradicted', '', 'nb', '{name} har bekreftet at det ikke er noen {stream|delivery_stream} i {year}, men har levert data.',
     'Dataene teller. Trekk tilbake erklæringen eller dataene.', NULL),
    ('zero_contradicted', '', 'nn', '{name} har stadfesta at det ikkje er nokon {stream|delivery_stream} i {year}, men har levert data.',
     'Dataa tel. Trekk tilbake fråsegna eller dataa.', NULL);

INSERT INTO finding_word (list, code, lang, word)
SELECT 'delivery_stream', s.stream, t.lang, t.word
FROM delivery_stream AS s
CROSS JOIN LATERAL (VALUES ('nb', s.text_nb), ('nn', s.text_nn), ('en', s.text_en)) AS t(lang, word);
