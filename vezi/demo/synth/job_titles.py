# ruff: noqa: E501 - tables are read line by line
"""What people are called at work: for each trade four steps of seniority, one line a step.

`English = a man in Slovenian / a woman in Slovenian`, several parted by `;`.
"""

from functools import cache
from typing import NamedTuple

TITLES = {
    "banking": """
        Credit analyst = kreditni analitik / kreditna analitičarka; Client adviser = osebni bančnik / osebna bančnica
        Risk manager = upravljavec tveganj / upravljavka tveganj; Corporate banker = skrbnik poslovnih strank / skrbnica poslovnih strank; Actuary = aktuar / aktuarka
        Head of credit risk = vodja kreditnih tveganj / vodja kreditnih tveganj; Head of treasury = vodja zakladništva / vodja zakladništva; Portfolio manager = upravljavec premoženja / upravljavka premoženja
        Member of the board = član uprave / članica uprave; Chief risk officer = direktor tveganj / direktorica tveganj""",
    "accounting": """
        Junior accountant = mlajši računovodja / mlajša računovodkinja; Audit assistant = pomočnik revizorja / pomočnica revizorja
        Accountant = računovodja / računovodkinja; Auditor = revizor / revizorka; Tax adviser = davčni svetovalec / davčna svetovalka
        Certified auditor = pooblaščeni revizor / pooblaščena revizorka; Head of accounting = vodja računovodstva / vodja računovodstva
        Partner in audit = partner v reviziji / partnerka v reviziji; Owner of an accounting firm = lastnik računovodskega servisa / lastnica računovodskega servisa""",
    "consulting": """
        Business analyst = poslovni analitik / poslovna analitičarka; Junior consultant = mlajši svetovalec / mlajša svetovalka
        Consultant = svetovalec / svetovalka; Project lead = vodja projektov / vodja projektov
        Senior consultant = višji svetovalec / višja svetovalka; Head of practice = vodja področja / vodja področja
        Partner = partner / partnerka; Independent adviser = samostojni svetovalec / samostojna svetovalka""",
    "law": """
        Trainee lawyer = odvetniški pripravnik / odvetniška pripravnica; Legal assistant = pravni sodelavec / pravna sodelavka
        Lawyer = odvetnik / odvetnica; Legal counsel = pravni svetovalec / pravna svetovalka
        Senior counsel = višji pravni svetovalec / višja pravna svetovalka; Head of legal = vodja pravne službe / vodja pravne službe
        Partner = odvetnik, družbenik / odvetnica, družbenica; Mediator = mediator / mediatorka""",
    "government": """
        Adviser = svetovalec / svetovalka; Trainee clerk = pripravnik / pripravnica
        Senior adviser = višji svetovalec / višja svetovalka; Project officer = skrbnik projektov / skrbnica projektov
        Head of department = vodja oddelka / vodja oddelka; Head of European projects = vodja evropskih projektov / vodja evropskih projektov
        Director general = generalni direktor / generalna direktorica; Mayor's adviser = svetovalec župana / svetovalka župana""",
    "software": """
        Software developer = razvijalec programske opreme / razvijalka programske opreme; Tester = preizkuševalec / preizkuševalka; Data analyst = podatkovni analitik / podatkovna analitičarka
        Senior developer = višji razvijalec / višja razvijalka; Data engineer = podatkovni inženir / podatkovna inženirka; Product manager = skrbnik izdelka / skrbnica izdelka
        Engineering lead = vodja razvoja / vodja razvoja; Solution architect = arhitekt rešitev / arhitektka rešitev; Head of product = vodja produktov / vodja produktov
        Chief technology officer = tehnični direktor / tehnična direktorica; Founder = ustanovitelj / ustanoviteljica""",
    "telecoms": """
        Network technician = omrežni tehnik / omrežna tehnica; Support specialist = strokovnjak za podporo / strokovnjakinja za podporo
        Network engineer = omrežni inženir / omrežna inženirka; Pricing manager = skrbnik cenikov / skrbnica cenikov
        Head of network planning = vodja načrtovanja omrežja / vodja načrtovanja omrežja; Head of business customers = vodja poslovnih strank / vodja poslovnih strank
        Director of operations = direktor operacij / direktorica operacij""",
    "manufacturing": """
        Process engineer = procesni inženir / procesna inženirka; Buyer = nabavni referent / nabavna referentka; Production planner = planer proizvodnje / planerka proizvodnje
        Quality manager = vodja kakovosti / vodja kakovosti; Development engineer = razvojni inženir / razvojna inženirka; Controller = kontroler / kontrolerka
        Plant manager = vodja obrata / vodja obrata; Head of purchasing = vodja nabave / vodja nabave; Export director = direktor izvoza / direktorica izvoza
        Managing director = direktor / direktorica; Member of the board = član uprave / članica uprave""",
    "pharmacy": """
        Laboratory analyst = laborant / laborantka; Medical representative = strokovni sodelavec / strokovna sodelavka
        Regulatory affairs manager = skrbnik registracij / skrbnica registracij; Pharmacist = farmacevt / farmacevtka
        Head of clinical trials = vodja kliničnih raziskav / vodja kliničnih raziskav; Head of quality = vodja kakovosti / vodja kakovosti
        Director of development = direktor razvoja / direktorica razvoja""",
    "medicine": """
        Hospital administrator = bolnišnični referent / bolnišnična referentka; Care coordinator = koordinator oskrbe / koordinatorka oskrbe
        Practice manager = vodja ambulante / vodja ambulante; Health economist = zdravstveni ekonomist / zdravstvena ekonomistka
        Head of nursing services = vodja oskrbe / vodja oskrbe; Head of hospital finance = vodja financ bolnišnice / vodja financ bolnišnice
        Hospital director = direktor bolnišnice / direktorica bolnišnice""",
    "education": """
        Teacher = učitelj / učiteljica; Teaching assistant = asistent / asistentka; Trainer = izobraževalec / izobraževalka
        Teacher of economics = profesor ekonomije / profesorica ekonomije; Programme coordinator = koordinator programa / koordinatorka programa
        Deputy head = pomočnik ravnatelja / pomočnica ravnatelja; Head of adult education = vodja izobraževanja odraslih / vodja izobraževanja odraslih
        Head teacher = ravnatelj / ravnateljica""",
    "research": """
        Junior researcher = mladi raziskovalec / mlada raziskovalka; Research assistant = raziskovalni sodelavec / raziskovalna sodelavka
        Researcher = raziskovalec / raziskovalka; Postdoctoral fellow = podoktorski raziskovalec / podoktorska raziskovalka
        Senior researcher = višji znanstveni sodelavec / višja znanstvena sodelavka; Group leader = vodja raziskovalne skupine / vodja raziskovalne skupine
        Director of the institute = direktor inštituta / direktorica inštituta; Scientific adviser = znanstveni svetnik / znanstvena svetnica""",
    "architecture": """
        Junior architect = mlajši arhitekt / mlajša arhitektka; Draughtsperson = projektant / projektantka; Junior planner = mlajši prostorski načrtovalec / mlajša prostorska načrtovalka
        Landscape architect = krajinski arhitekt / krajinska arhitektka; Spatial planner = prostorski načrtovalec / prostorska načrtovalka; Architect = arhitekt / arhitektka
        Chartered planner = pooblaščeni prostorski načrtovalec / pooblaščena prostorska načrtovalka; Studio lead = vodja studia / vodja studia
        Founder of a practice = ustanovitelj biroja / ustanoviteljica biroja; City architect = mestni arhitekt / mestna arhitektka""",
    "construction": """
        Site engineer = inženir na gradbišču / inženirka na gradbišču; Cost estimator = kalkulant / kalkulantka
        Site manager = vodja gradbišča / vodja gradbišča; Structural engineer = statik / statičarka
        Project director = vodja investicij / vodja investicij; Head of tenders = vodja ponudb / vodja ponudb
        Managing director = direktor / direktorica""",
    "property": """
        Letting agent = posrednik za najem / posrednica za najem; Property valuer = cenilec nepremičnin / cenilka nepremičnin
        Property manager = upravnik nepremičnin / upravnica nepremičnin; Investment analyst = naložbeni analitik / naložbena analitičarka
        Head of development = vodja razvoja nepremičnin / vodja razvoja nepremičnin
        Owner of an agency = lastnik agencije / lastnica agencije""",
    "energy": """
        Energy analyst = energetski analitik / energetska analitičarka; Maintenance engineer = inženir vzdrževanja / inženirka vzdrževanja
        Power trader = trgovec z elektriko / trgovka z elektriko; Grid planner = načrtovalec omrežja / načrtovalka omrežja
        Head of renewables = vodja obnovljivih virov / vodja obnovljivih virov; Head of trading = vodja trgovanja / vodja trgovanja
        Member of the board = član uprave / članica uprave; Director of production = direktor proizvodnje / direktorica proizvodnje""",
    "environment": """
        Environmental technician = okoljski tehnik / okoljska tehnica; Hydrologist = hidrolog / hidrologinja; Surveyor = geodet / geodetka
        Environmental engineer = okoljski inženir / okoljska inženirka; Geoinformatics specialist = geoinformatik / geoinformatičarka; Water manager = upravljavec voda / upravljavka voda
        Head of environmental assessments = vodja okoljskih presoj / vodja okoljskih presoj; Head of flood protection = vodja protipoplavne varnosti / vodja protipoplavne varnosti
        Director of waterworks = direktor vodovoda / direktorica vodovoda""",
    "transport": """
        Freight forwarder = špediter / špediterka; Dispatcher = disponent / disponentka; Supply chain analyst = analitik dobavnih verig / analitičarka dobavnih verig
        Logistics manager = vodja logistike / vodja logistike; Cash and risk manager = upravljavec denarja in tveganj / upravljavka denarja in tveganj
        Terminal manager = vodja terminala / vodja terminala; Head of sales, sea freight = vodja pomorskega tovora / vodja pomorskega tovora
        Chief operating officer = direktor operative / direktorica operative; Managing director = direktor / direktorica""",
    "trade": """
        Buyer = nabavnik / nabavnica; Sales representative = komercialist / komercialistka; Shop manager = poslovodja / poslovodkinja
        Category manager = vodja blagovne skupine / vodja blagovne skupine; Key account manager = skrbnik ključnih kupcev / skrbnica ključnih kupcev
        Head of sales = vodja prodaje / vodja prodaje; Regional manager = območni vodja / območna vodja
        Managing director = direktor / direktorica; Shop owner = trgovec, lastnik / trgovka, lastnica""",
    "food": """
        Food technologist = živilski tehnolog / živilska tehnologinja; Buyer of raw materials = nabavnik surovin / nabavnica surovin
        Brand manager = skrbnik blagovne znamke / skrbnica blagovne znamke; Farm manager = vodja kmetije / vodja kmetije
        Export manager = vodja izvoza / vodja izvoza; Head of production = vodja proizvodnje / vodja proizvodnje
        Winemaker and owner = vinar, lastnik kleti / vinarka, lastnica kleti; Managing director = direktor / direktorica""",
    "tourism": """
        Receptionist = receptor / receptorka; Tour guide = turistični vodnik / turistična vodnica
        Events manager = organizator dogodkov / organizatorka dogodkov; Revenue manager = skrbnik cen in zasedenosti / skrbnica cen in zasedenosti
        Hotel manager = direktor hotela / direktorica hotela; Head of destination = vodja destinacije / vodja destinacije
        Owner of a guest house = lastnik penziona / lastnica penziona; Director of hotels = direktor hotelov / direktorica hotelov""",
    "media": """
        Reporter = novinar / novinarka; Editorial assistant = uredniški sodelavec / uredniška sodelavka
        Economics correspondent = gospodarski novinar / gospodarska novinarka; Producer = producent / producentka
        Editor = urednik / urednica; Head of programme = vodja programa / vodja programa
        Editor-in-chief = odgovorni urednik / odgovorna urednica; Publisher = založnik / založnica""",
    "marketing": """
        Copywriter = tekstopisec / tekstopiska; Social media editor = urednik družbenih omrežij / urednica družbenih omrežij
        Account manager = vodja projektov za naročnike / vodja projektov za naročnike; Market researcher = raziskovalec trga / raziskovalka trga
        Strategy director = strateški direktor / strateška direktorica; Creative director = kreativni direktor / kreativna direktorica
        Agency founder = ustanovitelj agencije / ustanoviteljica agencije""",
    "arts": """
        Designer = oblikovalec / oblikovalka; Gallery assistant = galerijski sodelavec / galerijska sodelavka
        Curator = kustos / kustosinja; Festival producer = producent festivala / producentka festivala
        Head of programme = vodja programa / vodja programa; Translator and writer = prevajalec in pisatelj / prevajalka in pisateljica
        Director of the museum = direktor muzeja / direktorica muzeja; Theatre director = upravnik gledališča / upravnica gledališča""",
    "society": """
        Volunteer coordinator = koordinator prostovoljcev / koordinatorka prostovoljcev; Project assistant = projektni sodelavec / projektna sodelavka
        Fundraiser = zbiralec sredstev / zbiralka sredstev; Youth worker = mladinski delavec / mladinska delavka
        Programme manager = vodja programov / vodja programov
        Director of the foundation = direktor ustanove / direktorica ustanove""",
}  # fmt: skip

# Found in any trade but the smallest firms.
ANYWHERE = """
    Human resources assistant = kadrovski referent / kadrovska referentka; Financial analyst = finančni analitik / finančna analitičarka; Marketing assistant = sodelavec v trženju / sodelavka v trženju
    Human resources manager = kadrovik / kadrovnica; Controller = kontroler / kontrolerka; Marketing manager = vodja trženja / vodja trženja; Business development manager = skrbnik razvoja poslovanja / skrbnica razvoja poslovanja
    Head of finance = vodja financ / vodja financ; Head of human resources = vodja kadrovske službe / vodja kadrovske službe; Head of digital = vodja digitalizacije / vodja digitalizacije
    Chief financial officer = finančni direktor / finančna direktorica; Chief executive = predsednik uprave / predsednica uprave"""

STEPS = 4


class Title(NamedTuple):
    """The name of a post in both languages; Slovenian tells a man from a woman."""

    english: str
    man: str
    woman: str

    def said(self, *, language: str, woman: bool) -> str:
        if language != "sl":
            return self.english
        return self.woman if woman else self.man


@cache
def titles_of(trade: str, step: int) -> list[Title]:
    """Those of the trade several times, then those found anywhere, so that four in five are of the trade."""
    own, anywhere = _line(TITLES[trade], step), _line(ANYWHERE, step)
    return own * round(4 * len(anywhere) / len(own)) + anywhere


def _line(table: str, step: int) -> list[Title]:
    titles = []
    for entry in table.strip().splitlines()[step].split(";"):
        english, slovenian = entry.split(" = ")
        man, woman = slovenian.split(" / ")
        titles.append(Title(english.strip(), _capital(man), _capital(woman)))
    return titles


def _capital(words: str) -> str:
    return words.strip()[0].upper() + words.strip()[1:]
