-- Reading of files: records and documents, before anybody asks what they mean.

CREATE FUNCTION @internal@.csv_records(document text, delimiter text, quote text,
                                       OUT ordinal bigint, OUT line bigint, OUT fields text[], OUT code text)
    RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'research_indicators_csv_records'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION @internal@.csv_records(text, text, text) IS
    'the records of a delimited text, the first as 0, empty fields as NULL; code says what is wrong with one, NULL: nothing';

CREATE FUNCTION @internal@.json_documents(document text, paths text[], collections text[], lines boolean,
                                          OUT ordinal bigint, OUT place text, OUT content text, OUT code text, OUT broken boolean)
    RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'research_indicators_json_documents'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.json_documents(text, text[], text[], boolean) IS
    'the documents of a JSON text, each with what the paths keep of it; code says why one cannot be taken; broken: the text ends with it';

CREATE FUNCTION @internal@.xml_documents(document text, element text,
                                         OUT ordinal bigint, OUT place text, OUT content text, OUT code text, OUT broken boolean)
    RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'research_indicators_xml_documents'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION @internal@.xml_documents(text, text) IS
    'the elements of a name in an XML text, each as a JSON text, without attributes; code says why one cannot be taken; broken: the text ends with it';

CREATE FUNCTION @internal@.reason_text(code text, column_name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE WHEN column_name IS NULL THEN '' ELSE format('%s: ', column_name) END
        || coalesce((SELECT r.words FROM (VALUES
            ('duplicate_key', 'an object or file has the same key twice'),
            ('nul_character', 'a text holds a NUL'),
            ('lone_surrogate', 'a text holds half a character (a lone surrogate)'),
            ('number_out_of_range', 'a number is too large or too long'),
            ('too_many_keys', 'more keys are open at a time than are read'),
            ('too_deep', 'nested deeper than is read (64)'),
            ('json_syntax', 'not JSON'),
            ('xml_syntax', 'not XML'),
            ('xml_doctype', 'XML with a document type declaration'),
            ('xml_too_large', 'XML of more than 64 MB'),
            ('known_by_other_id', 'another record of the same publication is there already'),
            ('truncated', 'it ends too early'),
            ('invalid_encoding', 'not UTF-8'),
            ('not_an_object', 'not an object'),
            ('document_too_large', 'what is kept of it is above 16 MB'),
            ('text_after_quote', 'text stands after a closing quote'),
            ('too_many_fields', 'more fields than are read (512)'),
            ('field_count', 'another number of fields than the header has'),
            ('missing_value', 'no value, and the relation needs one'),
            ('not_one_value', 'a list or an object, and the relation needs one value'),
            ('not_a_number', 'not a number'),
            ('not_an_integer', 'not a whole number'),
            ('not_a_date', 'not a day in the formats given'),
            ('not_a_moment', 'not a moment of ISO 8601'),
            ('not_a_truth_value', 'neither true nor false'),
            ('unknown_code', 'not in the code list of the contract'),
            ('unknown_reference', 'names a row that does not exist'),
            ('personal_data', 'holds what looks like an identity number, an e-mail address or a telephone number'),
            ('duplicate_row', 'says something else about the same key than an earlier row of the file'),
            ('group_incomplete', 'belongs together with a row that could not be taken'),
            ('no_rows', 'nothing in it that the importer knows')) AS r(code, words)
            WHERE r.code = reason_text.code), reason_text.code);
END;
COMMENT ON FUNCTION @internal@.reason_text(text, text) IS 'why an entry could not be taken, in words; the value itself is not repeated';
