"""Answering by mail (decision 21): a reply to a letter does what the answer under the page would do.

An area says what can be answered, and each letter about it carries an address of its own:

    @inbound.answers("groups")
    def answer_in_group(answer: inbound.Answer) -> str | None: ...   # raises Refused

    inbound.address_of("groups", person.public_id, opening.public_id)
"""

from vezi.core.mail.inbound.knowing import Answer, Sender, answers, knows
from vezi.core.mail.inbound.tokens import address_of

__all__ = ["Answer", "Sender", "address_of", "answers", "knows"]
