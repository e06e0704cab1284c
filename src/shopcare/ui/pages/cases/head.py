"""The top of the card: the number at arm's length, what it is, and where it stands."""

from datetime import datetime

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.cases.case import Case, Severity, Stage
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import open_debts
from shopcare.domain.policy.policy import Policy
from shopcare.domain.shop.audit import Voided
from shopcare.services.cases.cases import CaseFile
from shopcare.services.goods.places import place_words
from shopcare.ui.kit.clipboard import copy_text
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import STRETCH, column_layout, row_layout
from shopcare.ui.kit.layout.card import Caption, Words
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.shortcuts import COPY
from shopcare.ui.kit.style.tokens import SPACE_S, Meaning, Role
from shopcare.ui.kit.widgets.buttons import sign_button
from shopcare.ui.kit.widgets.chip import Chip
from shopcare.ui.kit.widgets.stage_track import StageTrack
from shopcare.ui.kit.words.formatting import money_words, near_moment_words, voided_words
from shopcare.ui.kit.words.i18n import label, screen_catalog, tr
from shopcare.ui.pages.cases.facts import NameOf
from shopcare.ui.pages.cases.steps import stage_words, track


class CaseHead(QWidget):
    """Number, kind, when it came in, and the track of its stages."""

    def __init__(self, policy: Policy, name_of: NameOf) -> None:
        super().__init__()
        self._policy = policy
        self._name_of = name_of
        self.number_words = Words("", Role.HEADING, wrap=False, selectable=True)
        self.copy_button = sign_button("copy", tr("Copy the case number"))
        self.copy_button.setToolTip(f"{tr('Copy the case number')}  {COPY}")
        self.late_chip = Chip(tr("Late"), Meaning.RED)
        self.waiting_chip = Chip(tr("Waiting for the customer"), Meaning.INFO)
        self.severe_chip = Chip(tr("Severe"), Meaning.AMBER)
        self.voided_chip = Chip(tr("Voided"))
        self.owed_chip = Chip("", Meaning.AMBER)
        self.place_chip = Chip()
        self.waits_chip = Chip("", Meaning.AMBER)
        self.voided_notice = NoticeLine()
        self.told_words = Caption()
        self.track = StageTrack()
        line = row_layout(
            None,
            SPACE_S,
            self.number_words,
            self.copy_button,
            (self.place_chip, 0, Qt.AlignmentFlag.AlignVCenter),
            STRETCH,
            (self.waiting_chip, 0, Qt.AlignmentFlag.AlignVCenter),
            (self.waits_chip, 0, Qt.AlignmentFlag.AlignVCenter),
            (self.owed_chip, 0, Qt.AlignmentFlag.AlignVCenter),
            (self.voided_chip, 0, Qt.AlignmentFlag.AlignVCenter),
            (self.severe_chip, 0, Qt.AlignmentFlag.AlignVCenter),
            (self.late_chip, 0, Qt.AlignmentFlag.AlignVCenter),
        )
        column_layout(self, SPACE_S, line, self.told_words, self.voided_notice, self.track)
        self.copy_button.clicked.connect(self.copy)

    def show_file(self, file: CaseFile, now: datetime) -> None:
        """Show another case."""
        case = file.case
        self.number_words.setText(case.number)
        self.late_chip.setVisible(any(deadline.is_late(now) for deadline in file.deadlines))
        self.waiting_chip.setVisible(case.is_open and case.waiting_since is not None)
        self.severe_chip.setVisible(case.severity is Severity.SEVERE)
        self.waits_chip.setVisible(file.notice_due is not None)
        self.waits_chip.say(tr("Notice due: {n} days", n=file.notice_due), Meaning.AMBER)
        place = place_words(file.items)
        self.place_chip.setVisible(bool(place))
        self.place_chip.say(tr("Shelf {place}", place=place), None)
        owed = sum(left for _debt, left in open_debts(file.payments))
        self.owed_chip.setVisible(bool(owed) and case.voided is None)
        self.owed_chip.say(tr("{amount} owed", amount=money_words(Fen(owed))), Meaning.AMBER)
        self.told_words.setText(self._told(case, now))
        self.voided_chip.setVisible(case.voided is not None)
        self.voided_notice.setVisible(case.voided is not None)
        if case.voided is not None:  # W-8
            self.voided_notice.say(self._voided(case.voided, now))
        stages, present = track(case, _left_from(file))
        meaning = Meaning.RED if case.stage is Stage.CANCELLED else None
        at_home = self._policy.is_at_home(case.service)
        names = [stage_words(stage, at_home=at_home) for stage in stages]
        if case.voided is not None:
            names[-1] = tr("Voided")
        self.track.show_steps(names, present, meaning)

    def stage_of(self, case: Case) -> str:
        """Name the stage of a case."""
        return stage_words(case.stage, at_home=self._policy.is_at_home(case.service))

    @Slot()
    def copy(self) -> None:
        """Put the number on the clipboard."""
        number = self.number_words.text()
        copy_text(number)
        page_of(self).message.emit(tr("{number} copied", number=number))

    def _voided(self, voided: Voided, now: datetime) -> str:
        return voided_words(voided, self._name_of(voided.by), now.date())

    def _told(self, case: Case, now: datetime) -> str:
        service = self._policy.service(case.service)
        kind = label(case.kind)
        named = screen_catalog().text(service.label) if service else ""
        said = [
            kind,
            named if named != kind else "",
            near_moment_words(case.received_at, now.date()),
            label(case.channel),
            self._name_of(case.received_by),
        ]
        return " · ".join(part for part in said if part)


def _left_from(file: CaseFile) -> Stage | None:
    """Find the stage in which a case was cancelled or voided."""
    for entry in reversed(file.timeline):
        said = entry.said()
        is_move = entry.action == "case.move" and said.get("to") == Stage.CANCELLED
        if is_move or (entry.action == "case.void" and "from" in said):  # else erased (L-8)
            return Stage(said["from"])
    return None
