-- Findings about identifiers of studies and publications.  Whatever is wrong
-- with an identifier, its row counts.

CREATE FUNCTION @internal@.check_identifiers(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    IF NOT (@internal@.has_source('study_identifier') OR @internal@.has_source('study_result') OR @internal@.has_source('publication')) THEN
        RETURN;
    END IF;
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH written(relation, key, value) AS MATERIALIZED (
            %4$s
        ), doubtful AS MATERIALIZED (
            SELECT DISTINCT w.relation, w.key, @extschema@.claimed_registry(w.value) AS registry,
                   -- what may be a person's is for check_personal_data, which does not repeat it
                   CASE WHEN @extschema@.personal_data(w.value) = '{}' THEN left(w.value, 200) END AS shown
            FROM written AS w
            WHERE btrim(w.value) <> ''
              AND NOT CASE w.relation WHEN 'study_identifier' THEN @extschema@.is_trial_id(w.value) ELSE @extschema@.is_doi(w.value) END
        ), owned AS MATERIALIZED (
            SELECT s.relation, s.key, s.registry, s.shown, o.owner
            FROM (SELECT d.*, d.key AS study_id FROM doubtful AS d WHERE d.relation <> 'publication') AS s %2$s
            UNION ALL
            SELECT s.relation, s.key, s.registry, s.shown, o.owner
            FROM (SELECT d.*, d.key AS publication_id FROM doubtful AS d WHERE d.relation = 'publication') AS s %3$s
        )
        SELECT f.severity, f.code, f.relation, f.key, f.owner, f.arguments
        FROM (
            SELECT 'warning' AS severity, 'trial_id_malformed' AS code, d.relation, d.key, d.owner,
                   jsonb_build_object('variant', CASE WHEN d.shown IS NULL THEN 'not_shown' END, 'study', d.key, 'shown', d.shown, 'registry', d.registry) AS arguments
            FROM owned AS d WHERE d.relation = 'study_identifier' AND d.registry IS NOT NULL
            UNION ALL
            SELECT 'notice', 'trial_id_unknown', 'study_identifier', NULL, d.owner,
                   jsonb_build_object('variant', CASE WHEN count(d.shown) = 0 THEN 'not_shown' END, 'count', count(*), 'shown', min(d.shown COLLATE "C"))
            FROM owned AS d WHERE d.relation = 'study_identifier' AND d.registry IS NULL
            GROUP BY d.owner
            UNION ALL
            SELECT 'warning', 'doi_malformed', d.relation, d.key, d.owner,
                   jsonb_build_object('variant', CASE WHEN d.shown IS NULL THEN d.relation || '_not_shown' END, 'subject', d.key, 'shown', d.shown)
            FROM owned AS d WHERE d.relation <> 'study_identifier'
        ) AS f
        ORDER BY f.code COLLATE "C", f.relation COLLATE "C", f.key COLLATE "C", f.owner COLLATE "C", f.arguments::text COLLATE "C"
    $sql$, @internal@.owner_join('study_identifier', year), @internal@.owner_join('publication', year),
        (SELECT string_agg(format(q.query, @extschema@.source_schema()), ' UNION ALL ' ORDER BY q.n)
         FROM (VALUES (1, 'study_identifier', 'SELECT ''study_identifier'', n.study_id::text, n.identifier::text FROM %I.study_identifier AS n'),
                      (2, 'study_result', 'SELECT ''study_result'', r.study_id::text, r.doi::text FROM %I.study_result AS r'),
                      (3, 'publication', 'SELECT ''publication'', p.publication_id::text, p.doi::text FROM %I.publication AS p WHERE p.year = $1'))
              AS q(n, relation, query)
         WHERE @internal@.has_source(q.relation)))
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.check_identifiers(integer) IS
    'findings about identifiers of studies, and DOIs of their results and of the publications of the year: those that look like a known registry''s but are not, and how many are of no registry that is known';
