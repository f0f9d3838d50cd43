-- What make demo does between loading the sample data and writing the files.
SELECT * FROM research_indicators.versions();
