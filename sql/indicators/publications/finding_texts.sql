-- What findings about publications and their approvals say.

INSERT INTO finding_text (code, variant, lang, message, hint, instruction) VALUES
    ('approval_missing', '', 'en', '{rows} publications of {year} wait for "{institution}", which has no decision where others have: {points} points do not count, {own} of them its own',
     'Any decision about a publication means that every reporting institution with a creator must approve it. Enter the decisions of all of them, or none where approval is not tracked.', NULL),
    ('approval_missing', '', 'nb', '{rows} publikasjoner fra {year} venter på «{institution}», som ikke har tatt stilling der andre har det: {points} poeng teller ikke, {own} av dem egne.',
     'Når noen har tatt stilling til en publikasjon, må alle rapporterende institusjoner med en forfatter godkjenne den. Før inn alles avgjørelser, eller ingen der godkjenning ikke følges opp.', NULL),
    ('approval_missing', '', 'nn', '{rows} publikasjonar frå {year} ventar på «{institution}», som ikkje har teke stilling der andre har det: {points} poeng tel ikkje, {own} av dei eigne.',
     'Når nokon har teke stilling til ein publikasjon, må alle rapporterande institusjonar med ein forfattar godkjenne han. Før inn avgjerdene til alle, eller ingen der godkjenning ikkje blir følgd opp.', NULL),
    ('relation_missing', 'publication_approval', 'en', 'source relation "{relation}" does not exist',
     'Left out: {left_out}. An empty view means that approval is not tracked there, and every publication counts as approved.', NULL),
    ('relation_missing', 'publication_approval', 'nb', 'Kilderelasjonen «{relation}» finnes ikke.',
     'Utelatt fra rapporten: {left_out}. Et tomt utsnitt (view) betyr at godkjenning ikke følges opp, og at alle publikasjoner teller som godkjent.', NULL),
    ('relation_missing', 'publication_approval', 'nn', 'Kjelderelasjonen «{relation}» finst ikkje.',
     'Utelate frå rapporten: {left_out}. Eit tomt utsnitt (view) tyder at godkjenning ikkje blir følgd opp, og at alle publikasjonar tel som godkjende.', NULL);
