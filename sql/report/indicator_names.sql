-- What each indicator is called where its figures stand as tables of their own.

CREATE TABLE indicator_name (
    indicator text PRIMARY KEY REFERENCES indicator,
    text_nb text NOT NULL CHECK (text_nb ~ '\S'),
    text_nn text NOT NULL CHECK (text_nn ~ '\S'),
    text_en text NOT NULL CHECK (text_en ~ '\S')
);
COMMENT ON TABLE indicator_name IS 'names of indicators in bokmål, nynorsk and English, as JSON-stat and SDMX show them';

INSERT INTO indicator_name (indicator, text_nb, text_nn, text_en) VALUES
    ('publications', 'Vitenskapelige publikasjoner', 'Vitskaplege publikasjonar', 'Scientific publications'),
    ('doctorates', 'Avlagte doktorgrader', 'Avlagde doktorgradar', 'Doctoral degrees'),
    ('external_funding', 'Ekstern finansiering', 'Ekstern finansiering', 'External funding'),
    ('clinical_studies', 'Kliniske behandlingsstudier', 'Kliniske behandlingsstudiar', 'Clinical treatment studies'),
    ('innovation', 'Innovasjonsindikator', 'Innovasjonsindikator', 'Innovation indicator'),
    ('research_points', 'Forskningspoeng', 'Forskingspoeng', 'Research points'),
    ('resource_use', 'Ressursbruk til forskning', 'Ressursbruk til forsking', 'Resource use for research'),
    ('publication_status', 'Publisering av resultater', 'Publisering av resultat', 'Publication of results'),
    ('time_to_result', 'Tid til resultat', 'Tid til resultat', 'Time to result'),
    ('project_results', 'Prosjekter uten registrert studie', 'Prosjekt utan registrert studie', 'Projects without a registered study'),
    ('targets', 'Handlingsplan for kliniske studier', 'Handlingsplan for kliniske studiar', 'Action plan for clinical studies'),
    ('study_delivery', 'Leveranse av lovede studier', 'Leveranse av lova studiar', 'Delivery of promised studies'),
    ('hrcs_health_category', 'Helsekategorier (HRCS)', 'Helsekategoriar (HRCS)', 'Health categories (HRCS)'),
    ('hrcs_research_activity', 'Forskningsaktiviteter (HRCS)', 'Forskingsaktivitetar (HRCS)', 'Research activities (HRCS)'),
    ('health_services_research', 'Helsetjenesteforskning', 'Helsetenesteforsking', 'Health services research'),
    ('focus_areas', 'Satsingsområder', 'Satsingsområde', 'Focus areas'),
    ('applications', 'Søknader om forskningsmidler', 'Søknader om forskingsmidlar', 'Applications for research money'),
    ('grant', 'Øremerket tilskudd', 'Øyremerkt tilskot', 'Earmarked grant'),
    ('grant_simulation', 'Simulering av tilskuddet', 'Simulering av tilskotet', 'Simulation of the grant'),
    ('user_involvement', 'Brukermedvirkning', 'Brukarmedverknad', 'User involvement'),
    ('needs_identified', 'Behovsidentifisert forskning', 'Behovsidentifisert forsking', 'Needs-identified research'),
    ('involvement_score', 'Utledet indeks for brukermedvirkning', 'Avleidd indeks for brukarmedverknad', 'Derived index of user involvement');
