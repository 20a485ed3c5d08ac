"""A second opinion: every decision of one case, worked out from the rules one at a time, as literally as possible.

Nothing is painted and nothing is an array.  A fact that is unknown is tried with every value that it could have;
where the rules then do not all say the same, the decision is undetermined.
"""

from calendar import monthrange
from collections import namedtuple
from datetime import date
from itertools import product

from yidi.model import UNLIMITED

NOT_KNOWN, UNDETERMINED = "not known", "undetermined"
Decided = namedtuple("Decided", "value rules least most")
Candidate = namedtuple("Candidate", "rule depth block")
World = namedtuple("World", "base case decided")


def decide(base, case):
    """Give what is decided about a parsed case, by decision: `Decided`, or a list of them for slices of an amount."""
    case = _with_defaults(base, case)
    decided = {}
    for name in base.vocabulary.decisions:
        decided[name] = _decision(base, name, case, decided)
    return decided


def _with_defaults(base, case):
    case = dict(case)
    for used in base.vocabulary.inputs.values():
        if used.default is None or used.path in case:
            continue
        unless, code = used.default_unless or (None, None)
        if case.get(unless) != code or unless is None:
            numeric = int(used.default) if used.datatype == "integer" else used.default
            case[used.path] = used.default == "true" if used.datatype == "boolean" else numeric
    case.setdefault("asOf", case.get("visit.settledOn", case["visit.admittedOn"]))
    return case


def _decision(base, name, case, decided):
    decision, day = base.vocabulary.decisions[name], case["asOf"].toordinal()
    chain = base.places.chains[base.places.insured[case["person.insuredIn"]][0]]
    rules = [rule for rule in base.rules.values() if rule.decision == name]
    inputs = [i for i in decision.inputs if any(i in rule.conditions for rule in rules)]
    domains = {i: _domain(base, i, rules) for i in inputs}
    candidates = [
        Candidate(rule, depth, {i: _admitted(base, rule, i, domains[i]) for i in inputs})
        for rule in rules
        for depth, jurisdiction in enumerate(chain)
        if jurisdiction in rule.jurisdictions and rule.valid_from <= day <= rule.valid_to
    ]
    facts = {i: _input(World(base, case, decided), i) for i in inputs if base.vocabulary.inputs[i].operator != "tier"}
    tiers = [i for i in inputs if i not in facts]
    if tiers:
        return [_agreed(decision, candidates, facts | {tiers[0]: start}, domains) for start in domains[tiers[0]]]
    return _agreed(decision, candidates, facts, domains)


def _domain(base, name, rules):
    """The values of an input; of a number those at which some rule begins or ends to apply."""
    used = base.vocabulary.inputs[name]
    if used.code_list:
        return list(base.vocabulary.lists[used.code_list].codes)
    if used.datatype == "boolean":
        return [False, True]
    ends = {end for rule in rules if name in rule.conditions for pair in rule.conditions[name].ranges for end in pair}
    return sorted({0} | {end for end in ends if end < UNLIMITED})


def _admitted(base, rule, name, domain):
    """The values of an input on which a rule applies: those that it names, and all that are narrower."""
    if name not in rule.conditions:
        return frozenset(domain)
    condition, used = rule.conditions[name], base.vocabulary.inputs[name]
    if used.code_list:
        broader = {c.code: {c.code, *c.broader} for c in base.vocabulary.lists[used.code_list].concepts}
        return frozenset(value for value in domain if broader[value] & set(condition.codes))
    if used.datatype == "boolean":
        return frozenset(value for value in domain if str(value).lower() in condition.codes)
    return frozenset(value for value in domain if any(low <= value < high for low, high in condition.ranges))


def _agreed(decision, candidates, facts, domains):
    """What all the cells say that the known facts leave."""
    applicable = [
        c for c in candidates if all(f is None or _slot(domains[i], f) in c.block[i] for i, f in facts.items())
    ]
    choices = []
    for name, fact in facts.items():
        values = domains[name] if fact is None else [_slot(domains[name], fact)]
        alike = {tuple(value in c.block[name] for c in applicable): value for value in values}
        choices.append(alike.values())
    cells = [_cell(decision, applicable, dict(zip(facts, values, strict=True))) for values in product(*choices)]
    values = {cell.value for cell in cells}
    return Decided(
        values.pop() if len(values) == 1 else UNDETERMINED,
        frozenset().union(*(cell.rules for cell in cells)),
        min(cell.least for cell in cells),
        max(cell.most for cell in cells),
    )


def _slot(domain, value):
    """A code or flag itself; for a number the last value at which anything changes."""
    return value if value in domain else max(v for v in domain if v <= value)


def _cell(decision, candidates, facts):
    """What the rules say when all facts are known."""
    applying = [c for c in candidates if all(value in c.block[name] for name, value in facts.items())]
    bounds = [c.rule for c in applying if c.rule.is_bound]
    applying = [c for c in applying if not c.rule.is_bound]
    defeats = _overrides if decision.collects else _beats
    winners = [b.rule for b in applying if not any(defeats(a, b) for a in applying)]
    rules = frozenset(rule.iri for rule in winners)
    if not winners and (bounds or decision.default is None):
        least = max([_comparable(r.at_least) for r in bounds if r.at_least], default=0)
        most = min([_comparable(r.at_most) for r in bounds if r.at_most], default=UNLIMITED)
        return Decided(NOT_KNOWN, rules, least, most)
    if decision.collects:
        # Alternatives have no order of their own: two rules that list the same ones say the same.
        groups = {tuple(sorted(v.text for v in rule.values if v.text)) for rule in winners} - {()}
        return Decided(frozenset(groups if decision.alternatives else {(v,) for g in groups for v in g}), rules, 0, 0)
    said = {rule.values[0] for rule in winners} or {decision.default}
    assert len(said) == 1, f"{decision.name}: {sorted(rules)} contradict one another"
    value = said.pop()
    return Decided(value, rules, _comparable(value), _comparable(value))


def _comparable(value):
    return 10_000 - value.number if value.kind == "factor" else value.number


def _overrides(a, b):
    return a.rule is not b.rule and bool({b.rule.iri, *b.rule.groups} & a.rule.overrides)


def _beats(a, b):
    """Whether a rule beats another that applies as well: the five steps of the design, in their order."""
    if a.rule.claimed != b.rule.claimed:
        return b.rule.claimed
    if _overrides(a, b) or _overrides(b, a):
        return _overrides(a, b)
    if a.depth != b.depth:
        wide, narrow = sorted((a, b), key=lambda c: c.depth)
        return a is (wide if wide.rule.binding else narrow)
    if a.block != b.block:
        return all(a.block[name] <= b.block[name] for name in a.block)
    return a.rule.valid_from > b.rule.valid_from


# Facts: None is unknown -----------------------------------------------------------


def _input(world, name):
    base, case, decided = world
    used = base.vocabulary.inputs[name]
    if used.path:
        return case.get(used.path)
    if used.of_decision:
        value = decided[used.of_decision].value
        if value in (NOT_KNOWN, UNDETERMINED):
            return None
        return value.text == "true" if value.kind == "boolean" else value.text
    return FACTS[used.operator](world, *used.operands)


def _after(world, what, event):
    done = what.rpartition(".")[0] in world.case
    if not done or event not in world.case:
        return False
    return world.case[what] > world.case[event] if what in world.case else None


def _not_after(world, earlier, later):
    return world.case[earlier] <= world.case[later] if earlier in world.case and later in world.case else None


def _member(world, code, codes):
    if code not in world.case:
        return None
    meant = _standing_for(world.base, code, world.case[code])
    if not codes.startswith("="):
        return bool(meant & set(world.case[codes])) if codes in world.case else None
    among = world.decided[codes[1:]].value
    return None if among in (NOT_KNOWN, UNDETERMINED) else bool({(each,) for each in meant} & among)


def _standing_for(base, path, code):
    """The codes that hold for a code where they are listed: itself, wider ones, and those that it is opened with."""
    used = next(i for i in base.vocabulary.inputs.values() if i.path == path)
    concept = next(c for c in base.vocabulary.lists[used.code_list].concepts if c.code == code)
    return {code, *concept.broader, *concept.opened_with}


def _years(world, start, end):
    if start not in world.case or end not in world.case:
        return None
    a, b = world.case[start], world.case[end]
    return b.year - a.year - ((b.month, b.day) < (a.month, a.day))


def _over(world, start, end, months, day):
    """By its own end, else by as many months as are sure, or as are possible."""
    if end in world.case:
        return world.case[day] > world.case[end]
    allowed = world.decided[months[1:]]
    if start not in world.case:
        return False if allowed.least == UNLIMITED else None
    if world.case[day] <= world.case[start]:
        return False
    if allowed.least == UNLIMITED or world.case[day] < _later(world.case[start], allowed.least):
        return False
    return True if allowed.most < UNLIMITED and world.case[day] >= _later(world.case[start], allowed.most) else None


def _later(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _pool(base, code):
    """The area that pools a division, or None where that is not one area."""
    return base.places.insured[code][0] if code in base.places.insured else None


def _province(base, code):
    """The province-level jurisdiction of a division, or None outside of all."""
    if (pool := _pool(base, code)) is not None:
        return base.places.chains[pool][1]
    return code if any(code == chain[1] for chain in base.places.chains) else None


def _insured(base, case):
    """The person's area, the area whose territory it shares, and its province."""
    area, division = base.places.insured[case["person.insuredIn"]]
    home = base.places.pool[division]
    return area, int(home) if home >= 0 else area, base.places.chains[area][1]


def _same_pooling_area(world, insured, place):
    if place not in world.case:
        return None
    if (pool := _pool(world.base, world.case[place])) is not None:
        return pool == _insured(world.base, world.case)[1]
    return None if _same_province(world, insured, place) else False


def _other_pooling_area(world, insured, place):
    if _outside(world, place):
        return False
    same = _same_pooling_area(world, insured, place)
    return None if same is None else not same


def _same_province(world, _insured_in, place):
    home = _insured(world.base, world.case)[2]
    return _province(world.base, world.case[place]) == home if place in world.case else None


def _outside(world, place):
    return _province(world.base, world.case[place]) is None if place in world.case else None


def _shared_zone(world, insured, place):
    if place not in world.case:
        return None
    home = world.base.places.insured[world.case[insured]][1]
    both = int(world.base.places.zones[home] & world.base.places.zones[world.base.places.divisions[world.case[place]]])
    codes = world.base.vocabulary.lists["zone"].codes
    partly = world.base.places.zones | world.base.places.zones_partly
    if not both and partly[home] & partly[world.base.places.divisions[world.case[place]]]:
        return None
    return next((code for bit, code in enumerate(codes) if both >> bit & 1), codes[0])


def _place_within(world, place, area):
    if place not in world.case or area not in world.case:
        return None
    at, wide = world.case[place], world.case[area]
    if _lies_in(at, wide) or (_pool(world.base, at) is not None and _pool(world.base, at) == _pool(world.base, wide)):
        return True
    return None if _lies_in(wide, at) and _pool(world.base, at) is None else False


def _lies_in(code, wide):
    """Codes of GB/T 2260 are hierarchical: two digits for the province, two for the city, two for the county."""
    digits = wide
    while digits.endswith("00"):
        digits = digits[:-2]
    return code.startswith(digits)


FACTS = {
    "after": _after,
    "member": _member,
    "notAfter": _not_after,
    "otherPoolingArea": _other_pooling_area,
    "outside": _outside,
    "over": _over,
    "placeWithin": _place_within,
    "present": lambda world, part: part in world.case,
    "samePoolingArea": _same_pooling_area,
    "sameProvince": _same_province,
    "sharedZone": _shared_zone,
    "yearsBetween": _years,
}
