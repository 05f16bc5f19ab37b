"""Registrar's files and what became of them; records that may be of one person; invitations to claim a record."""

from datetime import timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.core.models import PublicIdField


class SavedMapping(models.Model):
    """Which column of a club's file is what, remembered for next time."""

    club = models.ForeignKey("clubs.Club", models.CASCADE, related_name="saved_mappings", db_index=False)
    name = models.CharField(_("name"), max_length=80)
    fingerprint = models.CharField(max_length=64)  # of the header, as reading.Mapping makes it
    mapping = models.JSONField()
    used_at = models.DateTimeField()

    class Meta:
        verbose_name = _("saved mapping")
        constraints = [models.UniqueConstraint(fields=["club", "name"], name="saved_mapping_name_once")]

    def __str__(self) -> str:
        return self.name


class ImportState(models.TextChoices):
    UPLOADED = "uploaded", pgettext_lazy("import", "Uploaded")
    READING = "reading", pgettext_lazy("import", "Being read")
    READY = "ready", pgettext_lazy("import", "Ready to look at")
    APPLYING = "applying", pgettext_lazy("import", "Being applied")
    APPLIED = "applied", pgettext_lazy("import", "Applied")
    UNDOING = "undoing", pgettext_lazy("import", "Being undone")
    UNDONE = "undone", pgettext_lazy("import", "Undone")
    FAILED = "failed", pgettext_lazy("import", "Failed")
    DROPPED = "dropped", pgettext_lazy("import", "Dropped")


class Import(models.Model):
    """One registrar's file on its way into a club."""

    public_id = PublicIdField()
    club = models.ForeignKey("clubs.Club", models.PROTECT, related_name="imports", db_index=False)
    file = models.FileField(upload_to="registrar/", max_length=200, blank=True)
    filename = models.CharField(max_length=255)
    size = models.BigIntegerField()
    checksum = models.CharField(max_length=64)  # SHA-256 of the file
    facts = models.JSONField(default=dict)  # encoding, delimiter, header row, columns, warnings
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.UPLOADED)
    failure = models.JSONField(default=dict, blank=True)  # code and parameters of a message

    rows = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)  # people
    changed = models.PositiveIntegerField(default=0)  # people
    unchanged = models.PositiveIntegerField(default=0)  # people
    rejected = models.PositiveIntegerField(default=0)  # rows
    seconds = models.FloatField(default=0)  # of reading and applying
    applied = models.JSONField(
        default=dict, blank=True
    )  # what applying did: {added: {kind: n}, changed, left: {reason: n}}
    undone = models.JSONField(
        default=dict, blank=True
    )  # what undoing did: {removed: {kind: n}, restored, kept: {reason: n}}
    made = models.JSONField(default=dict, blank=True)  # institutions and programmes it made, by id

    by = models.ForeignKey("accounts.Account", models.SET_NULL, null=True, blank=True, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        constraints = [models.UniqueConstraint(fields=["public_id"], name="import_public_id")]
        indexes = [models.Index(fields=["club", "-uploaded_at"], name="import_club")]

    def __str__(self) -> str:
        return self.filename


class ImportProgress(models.Model):
    """How far the work is; written beside the work's own transaction, so that it can be seen while that runs."""

    registrar_import = models.OneToOneField(Import, models.CASCADE, related_name="progress", primary_key=True)
    phase = models.CharField(max_length=20)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("progress")

    def __str__(self) -> str:
        return f"{self.phase} {self.done}/{self.of}"


class RowState(models.TextChoices):
    NEW = "new", pgettext_lazy("row", "New")
    CHANGED = "changed", pgettext_lazy("row", "Changed")
    UNCHANGED = "unchanged", pgettext_lazy("row", "Unchanged")
    REJECTED = "rejected", pgettext_lazy("row", "Rejected")


class SourceRow(models.Model):
    """A row of the file as it was read, and the person it became."""

    registrar_import = models.ForeignKey(Import, models.CASCADE, related_name="source_rows", db_index=False)
    number = models.PositiveIntegerField()  # as the officer sees it in the file
    cells = models.JSONField()  # as they stood
    read = models.JSONField()  # field -> value, as understood
    person_key = models.CharField(max_length=400)  # rows of one person share it
    first_number = models.PositiveIntegerField(default=0)  # of the first row of that person
    state = models.CharField(max_length=10, choices=RowState.choices, blank=True)
    problems = models.JSONField(default=list)  # code, column, parameters
    # Whom the preview found; `person` is set when the import is applied.
    matched_id = models.BigIntegerField(null=True, blank=True)
    likeness = models.JSONField(null=True, blank=True)  # whom it is like, whether surely so, and linkage.Weighed
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, blank=True, related_name="source_rows")

    class Meta:
        verbose_name = _("row")
        constraints = [models.UniqueConstraint(fields=["registrar_import", "number"], name="source_row_once")]
        indexes = [models.Index(fields=["registrar_import", "first_number"], name="source_row_first")]

    def __str__(self) -> str:
        return str(self.number)

    def taken_along(self) -> dict[str, Any]:
        """For the person's own file: each cell with the name of its column."""
        columns: list[str] = list(self.registrar_import.facts.get("columns", []))
        names = [*columns, *(str(place) for place in range(len(columns) + 1, len(self.cells) + 1))]
        return {"cells": {name: cell for name, cell in zip(names, self.cells, strict=False) if cell}}


class Difference(models.Model):
    """One field of one person that the file would change, and what was decided."""

    registrar_import = models.ForeignKey(Import, models.CASCADE, related_name="differences", db_index=False)
    row_number = models.PositiveIntegerField()
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    field = models.CharField(max_length=40)  # person.family, contact.mail, affiliation.class_year …
    target_id = models.BigIntegerField(null=True, blank=True)  # the row that changes; null: one is added
    was = models.JSONField(null=True)
    becomes = models.JSONField()
    before = models.JSONField(null=True, blank=True)  # provenance of what was there: source, club, dates, batch
    why = models.CharField(max_length=40)  # code of the rule that decided
    take = models.BooleanField()
    applied = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("difference")
        indexes = [models.Index(fields=["registrar_import", "field"], name="difference_field")]

    def __str__(self) -> str:
        return f"{self.field}: {self.was} → {self.becomes}"


class LinkageModel(models.Model):
    """What a club's records taught of who is who; every decision names the version it was made by."""

    club = models.ForeignKey("clubs.Club", models.CASCADE, related_name="linkage_models", db_index=False)
    version = models.CharField(max_length=24)
    parameters = models.JSONField()  # linkage.Model
    learnt_at = models.DateTimeField()

    class Meta:
        verbose_name = _("linkage model")
        constraints = [models.UniqueConstraint(fields=["club", "version"], name="linkage_model_once")]
        indexes = [models.Index(fields=["club", "-learnt_at"], name="linkage_model_latest")]

    def __str__(self) -> str:
        return self.version


class Verdict(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("duplicate", "Waiting")
    SAME = "same", pgettext_lazy("duplicate", "One person")
    DIFFERENT = "different", pgettext_lazy("duplicate", "Two people")


class Duplicate(models.Model):
    """Two records of a club that may be one person; once somebody has decided, it is not asked again."""

    public_id = PublicIdField()
    club = models.ForeignKey("clubs.Club", models.CASCADE, related_name="duplicates", db_index=False)
    one = models.ForeignKey("people.Person", models.CASCADE, related_name="+", db_index=False)  # the older record
    other = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    probability = models.FloatField()
    why = models.JSONField(default=dict)  # linkage.Weighed
    version = models.CharField(max_length=24)  # of the model
    registrar_import = models.ForeignKey(
        Import, models.SET_NULL, null=True, blank=True, related_name="duplicates", db_index=False
    )  # after which it was found
    found_at = models.DateTimeField()
    put_off_at = models.DateTimeField(null=True, blank=True)  # somebody wanted to decide later
    verdict = models.CharField(max_length=10, choices=Verdict.choices, default=Verdict.WAITING)
    decided_by = models.ForeignKey("accounts.Account", models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    # Whoever looks at it has it for a while, so that no two officers meet on one pair.
    looked_at_by = models.ForeignKey("accounts.Account", models.SET_NULL, null=True, blank=True, related_name="+")
    looked_at_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("duplicate")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="duplicate_public_id"),
            models.UniqueConstraint(fields=["one", "other", "club"], name="duplicate_once"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="duplicate_older_first"),
        ]
        indexes = [
            models.Index(fields=["club", "verdict", "-probability"], name="duplicate_queue"),
        ]

    def __str__(self) -> str:
        return f"{self.one} / {self.other}"


class DuplicateRules(models.Model):
    """How sure a club wants to be before two records become one without anybody's looking."""

    club = models.OneToOneField("clubs.Club", models.CASCADE, related_name="duplicate_rules", primary_key=True)
    wrong_in = models.PositiveIntegerField(_("of so many such merges one may be wrong"), default=1000)
    looked_at = models.DateTimeField(null=True, blank=True)  # when the books were last looked through
    looking_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("rules on duplicates")
        constraints = [
            models.CheckConstraint(condition=models.Q(wrong_in__range=(10, 100_000)), name="duplicate_rules_sane"),
        ]

    def __str__(self) -> str:
        return f"1/{self.wrong_in}"


class InvitationChannel(models.TextChoices):
    MAIL = "mail", pgettext_lazy("invitation", "Mail")
    LETTER = "letter", pgettext_lazy("invitation", "Letter")
    PASSED = "passed", pgettext_lazy("invitation", "Passed on by a classmate")


class Withdrawal(models.TextChoices):
    """Why an invitation holds no more."""

    REPLACED = "replaced", pgettext_lazy("invitation", "Replaced by a newer one")
    OFFICER = "officer", pgettext_lazy("invitation", "Withdrawn by an officer")
    NOT_ME = "not_me", pgettext_lazy("invitation", "It came to somebody else")
    GUESSED = "guessed", pgettext_lazy("invitation", "Too many wrong tries")
    OBJECTED = "objected", pgettext_lazy("invitation", "The person objected")
    CLAIMED = "claimed", pgettext_lazy("invitation", "The record is claimed")
    RETURNED = "returned", pgettext_lazy("invitation", "The letter came back")


class InvitationRules(models.Model):
    """How a club invites: what it asks of who comes, how long invitations hold, how soon it asks again."""

    club = models.OneToOneField("clubs.Club", models.CASCADE, related_name="invitation_rules", primary_key=True)
    asks_proof = models.BooleanField(
        _("ask for the birth date or student number before a link may be used"), default=False
    )
    link_days = models.PositiveSmallIntegerField(_("days a link by mail holds"), default=60)
    code_days = models.PositiveSmallIntegerField(_("days a code by letter holds"), default=120)
    pause_days = models.PositiveSmallIntegerField(_("days until the same person may be invited again"), default=30)

    class Meta:
        verbose_name = _("rules of inviting")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(link_days__range=(1, 365), code_days__range=(1, 365), pause_days__range=(0, 365)),
                name="invitation_rules_sane",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.link_days}/{self.code_days}/{self.pause_days}"

    def holds_for(self, channel: str) -> timedelta:
        """How long a link by mail or a code by letter opens the record."""
        return timedelta(days=self.link_days if channel == InvitationChannel.MAIL else self.code_days)


class InvitationRun(models.Model):
    """Invitations asked for together: mails sent one after another, or letters made as one PDF."""

    public_id = PublicIdField()
    club = models.ForeignKey("clubs.Club", models.CASCADE, related_name="invitation_runs", db_index=False)
    channel = models.CharField(max_length=8, choices=InvitationChannel.choices)
    by = models.ForeignKey("accounts.Account", models.SET_NULL, null=True, blank=True, related_name="+")
    people = ArrayField(models.BigIntegerField(), default=list)  # whom it was to reach when it was asked for
    wanted = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)  # how far into `people`
    left_out = models.JSONField(default=dict, blank=True)  # reason -> how many turned out not to be reached
    file = models.FileField(upload_to="letters/", max_length=200, blank=True)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("invitations")
        constraints = [models.UniqueConstraint(fields=["public_id"], name="invitation_run_public_id")]
        indexes = [models.Index(fields=["club", "-asked_at"], name="invitation_run_club")]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.wanted}"


class Invitation(models.Model):
    """A single-use way to claim a record: a link by mail, a code by letter.

    Only a hash of the secret is kept; the secret itself is worked out anew from `seed` and the house's key when it
    must be printed or sent.
    """

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="invitations")
    club = models.ForeignKey("clubs.Club", models.CASCADE, related_name="invitations", db_index=False)
    channel = models.CharField(max_length=8, choices=InvitationChannel.choices)
    run = models.ForeignKey(
        InvitationRun, models.SET_NULL, null=True, blank=True, related_name="invitations", db_index=False
    )
    seed = PublicIdField()
    secret_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=12, blank=True, choices=Withdrawal.choices)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    # By which sealed invitation it was opened; forgotten when it is used, so that nobody can look up who came by whom.
    passed = models.ForeignKey(
        "registrar.PassedInvitation", models.SET_NULL, null=True, blank=True, related_name="opened"
    )

    class Meta:
        verbose_name = _("invitation")
        constraints = [
            models.UniqueConstraint(fields=["secret_hash"], name="invitation_secret_once"),
            models.UniqueConstraint(fields=["run", "person"], name="invitation_once_a_run"),
        ]
        indexes = [models.Index(fields=["club", "person"], name="invitation_club_person")]

    def __str__(self) -> str:
        return self.get_channel_display()


class Claim(models.Model):
    """A record was taken up by its owner, who then looks through what the club holds: at once, or later."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="claims", db_index=False)
    club = models.ForeignKey("clubs.Club", models.CASCADE, related_name="claims")
    channel = models.CharField(max_length=8, choices=InvitationChannel.choices)
    checked = ArrayField(models.CharField(max_length=40), default=list, blank=True)  # lines looked at, by their keys
    taken_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("claim")
        constraints = [models.UniqueConstraint(fields=["person", "club"], name="claim_once")]

    def __str__(self) -> str:
        return f"{self.taken_at:%Y-%m-%d}"


class WrongTry(models.Model):
    """Somebody tried to claim with what did not fit. Counted to stop guessing; kept for a month."""

    at = models.DateTimeField()
    origin = models.CharField(max_length=64)  # of the network address, hashed with the house's key
    invitation = models.ForeignKey(Invitation, models.CASCADE, null=True, blank=True, related_name="tries")

    class Meta:
        verbose_name = _("wrong try")
        indexes = [models.Index(fields=["origin", "-at"], name="wrong_try_origin")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


from vezi.network.registrar.handover.models import (  # noqa: E402, F401 - as those below
    Handover,
    HeldRecord,
)
from vezi.network.registrar.own_word.models import OwnerQuestion, OwnWord  # noqa: E402, F401 - as below
from vezi.network.registrar.reaching.models import (  # noqa: E402, F401 - records of one subject, in a file of their own
    Answer,
    PassedInvitation,
    ReachCount,
    ReachRules,
    YearlyQuestion,
)
