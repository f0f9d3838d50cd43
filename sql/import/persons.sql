-- Persons: names never get in, keys get in as pseudonyms.  The key behind them
-- is the site's own; it is in no dump, and no kind of access reads it.

CREATE TABLE @internal@.import_key (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    key bytea NOT NULL CHECK (octet_length(key) = 32)
);
COMMENT ON TABLE @internal@.import_key IS
    'the secret under which keys of persons become pseudonyms; never dumped: set_import_key() brings it to another server';
REVOKE ALL ON @internal@.import_key FROM PUBLIC;

INSERT INTO @internal@.import_key (key)
SELECT decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');

CREATE FUNCTION set_import_key(key bytea) RETURNS void
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF octet_length(set_import_key.key) <> 32 THEN
        RAISE EXCEPTION 'the key has % bytes', octet_length(set_import_key.key)
            USING ERRCODE = 'RI101', HINT = 'Give 32 bytes, for example those that openssl rand -hex 32 prints, decoded.';
    END IF;
    INSERT INTO @internal@.import_key AS k (key) VALUES (set_import_key.key)
    ON CONFLICT (only_one) DO UPDATE SET key = excluded.key;
END
$$;
COMMENT ON FUNCTION set_import_key(bytea) IS
    'sets the secret of pseudonyms (32 bytes): persons imported before and after have different ones, unless it is the same secret';
REVOKE ALL ON FUNCTION set_import_key(bytea) FROM PUBLIC;

CREATE FUNCTION @internal@.person_pseudonym(person text) RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_person_pseudonym'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.person_pseudonym(text) IS
    'p and 32 hexadecimal digits: HMAC-SHA-256 of what follows the last slash of a person''s key, under the site''s secret; a pseudonym is its own';
REVOKE ALL ON FUNCTION @internal@.person_pseudonym(text) FROM PUBLIC;
