-- Type doi: a digital object identifier.

CREATE TYPE doi;

CREATE FUNCTION @internal@.doi_in(cstring) RETURNS doi
    AS 'MODULE_PATHNAME', 'doi_in'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.doi_in(cstring) IS
    'text input of doi: 10.<registrant>/<suffix>, also after doi: or https://doi.org/; what a sentence leaves around it is dropped';

CREATE FUNCTION @internal@.doi_out(doi) RETURNS cstring
    AS 'MODULE_PATHNAME', 'doi_out'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.doi_out(doi) IS
    'text output of doi: its normal form, the letters A to Z small';

CREATE FUNCTION @internal@.doi_recv(internal) RETURNS doi
    AS 'MODULE_PATHNAME', 'doi_recv'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.doi_recv(internal) IS
    'binary input of doi: a text in normal form, checked';

CREATE FUNCTION @internal@.doi_send(doi) RETURNS bytea
    AS 'MODULE_PATHNAME', 'doi_send'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.doi_send(doi) IS
    'binary output of doi: its text';

CREATE TYPE doi (
    INPUT = @internal@.doi_in,
    OUTPUT = @internal@.doi_out,
    RECEIVE = @internal@.doi_recv,
    SEND = @internal@.doi_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = int4,
    STORAGE = extended
);
COMMENT ON TYPE doi IS
    'digital object identifier in normal form: 10.<registrant>/<suffix>, the letters A to Z small, since DOIs are the same whatever their case; sorts by bytes';

CREATE FUNCTION @internal@.doi_eq(doi, doi) RETURNS boolean
    AS 'MODULE_PATHNAME', 'doi_eq'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.doi_eq(doi, doi) IS
    'implementation of = operator';

CREATE FUNCTION @internal@.doi_ne(doi, doi) RETURNS boolean
    AS 'MODULE_PATHNAME', 'doi_ne'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.doi_ne(doi, doi) IS
    'implementation of <> operator';

CREATE FUNCTION @internal@.doi_lt(doi, doi) RETURNS boolean
    AS 'MODULE_PATHNAME', 'doi_lt'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.doi_lt(doi, doi) IS
    'implementation of < operator';

CREATE FUNCTION @internal@.doi_le(doi, doi) RETURNS boolean
    AS 'MODULE_PATHNAME', 'doi_le'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.doi_le(doi, doi) IS
    'implementation of <= operator';

CREATE FUNCTION @internal@.doi_gt(doi, doi) RETURNS boolean
    AS 'MODULE_PATHNAME', 'doi_gt'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.doi_gt(doi, doi) IS
    'implementation of > operator';

CREATE FUNCTION @internal@.doi_ge(doi, doi) RETURNS boolean
    AS 'MODULE_PATHNAME', 'doi_ge'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.doi_ge(doi, doi) IS
    'implementation of >= operator';

CREATE FUNCTION @internal@.doi_cmp(doi, doi) RETURNS integer
    AS 'MODULE_PATHNAME', 'doi_cmp'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.doi_cmp(doi, doi) IS
    'btree comparison of doi';

CREATE FUNCTION @internal@.doi_hash(doi) RETURNS integer
    AS 'MODULE_PATHNAME', 'doi_hash'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.doi_hash(doi) IS
    'hash of doi';

CREATE FUNCTION @internal@.doi_hash_extended(doi, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME', 'doi_hash_extended'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.doi_hash_extended(doi, bigint) IS
    'seeded hash of doi';

CREATE OPERATOR = (
    LEFTARG = doi, RIGHTARG = doi, FUNCTION = @internal@.doi_eq,
    COMMUTATOR = =, NEGATOR = <>,
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (doi, doi) IS 'equal';

CREATE OPERATOR <> (
    LEFTARG = doi, RIGHTARG = doi, FUNCTION = @internal@.doi_ne,
    COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (doi, doi) IS 'not equal';

CREATE OPERATOR < (
    LEFTARG = doi, RIGHTARG = doi, FUNCTION = @internal@.doi_lt,
    COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (doi, doi) IS 'less than';

CREATE OPERATOR <= (
    LEFTARG = doi, RIGHTARG = doi, FUNCTION = @internal@.doi_le,
    COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (doi, doi) IS 'less than or equal';

CREATE OPERATOR > (
    LEFTARG = doi, RIGHTARG = doi, FUNCTION = @internal@.doi_gt,
    COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (doi, doi) IS 'greater than';

CREATE OPERATOR >= (
    LEFTARG = doi, RIGHTARG = doi, FUNCTION = @internal@.doi_ge,
    COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (doi, doi) IS 'greater than or equal';

CREATE OPERATOR CLASS doi_ops DEFAULT FOR TYPE doi USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 @internal@.doi_cmp(doi, doi);
COMMENT ON OPERATOR CLASS doi_ops USING btree IS 'order of DOIs: by bytes';
COMMENT ON OPERATOR FAMILY doi_ops USING btree IS 'order of DOIs: by bytes';

CREATE OPERATOR CLASS doi_ops DEFAULT FOR TYPE doi USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 @internal@.doi_hash(doi),
    FUNCTION 2 @internal@.doi_hash_extended(doi, bigint);
COMMENT ON OPERATOR CLASS doi_ops USING hash IS 'hash of DOIs';
COMMENT ON OPERATOR FAMILY doi_ops USING hash IS 'hash of DOIs';

CREATE CAST (text AS doi) WITH INOUT;
COMMENT ON CAST (text AS doi) IS 'reads a DOI; error 22P02 or RI023 when it is none';
CREATE CAST (doi AS text) WITHOUT FUNCTION AS ASSIGNMENT;
COMMENT ON CAST (doi AS text) IS 'normal form of a DOI';

CREATE FUNCTION is_doi(value text) RETURNS boolean
    AS 'MODULE_PATHNAME', 'research_indicators_is_doi'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION is_doi(text) IS 'whether a text is a digital object identifier';
