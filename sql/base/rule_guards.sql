-- From here on the shipped rule sets are read-only: every file that ships
-- rules stands before this one.

CREATE TRIGGER guard_rule_set BEFORE INSERT OR UPDATE OR DELETE ON rule_set
    FOR EACH ROW EXECUTE FUNCTION @internal@.guard_rule_set();
COMMENT ON TRIGGER guard_rule_set ON rule_set IS 'shipped sets are read-only';
CREATE TRIGGER guard_rule_row BEFORE INSERT OR UPDATE OR DELETE ON rule_parameter
    FOR EACH ROW EXECUTE FUNCTION @internal@.guard_rule_row();
COMMENT ON TRIGGER guard_rule_row ON rule_parameter IS 'parameters of shipped sets are read-only';
CREATE TRIGGER guard_parameter_value BEFORE INSERT OR UPDATE ON rule_parameter
    FOR EACH ROW EXECUTE FUNCTION @internal@.guard_parameter_value();
COMMENT ON TRIGGER guard_parameter_value ON rule_parameter IS 'values fit the definition of their parameter';
CREATE TRIGGER guard_rule_row BEFORE INSERT OR UPDATE OR DELETE ON publication_weight
    FOR EACH ROW EXECUTE FUNCTION @internal@.guard_rule_row();
COMMENT ON TRIGGER guard_rule_row ON publication_weight IS 'weights of shipped sets are read-only';
CREATE TRIGGER guard_rule_row BEFORE INSERT OR UPDATE OR DELETE ON rule_code
    FOR EACH ROW EXECUTE FUNCTION @internal@.guard_rule_row();
COMMENT ON TRIGGER guard_rule_row ON rule_code IS 'code lists of shipped sets are read-only';

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON rule_set
    FOR EACH STATEMENT EXECUTE FUNCTION @internal@.refuse_truncate();
COMMENT ON TRIGGER refuse_truncate ON rule_set IS 'shipped rows are read-only';
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON rule_parameter
    FOR EACH STATEMENT EXECUTE FUNCTION @internal@.refuse_truncate();
COMMENT ON TRIGGER refuse_truncate ON rule_parameter IS 'shipped rows are read-only';
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON publication_weight
    FOR EACH STATEMENT EXECUTE FUNCTION @internal@.refuse_truncate();
COMMENT ON TRIGGER refuse_truncate ON publication_weight IS 'shipped rows are read-only';
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON rule_code
    FOR EACH STATEMENT EXECUTE FUNCTION @internal@.refuse_truncate();
COMMENT ON TRIGGER refuse_truncate ON rule_code IS 'shipped rows are read-only';

-- Site sets are dumped, shipped ones come back with CREATE EXTENSION.  Rows whose
-- set is missing are the site's too.
SELECT pg_catalog.pg_extension_config_dump('rule_set', 'WHERE NOT shipped');
SELECT pg_catalog.pg_extension_config_dump('rule_parameter',
    'WHERE rule_set NOT IN (SELECT s.rule_set FROM research_indicators.rule_set AS s WHERE s.shipped)');
SELECT pg_catalog.pg_extension_config_dump('publication_weight',
    'WHERE rule_set NOT IN (SELECT s.rule_set FROM research_indicators.rule_set AS s WHERE s.shipped)');
SELECT pg_catalog.pg_extension_config_dump('rule_code',
    'WHERE rule_set NOT IN (SELECT s.rule_set FROM research_indicators.rule_set AS s WHERE s.shipped)');
