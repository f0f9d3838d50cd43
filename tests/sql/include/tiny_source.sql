-- A source schema "t_source" that a report is computed from quickly: one region,
-- two trusts, three publications, two degrees, and one error to waive (a trust
-- without a region).  Included by \ir; the caller sets the source schema.
SELECT research_indicators.create_source_tables('t_source');
INSERT INTO t_source.institution (institution_id, orgnr, name, kind, rhf_id, country, reporting) VALUES
    ('vest', '983658725', 'Helse Vest RHF', 'rhf', 'vest', 'NO', true),
    ('bergen', '983974724', 'Helse Bergen HF', 'hf', 'vest', 'NO', true),
    ('fonna', '983974694', 'Helse Fonna HF', 'hf', 'vest', 'NO', true),
    ('lost', NULL, 'Trust of no region', 'hf', NULL, 'NO', true);
INSERT INTO t_source.channel_level (kind, channel_id, year, level) VALUES ('journal', 'j1', 2023, '1'), ('journal', 'j2', 2023, '2');
INSERT INTO t_source.publication (publication_id, year, form, journal_id, status) VALUES
    ('p1', 2023, 'article', 'j1', 'published'), ('p2', 2023, 'article', 'j2', 'published'), ('p3', 2023, 'review', 'j1', 'published');
INSERT INTO t_source.contribution (publication_id, person_id, role, institution_id, verified) VALUES
    ('p1', '1', 'creator', 'bergen', true), ('p1', '2', 'creator', 'fonna', true),
    ('p2', '1', 'creator', 'bergen', true), ('p3', '1', 'creator', 'fonna', true);
INSERT INTO t_source.doctoral_degree (degree_id, institution_id, awarded_on, share) VALUES
    ('d1', 'bergen', '2023-05-01', 1), ('d2', 'fonna', '2023-06-01', 1);
