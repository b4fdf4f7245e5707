"""What a word may have to do with war, as far as the lexicon knows: a sign for each entry that has it in one of its forms.

A word stands for the entries in which it occurs, for the classes of nouns that it belongs to ("howitzer": artillery), and,
where it names an event by itself, for the type of that event. So a word that was never met in an annotated report still
counts as what its like count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from reportedly.lexicon import inflection, triggers


@cache
def signs() -> Mapping[str, tuple[str, ...]]:
    """For every form, in lower case, of every word of triggers.toml and nouns.toml its signs: `word=`, `class=`, `type=`."""
    lexicon = triggers.load()
    found: defaultdict[str, set[str]] = defaultdict(set)
    for trigger in lexicon.triggers:
        for word in trigger.words:
            for form in inflection.forms(word, trigger.pos if word == trigger.head else "noun"):
                found[form].add(f"word={word}")
                if len(trigger.words) == 1 and not trigger.needs:
                    found[form].add(f"type={trigger.type}")
    for noun, classes in lexicon.noun_classes.items():
        for form in inflection.forms(noun, "noun"):
            found[form] |= {f"word={noun}", *(f"class={name}" for name in classes)}
    return {form: tuple(sorted(found[form])) for form in sorted(found)}
