"""The panels of the plan: the list in one picture, the steps with who they are about, and the words to ask with."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from weakref import WeakKeyDictionary

import ipywidgets as widgets
import pandas as pd

from avgkit.base.dutch import count, dutch_day
from avgkit.base.errors import AvgkitError
from avgkit.base.tables import ShownTable
from avgkit.charts.plan_charts import whole_list
from avgkit.contacts.list_channels import channels_for
from avgkit.law.facts import Channel
from avgkit.law.receipt import Receipt
from avgkit.plan.campaign import BLANK, NAMES, PRIVATE_MESSAGE, MailSender, campaign, permission_request, public_post
from avgkit.plan.changes import counts_of
from avgkit.plan.groups import Plan, shown
from avgkit.plan.list_on_day import on_day
from avgkit.plan.retention import retention
from avgkit.plan.steps import TODAY, Step, step_table, steps_of
from avgkit.plan.suppression import save_with_receipt
from avgkit.widgets.interview_panel import InterviewPanel
from avgkit.widgets.own_output import keep_output, receipt_for
from avgkit.widgets.panel import LABELLED, WIDE, Panel, Part, dropdown
from avgkit.widgets.state import State

_LIMIT = 50
"""People that a panel names; it says how many more there are."""
_made: WeakKeyDictionary[State, Plan] = WeakKeyDictionary()


def plan_for(state: State) -> Plan:
    """Return the plan for the list, the answers and the day of a state; made once for all its panels."""
    known, codes = _made.get(state), state.codes()
    if known is None or known.contacts is not state.contacts or known.cases.codes is not codes:
        _made[state] = known = Plan(on_day(state.contacts, state.as_of, codes=codes))
    return known


def plan_receipt(state: State) -> Receipt:
    """Return the receipt of the report on a plan, with the counts that a later plan is compared with."""
    cases = plan_for(state).cases
    return receipt_for(state, "paneel: je verslag", cases.counts().sum().to_dict(), counts=counts_of(cases))


def people(group: pd.DataFrame, caption: str) -> list[Part]:
    """Return the first of these people as a table, and how many more there are."""
    rest = len(group) - _LIMIT
    return [
        ShownTable(shown(group.head(_LIMIT)), caption),
        f"En nog {count(rest, 'contact', 'contacten')}." if rest > 0 else "",
    ]


class OverviewPanel(Panel):
    """The whole list in one picture, with the same numbers in a table."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.picture = widgets.HTML(layout=widgets.Layout(width="100%"))
        super().__init__("Je hele lijst in één beeld", [self.picture])
        self.follow(state, self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        chart = whole_list(plan_for(self.state).cases.counts(channels_for(self.state.contacts)))
        data = b64encode(chart.png()).decode()
        words = escape(chart.alt)
        self.picture.value = (
            f'<img alt="{words}" src="data:image/png;base64,{data}" style="max-width:100%;background:white">'
        )
        said = f"{self.state.source.sentence} Dit geldt op {dutch_day(self.state.as_of)}. {chart.title}."
        return [said, ShownTable(chart.table, "Dezelfde getallen, in contacten")]


class PlanPanel(Panel):
    """The steps; choose one to see who it is about or answer its question. A button saves those people as a list."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.steps: list[Step] = []
        self.step = dropdown("Over wie gaat het?", [("kies een stap", -1)], -1)
        self.save = widgets.Button(
            description="Bewaar deze mensen als CSV", layout=widgets.Layout(width="auto", align_self="flex-start")
        )
        self.saved = ""
        self.talk: InterviewPanel | None = None
        self.below = widgets.VBox()
        super().__init__("Je actieplan", [self.step, self.save], [self.below])
        self.heed(self._choose, self.step)
        self.save.on_click(lambda button: self.refresh(self._save))
        self.follow(state, self._refresh)
        self._refresh()

    @property
    def chosen(self) -> Step | None:
        """The step whose people are shown."""
        return self.steps[self.step.value] if self.step.value is not None and self.step.value >= 0 else None

    def _choose(self) -> None:
        self.saved = ""
        self._open(self.chosen.fact if self.chosen else "")
        self.refresh(self._report)

    def _open(self, fact: str) -> None:
        """Open the interview below the steps at the question of a step, or put it away."""
        if fact and self.talk is None:
            self.talk = InterviewPanel(self.state, fact)
            self.below.children = (self.talk,)
        if self.talk is not None:
            self.talk.layout.display = "" if fact else "none"
            self.talk.ask_about(fact)

    def _refresh(self) -> None:
        """Make the steps anew; the chosen one stays when it is still there."""
        before, self.saved = self.chosen, ""
        self.steps = steps_of(plan_for(self.state))
        options = [("kies een stap", -1)]
        options += [(f"{s.when}: {s.what} ({s.contacts})", n) for n, s in enumerate(self.steps) if s.group or s.fact]
        same = [n for n, s in enumerate(self.steps) if before and (s.group, s.fact) == (before.group, before.fact)]
        with self.quietly():
            self.step.options = options
            self.step.value = same[0] if same else -1
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        plan, today = plan_for(self.state), sum(step.when == TODAY for step in self.steps)
        self.save.disabled = not (self.chosen and self.chosen.group)
        said = (
            f"Er zijn {count(len(self.steps), 'stap', 'stappen')}, waarvan {today} voor vandaag. "
            "Het grootste risico staat bovenaan. Daarna komt wat de meeste contacten helpt."
        )
        steps = step_table(self.steps).drop(columns="artikel")
        kept = retention(plan.cases).drop(columns="artikel")
        tables = [ShownTable(steps, "Wat je doet"), ShownTable(kept, "Wie je mag bewaren, en waarom")]
        contested = [ShownTable(plan.disputes, "Hierover is discussie")] if len(plan.disputes) else []
        return [" ".join(filter(None, [self.saved, said])), *tables, *contested, *self._who(plan)]

    def _who(self, plan: Plan) -> list[Part]:
        step = self.chosen
        if step is None or not step.group:
            return []
        return [
            f"{step.what} {step.why} Bron: {step.article}.",
            *people(getattr(plan, step.group), "Over wie het gaat"),
        ]

    def _save(self) -> list[Part]:
        if self.chosen is None or not self.chosen.group:
            raise AvgkitError("Kies eerst een stap die over mensen gaat.")
        plan, step = plan_for(self.state), self.chosen
        group = shown(getattr(plan, step.group)).reset_index()
        told = {"stap": f"{step.when}: {step.what}"}
        receipt = receipt_for(self.state, "paneel: je actieplan", plan.cases.counts().sum().to_dict(), told)
        name = f"{self.chosen.group}_{self.state.as_of.isoformat()}.csv"
        self.saved = keep_output(name, lambda path: save_with_receipt(group, path, ";", receipt))
        return self._report()

    @property
    def text(self) -> str:
        """The steps, the retention check and what is contested; who they are about stays out of the saved notebook."""
        shown = len(self.parts) - len(self._who(plan_for(self.state)))
        return "\n".join(str(part) for part in self.parts[:shown])


WAYS = {
    Channel.PUBLIC_POST: "een openbaar bericht, zoals op LinkedIn",
    Channel.POST: "een brief",
    Channel.PHONE: "een telefoongesprek",
    Channel.EMAIL: "een e-mail aan een klant",
}
EXAMPLES = {
    "name": "Noor Fictief",
    "company": "Fictief Teksten",
    "subject": "helder schrijven",
    "how_often": "één keer per maand",
    "link": "https://example.org/nieuwsbrief",
    "stop": "noor@example.org",
}


class WordsPanel(Panel):
    """Fill in who asks; copy the words for a post, a letter, a call or an e-mail; see the campaign in weeks."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.fields = {
            name: widgets.Text(
                description=words.capitalize(),
                placeholder=f"bijvoorbeeld {EXAMPLES[name]}",
                continuous_update=False,
                layout=WIDE,
                style=LABELLED,
            )
            for name, words in NAMES.items()
        }
        self.way = dropdown("Waarvoor is de tekst?", [(words, str(way)) for way, words in WAYS.items()], "public_post")
        self.words = widgets.Textarea(
            description="Tekst om te kopiëren",
            rows=15,
            layout=widgets.Layout(width="min(100%, 860px)"),
            style=LABELLED,
        )
        super().__init__("Vraag om toestemming", [*self.fields.values(), self.way, self.words])
        self.heed(self._refresh, *self.fields.values(), self.way)
        self.follow(state, self._refresh)
        self._refresh()

    @property
    def sender(self) -> MailSender:
        """Who asks; what is not filled in yet is a place to fill in. Raises AvgkitError for a link that cannot be."""
        return MailSender(**{name: field.value.strip() or getattr(BLANK, name) for name, field in self.fields.items()})

    def _refresh(self) -> None:
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        sender, way = self.sender, self.way.value
        self.words.value = (
            public_post(sender) if way == Channel.PUBLIC_POST else permission_request(sender, channel=way)
        )
        moves = [(move.week, move.what, move.contacts) for move in campaign(plan_for(self.state))]
        frame = pd.DataFrame(moves, columns=["week", "wat", "contacten"]).set_index("week")
        return [self._fits(), PRIVATE_MESSAGE, ShownTable(frame, "De actie in weken")]

    def _fits(self) -> str:
        """Say for how many people these words may be used."""
        plan, way = plan_for(self.state), Channel(self.way.value)
        if way == Channel.PUBLIC_POST:
            return "Een openbaar bericht mag altijd. Je spreekt niemand persoonlijk aan."
        size = plan.askable(way)
        return (
            f"Deze tekst mag je nu gebruiken voor {count(size, 'contact', 'contacten')}. "
            "Wie dat zijn en onder welke voorwaarden, zie je in je actieplan."
        )
