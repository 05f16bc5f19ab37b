"""What registrars call their columns: English, Slovenian, German, Croatian (and Serbian in Latin letters), Italian.

Written as read; compared folded, so “Študijski program” and “studijski program” are one. A phrase may also stand inside
a longer header (“Datum rojstva študenta”), but then it counts for less.
"""

import re
from functools import lru_cache

from vezi.core.folding import fold
from vezi.network.registrar.reading.fields import IGNORED, SOURCE_ONLY

_WORDS = {
    "student_number": """student number|student no|student nr|student id|studentid|student code|registration number|
        matriculation number|matric number|matric no|record number|index number|alumni id|person id|id number|
        unique id|registration no|id|vpisna številka|vpisna st|vpisna št|vpisna|številka študenta|št. indeksa|
        številka indeksa|indeks|matrikelnummer|matrikelnr|matr.nr|matrikel|studierenden-id|broj indeksa|
        matični broj studenta|matricni broj|matricola|numero di matricola|numero matricola|student_no|rec_id|jmbag""",
    "given": """given name|given names|first name|first names|forename|forenames|firstname|givenname|christian name|
        ime|imena|osebno ime|vorname|vornamen|rufname|nome|nomi|first""",
    "full_name_given_first": """full name|name|student name|student|person|graduate|name and surname|display name|
        ime in priimek|ime i prezime|ime|nome|polno ime|diplomant|diplomantka|absolvent|alumnus|vor- und nachname|
        vorname nachname|vollständiger name|nome e cognome|nominativo|nome completo""",
    "full_name_family_first": """surname and name|surname, name|name (last, first)|last name, first name|
        surname and given name|priimek in ime|priimek, ime|prezime i ime|name, vorname|nachname, vorname|
        nachname vorname|cognome e nome|cognome nome""",
    "family": """surname|name|last name|family name|familyname|lastname|second name|name family|priimek|priimki|
        nachname|familienname|zuname|prezime|prezimena|cognome|last|surnames""",
    "preferred": """known as|preferred name|nickname|goes by|call name|preferred first name|vzdevek|kličejo ga|
        klicno ime|rufname|spitzname|nadimak|soprannome""",
    "former_family": """maiden name|former name|former surname|previous surname|birth name|née|nee|surname at birth|
        dekliški priimek|prejšnji priimek|rojstni priimek|priimek ob rojstvu|rojena|geburtsname|mädchenname|
        früherer name|djevojačko prezime|rođeno prezime|cognome da nubile|cognome di nascita""",
    "name_at_graduation": """name at graduation|name on diploma|diploma name|name during study|priimek ob diplomi|
        ime ob diplomi|ime na diplomi|priimek med študijem|name beim abschluss|name auf der urkunde|
        prezime na diplomi|nome alla laurea""",
    "title": """title|salutation|honorific|prefix|naziv pred imenom|akademski naziv|nagovor|anrede|titel|
        akademischer titel|titula|titolo|titolo accademico""",
    "born_on": """date of birth|birth date|birthdate|birthday|dob|born|born on|d.o.b.|datum rojstva|rojen|
        rojstni datum|dan rojstva|rojstvo|datum roj|geburtsdatum|geboren|geboren am|geb. datum|geb.datum|
        datum rođenja|rođen|data di nascita|nato il|date_of_birth""",
    "birth_year": """year of birth|birth year|birthyear|yob|leto rojstva|rojstno leto|letnica rojstva|geburtsjahr|
        jahrgang geburt|godina rođenja|anno di nascita""",
    "birth_place": """place of birth|birth place|birthplace|born in|city of birth|town of birth|born city|borncity|
        kraj rojstva|rojstni kraj|občina rojstva|geburtsort|mjesto rođenja|mesto rođenja|luogo di nascita""",
    "birth_country": """country of birth|birth country|born country|borncountry|država rojstva|rojstna država|
        geburtsland|država rođenja|zemlja rođenja|paese di nascita|stato di nascita""",
    "deceased_on": """date of death|death date|deceased|deceased on|died|died on|datum smrti|umrl|umrla|umrli|
        pokojni|preminuli|verstorben|sterbedatum|todesdatum|gestorben|preminuo|deceduto|data di morte""",
    "mail": """e-mail|email|mail|e-mail address|email address|mail address|e-post|primary email|personal email|
        e-pošta|e-poštni naslov|elektronska pošta|elektronski naslov|epošta|mejl|e-naslov|e pošta|e-mail-adresse|
        mailadresse|e-mail adresa|elektronička pošta|e-pošta 1|posta elettronica|indirizzo email|indirizzo e-mail""",
    "mail_2": """second email|e-mail 2|email 2|email2|alternative email|alternate email|other email|secondary email|
        work email|druga e-pošta|e-pošta 2|službena e-pošta|službeni e-naslov|zweite e-mail|e-mail dienstlich|
        druga e-mail adresa|seconda email|email secondaria""",
    "phone": """phone|telephone|phone number|telephone number|tel|tel.|telefon|telefonska številka|telefonska|
        stacionarni telefon|domači telefon|home phone|telefonnummer|festnetz|broj telefona|telefono|
        numero di telefono|landline""",
    "mobile": """mobile|mobile phone|cell|cell phone|cellphone|mobile number|gsm|mobitel|mobilni telefon|
        mobilna številka|prenosni telefon|mobil|mobiltelefon|handy|handynummer|mobilnummer|broj mobitela|cellulare""",
    "post": """address|street|street address|postal address|mailing address|home address|address line 1|address 1|street name|naslov|
        ulica|ulica in hišna številka|stalni naslov|stalno prebivališče|domači naslov|poštni naslov|naslov bivanja|
        adresse|anschrift|straße|strasse|straße und hausnummer|adresa|indirizzo|via""",
    "postcode": """postcode|postal code|zip|zip code|poštna številka|poštna|poštna št|št. pošte|plz|postleitzahl|
        poštanski broj|cap|codice postale""",
    "city": """city|town|suburb|locality|place|residence|home town|city of residence|kraj|mesto|pošta|kraj bivanja|
        kraj stalnega prebivališča|naselje|ort|stadt|wohnort|grad|mjesto|mjesto stanovanja|città|comune|
        luogo di residenza|location""",
    "country": """country|country of residence|nation|država|drzava|država bivanja|država stalnega prebivališča|
        land|staat|wohnsitzland|zemlja|država stanovanja|paese|nazione""",
    "institution": """institution|university|college|school|alma mater|institution name|univerza|ustanova|zavod|
        šola|visokošolski zavod|članica univerze|universität|hochschule|sveučilište|univerzitet|visoko učilište|
        università|ateneo|istituzione""",
    "faculty": """faculty|department|division|school name|faculty name|fakulteta|članica|akademija|visoka šola|
        oddelek|katedra|fakultät|fachbereich|fakultet|odsjek|facoltà|dipartimento""",
    "programme": """programme|program|study programme|study program|course|course of study|major|field of study|
        subject|programme of study|študijski program|smer|študij|študijska smer|program študija|smer študija|
        študijsko področje|studiengang|studienfach|fach|studienprogramm|studijski program|studij|smjer|smer studija|
        corso di studio|corso di laurea|corso|indirizzo di studio""",
    "degree": """degree|award|qualification|degree title|diploma|degree awarded|title awarded|naziv|
        strokovni naslov|pridobljeni naziv|stopnja|stopnja študija|raven študija|znanstveni naslov|abschluss|grad|
        akademischer grad|abschlussart|stečeni naziv|zvanje|akademski stupanj|titolo di studio|laurea|level|
        degree level""",
    "study_mode": """mode of study|study mode|mode|attendance|full-time/part-time|ft/pt|full time or part time|
        način študija|vrsta študija|oblika študija|način|redni/izredni|studienform|studienart|vollzeit/teilzeit|
        način studija|status studija|modalità|modalità di studio|tempo pieno/parziale""",
    "class_year": """class year|class|class of|graduation year|year of graduation|graduated|grad year|
        year graduated|completion year|year of completion|year|leto diplome|leto diplomiranja|leto zaključka|
        letnik diplome|leto zaključka študija|generacija|leto promocije|letnica diplome|leto|abschlussjahr|
        abschlussjahrgang|jahrgang|jahr|godina diplomiranja|godina završetka|anno di laurea|anno di diploma|anno""",
    "started_year": """first year|start year|entry year|year of entry|enrolment year|enrollment year|
        year of enrolment|year started|matriculation year|started|from year|from|leto vpisa|leto začetka|
        začetek študija|vpis|leto prvega vpisa|študijsko leto vpisa|od leta|studienbeginn|immatrikulation|
        eintrittsjahr|godina upisa|početak studija|anno di iscrizione|anno di immatricolazione""",
    "ended_year": """last year|end year|year ended|leaving year|year left|exit year|to year|until|final year|
        zadnje leto|leto konca|konec študija|do leta|leto izpisa|studienende|exmatrikulation|austrittsjahr|
        godina završetka studija|ultimo anno|anno di fine""",
    "graduated_on": """graduation date|date of graduation|degree date|award date|date awarded|conferral date|
        completion date|datum diplome|datum diplomiranja|datum zagovora|datum zaključka|datum zaključka študija|
        datum promocije|dan diplomiranja|abschlussdatum|datum des abschlusses|prüfungsdatum|datum završetka|
        datum obrane|data di laurea|data laurea|data diploma""",
    "affiliation_kind": """affiliation|affiliation kind|affiliation type|constituency|constituent type|status|role|
        type|category|student/alumni/staff|vrsta povezave|status študenta|vloga|kategorija|zugehörigkeit|rolle|
        uloga|ruolo|categoria""",
    "employer": """employer|company|organisation|organization|workplace|company name|current employer|delodajalec|
        podjetje|zaposlitev|organizacija|zaposlen pri|kraj zaposlitve|arbeitgeber|firma|unternehmen|poslodavac|
        tvrtka|datore di lavoro|azienda|impresa""",
    "job_title": """job title|title|position|job|occupation title|current position|delovno mesto|položaj|funkcija|
        naziv delovnega mesta|zaposlen kot|berufsbezeichnung|stelle|funktion|tätigkeit|radno mjesto|radno mesto|
        pozicija|posizione|qualifica|mansione|ruolo lavorativo""",
    "trade": """trade|industry|sector|profession|occupation|field of work|line of business|panoga|dejavnost|poklic|
        področje dela|branža|branche|beruf|wirtschaftszweig|djelatnost|delatnost|zanimanje|struka|settore|
        professione|attività""",
    SOURCE_ONLY: """state|street number|house number|address line 2|address 2|hišna številka|
        college city|region|county|notes|note|remarks|comment|comments|opomba|opombe|regija|
        občina|bemerkung|anmerkung|bundesland|napomena|županija|provincia|regione|average|grade|ocena|
        povprečna ocena|gpa|mentor|supervisor|naslov diplome|naslov dela|thesis|thesis title|row|zaporedna številka|
        zap. št.|zap. st.|št.|lfd. nr.|r. br.|suffix""",
    IGNORED: """sex|gender|spol|m/f|m/ž|geschlecht|spol osobe|pol|sesso|genere|national id|national identity number|
        identity number|emšo|emso|emšo/oib|oib|jmbg|davčna številka|davčna|tax number|tax id|social security number|
        soc sec id|ssn|codice fiscale|sozialversicherungsnummer|religion|vera|vjera|konfession|veroizpoved|
        nationality|narodnost|nacionalnost|ethnicity|ethnic group|citizenship|državljanstvo|staatsangehörigkeit|
        cittadinanza|race|password|geslo|iban|bank account|transakcijski račun|health|invalidnost|disability|
        passport number|številka potnega lista""",
}
_NOT_A_LETTER = re.compile(r"[\W_]+")


@lru_cache(maxsize=4_096)
def plain(header: str) -> str:
    """A header as it is compared: folded, only letters and digits, “StudentID” and “student_id” both “student id”."""
    apart = re.sub(r"(?<=[a-zčšžćđ])(?=[A-ZČŠŽĆĐ])", " ", header)
    return " ".join(_NOT_A_LETTER.sub(" ", fold(apart)).split())


def _read_words() -> dict[str, tuple[str, ...]]:
    fields: dict[str, list[str]] = {}
    for field, words in _WORDS.items():
        for word in words.split("|"):
            fields.setdefault(plain(" ".join(word.split())), []).append(field)
    return {word: tuple(dict.fromkeys(found)) for word, found in fields.items()}


PHRASES: dict[str, tuple[str, ...]] = _read_words()
"""Folded header → the fields it can mean, likeliest first."""


_SQUEEZED = {phrase.replace(" ", ""): fields for phrase, fields in PHRASES.items()}


def meanings(header: str) -> tuple[str, ...]:
    """The fields a header can mean as it stands, likeliest first; () for one we do not know."""
    words = plain(header)
    return PHRASES.get(words) or _SQUEEZED.get(words.replace(" ", "")) or ()


def is_header_word(cell: str) -> bool:
    return bool(meanings(cell))


def phrases_inside(header: str) -> list[tuple[str, tuple[str, ...]]]:
    """The known phrases of five letters and more that stand as whole words inside the header, longest first."""
    words = plain(header).split()
    runs = {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}
    found = [(run, PHRASES[run]) for run in runs if run in PHRASES and len(run) >= 5]
    return sorted(found, key=lambda phrase: (-len(phrase[0]), phrase[0]))
