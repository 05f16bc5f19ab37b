"""What people work at: about as fine as the sections of NACE Rev. 2.1, in people's words instead of its."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Trade(TextChoices):
    """A trade is where someone works, not what they do there: a bank's programmer is in banking."""

    BANKING = "banking", _("Banking and insurance")
    ACCOUNTING = "accounting", _("Accounting and tax")
    CONSULTING = "consulting", _("Consulting")
    LAW = "law", _("Law")
    GOVERNMENT = "government", _("Public service and diplomacy")
    SOFTWARE = "software", _("Software and IT")
    TELECOMS = "telecoms", _("Telecommunications")
    MANUFACTURING = "manufacturing", _("Manufacturing and engineering")
    PHARMACY = "pharmacy", _("Pharmacy and chemistry")
    MEDICINE = "medicine", _("Medicine and care")
    EDUCATION = "education", _("Teaching and training")
    RESEARCH = "research", _("Research and science")
    ARCHITECTURE = "architecture", _("Architecture and planning")
    CONSTRUCTION = "construction", _("Building and construction")
    PROPERTY = "property", _("Property")
    ENERGY = "energy", _("Energy")
    ENVIRONMENT = "environment", _("Water and environment")
    TRANSPORT = "transport", _("Transport and logistics")
    TRADE = "trade", _("Shops and wholesale")
    FOOD = "food", _("Farming and food")
    TOURISM = "tourism", _("Tourism and hospitality")
    MEDIA = "media", _("Media and publishing")
    MARKETING = "marketing", _("Marketing and advertising")
    ARTS = "arts", _("Arts, design and culture")
    SOCIETY = "society", _("Charities and civil society")


CHOICES = Trade.choices
#: What people also call a trade, in the languages of the house; somebody is found by it as by the trade's name.
WORDS: dict[str, str] = {
    "banking": "finance financial bank banks banker treasury investment investing funds pensions"
    " finance finančništvo banka zakladništvo naložbe skladi pokojnine zavarovalnica",
    "accounting": "finance accountant audit auditing auditor taxes bookkeeping"
    " finance računovodstvo revizija davki davčno svetovanje",
    "consulting": "consultant advisory strategy management svetovalec svetovanje strategija",
    "law": "legal lawyer attorney solicitor barrister notary pravo pravnik odvetnik odvetništvo notar",
    "government": "government administration ministry diplomat politics policy state"
    " uprava ministrstvo država diplomat politika",
    "software": "IT computing computers programming programmer developer data technology"
    " računalništvo programiranje programer informatika podatki tehnologija",
    "telecoms": "telecom telco mobile network telekomunikacije telekom omrežja",
    "manufacturing": "industry production factory engineer machines industrija proizvodnja tovarna inženir strojništvo",
    "pharmacy": "pharma drugs medicines chemicals biotech farmacija zdravila lekarna kemija",
    "medicine": "health healthcare hospital doctor physician nursing zdravstvo zdravnik bolnišnica nega",
    "education": "teacher school university schools učitelj šola šolstvo univerza izobraževanje",
    "research": "researcher scientist laboratory academia znanost raziskave znanstvenik laboratorij",
    "architecture": "architect urbanism design landscape arhitekt urbanizem prostor",
    "construction": "builder civil engineering gradbeništvo gradnja gradbenik",
    "property": "real estate housing realty nepremičnine stanovanja",
    "energy": "electricity power renewables wind solar hydro nuclear oil gas"
    " energetika elektrika obnovljivi veter sonce jedrska nafta plin",
    "environment": "environmental ecology sustainability climate nature waste ekologija okolje podnebje narava odpadki",
    "transport": "shipping freight aviation railways supply chain promet špedicija letalstvo železnica ladjarstvo",
    "trade": "retail sales commerce shop trgovina prodaja veleprodaja",
    "food": "agriculture agri farm wine catering kmetijstvo hrana živilstvo vino",
    "tourism": "hotels hotel travel restaurants turizem hoteli potovanja gostinstvo",
    "media": "journalism journalist press newspaper television radio novinarstvo novinar založba časopis televizija",
    "marketing": "communications brand branding PR trženje oglaševanje komuniciranje znamka",
    "arts": "artist artists music theatre film museum umetnost glasba gledališče muzej oblikovanje",
    "society": "NGO nonprofit charity foundation volunteering nevladna društvo dobrodelnost prostovoljstvo",
}
