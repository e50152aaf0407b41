"""Titles in nothing but capitals, written as people write them."""

from __future__ import annotations

import re

from jobs.lib.skills import known_skill
from jobs.lib.text import capitalised, fold

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_GENDERS = re.compile(r"(?<!\w)[MWDFXKVIG](?:[/|*,:][MWDFXKVIG])+(?!\w)")
_ROMAN = re.compile(r"I{1,3}|I?[VX]|VI{1,3}|XI{1,2}")
_VOWELS = frozenset("aeiouyäöüæø")
# Short words that are no abbreviations. Longer ones are words unless they are listed below.
_WORDS = frozenset(
    """a the and of for to in at on by or as an with new day car aid bar van bus dog cat art sea air
    oil gas pro top job law tax pet eye ear jr sr dr mr ms one two six all our you we us. be do no
    not non now who how why out off per pre sub via pub spa gym lab bio big fit fun hot old raw
    red run set sky sun
    tea toy tub web zoo bed bee box boy cab cub cut dry egg end fan far fat fee few fly fur get
    hay ice ink inn jet key kid kit lip log low man map men mix net nut own pay pen pie pig pin pit
    pot rail rep row sir ski tow tug use vet way wet win yes assoc asst
    und der die das den dem des für im am zu zur zum mit von vom bei auf aus ein eine als oder
    de du le la les et en au aux un une à y el los las del con para e o di da do dos das na no van
    een het og och på i av""".split()
)
_SMALL = frozenset(
    """a the and of for to in at on by or as an with und der die das den dem des für im am zu zur
    zum mit von vom bei auf aus als oder de du le la les et en au aux un une à y el los las del con
    para e o di da do dos van een het og och på av""".split()
)
_ABBREVIATIONS = frozenset(
    """hvac scada sdet ciso cisa cissp osha acca cima capa eyfs send nqf sen hmrc naati navy nhs
    nato nasa nicu picu micu sicu peds bipoc ojt paye mba llm usmle aged hiv aids siem saas paas
    iaas wmos pmo ehs hse hseq qhse ohs ndis tafe atar aba bcba rbt lcsw lmft emdr ecmo cota ota
    pta slp slpa aprn crna acnp fnp msw lvn prn ecg eeg emt aemt bls acls pals nrp cdl otr hgv lgv
    adr psv pcv iata icao faa easa icu er or ot pt hr it us uk eu uae usa ceo cfo coo cto cio cmo
    cpo vp svp evp avp gm md pa ea pr qa qc ui ux ai ml bi crm erp sap dba aws gcp cad cam cnc plc
    seo sem ppc b2b b2c api sql ios cdi cdd bts dut btp pkw lkw edv kfz elt
    emea apac dach latam mena anz cee""".split()
)
# Skills that are spelt in capitals and are words besides.
_BOTH = frozenset("rest soap rag sen sage lean epic go word excel express unity spring".split())


def calm(title: str) -> str:
    """The title itself, unless it holds capitals only: "RN - NIGHT SHIFT" is "RN - Night Shift".

    Abbreviations and roman numerals stay, and small words inside begin small.
    """
    if not title.isupper():
        return title
    marked = _GENDERS.sub(_gender, title)
    first = next(_WORD.finditer(marked), None)
    calmed = _WORD.sub(
        lambda found: _word(found, first is not None and found.start() == first.start()), marked
    )
    return calmed if calmed.casefold() == title.casefold() else title


def _gender(found: re.Match[str]) -> str:
    """ "(m/w/d)" is written small, the French "H/F" is not."""
    return found[0].lower()


def _word(found: re.Match[str], is_first: bool) -> str:
    word = found[0]
    if not word.isupper():
        return word
    lower = word.lower()
    if not is_first and lower in _SMALL and not _beside_slash(found):
        return lower
    if lower in _ABBREVIATIONS - _SMALL or _ROMAN.fullmatch(word) or not _is_word(lower):
        return _as_skill(word) or word
    return _as_skill(word) or capitalised(lower)


def _beside_slash(found: re.Match[str]) -> bool:
    around = found.string[max(0, found.start() - 1) : found.end() + 1]
    return "/" in around or "&" in around


def _is_word(lower: str) -> bool:
    """Whether it is read as a word, and not letter by letter."""
    if any(letter.isdigit() for letter in lower):
        return False
    if len(lower) <= 3:
        return lower in _WORDS
    bare = fold(lower)
    return not bare.isascii() or not _VOWELS.isdisjoint(bare)  # of other scripts, every one is


def _as_skill(word: str) -> str:
    """How a skill is spelt that the word is: JavaScript, DevOps, iOS."""
    lower = word.lower()
    known = None if lower in _BOTH else known_skill(word)
    return next((name for name in known[1] if name.lower() == lower), "") if known else ""
