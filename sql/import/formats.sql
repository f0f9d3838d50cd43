-- What the importers read, as data: which document is which, what of it is
-- kept, and into which relations it goes.

CREATE TABLE import_format (
    source text PRIMARY KEY,
    ordinal integer NOT NULL UNIQUE,
    title text NOT NULL,
    relation text NOT NULL REFERENCES source_relation,
    reader text NOT NULL CHECK (reader IN ('json', 'csv')),
    collections text[] NOT NULL DEFAULT '{}',
    paths text[] NOT NULL DEFAULT '{}',
    element text,
    gives_way boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE import_format IS 'the documents that load_documents() takes';
COMMENT ON COLUMN import_format.relation IS 'what one document is: the relation whose row decides whether it is new';
COMMENT ON COLUMN import_format.collections IS 'members of a wrapper that hold the documents';
COMMENT ON COLUMN import_format.paths IS
    'what is kept of a document: a.b a value, @a.b the key of a person as pseudonym, *a.b a thing like the one it stands in; everything else is dropped on the way in';

COMMENT ON COLUMN import_format.element IS 'a text that begins with < is XML, whose elements of this name are the documents; NULL: it is none';
COMMENT ON COLUMN import_format.gives_way IS
    'a document is not taken while another record of the same publication, or one of NVA with its DOI, is there';

CREATE TABLE import_target (
    source text NOT NULL REFERENCES import_format,
    ordinal integer NOT NULL,
    relation text NOT NULL REFERENCES source_relation,
    columns text[] NOT NULL,
    mode text NOT NULL CHECK (mode IN ('upsert', 'add', 'replace', 'fill')),
    match_columns text[] NOT NULL,
    condition text NOT NULL DEFAULT 'true',
    PRIMARY KEY (source, relation)
);
COMMENT ON TABLE import_target IS 'the relations that a document fills, in the order in which they are filled';
COMMENT ON COLUMN import_target.columns IS 'columns that the document delivers; others keep what they hold';
COMMENT ON COLUMN import_target.mode IS
    'upsert: one row per key, the newest wins; add: only what is not there yet; replace: all rows of what the document is about, together; fill: only what is NULL in rows that are there';
COMMENT ON COLUMN import_target.match_columns IS 'the key (upsert, add), or the column that names what the document is about (replace)';
COMMENT ON COLUMN import_target.condition IS 'which rows t of the relation a document of this source replaces';

CREATE TABLE import_code (
    list text NOT NULL,
    theirs text NOT NULL,
    ours text NOT NULL,
    PRIMARY KEY (list, theirs)
);
COMMENT ON TABLE import_code IS 'codes of other systems, by list, and the codes of the contract that they are';
