-- Publication points from the published rule, in plain SQL numeric: an oracle
-- for publication_points.  It reads source relations only, no rule set and no
-- function of the extension.  Needs nvi_oracle.sql.
--
-- rule 2015: every identified institution gives a creator a share; revised
-- editions and chapters in monographs do not count.  rule 2024: only reporting
-- institutions give more than one share; both count.
--
-- Where several reasons hold, the first of this order is given: not_published,
-- form_not_counted, revised_edition, isbn_missing, chapter_in_monograph,
-- level_unassigned, level_not_counted, no_reporting_institution, approval_*.
CREATE FUNCTION pg_temp.publication_oracle(
    source text, asked_year int, rule int,
    OUT publication_id text, OUT institution_id text, OUT form text, OUT level text, OUT shares int,
    OUT total_shares int, OUT international boolean, OUT weight numeric, OUT points numeric,
    OUT countable boolean, OUT reason text)
RETURNS SETOF record
LANGUAGE plpgsql STABLE AS $oracle$
BEGIN
    RETURN QUERY EXECUTE format($sql$
    WITH RECURSIVE weight_of (form, channel, level, weight) AS (VALUES
        ('article', 'journal', '1', 1.0), ('article', 'journal', '2', 3),
        ('review', 'journal', '1', 1), ('review', 'journal', '2', 3),
        ('chapter', 'series', '1', 1), ('chapter', 'series', '2', 3),
        ('chapter', 'publisher', '1', 0.7), ('chapter', 'publisher', '2', 1),
        ('monograph', 'series', '1', 5), ('monograph', 'series', '2', 8),
        ('monograph', 'publisher', '1', 5), ('monograph', 'publisher', '2', 8),
        ('commentary', 'series', '1', 5), ('commentary', 'series', '2', 8),
        ('commentary', 'publisher', '1', 5), ('commentary', 'publisher', '2', 8)
    ), institution AS (
        -- as of 31 December: the last period that has begun
        SELECT DISTINCT ON (i.institution_id) i.institution_id AS id, i.country, i.reporting,
               i.valid_to < make_date($1, 12, 31) AS ended,
               CASE WHEN i.valid_to < make_date($1, 12, 31) THEN i.successor_id ELSE i.parent_id END AS next_id
        FROM %1$I.institution AS i
        WHERE i.valid_from <= make_date($1, 12, 31)
        ORDER BY i.institution_id, i.valid_from DESC
    ), climb (id, at_id, steps) AS (
        SELECT i.id, i.id, 0 FROM institution AS i
        UNION ALL
        SELECT c.id, up.id, c.steps + 1
        FROM climb AS c
        JOIN institution AS i ON i.id = c.at_id
        JOIN institution AS up ON up.id = i.next_id
        WHERE c.steps < 50
    ), top AS (
        -- who climbs for ever stands alone and does not report
        SELECT high.id, CASE WHEN high.steps < 50 THEN high.at_id ELSE high.id END AS top_id,
               high.steps < 50 AND t.reporting AND t.ended IS NOT TRUE AS reporting,
               coalesce(i.country, t.country) AS country
        FROM (SELECT DISTINCT ON (c.id) c.* FROM climb AS c ORDER BY c.id, c.steps DESC) AS high
        JOIN institution AS i ON i.id = high.id
        JOIN institution AS t ON t.id = high.at_id
    ), publication AS (
        SELECT p.publication_id, p.form, p.status, p.revised, p.isbn, p.parent_form, decides.channel, decides.level
        FROM %1$I.publication AS p
        LEFT JOIN LATERAL (
            SELECT l.kind AS channel, l.level
            FROM (VALUES ('journal', p.journal_id, 1), ('series', p.series_id, 2), ('publisher', p.publisher_id, 3))
                 AS channel (kind, channel_id, rank)
            JOIN %1$I.channel_level AS l USING (kind, channel_id)
            WHERE l.year = $1 AND l.level <> 'X'
              AND CASE WHEN p.form IN ('article', 'review') THEN l.kind = 'journal'
                       WHEN p.form IN ('chapter', 'monograph', 'commentary') THEN l.kind <> 'journal' END
            ORDER BY channel.rank
            LIMIT 1
        ) AS decides ON true
        WHERE p.year = $1
    ), affiliation AS (
        SELECT c.publication_id, c.person_id, coalesce(t.top_id, c.institution_id) AS top_id,
               coalesce(t.reporting, false) AS reporting,
               coalesce(c.country, t.country) AS country, coalesce(c.verified, false) AS verified
        FROM %1$I.contribution AS c
        JOIN publication AS p ON p.publication_id = c.publication_id
        LEFT JOIN top AS t ON t.id = c.institution_id
        WHERE c.role = 'creator'
    ), creator_at AS (
        SELECT a.publication_id, a.person_id, a.top_id, a.reporting, bool_or(a.verified) AS verified
        FROM affiliation AS a
        GROUP BY a.publication_id, a.person_id, a.top_id, a.reporting
    ), creator AS (
        SELECT c.publication_id, c.person_id,
               greatest(1, count(c.top_id) FILTER (WHERE c.reporting OR $2 = 2015)) AS shares
        FROM creator_at AS c
        GROUP BY c.publication_id, c.person_id
    ), total AS (
        SELECT c.publication_id, sum(c.shares)::int AS shares FROM creator AS c GROUP BY c.publication_id
    ), abroad AS (
        SELECT DISTINCT a.publication_id FROM affiliation AS a WHERE a.country <> 'NO'
    ), part AS (
        SELECT c.publication_id, c.top_id, (count(*) FILTER (WHERE c.verified))::int AS shares
        FROM creator_at AS c
        WHERE c.reporting
        GROUP BY c.publication_id, c.top_id
    ), answer AS (
        SELECT a.publication_id, coalesce(t.top_id, a.institution_id) AS top_id,
               bool_or(a.state = 'rejected') AS rejected, bool_and(a.state = 'approved') AS approved
        FROM %1$I.publication_approval AS a
        LEFT JOIN top AS t ON t.id = a.institution_id
        GROUP BY a.publication_id, coalesce(t.top_id, a.institution_id)
    ), approval AS (
        SELECT p.publication_id,
               CASE WHEN bool_and(coalesce(a.approved, false)) THEN NULL
                    WHEN bool_or(coalesce(a.approved, false)) AND bool_or(coalesce(a.rejected, false))
                        THEN 'approval_disputed'
                    WHEN bool_or(coalesce(a.rejected, false)) THEN 'approval_rejected'
                    ELSE 'approval_pending' END AS reason
        FROM part AS p
        LEFT JOIN answer AS a USING (publication_id, top_id)
        WHERE EXISTS (SELECT FROM %1$I.publication_approval AS tracked
                      WHERE tracked.publication_id = p.publication_id)
        GROUP BY p.publication_id
    ), judged AS (
        SELECT p.publication_id, p.form, p.level, coalesce(t.shares, 0) AS total_shares,
               b.publication_id IS NOT NULL AS international,
               CASE WHEN p.level = '0' THEN 0 ELSE w.weight END AS weight,
               CASE WHEN p.status IS DISTINCT FROM 'published' THEN 'not_published'
                    WHEN p.form IS NULL OR NOT EXISTS (SELECT FROM weight_of AS f WHERE f.form = p.form) THEN 'form_not_counted'
                    WHEN p.revised AND $2 = 2015 THEN 'revised_edition'
                    WHEN p.form NOT IN ('article', 'review') AND coalesce(p.isbn, '') = '' THEN 'isbn_missing'
                    WHEN p.form = 'chapter' AND p.parent_form IN ('monograph', 'commentary') AND $2 = 2015 THEN 'chapter_in_monograph'
                    WHEN p.level IS NULL THEN 'level_unassigned'
                    WHEN p.level = '0' THEN 'level_not_counted'
                    WHEN NOT EXISTS (SELECT FROM part AS own WHERE own.publication_id = p.publication_id)
                        THEN 'no_reporting_institution' END AS exclusion,
               a.reason AS approval_reason
        FROM publication AS p
        LEFT JOIN weight_of AS w ON w.form = p.form AND w.channel = p.channel AND w.level = p.level
        LEFT JOIN total AS t ON t.publication_id = p.publication_id
        LEFT JOIN abroad AS b ON b.publication_id = p.publication_id
        LEFT JOIN approval AS a ON a.publication_id = p.publication_id
    ), root AS MATERIALIZED (
        SELECT r.shares, r.total_shares, pg_temp.nva_root(r.shares, r.total_shares) AS root
        FROM (SELECT DISTINCT own.shares, j.total_shares
              FROM part AS own JOIN judged AS j ON j.publication_id = own.publication_id) AS r
    )
    SELECT j.publication_id, own.top_id, j.form, j.level, coalesce(own.shares, 0), j.total_shares, j.international,
           j.weight,
           CASE WHEN j.exclusion IS NOT NULL THEN 0.0000
                ELSE pg_temp.nva_points(j.weight, CASE WHEN j.international THEN 1.3 ELSE 1 END, r.root) END,
           coalesce(j.exclusion, j.approval_reason) IS NULL,
           coalesce(j.exclusion, j.approval_reason, CASE WHEN own.shares = 0 THEN 'no_verified_creator' END)
    FROM judged AS j
    LEFT JOIN part AS own ON own.publication_id = j.publication_id
    LEFT JOIN root AS r ON r.shares = own.shares AND r.total_shares = j.total_shares
    $sql$, source)
    USING asked_year, rule;
END
$oracle$;
