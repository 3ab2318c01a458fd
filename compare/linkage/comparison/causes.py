"""What did the harm that a sentence reports: bombs, shells, guns, fire, water."""

from __future__ import annotations

import re
from functools import lru_cache

from compare.lang.en.tokens import READ

_WORDS = {
    "bomb": r"bomb(?:s|ers?|ings?)?|blasts?|explosions?|explod\w+|explosives?|detonat\w+|mines?|grenades?"
    r"|suicide",
    "air": r"air\W?(?:strikes?|raids?|attacks?)|raids?|warplanes?|jets?|aircraft|helicopters?|drones?"
    r"|barrel bombs?|bombardments?",
    "shell": r"shell(?:s|ed|ing|fire)?|rockets?|mortars?|artillery|missiles?|bombardments?",
    "gas": r"chemical|gas(?:es|sed)?|sarin|chlorine|toxic|nerve agents?|poison\w*",
    "gun": r"shootings?|gun(?:s|men|man|fire|shots?)?|snipers?|rifles?|pistols?|opened fire",
    "knife": r"stabb\w+|kniv\w+|knif\w+|machetes?|behead\w+",
    "fire": r"blazes?|wildfires?|arson|burn(?:t|ed|ing)?|flames?",
    "crash": r"crash(?:es|ed)?|collisions?|collided|derail\w+|capsiz\w+|sank|sunk|overturned",
    "water": r"floods?|flooding|tsunamis?|landslides?|mudslides?",
    "wind": r"storms?|hurricanes?|cyclones?|typhoons?|tornado(?:es|s)?",
    "quake": r"(?:earth)?quakes?|tremors?|aftershocks?",
    "illness": r"virus(?:es)?|diseases?|epidemics?|pandemics?|infections?|cholera|ebola|flu|influenza",
    "collapse": r"collaps\w+|stampedes?|avalanches?",
}
_CAUSES = {1 << k: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for k, words in enumerate(_WORDS.values())}


@lru_cache(maxsize=READ)
def causes(text: str) -> int:
    """The causes of harm that `text` names, as bit flags; 0 where it names none."""
    return sum(flag for flag, pattern in _CAUSES.items() if pattern.search(text))
