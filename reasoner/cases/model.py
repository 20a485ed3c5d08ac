"""What a case may hold: its parts, field by field, under the names used in a case file.

A field that may be left out is `None` when it was; whether that means a default or "not known" is
decided later.
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, ValidationInfo

from yidi.cases.values import (
    MOST_STAYS,
    AreaCode,
    Care,
    Cares,
    CaseVocabulary,
    Code,
    Date,
    Factor,
    Flag,
    Level,
    Materials,
    Money,
    PlaceCode,
    Points,
    Share,
    Text,
    refuse,
)

__all__ = [
    "Applicant",
    "Case",
    "Contact",
    "Expense",
    "Filing",
    "Hospital",
    "Parameters",
    "Person",
    "Referrer",
    "Replaced",
    "Visit",
]


def _known_hospital_id(value: object, info: ValidationInfo[CaseVocabulary]) -> object:
    """Give back the id of a known hospital."""
    if not (isinstance(value, str) and value in info.context.hospitals):
        refuse("hospital")
    return value


def _with_known_fields(value: object, info: ValidationInfo[CaseVocabulary]) -> object:
    """Give the hospital with the fields known for its id; what the case itself says comes first."""
    if isinstance(value, str):
        value = {"id": _known_hospital_id(value, info)}
    identifier = value.get("id") if isinstance(value, Mapping) else None
    known = info.context.hospitals.get(identifier) if isinstance(identifier, str) else None
    if known is None or not isinstance(value, Mapping):
        return value
    return {**known, **{name: own for name, own in value.items() if own is not None}}


class _Part(BaseModel):
    """A part of a case: read once, never changed, and without fields of one's own invention."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Person(_Part):
    """The insured person."""

    insuredIn: AreaCode
    scheme: Annotated[str, Code("scheme")]
    coverage: Annotated[str, Code("coverage")] | None = None
    retired: Flag | None = None
    birthDate: Date | None = None
    residesIn: PlaceCode | None = None
    hukouIn: PlaceCode | None = None
    worksIn: PlaceCode | None = None
    name: Text | None = None
    idNumber: Text | None = None
    coveredUntil: Date | None = None
    category: Annotated[str, Code("person-category")] | None = None
    veteranWorker: Flag | None = None
    yearsInterrupted: Annotated[int, Strict(), Field(ge=0, le=MOST_STAYS)] | None = None
    medicalAid: Annotated[str, Code("medical-aid")] | None = None


class Contact(_Part):
    """How to reach the person who filed."""

    name: Text | None = None
    phone: Text | None = None
    address: Text | None = None


class Referrer(_Part):
    """The institution that issued the referral."""

    level: Level | None = None


class Replaced(_Part):
    """The filing in force that a new one changes."""

    type: Annotated[str, Code("filing-type")] | None = None
    destination: PlaceCode | None = None
    startsOn: Date | None = None
    endsOn: Date | None = None
    commitment: Flag | None = None


class Applicant(_Part):
    """Who files for another."""

    name: Text | None = None
    idNumber: Text | None = None
    familyAccount: Flag | None = None
    accountMembers: Annotated[int, Strict(), Field(ge=0, le=MOST_STAYS)] | None = None


class Filing(_Part):
    """A filing (备案) that was made."""

    type: Annotated[str, Code("filing-type")] | None = None
    destination: PlaceCode | None = None
    submittedOn: Date | None = None
    startsOn: Date | None = None
    endsOn: Date | None = None
    status: Annotated[str, Code("filing-status")] | None = None
    materials: Materials | None = None
    commitment: Flag | None = None
    noticeAcknowledged: Flag | None = None
    contact: Contact | None = None
    channel: Annotated[str, Code("channel")] | None = None
    filedBy: Annotated[str, Code("filed-by")] | None = None
    referredBy: Referrer | None = None
    cancelledOn: Date | None = None
    replaces: Replaced | None = None
    applicant: Applicant | None = None


class Hospital(_Part):
    """The institution that treats; with the id of a known one, only what differs need be given."""

    id: Annotated[str, BeforeValidator(_known_hospital_id)] | None = None
    name: Text | None = None
    region: PlaceCode | None = None
    level: Level | None = None
    designated: Flag | None = None
    opened: Cares | None = None


class Visit(_Part):
    """The stay or treatment."""

    hospital: Annotated[Hospital | None, BeforeValidator(_with_known_fields)] = None
    care: Care
    admittedOn: Date
    settledOn: Date | None = None
    emergency: Flag | None = None
    referred: Flag | None = None
    injury: Annotated[str, Code("injury")] | None = None
    condition: Annotated[str, Code("condition")] | None = None
    conditionQualified: Flag | None = None
    treatment: Annotated[str, Code("treatment")] | None = None
    severity: Annotated[str, Code("severity")] | None = None
    credential: Annotated[str, Code("credential")] | None = None
    admissionNumber: Annotated[int, Strict(), Field(ge=1, le=MOST_STAYS)] | None = None
    settlementFailed: Flag | None = None


class Expense(_Part):
    """What was spent, in fen."""

    total: Money | None = None
    eligible: Money | None = None
    outOfCatalogue: Money | None = None
    classB: Money | None = None
    classBShare: Share | None = None
    fundPaidThisYear: Money | None = None
    deductiblePaidThisYear: Money | None = None
    eligibleThisYear: Money | None = None


class Parameters(_Part):
    """The area's own numbers, used where the knowledge base has none."""

    deductible: Money | None = None
    ratio: Share | None = None
    cap: Money | None = None
    reductionPoints: Points | None = None
    reductionFactor: Factor | None = None
    firstSelfPayShare: Share | None = None


class Case(_Part):
    """One case: a person, a visit, and whatever else is known."""

    person: Person
    filing: Filing | None = None
    visit: Visit
    expense: Expense | None = None
    parameters: Parameters | None = None
    asOf: Date | None = None
