"""What a processor agreement must hold, clause by clause. Source: AVG art. 28(2), (3), (4) and (9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Clause:
    """One thing that must be in the agreement.

    ``question`` and ``help`` fill in a draft of one's own, with ``options`` where there is a choice; ``text`` is what the
    draft says, with the answer at ``{}``. ``check`` asks whether it is in an agreement that the helper wrote.
    """

    id: str
    article: str
    label: str
    question: str
    check: str
    text: str
    help: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    proposal: str = ""


_ALL = (
    Clause("subject", "AVG art. 28 lid 3", "onderwerp", "Waar gaat het werk over?", "Staat erin waar het werk over gaat?",
           "De verwerker doet dit werk voor de opdrachtgever: {}.", "Bijvoorbeeld: mail en agenda bijhouden."),
    Clause("duration", "AVG art. 28 lid 3", "duur", "Hoelang geldt de overeenkomst?", "Staat erin hoelang het duurt?",
           "De overeenkomst geldt: {}.", proposal="zolang de opdracht loopt"),
    Clause("purpose", "AVG art. 28 lid 3", "aard en doel", "Wat doet de verwerker met de gegevens, en waarvoor?",
           "Staat erin wat er met de gegevens gebeurt, en waarvoor?", "De verwerker doet met de gegevens: {}.",
           "Bijvoorbeeld: bekijken, aanvullen en bewaren, om afspraken te plannen."),
    Clause("data", "AVG art. 28 lid 3", "soort gegevens", "Welke soorten gegevens ziet de verwerker?",
           "Staat erin om welke soorten gegevens het gaat?", "Het gaat om deze gegevens: {}.",
           proposal="naam, e-mailadres, telefoonnummer en bedrijf"),
    Clause("people", "AVG art. 28 lid 3", "soort mensen", "Over welke mensen gaan de gegevens?",
           "Staat erin om welke mensen het gaat?", "De gegevens gaan over: {}.", proposal="klanten en lezers van de nieuwsbrief"),
    Clause("instructions", "AVG art. 28 lid 3 onder a", "alleen op opdracht, ook buiten de EER",
           "Waar staan je opdrachten aan de verwerker?",
           "Staat erin dat de verwerker alleen werkt op jouw schriftelijke opdracht, ook bij gegevens buiten de EER?",
           "De verwerker gebruikt de gegevens alleen zoals de opdrachtgever schriftelijk vraagt, ook als het gaat om gegevens "
           "buiten de EER. Dat kan alleen anders als een wet de verwerker verplicht. Dan vertelt de verwerker dat eerst, als "
           "die wet dat toestaat. De opdrachten staan hier: {}.", proposal="in deze overeenkomst en in onze mails"),
    Clause("confidential", "AVG art. 28 lid 3 onder b", "geheim houden", "Wie mag er bij de verwerker bij de gegevens?",
           "Staat erin dat iedereen die erbij kan, de gegevens geheim houdt?",
           "Alleen deze mensen kunnen bij de gegevens: {}. Zij hebben beloofd de gegevens geheim te houden, of moeten dat van de wet.",
           proposal="alleen de verwerker zelf"),
    Clause("security", "AVG art. 28 lid 3 onder c en art. 32", "beveiliging", "Hoe beveiligt de verwerker de gegevens?",
           "Staat erin hoe de gegevens beveiligd zijn?", "De verwerker neemt alle maatregelen die artikel 32 AVG vraagt, in elk geval: {}.",
           proposal="een sterk wachtwoord, inloggen in twee stappen, een versleutelde laptop en een reservekopie"),
    Clause("subs", "AVG art. 28 lid 2, 3 onder d en 4", "andere verwerkers", "Mag de verwerker anderen inschakelen?",
           "Staat erin of er anderen mogen meewerken, en dat voor hen hetzelfde geldt?",
           "{} Voor wie meewerkt, gelden in een overeenkomst dezelfde plichten. De verwerker blijft zelf aansprakelijk.",
           "Denk ook aan programma’s die de verwerker gebruikt.",
           {"ask": "alleen als jij vooraf schriftelijk ja zegt", "tell": "ja, maar de verwerker meldt het vooraf en jij kunt bezwaar maken"},
           "ask"),
    Clause("rights", "AVG art. 28 lid 3 onder e", "helpen bij rechten", "Binnen hoeveel dagen helpt de verwerker als iemand zijn gegevens vraagt?",
           "Staat erin dat de verwerker helpt als iemand inzage of verwijdering vraagt?",
           "De verwerker helpt als iemand een recht gebruikt, zoals inzage, verbetering of verwijdering. Dat doet hij binnen: {}.",
           "Jij moet zelf binnen een maand antwoorden.", proposal="vijf werkdagen"),
    Clause("assist", "AVG art. 28 lid 3 onder f en art. 33 lid 2", "helpen bij beveiliging, datalek en DPIA",
           "Hoe snel meldt de verwerker een datalek aan jou?",
           "Staat erin dat de verwerker een datalek snel meldt, en helpt bij beveiliging en een DPIA?",
           "De verwerker meldt een datalek zo snel mogelijk aan de opdrachtgever, uiterlijk binnen: {}. De verwerker helpt bij de "
           "plichten van artikel 32 tot en met 36 AVG: beveiliging, datalekken, DPIA en overleg met de AP.",
           "De wet zegt: zonder onnodige vertraging. Jij hebt daarna 72 uur.", proposal="24 uur"),
    Clause("end", "AVG art. 28 lid 3 onder g", "wissen of teruggeven", "Wat gebeurt er met de gegevens als het werk stopt?",
           "Staat erin dat gegevens na afloop worden gewist of teruggegeven?",
           "Stopt het werk, dan doet de verwerker dit: {}. Dat geldt niet voor wat de verwerker van een wet moet bewaren.",
           options={"delete": "alles wissen, ook de kopieën", "return": "alles teruggeven en daarna de kopieën wissen"}, proposal="return"),
    Clause("audit", "AVG art. 28 lid 3 onder h", "controle", "Hoe kun je nagaan of de verwerker zich eraan houdt?",
           "Staat erin dat jij mag controleren, en de informatie krijgt die je daarvoor nodig hebt?",
           "De verwerker geeft alle informatie die nodig is om te laten zien dat hij zich hieraan houdt, en werkt mee aan controles "
           "door de opdrachtgever of iemand die hij stuurt. Zo gaat dat: {}.", proposal="de verwerker laat het zien als ik daarom vraag"),
    Clause("warn", "AVG art. 28 lid 3, slot", "waarschuwen", "Hoe laat de verwerker weten dat een opdracht volgens hem niet mag?",
           "Staat erin dat de verwerker waarschuwt als jouw opdracht tegen de AVG ingaat?",
           "Denkt de verwerker dat een opdracht tegen de AVG ingaat? Dan laat hij dat meteen weten: {}.", proposal="per mail"),
)  # fmt: skip
CLAUSES: Mapping[str, Clause] = {clause.id: clause for clause in _ALL}
