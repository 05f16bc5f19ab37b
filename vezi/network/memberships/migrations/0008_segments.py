"""Segments: what a kept view asks for is kept beside its address, and the ledger finds more.

Words in names, work, towns and what one may be asked about are found along indexes over `vezi_words`: the words of a text in lower case, Latin letters
without their marks. Towns and firms are found along indexes over their capital letters.
"""

from typing import Any
from urllib.parse import parse_qs

from django.db import migrations, models

LETTERS = (
    "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝàáâãäåçèéêëìíîïðñòóôõöøùúûüýÿĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĦħĨĩĪīĬĭĮįİıĴĵĶ"
    "ķĸĹĺĻļĽľĿŀŁłŃńŅņŇňŌōŎŏŐőŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŦŧŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžſǍǎǏǐǑǒǓǔǕǖǗǘǙǚǛǜǝǞǟǠǡǤǥǦǧǨǩǪǫǬǭǰǴǵȘșȚțȜȝȞȟ"
    "ȠȡȤȥȦȧȨȩȪȫȬȭȮȯȰȱȲȳ"
)
PLAIN = (
    "aaaaaaceeeeiiiidnoooooouuuuyaaaaaaceeeeiiiidnoooooouuuuyyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiijjk"
    "kqllllllllllnnnnnnoooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzsaaiioouuuuuuuuuueaaaaggggkkoooojggssttyyhh"
    "ndzzaaeeooooooooyy"
)
MARKS = '.,;:\'"’‘“”„»«-–—_/\\&()[]+@#!?*|%·'

WORDS = f"""
create function vezi_words(said text) returns tsvector language sql immutable strict parallel safe as $$
    select to_tsvector('simple'::regconfig, translate(
        lower(said), '{(LETTERS + MARKS).replace("'", "''")}', '{PLAIN + " " * len(MARKS)}'))
$$;
create index person_words on people_person using gin (vezi_words(folded));
create index person_ask_words on people_person using gin (vezi_words(ask_about)) where ask_about <> '';
create index position_words on people_position using gin (vezi_words(title || ' ' || employer || ' ' || city));
create index residence_words on people_residence using gin (vezi_words(city));
create index position_city on people_position (upper(city));
create index residence_city on people_residence (upper(city));
create index position_employer on people_position (upper(employer) text_pattern_ops);
-- Without them the database takes each degree for a rare one, and looks people up one by one.
create statistics affiliation_degree on (upper(degree)) from people_affiliation;
"""
NO_WORDS = """
drop statistics affiliation_degree;
drop index person_words, person_ask_words, position_words, residence_words, position_city, residence_city, position_employer;
drop function vezi_words(text);
"""
FIELDS = {"q": "find", **dict.fromkeys(("state", "reach", "mail", "programme", "sort"))}


def say_what_views_ask_for(apps: Any, _editor: Any) -> None:
    """Until now the address alone was kept."""
    for view in apps.get_model("memberships", "KeptView").objects.all():
        asked = {name: values[-1] for name, values in parse_qs(view.asked).items()}
        view.wanted = {FIELDS[name] or name: asked[name] for name in FIELDS if name in asked}
        view.wanted |= {name: int(asked[name]) for name in ("year_from", "year_to") if asked.get(name, "").isdecimal()}
        view.save(update_fields=["wanted"])


class Migration(migrations.Migration):
    dependencies = [("memberships", "0007_held_back"), ("people", "0007_becomes")]
    operations = [
        migrations.RunSQL(WORDS, NO_WORDS),
        migrations.AddField("keptview", "wanted", models.JSONField(default=dict)),
        migrations.AlterField("keptview", "asked", models.TextField(blank=True)),
        migrations.AlterModelOptions("keptview", {"verbose_name": "segment"}),
        migrations.RunPython(say_what_views_ask_for, migrations.RunPython.noop),
    ]
