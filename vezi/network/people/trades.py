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
