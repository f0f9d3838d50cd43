-- Findings about identifiers of studies and publications.  Whatever is wrong
-- with an identifier, its row counts.

CREATE FUNCTION @internal@.check_identifiers(year integer) RETURNS SETOF finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH written AS MATERIALIZED (
            SELECT 'study_identifier' AS relation, n.study_id::text AS key, n.identifier::text AS value
            FROM %1$I.study_identifier AS n
            UNION ALL
            SELECT 'study_result', r.study_id::text, r.doi::text FROM %1$I.study_result AS r
            UNION ALL
            SELECT 'publication', p.publication_id::text, p.doi::text FROM %1$I.publication AS p WHERE p.year = $1
        ), doubtful AS MATERIALIZED (
            SELECT DISTINCT w.relation, w.key, @extschema@.claimed_registry(w.value) AS registry,
                   -- what may be a person's is for check_personal_data, which does not repeat it
                   CASE WHEN @extschema@.personal_data(w.value) = '{}' THEN format('"%%s"', left(w.value, 200)) ELSE 'a text that is not shown' END AS shown
            FROM written AS w
            WHERE btrim(w.value) <> ''
              AND NOT CASE w.relation WHEN 'study_identifier' THEN @extschema@.is_trial_id(w.value) ELSE @extschema@.is_doi(w.value) END
        )
        SELECT f.severity, f.code, f.relation, f.key, f.message, f.hint
        FROM (
            SELECT 'warning' AS severity, 'trial_id_malformed' AS code, d.relation, d.key,
                   format('study "%%s" has the identifier %%s, which is no number of the registry that it looks like (%%s)', d.key, d.shown, d.registry) AS message,
                   'The study counts, but no other row finds it by this identifier; compare it with the registry.' AS hint
            FROM doubtful AS d WHERE d.relation = 'study_identifier' AND d.registry IS NOT NULL
            UNION ALL
            SELECT 'notice', 'trial_id_unknown', 'study_identifier', NULL,
                   format('%%s identifiers of studies are of no registry that is known here, for example %%s', count(*), min(d.shown COLLATE "C")),
                   'They link the rows of one study all the same. Known are ctgov, eudract, ctis and isrctn.'
            FROM doubtful AS d WHERE d.relation = 'study_identifier' AND d.registry IS NULL
            HAVING count(*) > 0
            UNION ALL
            SELECT 'warning', 'doi_malformed', d.relation, d.key,
                   format('%%s "%%s" has the DOI %%s, which is none',
                          CASE d.relation WHEN 'publication' THEN 'publication' ELSE 'a result of study' END, d.key, d.shown),
                   'It counts. A DOI has the form 10.<registrant>/<suffix> without blanks.'
            FROM doubtful AS d WHERE d.relation <> 'study_identifier'
        ) AS f
        ORDER BY f.code COLLATE "C", f.relation COLLATE "C", f.key COLLATE "C", f.message COLLATE "C"
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.check_identifiers(integer) IS
    'findings about identifiers of studies, and DOIs of their results and of the publications of the year: those that look like a known registry''s but are not, and how many are of no registry that is known';
