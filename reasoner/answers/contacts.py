"""Where to ask about what is not known: the contacts of an area, the narrowest first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yidi.answers.words import CONTACTS
from yidi.model import Enquiry

if TYPE_CHECKING:
    from yidi.base import Base

Contact = dict[str, str | None]
"""What an answer says of a contact: its `label`, and its `phone`, None where none is known."""


@dataclass(slots=True)
class Contacts:
    """Finds the contacts of one base, named in one language."""

    base: Base
    language: str
    _of_area: dict[int, tuple[tuple[Enquiry, str], ...]] = field(default_factory=dict)

    def about(self, area: int, decisions: Collection[str]) -> list[Contact]:
        """Whom a person insured in an area can ask about any of these decisions; those who answer on all are in."""
        if area not in self._of_area:
            self._of_area[area] = self._find(area)
        return [
            {"label": label, "phone": enquiry.telephone}
            for enquiry, label in self._of_area[area]
            if not enquiry.decisions or not enquiry.decisions.isdisjoint(decisions)
        ]

    def phones(self, area: int) -> str:
        """The telephones that answer on everything, as they stand behind a name; empty where there is none."""
        phones = [contact["phone"] for contact in self.about(area, ()) if contact["phone"]]
        return CONTACTS["phones"][self.language].format(phones=", ".join(phones)) if phones else ""

    def sentence(self, contacts: Collection[Contact]) -> str:
        """What to do, as the end of a message; empty where nobody is known who could be asked."""
        if not contacts:
            return ""
        words = {key: by_language[self.language] for key, by_language in CONTACTS.items()}
        listed = [str(c["label"]) + (words["phones"].format(phones=c["phone"]) if c["phone"] else "") for c in contacts]
        return words["ask"].format(contacts=words["or"].join(listed))

    def _find(self, area: int) -> tuple[tuple[Enquiry, str], ...]:
        chain = self.base.places.chains[area]
        name = self.base.places.labels.get(chain[-1], {}).get(self.language, chain[-1])
        here = [e for e in self.base.enquiries if not e.jurisdictions.isdisjoint(chain)]
        here.sort(key=lambda e: -max(chain.index(j) for j in e.jurisdictions if j in chain))
        return tuple((e, self._label(e, name)) for e in here)

    def _label(self, enquiry: Enquiry, area: str) -> str:
        label = enquiry.labels.get(self.language, "")
        return CONTACTS["of-area"][self.language].format(label=label, area=area) if enquiry.in_every_area else label
