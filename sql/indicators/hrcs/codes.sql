-- The codes by which the figures of this room are divided, as reports call them.

INSERT INTO report_list (list, term, codes, is_dimension, text_nb, text_nn, text_en) VALUES
    ('health_category', 'helsekategori', 'listed', true, 'helsekategori', 'helsekategori', 'health category'),
    ('activity_group', 'forskningsaktivitet', 'listed', true, 'forskningsaktivitet', 'forskingsaktivitet', 'research activity');

INSERT INTO report_term (list, ordinal, code, term, text_nb, text_nn, text_en) VALUES
    ('health_category', 1, 'HC01', 'HC01', 'HC01 Blod', 'HC01 Blod', 'HC01 Blood'),
    ('health_category', 2, 'HC02', 'HC02', 'HC02 Kreft', 'HC02 Kreft', 'HC02 Cancer and neoplasms'),
    ('health_category', 3, 'HC03', 'HC03', 'HC03 Hjerte og kar', 'HC03 Hjerte og kar', 'HC03 Cardiovascular'),
    ('health_category', 4, 'HC04', 'HC04', 'HC04 Medfødte lidelser', 'HC04 Medfødte lidelser', 'HC04 Congenital disorders'),
    ('health_category', 5, 'HC05', 'HC05', 'HC05 Øre', 'HC05 Øre', 'HC05 Ear'),
    ('health_category', 6, 'HC06', 'HC06', 'HC06 Øye', 'HC06 Øye', 'HC06 Eye'),
    ('health_category', 7, 'HC07', 'HC07', 'HC07 Infeksjon', 'HC07 Infeksjon', 'HC07 Infection'),
    ('health_category', 8, 'HC08', 'HC08', 'HC08 Betennelse og immunsystem', 'HC08 Betennelse og immunsystem', 'HC08 Inflammatory and immune system'),
    ('health_category', 9, 'HC09', 'HC09', 'HC09 Skader og ulykker', 'HC09 Skader og ulykker', 'HC09 Injuries and accidents'),
    ('health_category', 10, 'HC10', 'HC10', 'HC10 Mental helse', 'HC10 Mental helse', 'HC10 Mental health'),
    ('health_category', 11, 'HC11', 'HC11', 'HC11 Stoffskifte og hormoner', 'HC11 Stoffskifte og hormoner', 'HC11 Metabolic and endocrine'),
    ('health_category', 12, 'HC12', 'HC12', 'HC12 Muskulatur og skjelett', 'HC12 Muskulatur og skjelett', 'HC12 Musculoskeletal'),
    ('health_category', 13, 'HC13', 'HC13', 'HC13 Nevrologisk', 'HC13 Nevrologisk', 'HC13 Neurological'),
    ('health_category', 14, 'HC14', 'HC14', 'HC14 Munnhule, mage-tarm', 'HC14 Munnhule, mage-tarm', 'HC14 Oral and gastrointestinal'),
    ('health_category', 15, 'HC15', 'HC15', 'HC15 Nyrer, urinveier og kjønnsorgan', 'HC15 Nyrer, urinveier og kjønnsorgan', 'HC15 Renal and urogenital'),
    ('health_category', 16, 'HC16', 'HC16', 'HC16 Forplantning og fødsel', 'HC16 Forplantning og fødsel', 'HC16 Reproductive health and childbirth'),
    ('health_category', 17, 'HC17', 'HC17', 'HC17 Lunger og luftveier', 'HC17 Lunger og luftveier', 'HC17 Respiratory'),
    ('health_category', 18, 'HC18', 'HC18', 'HC18 Hud', 'HC18 Hud', 'HC18 Skin'),
    ('health_category', 19, 'HC19', 'HC19', 'HC19 Hjerneslag', 'HC19 Hjerneslag', 'HC19 Stroke'),
    ('health_category', 20, 'HC20', 'HC20', 'HC20 Generell helserelevans', 'HC20 Generell helserelevans', 'HC20 Generic health relevance'),
    ('health_category', 21, 'HC21', 'HC21', 'HC21 Andre', 'HC21 Andre', 'HC21 Disputed aetiology and other'),
    ('health_category', 22, 'unclassified', 'ikkeKlassifisert', 'ikke klassifisert', 'ikkje klassifisert', 'not classified'),
    ('activity_group', 1, '1', '1', '1 Underbyggende forskning', '1 Underbyggende forskning', '1 Underpinning Research'),
    ('activity_group', 2, '2', '2', '2 Årsaksforhold', '2 Årsaksforhold', '2 Aetiology'),
    ('activity_group', 3, '3', '3', '3 Sykdomsforebyggende og helsefremmende tiltak, og fremme av velvære', '3 Sykdomsforebyggende og helsefremmende tiltak, og fremme av velvære', '3 Prevention of Disease and Conditions, and Promotion of Well-Being'),
    ('activity_group', 4, '4', '4', '4 Påvising, screening og diagnose', '4 Påvising, screening og diagnose', '4 Detection, Screening and Diagnosis'),
    ('activity_group', 5, '5', '5', '5 Utvikling av behandlinger og terapeutiske intervensjoner', '5 Utvikling av behandlinger og terapeutiske intervensjoner', '5 Development of Treatments and Therapeutic Interventions'),
    ('activity_group', 6, '6', '6', '6 Evaluering av behandlinger og terapeutiske intervensjoner', '6 Evaluering av behandlinger og terapeutiske intervensjoner', '6 Evaluation of Treatments and Therapeutic Interventions'),
    ('activity_group', 7, '7', '7', '7 Håndtering av sykdommer og tilstander', '7 Håndtering av sykdommer og tilstander', '7 Management of Diseases and Conditions'),
    ('activity_group', 8, '8', '8', '8 Helse- og sosialtjenesteforskning', '8 Helse- og sosialtjenesteforskning', '8 Health and Social Care Services Research'),
    ('activity_group', 9, 'unclassified', 'ikkeKlassifisert', 'ikke klassifisert', 'ikkje klassifisert', 'not classified');
