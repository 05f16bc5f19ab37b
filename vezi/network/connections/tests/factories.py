"""Requests and introductions for tests."""

from datetime import datetime

from vezi.network.connections.models import ConnectionRequest, Introduction
from vezi.network.connections.services import asking, introducing
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW


def make_request(asker: Person, asked: Person, words: str = "", *, now: datetime = NOW) -> ConnectionRequest:
    made = asking.ask(asker=asker, asked=asked, words=words, by=asker.account, now=now)
    assert made is not None
    return made


def make_introduction(
    asker: Person, through: Person, third: Person, why: str = "We both keep bees.", *, now: datetime = NOW
) -> Introduction:
    return introducing.ask_for(asker=asker, through=through, third=third, why=why, by=asker.account, now=now)


def make_passed_on(
    asker: Person, through: Person, third: Person, word: str = "You two should talk.", *, now: datetime = NOW
) -> Introduction:
    made = make_introduction(asker, through, third, now=now)
    return introducing.pass_on(introduction=made, person=through, word=word, by=through.account, now=now)
