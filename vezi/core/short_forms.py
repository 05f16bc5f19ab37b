"""Whom a short form may mean: English from the package `nicknames`, Slovenian from the table below."""

from functools import lru_cache

from nicknames import NickNamer

#: A full name and what its bearers are called, folded. One short form may stand for several names.
SLOVENIAN = """
albin: bine
aleksander: aleks ales sandi sasa sandro
aleksandra: aleksa sandra sasa
alojz: alojzij lojze lojz slavko alois
alojzija: lojzka slavka
ana: anica ancka anka anja ani
andrej: drejc andi
angela: angelca gelca
anton: tone toncek toni
antonija: tonka toncka
avgust: gusti gustl
barbara: barbka bara
bogomir: mirko
cecilija: cilka cila
dominik: nik domen
doroteja: dora teja rotija
dragotin: drago
edvard: edi edo
elizabeta: liza spela betka beti erzsebet
emanuel: mane
ferdinand: nande ferdo
filip: lipe
franc: france franci francek fran frane
franciska: fani francka
friderik: fric
gabrijel: gabi jelko
gabrijela: gabi jelka
genovefa: vefa
gertruda: jera jedrt
gregor: grega
helena: alenka lenka jelena
henrik: hinko
hermina: mina
ignac: ignacij nace
ivan: ivo vanja
ivana: ivanka vanka janja
jakob: jaka
janez: janko jani
jernej: nejc bartolomej
jozef: joze joza jozko pepi bepo
jozefa: joza pepca jozica
julijana: julka jana
jurij: jure jurcek juro djuro
karel: karl karli drago
karolina: karla lina
katarina: katja kati katra rina
kristina: tina kristinka
leopold: polde
lovrenc: lovro
lucija: luca
ludvik: lojze
ljudmila: milka mila ljuda
magdalena: majda alenka lenka magda
maksimilijan: maks
margareta: meta marjeta greta marjetka marjetica
marija: micka marica mimi mici marjana mara mija
martin: tine tinko
martina: tina
matej: mate
matija: matjaz matic
mihael: miha misel mihec
mihaela: misela mija
mitja: dimitrij
nezika: neza agnes
neza: agnes nezka agata
nikolaj: niko nik miklavz nikola
pavel: pavle pavli
peter: pero perko
rozalija: rozka zala roza
rudolf: rudi
silvester: silvo
stanislav: stane stanko slavko
stanislava: stanka slavka
stefan: stef
stefanija: stefka
terezija: rezka zinka tereza
tomaz: tomo tomi
ursula: urska usa
valentin: tine tinko zdravko
valentina: tina
veronika: vera nika ronka
viljem: vili
vincenc: cene vinko
vladimir: vlado mirko
zofija: zofka sonja
"""


@lru_cache(maxsize=1)
def _slovenian() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in SLOVENIAN.strip().splitlines():
        full, _, shorter = line.partition(":")
        for short in shorter.split():
            found.setdefault(short, set()).add(full)
    return {short: frozenset(names) for short, names in found.items()}


@lru_cache(maxsize=1)
def _english() -> NickNamer:
    return NickNamer()


@lru_cache(maxsize=1)
def _shorter() -> dict[str, frozenset[str]]:
    return {
        full: frozenset(shorter.split())
        for full, _, shorter in (line.partition(":") for line in SLOVENIAN.strip().splitlines())
    }


@lru_cache(maxsize=65_536)
def short_of(name: str) -> frozenset[str]:
    """What bearers of the folded name are called: `short_of("william")` has `bill`."""
    return (_shorter().get(name, frozenset()) | _english().nicknames_of(name)) - {name}


@lru_cache(maxsize=65_536)
def formal_of(name: str) -> frozenset[str]:
    """The folded name itself and every full name it may be short for: `formal_of("bill")` has `william`."""
    return frozenset({name}) | _slovenian().get(name, frozenset()) | _english().canonicals_of(name)
