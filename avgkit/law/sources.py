"""The sources that the rules point at: title, address and the day on which the text itself was checked.

``checked_on`` is empty for what is common knowledge or was only read in a secondary source.
"""

from __future__ import annotations

from datetime import date

from avgkit.law.rule_model import Source

_READ = date(2026, 11, 24)
_EURLEX = "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32016R0679"

_ALL = (
    Source(
        "TW26",
        "Telecommunicatiewet, tekst per 15 augustus 2026, artikel 11.7 (Stb. 2025, 12)",
        "https://wetten.overheid.nl/BWBR0009950/2026-08-15",
        _READ,
    ),
    Source(
        "TW16",
        "Telecommunicatiewet, tekst per 3 november 2016, artikel 11.7 en 11.8",
        "https://wetten.overheid.nl/BWBR0009950/2016-11-03",
        _READ,
    ),
    Source(
        "STB21",
        "Staatsblad 2021, 103: wet van 10 februari 2021 (lid 1 en begin lid 2 gelezen)",
        "https://zoek.officielebekendmakingen.nl/dossier/stb-2021-103.html",
        _READ,
    ),
    Source(
        "TW21_4",
        "Telecommunicatiewet 2021-2026, artikel 11.7 lid 4 en verder (alleen via andere bronnen gelezen)",
        "https://wetten.overheid.nl/BWBR0009950/2021-07-01",
        None,
    ),
    Source(
        "DDMA",
        "DDMA, telemarketing naar bedrijven (nagekeken door de ACM)",
        "https://ddma.nl/kennisbank/meer-duidelijkheid-over-b2b-telemarketing-bij-wetswijziging-telemarketing/",
        _READ,
    ),
    Source(
        "DMCC",
        "DMCC legt de wijziging van artikel 11.7 uit (2021)",
        "https://dmcc.nl/nieuws/update-dmcc-legt-uit-wetswijziging-opt-in-telemarketing/",
        _READ,
    ),
    Source(
        "CODE",
        "Code Telemarketing: klant tot drie jaar na het einde van de relatie (zelfregulering)",
        "https://www.security.nl/posting/710209",
        _READ,
    ),
    Source("AVG", "Algemene verordening gegevensbescherming (AVG)", _EURLEX, None),
    Source(
        "PLANET49",
        "Hof van Justitie EU 1 oktober 2019, C-673/17, Planet49",
        "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:62017CJ0673",
        None,
    ),
    Source(
        "KNLTB",
        "Hof van Justitie EU 4 oktober 2024, C-621/22, KNLTB",
        "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:62022CJ0621",
        _READ,
    ),
    Source(
        "AP18",
        "Autoriteit Persoonsgegevens, 4 oktober 2018: duidelijkheid over direct marketing",
        "https://autoriteitpersoonsgegevens.nl/actueel/ap-biedt-duidelijkheid-over-direct-marketing",
        _READ,
    ),
    Source(
        "POSTFILTER",
        "Postfilter, het register voor reclamepost op naam (zelfregulering)",
        "https://postfilter.nl/registreren/opties",
        _READ,
    ),
    Source("ENGELFRIET", "Arnoud Engelfriet over spam en LinkedIn", "https://blog.iusmentis.com/tag/spam/", _READ),
    Source(
        "STWL",
        "Hof van Justitie EU 25 november 2021, C-102/20, StWL",
        "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:62020CJ0102",
        None,
    ),
    Source(
        "ACM_BELLEN",
        "ACM ConsuWijzer: wanneer mag een bedrijf u bellen",
        "https://www.consuwijzer.nl/telemarketing-wanneer-mag-een-bedrijf-u-bellen",
        _READ,
    ),
    Source(
        "SPAM_MKB",
        "MKB Servicedesk: het spamverbod geldt sinds 1 oktober 2009 ook voor mail aan bedrijven",
        "https://www.mkbservicedesk.nl/",
        _READ,
    ),
    Source(
        "AVG_EN",
        "AVG, artikel 13, 14, 28, 30 en 33 tot en met 37: de Engelse tekst, gelezen in een openbare kopie",
        "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32016R0679",
        _READ,
    ),
    Source(
        "WP248",
        "Richtsnoeren over de DPIA van de Europese toezichthouders (WP248 rev.01): negen criteria",
        "https://ec.europa.eu/newsroom/article29/items/611236",
        None,
    ),
    Source(
        "AP_DPIA",
        "Autoriteit Persoonsgegevens, lijst van 27 november 2019 met zeventien soorten werk waarvoor een DPIA moet",
        "https://autoriteitpersoonsgegevens.nl",
        None,
    ),
    Source(
        "NBA18",
        "Accountancy Vanmorgen, 29 mei 2018: de NBA en anderen over de accountant als verwerker of verantwoordelijke",
        "https://www.accountancyvanmorgen.nl/2018/05/29/avg-en-de-rol-van-de-accountant-verwerker-verantwoordelijke-of-beide-blijft-er-onduidelijkheid/",
        _READ,
    ),
    Source(
        "NBA19",
        "Accountancy Vanmorgen, 2 oktober 2019: richtsnoeren van NBA, NOB, RB, Novak en NIRPA (alleen het bericht gelezen)",
        "https://www.accountancyvanmorgen.nl/2019/10/02/avg-eindelijk-duidelijkheid-voor-accountants-belastingadviseurs-en-salarisprofessionals/",
        _READ,
    ),
    Source(
        "AWR52",
        "Algemene wet inzake rijksbelastingen, artikel 52: zeven jaar bewaren",
        "https://wetten.overheid.nl/BWBR0002320",
        None,
    ),
    Source(
        "DPF",
        "Besluit van de Europese Commissie van 10 juli 2023 over het EU-VS Data Privacy Framework",
        "https://www.dataprivacyframework.gov",
        None,
    ),
    Source(
        "OMNIBUS4",
        "Omnibus IV, COM(2025) 501: voorstel voor een ruimere uitzondering, op 1 oktober 2026 geen wet",
        "",
        None,
    ),
    Source(
        "DIGITAL_OMNIBUS", "Digitale omnibus, COM(2025) 837: voorstel voor 96 uur, in oktober 2026 geen wet", "", None
    ),
    Source(
        "TIED",
        "Charlotteslaw.nl: voorwaarden voor toestemming, en een weggever die aan een nieuwsbrief vastzit",
        "https://charlotteslaw.nl/",
        _READ,
    ),
    Source(
        "DAISYCON",
        "VWS Advocaten over de boete van de ACM aan Daisycon: elke schakel moet de toestemming kunnen aantonen",
        "https://www.vwsadvocaten.nl/",
        _READ,
    ),
    Source(
        "UAVG26",
        "Uitvoeringswet AVG, tekst per 1 september 2026, artikel 5 (Stb. 2026, 154)",
        "https://wetten.overheid.nl/BWBR0040940/2026-09-01",
        _READ,
    ),
    Source("UAVG", "Uitvoeringswet AVG", "https://wetten.overheid.nl/BWBR0040940", None),
    Source("BW3_15E", "Burgerlijk Wetboek boek 3, artikel 15e", "https://wetten.overheid.nl/BWBR0005291", None),
    Source(
        "TW11_7A",
        "Telecommunicatiewet, artikel 11.7a: lezen en opslaan op iemands apparaat",
        "https://wetten.overheid.nl/BWBR0009950",
        None,
    ),
    Source(
        "RFC8058",
        "RFC 8058: afmelden met één klik (regel van mailboxen voor grote verzenders sinds februari 2024, geen wet)",
        "https://www.rfc-editor.org/rfc/rfc8058",
        None,
    ),
    Source("UITLEG_2018", "De uitleg van 2018 waarmee deze cursus begon (feiten S01 tot en met S27)", "", _READ),
)

SOURCES = {source.key: source for source in _ALL}
