-- Type orgnr: a Norwegian organisation number.

CREATE TYPE orgnr;

CREATE FUNCTION @internal@.orgnr_in(cstring) RETURNS orgnr
    AS 'MODULE_PATHNAME', 'orgnr_in'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.orgnr_in(cstring) IS
    'text input of orgnr: nine digits, optionally in groups of three';

CREATE FUNCTION @internal@.orgnr_out(orgnr) RETURNS cstring
    AS 'MODULE_PATHNAME', 'orgnr_out'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.orgnr_out(orgnr) IS
    'text output of orgnr: nine digits';

CREATE FUNCTION @internal@.orgnr_recv(internal) RETURNS orgnr
    AS 'MODULE_PATHNAME', 'orgnr_recv'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.orgnr_recv(internal) IS
    'binary input of orgnr: a 4-byte integer, checked';

CREATE FUNCTION @internal@.orgnr_send(orgnr) RETURNS bytea
    AS 'MODULE_PATHNAME', 'orgnr_send'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.orgnr_send(orgnr) IS
    'binary output of orgnr: a 4-byte integer';

CREATE TYPE orgnr (
    INPUT = @internal@.orgnr_in,
    OUTPUT = @internal@.orgnr_out,
    RECEIVE = @internal@.orgnr_recv,
    SEND = @internal@.orgnr_send,
    INTERNALLENGTH = 4,
    PASSEDBYVALUE,
    ALIGNMENT = int4,
    STORAGE = plain
);
COMMENT ON TYPE orgnr IS
    'Norwegian organisation number: nine digits, the first 8 or 9, the last a check digit';

CREATE FUNCTION @internal@.orgnr_eq(orgnr, orgnr) RETURNS boolean
    AS 'MODULE_PATHNAME', 'orgnr_eq'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.orgnr_eq(orgnr, orgnr) IS
    'implementation of = operator';

CREATE FUNCTION @internal@.orgnr_ne(orgnr, orgnr) RETURNS boolean
    AS 'MODULE_PATHNAME', 'orgnr_ne'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.orgnr_ne(orgnr, orgnr) IS
    'implementation of <> operator';

CREATE FUNCTION @internal@.orgnr_lt(orgnr, orgnr) RETURNS boolean
    AS 'MODULE_PATHNAME', 'orgnr_lt'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.orgnr_lt(orgnr, orgnr) IS
    'implementation of < operator';

CREATE FUNCTION @internal@.orgnr_le(orgnr, orgnr) RETURNS boolean
    AS 'MODULE_PATHNAME', 'orgnr_le'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.orgnr_le(orgnr, orgnr) IS
    'implementation of <= operator';

CREATE FUNCTION @internal@.orgnr_gt(orgnr, orgnr) RETURNS boolean
    AS 'MODULE_PATHNAME', 'orgnr_gt'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.orgnr_gt(orgnr, orgnr) IS
    'implementation of > operator';

CREATE FUNCTION @internal@.orgnr_ge(orgnr, orgnr) RETURNS boolean
    AS 'MODULE_PATHNAME', 'orgnr_ge'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.orgnr_ge(orgnr, orgnr) IS
    'implementation of >= operator';

CREATE FUNCTION @internal@.orgnr_cmp(orgnr, orgnr) RETURNS integer
    AS 'MODULE_PATHNAME', 'orgnr_cmp'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.orgnr_cmp(orgnr, orgnr) IS
    'btree comparison of orgnr';

CREATE FUNCTION @internal@.orgnr_hash(orgnr) RETURNS integer
    AS 'MODULE_PATHNAME', 'orgnr_hash'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.orgnr_hash(orgnr) IS
    'hash of orgnr';

CREATE FUNCTION @internal@.orgnr_hash_extended(orgnr, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME', 'orgnr_hash_extended'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.orgnr_hash_extended(orgnr, bigint) IS
    'seeded hash of orgnr';

CREATE OPERATOR = (
    LEFTARG = orgnr, RIGHTARG = orgnr, FUNCTION = @internal@.orgnr_eq,
    COMMUTATOR = =, NEGATOR = <>,
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (orgnr, orgnr) IS 'equal';

CREATE OPERATOR <> (
    LEFTARG = orgnr, RIGHTARG = orgnr, FUNCTION = @internal@.orgnr_ne,
    COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (orgnr, orgnr) IS 'not equal';

CREATE OPERATOR < (
    LEFTARG = orgnr, RIGHTARG = orgnr, FUNCTION = @internal@.orgnr_lt,
    COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (orgnr, orgnr) IS 'less than';

CREATE OPERATOR <= (
    LEFTARG = orgnr, RIGHTARG = orgnr, FUNCTION = @internal@.orgnr_le,
    COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (orgnr, orgnr) IS 'less than or equal';

CREATE OPERATOR > (
    LEFTARG = orgnr, RIGHTARG = orgnr, FUNCTION = @internal@.orgnr_gt,
    COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (orgnr, orgnr) IS 'greater than';

CREATE OPERATOR >= (
    LEFTARG = orgnr, RIGHTARG = orgnr, FUNCTION = @internal@.orgnr_ge,
    COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (orgnr, orgnr) IS 'greater than or equal';

CREATE OPERATOR CLASS orgnr_ops DEFAULT FOR TYPE orgnr USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 @internal@.orgnr_cmp(orgnr, orgnr);
COMMENT ON OPERATOR CLASS orgnr_ops USING btree IS 'order of organisation numbers';
COMMENT ON OPERATOR FAMILY orgnr_ops USING btree IS 'order of organisation numbers';

CREATE OPERATOR CLASS orgnr_ops DEFAULT FOR TYPE orgnr USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 @internal@.orgnr_hash(orgnr),
    FUNCTION 2 @internal@.orgnr_hash_extended(orgnr, bigint);
COMMENT ON OPERATOR CLASS orgnr_ops USING hash IS 'hash of organisation numbers';
COMMENT ON OPERATOR FAMILY orgnr_ops USING hash IS 'hash of organisation numbers';

CREATE FUNCTION participant_id(orgnr orgnr) RETURNS text
    AS 'MODULE_PATHNAME', 'orgnr_participant_id'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION participant_id(orgnr) IS
    'participant identifier of an organisation: 0192:<orgnr>';
