"""What a browser has to fetch before a page stands, compressed as the server sends it."""

import http.client
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from bench.figures import Bar, Figure, Group
from bench.load import NotAnswered
from bench.networks import Network
from bench.servers import web

KILOBYTE = 1024
PAGE, SCRIPT = Bar(150.0), Bar(60.0)
ENCODINGS = ("gzip", "br")
IN_STYLE = re.compile(rb"url\(\s*[\"']?([^\"')]+)")
FONTS = (".woff2", ".woff")


@dataclass(frozen=True)
class Weight:
    """Bytes on the wire."""

    page: int
    style: int
    script: int
    fonts: int
    pictures: int

    @property
    def needed(self) -> int:
        return self.page + self.style + self.script


class Needs(HTMLParser):
    """The addresses a page loads by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.styles: list[str] = []
        self.scripts: list[str] = []
        self.pictures: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "link" and "stylesheet" in said.get("rel", "").split():
            self.styles.append(said["href"])
        elif tag == "script" and said.get("src"):
            self.scripts.append(said["src"])
        elif tag in ("img", "use", "image") and (address := said.get("src") or said.get("href")):
            self.pictures.append(address)


class Scales:
    """Weighs what one reader fetches; what was fetched for this page already is not fetched again."""

    def __init__(self, port: int, cookie: str, encoding: str) -> None:
        self.port, self.headers = port, {"Accept-Encoding": encoding}
        if cookie:
            self.headers["Cookie"] = cookie

    def weigh(self, path: str) -> Weight:
        sent, _body = self.fetch(path)
        needs = Needs()
        needs.feed(self.fetch(path, plain=True)[1].decode())
        styles = [urljoin(path, address) for address in needs.styles]
        fonts = {
            urljoin(style, found.decode())
            for style in styles
            for found in IN_STYLE.findall(self.fetch(style, plain=True)[1])
        }
        return Weight(
            page=sent,
            style=self.together(styles),
            script=self.together(urljoin(path, address) for address in needs.scripts),
            fonts=self.together(address for address in fonts if urlsplit(address).path.endswith(FONTS)),
            pictures=self.together(urljoin(path, address) for address in needs.pictures),
        )

    def together(self, addresses: Iterable[str]) -> int:
        wanted = {urlsplit(address)._replace(fragment="").geturl() for address in addresses}
        return sum(self.fetch(address)[0] for address in wanted if address.startswith("/"))

    def fetch(self, path: str, *, plain: bool = False) -> tuple[int, bytes]:
        """Bytes on the wire, and the body as it came."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers=self.headers | ({"Accept-Encoding": "identity"} if plain else {}))
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        if answer.status != 200:
            raise NotAnswered(f"{path}: {answer.status} {answer.getheader('Location') or ''}".strip())
        return len(body), body


def measure(networks: list[Network]) -> list[Group]:
    network = networks[0]
    house = network.house
    with house.with_database():
        network.populate()
        readers = {"visitor": "", "member": house.does("reader").answer["cookie"]}
        readers["officer"] = house.does("reader", is_officer=True).answer["cookie"]
        addresses = house.does("addresses").answer
        with web(house, processes=1):
            groups = [weighed(house.port, encoding, readers, addresses) for encoding in ENCODINGS]
    return groups


def weighed(port: int, encoding: str, readers: dict[str, str], addresses: dict[str, dict[str, str]]) -> Group:
    group = Group(
        f"First load of the main pages, {encoding}",
        "HTML, style and script as the server sends them to a browser that takes this encoding and has kept nothing.",
    )
    for who, pages in addresses.items():
        for name, path in pages.items():
            group.figures += figures_of(f"{name} ({who})", Scales(port, readers[who], encoding).weigh(path))
    return group


def figures_of(name: str, weight: Weight) -> list[Figure]:
    parts = f"page {kilobytes(weight.page)}, style {kilobytes(weight.style)}"
    beside = f"besides at most fonts {kilobytes(weight.fonts)}, pictures {kilobytes(weight.pictures)}"
    return [
        Figure(name, weight.needed / KILOBYTE, "KB", bars=(PAGE,), note=f"{parts}; {beside}"),
        Figure(f"{name}, script alone", weight.script / KILOBYTE, "KB", bars=(SCRIPT,)),
    ]


def kilobytes(size: int) -> str:
    return f"{size / KILOBYTE:.0f} KB"
