-- What hangs together: studies by their identifiers, publications by theirs.

CREATE FUNCTION @internal@.component_roots(total integer, from_nodes integer[], to_nodes integer[]) RETURNS integer[]
    AS 'MODULE_PATHNAME', 'research_indicators_component_roots'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.component_roots(integer, integer[], integer[]) IS
    'for every node 1 to total the smallest node that it hangs together with, directly or through others; the arrays are the two ends of the links';
