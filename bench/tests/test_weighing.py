from bench.parts.weighing import Needs

PAGE = """<link rel="stylesheet" href="/static/a.css"><link rel="icon" href="/i.svg">
<script defer src="/static/a.js"></script>
<script type="application/json">{}</script><img src="/face.svg"><svg><use href="/icons.svg#home"></use></svg>"""


def test_a_page_needs_its_styles_scripts_and_pictures():
    needs = Needs()

    needs.feed(PAGE)

    assert (needs.styles, needs.scripts, needs.pictures) == (
        ["/static/a.css"],
        ["/static/a.js"],
        ["/face.svg", "/icons.svg#home"],
    )
