-- What findings about focus areas of projects say.

INSERT INTO finding_text (code, variant, lang, message, hint, instruction) VALUES
    ('focus_share_invalid', '', 'en', 'project "{project}" has the share {share} in "{focus_area}"',
     'A share is above 0 and at most 1; no money goes to the focus area until it is mended.', NULL),
    ('focus_share_invalid', '', 'nb', 'Prosjektet «{project}» har andelen {share} i «{focus_area}».',
     'En andel er større enn 0 og høyst 1. Ingen midler går til satsingsområdet før den er rettet.', NULL),
    ('focus_share_invalid', '', 'nn', 'Prosjektet «{project}» har delen {share} i «{focus_area}».',
     'Ein del er større enn 0 og høgst 1. Ingen midlar går til satsingsområdet før han er retta.', NULL),
    ('focus_share_invalid', 'missing', 'en', 'project "{project}" has the share missing in "{focus_area}"',
     'A share is above 0 and at most 1; no money goes to the focus area until it is mended.', NULL),
    ('focus_share_invalid', 'missing', 'nb', 'Prosjektet «{project}» mangler andel i «{focus_area}».',
     'Ingen midler går til satsingsområdet før andelen er ført inn.', NULL),
    ('focus_share_invalid', 'missing', 'nn', 'Prosjektet «{project}» manglar del i «{focus_area}».',
     'Ingen midlar går til satsingsområdet før delen er ført inn.', NULL),
    ('focus_shares_total', '', 'en', 'the shares of project "{project}" in framework "{framework}" total {total}',
     'They total at most 1; they are normalised, so that no money counts twice.', NULL),
    ('focus_shares_total', '', 'nb', 'Andelene til prosjektet «{project}» i rammeverket «{framework}» blir {total} til sammen.',
     'De skal bli høyst 1. De skaleres ned, så ingen midler telles to ganger.', NULL),
    ('focus_shares_total', '', 'nn', 'Delane til prosjektet «{project}» i rammeverket «{framework}» blir {total} til saman.',
     'Dei skal bli høgst 1. Dei blir skalerte ned, så ingen midlar blir talde to gonger.', NULL);
