-- What findings about approvals say.

INSERT INTO finding_text (code, variant, lang, message, hint, instruction) VALUES
    ('approval_missing', '', 'en', '{publications} publications of {year} wait for "{institution}", which has no decision where others have: {points} points do not count, {own} of them its own',
     'Any decision about a publication means that every reporting institution with a creator must approve it. Enter the decisions of all of them, or none where approval is not tracked.', NULL),
    ('approval_missing', '', 'nb', '{publications} publikasjoner fra {year} venter på «{institution}», som ikke har tatt stilling der andre har det: {points} poeng teller ikke, {own} av dem institusjonens egne.',
     'Har én institusjon tatt stilling til en publikasjon, må alle rapporterende institusjoner med en forfatter godkjenne den. Før inn alles svar, eller ingen der godkjenning ikke følges.', NULL),
    ('approval_missing', '', 'nn', '{publications} publikasjonar frå {year} ventar på «{institution}», som ikkje har teke stilling der andre har det: {points} poeng tel ikkje, {own} av dei institusjonen sine eigne.',
     'Har éin institusjon teke stilling til ein publikasjon, må alle rapporterande institusjonar med ein forfattar godkjenne han. Før inn svara til alle, eller ingen der godkjenning ikkje blir følgd.', NULL),
    ('relation_missing', 'publication_approval', 'en', 'source relation "publication_approval" does not exist',
     'Publications are left out: nobody can say which of them are approved. Where approval is not tracked an empty view will do; then every publication counts.', NULL),
    ('relation_missing', 'publication_approval', 'nb', 'Kilderelasjonen «publication_approval» finnes ikke.',
     'Publikasjonene er utelatt: ingen kan si hvilke som er godkjent. Der godkjenning ikke følges, holder det med et tomt utsnitt (view); da teller alle publikasjonene.', NULL),
    ('relation_missing', 'publication_approval', 'nn', 'Kjelderelasjonen «publication_approval» finst ikkje.',
     'Publikasjonane er utelatne: ingen kan seie kva for nokre som er godkjende. Der godkjenning ikkje blir følgd, held det med eit tomt utsnitt (view); då tel alle publikasjonane.', NULL);
