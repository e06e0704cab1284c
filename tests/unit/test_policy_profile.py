"""What stands before the clauses of a policy file: a mistyped word is never lost in silence."""

from pathlib import Path

import pytest

from shopcare.domain.errors import Invalid
from shopcare.policies.clauses import check_file
from shopcare.system.paths import resource

CLAUSE = """
[[clauses]]
id = "O-9"
rule = "O-9"
source = "x"
text = { en = "x", zh_CN = "x" }
"""
SERVICES = '[[services]]\nkey = "repair"\nlabel = "Repair"\nkinds = ["repair"]\n'
GOODS = '[[categories]]\nkey = "suit"\nlabel = "Suit"\nwords = ["西服"]\n'


def wrong(folder: Path, text: str) -> list[tuple[str, str]]:
    path = folder / "own.toml"
    path.write_text(text, "utf-8")
    try:
        check_file(path, "CN")
    except Invalid as invalid:
        return [(problem.field, problem.code) for problem in invalid.problems]
    return []


@pytest.mark.parametrize(
    ("text", "field", "code"),
    [
        ('acessories = ["x"]\n', "acessories", "policy_key_unknown"),
        ('label = ""\n', "label", "policy_value_missing"),
        ('kinds = ["repairs"]\n', "kinds", "policy_choice_unknown"),
        ('checks = "x"\n', "checks", "policy_value_wrong"),
        ('[terms]\nrepairs = ["x"]\n', "terms.repairs", "policy_choice_unknown"),
        ('[terms]\nrepair = "x"\n', "terms.repair", "policy_value_wrong"),
        ('[terms]\nrepair = ["概不退换"]\n', "terms.repair", "policy_phrase_void"),
        ('[gifts]\nsometimes = ["x"]\n', "gifts.sometimes", "policy_choice_unknown"),
        ('[talking_points]\nfun = ["x"]\n', "talking_points.fun", "policy_choice_unknown"),
        ("[causes]\nuse = 1\n", "causes.use", "policy_value_wrong"),
        ("eyes = { spectacles = 12 }\n", "eyes.spectacles", "policy_key_unknown"),
        ('eyes = { glasses = "12" }\n', "eyes.glasses", "policy_number_wrong"),
        (f"{GOODS}durabel = true\n", "categories.suit.durabel", "policy_key_unknown"),
        (f"{GOODS}durable = 1\n", "categories.suit.durable", "policy_value_wrong"),
        (GOODS + GOODS, "categories.suit.key", "policy_id_twice"),
        ('[[categories]]\nlabel = "x"\n', "categories.1.key", "policy_value_missing"),
        ("categories = 1\n", "categories", "policy_value_wrong"),
        (f'{SERVICES}at_home = "yes"\n', "services.repair.at_home", "policy_value_wrong"),
        (f'{GOODS}{CLAUSE}categories = ["suits"]\n', "O-9.categories", "policy_choice_unknown"),
        (f'{SERVICES}{CLAUSE}used_by = ["repairs"]\n', "O-9.services", "policy_choice_unknown"),
    ],
)
def test_what_is_mistyped_is_refused_with_its_key(
    tmp_path: Path, text: str, field: str, code: str
) -> None:
    assert wrong(tmp_path, text) == [(field, code)]


def test_a_file_of_clauses_alone_leaves_the_rest_to_its_trade(tmp_path: Path) -> None:
    assert wrong(tmp_path, f'{CLAUSE}categories = ["suit"]\nused_by = ["care"]\n') == []
    assert wrong(tmp_path, "") == []


@pytest.mark.parametrize("path", sorted(resource("policies").glob("*.toml")), ids=lambda p: p.stem)
def test_every_file_that_ships_is_in_order(path: Path) -> None:
    assert check_file(path, "CN")
