-- Code lists of rule sets by name: what a list holds, and how a site set gets
-- its members.

CREATE TABLE rule_code_definition (
    list text PRIMARY KEY,
    family text NOT NULL CHECK (family IN ('nvi', 'hod')),
    code_pattern text NOT NULL,
    folds_to_pattern text NOT NULL,
    description text NOT NULL
);
COMMENT ON TABLE rule_code_definition IS 'the code lists that rule sets may hold, with the form and meaning of their members';
COMMENT ON COLUMN rule_code_definition.code_pattern IS 'regular expression that the code matches as a whole';
COMMENT ON COLUMN rule_code_definition.folds_to_pattern IS 'regular expression that folds_to matches as a whole';

INSERT INTO rule_code_definition (list, family, code_pattern, folds_to_pattern, description) VALUES
    ('isbn_required', 'nvi', 'article|review|chapter|monograph|commentary', 'article|review|chapter|monograph|commentary',
     'publication forms that count only with an ISBN');

CREATE FUNCTION set_rule_code(rule_set text, list text, code text, folds_to text, origin text, source text) RETURNS void
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    definition @extschema@.rule_code_definition;
    set_family text;
BEGIN
    PERFORM @internal@.require_rule_set(coalesce(rule_set, ''), 'any');
    SELECT s.family INTO set_family FROM @extschema@.rule_set AS s WHERE s.rule_set = set_rule_code.rule_set;
    IF origin IS NULL OR origin NOT IN ('published', 'inferred', 'site', 'illustrative') OR coalesce(source, '') = '' THEN
        RAISE EXCEPTION 'code "%" of list "%" needs an origin and a source, not "%" and "%"', code, list, origin, source
            USING ERRCODE = 'RI036', HINT = 'Origins: published, inferred, site, illustrative. The source says who states or decided the value.';
    END IF;
    SELECT * INTO definition FROM @extschema@.rule_code_definition AS d
    WHERE d.list = set_rule_code.list AND d.family = set_family;
    IF definition.list IS NULL THEN
        RAISE EXCEPTION 'unknown code list "%"', list
            USING ERRCODE = 'RI015',
                  HINT = format('Code lists of family %s: %s.', set_family,
                                (SELECT string_agg(d.list, ', ' ORDER BY d.list COLLATE "C")
                                 FROM @extschema@.rule_code_definition AS d WHERE d.family = set_family));
    END IF;
    IF coalesce(code, '') !~ ('^(' || definition.code_pattern || ')$')
       OR folds_to !~ ('^(' || definition.folds_to_pattern || ')$') THEN
        RAISE EXCEPTION 'code "%" with "%" is not allowed in list "%"', code, folds_to, list
            USING ERRCODE = 'RI033', HINT = format('The list holds: %s.', definition.description);
    END IF;
    IF folds_to IS NULL THEN
        DELETE FROM @extschema@.rule_code AS c
        WHERE c.rule_set = set_rule_code.rule_set AND c.list = set_rule_code.list AND c.code = set_rule_code.code;
    ELSE
        INSERT INTO @extschema@.rule_code AS c (rule_set, list, code, folds_to, origin, source)
        VALUES (rule_set, list, code, folds_to, origin, source)
        ON CONFLICT ON CONSTRAINT rule_code_pkey
            DO UPDATE SET folds_to = excluded.folds_to, origin = excluded.origin, source = excluded.source;
    END IF;
END
$$;
COMMENT ON FUNCTION set_rule_code(text, text, text, text, text, text) IS
    'puts one code with what it folds to into a code list of a site rule set; folds_to NULL takes it out';
