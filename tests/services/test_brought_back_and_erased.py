"""What a person brought back is given to them, and goes when they are erased (L-8)."""

import json

from building.counter import Counter
from building.moments import day
from shopcare.domain.cases.case import CaseKind, Stage
from shopcare.domain.feedback.authority import AuthorityDraft
from shopcare.domain.feedback.reaction import ReactionDraft, Symptom
from shopcare.domain.feedback.suggestion import SuggestionDraft
from shopcare.services.contact import suggestions
from shopcare.services.feedback import authorities, reactions
from shopcare.services.people.person_data import json_of, person_data
from shopcare.services.privacy.erasing import erase


def test_the_registers_keep_figures_and_no_words_l8(counter: Counter) -> None:
    shop, wang = counter.shop, counter.person("王小明")
    case = counter.case(
        wang,
        CaseKind.COMPLAINT,
        authority=AuthorityDraft(number="0371", reply_until=day("2026-03-09")),
        reaction=ReactionDraft(symptoms=(Symptom.RASH,), doctor="过敏"),
    )
    suggestions.add(shop, SuggestionDraft(what="给我家送货", case_id=case.id))
    given = json.loads(json_of(shop, person_data(shop, wang.id)))
    assert given["authorities"][0]["number"] == "0371"
    assert given["reactions"][0]["doctor"] == "过敏"
    assert given["suggestions"][0]["what"] == "给我家送货"
    counter.move(case, Stage.CONFIRMED, Stage.CLOSED)
    authorities_before = authorities.of_case(shop, case.id)
    assert authorities_before is not None
    erase(shop, wang.id, confirmed="王小明", reason="本人要求")
    reaction = reactions.of_case(shop, case.id)
    assert reaction is not None, "counted, without what happened to whom"
    assert (reaction.symptoms, reaction.course, reaction.doctor) == ((), "", "")
    kept = authorities.of_case(shop, case.id)
    assert kept is not None
    assert (kept.number, kept.reply_until) == ("", authorities_before.reply_until)
    [one] = suggestions.register(shop)
    assert one.what == "…"
