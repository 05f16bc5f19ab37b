"""Invitations to twenty thousand: from the press to the last letter in the hands of a mail server."""

from bench.figures import Bar, Figure, Group
from bench.networks import Network
from bench.post import receiving

MANY = 20_000
LEAST = 150  # letters a second


def measure(networks: list[Network]) -> list[Group]:
    return [measured(network) for network in networks]


def measured(network: Network) -> Group:
    with network.house.with_database(), receiving() as post:
        network.populate()
        asked = network.house.does("invited", many=min(MANY, network.people)).answer
        mail = {
            "VEZI_MAIL": "smtp", "VEZI_SMTP_HOST": "127.0.0.1", "VEZI_SMTP_PORT": str(post.port), "VEZI_SMTP_SECURITY": "none",
        }  # fmt: skip
        worker = ("vezi", "procrastinate", "--skip-checks", "worker", "--concurrency", "2")
        with network.house.running(*worker, **mail) as working:
            seconds, cpu = post.awaits(asked["letters"]), working.cpu
        came, different = post.counted()
        floor = network.house.does("handed", port=post.port, sample=2_000).answer
    rate, bare = came / seconds, floor["letters"] / floor["seconds"]
    return Group(
        f"Invitations, {network.name} people",
        f"{asked['letters']:,} invitations to an event, two of three to members, one to people on record: written down by one"
        " press, composed and handed over a real SMTP server on loopback by the one worker of a house, with the server and"
        f" the database on the same machine. {came:,} letters arrived, {different:,} different ones.",
        [
            Figure("the press", asked["press"], bars=(Bar(5.0),)),
            Figure("composed and handed over", rate, "a second", bare, "the finished letters by plain smtplib over one line",
                   bars=(Bar(LEAST, at_least=True),)),
            Figure("processor time of the worker for a letter", cpu / came * 1000, "ms"),
        ],
    )  # fmt: skip
