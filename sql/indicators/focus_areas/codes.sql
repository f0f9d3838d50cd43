-- The codes by which the figures of this room are divided, as reports call them.

INSERT INTO report_list (list, term, codes, is_dimension, text_nb, text_nn, text_en) VALUES
    ('focus_area', 'satsingsomraade', 'site', true, 'satsingsområde', 'satsingsområde', 'focus area'),
    ('framework', 'rammeverk', 'site', true, 'rammeverk', 'rammeverk', 'framework');

INSERT INTO report_term (list, ordinal, code, term, text_nb, text_nn, text_en) VALUES
    ('focus_area', 1, 'nye_tjenester', 'nye_tjenester', 'nye måter å levere tjenester på', 'nye måtar å levere tenester på', 'new ways of delivering services'),
    ('focus_area', 2, 'variasjon_ulikhet', 'variasjon_ulikhet', 'praksisvariasjon, uberettiget variasjon og ulikhet', 'praksisvariasjon, urettvis variasjon og ulikskap', 'practice variation, unwarranted variation and inequality'),
    ('focus_area', 3, 'prioritering', 'prioritering', 'prioritering', 'prioritering', 'priority setting'),
    ('focus_area', 4, 'digitalisering', 'digitalisering', 'digitalisering, teknologi og e-helse', 'digitalisering, teknologi og e-helse', 'digitalisation, technology and e-health'),
    ('focus_area', 5, 'arbeid_utdanning', 'arbeid_utdanning', 'arbeidsforhold, utdanning og kompetanse', 'arbeidsforhold, utdanning og kompetanse', 'working conditions, education and competence'),
    ('focus_area', 6, 'none', 'none', 'utenfor satsingsområdene', 'utanfor satsingsområda', 'outside the focus areas'),
    ('framework', 1, 'nasjonalt-nettverk', 'nasjonalt-nettverk', 'Nasjonalt nettverk 2023-2027', 'Nasjonalt nettverk 2023-2027', 'National network 2023-2027'),
    ('framework', 2, 'none', 'none', 'utenfor rammeverkene', 'utanfor rammeverka', 'outside the frameworks');
