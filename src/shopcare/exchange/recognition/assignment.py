"""The best way to give columns to fields, chosen for all of them at once."""

from collections.abc import Sequence


def best_assignment(points: Sequence[Sequence[float]]) -> list[int | None]:
    """Give each row at most one column, and each column to at most one row, for the most points.

    The Hungarian method by shortest augmenting paths; what brings no points stays without.

    Args:
        points: One row a spreadsheet column, one column a field.
    """
    rows, width = len(points), len(points[0]) if points else 0
    if not rows or not width:
        return [None] * rows
    # Each row may also stay alone, in a column of its own that costs nothing.
    costs = [[-max(value, 0.0) for value in row] + [0.0] * rows for row in points]
    owners = _solve(costs)
    given: list[int | None] = [None] * rows
    for column, row in enumerate(owners):
        if row is not None and column < width and points[row][column] > 0:
            given[row] = column
    return given


def _solve(costs: Sequence[Sequence[float]]) -> list[int | None]:
    """Give the row of each column."""
    rows, columns = len(costs), len(costs[0])
    row_price = [0.0] * (rows + 1)
    column_price = [0.0] * (columns + 1)
    owner = [0] * (columns + 1)  # rows and columns count from 1; 0 is nobody
    for row in range(1, rows + 1):
        came_from = _path(row, costs, row_price, column_price, owner)
        column = came_from[0]
        while column:
            before = came_from[column]
            owner[column] = owner[before]
            column = before
    return [row - 1 if row else None for row in owner[1:]]


def _path(
    row: int,
    costs: Sequence[Sequence[float]],
    row_price: list[float],
    column_price: list[float],
    owner: list[int],
) -> list[int]:
    """Find the cheapest path from a row to a free column; its end stands at place 0."""
    columns = len(column_price) - 1
    owner[0] = row
    least = [float("inf")] * (columns + 1)
    came_from = [0] * (columns + 1)
    used = [False] * (columns + 1)
    column = 0
    while True:
        used[column] = True
        at, delta, following = owner[column], float("inf"), 0
        for other in range(1, columns + 1):
            if used[other]:
                continue
            slack = costs[at - 1][other - 1] - row_price[at] - column_price[other]
            if slack < least[other]:
                least[other], came_from[other] = slack, column
            if least[other] < delta:
                delta, following = least[other], other
        for other in range(columns + 1):
            if used[other]:
                row_price[owner[other]] += delta
                column_price[other] -= delta
            else:
                least[other] -= delta
        column = following
        if not owner[column]:
            came_from[0] = column
            return came_from
