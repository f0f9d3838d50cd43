-- The channel register: answers of its API, one channel of one year each.

INSERT INTO import_format (source, ordinal, title, relation, reader, collections, paths) VALUES
    ('publication_channels', 2, 'Channel register: journals, series and publishers of its API', 'channel_level', 'json', '{hits}',
     '{id,type,identifier,year,level,scientificValue}');

INSERT INTO import_target (source, ordinal, relation, columns, mode, match_columns) VALUES
    ('publication_channels', 1, 'channel_level', '{kind,channel_id,year,level}', 'upsert', '{kind,channel_id,year}');

CREATE FUNCTION @internal@.rows_of_publication_channels(documents jsonb[], options jsonb, OUT ordinal bigint, OUT relation text, OUT row_values text[])
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- the year stands in the address where it does not stand by itself
    SELECT d.n, 'channel_level',
           ARRAY[CASE d.document ->> 'type' WHEN 'Journal' THEN 'journal' WHEN 'SerialPublication' THEN 'journal' WHEN 'Series' THEN 'series' WHEN 'Publisher' THEN 'publisher'
                                            ELSE d.document ->> 'type' END,
                 @internal@.nva_channel(d.document), coalesce(d.document ->> 'year', substring(d.document ->> 'id' FROM '/([0-9]{4})$')),
                 coalesce(l.ours, d.document ->> 'level', d.document ->> 'scientificValue')]
    FROM unnest(documents) WITH ORDINALITY AS d(document, n)
    LEFT JOIN @extschema@.import_code AS l ON l.list = 'nva_level' AND l.theirs = coalesce(d.document ->> 'level', d.document ->> 'scientificValue')
    WHERE d.document ->> 'id' IS NOT NULL OR d.document ->> 'identifier' IS NOT NULL;
END;
COMMENT ON FUNCTION @internal@.rows_of_publication_channels(jsonb[], jsonb) IS 'the row that a channel of the register is; no level: not assigned';

CREATE FUNCTION import_publication_channels(document text, OUT place text, OUT relation text, OUT content jsonb, OUT code text, OUT reason text)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.* FROM @extschema@.import_documents('publication_channels', document) AS d;
END;
COMMENT ON FUNCTION import_publication_channels(text) IS 'import_documents for publication_channels';
