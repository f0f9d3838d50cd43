-- What waits for a parameter that a rule set has no value for, and which document
-- is known to state it.  Each room says so of its own parameters.

CREATE TABLE rule_need (
    names text PRIMARY KEY,
    figures text[] NOT NULL,
    document text
);
COMMENT ON TABLE rule_need IS 'which figures wait for unset parameters, and which document is known to state these';
COMMENT ON COLUMN rule_need.names IS 'LIKE pattern of the names of parameters, as describe_rule_set() has them';
COMMENT ON COLUMN rule_need.figures IS
    'LIKE patterns of the figures that are not computed without it, each as indicator.measure; what adds them up waits as well, and unset_rules() knows it';
COMMENT ON COLUMN rule_need.document IS
    'document that is known to state the value and was not read by us, with its author and year; NULL: none known to us';

CREATE TABLE figure_of_points (
    figures text PRIMARY KEY,
    only_with text
);
COMMENT ON TABLE figure_of_points IS 'figures that are unknown as long as points of an indicator are that a rule set counts';
COMMENT ON COLUMN figure_of_points.figures IS 'LIKE pattern of indicator.measure';
COMMENT ON COLUMN figure_of_points.only_with IS
    'parameter that names an indicator and without which a set gives none of the figures; the points of that one are part of them whether or not it counts';
