"""A request of a data subject, without widgets. Nothing is written before ``access``, ``rectify`` or ``erase``."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path

from avgkit.base.errors import AvgkitError
from avgkit.duties.consent import Store
from avgkit.duties.rights.access import save_access
from avgkit.duties.rights.erasure_and_rectification import ErasureOutcome, erase, log_access, rectify
from avgkit.duties.rights.finding import Person, Query, find, the_one
from avgkit.duties.rights.searching import Searched, search_files

PRACTICE = "Dit zijn voorbeelden, en die veranderen wij niet. Met je eigen lijsten in data/eigen werkt het wel."


class RequestForm:
    """Where requests are handled, for these files and this store (which need not be there yet).

    ``practice``: the files are samples, so that looking is all that can be done.
    """

    def __init__(self, files: Iterable[Path], path: Path, *, today: date, practice: bool = False) -> None:
        self.files, self.path, self.today, self.practice = list(files), path, today, practice
        self.asked, self.searched = today, Searched()
        self.people: list[Person] = []
        self.choice = 0

    def search(self, text: str) -> list[Person]:
        """Find people by whatever was typed: an address, a number or a name."""
        kind = "email" if "@" in text else "phone" if sum(map(str.isdigit, text)) > 6 else "name"
        return self.look(Query.of(**{kind: text}))

    def look(self, query: Query) -> list[Person]:
        """Find the people who fit; what could not be searched is in ``searched.unread``."""
        self.searched = search_files(self.files)
        with self._store() as store:
            self.people = find(query, self.searched, store)
        self.choice = 0
        return self.people

    @property
    def person(self) -> Person:
        """The chosen person; raises AvgkitError when nobody was found."""
        return the_one(self.people, self.choice + 1)

    def choose(self, number: int | None) -> None:
        """Choose somebody, from 1; raises AvgkitError as ``the_one`` does when this does not tell who."""
        the_one(self.people, number)
        self.choice = (number or 1) - 1
        self._day()

    def access(self, target: Path) -> Path:
        """Write the file for the person, and the line in the log."""
        person = self._real()
        saved = save_access(person, target, self._day(), self.today)
        with Store.open(self.path, create=True) as store:
            log_access(person, store, self._day(), self.today)
        return saved

    def rectify(self, *, name: str = "", email: str = "", phone: str = "") -> ErasureOutcome:
        """Put right what is wrong; see ``rights.rectify``."""
        person = self._real()
        new = {"name": name, "email": email, "phone": phone}
        with Store.open(self.path, create=True) as store:
            return rectify(person, store, asked=self._day(), today=self.today, **new)

    def erase(self, *, sure: bool, keep_proof: bool = True) -> ErasureOutcome:
        """Erase the person everywhere; see ``rights.erase``. Raises AvgkitError when the learner is not sure."""
        person = self._real()
        if not sure:
            raise AvgkitError("Wissen kun je niet terugdraaien. Zet eerst het vinkje dat je het zeker weet.")
        with Store.open(self.path, create=True) as store:
            outcome = erase(
                person, search_files(self.files), store, asked=self._day(), today=self.today, keep_proof=keep_proof
            )
        self.files = [path for path in self.files if path.exists()]
        self.people = []
        return outcome

    def _real(self) -> Person:
        person = self.person
        if self.practice:
            raise AvgkitError(PRACTICE)
        return person

    def _day(self) -> date:
        if self.asked > self.today:
            raise AvgkitError("De dag van de vraag moet nog komen. Kijk de dag na.")
        return self.asked

    def _store(self, create: bool = False) -> AbstractContextManager[Store | None]:
        return Store.open_sound(self.path, create=create) if create or self.path.exists() else nullcontext()
