"""Files sent along: how many and how large, for whom, and that they are gone when they should be."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from vezi.core.pictures import NoPicture
from vezi.network.memberships.tests.factories import client_of
from vezi.network.messages import enclosing, services
from vezi.network.messages.enclosing import Enclosed, TooLargeFile, TooManyFiles, enclosed
from vezi.network.messages.models import Attachment
from vezi.network.messages.queries import searching
from vezi.network.messages.tests.factories import begin, say, seeing
from vezi.network.people.tests.factories import NOW

pytestmark = pytest.mark.django_db


def a_file(name: str, content: bytes | None = None) -> Enclosed:
    return enclosed([SimpleUploadedFile(name, content or name.encode())])[0]


def a_picture(kind: str = "JPEG", name: str = "me.jpg") -> SimpleUploadedFile:
    out, picture = io.BytesIO(), Image.new("RGB", (40, 30), "green")
    exif = Image.Exif()
    exif[0x010F] = "Camera of Ada"
    picture.save(out, kind, exif=exif)
    return SimpleUploadedFile(name, out.getvalue())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_drawn_anew(kind, ada, maja) -> None:
    (one,) = enclosed([a_picture(kind, "my face.jpg")])

    assert (one.name, one.is_picture, one.width, one.height) == ("my face.webp", True, 40, 30)
    assert b"Camera of Ada" not in one.file.read()


def test_a_file_that_only_begins_like_a_picture_is_refused() -> None:
    with pytest.raises(NoPicture):
        enclosed([SimpleUploadedFile("x.png", b"\x89PNG\r\n\x1a\n<script>alert(1)</script>")])


@pytest.mark.parametrize("content", [b"", b"x" * (enclosing.LARGEST + 1)])
def test_a_file_is_neither_empty_nor_too_large(content) -> None:
    with pytest.raises(TooLargeFile):
        enclosed([SimpleUploadedFile("x.txt", content)])


def test_six_files_are_enough() -> None:
    with pytest.raises(TooManyFiles):
        enclosed([SimpleUploadedFile("x.txt", b"x")] * 7)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("../../etc/passwd", "etc passwd"),
        ("report\u202egpj.exe", "reportgpj.exe"),
        ("C:\\mine\\notes.txt", "C mine notes.txt"),
        ("", "file"),
        ("...", "file"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_leads_nowhere_and_hides_nothing(said, name) -> None:
    assert enclosing.name_of(said) == name


def test_a_file_is_handed_to_those_who_read_it_and_never_run(ada, maja, ziga) -> None:
    begin(ada, maja, files=[a_file("page.html", b"<script>alert(1)</script>")])
    address = reverse("messages:file", args=[Attachment.objects.get().public_id])

    answer = client_of(maja).get(address)

    assert client_of(ziga).get(address).status_code == 404
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="page.html"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(answer) == b"<script>alert(1)</script>"


def test_a_picture_stands_in_the_page(ada, maja) -> None:
    conversation = begin(ada, maja, text="", files=enclosed([a_picture()]))
    file = Attachment.objects.get()
    address = reverse("messages:picture", args=[file.public_id])

    assert address in client_of(maja).get(conversation.get_absolute_url()).content.decode()
    answer = client_of(maja).get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/webp")
    assert b"".join(answer)[:4] == b"RIFF"


def test_another_file_is_no_picture(ada, maja) -> None:
    begin(ada, maja, files=[a_file("notes.txt")])
    file = Attachment.objects.get()

    assert client_of(maja).get(reverse("messages:picture", args=[file.public_id])).status_code == 404


def test_it_is_found_by_its_name(ada, maja) -> None:
    begin(ada, maja, text="Here.", files=[a_file("Letni obračun.txt")])

    assert len(searching.find(seeing(maja), "obracun")) == 1


def test_what_is_taken_back_takes_its_files_along(ada, maja, django_capture_on_commit_callbacks) -> None:
    conversation = begin(ada, maja, now=NOW)
    message = say(conversation, ada, "Look.", now=NOW, files=[a_file("notes.txt"), a_file("more.txt")])
    names = list(Attachment.objects.values_list("file", flat=True))
    assert [default_storage.exists(name) for name in names] == [True, True]

    with django_capture_on_commit_callbacks(execute=True):
        services.take_back(message=message, by=ada, now=NOW)

    assert Attachment.objects.count() == 0
    assert [default_storage.exists(name) for name in names] == [False, False]
