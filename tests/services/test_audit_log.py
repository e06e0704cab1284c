"""The log of a day and of a record says who did what, with what stood before and after."""

import re
from dataclasses import replace
from pathlib import Path

from building.counter import Counter
from building.moments import at
from building.records import READY
from shopcare.language.catalog import catalog
from shopcare.language.records.log_words import known_actions, log_text
from shopcare.services.people import customers as customer_service
from shopcare.services.upkeep.audit_log import log_about, log_of_day

SERVICES = Path(customer_service.__file__).parents[1]
UNKNOWN = "Another step was recorded"


def test_a_day_has_its_own_entries_only_the_newest_first(counter: Counter) -> None:
    counter.go_to("2026-03-05 23:59")
    counter.person("王")
    counter.go_to("2026-03-06 00:00")
    person = counter.person("李")
    case = counter.case(person)
    lines = log_of_day(counter.shop, at("2026-03-06 00:00").date())
    assert [(line.entry.action, line.case, line.customer) for line in lines] == [
        ("case.open", case.number, ""),
        ("customer.add", "", "李"),
    ]
    assert {line.by for line in lines} == {"店长"}
    assert len(log_of_day(counter.shop, at("2026-03-05 10:00").date())) > 0
    assert log_of_day(counter.shop, at("2026-03-07 10:00").date()) == []


def test_a_change_shows_what_stood_before_and_after(counter: Counter) -> None:
    person = counter.person("王小明")
    draft = customer_service.draft_of(person)
    customer_service.change_customer(counter.shop, person.id, replace(draft, name="王晓明"))
    (newest, _added) = log_about(counter.shop, "customer", person.id)
    assert log_text(catalog("en"), newest.entry) == "Customer changed (Name: 王小明 → 王晓明)"


def test_a_case_has_everything_that_was_done_to_it(counter: Counter) -> None:
    case = counter.case(counter.person("王"))
    counter.move(case, *READY)
    texts = [log_text(catalog("en"), one.entry) for one in log_about(counter.shop, "case", case.id)]
    assert texts[-1].startswith("Recorded as Repair")
    assert UNKNOWN not in texts


def test_every_action_that_a_service_writes_has_its_words() -> None:
    written = {
        action
        for path in SERVICES.rglob("*.py")
        for action in re.findall(
            r'(?:begin\(|change_calendar\(\s*shop,)\s*"([a-z_.]+)"|: "([a-z_]+\.undo_[a-z_]+)"',
            path.read_text("utf-8"),
        )
        for action in action
        if action
    }
    assert len(written) > 30
    assert written - known_actions() == set()
