"""Places are known by the one name of their city and with the region that is certain.

Each place gets the key by which later imports look for it, so that what an editor renamed or merged
stays so, and its address, too. A place that nobody renamed is written as new ones are.
"""

import re

from django.db import migrations
from django.db.models import Count

from jobs.lib.cities import settled
from jobs.lib.countries import country_name, region_name
from jobs.lib.places import ParsedPlace, parse_places
from jobs.lib.text import fold
from jobs.models.place import new_place, place_key

_KEY = re.compile(r"(at|remote)\|")


def read_again(apps, schema_editor):
    place_model, alias_model = (apps.get_model("jobs", name) for name in ("Place", "PlaceAlias"))
    jobs = dict(place_model.objects.annotate(number=Count("jobplace")).values_list("pk", "number"))
    aliases = sorted(
        alias_model.objects.select_related("term").iterator(),
        key=lambda alias: (-jobs[alias.term_id], alias.pk),  # of two spellings the usual one
    )
    taken = {alias.key for alias in aliases}
    for alias in aliases:
        known = _KEY.match(alias.key) and _parsed(alias.key, alias.text)
        if not known or place_key(known) in taken:
            continue
        taken.add(place_key(known))
        alias_model.objects.create(key=place_key(known), text=alias.text, term=alias.term)
        _write(alias.term, known)


def _parsed(key, text):
    """What the key of an earlier version means now; None for what is no single place."""
    kind, *parts = key.split("|")
    if len(parts) != 3:
        places = parse_places(text)
        return places[0] if len(places) == 1 else None
    city, region, country = parts
    one = settled(city, region_name(region, country), country)
    return ParsedPlace(text, *one, remote=kind == "remote")


def _write(place, known):
    """The facts and the name as of a new place, where the old ones are still the feed's."""
    told = [place.city, place.region, country_name(place.country)]
    name = ", ".join(dict.fromkeys(part for part in told if part))
    if place.name not in (name, f"Remote, {name}"):
        return
    city = known.city if fold(known.city) != fold(place.city) else place.city
    known = ParsedPlace(known.text, city, known.region, known.country, known.remote)
    place.city, place.region = known.city, known.region
    place.name = new_place(known).name
    place.save()


class Migration(migrations.Migration):
    dependencies = [("jobs", "0009_employer_bases")]

    operations = [migrations.RunPython(read_again, migrations.RunPython.noop)]
