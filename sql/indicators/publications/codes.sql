-- The codes by which the figures of this room are divided, as reports call them.

INSERT INTO report_list (list, term, codes, is_dimension, text_nb, text_nn, text_en) VALUES
    ('form', 'publikasjonsform', 'listed', true, 'publikasjonsform', 'publikasjonsform', 'form of publication'),
    ('level', 'kanalnivaa', 'listed', true, 'nivå', 'nivå', 'level'),
    ('reason', 'aarsak', 'listed', true, 'grunn', 'grunn', 'reason');

INSERT INTO report_term (list, ordinal, code, term, text_nb, text_nn, text_en) VALUES
    ('form', 1, 'article', 'artikkel', 'vitenskapelig artikkel', 'vitskapleg artikkel', 'article'),
    ('form', 2, 'review', 'oversiktsartikkel', 'oversiktsartikkel', 'oversiktsartikkel', 'review article'),
    ('form', 3, 'chapter', 'kapittel', 'kapittel i antologi', 'kapittel i antologi', 'chapter'),
    ('form', 4, 'monograph', 'monografi', 'monografi', 'monografi', 'monograph'),
    ('form', 5, 'commentary', 'kommentarutgave', 'kommentarutgave', 'kommentarutgåve', 'commentary edition'),
    ('form', 6, 'other', 'annen', 'annen form', 'anna form', 'other form'),
    ('level', 1, '0', '0', 'nivå 0', 'nivå 0', 'level 0'),
    ('level', 2, '1', '1', 'nivå 1', 'nivå 1', 'level 1'),
    ('level', 3, '2', '2', 'nivå 2', 'nivå 2', 'level 2'),
    ('level', 4, '2A', '2A', 'nivå 2A', 'nivå 2A', 'level 2A'),
    ('level', 5, 'X', 'utenNivaa', 'uten nivå', 'utan nivå', 'without level'),
    ('reason', 1, 'not_published', 'ikkePublisert', 'ikke publisert', 'ikkje publisert', 'not published'),
    ('reason', 2, 'form_not_counted', 'formenTellerIkke', 'formen teller ikke', 'forma tel ikkje', 'form does not count'),
    ('reason', 3, 'revised_edition', 'revidertUtgave', 'revidert utgave', 'revidert utgåve', 'revised edition'),
    ('reason', 4, 'isbn_missing', 'manglerIsbn', 'mangler ISBN', 'manglar ISBN', 'ISBN is missing'),
    ('reason', 5, 'chapter_in_monograph', 'kapittelIMonografi', 'kapittel i monografi', 'kapittel i monografi', 'chapter in a monograph'),
    ('reason', 6, 'level_unassigned', 'kanalenUtenNivaa', 'kanalen har ikke fått nivå', 'kanalen har ikkje fått nivå', 'channel has no level'),
    ('reason', 7, 'level_not_counted', 'nivaaetTellerIkke', 'nivået teller ikke', 'nivået tel ikkje', 'level does not count'),
    ('reason', 8, 'no_reporting_institution', 'ingenRapporterendeInstitusjon', 'ingen rapporterende institusjon', 'ingen rapporterande institusjon', 'no reporting institution'),
    ('reason', 9, 'approval_disputed', 'tvist', 'tvist mellom institusjoner', 'tvist mellom institusjonar', 'disputed between institutions'),
    ('reason', 10, 'approval_rejected', 'avvist', 'avvist', 'avvist', 'rejected'),
    ('reason', 11, 'approval_pending', 'venterPaaGodkjenning', 'venter på godkjenning', 'ventar på godkjenning', 'approval pending'),
    ('reason', 12, 'no_verified_creator', 'ingenVerifisertForfatter', 'ingen verifisert forfatter', 'ingen verifisert forfattar', 'no verified creator'),
    ('reason', 13, 'duplicate', 'dublett', 'samme arbeid som en annen post', 'same arbeid som ein annan post', 'the same work as another record'),
    -- no rule that leaves it out: points that are not computed
    ('reason', 14, 'parameter_unset', 'parameterIkkeSatt', 'en parameter i regelsettet er ikke satt', 'ein parameter i regelsettet er ikkje sett', 'a parameter of the rule set is unset'),
    ('reason', 15, 'weight_unset', 'vektIkkeSatt', 'nivået har ingen vekt i regelsettet', 'nivået har inga vekt i regelsettet', 'level has no weight in the rule set'),
    ('reason', 16, 'too_many_shares', 'forMangeAndeler', 'flere forfatterandeler enn det regnes med', 'fleire forfattardelar enn det blir rekna med', 'more author shares than are computed');
