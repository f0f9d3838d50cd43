-- Publication points as SQL is usually written: one statement, set by set, in
-- numeric; a function of the archive's schema :schema.  It knows what the archive
-- holds and no more: units one step below their institution, one level a channel.
\set ON_ERROR_STOP on
SET search_path = :"schema", pg_catalog;
CREATE FUNCTION usual(year integer)
RETURNS TABLE (publication_id text, institution_id text, shares bigint, total_shares numeric, international boolean, points numeric, countable boolean)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH unit AS (
        SELECT i.institution_id, t.institution_id AS top_id, t.reporting, coalesce(i.country, t.country) AS country
        FROM institution AS i JOIN institution AS t ON t.institution_id = coalesce(i.parent_id, i.institution_id)
    ), head AS (
        SELECT p.publication_id, p.form, p.status = 'published' AND NOT coalesce(p.revised, false) AND (p.form = 'article' OR p.isbn IS NOT NULL) AS admitted,
               CASE WHEN p.form = 'article' THEN j.level ELSE coalesce(s.level, b.level) END AS level,
               CASE p.form WHEN 'article' THEN CASE j.level WHEN '1' THEN 1 WHEN '2' THEN 3 END
                           WHEN 'chapter' THEN CASE coalesce(s.level, b.level || 'b') WHEN '1' THEN 1 WHEN '2' THEN 3 WHEN '1b' THEN 0.7 WHEN '2b' THEN 1 END
                           ELSE CASE coalesce(s.level, b.level) WHEN '1' THEN 5 WHEN '2' THEN 8 END END AS weight
        FROM publication AS p
        LEFT JOIN channel_level AS j ON j.kind = 'journal' AND j.channel_id = p.journal_id AND j.year = p.year AND j.level <> 'X'
        LEFT JOIN channel_level AS s ON s.kind = 'series' AND s.channel_id = p.series_id AND s.year = p.year AND s.level <> 'X'
        LEFT JOIN channel_level AS b ON b.kind = 'publisher' AND b.channel_id = p.publisher_id AND b.year = p.year AND b.level <> 'X'
        WHERE p.year = usual.year
    ), creator_at AS (
        SELECT c.publication_id, c.person_id, u.top_id, coalesce(bool_or(u.reporting), false) AS reporting, coalesce(bool_or(c.verified), false) AS verified,
               coalesce(bool_or(coalesce(c.country, u.country) <> 'NO'), false) AS abroad
        FROM contribution AS c JOIN head AS h ON h.publication_id = c.publication_id LEFT JOIN unit AS u ON u.institution_id = c.institution_id
        WHERE c.role = 'creator'
        GROUP BY c.publication_id, c.person_id, u.top_id
    ), creator AS (
        SELECT c.publication_id, c.person_id, greatest(count(c.top_id), 1) AS shares, bool_or(c.abroad) AS abroad
        FROM creator_at AS c GROUP BY c.publication_id, c.person_id
    ), total AS (
        SELECT c.publication_id, sum(c.shares) AS shares, bool_or(c.abroad) AS abroad FROM creator AS c GROUP BY c.publication_id
    ), part AS (
        SELECT c.publication_id, c.top_id, count(*) FILTER (WHERE c.verified) AS shares
        FROM creator_at AS c WHERE c.reporting GROUP BY c.publication_id, c.top_id
    ), kept_back AS (
        SELECT p.publication_id, bool_and(coalesce(a.state = 'approved', false)) AS approved
        FROM part AS p LEFT JOIN publication_approval AS a ON a.publication_id = p.publication_id AND a.institution_id = p.top_id
        WHERE EXISTS (SELECT FROM publication_approval AS t WHERE t.publication_id = p.publication_id)
        GROUP BY p.publication_id
    ), ratio AS (
        -- the register's rounding: ten significant digits, then ten decimals
        SELECT p.publication_id, p.top_id, p.shares, t.shares AS total, t.abroad,
               round(round(p.shares / t.shares, CASE WHEN p.shares * 10 >= t.shares THEN 10 WHEN p.shares * 100 >= t.shares THEN 11
                                                     WHEN p.shares * 1000 >= t.shares THEN 12 ELSE 13 END), 10) AS ratio
        FROM part AS p JOIN total AS t ON t.publication_id = p.publication_id
    ), root AS (
        SELECT r.*, round(round(sqrt(r.ratio), CASE WHEN r.ratio >= 0.01 THEN 10 ELSE 11 END), 10) AS root FROM ratio AS r
    )
    SELECT r.publication_id, r.top_id, r.shares, r.total, r.abroad,
           CASE WHEN h.admitted AND h.weight > 0 THEN round(h.weight * CASE WHEN r.abroad THEN 1.3 ELSE 1 END * r.root, 4) ELSE 0 END,
           h.admitted AND coalesce(h.weight, 0) > 0 AND coalesce(k.approved, true)
    FROM root AS r JOIN head AS h ON h.publication_id = r.publication_id LEFT JOIN kept_back AS k ON k.publication_id = r.publication_id;
END;
RESET search_path;
