-- What the 50 sessions of concurrency.sh do, each call one transaction of theirs.
-- Every deed leaves a row in public.done with it, so that what a client was told
-- can be counted.  What waits for a right order raises 40001 or 40P01,
-- and is tried again.
CREATE TABLE public.done (kind text NOT NULL, subject text);
CREATE TABLE public.draft (id uuid NOT NULL);
SELECT copy_rule_set('hod-2015', 'moving', 'Changes all the time');

-- twenty degrees, of which two change places: each trust always has ten
INSERT INTO t_source.doctoral_degree (degree_id, institution_id, awarded_on, share)
SELECT 'd' || n, CASE n % 2 WHEN 1 THEN 'bergen' ELSE 'fonna' END, '2023-05-01', 1 FROM generate_series(3, 20) AS n;
CREATE FUNCTION public.swap_degrees(pair integer, downwards boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    n integer;
BEGIN
    FOREACH n IN ARRAY CASE WHEN downwards THEN ARRAY[2 * pair, 2 * pair - 1] ELSE ARRAY[2 * pair - 1, 2 * pair] END LOOP
        UPDATE t_source.doctoral_degree AS d
        SET institution_id = CASE d.institution_id WHEN 'bergen' THEN 'fonna' ELSE 'bergen' END
        WHERE d.degree_id = 'd' || n;
        -- so that the other order comes in between
        PERFORM pg_sleep(0.002);
    END LOOP;
    INSERT INTO public.done VALUES ('swap');
END
$$;

-- a publication that both trusts have a share of
CREATE FUNCTION public.add_publication(client integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    id text := format('c%s-%s', client, gen_random_uuid());
BEGIN
    INSERT INTO t_source.publication (publication_id, year, form, journal_id, status) VALUES (id, 2023, 'article', 'j1', 'published');
    INSERT INTO t_source.contribution (publication_id, person_id, role, institution_id, verified)
    VALUES (id, '1', 'creator', 'bergen', true), (id, '2', 'creator', 'fonna', true);
    INSERT INTO public.done VALUES ('publication', id);
END
$$;

-- two values that are always the same
CREATE FUNCTION public.set_rules(n integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_rule_parameter('moving', 'doctorate.points', n::text, 'site', 'by the test');
    PERFORM set_rule_parameter('moving', 'external_funding.points_per_million.EU', n::text, 'site', 'by the test');
    INSERT INTO public.done VALUES ('rules');
END
$$;

-- what one snapshot says of the publications is what its rows say
CREATE FUNCTION public.read_points() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    figure bigint;
    rows bigint;
BEGIN
    SELECT s.publications, (SELECT count(*) FROM t_source.publication) INTO figure, rows
    FROM publication_point_sums(2023) AS s WHERE s.unit_level = 'nation' AND s.dimension = '';
    IF figure IS DISTINCT FROM rows THEN
        RAISE EXCEPTION 'the nation has % publications, the table %', figure, rows;
    END IF;
    INSERT INTO public.done VALUES ('read');
END
$$;

CREATE FUNCTION public.issue_one() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    id uuid := issue_report(2023, '983658725');
BEGIN
    PERFORM waive_finding(id, 'institution_without_region', 'institution', 'known');
    INSERT INTO public.draft VALUES (id);
    INSERT INTO public.done VALUES ('issue', id);
END
$$;

CREATE FUNCTION public.deliver_one() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    taken uuid;
BEGIN
    DELETE FROM public.draft AS d
    WHERE d.ctid = (SELECT f.ctid FROM public.draft AS f LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING d.id INTO taken;
    IF taken IS NULL THEN
        INSERT INTO public.done VALUES ('nothing to deliver');
        RETURN;
    END IF;
    PERFORM approve_report(taken, 'by the test'), submit_report(taken);
    INSERT INTO public.done VALUES ('deliver', taken);
END
$$;

-- everybody comments on one draft: its events follow each other
CREATE FUNCTION public.comment_one() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM report_comment((SELECT c.subject::uuid FROM public.contested AS c), 'innhold', 'by the test');
    INSERT INTO public.done VALUES ('comment');
END
$$;
CREATE TABLE public.contested AS SELECT issue_report(2023, '983658725') AS subject;
