-- Why a publication is worth what it is worth: every step as a row.
--
-- The steps are the engine's own (extension/indicators/publication_steps.c): what
-- it found while it computed the points.  Here they get what a rule set says of
-- its parameters.  only_publication NULL gives all publications of the year.

CREATE FUNCTION @internal@.publication_steps(
    year integer, rule_set text, only_publication text,
    OUT publication_id text, OUT step integer, OUT kind text, OUT subject text, OUT value numeric, OUT detail text,
    OUT reason text, OUT parameter text, OUT source text)
    RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'research_indicators_publication_steps'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
    SET jit = off;
COMMENT ON FUNCTION @internal@.publication_steps(integer, text, text) IS
    'how the engine comes from the rows of publications to their points: rule set, channels, conditions, contributions, shares, parameters, arithmetic, approvals, results; parameter names the one that a step rests on, source the relation';

CREATE FUNCTION @internal@.explain_publications(
    year integer, rule_set text, only_publication text,
    OUT publication_id text, OUT step integer, OUT kind text, OUT subject text, OUT value numeric, OUT detail text,
    OUT reason text, OUT origin text, OUT source text)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH rule AS MATERIALIZED (
        SELECT d.name, d.value, d.origin, d.source FROM @extschema@.describe_rule_set(rule_set) AS d
    )
    SELECT s.publication_id, s.step, s.kind, s.subject,
           CASE WHEN s.kind <> 'parameter' THEN s.value WHEN r.value ~ '^[0-9.]+$' THEN r.value::numeric END,
           CASE s.kind WHEN 'rule_set' THEN t.title WHEN 'parameter' THEN coalesce(r.value, 'unset') ELSE s.detail END,
           CASE WHEN s.kind = 'parameter' AND r.value IS NULL THEN 'parameter_unset' ELSE s.reason END,
           r.origin, CASE s.kind WHEN 'rule_set' THEN t.legal_reference ELSE coalesce(r.source, s.source) END
    FROM @internal@.publication_steps(year, rule_set, only_publication) AS s
    LEFT JOIN rule AS r ON r.name = s.parameter
    LEFT JOIN @extschema@.rule_set AS t ON s.kind = 'rule_set' AND t.rule_set = s.subject;
END;
COMMENT ON FUNCTION @internal@.explain_publications(integer, text, text) IS
    'the steps of publications of a year under an NVI set, with origin and source of the parameters that they rest on';

CREATE FUNCTION @internal@.compute_explain_publication(
    publication_id text, rule_set text,
    OUT step integer, OUT kind text, OUT subject text, OUT value numeric, OUT detail text,
    OUT reason text, OUT origin text, OUT source text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    asked record;
BEGIN
    IF publication_id IS NULL THEN
        RETURN;
    END IF;
    SELECT p.* INTO asked FROM @internal@.require_publication(compute_explain_publication.publication_id) AS p;
    RETURN QUERY
    SELECT e.step, e.kind, e.subject, e.value, e.detail, e.reason, e.origin, e.source
    FROM @internal@.explain_publications(asked.year, @internal@.nvi_rule_set_for(asked.year, rule_set), asked.publication_id) AS e
    ORDER BY e.step;
END
$$;
COMMENT ON FUNCTION @internal@.compute_explain_publication(text, text) IS 'body of explain_publication()';

CREATE FUNCTION explain_publication(
    publication_id text, rule_set text DEFAULT NULL,
    OUT step integer, OUT kind text, OUT subject text, OUT value numeric, OUT detail text,
    OUT reason text, OUT origin text, OUT source text)
    RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION explain_publication(text, text) IS
    'every step from the source rows of a publication (its id, or its DOI in any spelling of the type doi) to the points of each institution under the NVI set of its year (or a named set), the last rows being the results; persons are running numbers';
