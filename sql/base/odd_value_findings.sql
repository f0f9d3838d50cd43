-- Findings about values that no hospital means: numbers of a thousand billions and
-- more, characters that cannot be shown, texts of pages.  Reports show such texts
-- without them; the numbers stand, since a rule that left them out would be ours.

CREATE FUNCTION @internal@.is_odd_text(value text) RETURNS boolean
    AS 'MODULE_PATHNAME', 'research_indicators_is_odd_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.is_odd_text(text) IS
    'whether a text holds characters that reports leave out (control characters, those that reverse the direction), or is so long that they cut it';

CREATE FUNCTION @internal@.doubtful_columns(OUT relation text, OUT column_name text, OUT code text, OUT doubt text, OUT relation_ordinal integer, OUT ordinal integer)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT c.relation, c.column_name, d.code, format(d.doubt, c.column_name), r.ordinal, c.ordinal
    FROM @extschema@.source_column AS c
    JOIN @extschema@.source_relation AS r ON r.relation = c.relation
    JOIN (VALUES ('text', 'text_odd', '@internal@.is_odd_text(s.%I::text)'),
                 ('numeric', 'number_outside', 'abs(s.%1$I::numeric) >= 1e12 AND s.%1$I::numeric NOT IN (''NaN'', ''Infinity'', ''-Infinity'')')) AS d(data_type, code, doubt)
      ON d.data_type = c.data_type
    JOIN pg_attribute AS a ON a.attrelid = to_regclass(format('%I.%I', @extschema@.source_schema(), c.relation))
                          AND a.attname = c.column_name AND a.attnum > 0 AND NOT a.attisdropped
    -- rows below a publication are many, and nothing of their own is shown
    WHERE NOT EXISTS (SELECT FROM @extschema@.source_reference AS f WHERE f.relation = c.relation AND f.referenced_relation = 'publication');
END;
COMMENT ON FUNCTION @internal@.doubtful_columns() IS 'columns of the sources with what is looked for in a row s, and the finding that it is';

CREATE FUNCTION @internal@.check_odd_values(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    part record;
    item record;
    found boolean[];
BEGIN
    -- one pass over each relation; whose rows it is, is asked only where something was found
    FOR part IN
        SELECT d.relation, array_agg(d.column_name ORDER BY d.ordinal) AS names, array_agg(d.code ORDER BY d.ordinal) AS codes,
               array_agg(d.doubt ORDER BY d.ordinal) AS doubts, string_agg(format('coalesce(bool_or(%s), false)', d.doubt), ', ' ORDER BY d.ordinal) AS searched
        FROM @internal@.doubtful_columns() AS d
        GROUP BY d.relation, d.relation_ordinal
        ORDER BY d.relation_ordinal
    LOOP
        EXECUTE format('SELECT ARRAY[%s] FROM %I.%I AS s WHERE %s', part.searched, @extschema@.source_schema(), part.relation, @internal@.rows_searched(part.relation, false))
        INTO found USING year;
        FOR item IN
            SELECT d.column_name, d.code, d.doubt
            FROM unnest(part.names, part.codes, part.doubts, found) WITH ORDINALITY AS d(column_name, code, doubt, found, n)
            WHERE d.found
            ORDER BY d.n
        LOOP
            RETURN QUERY EXECUTE format($sql$
                SELECT %6$L, %7$L, %1$L, %2$L, o.owner,
                       jsonb_build_object('relation', %1$L, 'column', %2$L, 'count', count(*), 'digits', max(CASE %7$L WHEN 'number_outside' THEN length(trunc(abs(x.number))::text) END))
                FROM (SELECT s.* FROM %3$I.%1$I AS s WHERE (%8$s) AND %5$s) AS s
                CROSS JOIN LATERAL (SELECT CASE %7$L WHEN 'number_outside' THEN s.%2$I::text::numeric END AS number) AS x %4$s
                GROUP BY o.owner
                ORDER BY o.owner COLLATE "C"
            $sql$, part.relation, item.column_name, @extschema@.source_schema(), @internal@.owner_join(part.relation, year), item.doubt,
                CASE item.code WHEN 'text_odd' THEN 'warning' ELSE 'error' END, item.code, @internal@.rows_searched(part.relation, false))
            USING year;
        END LOOP;
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.check_odd_values(integer) IS 'findings about numbers that are hardly meant and texts that cannot be shown as they are, in the rows that a report of the year rests on';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES ('@internal@.check_odd_values', 112, NULL, '{}');

INSERT INTO finding_text (code, variant, lang, message, hint, instruction) VALUES
    ('text_odd', '', 'en', '{count} rows of "{relation}" have a {column} with characters that cannot be shown, or one of several pages',
     'It is shown without these characters, and cut where it is very long. Mend it in the source.', NULL),
    ('text_odd', '', 'nb', '{count} rader i «{relation}» har tegn som ikke kan vises i «{column}», eller tekst på flere sider der.',
     'Teksten vises uten tegnene, og blir kuttet der den er svært lang. Rett den i kilden.', NULL),
    ('text_odd', '', 'nn', '{count} rader i «{relation}» har teikn som ikkje kan visast i «{column}», eller tekst på fleire sider der.',
     'Teksten blir vist utan teikna, og blir kutta der han er svært lang. Rett han i kjelda.', NULL),
    ('number_outside', '', 'en', '{count} rows of "{relation}" have a {column} of a thousand billions or more; the longest has {digits} digits before the decimal point',
     'The figures made of it are hardly right. Mend the number in the source.', NULL),
    ('number_outside', '', 'nb', '{count} rader i «{relation}» har tusen milliarder eller mer i «{column}»; det lengste tallet har {digits} siffer foran desimaltegnet.',
     'Tallene som bygger på det, er neppe riktige. Rett tallet i kilden.', NULL),
    ('number_outside', '', 'nn', '{count} rader i «{relation}» har tusen milliardar eller meir i «{column}»; det lengste talet har {digits} siffer framfor desimalteiknet.',
     'Tala som byggjer på det, er neppe rette. Rett talet i kjelda.', NULL);
