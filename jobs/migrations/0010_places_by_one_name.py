"""Places are known by the one name of their city and with the region that is certain.

Each place gets the key by which later imports look for it, so that what an editor renamed or merged
stays so, and its address, too. A place that nobody renamed is written as new ones are; where two of
those are one now, one becomes the other, as when an editor merges them.

What the board knows of places is imported where it is used: an empty database needs none of it.
"""

import re
from itertools import groupby

from django.db import migrations
from django.db.models import Count, F

BATCH = 500  # rows a query
_KEY = re.compile(r"(at|remote)\|")


def read_again(apps, schema_editor):
    place_model, alias_model = (apps.get_model("jobs", name) for name in ("Place", "PlaceAlias"))
    jobs = dict(place_model.objects.annotate(number=Count("jobplace")).values_list("pk", "number"))
    places = place_model.objects.in_bulk()
    aliases = sorted(
        alias_model.objects.iterator(),
        key=lambda alias: (-jobs[alias.term_id], alias.pk),  # of two spellings the usual one
    )
    term_of = {alias.key: alias.term_id for alias in aliases}
    imported = {alias.pk for alias in aliases if _is_as_imported(alias, places[alias.term_id])}
    untouched = {alias.term_id for alias in aliases if alias.pk in imported}
    for alias in aliases:
        known = _parsed(alias.key, alias.text)
        if not known:
            continue
        place = places[alias.term_id]
        key = _key(known)
        if key not in term_of:
            term_of[key] = alias.term_id
            alias_model.objects.create(key=key, text=alias.text, term=place)
        kept = places[term_of[key]]
        if alias.pk in imported and kept.pk == place.pk:
            _write(place, known)
        elif alias.pk in imported and kept.pk in untouched:
            _merge(apps, place, kept)
            places.update({pk: kept for pk, one in places.items() if one is place})
    if aliases:  # their names are searched: `migrate` writes all words anew at its end
        apps.get_model("jobs", "SearchState").objects.update(rules="", terms=F("terms") + 1)


def _is_as_imported(alias, place):
    """Whether the spelling is the place's own, and neither name nor facts were edited."""
    from jobs.lib.countries import country_name
    from jobs.lib.text import fold

    kind = "remote" if place.remote else "at"
    told = [part for part in (place.city, place.region, country_name(place.country)) if part]
    name = ", ".join(dict.fromkeys(told))
    if alias.key == f"{kind}|{fold(place.name)}":  # known by its text
        return not place.region and not place.country
    facts = "|".join([kind, fold(place.city), fold(place.region), place.country])
    return alias.key == facts and place.name in (name, f"Remote, {name}")


def _parsed(key, text):
    """What the key of an earlier version means now; None for what is no single place."""
    from jobs.lib.cities import settled
    from jobs.lib.countries import region_name
    from jobs.lib.places import ParsedPlace, parse_places

    if not _KEY.match(key):
        return None
    kind, *parts = key.split("|")
    if len(parts) != 3:
        places = parse_places(text)
        return places[0] if len(places) == 1 else None
    city, region, country = parts
    one = settled(city, region_name(region, country), country)
    return ParsedPlace(text, *one, remote=kind == "remote")


def _key(known):
    from jobs.models.place import place_key

    return place_key(known)


def _write(place, known):
    """The facts and the name as of a new place."""
    from jobs.lib.cities import settled
    from jobs.lib.place_parts import with_small_letters
    from jobs.lib.places import ParsedPlace
    from jobs.lib.text import fold
    from jobs.models.place import new_place

    city = known.city
    if fold(city) == fold(place.city):  # a key has no capitals and accents
        city = settled(with_small_letters(place.city), known.region, known.country).name
    written = new_place(ParsedPlace(known.text, city, known.region, known.country, known.remote))
    place.name = written.name
    for field, value in written.fields.items():
        setattr(place, field, value)
    place.save()


def _merge(apps, place, kept):
    """Jobs, spellings and address of a place become those of another."""
    links = apps.get_model("jobs", "JobPlace").objects
    both = links.filter(place__in=[place.pk, kept.pk]).order_by("job", "position", "pk")
    by_job = groupby(both.values_list("job", "pk"), key=lambda link: link[0])
    later = [pk for _job, several in by_job for _, pk in list(several)[1:]]
    for start in range(0, len(later), BATCH):
        links.filter(pk__in=later[start : start + BATCH]).delete()
    links.filter(place=place.pk).update(place=kept.pk)
    apps.get_model("jobs", "PlaceAlias").objects.filter(term=place.pk).update(term=kept.pk)
    slugs = apps.get_model("jobs", "FormerSlug").objects
    slugs.filter(kind="place", term=place.pk).update(term=kept.pk)
    slugs.create(kind="place", slug=place.slug, term=kept.pk, name=place.name)
    type(place).objects.filter(pk=place.pk).delete()


class Migration(migrations.Migration):
    dependencies = [("jobs", "0009_employer_bases")]

    operations = [migrations.RunPython(read_again, migrations.RunPython.noop)]
