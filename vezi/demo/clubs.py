"""The demo's institutions and its three clubs, told as facts; who loads them is another matter."""

from collections.abc import Mapping
from dataclasses import dataclass

from vezi.demo.texts import paragraphs

Texts = Mapping[str, str]
"""Language code to text."""

OFFICE_OF_ALL = "office"
EXTRA_ROLES: Mapping[str, tuple[Texts, tuple[str, ...]]] = {
    OFFICE_OF_ALL: ({"en": "Head of the office", "sl": "Vodja pisarne"}, ("*",)),
}
"""Roles beside the standard ones of a club: their names and capabilities, `*` for every one there is."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoInstitution:
    """A node of the tree; parents stand before their children. `school` names the kind of people made up for it."""

    key: str
    kind: str
    names: Texts
    city: str
    founded: int | None = None
    country: str = "SI"
    parent: str = ""
    school: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoClub:
    """A club: who it is, by which rules it lives, who runs it, and how many people are made up for it.

    `names`, `lede` and `about` have the club's languages; paragraphs of `about` are parted by an empty line.
    `offices` go from a role's code to a key of the cast. `people` include the cast; of them `claimed` (a share) have
    taken up their record.
    """

    slug: str
    institution: str
    kind: str
    names: Texts
    short_name: str
    languages: tuple[str, ...]
    founded: int
    city: str
    colour: str
    crest_shape: str
    crest_letters: str
    motto: Texts
    lede: Texts
    about: Texts
    joining: str
    default_audience: str
    legal_name: str
    postal_address: str
    contact_mail: str
    people: int
    claimed: float
    seed: int
    offices: tuple[tuple[str, str], ...]
    time_zone: str = "Europe/Ljubljana"
    unclaimed_basis: str = ""
    iban: str = ""
    payee_street: str = ""
    payee_town: str = ""


INSTITUTIONS = (
    DemoInstitution(
        key="emona", kind="university", city="Ljubljana", founded=1919,
        names={"en": "University of Emona", "sl": "Univerza v Emoni"},
    ),
    DemoInstitution(
        key="emona-business", kind="school", city="Ljubljana", founded=1957, parent="emona", school="network",
        names={"en": "Emona School of Economics and Business", "sl": "Ekonomska in poslovna šola v Emoni"},
    ),
    DemoInstitution(
        key="emona-environment", kind="faculty", city="Ljubljana", founded=2001, parent="emona", school="faculty",
        names={"en": "Faculty of Environment and Spatial Planning", "sl": "Fakulteta za okolje in prostor"},
    ),
    DemoInstitution(
        key="emona-medicine", kind="faculty", city="Ljubljana", founded=1945, parent="emona",
        names={"en": "Emona Medical Faculty", "sl": "Medicinska fakulteta v Emoni"},
    ),
    DemoInstitution(
        key="drava", kind="university", city="Maribor", founded=1975,
        names={"en": "Drava University", "sl": "Univerza ob Dravi"},
    ),
    DemoInstitution(
        key="drava-business", kind="faculty", city="Maribor", founded=1975, parent="drava", school="mba",
        names={"en": "Faculty of Business Sciences, Maribor", "sl": "Fakulteta za poslovne vede, Maribor"},
    ),
)  # fmt: skip

EMONA = DemoClub(
    slug="emona-business",
    institution="emona-business",
    kind="network",
    names={"en": "Emona Business Alumni"},
    short_name="Emona Alumni",
    languages=("en",),
    founded=1961,
    city="Ljubljana",
    colour="#0e5a4f",
    crest_shape="shield",
    crest_letters="EB",
    motto={"en": "Somebody will pick up."},
    lede={"en": "A school of economics on the Ljubljanica, and its people on every continent."},
    about={
        "en": paragraphs("""
            In June 1961 thirty-one graduates had supper at an inn behind the fish market and agreed to meet
            again in a year. They did, and nobody has found a reason to stop. What began as one long table
            is now a network of treasurers and teachers, founders and civil servants, three novelists, and a
            man who left audit for apricots.

            We do three things. We keep each other findable, so that the person who sat behind you in
            Statistics II is never more than a minute away. We answer: the student who wants to know what
            the job is really like, the colleague who is moving to Vienna, Lagos or Singapore, the founder
            who has to think aloud before Monday. And we give back, more often in hours than in euros; both
            are counted, and neither is ranked.

            There are evenings in the cities where enough of us live, reunions every five years, and one
            dinner in June for which people fly in. The menu has not changed since 1961. It has been tried.

            The network belongs to its members. The school’s registrar tells us who graduated and nothing
            else; what others see of you is for you to say. If you studied here, taught here or spent a
            semester with us, your record is probably waiting. Claim it, correct what is wrong, and pull up
            a chair.
        """),
    },
    joining="proof",
    default_audience="network",
    legal_name="Emona Business Alumni, society",
    postal_address="Ribja ulica 14\n1000 Ljubljana\nSlovenia",
    contact_mail="office@emona-alumni.example",
    iban="SI56263300012039086",
    payee_street="Ribja ulica 14",
    payee_town="1000 Ljubljana",
    people=4000,
    claimed=0.6,
    seed=1961,
    offices=(
        ("chair", "ana-sustarsic"),
        ("registrar", "spela-znidarsic-cebulj"),
        ("treasurer", "uros-dordevic"),
        ("editor", "barbara-krasovec-pozar"),
        ("events", "vida-zupancic"),
        (OFFICE_OF_ALL, "grace"),
    ),
)

DRAVA = DemoClub(
    slug="mba-ob-dravi",
    institution="drava-business",
    kind="mba",
    names={"sl": "Klub MBA ob Dravi"},
    short_name="MBA ob Dravi",
    languages=("sl",),
    founded=1996,
    city="Maribor",
    colour="#8a2f2a",
    crest_shape="round",
    crest_letters="96",
    motto={"sl": "Petek popoldne, sobota zjutraj."},
    lede={"sl": "Dve leti petkovih popoldnevov in sobotnih juter, potem pa poznanstva za vse življenje."},
    about={
        "sl": paragraphs("""
            Jeseni 1996 se je v predavalnico nad Dravo vpisalo štiriindvajset ljudi, ki so že imeli službe,
            otroke in mnenja. Klub so ustanovili, še preden je kdo od njih diplomiral. Zapisnik prve seje je
            na prtičku iz gostilne čez cesto; hranimo ga uokvirjenega, skupaj z računom.

            Danes nas je okrog tristo. Vodimo tovarne in bolnišnice, prodajamo stroje v Brazilijo in vino v
            Gradec; nekateri učimo, nekateri smo podjetje prodali in začenjamo znova. Vsak prvi četrtek v
            mesecu se dobimo ob šestih: en gost, ena zgodba, nobenih prosojnic. Dvakrat na leto obiščemo
            podjetje koga od nas in vidimo tudi tisto, česar v letnem poročilu ni.

            Klub je majhen in tak naj ostane. Vanj vabimo diplomantke in diplomante programa MBA, udeležence
            Foruma vodenja in učitelje, ki so z nami zdržali. Vsako prošnjo preberemo in nanjo odgovorimo v
            nekaj dneh. Kaj o vas vidijo drugi, odločate sami.
        """),
    },
    joining="approval",
    default_audience="club",
    legal_name="Društvo Klub MBA ob Dravi",
    postal_address="Pristaniška ulica 8\n2000 Maribor",
    contact_mail="klub@mba-ob-dravi.example",
    people=300,
    claimed=0.63,
    seed=1996,
    offices=(
        ("chair", "bernarda-kokalj-usaj"),
        ("registrar", "damjan-pecnik"),
        ("treasurer", "irena-vrabl"),
        ("editor", "rok-zorec"),
        ("events", "tadeja-lisjak"),
    ),
)

PROSTOR = DemoClub(
    slug="okolje-in-prostor",
    institution="emona-environment",
    kind="faculty",
    names={"sl": "Klub alumnov Okolje in prostor", "en": "Environment and Space Alumni"},
    short_name="Okolje in prostor",
    languages=("sl", "en"),
    founded=2001,
    city="Ljubljana",
    colour="#f2a900",
    crest_shape="gate",
    crest_letters="OP",
    motto={"sl": "Najprej na teren.", "en": "First, go and look."},
    lede={
        "sl": "Ljudje, ki prostor rišejo, merijo in varujejo, in študentje, ki bodo to počeli za njimi.",
        "en": "People who draw, measure and look after the land, and the students who will do so after them.",
    },
    about={
        "sl": paragraphs("""
            Fakulteta za okolje in prostor je nastala leta 2001 v nekdanji pletilnici na Viču, s tremi
            programi in eno samo veliko mizo. Prvi vpisani so še isto jesen ustanovili klub, da bi imeli s
            kom deliti ključ od risalnice. Ključ imamo še vedno; mize se je prijelo ime po profesorju, ki je
            nanjo plezal.

            Naši diplomanti načrtujejo parke in poplavne ravnice, pripravljajo občinske načrte, merijo
            ledenike, pišejo programe za zemljevide in na zborih krajanov mirijo sosede. Delamo v birojih,
            na občinah, v inštitutih in na tujem. Skoraj vsi pa se spomnimo terenskih vaj na Cerkniškem
            jezeru v letu, ko jezera ni bilo.

            Klub je odprt: kdor je pri nas študiral, učil ali delal, se lahko pridruži takoj. Študentke in
            študenti smejo vprašati kar koli, in na večino vprašanj kdo odgovori še isti teden. Spomladi
            hodimo na sprehode po gradbiščih, jeseni čistimo Gradaščico, pozimi pa odpiramo stare načrte in
            se čudimo, kaj vse se je izšlo.
        """),
        "en": paragraphs("""
            The Faculty of Environment and Spatial Planning began in 2001 in a disused knitting mill at Vič,
            with three programmes and one large table. The first students founded a club the same autumn, so
            as to have somebody to share the key of the drawing room with. We still have the key; the table
            is named after the professor who used to climb on it.

            Our graduates plan parks and flood plains, prepare town plans, measure glaciers, write software
            for maps, and talk neighbours down at public hearings. We work in practices, town halls and
            institutes, here and abroad, and nearly all of us remember the field course at Lake Cerknica in
            the year there was no lake.

            The club is open: whoever studied, taught or worked here may join at once. Students may ask
            anything, and somebody answers most questions within the week. In spring we walk across building
            sites, in autumn we clean the Gradaščica, and in winter we unroll old plans and marvel at what
            came true.
        """),
    },
    joining="open",
    default_audience="network",
    legal_name="Društvo Klub alumnov Okolje in prostor",
    postal_address="Stara pletilnica 3\n1000 Ljubljana",
    contact_mail="klub@okolje-in-prostor.example",
    people=1500,
    claimed=0.58,
    seed=2001,
    offices=(
        ("chair", "lucija-breznikar"),
        ("registrar", "tilen-ogrin"),
        ("treasurer", "petra-gnezda"),
        ("editor", "anze-mavsar"),
        ("events", "neza-furlan"),
    ),
    unclaimed_basis=(
        "Zakoniti interes: diplomanti fakultete so javno razglašeni; člani vidijo le ime in letnik. "
        "Sklep zbora članov, 12. 3. 2019."
    ),
)

CLUBS = (EMONA, DRAVA, PROSTOR)
