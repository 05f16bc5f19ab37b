"""For organisers: what is owed and paid, who has not paid, what is to be paid back."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST

from vezi.activities.events import services
from vezi.activities.events.forms.books import MovementForm, StatementForm
from vezi.activities.events.models import Bill, Event, Flow, Way
from vezi.activities.events.queries import books, matching, offers
from vezi.activities.events.queries.coming import signed
from vezi.activities.events.views.finding import kept_at
from vezi.core.access import member_only
from vezi.core.bank import statements
from vezi.core.bank.statements import Incoming, NotAStatement
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.money import NotMoney, read
from vezi.core.viewer import Viewer, viewer
from vezi.core.wording import numbers

AT_ONCE = 100


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def money(request: HttpRequest, event: str) -> HttpResponse:
    """Sums, and a page of bills; what is ticked is paid at once, by one way."""
    me, found = viewer(request), kept_at(request, event).event
    if request.method == "POST":
        way = request.POST.get("way", Way.DOOR)
        count = services.settle_at_door(
            event=found, bills=request.POST.getlist("bill")[:AT_ONCE], way=way if way in Way.values else Way.DOOR,
            on=timezone.localdate(), by=me.account, now=timezone.now(),
        )  # fmt: skip
        said = ngettext("%(count)d is marked as paid.", "%(count)d are marked as paid.", count)
        messages.success(request, said % {"count": count})
        return redirect(request.get_full_path())
    show = request.GET.get("show", "all")
    show = show if show in books.SHOWS else "all"
    start = numbers.read(request.GET.get("after", "")) or 0
    rows = list(books.bills(found, show=show)[start : start + AT_ONCE + 1])
    sums = books.sums(found)
    titles = {"all": pgettext("bills", "All"), "open": _("Not paid"), "paid": _("Paid"), "back": _("To pay back")}
    context = {
        "event": found, "sums": sums, "show": show, "rows": _drawn(me, found, rows[:AT_ONCE]), "ways": Way.choices,
        "tabs": [(one, titles[one], sums.counts[one]) for one in ("all", "open", "paid", "back")],
        "next": start + AT_ONCE if len(rows) > AT_ONCE else 0, "has_open": sums.counts["open"] > 0,
    }  # fmt: skip
    return page(request, "events/money.html", context)


def _drawn(me: Viewer, event: Event, rows: list[Bill]) -> list[dict[str, Any]]:
    """Each with whose it is; who was erased has no name."""
    till = offers.till_of(event)
    names = signed(me, [row.person for row in rows if row.person is not None])
    return [{"who": names.get(row.person_id or 0), "balance": books.balance(row, till)} for row in rows]


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def bill(request: HttpRequest, event: str, bill: str) -> HttpResponse:
    """One bill: its movements, and what is to be added to them."""
    me, found = viewer(request), kept_at(request, event).event
    row = get_object_or_404(books.of_event(found).select_related("event__club", "person"), public_id=bill)
    till = offers.till_of(found)
    currency = till.currency if till is not None else "EUR"
    balance = books.balance_of(row)
    # It begins with what there is to do, so that one press is enough.
    due = balance.due_back or balance.open
    initial = {
        "on": timezone.localdate(),
        "amount": due.minor if due else None,
        "way": Way.TRANSFER if balance.due_back else Way.DOOR,
    }
    form = MovementForm(request.POST if "amount" in request.POST else None, currency=currency, initial=initial)
    if request.method == "POST":
        try:
            if "mistake" in request.POST:
                wrong = get_object_or_404(row.movements, public_id=request.POST["mistake"])
                services.take_back(movement=wrong, by=me.account, now=timezone.now())
            elif form.is_valid():
                deed = services.refund if "refund" in request.POST else services.pay
                deed(bill=row, by=me.account, now=timezone.now(), **form.cleaned_data)
            if form.is_valid() or "mistake" in request.POST:
                messages.success(request, _("Written down."))
                return redirect("events:bill", found.public_id, row.public_id)
        except Refused as why:
            if "mistake" in request.POST:
                messages.error(request, str(why.sentence))
                return redirect("events:bill", found.public_id, row.public_id)
            form.add_error("amount", str(why.sentence))
    movements = list(row.movements.select_related("taken_back_by"))
    for joined in row.joined.all():
        movements += list(joined.movements.select_related("taken_back_by"))
    names = signed(me, [row.person] if row.person is not None else [])
    context = {
        "event": found, "balance": balance, "form": form, "who": names.get(row.person_id or 0), "bill": row,
        "movements": [
            {"row": one, "amount": till.money(one.amount) if till else None, "is_mistake": one.flow == Flow.MISTAKEN,
             "is_void": hasattr(one, "taken_back_by")}
            for one in movements
        ],
    }  # fmt: skip
    return page(request, "events/bill.html", context, status=422 if form.errors else 200)


@member_only
@require_POST
def nudge(request: HttpRequest, event: str) -> HttpResponse:
    """Everybody who has not paid, but for those reminded lately."""
    me, found = viewer(request), kept_at(request, event).event
    count = services.nudge_about_money(event=found, by=me.account, now=timezone.now())
    said = ngettext("%(count)d is reminded.", "%(count)d are reminded.", count) % {"count": count}
    messages.success(request, said if count else _("All of them were reminded in the last three days."))
    return redirect("events:money", found.public_id)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: HttpRequest, event: str) -> HttpResponse:
    """What came in is read and shown first; what is ticked then is written down."""
    me, found = viewer(request), kept_at(request, event).event
    till = offers.till_of(found)
    if till is None:
        return redirect("events:tickets", found.public_id)
    if "write" in request.POST:
        return _write(request, me, found, till.currency)
    form = StatementForm(request.POST or None, request.FILES or None)
    matches = list[matching.Match]()
    if request.method == "POST" and form.is_valid():
        try:
            read_in = _read(form, till.currency)
        except NotAStatement:
            form.add_error("file", _("This is no statement a bank writes (camt.052, .053 or .054)."))
        else:
            matches = matching.matches(found, read_in)
            if not matches:
                form.add_error(None, _("No reference of this event stands in it."))
    names = signed(me, [one.balance.bill.person for one in matches if one.balance.bill.person is not None])
    context = {
        "event": found, "form": form, "is_read": bool(matches),
        "matches": [(number, one, names.get(one.balance.bill.person_id or 0)) for number, one in enumerate(matches)],
    }  # fmt: skip
    return page(request, "events/statement.html", context, status=422 if form.errors else 200)


def _read(form: StatementForm, currency: str) -> list[Incoming]:
    """Raises NotAStatement."""
    file = form.cleaned_data.get("file")
    if file:
        if file.size > statements.LARGEST:
            raise NotAStatement
        return statements.camt(file.read())
    return statements.pasted(form.cleaned_data["lines"], currency)


def _write(request: HttpRequest, me: Viewer, event: Event, currency: str) -> HttpResponse:
    """What was ticked, with the sums as they stand in the fields."""
    count, wrong = 0, 0
    for number in request.POST.getlist("line")[: statements.MOST_LINES]:
        bill = books.of_event(event).filter(public_id=request.POST.get(f"bill-{number}", "")).first()
        try:
            amount = read(request.POST.get(f"amount-{number}", ""), currency)
            if bill is None:
                raise NotMoney
            services.pay(
                bill=bill, amount=amount.minor, way=Way.TRANSFER, on=_day(request.POST.get(f"on-{number}", "")), by=me.account,
                now=timezone.now(), outside_id=request.POST.get(f"id-{number}", "")[:64],
            )  # fmt: skip
            count += 1
        except (NotMoney, Refused):
            wrong += 1
    said = ngettext("%(count)d payment is written down.", "%(count)d payments are written down.", count)
    messages.success(request, said % {"count": count})
    if wrong:
        said = ngettext("%(count)d line has no sum.", "%(count)d lines have no sum.", wrong)
        messages.error(request, said % {"count": wrong})
    return redirect("events:money", event.public_id)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return timezone.localdate()
