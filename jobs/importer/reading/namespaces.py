"""Elements of another namespace than the record's: they must not speak for its own."""

from __future__ import annotations


class Foreign(str):
    """The path of an element whose namespace is neither the record's nor none."""

    __slots__ = ()


def space_of(tag: str) -> str:
    """The namespace of a tag, `{urn:x` of `{urn:x}title`; empty for none.

    lxml leaves out prefixes that were never declared: such elements have none.
    """
    return tag.rpartition("}")[0]


def own_first(paths: list[str], texts: list[str]) -> tuple[tuple[str, str], ...]:
    """The entries of a record; what is foreign comes last where the record has the same path.

    `<media:title>` before `<title>` is the title of a picture. What stands inside a foreign
    element moves with it.
    """
    own = {path for path in paths if path.__class__ is str}
    first: list[tuple[str, str]] = []
    last: list[tuple[str, str]] = []
    inside: tuple[str, ...] = ()  # how the paths below the element that moves begin
    for path, text in zip(paths, texts, strict=True):
        if inside and path.startswith(inside):
            last.append((str(path), text))
        elif path.__class__ is Foreign and path in own:
            last.append((str(path), text))
            inside = (f"{path}/", f"{path}@")
        else:
            first.append((str(path), text))
            inside = ()
    return (*first, *last)
