-- Rules of the publication status of studies: policies as data, and the policy
-- of a rule set.

CREATE TABLE publication_policy (
    policy text PRIMARY KEY,
    title text NOT NULL,
    anchor text NOT NULL CHECK (anchor IN ('completion', 'primary_completion')),
    summary_amount integer,
    summary_unit text CHECK (summary_unit IN ('day', 'month')),
    publication_amount integer,
    publication_unit text CHECK (publication_unit IN ('day', 'month')),
    due_day_on_time boolean NOT NULL,
    summary_counts_as_publication boolean NOT NULL,
    publication_types text[],
    month_is_last_day boolean NOT NULL,
    any_result_reports boolean NOT NULL DEFAULT true,
    paediatric_amount integer,
    paediatric_unit text CHECK (paediatric_unit IN ('day', 'month')),
    certificate_amount integer,
    certificate_unit text CHECK (certificate_unit IN ('day', 'month')),
    deferral_wins boolean NOT NULL DEFAULT false,
    waiting_days integer NOT NULL DEFAULT 0 CHECK (waiting_days BETWEEN 0 AND 3660),
    counted_back boolean NOT NULL DEFAULT false,
    grace_days integer NOT NULL DEFAULT 0 CHECK (grace_days BETWEEN 0 AND 3660),
    exempts_phase1 boolean NOT NULL DEFAULT false,
    needs_all_countries boolean NOT NULL DEFAULT false,
    registration_rule text NOT NULL DEFAULT 'before_day' CHECK (registration_rule IN ('before_day', 'by_month')),
    origin text NOT NULL CHECK (origin IN ('published', 'inferred', 'site', 'illustrative')),
    source text NOT NULL,
    CHECK ((summary_amount IS NULL) = (summary_unit IS NULL)),
    CHECK ((publication_amount IS NULL) = (publication_unit IS NULL)),
    CHECK ((paediatric_amount IS NULL) = (paediatric_unit IS NULL)),
    CHECK ((certificate_amount IS NULL) = (certificate_unit IS NULL)),
    CHECK (summary_amount IS NOT NULL OR publication_amount IS NOT NULL)
);
COMMENT ON TABLE publication_policy IS 'policies that say when results of a study are due: shipped, read-only';
COMMENT ON COLUMN publication_policy.anchor IS 'where the clock starts; primary_completion: where known, else completion';
COMMENT ON COLUMN publication_policy.due_day_on_time IS 'false: a result on the due day itself is late';
COMMENT ON COLUMN publication_policy.publication_types IS 'types of publication that count; NULL: any. A publication without type counts';
COMMENT ON COLUMN publication_policy.month_is_last_day IS 'month-only dates become the last day of the month, else the first';
COMMENT ON COLUMN publication_policy.any_result_reports IS 'false: only what the deadline asks for reports a study, an article does not replace summary results';
COMMENT ON COLUMN publication_policy.paediatric_amount IS 'period to summary results of a paediatric study; NULL: as any other';
COMMENT ON COLUMN publication_policy.certificate_amount IS 'period to summary results with a certificate of delay, from the same date; NULL: no such thing';
COMMENT ON COLUMN publication_policy.deferral_wins IS 'a justified later date (deferred_until) moves the deadline';
COMMENT ON COLUMN publication_policy.waiting_days IS 'days added to the completion before the period';
COMMENT ON COLUMN publication_policy.counted_back IS 'the period is counted back from the day of judgement, which matters around leap days';
COMMENT ON COLUMN publication_policy.grace_days IS 'days after the deadline in which a study without results is in grace';
COMMENT ON COLUMN publication_policy.exempts_phase1 IS 'studies that are phase 1 in every country and not paediatric are exempt';
COMMENT ON COLUMN publication_policy.needs_all_countries IS 'the clock runs when the study is completed in all countries';
COMMENT ON COLUMN publication_policy.registration_rule IS 'prospective registration: on a day before the start, or at the latest in its month';
COMMENT ON COLUMN publication_policy.origin IS 'origin of the rule as a whole: inferred where a part of it is';

INSERT INTO publication_policy (policy, title, anchor, summary_amount, summary_unit, publication_amount, publication_unit,
    due_day_on_time, summary_counts_as_publication, publication_types, month_is_last_day, origin, source) VALUES
    ('who', 'WHO joint statement: summary results in 12 months, publication in 24 months', 'primary_completion',
     12, 'month', 24, 'month', true, false, '{journal,letter}', true, 'inferred',
     'WHO joint statement 2017; inferred: primary completion as its study completion, on the day is on time, journals and letters as publication'),
    ('nordic', 'Nordic trial reporting: summary results within 365 days, any result within 730 days', 'completion',
     365, 'day', 730, 'day', false, true, NULL, true, 'published',
     'Nordic trial reporting, J Clin Epidemiol 2025;181:111710');

INSERT INTO publication_policy (policy, title, anchor, summary_amount, summary_unit, publication_amount, publication_unit,
    due_day_on_time, summary_counts_as_publication, publication_types, month_is_last_day, any_result_reports,
    paediatric_amount, paediatric_unit, certificate_amount, certificate_unit, deferral_wins, waiting_days, counted_back,
    grace_days, exempts_phase1, needs_all_countries, registration_rule, origin, source) VALUES
    ('intovalue', 'IntoValue: summary results within 365 days, journal publication or letter within 730 days', 'completion',
     365, 'day', 730, 'day', false, false, '{journal,letter}', true, true,
     NULL, NULL, NULL, NULL, false, 0, false, 0, false, false, 'by_month', 'published',
     'IntoValue; inferred: month-only dates as the last day, registration judged by month'),
    ('eu_tracker', 'EU trials tracker: summary results in a year, judged 28 days later', 'completion',
     12, 'month', NULL, NULL, true, false, NULL, true, false,
     NULL, NULL, NULL, NULL, false, 28, true, 0, true, true, 'before_day', 'published',
     'code of the EU trials tracker (ebmdatalab); inferred: month-only dates as the last day'),
    ('fdaaa', 'FDAAA trials tracker: summary results in 365 days, three years with a certificate of delay', 'primary_completion',
     365, 'day', NULL, NULL, true, false, NULL, true, false,
     NULL, NULL, 36, 'month', false, 0, false, 30, false, false, 'before_day', 'inferred',
     'code of the FDAAA trials tracker (ebmdatalab); inferred: the three years of a certificate run from primary completion, month-only dates as the last day'),
    ('eu_ctr', 'Regulation (EU) 536/2014: summary results in a year, six months if paediatric', 'completion',
     12, 'month', NULL, NULL, true, false, NULL, true, false,
     6, 'month', NULL, NULL, true, 0, false, 0, false, false, 'before_day', 'inferred',
     'DMP on Regulation (EU) 536/2014; inferred: on the day is on time, month-only dates as the last day');

INSERT INTO rule_parameter_definition (name, family, data_type, low, high, codes, unit, description, told_when_unset) VALUES
    ('study_status.policy', 'hod', 'code', NULL, NULL, '{who,nordic,intovalue,eu_tracker,fdaaa,eu_ctr}', 'code',
     'policy by which facts about the publication of studies are judged', true);

INSERT INTO rule_parameter (rule_set, name, value, origin, source) VALUES
    ('hod-2015', 'study_status.policy', 'who', 'inferred', 'WHO joint statement 2017, signed by Norwegian funders');

INSERT INTO rule_need (names, figures) VALUES ('study\_status.policy', '{publication\_status.%}');
