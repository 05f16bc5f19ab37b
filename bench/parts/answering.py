"""How good the answers are: judged questions, the place of the first right person."""

from bench.figures import Bar, Figure, Group, percentile
from bench.houses import House
from bench.networks import Network

WHOLE, OF_A_KIND = Bar(0.95, at_least=True), Bar(0.85, at_least=True)
ABOUT = (
    "Who must come first is decided by what is true of the made-up people, not by the search. MRR: the mean of one"
    " divided by the place of the first right person, none beyond the tenth; success@3: the share of questions with a"
    " right person among the first three."
)


def measure(networks: list[Network]) -> list[Group]:
    return [measured(network) for network in networks]


def measured(network: Network) -> Group:
    house = House(network.folder / f"answers-{network.people}", port=network.house.port)
    with house.with_database():
        told = house.does("answers", people=network.people).answer
    figures = [of(told["whole"], WHOLE), *(of(one, OF_A_KIND) for one in told["by_kind"])]
    times = f"p95 {1000 * percentile(told['seconds'], 0.95):.0f} ms"
    figures.append(
        Figure("a question, without the page, p50", 1000 * percentile(told["seconds"], 0.5), "ms", note=times)
    )
    missed = "; ".join(f"“{query}” ({place or 'not found'})" for _kind, query, place in told["missed"])
    about = f"{ABOUT} Not on top: {missed}." if missed else ABOUT
    return Group(f"Quality of answers, {told['known']:,} people, {told['whole']['asked']} questions", about, figures)


def of(verdict: dict, bar: Bar) -> Figure:
    note = f"{verdict['asked']} questions, success@3 {verdict['in_three']:.3f}"
    return Figure(f"{verdict['kind']}, MRR", verdict["reciprocal"], "", bars=(bar,), note=note)
