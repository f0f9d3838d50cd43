-- User involvement among the indicators, and what is measured.

INSERT INTO indicator (indicator, ordinal, family, relations, rows_function, text_nb, text_nn, text_en) VALUES
    ('user_involvement', 130, 'hod', '{project,project_report,project_involvement,project_involvement_effect,project_funding,innovation}', 'user_involvement_rows',
     'Brukermedvirkning', 'Brukarmedverknad', 'User involvement');

INSERT INTO fact_definition (indicator, measure, ordinal, unit, decimals, additive, key_figure, path, source, text_nb, text_nn, text_en, has_interval) VALUES
    ('user_involvement', 'share', 710, 'share', 4, false, true, 'brukermedvirkning/andelProsjekter',
     'projects with involvement / delivered reports, Wilson 95 % interval',
     'Andel prosjekter med brukermedvirkning', 'Del prosjekt med brukarmedverknad', 'Share of projects with user involvement', true),
    ('user_involvement', 'relevant_share', 711, 'share', 4, false, false, 'brukermedvirkning/andelRelevanteProsjekter',
     'projects with involvement / delivered reports without those that are not relevant with a reason',
     'Andel prosjekter der det er relevant', 'Del prosjekt der det er relevant', 'Share of projects where it is relevant', true),
    ('user_involvement', 'end_user_share', 712, 'share', 4, false, false, 'brukermedvirkning/andelSluttbrukere',
     'projects that involve end users (patients, relatives and their organisations) / delivered reports',
     'Andel prosjekter som involverer sluttbrukere', 'Del prosjekt som involverer sluttbrukarar', 'Share of projects that involve end users', true),
    ('user_involvement', 'wide_share', 713, 'share', 4, false, false, 'brukermedvirkning/andelVidDefinisjon',
     'projects that involve users in the wide meaning (also service, decision makers, authorities) / delivered reports',
     'Andel prosjekter som involverer brukere i vid forstand', 'Del prosjekt som involverer brukarar i vid tyding', 'Share of projects that involve users in the wide meaning', true),
    ('user_involvement', 'money_share', 714, 'share', 4, false, false, 'brukermedvirkning/andelMidler',
     'money of the year of projects with involvement / money of projects with a delivered report',
     'Andel midler i prosjekter med brukermedvirkning', 'Del midlar i prosjekt med brukarmedverknad', 'Share of money in projects with user involvement', false),
    ('user_involvement', 'delivered', 720, 'count', 0, true, false, 'brukermedvirkning/levert',
     'delivered project reports', 'Leverte prosjektrapporter', 'Leverte prosjektrapportar', 'Delivered project reports', false),
    ('user_involvement', 'missing', 721, 'count', 0, true, false, 'brukermedvirkning/ikkeLevert',
     'project reports that were due and not delivered: never a no', 'Prosjektrapporter som ikke er levert', 'Prosjektrapportar som ikkje er leverte', 'Project reports not delivered', false),
    ('user_involvement', 'answers', 722, 'count', 0, true, false, 'brukermedvirkning/svar',
     'answers of delivered reports', 'Svar om brukermedvirkning', 'Svar om brukarmedverknad', 'Answers about user involvement', false),
    ('user_involvement', 'absence', 723, 'count', 0, true, false, 'brukermedvirkning/ikkeRelevant',
     'no involvement, or not relevant, with and without a reason; a justified absence can be good',
     'Ingen medvirkning eller ikke relevant, med og uten grunn', 'Ingen medverknad eller ikkje relevant, med og utan grunn', 'No involvement or not relevant, with and without a reason', false),
    ('user_involvement', 'matrix', 730, 'count', 0, true, false, 'brukermedvirkning/matrise',
     'projects with involvement by phase, level and degree; crossing them and the order of the degrees are inferred; trusts have no row for 0',
     'Prosjekter etter fase, nivå og grad', 'Prosjekt etter fase, nivå og grad', 'Projects by phase, level and degree', false),
    ('user_involvement', 'training', 740, 'count', 0, true, false, 'brukermedvirkning/opplaering',
     'projects with involvement by who was trained', 'Opplæring i prosjekter med brukermedvirkning', 'Opplæring i prosjekt med brukarmedverknad', 'Training in projects with user involvement', false),
    ('user_involvement', 'effect_share', 741, 'share', 4, false, false, 'brukermedvirkning/effekt',
     'projects in which something changed because of users / projects with involvement',
     'Andel prosjekter der brukerne endret noe', 'Del prosjekt der brukarane endra noko', 'Share of projects in which users changed something', false),
    ('user_involvement', 'ritual', 742, 'count', 0, true, false, 'brukermedvirkning/rituell',
     'representation only, in one phase, nothing changed: a flag, no verdict',
     'Prosjekter der medvirkningen kan være rituell', 'Prosjekt der medverknaden kan vere rituell', 'Projects whose involvement may be ritual', false),
    ('user_involvement', 'innovation_share', 743, 'share', 4, false, false, 'brukermedvirkning/andelInnovasjonsprosjekter',
     'innovation projects with involvement / innovation projects with a delivered report',
     'Andel innovasjonsprosjekter med brukermedvirkning', 'Del innovasjonsprosjekt med brukarmedverknad', 'Share of innovation projects with user involvement', true);

-- how many reports are there is known without what they say
INSERT INTO indicator_stream (indicator, measure, stream) VALUES
    ('user_involvement', '%', 'project_reports'),
    ('user_involvement', '%share', 'involvement'), ('user_involvement', 'answers', 'involvement'), ('user_involvement', 'absence', 'involvement'),
    ('user_involvement', 'matrix', 'involvement'), ('user_involvement', 'training', 'involvement'), ('user_involvement', 'ritual', 'involvement');
