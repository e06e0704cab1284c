"""Between the parts of the intake form and what is kept of it."""

from typing import TYPE_CHECKING

from shopcare.ui.pages.intake.content import IntakeContent

if TYPE_CHECKING:
    from shopcare.ui.pages.intake.form import IntakeForm


def content_of(form: "IntakeForm") -> IntakeContent:
    """Read what is typed and chosen, readable or not."""
    customer, fields, told = form.customer.customer(), form.product.fields, form.told.told()
    received, request, plan = form.kind.received_edit, form.request, form.plan
    linked = form.product.comeback.linked_case()
    return IntakeContent(
        kind=form.kind.kind().value,
        channel=form.kind.channel().value,
        earlier=received.is_earlier(),
        received_day=received.day_edit.text(),
        received_time=received.time_edit.text(),
        customer_id=customer.id if customer is not None else None,
        new_customer=form.customer.new_form.typed() if form.customer.is_new() else None,
        typed=form.customer.picker.text(),
        line_id=form.product.line_key(),
        category=fields.category_box.currentData(),
        product=fields.product_edit.text(),
        spec=fields.spec_edit.text(),
        lot=fields.lot_edit.text(),
        bought_on=fields.bought_edit.text(),
        linked_case_id=linked.id if linked is not None else None,
        service=form.promise.service(),
        fault=request.fault_edit.text(),
        wishes=request.wishes_edit.text(),
        accessories=request.goods.ticked(),
        own_accessories=request.goods.own_edit.text(),
        condition=request.condition_edit.text(),
        goods_kept=request.goods_box.isChecked(),
        severe=form.complaint.severe_box.isChecked(),
        insistent=form.complaint.insistent_box.isChecked(),
        misuse_advised=form.complaint.advice_box.isChecked(),
        work=plan.work_edit.text(),
        parts=plan.parts_edit.text(),
        parts_origin=plan.origin_box.currentData(),
        fee=plan.fee_edit.text(),
        promised=form.promise.typed(),
        told=told.value if told is not None else "",
    )


def restore(form: "IntakeForm", content: IntakeContent) -> None:
    """Show what was kept; an empty content empties the form."""
    form.kind.set_kind(content.kind)
    form.kind.set_channel(content.channel)
    form.kind.received_edit.restore(content.earlier, content.received_day, content.received_time)
    form.customer.restore(content.customer_id, content.new_customer, content.typed)
    form.product.fields.restore(
        content.category, content.product, content.spec, content.lot, content.bought_on
    )
    form.product.choose(content.line_id)
    form.product.comeback.restore(content.linked_case_id)
    form.promise.restore(content.service, content.promised)
    form.plan.restore(content.work, content.parts, content.parts_origin, content.fee)
    form.told.restore(content.told)
    _restore_request(form, content)


def _restore_request(form: "IntakeForm", content: IntakeContent) -> None:
    request, complaint = form.request, form.complaint
    request.fault_edit.setText(content.fault)
    request.wishes_edit.setText(content.wishes)
    request.goods.tick(content.accessories)
    request.goods.own_edit.setText(content.own_accessories)
    request.condition_edit.setText(content.condition)
    request.goods_box.setChecked(content.goods_kept)
    complaint.severe_box.setChecked(content.severe)
    complaint.insistent_box.setChecked(content.insistent)
    complaint.advice_box.setChecked(content.misuse_advised)
