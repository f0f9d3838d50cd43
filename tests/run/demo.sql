-- What make demo does between loading the sample data and writing the files:
-- an archive, and the report of 2023 for the nation issued into it.
SELECT * FROM research_indicators.versions();
SELECT research_indicators.create_archive('research_archive');
SELECT research_indicators.issue_report(2023, 'NO');
SELECT report_id, year, orgnr, rule_set, environment, body_json_sha256 FROM research_archive.report;
