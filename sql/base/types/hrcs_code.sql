-- Type hrcs_code: a code of the Health Research Classification System, and the
-- classification itself.

CREATE TYPE hrcs_code;

CREATE FUNCTION @internal@.hrcs_code_in(cstring) RETURNS hrcs_code
    AS 'MODULE_PATHNAME', 'hrcs_code_in'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.hrcs_code_in(cstring) IS
    'text input of hrcs_code: HC01, 8 or 8.1, checked against the classification';

CREATE FUNCTION @internal@.hrcs_code_out(hrcs_code) RETURNS cstring
    AS 'MODULE_PATHNAME', 'hrcs_code_out'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.hrcs_code_out(hrcs_code) IS
    'text output of hrcs_code: HC01, 8 or 8.1';

CREATE FUNCTION @internal@.hrcs_code_recv(internal) RETURNS hrcs_code
    AS 'MODULE_PATHNAME', 'hrcs_code_recv'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.hrcs_code_recv(internal) IS
    'binary input of hrcs_code: two bytes, checked';

CREATE FUNCTION @internal@.hrcs_code_send(hrcs_code) RETURNS bytea
    AS 'MODULE_PATHNAME', 'hrcs_code_send'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.hrcs_code_send(hrcs_code) IS
    'binary output of hrcs_code: two bytes, the dimension and the number within it';

CREATE TYPE hrcs_code (
    INPUT = @internal@.hrcs_code_in,
    OUTPUT = @internal@.hrcs_code_out,
    RECEIVE = @internal@.hrcs_code_recv,
    SEND = @internal@.hrcs_code_send,
    INTERNALLENGTH = 2,
    PASSEDBYVALUE,
    ALIGNMENT = int2,
    STORAGE = plain
);
COMMENT ON TYPE hrcs_code IS
    'code of the Health Research Classification System: a health category (HC01), a group of research activities (8) or an activity (8.1); sorts in code order';

CREATE FUNCTION @internal@.hrcs_code_eq(hrcs_code, hrcs_code) RETURNS boolean
    AS 'MODULE_PATHNAME', 'hrcs_code_eq'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.hrcs_code_eq(hrcs_code, hrcs_code) IS
    'implementation of = operator';

CREATE FUNCTION @internal@.hrcs_code_ne(hrcs_code, hrcs_code) RETURNS boolean
    AS 'MODULE_PATHNAME', 'hrcs_code_ne'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.hrcs_code_ne(hrcs_code, hrcs_code) IS
    'implementation of <> operator';

CREATE FUNCTION @internal@.hrcs_code_lt(hrcs_code, hrcs_code) RETURNS boolean
    AS 'MODULE_PATHNAME', 'hrcs_code_lt'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.hrcs_code_lt(hrcs_code, hrcs_code) IS
    'implementation of < operator';

CREATE FUNCTION @internal@.hrcs_code_le(hrcs_code, hrcs_code) RETURNS boolean
    AS 'MODULE_PATHNAME', 'hrcs_code_le'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.hrcs_code_le(hrcs_code, hrcs_code) IS
    'implementation of <= operator';

CREATE FUNCTION @internal@.hrcs_code_gt(hrcs_code, hrcs_code) RETURNS boolean
    AS 'MODULE_PATHNAME', 'hrcs_code_gt'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.hrcs_code_gt(hrcs_code, hrcs_code) IS
    'implementation of > operator';

CREATE FUNCTION @internal@.hrcs_code_ge(hrcs_code, hrcs_code) RETURNS boolean
    AS 'MODULE_PATHNAME', 'hrcs_code_ge'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.hrcs_code_ge(hrcs_code, hrcs_code) IS
    'implementation of >= operator';

CREATE FUNCTION @internal@.hrcs_code_cmp(hrcs_code, hrcs_code) RETURNS integer
    AS 'MODULE_PATHNAME', 'hrcs_code_cmp'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.hrcs_code_cmp(hrcs_code, hrcs_code) IS
    'btree comparison of hrcs_code';

CREATE FUNCTION @internal@.hrcs_code_hash(hrcs_code) RETURNS integer
    AS 'MODULE_PATHNAME', 'hrcs_code_hash'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.hrcs_code_hash(hrcs_code) IS
    'hash of hrcs_code';

CREATE FUNCTION @internal@.hrcs_code_hash_extended(hrcs_code, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME', 'hrcs_code_hash_extended'
    LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.hrcs_code_hash_extended(hrcs_code, bigint) IS
    'seeded hash of hrcs_code';

CREATE OPERATOR = (
    LEFTARG = hrcs_code, RIGHTARG = hrcs_code, FUNCTION = @internal@.hrcs_code_eq,
    COMMUTATOR = =, NEGATOR = <>,
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (hrcs_code, hrcs_code) IS 'equal';

CREATE OPERATOR <> (
    LEFTARG = hrcs_code, RIGHTARG = hrcs_code, FUNCTION = @internal@.hrcs_code_ne,
    COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (hrcs_code, hrcs_code) IS 'not equal';

CREATE OPERATOR < (
    LEFTARG = hrcs_code, RIGHTARG = hrcs_code, FUNCTION = @internal@.hrcs_code_lt,
    COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (hrcs_code, hrcs_code) IS 'less than';

CREATE OPERATOR <= (
    LEFTARG = hrcs_code, RIGHTARG = hrcs_code, FUNCTION = @internal@.hrcs_code_le,
    COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (hrcs_code, hrcs_code) IS 'less than or equal';

CREATE OPERATOR > (
    LEFTARG = hrcs_code, RIGHTARG = hrcs_code, FUNCTION = @internal@.hrcs_code_gt,
    COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (hrcs_code, hrcs_code) IS 'greater than';

CREATE OPERATOR >= (
    LEFTARG = hrcs_code, RIGHTARG = hrcs_code, FUNCTION = @internal@.hrcs_code_ge,
    COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (hrcs_code, hrcs_code) IS 'greater than or equal';

CREATE OPERATOR CLASS hrcs_code_ops DEFAULT FOR TYPE hrcs_code USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 @internal@.hrcs_code_cmp(hrcs_code, hrcs_code);
COMMENT ON OPERATOR CLASS hrcs_code_ops USING btree IS 'order of HRCS codes: health categories, then each group before its activities';
COMMENT ON OPERATOR FAMILY hrcs_code_ops USING btree IS 'order of HRCS codes: health categories, then each group before its activities';

CREATE OPERATOR CLASS hrcs_code_ops DEFAULT FOR TYPE hrcs_code USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 @internal@.hrcs_code_hash(hrcs_code),
    FUNCTION 2 @internal@.hrcs_code_hash_extended(hrcs_code, bigint);
COMMENT ON OPERATOR CLASS hrcs_code_ops USING hash IS 'hash of HRCS codes';
COMMENT ON OPERATOR FAMILY hrcs_code_ops USING hash IS 'hash of HRCS codes';

CREATE FUNCTION hrcs_dimension(code hrcs_code) RETURNS text
    AS 'MODULE_PATHNAME', 'hrcs_code_dimension'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hrcs_dimension(hrcs_code) IS
    'dimension of a code: health_category or research_activity';

CREATE FUNCTION hrcs_group(code hrcs_code) RETURNS hrcs_code
    AS 'MODULE_PATHNAME', 'hrcs_code_group'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hrcs_group(hrcs_code) IS
    'group of a research activity (8 for 8.1 and for 8); NULL for a health category';

CREATE FUNCTION is_hrcs_code(value text) RETURNS boolean
    AS 'MODULE_PATHNAME', 'research_indicators_is_hrcs_code'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION is_hrcs_code(text) IS 'whether a text is a code of the Health Research Classification System';

CREATE TABLE hrcs_classification (
    code hrcs_code PRIMARY KEY,
    dimension text NOT NULL CHECK (dimension = hrcs_dimension(code)),
    level text NOT NULL CHECK (level IN ('category', 'group', 'code')),
    group_code hrcs_code CHECK (group_code = hrcs_group(code)),
    name_nb text NOT NULL,
    name_en text NOT NULL,
    register_id text NOT NULL,
    source text NOT NULL
);
COMMENT ON TABLE hrcs_classification IS
    'the Health Research Classification System: 21 health categories, 8 groups of research activities and 48 activities, with their names in bokmål and English';
COMMENT ON COLUMN hrcs_classification.level IS 'category, group (of research activities) or code (a research activity)';
COMMENT ON COLUMN hrcs_classification.group_code IS 'group of a research activity; of a group itself; NULL for a health category';
COMMENT ON COLUMN hrcs_classification.register_id IS 'identifier in the national register (NVA)';
COMMENT ON COLUMN hrcs_classification.source IS 'where the names come from';

INSERT INTO hrcs_classification (code, dimension, level, group_code, name_nb, name_en, register_id, source)
SELECT c.code::hrcs_code, hrcs_dimension(c.code::hrcs_code), c.level, hrcs_group(c.code::hrcs_code), c.name_nb, c.name_en, 'https://nva.unit.no/hrcs/' || c.register_id,
       'Sikt, NVA-Frontend hrcsCategories.ts; UKCRC Health Research Classification System'
FROM (VALUES
    ('HC01', 'category', 'Blod',
     'Blood', 'category/000'),
    ('HC02', 'category', 'Kreft',
     'Cancer and neoplasms', 'category/011'),
    ('HC03', 'category', 'Hjerte og kar',
     'Cardiovascular', 'category/014'),
    ('HC04', 'category', 'Medfødte lidelser',
     'Congenital disorders', 'category/015'),
    ('HC05', 'category', 'Øre',
     'Ear', 'category/016'),
    ('HC06', 'category', 'Øye',
     'Eye', 'category/017'),
    ('HC07', 'category', 'Infeksjon',
     'Infection', 'category/018'),
    ('HC08', 'category', 'Betennelse og immunsystem',
     'Inflammatory and immune system', 'category/019'),
    ('HC09', 'category', 'Skader og ulykker',
     'Injuries and accidents', 'category/020'),
    ('HC10', 'category', 'Mental helse',
     'Mental health', 'category/001'),
    ('HC11', 'category', 'Stoffskifte og hormoner',
     'Metabolic and endocrine', 'category/002'),
    ('HC12', 'category', 'Muskulatur og skjelett',
     'Musculoskeletal', 'category/003'),
    ('HC13', 'category', 'Nevrologisk',
     'Neurological', 'category/004'),
    ('HC14', 'category', 'Munnhule, mage-tarm',
     'Oral and gastrointestinal', 'category/005'),
    ('HC15', 'category', 'Nyrer, urinveier og kjønnsorgan',
     'Renal and urogenital', 'category/006'),
    ('HC16', 'category', 'Forplantning og fødsel',
     'Reproductive health and childbirth', 'category/007'),
    ('HC17', 'category', 'Lunger og luftveier',
     'Respiratory', 'category/008'),
    ('HC18', 'category', 'Hud',
     'Skin', 'category/009'),
    ('HC19', 'category', 'Hjerneslag',
     'Stroke', 'category/010'),
    ('HC20', 'category', 'Generell helserelevans',
     'Generic health relevance', 'category/012'),
    ('HC21', 'category', 'Andre',
     'Disputed aetiology and other', 'category/013')) AS c(code, level, name_nb, name_en, register_id);

INSERT INTO hrcs_classification (code, dimension, level, group_code, name_nb, name_en, register_id, source)
SELECT c.code::hrcs_code, hrcs_dimension(c.code::hrcs_code), c.level, hrcs_group(c.code::hrcs_code), c.name_nb, c.name_en, 'https://nva.unit.no/hrcs/' || c.register_id,
       'Sikt, NVA-Frontend hrcsActivities.ts; UKCRC Health Research Classification System'
FROM (VALUES
    ('1', 'group', 'Underbyggende Forskning',
     'Underpinning Research', '1'),
    ('1.1', 'code', 'Normal biologisk utvikling og funksjon',
     'Normal biological development and functioning', '1.1'),
    ('1.2', 'code', 'Psykologiske og sosioøkonomiske prosesser',
     'Psychological and socioeconomic processes', '1.2'),
    ('1.3', 'code', 'Kjemiske og fysiske vitenskaper',
     'Chemical and physical sciences', '1.3'),
    ('1.4', 'code', 'Metodologi og målinger',
     'Methodologies and measurements', '1.4'),
    ('1.5', 'code', 'Ressurser og infrastruktur (underbyggende)',
     'Resources and infrastructure (underpinning)', '1.5'),
    ('2', 'group', 'Årsaksforhold',
     'Aetiology', '2'),
    ('2.1', 'code', 'Biologiske og indre faktorer',
     'Biological and endogenous factors', '2.1'),
    ('2.2', 'code', 'Faktorer knyttet til fysisk miljø',
     'Factors relating to the physical environment', '2.2'),
    ('2.3', 'code', 'Psykologiske, sosiale og økonomiske faktorer',
     'Psychological, social and economic factors', '2.3'),
    ('2.4', 'code', 'Overvåking og utbredelse',
     'Surveillance and distribution', '2.4'),
    ('2.5', 'code', 'Forskningsdesign og metodologi (årsaksforhold)',
     'Research design and methodologies (aetiology)', '2.5'),
    ('2.6', 'code', 'Ressurser og infrastruktur (årsaksforhold)',
     'Resources and infrastructure (aetiology)', '2.6'),
    ('3', 'group', 'Sykdomsforebyggende og helsefremmende tiltak, og fremme av velvære',
     'Prevention of Disease and Conditions, and Promotion of Well-Being', '3'),
    ('3.1', 'code', 'Primærforebyggende tiltak for å endre atferd eller fremme helse',
     'Primary prevention interventions to modify behaviours or promote well-being', '3.1'),
    ('3.2', 'code', 'Intervensjoner for å endre fysisk og biologisk miljørisiko',
     'Interventions to alter physical and biological environmental risks', '3.2'),
    ('3.3', 'code', 'Ernæring og kjemoprevensjon',
     'Nutrition and chemoprevention', '3.3'),
    ('3.4', 'code', 'Vaksiner',
     'Vaccines', '3.4'),
    ('3.5', 'code', 'Ressurser og infrastruktur (sykdomsforebyggende og helsefremmende tiltak)',
     'Resources and infrastructure (prevention)', '3.5'),
    ('4', 'group', 'Påvising, screening og diagnose',
     'Detection, Screening and Diagnosis', '4'),
    ('4.1', 'code', 'Oppdaging og preklinisk testing av markører og teknologier',
     'Discovery and preclinical testing of markers and technologies', '4.1'),
    ('4.2', 'code', 'Evaluering av markører og teknologier',
     'Evaluation of markers and technologies', '4.2'),
    ('4.3', 'code', 'Innflytelse og påvirkningskraft',
     'Influences and impact', '4.3'),
    ('4.4', 'code', 'Befolkningsundersøkelser',
     'Population screening', '4.4'),
    ('4.5', 'code', 'Ressurser og infrastruktur (deteksjon, screening og diagnose)',
     'Resources and infrastructure (detection)', '4.5'),
    ('5', 'group', 'Utvikling av behandlinger og terapeutiske intervensjoner',
     'Development of Treatments and Therapeutic Interventions', '5'),
    ('5.1', 'code', 'Legemidler',
     'Pharmaceuticals', '5.1'),
    ('5.2', 'code', 'Celle- og genterapi',
     'Cellular and gene therapies', '5.2'),
    ('5.3', 'code', 'Medisinsk utstyr',
     'Medical devices', '5.3'),
    ('5.4', 'code', 'Kirurgi',
     'Surgery', '5.4'),
    ('5.5', 'code', 'Strålebehandling',
     'Radiotherapy', '5.5'),
    ('5.6', 'code', 'Psykologiske og atferdsmessige',
     'Psychological and behavioural', '5.6'),
    ('5.7', 'code', 'Fysiske',
     'Physical', '5.7'),
    ('5.8', 'code', 'Alternativ behandling',
     'Complementary', '5.8'),
    ('5.9', 'code', 'Ressurser og infrastruktur (utvikling av behandlinger og terapeutiske intervensjoner)',
     'Resources and infrastructure (development of treatments)', '5.9'),
    ('6', 'group', 'Evaluering av behandlinger og terapeutiske intervensjoner',
     'Evaluation of Treatments and Therapeutic Interventions', '6'),
    ('6.1', 'code', 'Legemidler',
     'Pharmaceuticals', '6.1'),
    ('6.2', 'code', 'Celle- og genterapi',
     'Cellular and gene therapies', '6.2'),
    ('6.3', 'code', 'Medisinsk utstyr',
     'Medical devices', '6.3'),
    ('6.4', 'code', 'Kirurgi',
     'Surgery', '6.4'),
    ('6.5', 'code', 'Strålebehandling',
     'Radiotherapy', '6.5'),
    ('6.6', 'code', 'Psykologiske og atferdsmessige',
     'Psychological and behavioural', '6.6'),
    ('6.7', 'code', 'Fysiske',
     'Physical', '6.7'),
    ('6.8', 'code', 'Alternativ behandling',
     'Complementary', '6.8'),
    ('6.9', 'code', 'Ressurser og infrastruktur (evaluering av behandlinger og terapeutiske intervensjoner)',
     'Resources and infrastructure (evaluation of treatments)', '6.9'),
    ('7', 'group', 'Håndtering av sykdommer og tilstander',
     'Management of Diseases and Conditions', '7'),
    ('7.1', 'code', 'Individuelle omsorgsbehov',
     'Individual care needs', '7.1'),
    ('7.2', 'code', 'Omsorg ved livets slutt',
     'End of life care', '7.2'),
    ('7.3', 'code', 'Håndtering og beslutningstaking',
     'Management and decision making', '7.3'),
    ('7.4', 'code', 'Ressurser og infrastruktur (håndtering av sykdommer og tilstander)',
     'Resources and infrastructure (disease management)', '7.4'),
    ('8', 'group', 'Helse- og sosialtjenesteforskning',
     'Health and Social Care Services Research', '8'),
    ('8.1', 'code', 'Organisering og levering av tjenester',
     'Organisation and delivery of services', '8.1'),
    ('8.2', 'code', 'Helse- og velferdsøkonomi',
     'Health and welfare economics', '8.2'),
    ('8.3', 'code', 'Politikk, etikk og god vitenskapelig praksis',
     'Policy, ethics and research governance', '8.3'),
    ('8.4', 'code', 'Forskningsdesign og metodologi',
     'Research design and methodologies', '8.4'),
    ('8.5', 'code', 'Ressurser og infrastruktur (helse-, omsorgs- og sosialtjenesteforskning)',
     'Resources and infrastructure (health services)', '8.5')) AS c(code, level, name_nb, name_en, register_id);
