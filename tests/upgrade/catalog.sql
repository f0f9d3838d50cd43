-- What the catalogs say of every object of the extension, a line each, in a fixed
-- order, and the rows of its tables: of a new install and of an updated one they are
-- the same.  -v rows=1 with the rows, for a database where a site entered none.
\set QUIET on
\pset tuples_only on
\pset format unaligned
SET search_path = pg_catalog;
SET extra_float_digits = 1;

CREATE TEMP TABLE member AS
WITH RECURSIVE own AS (
    SELECT d.classid, d.objid FROM pg_depend AS d JOIN pg_extension AS e ON e.oid = d.refobjid
    WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = 'research_indicators'
    UNION
    -- what belongs to members: row types, sequences, indexes, constraints, defaults, triggers, operators of families
    SELECT d.classid, d.objid FROM own AS o JOIN pg_depend AS d ON d.refclassid = o.classid AND d.refobjid = o.objid
    WHERE d.deptype IN ('i', 'a')
      AND d.classid IN ('pg_type'::regclass, 'pg_class'::regclass, 'pg_constraint'::regclass, 'pg_attrdef'::regclass, 'pg_trigger'::regclass,
                        'pg_rewrite'::regclass, 'pg_amop'::regclass, 'pg_amproc'::regclass, 'pg_policy'::regclass)
      AND NOT EXISTS (SELECT FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
                      WHERE d.classid = 'pg_class'::regclass AND c.oid = d.objid AND n.nspname NOT LIKE 'research\_indicators%')
)
SELECT DISTINCT o.classid, o.objid, (i).type, (i).identity
FROM own AS o CROSS JOIN LATERAL pg_identify_object(o.classid, o.objid, 0) AS i
-- of a site's own objects only what it put on ours would be here
WHERE (i).identity ~ 'research_indicators' AND (i).type !~ '^toast'
-- what keeps foreign keys, named by number
AND (i).identity !~ '^"RI_ConstraintTrigger';

CREATE FUNCTION pg_temp.acl(list aclitem[]) RETURNS text LANGUAGE sql AS
$$SELECT string_agg(a::text, ' ' ORDER BY a::text COLLATE "C") FROM unnest(list) AS a$$;

SELECT line FROM (
    SELECT concat_ws(' | ', m.type, m.identity, obj_description(m.objid, (SELECT c.relname FROM pg_class AS c WHERE c.oid = m.classid)::name),
        CASE m.classid
            WHEN 'pg_proc'::regclass THEN (SELECT concat_ws(' | ', CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) END, pg_temp.acl(p.proacl), p.procost, p.prorows)
                                           FROM pg_proc AS p WHERE p.oid = m.objid)
            WHEN 'pg_class'::regclass THEN (
                SELECT concat_ws(' | ', c.relkind, pg_temp.acl(c.relacl), c.relrowsecurity, c.reloptions, CASE WHEN c.relkind = 'i' THEN pg_get_indexdef(c.oid) END,
                                 CASE WHEN c.relkind = 'v' THEN pg_get_viewdef(c.oid) END,
                                 (SELECT string_agg(concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated, a.attidentity,
                                                              (SELECT l.collname FROM pg_collation AS l WHERE l.oid = a.attcollation), pg_temp.acl(a.attacl),
                                                              (SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef AS d WHERE d.adrelid = c.oid AND d.adnum = a.attnum),
                                                              col_description(c.oid, a.attnum)), ', ' ORDER BY a.attname COLLATE "C")
                                  FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped))
                FROM pg_class AS c WHERE c.oid = m.objid)
            WHEN 'pg_type'::regclass THEN (
                SELECT concat_ws(' | ', t.typtype, t.typlen, t.typbyval, t.typalign, t.typstorage, t.typinput, t.typoutput, t.typreceive, t.typsend, t.typnotnull,
                                 format_type(t.typbasetype, t.typtypmod), t.typdefault, pg_temp.acl(t.typacl),
                                 (SELECT string_agg(pg_get_constraintdef(k.oid), ', ' ORDER BY k.conname) FROM pg_constraint AS k WHERE k.contypid = t.oid),
                                 (SELECT string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) FROM pg_enum AS e WHERE e.enumtypid = t.oid))
                FROM pg_type AS t WHERE t.oid = m.objid)
            WHEN 'pg_constraint'::regclass THEN pg_get_constraintdef(m.objid)
            WHEN 'pg_trigger'::regclass THEN (SELECT CASE WHEN NOT t.tgisinternal THEN pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text END FROM pg_trigger AS t WHERE t.oid = m.objid)
            WHEN 'pg_operator'::regclass THEN (SELECT concat_ws(' ', o.oprcode, o.oprcom::regoperator, o.oprnegate::regoperator, o.oprrest, o.oprjoin, o.oprcanmerge, o.oprcanhash)
                                               FROM pg_operator AS o WHERE o.oid = m.objid)
            WHEN 'pg_cast'::regclass THEN (SELECT concat_ws(' ', c.castfunc::regprocedure, c.castcontext, c.castmethod) FROM pg_cast AS c WHERE c.oid = m.objid)
            WHEN 'pg_opclass'::regclass THEN (SELECT concat_ws(' ', o.opcdefault, o.opcintype::regtype, o.opckeytype) FROM pg_opclass AS o WHERE o.oid = m.objid)
            WHEN 'pg_amop'::regclass THEN (SELECT concat_ws(' ', o.amopstrategy, o.amopopr::regoperator) FROM pg_amop AS o WHERE o.oid = m.objid)
            WHEN 'pg_amproc'::regclass THEN (SELECT concat_ws(' ', o.amprocnum, o.amproc::regprocedure) FROM pg_amproc AS o WHERE o.oid = m.objid)
            WHEN 'pg_namespace'::regclass THEN (SELECT pg_temp.acl(n.nspacl) FROM pg_namespace AS n WHERE n.oid = m.objid)
        END) AS line
    FROM pg_temp.member AS m
    UNION ALL
    SELECT concat_ws(' ', 'aggregate', a.aggfnoid::regprocedure, a.aggkind, a.aggtransfn::regproc, a.aggfinalfn::regproc, a.aggcombinefn::regproc, a.aggserialfn::regproc,
                     a.aggdeserialfn::regproc, a.aggtranstype::regtype, a.aggtransspace, a.agginitval)
    FROM pg_aggregate AS a JOIN pg_temp.member AS m ON m.classid = 'pg_proc'::regclass AND m.objid = a.aggfnoid::oid
    UNION ALL
    SELECT concat_ws(' | ', 'dumped', k.relation::regclass, k.condition)
    FROM pg_extension AS e CROSS JOIN LATERAL unnest(e.extconfig, e.extcondition) AS k(relation, condition)
    WHERE e.extname = 'research_indicators'
    UNION ALL
    SELECT concat_ws(' ', 'extension', e.extversion, e.extnamespace::regnamespace, e.extrelocatable) FROM pg_extension AS e WHERE e.extname = 'research_indicators'
) AS s
ORDER BY line COLLATE "C";

\if :{?rows}
SELECT format('SELECT %L || t::text FROM %s AS t ORDER BY 1', m.identity || ': ', m.identity)
FROM pg_temp.member AS m JOIN pg_class AS c ON m.classid = 'pg_class'::regclass AND c.oid = m.objid AND c.relkind = 'r'
-- but for the key that every installation draws
WHERE m.identity <> 'research_indicators_internal.import_key'
ORDER BY m.identity COLLATE "C" \gexec
\endif
