-- The streams of clinical studies: the studies that a unit takes part in, and
-- its new patients of the year.

INSERT INTO delivery_stream (stream, ordinal, relations, rows_function, text_nb, text_nn, text_en) VALUES
    ('clinical_studies', 60, '{institution,clinical_study,study_site}', 'study_stream', 'kliniske studier', 'kliniske studiar', 'clinical studies'),
    ('patients', 70, '{institution,study_inclusion}', 'inclusion_stream', 'nye pasienter i kliniske studier', 'nye pasientar i kliniske studiar', 'new patients in clinical studies');

INSERT INTO indicator_stream (indicator, stream) VALUES
    ('clinical_studies', 'clinical_studies'), ('clinical_studies', 'patients');

CREATE FUNCTION @internal@.study_stream(year integer, rule_set text) RETURNS SETOF @internal@.stream_count
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- a register of studies grows: those begun in later years are not of this one
    SELECT i.top_id, count(*), 0::bigint, NULL::date, NULL::date
    FROM @internal@.study_sites() AS t
    JOIN @extschema@.institutions_at(year) AS i ON i.institution_id = t.institution_id
    JOIN @internal@.registered_studies() AS s ON s.study_id = t.study_id
    WHERE coalesce(t.opened_on, t.first_patient_on, s.starts_on, s.registered_on, '-infinity') <= make_date(year, 12, 31)
    GROUP BY i.top_id;
END;
COMMENT ON FUNCTION @internal@.study_stream(integer, text) IS 'sites of an institution in studies that had begun by the end of the year';

CREATE FUNCTION @internal@.inclusion_stream(year integer, rule_set text) RETURNS SETOF @internal@.stream_count
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT i.top_id, count(*), 0::bigint, NULL::date, max(n.reported_on) FILTER (WHERE isfinite(n.reported_on))
    FROM @internal@.study_inclusions() AS n
    JOIN @extschema@.institutions_at(year) AS i ON i.institution_id = n.institution_id
    WHERE n.inclusion_year = year
    GROUP BY i.top_id;
END;
COMMENT ON FUNCTION @internal@.inclusion_stream(integer, text) IS 'figures of new patients of the year per institution, figures of 0 among them';
