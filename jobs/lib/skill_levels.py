"""What is said about a skill and is none: how long, how well, how much it is wanted.

"3+ years of Java", "fluent German", "SQL-Kenntnisse", "Rust (nice to have)", "Python: 5".
"""

from __future__ import annotations

import re

# Between brackets, behind a dash or a colon, and alone, these are levels; "native" is none of
# the words around it: React Native, Cloud native.
_WELL = (
    r"basic|basics|beginner|intermediate|advanced|expert|proficient|fluent|native|conversational"
    r"|native speaker|mother tongue|bilingual|business fluent|full professional|professional|good"
    r"|very good|strong|excellent|solid|junior|senior|[abc][12](?:\s*/\s*[abc][12])?"
    r"|grundkenntnisse|gut|sehr gut|flie(?:ß|ss)end|verhandlungssicher|muttersprache"
    r"|courant|couramment|bilingue|langue maternelle|fluido|avanzado|nativo|fluente"
)
_WANTED = (
    r"required|mandatory|essential|must(?:[ -]have)?|preferred|desired|desirable|optional|bonus"
    r"|(?:is )?an? (?:big )?plus|nice[ -]to[ -]have|ideally|von vorteil|wünschenswert|souhaité"
)
_LONG = (
    r"(?:at least |min(?:imum|\.)? (?:of )?|mind(?:estens|\.)? |over |more than )?"
    r"\d{1,2}(?:\s*(?:-|–|to|bis)\s*\d{1,2})?\s*\+?\s*"
    r"(?:years?|yrs?|months?|jahren?|jahre|ans?|années?|años?|anni|jaar|år)(?:['’])?\.?"
    r"(?:\s+(?:of\s+)?(?:work(?:ing)?\s+|professional\s+|hands-on\s+|relevant\s+)?"
    r"(?:experience|exp\.?|erfahrung|expérience|experiencia))?"
)
_MUCH = r"\d{1,3}\s*(?:%|/\s*\d{1,3})?|level \d|[★☆*]+|\d(?:\.\d)?\s*stars?"
_LEVEL = rf"(?:{_WELL}|{_WANTED}|{_LONG})"
_ALONE = re.compile(rf"{_LEVEL}\+?", re.IGNORECASE)
_BEHIND = re.compile(
    rf"\s*(?:[(\[]\s*(?:{_LEVEL}|{_MUCH})\s*[)\]]|(?:\s-|:|,|=)\s*(?:{_LEVEL}|{_MUCH})"
    rf"|\s(?:{_WANTED}|{_LONG}|advanced|expert|fluent|flie(?:ß|ss)end|courant|[abc][12])"
    r"|\s(?:experience|knowledge|skills?|proficiency|expertise|kenntnisse|erfahrung)"
    r"|-?kenntnisse"
    r"|(?:\s+v?|(?<=\+\+))\d{1,4}(?:\.\d{1,3}){0,3}(?:\.x)?\+?)$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"^(?:{_LONG}\s*(?:(?:of|with|in|using|mit|de|d['’]|en)\s+)*"
    r"|(?:(?:basic|intermediate|advanced|expert|fluent|proficient|good|very good|strong|excellent"
    r"|solid|deep|proven|working|hands-on|practical|some|prior|previous|gute|sehr gute|fundierte"
    r"|fließende?)\s+)?"
    r"(?:knowledge of|experience (?:with|in|of|using)|experienced (?:with|in)|proficien(?:cy|t)"
    r" (?:with|in|at)|proficient|fluen(?:cy|t) in|familiar(?:ity)? with|understanding of"
    r"|command of|skilled in|expertise in|kenntnisse in|erfahrung (?:mit|in)"
    r"|connaissances? (?:de|en)|conocimientos? de)\s+"
    r"|(?:basic|intermediate|advanced|expert|fluent|native|good|very good|strong|excellent|solid"
    r"|gute|sehr gute|fundierte|fließendes?)\s+)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:(?:programming |foreign |spoken )?languages?|(?:key |core |hard |soft |technical "
    r"|required |preferred |main |desired |essential )?skills?|tools?|technologies|(?:tech )?stack"
    r"|frameworks?|databases?|software|must[ -]haves?|nice[ -]to[ -]haves?|required|preferred"
    r"|requirements|sprachen|kenntnisse|fähigkeiten|langues|compétences|idiomas)\s*:\s*",
    re.IGNORECASE,
)


def is_level(name: str) -> bool:
    """Whether a name says nothing but a level: "5+ years", "fluent"."""
    return _ALONE.fullmatch(name) is not None


def without_label(name: str) -> str:
    """ "Languages: German" is German; what is only a label is empty."""
    return _LABEL.sub("", name)


def without_level(name: str) -> tuple[str, ...]:
    """What may be meant without the level before the name, and without the one behind it."""
    bare = (_BEFORE.sub("", name), _BEHIND.sub("", name))
    return tuple(text for text in bare if text and text != name)
