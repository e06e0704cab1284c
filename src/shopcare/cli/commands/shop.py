"""``demo``, ``init``, ``check``, ``self-test``, ``bench``: shop and program as a whole."""

from typing import TYPE_CHECKING, Any

from shopcare.cli.command import Command, Options, whole_number
from shopcare.cli.files import path_of
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from shopcare.services.upkeep.check import Finding

_MANAGER = {"zh_CN": ("DZ", "店长"), "en": ("M", "Manager")}


def _demo_options(options: Options) -> None:
    from shopcare.services.setup.first_start import trades

    options.add("--trade", choices=tuple(trades()), tells=mark("whose sample shop"))
    options.add(
        "--out",
        metavar="DIR",
        tells=mark("write a picture of every page and a PDF of every document into this folder"),
    )


def _init_options(options: Options) -> None:
    from shopcare.services.setup.first_start import trades

    options.add(
        "--trade", required=True, choices=tuple(trades()), tells=mark("the trade of the shop")
    )
    options.add("--name", required=True, tells=mark("the shop's name"))
    options.add("--initials", tells=mark("the manager's initials"))
    options.add("--manager", metavar="NAME", tells=mark("the manager's name"))
    options.add("--country", default="CN", metavar="CC", tells=mark("the country, such as CN"))
    options.add("--region", default="", tells=mark("the state or province, where holidays differ"))


def _bench_options(options: Options) -> None:
    options.add(
        "--customers",
        type=whole_number(1, 10_000_000),
        metavar="N",
        tells=mark("how many customers the made-up shop has"),
    )


def _demo(session: Session) -> None:
    out, given = session.option("out"), session.option("data")
    session.status = session.doors.show_demo(
        path_of(given) if given is not None else None,
        trade=session.option("trade"),
        out=path_of(out) if out is not None else None,
        language=session.option("lang"),
        as_json=session.as_json,
    )


def _init(session: Session) -> None:
    from shopcare.services.setup.first_start import new_shop

    language = session.words.code
    initials, name = _MANAGER.get(language, _MANAGER["en"])
    path = session.shop_path
    shop = new_shop(
        path,
        trade=session.option("trade"),
        name=session.option("name"),
        language=language,
        manager_initials=session.option("initials") or initials,
        manager_name=session.option("manager") or name,
        country=session.option("country"),
        region=session.option("region"),
    )
    settings = shop.settings
    shop.close()
    answer = {
        "path": str(path),
        "name": settings.name,
        "trade": settings.trade,
        "country": settings.country,
        "region": settings.region,
        "time_zone": settings.time_zone,
    }
    text = session.words.text("The shop “{name}” is ready: {path}", name=settings.name, path=path)
    session.give(answer, lambda: [text])


def _check_options(options: Options) -> None:
    options.add("--rebuild-search", action="store_true", tells=mark("make the search anew before"))


def _check(session: Session) -> None:
    from shopcare.services.upkeep.check import check, contents

    if session.option("rebuild_search"):
        from shopcare.services.search.index_check import rebuild_index

        rebuild_index(session.shop)
    findings, counts = check(session.shop_unasked), contents(session.shop_unasked)
    words = session.words
    session.status = 0 if all(finding.is_fine for finding in findings) else 1
    answer = {
        "path": str(session.shop_path),
        "fine": session.status == 0,
        "contents": counts,
        "checks": [
            {
                "key": finding.key,
                "fine": finding.is_fine,
                "what": words.text(finding.what),
                "problems": list(finding.problems),
                "advice": "" if finding.is_fine else words.text(finding.advice),
            }
            for finding in findings
        ],
    }
    session.give(answer, lambda: _check_lines(session, findings))


def _check_lines(session: Session, findings: "list[Finding]") -> list[str]:
    words = session.words
    lines = []
    for finding in findings:
        outcome = words.text("yes") if finding.is_fine else words.text("NO")
        lines.append(f"{outcome:4} {words.text(finding.what)}")
        if not finding.is_fine:
            lines += [f"     {problem}" for problem in finding.problems]
            lines.append(f"     {words.text(finding.advice)}")
    return lines


def _self_test(session: Session) -> None:
    tried, words = session.doors.self_test(), session.words
    session.status = 1 if any(one.problem for one in tried) else 0
    answer = {
        "fine": session.status == 0,
        "tried": [
            {"key": one.key, "fine": not one.problem, "count": one.count, "problem": one.problem}
            for one in tried
        ],
    }

    def lines() -> list[str]:
        said = []
        for one in tried:
            outcome = words.text("NO") if one.problem else words.text("yes")
            said.append(f"{outcome:4} {words.text(one.what)} ({one.count})")
            said += [f"     {line}" for line in one.problem.splitlines()]
        return said

    session.give(answer, lines)


def _bench(session: Session) -> None:
    figures = session.doors.measure(session.option("customers"))
    words = session.words

    def lines() -> list[str]:
        titles = (mark("Figure"), mark("Value"), mark("Floor"), mark("Ratio"), mark("Goal"))
        return table([_figure_row(session, figure) for figure in figures], [
            *map(words.text, titles), ""
        ])  # fmt: skip

    session.give({"figures": [_plain_figure(figure) for figure in figures]}, lines)


def _plain_figure(figure: Any) -> dict[str, Any]:
    names = ("name", "value", "unit", "floor", "ratio", "goal", "reached")
    return {name: getattr(figure, name) for name in names}


def _figure_row(session: Session, figure: Any) -> tuple[str, ...]:
    words = session.words
    reached = figure.reached
    return (
        words.text(figure.name),
        f"{figure.value:,.1f} {figure.unit}",
        "" if figure.floor is None else f"{figure.floor:,.1f} {figure.unit}",
        "" if figure.ratio is None else f"{figure.ratio:.2f} ×",
        str(figure.goal),
        "" if reached is None else words.text("reached") if reached else words.text("not reached"),
    )


COMMANDS = (
    Command(
        words=("demo",),
        summary=mark("Open the sample shop, or write pictures of it."),
        options=_demo_options,
        run=_demo,
        json={"files[]": mark("the files that were written")},
    ),
    Command(
        words=("init",),
        summary=mark("Make a new shop file."),
        options=_init_options,
        run=_init,
        json={
            "path": mark("the shop file"),
            "name": mark("the shop's name"),
            "trade": mark("the trade of the shop"),
            "country": mark("the country, such as CN"),
            "region": mark("the state or province, where holidays differ"),
            "time_zone": mark("the time zone"),
        },
    ),
    Command(
        words=("check",),
        summary=mark("Check the shop file and the installation."),
        options=_check_options,
        run=_check,
        json={
            "path": mark("the shop file"),
            "fine": mark("whether everything is in order"),
            "contents.*": mark("how many rows each table has"),
            "checks[].key": mark("which check it is"),
            "checks[].fine": mark("whether nothing is wrong"),
            "checks[].what": mark("what was looked at"),
            "checks[].problems[]": mark("what is wrong"),
            "checks[].advice": mark("what to do"),
        },
    ),
    Command(
        words=("self-test",),
        summary=mark("Try the installed program: every page, every paper, saving and restoring."),
        run=_self_test,
        json={
            "fine": mark("whether everything is in order"),
            "tried[].key": mark("what was tried"),
            "tried[].fine": mark("whether nothing is wrong"),
            "tried[].count": mark("how many pages, papers or entries it was"),
            "tried[].problem": mark("what is wrong"),
        },
    ),
    Command(
        words=("bench",),
        summary=mark("Measure this PC with a made-up shop."),
        options=_bench_options,
        run=_bench,
        json={
            "figures[].name": mark("Figure"),
            "figures[].value": mark("Value"),
            "figures[].unit": mark("the unit"),
            "figures[].floor": mark("Floor"),
            "figures[].ratio": mark("Ratio"),
            "figures[].goal": mark("Goal"),
            "figures[].reached": mark("whether the goal is reached"),
        },
    ),
)
