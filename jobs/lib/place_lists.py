"""Several places in one list of parts: whole addresses, cities, regions or countries in a row."""

from __future__ import annotations

from jobs.lib.cities import City, home_region, is_city, is_one_city, settled
from jobs.lib.countries import country_code, region_name
from jobs.lib.place_readings import UNKNOWN, is_code, read_last, readings

# Countries of ISO 3166 that addresses also write as parts of another: "San Juan, PR, US".
TERRITORIES = {
    "cn": ("hk", "mo", "tw"),
    "dk": ("fo", "gl"),
    "fr": ("gf", "gp", "mq", "nc", "pf", "re", "yt"),
    "gb": ("bm", "gg", "gi", "im", "je", "ky", "vg"),
    "nl": ("aw", "bq", "cw", "sx"),
    "us": ("as", "gu", "mp", "pr", "vi"),
}


def groups(tokens: list[str]) -> list[list[str]]:
    """A comma list of whole addresses, or of cities, cut into one list each."""
    for size in (3, 2):
        cut = [tokens[start : start + size] for start in range(0, len(tokens), size)]
        whole = len(cut) > 1 and len(tokens) % size == 0
        if whole and all(_complete(group) for group in cut):
            return cut
    if _are_countries(tokens):
        return [[token] for token in tokens]
    if len(tokens) > 1 and all(map(is_city, tokens)) and read_last(tokens, "") == UNKNOWN:
        return [[token] for token in tokens]
    if _are_towns_of_one_country(tokens):
        return [[token, tokens[-1]] for token in tokens[:-1]]
    return [tokens]


def _are_countries(tokens: list[str]) -> bool:
    """ "Germany, Austria": two in full, neither of which is a part of the other."""
    codes = [country_code(token) for token in tokens if not is_code(token)]
    if len(codes) < len(tokens) or len(set(codes)) < 2 or not all(codes):
        return False
    part = codes[-2] in TERRITORIES.get(codes[-1], ())
    return not part and all(len(readings(token)) == 1 for token in tokens)


def regions(tokens: list[str]) -> list[City]:
    """ "CA, NY, TX"; but "Delaware, Ohio" is a town, and IN and DE are countries, too."""
    country, codes = country_code(tokens[-1]), tokens[:-1]
    inside = [region_name(code, country) for code in codes if is_code(code)] if country else []
    if len(set(inside)) == len(codes) > 1 and all(inside):
        return [settled("", name, country) for name in inside]  # "BC, ON, Canada"
    if len(tokens) < (2 if all(map(is_code, tokens)) else 3) or all(map(country_code, tokens)):
        return []
    shared = set.intersection(*({one.country for one in readings(token)} for token in tokens))
    for country in shared - {""}:
        names = [region_name(token, country) for token in tokens]
        towns = [token for token in tokens if is_city(token, country)]
        twice = any(home_region(town, country) != region_name(town, country) for town in towns)
        if all(names) and len(set(names)) == len(names) and not twice:
            return [settled("", name, country) for name in names]
    return []


def _are_towns_of_one_country(tokens: list[str]) -> bool:
    """ "Berlin, Hamburg, Germany": large cities that are known to lie in different regions."""
    country, towns = country_code(tokens[-1]), tokens[:-1]
    regions = [home_region(town, country) for town in towns] if country else [""]
    if len(towns) < 2 or not all(regions) or len(set(regions)) < len(towns):
        return False
    inside = [region_name(town, country) for town in towns[1:]]
    return all(is_one_city(region, country) for region in inside if region)


def _complete(group: list[str]) -> bool:
    options = readings(group[-1])
    if len(group) == 3:
        return any(not o.region and region_name(group[1], o.country) for o in options)
    state = any(o.country == "us" and o.region for o in options) and len(group[-1]) == 2
    return not readings(group[0]) and (state or any(not option.region for option in options))
