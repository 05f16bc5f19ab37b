"""The demo's groups and what is said in them, told as facts."""

from vezi.demo.gatherings import DemoGroup, DemoPost

GROUPS = (
    DemoGroup(
        name="Emona Business in Vienna",
        kind="chapter",
        club="emona-business",
        place="Vienna",
        officers=("peter-szucs-kovari",),
        moderators=("barbara-krasovec-pozar",),
        members=("ada", "nejc-zagar", "maja-kovac"),
        crowd=41,
        about=(
            "Everybody of the school who lives in Vienna, works there or passes through.\n\nWe meet on "
            "the **first Thursday** of the month near Karlsplatz. Newcomers are shown where to "
            "register, which forms hurt, and who sells decent bread."
        ),
        posts=(
            DemoPost(
                who="peter-szucs-kovari",
                ago=3,
                pinned=True,
                title="First Thursday in December: who is coming?",
                text=(
                    "The back room is booked from seven. It seats eighteen, so please say.\n\nBarbara has "
                    "promised to read two pages, no more."
                ),
                poll=("I’m coming", "Perhaps", "I can’t"),
                answers=(
                    DemoPost(who="barbara-krasovec-pozar", ago=2.4, text="Three pages. The second one is short."),
                    DemoPost(
                        who="ada",
                        ago=1.2,
                        text="I am in Vienna that week anyway. Is there a train back after ten?",
                        thanks=1,
                    ),
                    DemoPost(
                        who="peter-szucs-kovari",
                        ago=1.1,
                        text="The last one to Ljubljana leaves at 21.25, but you can have our sofa.",
                        thanks=3,
                        file="How to find the sofa, with the key and the baker’s hours.txt",
                    ),
                ),
            ),
            DemoPost(
                who="maja-kovac",
                ago=26,
                is_question=True,
                helped=2,
                title="Which bank opens an account for a firm without an Austrian director?",
                text=(
                    "We are setting up a small branch for port services. Two banks have said no within an "
                    "hour, the third asks for a *Meldezettel* of somebody who does not live there."
                ),
                answers=(
                    DemoPost(
                        who="nejc-zagar", ago=25.6, text="We gave up and took a director. I would not do that again."
                    ),
                    DemoPost(
                        who="peter-szucs-kovari",
                        ago=25,
                        good=True,
                        thanks=6,
                        text=(
                            "It can be done, in this order:\n\n1. Register the branch first, with a "
                            "*Zustellungsbevollmächtigter* instead of a director. A notary does it in a week.\n2. Go "
                            "to a bank that has a desk for Central Europe, and go in person.\n3. Bring the owners’ "
                            "register extract **with an apostille**. That is what the first two really missed.\n\nI "
                            "can name you the desk."
                        ),
                    ),
                    DemoPost(
                        who="maja-kovac",
                        ago=21,
                        text="Account opened this morning. The apostille it was. Thank you!",
                        thanks=2,
                    ),
                ),
            ),
        ),
    ),
    DemoGroup(
        name="Treasury and hedging",
        kind="trade",
        trade="banking",
        club="emona-business",
        officers=("maja-kovac",),
        moderators=("thordis-gudmundsdottir",),
        members=("ada", "uros-dordevic", "nejc-zagar", "ravi-krishnamoorthy", "gregor-stih"),
        crowd=63,
        about=(
            "For those who answer for a firm’s cash: banks, currencies, energy, ships. What is said "
            "here is **not for quoting**."
        ),
        posts=(
            DemoPost(
                who="nejc-zagar",
                ago=5,
                is_question=True,
                helped=3,
                title="Do you hedge gas for one year or for three?",
                text=(
                    "Our board wants three years “for peace of mind”. The bank is delighted, which makes me careful."
                ),
                answers=(
                    DemoPost(
                        who="uros-dordevic",
                        ago=4.8,
                        text=(
                            "Whoever sells you peace of mind has priced it. Ask what it costs to get *out* after one "
                            "year."
                        ),
                    ),
                    DemoPost(
                        who="ada",
                        ago=4.5,
                        text=(
                            "We hedge one year fully, the second by half, the third not at all. Dull, and it "
                            "survived 2022."
                        ),
                    ),
                    DemoPost(
                        who="thordis-gudmundsdottir",
                        ago=4.1,
                        good=True,
                        thanks=9,
                        text=(
                            "Layer it. Each quarter we buy a twelfth of what we need in three years’ time. Nobody is "
                            "ever a genius and nobody is ever fired.\n\nWhat the board sees is one line: *how much of "
                            "next year is fixed, at what price.* Since they have that line, they stopped asking for "
                            "three years."
                        ),
                    ),
                    DemoPost(
                        who="nejc-zagar",
                        ago=3.9,
                        text="The one line did it. Thank you, @thordis-gudmundsdottir.",
                        thanks=1,
                    ),
                ),
            ),
            DemoPost(
                who="gregor-stih",
                ago=12,
                title="Letters of credit are back",
                text=(
                    "Three customers in a month ask for them again. My two youngest colleagues had never "
                    "seen one.\n\n> The documents are the goods.\n\nIf there is interest I can do forty minutes "
                    "on a screen, with the mistakes that cost us money."
                ),
                answers=(
                    DemoPost(
                        who="ravi-krishnamoorthy",
                        ago=11.8,
                        text="Yes please. We had one refused over a missing comma in the consignee.",
                        thanks=4,
                    ),
                    DemoPost(who="maja-kovac", ago=11.5, text="Put me down, and five of mine."),
                ),
            ),
            DemoPost(
                who="uros-dordevic",
                ago=340,
                good=True,
                thanks=7,
                title="What our auditors ask about hedges, and what they want to see",
                text=(
                    "Collected over four audits. The short list:\n\n- the paper that says **why**, dated "
                    "*before* the trade\n- who may trade, with what limit, and who checks\n- a test that the "
                    "hedge still fits, each quarter, on one page\n\nWith these three the hedge accounting talk "
                    "takes an afternoon, without them a week."
                ),
            ),
        ),
    ),
    DemoGroup(
        name="First job, first flat",
        kind="interest",
        club="emona-business",
        officers=("grace",),
        moderators=("spela-znidarsic-cebulj",),
        members=("ada", "lana-petrovic", "tomaz-groselj", "vida-zupancic", "jernej-pececnik"),
        crowd=34,
        about="For those in their last year and their first three after. Everybody else is here to answer.",
        posts=(
            DemoPost(
                who="lana-petrovic",
                ago=1.6,
                is_question=True,
                title="They ask what I want to earn. What do I say?",
                text=(
                    "Second interview on Tuesday, controlling, a firm of two hundred people in Ljubljana. I "
                    "have no idea whether my number is cheeky or sad."
                ),
                answers=(
                    DemoPost(
                        who="vida-zupancic",
                        ago=1.5,
                        text=(
                            "Never the first number. Ask what the band for the post is; every firm of two hundred "
                            "has one."
                        ),
                    ),
                    DemoPost(
                        who="tomaz-groselj",
                        ago=1.3,
                        text="And if they insist, give a range whose *lower* end you would be content with.",
                        thanks=2,
                    ),
                    DemoPost(
                        who="spela-znidarsic-cebulj",
                        ago=0.7,
                        text=(
                            "In the public service it is all in the decree, which spares one the question. Good luck "
                            "on Tuesday!"
                        ),
                    ),
                    DemoPost(
                        who="jernej-pececnik",
                        ago=0.5,
                        text="I sell a course in just this: three evenings, 290 euros. Write to me today and save a tenth.",
                        reported="An advertisement. It stands in two other groups as well.",
                    ),
                ),
            ),
        ),
    ),
    DemoGroup(
        name="Women on boards",
        kind="interest",
        club="emona-business",
        joining="request",
        officers=("vida-zupancic", "spela-znidarsic-cebulj"),
        members=("ada", "grace", "maria-del-carmen-fernandez-villaverde"),
        crowd=18,
        asking=("natasa-jurecic", "mojca-sinkovec-vrecko"),
        about=(
            "Women of the school who sit on supervisory boards, or will. We pass on openings, read "
            "each other’s papers, and rehearse."
        ),
        posts=(
            DemoPost(
                who="spela-znidarsic-cebulj",
                ago=8,
                title="A state holding looks for two members with audit experience",
                text=(
                    "The call closes on the 15th. It wants five years in audit or in a finance office, and "
                    "English. I know the last committee and can say how it thinks."
                ),
                answers=(
                    DemoPost(
                        who="vida-zupancic",
                        ago=7.5,
                        text="I will forward it to Nataša, she fits to the letter.",
                        thanks=2,
                        file="What the committee asked last time.txt",
                    ),
                ),
            ),
        ),
    ),
    DemoGroup(
        name="Running before work",
        kind="interest",
        club="emona-business",
        officers=("ada",),
        members=("nejc-zagar", "peter-szucs-kovari"),
        crowd=12,
        about="Wednesdays at six, from the Tivoli pond. *Slow is a pace.*",
        posts=(
            DemoPost(
                who="ada",
                ago=6,
                title="Ice on the northern path",
                text="We turn at the chapel until it thaws. Bring a light.",
                thanks=2,
                picture="The way back, on Wednesday.png",
            ),
        ),
    ),
    DemoGroup(
        name="Pripravljalni odbor srečanja 1999",
        kind="interest",
        club="emona-business",
        joining="hidden",
        officers=("maja-kovac",),
        members=("ziga-crncec", "barbara-krasovec-pozar"),
        crowd=0,
        invited=("ada",),
        about="Presenečenja ostanejo tukaj.",
        posts=(
            DemoPost(
                who="barbara-krasovec-pozar",
                ago=9,
                title="The band",
                text="They still have all four members, and want no money. They want the old poster.",
            ),
        ),
    ),
    DemoGroup(
        name="Voda in prostor",
        kind="interest",
        club="okolje-in-prostor",
        officers=("petra-gnezda",),
        moderators=("ziga",),
        members=("maja", "nejc-zagar", "lucija-breznikar", "tilen-ogrin", "neza-furlan"),
        crowd=36,
        about="Vodovodi, poplave, kras, podtalnica. Pišemo po slovensko ali angleško, kakor komu bolje teče.",
        posts=(
            DemoPost(
                who="petra-gnezda",
                ago=4,
                is_question=True,
                helped=1,
                title="Kako ste v občinskem načrtu določili vodovarstveni pas na krasu?",
                text=(
                    "Pravilnik govori o krogih, kras pa se krogov ne drži. Sledilni poskus imamo, a je star "
                    "dvajset let."
                ),
                answers=(
                    DemoPost(
                        who="ziga",
                        ago=3.7,
                        good=True,
                        thanks=5,
                        text=(
                            "Pas smo risali po **času dotoka**, ne po razdalji. Potrebujete tri reči:\n\n1. sledilni "
                            "poskus ob visoki vodi (vaš stari zadošča, če je bil spomladi),\n2. karto vrtač iz "
                            "lidarskih podatkov,\n3. zapisnik z ministrstvom, *preden* gre načrt v "
                            "razgrnitev.\n\nPošljem vam naš zapisnik."
                        ),
                    ),
                    DemoPost(who="tilen-ogrin", ago=3.2, text="Zapisnik prosim tudi jaz. Pri nas je obstalo prav tam."),
                ),
            ),
            DemoPost(
                who="maja",
                ago=15,
                is_question=True,
                title="Iščem podatke o pretokih za magistrsko nalogo",
                text=(
                    "Potrebujem urne pretoke Kamniške Bistrice po letu 2010. Agencija jih ima do 2018. Ali "
                    "jih ima kdo naprej?"
                ),
                answers=(
                    DemoPost(
                        who="lucija-breznikar",
                        ago=14.5,
                        text="Imamo jih do lanskega leta, za študijsko rabo brez težav. Pišite mi.",
                        thanks=1,
                    ),
                ),
            ),
        ),
    ),
    DemoGroup(
        name="Občinski urbanisti",
        kind="trade",
        trade="architecture",
        club="okolje-in-prostor",
        joining="request",
        officers=("tilen-ogrin",),
        members=("lucija-breznikar", "ziga"),
        crowd=14,
        asking=("neza-furlan",),
        about="Za tiste, ki na občini odgovarjajo za prostor. Kar je rečeno tu, ne gre v časopis.",
        posts=(
            DemoPost(
                who="tilen-ogrin",
                ago=19,
                title="Kdo je že oddal prikaz stanja po novem pravilniku?",
                text="Mi smo tretjič dobili nazaj. Prvič zaradi barv.",
                answers=(
                    DemoPost(who="lucija-breznikar", ago=18, text="Barve pošljem. Drugič bo zaradi merila.", thanks=3),
                ),
            ),
        ),
    ),
    DemoGroup(
        name="Okolje in prostor v Trstu",
        kind="chapter",
        club="okolje-in-prostor",
        place="Trieste",
        officers=("ziga",),
        members=("petra-gnezda",),
        crowd=9,
        about="Čez mejo in nazaj: projekti, javni natečaji, burja.",
    ),
    DemoGroup(
        name="Nadzorni sveti",
        kind="interest",
        club="mba-ob-dravi",
        joining="invitation",
        officers=("bernarda-kokalj-usaj",),
        members=("damjan-pecnik", "irena-vrabl"),
        crowd=7,
        invited=("ziga",),
        about="Za člane nadzornih svetov. V skupino vabimo člani sami.",
        posts=(
            DemoPost(
                who="irena-vrabl",
                ago=10,
                title="Vprašanja za prvo sejo z novim revizorjem",
                text=(
                    "- Kaj bi pregledali, če bi imeli en sam dan?\n- Katere ocene so *vaše* in katere "
                    "uprave?\n- Česa lani niste mogli preveriti?"
                ),
                good=True,
                thanks=4,
            ),
        ),
    ),
    DemoGroup(
        name="Slovenci v Zürichu in okolici",
        kind="interest",
        club="",
        officers=("uros-dordevic",),
        members=("ada", "nejc-zagar"),
        crowd=23,
        about="Za člane vseh klubov. Šole, zdravstvo, davki dveh držav in nedeljska juha.",
        posts=(
            DemoPost(
                who="uros-dordevic",
                ago=2,
                is_question=True,
                title="Drugi steber: ali ga kdo pušča v Sloveniji?",
                text="Svetovalec pravi eno, konzulat drugo. Zanima me, kdo je to že izpeljal do konca.",
            ),
        ),
    ),
    DemoGroup(
        name="Students and graduates of all faculties",
        kind="interest",
        club="",
        officers=("grace", "nejc-zagar"),
        members=("maja", "ziga", "lana-petrovic", "ada"),
        crowd=52,
        about="Ask across the fence. An economist’s riddle is often an engineer’s Tuesday.",
        posts=(
            DemoPost(
                who="maja",
                ago=7,
                is_question=True,
                helped=1,
                title="Who can explain discounting to an environmental planner?",
                text=(
                    "My thesis weighs a flood wall against moving nineteen houses. The whole result hangs on "
                    "one percentage, and I do not trust it."
                ),
                answers=(
                    DemoPost(
                        who="ada",
                        ago=6.8,
                        good=True,
                        thanks=8,
                        text=(
                            "You are right not to. Show the result for **three** rates (1, 3 and 5 %) and say at "
                            "which rate the answer turns over. If it turns at 2.9 %, *that* is your finding.\n\nHappy "
                            "to look at the table."
                        ),
                    ),
                    DemoPost(
                        who="ziga",
                        ago=6.2,
                        text="And count the houses’ owners twice. They do not discount at all.",
                        thanks=5,
                    ),
                ),
            ),
        ),
    ),
)
