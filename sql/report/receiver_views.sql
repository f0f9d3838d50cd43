-- The same figures in the forms that others receive already: the columns of the
-- national register's author-share list, and SDMX-CSV.

INSERT INTO report_term (list, code, term) VALUES
    -- codes of the national register's own list (open source code of its report)
    ('register_form', 'article', 'AcademicArticle'), ('register_form', 'review', 'AcademicLiteratureReview'),
    ('register_form', 'chapter', 'AcademicChapter'), ('register_form', 'monograph', 'AcademicMonograph'),
    ('register_form', 'commentary', 'AcademicCommentary'),
    ('register_channel', 'journal', 'Journal'), ('register_channel', 'series', 'Series'), ('register_channel', 'publisher', 'Publisher'),
    ('register_level', '0', 'LevelZero'), ('register_level', '1', 'LevelOne'), ('register_level', '2', 'LevelTwo'),
    ('register_approval', 'approved', 'J'), ('register_approval', 'rejected', 'N'),
    ('register_approval', 'pending', '?'), ('register_approval', 'disputed', 'T'),
    -- SDMX code list CL_OBS_STATUS: normal, provisional, missing
    ('sdmx_status', 'final', 'A'), ('sdmx_status', 'preliminary', 'P'), ('sdmx_status', 'unset', 'O'),
    ('sdmx_status', 'not_delivered', 'L');

CREATE FUNCTION @internal@.csv_cell(value text) RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_csv_cell'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.csv_cell(text) IS
    'a text as a cell of CSV: filtered as in every report, defused if a spreadsheet would take it for a formula, quoted where needed';

CREATE FUNCTION @internal@.publication_titles(year integer)
    RETURNS TABLE (publication_id text, title text)
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 10000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('publication');
    RETURN QUERY EXECUTE @internal@.source_query($query$
        SELECT p.publication_id::text, min(@internal@.report_text(p.title::text) COLLATE "C")
        FROM %1$I.publication AS p
        WHERE p.year = $1
        GROUP BY p.publication_id::text$query$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.publication_titles(integer) IS 'title of each publication of a year, as every report shows it';

CREATE FUNCTION register_author_shares(year integer, rule_set text DEFAULT NULL)
    RETURNS TABLE ("ARSTALL" integer, "NVAID" text, "PUBLIKASJONSFORM" text, "PUBLISERINGSKANAL" text, "PUBLISERINGSKANALTYPE" text,
                   "PRINT_ISSN" text, "PUBLISERINGSKANALNAVN" text, "KVALITETSNIVAKODE" text, "PERSONLOPENR" text,
                   "INSTITUSJON" text, "INSTITUSJON_ID" text, "INSTITUSJONSNR" text, "AVDNR" text, "UNDAVDNR" text, "GRUPPENR" text,
                   "ETTERNAVN" text, "FORNAVN" text, "TITTEL" text, "STATUS_KONTROLLERT" text, "RAPPORTSTATUS" text,
                   "VEKTINGSTALL" numeric, "FAKTORTALL_SAMARBEID" numeric, "FORFATTERDEL" integer,
                   "TENTATIVE_PUBLISERINGSPOENG" numeric, "PUBLISERINGSPOENG" numeric)
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH factor AS MATERIALIZED (
        SELECT @internal@.rule_parameter_value(@internal@.nvi_rule_set_for(year, rule_set), 'international_factor')::numeric AS international
    )
    SELECT year, p.publication_id, coalesce(@internal@.report_term('register_form', p.form), p.form), p.channel_id,
           @internal@.report_term('register_channel', p.channel_kind), NULL, NULL,
           coalesce(@internal@.report_term('register_level', p.level), p.level), NULL,
           p.institution_id,
           CASE WHEN @extschema@.is_orgnr(i.orgnr) THEN @extschema@.participant_id(i.orgnr::@extschema@.orgnr) END,
           NULL, NULL, NULL, NULL, NULL, NULL, t.title,
           @internal@.report_term('register_approval', p.approval),
           CASE WHEN p.approval IS NOT NULL THEN @internal@.report_term('register_approval', CASE p.reason
                    WHEN 'approval_pending' THEN 'pending' WHEN 'approval_rejected' THEN 'rejected' WHEN 'approval_disputed' THEN 'disputed'
                    ELSE 'approved' END) END,
           p.weight, CASE WHEN p.international THEN f.international ELSE 1 END, p.total_shares,
           p.points, CASE WHEN p.countable THEN p.points ELSE p.points * 0 END
    FROM @internal@.publication_parts(year, rule_set) AS p
    CROSS JOIN factor AS f
    LEFT JOIN @internal@.publication_titles(year) AS t ON t.publication_id = p.publication_id
    LEFT JOIN @extschema@.institutions_at(year) AS i ON i.institution_id = p.institution_id
    -- the register lists candidates: what no decision could make count is not among them
    WHERE p.institution_id IS NOT NULL AND p.points IS DISTINCT FROM 0
    ORDER BY p.publication_id COLLATE "C", p.institution_id COLLATE "C";
END;
COMMENT ON FUNCTION register_author_shares(integer, text) IS
    'candidates of a publication year in the columns of the national register''s author-share list, one row per publication and institution: persons, parts of institutions, ISSN and channel names stay empty; FORFATTERDEL is the number of author shares of the publication';

CREATE FUNCTION register_csv(year integer, rule_set text DEFAULT NULL) RETURNS SETOF text
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- numbers as they are, texts as cells: both in the order of the columns
    WITH line AS (
        SELECT r.position, c.cells
        FROM (SELECT row_number() OVER () AS position, row_to_json(s) AS content FROM @extschema@.register_author_shares(year, rule_set) AS s) AS r
        CROSS JOIN LATERAL (SELECT string_agg(CASE json_typeof(e.value) WHEN 'number' THEN e.value::text WHEN 'null' THEN ''
                                                   ELSE coalesce(@internal@.csv_cell(e.value #>> '{}'), '') END, ',' ORDER BY e.n) AS cells
                            FROM json_each(r.content) WITH ORDINALITY AS e(key, value, n)) AS c
    )
    SELECT l.cells
    FROM (SELECT 0 AS position, string_agg(n.name, ',' ORDER BY n.ordinal) AS cells
          FROM pg_proc AS f CROSS JOIN LATERAL unnest(f.proargnames, f.proargmodes) WITH ORDINALITY AS n(name, mode, ordinal)
          WHERE f.oid = '@extschema@.register_author_shares(integer, text)'::regprocedure AND n.mode = 't'
          UNION ALL
          SELECT * FROM line) AS l
    ORDER BY l.position;
END;
COMMENT ON FUNCTION register_csv(integer, text) IS
    'register_author_shares as lines of CSV, the header first; psql -At writes the file';
