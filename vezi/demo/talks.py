"""What the demo's cast write to each other, told as facts."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoWords:
    """`ago` counts days. `file` and `picture` are sent along, by their names. `at_first` it was said otherwise."""

    who: str
    ago: float
    text: str
    file: str = ""
    picture: str = ""
    at_first: str = ""
    taken_back: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoReport:
    """`who` asks the moderators to look at what `of` wrote; `judge` decided, if there is an `outcome`."""

    who: str
    of: str
    ago: float
    reason: str
    outcome: str = ""
    answer: str = ""
    judge: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoTalk:
    """The first words are of who begins; `read_by` have read all of it, `put_aside_by` no longer see it in the list."""

    people: Sequence[str]
    said: Sequence[DemoWords]
    title: str = ""
    read_by: Sequence[str] = ()
    put_aside_by: Sequence[str] = ()
    report: DemoReport | None = None


TALKS = (
    DemoTalk(
        people=("maja-kovac", "nejc-zagar"),
        read_by=("nejc-zagar",),
        said=(
            DemoWords("nejc-zagar", 41, "Maja, čestitke za Luko Jadran! Kdaj proslaviva?"),
            DemoWords(
                "maja-kovac",
                40.8,
                "Hvala! Vsak petek po šesti sem na terasi v Kopru. Resno mislim.",
                picture="Terasa, petek po šesti.png",
            ),
            DemoWords("nejc-zagar", 40.7, "Držim za besedo."),
            DemoWords(
                "maja-kovac",
                3.3,
                ("Nejc, še eno vprašanje: kdo pri vas ureja zavarovanje valutnega tveganja?"),
            ),
            DemoWords(
                "nejc-zagar",
                3.2,
                "Irena. Vprašaj jo po **terminskih pogodbah**, ne po opcijah:\n\n"
                "- rok do enega leta\n- zneski od 200.000 evrov\n\nPovej, da te pošiljam jaz.",
            ),
            DemoWords(
                "maja-kovac",
                3.1,
                "Najlepša hvala. Pošiljam še osnutek, če utegneš pogledati.",
                file="Osnutek politike tveganj 2027.txt",
            ),
            DemoWords(
                "nejc-zagar",
                0.06,
                "Pogledal. Druga stran je odlična, tretjo bi črtal.",
                at_first="Pogledal. Druga stran je odlična.",
            ),
            DemoWords("nejc-zagar", 0.055, "V petek na terasi?"),
        ),
    ),
    DemoTalk(
        people=("grace", "maja-kovac", "barbara-krasovec-pozar", "peter-szucs-kovari", "wilhelmina-van-den-boogaard"),
        title="Reunion of ’99: the programme",
        read_by=("grace",),
        said=(
            DemoWords(
                "grace",
                12,
                (
                    "I have booked the courtyard for Saturday 5 June. We need three things: a speaker, "
                    "music, and somebody who counts the guests."
                ),
            ),
            DemoWords("barbara-krasovec-pozar", 11.9, "I can read two pages. Three, if there is wine."),
            DemoWords(
                "peter-szucs-kovari",
                11.5,
                ("Music is mine. A quartet, all four of them economists, so they play on time."),
            ),
            DemoWords("wilhelmina-van-den-boogaard", 6, "Counting is what I do for a living. Send me the list."),
            DemoWords(
                "maja-kovac",
                5.9,
                ("And I bring the sea: https://luka-jadran.example/boats has the times for Sunday’s trip."),
            ),
            DemoWords("barbara-krasovec-pozar", 5.2, "Is Sunday on the same boat as last time", taken_back=True),
            DemoWords(
                "grace",
                0.4,
                ("Lovely. I shall write the invitation this week, and you tell me what is wrong with it."),
            ),
        ),
    ),
    DemoTalk(
        people=("ana-sustarsic", "maja-kovac"),
        read_by=("maja-kovac", "ana-sustarsic"),
        said=(
            DemoWords(
                "ana-sustarsic",
                60,
                ("Se še spomniš, kdo je takrat na Poslovni 2 hranil zapiske iz ekonometrije?"),
            ),
            DemoWords("maja-kovac", 59.5, "Uroš. Ima jih še zdaj, v škatli za čevlje."),
        ),
    ),
    DemoTalk(
        people=("grace", "uros-dordevic"),
        read_by=("uros-dordevic",),
        said=(
            DemoWords("grace", 9, "Dear Uroš, would you say a few words to the students in March?"),
            DemoWords(
                "uros-dordevic",
                8.8,
                ("With pleasure, if I may tell them about the year in which everything went wrong."),
            ),
            DemoWords("uros-dordevic", 0.9, "Would the 14th suit you? I am in Ljubljana from the 12th on."),
        ),
    ),
    DemoTalk(
        people=("jernej-pececnik", "maja-kovac"),
        said=(
            DemoWords(
                "jernej-pececnik",
                1.4,
                (
                    "Spoštovana gospa Kovač, v špediciji se pripravljamo na nove carinske postopke in bi "
                    "vas rad vprašal, kako ste se jih lotili v Luki. Dovolj bi bilo deset minut po "
                    "telefonu."
                ),
            ),
        ),
    ),
    DemoTalk(
        people=("ada", "peter-szucs-kovari"),
        read_by=("ada",),
        said=(
            DemoWords("ada", 2, "Is your sofa still free on the first Thursday?"),
            DemoWords("peter-szucs-kovari", 1.9, "It is, and it has learnt to unfold. The key is with the baker."),
        ),
    ),
    DemoTalk(
        people=("wilhelmina-van-den-boogaard", "ada"),
        said=(
            DemoWords(
                "wilhelmina-van-den-boogaard",
                4.2,
                (
                    "You asked what I do all day. My new card says it in one word: "
                    "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnungsbeauftragte."
                ),
            ),
            DemoWords("ada", 4.1, "And that is the short form?"),
            DemoWords(
                "wilhelmina-van-den-boogaard",
                4.05,
                (
                    "The long one is here, with a form to order a larger card: https://cards.example/order/2026/"
                    "very-large/with-room-for-titles?width=240&height=85&lines=7&fold=twice"
                ),
                file="Order form for very large cards, with room for titles, second reading, corrected once more.txt",
            ),
        ),
    ),
    DemoTalk(
        people=("tomaz-groselj", "ada"),
        read_by=("ada", "tomaz-groselj"),
        put_aside_by=("ada",),
        said=(
            DemoWords("tomaz-groselj", 150, "Thank you for coming to my class. They still speak of the rocket."),
            DemoWords("ada", 149.5, "So does my ceiling."),
        ),
    ),
    DemoTalk(
        people=("oluwaseun-adebayo-ogunlesi", "ada"),
        said=(
            DemoWords(
                "oluwaseun-adebayo-ogunlesi",
                2.6,
                "We have not met. I read your answer about hedging gas, and have one question more, if you allow it.",
            ),
        ),
    ),
    DemoTalk(
        people=("gregor-stih", "natasa-jurecic"),
        said=(
            DemoWords("gregor-stih", 16, "Dear Nataša, my course on letters of credit begins in January. 390 euros."),
            DemoWords("natasa-jurecic", 15.8, "Thank you, but I am a judge. I shall not need it."),
            DemoWords("gregor-stih", 6, "Dear Nataša, there are three seats left: 350 euros, for classmates only."),
            DemoWords("gregor-stih", 2, "Two seats. 320?", file="The course, its dates and its price.txt"),
        ),
        report=DemoReport(
            who="natasa-jurecic",
            of="gregor-stih",
            ago=1.8,
            reason="I have said no, and am offered the same course again and again.",
        ),
    ),
    DemoTalk(
        people=("jean-baptiste-lefevre-desrosiers", "lana-petrovic"),
        read_by=("lana-petrovic",),
        said=(
            DemoWords("jean-baptiste-lefevre-desrosiers", 30, "You look for a first job, I read. Where are you from?"),
            DemoWords("lana-petrovic", 29.9, "From Celje. Why do you ask?"),
            DemoWords("jean-baptiste-lefevre-desrosiers", 29.4, "Because we open an office there in spring."),
        ),
        report=DemoReport(
            who="lana-petrovic",
            of="jean-baptiste-lefevre-desrosiers",
            ago=29.2,
            reason="I do not know why he wants to know where I am from.",
            outcome="nothing",
            answer="His firm opens an office in your town. You can still put the conversation aside, or block him.",
            judge="grace",
        ),
    ),
)
