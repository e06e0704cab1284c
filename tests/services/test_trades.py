"""What trades there are follows from the profiles, and from nothing else."""

import shutil
from pathlib import Path

import pytest

from shopcare.cli.commands.shop import COMMANDS
from shopcare.domain.errors import Invalid, Refusal
from shopcare.policies.profile import load_policy
from shopcare.services.setup.first_start import new_shop, trades
from shopcare.services.shop import Shop
from shopcare.system import paths as resources

PROFILES = resources.resource("policies")


@pytest.fixture
def with_a_bakery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one more profile ship with the program."""
    folder = tmp_path / "resources"
    shutil.copytree(PROFILES, folder / "policies")
    profile = 'label = "Bakery"\n[[categories]]\nkey = "bread"\nlabel = "Bread"\nwords = ["面包"]\n'
    (folder / "policies" / "bakery.toml").write_text(profile, "utf-8")
    monkeypatch.setattr("shopcare.policies.profile.resource", lambda name: folder / name)


def made(path: Path, trade: str) -> Shop:
    return new_shop(
        path,
        trade=trade,
        name="好",
        language="en",
        manager_initials="M",
        manager_name="Manager",
    )


def test_there_is_a_trade_for_each_profile_and_for_nothing_else() -> None:
    files = {file.stem for file in PROFILES.glob("*.toml")}
    assert trades().keys() == files - {"common"}
    assert all(trades().values())
    for trade in trades():
        assert load_policy(trade).categories, "a shop without categories is of no trade"


@pytest.mark.parametrize("trade", ["bakery", "common", "", "../optical"])
def test_a_trade_without_a_profile_makes_no_shop(tmp_path: Path, trade: str) -> None:
    with pytest.raises(Invalid) as refused:
        made(tmp_path / "shop.db", trade)
    (problem,) = refused.value.problems
    assert (problem.field, problem.code) == ("trade", "trade_unknown")
    assert problem.values["known"] == ", ".join(trades())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("with_a_bakery")
def test_a_new_profile_is_a_trade_everywhere(tmp_path: Path) -> None:
    assert trades()["bakery"] == "Bakery"
    shop = made(tmp_path / "shop.db", "bakery")
    assert [category.key for category in shop.policy.categories] == ["bread"]
    shop.close()
    (init,) = [command for command in COMMANDS if command.words == ("init",)]
    offered = Offered()
    init.options(offered)  # type: ignore[arg-type]
    assert "bakery" in offered.trades


def test_a_shop_whose_profile_is_gone_says_so(tmp_path: Path, with_a_bakery: None) -> None:
    shop = made(tmp_path / "shop.db", "bakery")
    (tmp_path / "resources" / "policies" / "bakery.toml").unlink()
    shop.refresh()
    with pytest.raises(Refusal, match="trade_unknown"):
        shop.policy.service("repair")
    shop.close()


class Offered:
    """Takes the options of a command."""

    trades: tuple[str, ...] = ()

    def add(self, *names: str, choices: tuple[str, ...] = (), **_: object) -> None:
        if "--trade" in names:
            self.trades = choices
