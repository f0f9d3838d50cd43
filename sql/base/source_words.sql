-- Words that columns without a code list are known to hold.  A site may have more
-- than its contract names, so that another word is told, and never refused.

CREATE TABLE source_word (
    relation text NOT NULL,
    column_name text NOT NULL,
    word text NOT NULL,
    counts boolean NOT NULL,
    PRIMARY KEY (relation, column_name, word),
    FOREIGN KEY (relation, column_name) REFERENCES source_column
);
COMMENT ON TABLE source_word IS 'source contract: the words that a column without a code list is known to hold; others are told';
COMMENT ON COLUMN source_word.counts IS 'rows with this word count; those with another known word are left out rightly';

INSERT INTO source_word (relation, column_name, word, counts)
SELECT w.relation, w.column_name, word.word, word.word = w.counting
FROM (VALUES ('publication', 'status', 'published', '{published,unpublished,draft,submitted,accepted,in_press,rejected,withdrawn,deleted}'::text[]),
             ('contribution', 'role', 'creator',
              '{creator,contributor,editor,translator,illustrator,photographer,supervisor,adviser,interviewer,interview_subject,reviewer,data_collector,rights_holder,other}'))
     AS w(relation, column_name, counting, words)
CROSS JOIN LATERAL unnest(w.words) AS word(word);

CREATE FUNCTION @internal@.known_words(relation text, column_name text) RETURNS text[]
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- what counts first
    SELECT array_agg(w.word ORDER BY w.counts DESC, w.word COLLATE "C")
    FROM @extschema@.source_word AS w
    WHERE w.relation = known_words.relation AND w.column_name = known_words.column_name;
END;
COMMENT ON FUNCTION @internal@.known_words(text, text) IS 'the words that a column is known to hold, what counts first';
