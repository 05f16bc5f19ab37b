from bench.figures import Bar, Figure, Group
from bench.report import table, written


def test_a_row_shows_figure_floor_ratio_bar_and_verdict():
    figure = Figure(
        "import", 30.0, floor=1.5, floor_is="COPY", bars=(Bar(90.0), Bar(40.0, of_floor=True)), note="2 | 3"
    )

    rows = table([figure]).splitlines()

    assert rows[2] == r"| import: 2 \| 3 | 30 s | 1.50 s (COPY) | 20 × | ≤ 90 s, ≤ 40 × | met, met |"


def test_a_figure_without_floor_or_bar_leaves_those_cells_empty():
    rows = table([Figure("documents", 320_000, "")]).splitlines()

    assert rows[2] == "| documents | 320,000 |  |  |  |  |"


def test_a_report_names_the_machine_and_leaves_out_groups_without_figures():
    groups = [Group("One", "About it.", [Figure("a", 1.0)]), Group("Two")]

    report = written(groups=groups, facts={"Cores": "2"}, opening="# Results")

    assert [line for line in report.splitlines() if line and not line.startswith("|")] == [
        "# Results",
        "- Cores: 2",
        "## One",
        "About it.",
    ]
