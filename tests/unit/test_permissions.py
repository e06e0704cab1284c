"""Who may what stands in one table."""

import ast
from pathlib import Path

import pytest

import shopcare
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import StaffId
from shopcare.domain.people.staff import ALLOWED, Action, Role, Staff, may, require

SOURCE = Path(shopcare.__file__).parent
PEOPLE = SOURCE / "domain" / "people"


def somebody(role: Role, *, active: bool = True) -> Staff:
    return Staff(
        id=StaffId(1), initials="A", name="A", role=role, knowledgeable=True, active=active
    )


def test_every_action_has_its_row_and_somebody_who_may() -> None:
    assert ALLOWED.keys() == set(Action)
    assert all(ALLOWED.values())


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", Role)
def test_the_table_decides_and_the_refusal_says_the_same(action: Action, role: Role) -> None:
    member = somebody(role)
    assert may(member, action) == (role in ALLOWED[action])
    if may(member, action):
        require(member, action)
    else:
        with pytest.raises(Refusal, match="manager_needed"):
            require(member, action)


@pytest.mark.parametrize("action", Action)
def test_who_left_may_nothing(action: Action) -> None:
    assert not may(somebody(Role.MANAGER, active=False), action)


def test_nothing_else_asks_for_a_role_or_refuses_for_one() -> None:
    """Services ask ``require``, pages and commands ``may``; a role is never compared elsewhere."""
    found = [
        f"{file.relative_to(SOURCE)}:{node.lineno}"
        for file in SOURCE.rglob("*.py")
        if file.parent != PEOPLE
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if compares_roles(node) or refuses_for_a_role(node)
    ]
    assert found == []


def test_the_look_for_roles_sees_them() -> None:
    tree = ast.parse("if by.role is not Role.MANAGER:\n    raise Refusal('manager_needed')")
    assert any(compares_roles(node) for node in ast.walk(tree))
    assert any(refuses_for_a_role(node) for node in ast.walk(tree))


def compares_roles(node: ast.AST) -> bool:
    if not isinstance(node, ast.Compare):
        return False
    sides = [node.left, *node.comparators]
    return any(
        isinstance(part, ast.Attribute)
        and isinstance(part.value, ast.Name)
        and (part.value.id, part.attr) in {("Role", role.name) for role in Role}
        for side in sides
        for part in ast.walk(side)
    )


def refuses_for_a_role(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and any(isinstance(part, ast.Constant) and part.value == "manager_needed"
                for part in node.args)
    )  # fmt: skip
