-- Type trial_id: a number of a clinical trial registry.

CREATE TYPE trial_id;

CREATE FUNCTION @internal@.trial_id_in(cstring) RETURNS trial_id
    AS 'MODULE_PATHNAME', 'trial_id_in'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.trial_id_in(cstring) IS
    'text input of trial_id: a number of ClinicalTrials.gov, EudraCT, EU CT or ISRCTN in any case, with blanks, typographic dashes or the registry''s name';

CREATE FUNCTION @internal@.trial_id_out(trial_id) RETURNS cstring
    AS 'MODULE_PATHNAME', 'trial_id_out'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.trial_id_out(trial_id) IS
    'text output of trial_id: NCT01446328, 2010-022307-22, 2022-500014-26 or ISRCTN54540667';

CREATE FUNCTION @internal@.trial_id_recv(internal) RETURNS trial_id
    AS 'MODULE_PATHNAME', 'trial_id_recv'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.trial_id_recv(internal) IS
    'binary input of trial_id: an 8-byte integer, checked';

CREATE FUNCTION @internal@.trial_id_send(trial_id) RETURNS bytea
    AS 'MODULE_PATHNAME', 'trial_id_send'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.trial_id_send(trial_id) IS
    'binary output of trial_id: an 8-byte integer, the registry times 10^12 plus the digits';

CREATE TYPE trial_id (
    INPUT = @internal@.trial_id_in,
    OUTPUT = @internal@.trial_id_out,
    RECEIVE = @internal@.trial_id_recv,
    SEND = @internal@.trial_id_send,
    INTERNALLENGTH = 8,
    PASSEDBYVALUE,
    ALIGNMENT = double,
    STORAGE = plain
);
COMMENT ON TYPE trial_id IS
    'number of a clinical trial registry: ClinicalTrials.gov, EudraCT, EU CT (its six digits begin with 5; without the count of submissions) or ISRCTN; sorts by registry, then number';

CREATE FUNCTION @internal@.trial_id_eq(trial_id, trial_id) RETURNS boolean
    AS 'MODULE_PATHNAME', 'trial_id_eq'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.trial_id_eq(trial_id, trial_id) IS
    'implementation of = operator';

CREATE FUNCTION @internal@.trial_id_ne(trial_id, trial_id) RETURNS boolean
    AS 'MODULE_PATHNAME', 'trial_id_ne'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.trial_id_ne(trial_id, trial_id) IS
    'implementation of <> operator';

CREATE FUNCTION @internal@.trial_id_lt(trial_id, trial_id) RETURNS boolean
    AS 'MODULE_PATHNAME', 'trial_id_lt'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.trial_id_lt(trial_id, trial_id) IS
    'implementation of < operator';

CREATE FUNCTION @internal@.trial_id_le(trial_id, trial_id) RETURNS boolean
    AS 'MODULE_PATHNAME', 'trial_id_le'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.trial_id_le(trial_id, trial_id) IS
    'implementation of <= operator';

CREATE FUNCTION @internal@.trial_id_gt(trial_id, trial_id) RETURNS boolean
    AS 'MODULE_PATHNAME', 'trial_id_gt'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.trial_id_gt(trial_id, trial_id) IS
    'implementation of > operator';

CREATE FUNCTION @internal@.trial_id_ge(trial_id, trial_id) RETURNS boolean
    AS 'MODULE_PATHNAME', 'trial_id_ge'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.trial_id_ge(trial_id, trial_id) IS
    'implementation of >= operator';

CREATE FUNCTION @internal@.trial_id_cmp(trial_id, trial_id) RETURNS integer
    AS 'MODULE_PATHNAME', 'trial_id_cmp'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.trial_id_cmp(trial_id, trial_id) IS
    'btree comparison of trial_id';

CREATE FUNCTION @internal@.trial_id_hash(trial_id) RETURNS integer
    AS 'MODULE_PATHNAME', 'trial_id_hash'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.trial_id_hash(trial_id) IS
    'hash of trial_id';

CREATE FUNCTION @internal@.trial_id_hash_extended(trial_id, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME', 'trial_id_hash_extended'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.trial_id_hash_extended(trial_id, bigint) IS
    'seeded hash of trial_id';

CREATE OPERATOR = (
    LEFTARG = trial_id, RIGHTARG = trial_id, FUNCTION = @internal@.trial_id_eq,
    COMMUTATOR = =, NEGATOR = <>,
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (trial_id, trial_id) IS 'equal';

CREATE OPERATOR <> (
    LEFTARG = trial_id, RIGHTARG = trial_id, FUNCTION = @internal@.trial_id_ne,
    COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (trial_id, trial_id) IS 'not equal';

CREATE OPERATOR < (
    LEFTARG = trial_id, RIGHTARG = trial_id, FUNCTION = @internal@.trial_id_lt,
    COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (trial_id, trial_id) IS 'less than';

CREATE OPERATOR <= (
    LEFTARG = trial_id, RIGHTARG = trial_id, FUNCTION = @internal@.trial_id_le,
    COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (trial_id, trial_id) IS 'less than or equal';

CREATE OPERATOR > (
    LEFTARG = trial_id, RIGHTARG = trial_id, FUNCTION = @internal@.trial_id_gt,
    COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (trial_id, trial_id) IS 'greater than';

CREATE OPERATOR >= (
    LEFTARG = trial_id, RIGHTARG = trial_id, FUNCTION = @internal@.trial_id_ge,
    COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (trial_id, trial_id) IS 'greater than or equal';

CREATE OPERATOR CLASS trial_id_ops DEFAULT FOR TYPE trial_id USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 @internal@.trial_id_cmp(trial_id, trial_id);
COMMENT ON OPERATOR CLASS trial_id_ops USING btree IS 'order of trial identifiers: by registry, then number';
COMMENT ON OPERATOR FAMILY trial_id_ops USING btree IS 'order of trial identifiers: by registry, then number';

CREATE OPERATOR CLASS trial_id_ops DEFAULT FOR TYPE trial_id USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 @internal@.trial_id_hash(trial_id),
    FUNCTION 2 @internal@.trial_id_hash_extended(trial_id, bigint);
COMMENT ON OPERATOR CLASS trial_id_ops USING hash IS 'hash of trial identifiers';
COMMENT ON OPERATOR FAMILY trial_id_ops USING hash IS 'hash of trial identifiers';

CREATE CAST (text AS trial_id) WITH INOUT;
COMMENT ON CAST (text AS trial_id) IS 'reads a trial identifier; error 22P02 or RI022 when it is none';
CREATE CAST (trial_id AS text) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (trial_id AS text) IS 'normal form of a trial identifier';

CREATE FUNCTION registry(id trial_id) RETURNS text
    AS 'MODULE_PATHNAME', 'trial_id_registry'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION registry(trial_id) IS
    'registry of a trial identifier: ctgov, eudract, ctis or isrctn';

CREATE FUNCTION is_trial_id(value text) RETURNS boolean
    AS 'MODULE_PATHNAME', 'research_indicators_is_trial_id'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION is_trial_id(text) IS
    'whether a text is a number of ClinicalTrials.gov, EudraCT, EU CT or ISRCTN';

CREATE FUNCTION claimed_registry(value text) RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_claimed_registry'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION claimed_registry(text) IS
    'registry that a text names or looks like, whether or not it is a right number (ctgov, eudract, ctis, isrctn); NULL for anything else';
