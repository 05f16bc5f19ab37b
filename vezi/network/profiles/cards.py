"""A visiting card as telephones and mail programs read it: vCard 3.0 (RFC 2426), which all of them take."""

import vobject

from vezi.core.geo import country_name
from vezi.network.people.models import ContactKind
from vezi.network.people.queries import Seen

LINES = {ContactKind.MAIL: "email", ContactKind.PHONE: "tel", ContactKind.WEB: "url"}


def vcard(seen: Seen, *, address: str) -> str:
    """What the reader may see, as a card; `address` is that of the person's page."""
    person = seen.person
    card = vobject.vCard()
    card.add("fn").value = seen.name
    card.add("n").value = vobject.vcard.Name(family=person.family, given=person.given, prefix=person.title)
    if seen.current:
        if seen.current.title:
            card.add("title").value = seen.current.title
        if seen.current.employer:
            card.add("org").value = [seen.current.employer]
    for contact in seen.contacts:
        if contact.kind in LINES:
            card.add(LINES[ContactKind(contact.kind)]).value = contact.value
        else:
            card.add("adr").value = vobject.vcard.Address(street=contact.value)
    if seen.residence and not any(contact.kind == ContactKind.POST for contact in seen.contacts):
        place = vobject.vcard.Address(city=seen.residence.city, country=country_name(seen.residence.country))
        card.add("adr").value = place
    if seen.born_on:
        card.add("bday").value = seen.born_on.isoformat()
    card.add("source").value = address
    return card.serialize()
