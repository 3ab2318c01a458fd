"""Verbs, states and nouns of outcome, by their forms: what may happen to what a number counts."""

from __future__ import annotations

__all__ = ["ACTIVE", "CASUALTY", "FORMS", "INTRANSITIVE", "NOUN", "PASSIVE", "STATE"]

ACTIVE, PASSIVE, INTRANSITIVE, STATE, NOUN = 1, 2, 4, 8, 16
"""What a form can be, as flags: before its object, behind its object, behind its subject, behind what
it describes, or the counted noun itself."""

CASUALTY = frozenset(
    {
        "kill",
        "injure",
        "kill/injure",
        "miss",
        "arrest",
        "abduct",
        "displace",
        "flee",
        "rescue",
        "evacuate",
        "capture",
    }
)
"""Actions that people suffer; the rest are ordinary verbs."""

_VERBS = {
    "kill": "kill murder execute behead massacre assassinate electrocute martyr eliminate crucify slaughter",
    "injure": "injure wound maim hospitalize hospitalise",
    "arrest": "arrest detain imprison jail",
    "abduct": "abduct kidnap",
    "capture": "capture",
    "rescue": "rescue save",
    "evacuate": "evacuate",
    "displace": "displace uproot",
    "release": "release free",
    "destroy": "destroy demolish",
    "damage": "damage",
    "deploy": "deploy",
    "infect": "infect",
    "vaccinate": "vaccinate",
    "charge": "charge indict",
    "convict": "convict",
    "employ": "employ",
    "donate": "donate",
    "pledge": "pledge",
    "invest": "invest",
    "raise": "raise",
    "launch": "launch",
    "fire": "fire",
    "target": "target",
    "seize": "seize",
    "affect": "affect",
    "treat": "treat",
    "test": "test",
    "cancel": "cancel",
    "award": "award",
    "deport": "deport",
    "recover": "recover",
}
_IRREGULAR = {
    "slain": ("kill", PASSIVE), "slay": ("kill", ACTIVE), "slew": ("kill", ACTIVE),
    "shot": ("shoot", ACTIVE | PASSIVE), "shooting": ("shoot", ACTIVE), "shoots": ("shoot", ACTIVE),
    "hanged": ("kill", PASSIVE), "drowned": ("kill", INTRANSITIVE | PASSIVE),
    "drown": ("kill", INTRANSITIVE),
    "die": ("kill", INTRANSITIVE), "dies": ("kill", INTRANSITIVE), "died": ("kill", INTRANSITIVE),
    "dying": ("kill", INTRANSITIVE), "perished": ("kill", INTRANSITIVE),
    "perish": ("kill", INTRANSITIVE),
    "succumbed": ("kill", INTRANSITIVE), "dead": ("kill", STATE | NOUN), "deceased": ("kill", STATE),
    "lifeless": ("kill", STATE),
    "deaths": ("kill", NOUN), "death": ("kill", NOUN), "fatalities": ("kill", NOUN),
    "fatality": ("kill", NOUN),
    "killings": ("kill", NOUN), "murders": ("kill", NOUN), "martyrs": ("kill", NOUN),
    "martyr": ("kill", NOUN),
    "homicides": ("kill", NOUN), "executions": ("kill", NOUN), "slayings": ("kill", NOUN),
    "hurt": ("injure", PASSIVE | STATE), "injuries": ("injure", NOUN), "injury": ("injure", NOUN),
    "hurting": ("injure", ACTIVE), "hurts": ("injure", ACTIVE), "wounds": ("injure", ACTIVE),
    "casualties": ("kill/injure", NOUN), "casualty": ("kill/injure", NOUN),
    "arrests": ("arrest", ACTIVE | NOUN), "detainees": ("arrest", NOUN), "detentions": ("arrest", NOUN),
    "hostages": ("abduct", NOUN), "hostage": ("abduct", STATE), "captive": ("abduct", STATE),
    "missing": ("miss", STATE | NOUN), "unaccounted": ("miss", STATE),
    "disappeared": ("miss", INTRANSITIVE),
    "homeless": ("displace", STATE), "fled": ("flee", INTRANSITIVE), "flee": ("flee", INTRANSITIVE),
    "fleeing": ("flee", INTRANSITIVE), "flees": ("flee", INTRANSITIVE),
    "escaped": ("escape", INTRANSITIVE),
    "lost": ("lose", ACTIVE | PASSIVE), "loses": ("lose", ACTIVE), "losing": ("lose", ACTIVE),
    "paid": ("pay", ACTIVE | PASSIVE), "pay": ("pay", ACTIVE), "pays": ("pay", ACTIVE),
    "paying": ("pay", ACTIVE),
    "spent": ("spend", ACTIVE | PASSIVE), "spend": ("spend", ACTIVE), "spending": ("spend", ACTIVE),
    "sold": ("sell", ACTIVE | PASSIVE), "sell": ("sell", ACTIVE), "selling": ("sell", ACTIVE),
    "bought": ("buy", ACTIVE | PASSIVE), "buy": ("buy", ACTIVE), "buying": ("buy", ACTIVE),
    "won": ("win", ACTIVE | PASSIVE), "win": ("win", ACTIVE), "wins": ("win", ACTIVE),
    "winning": ("win", ACTIVE),
    "sent": ("send", ACTIVE | PASSIVE), "sending": ("send", ACTIVE), "sends": ("send", ACTIVE),
    "built": ("build", ACTIVE | PASSIVE), "build": ("build", ACTIVE), "building": ("build", 0),
    "cost": ("cost", ACTIVE), "costs": ("cost", ACTIVE), "costing": ("cost", ACTIVE),
    "downed": ("destroy", ACTIVE | PASSIVE), "live": ("live", INTRANSITIVE), "lives": ("live", 0),
    "living": ("live", INTRANSITIVE), "lived": ("live", INTRANSITIVE), "reside": ("live", INTRANSITIVE),
    "sentenced": ("sentence", ACTIVE | PASSIVE), "hit": ("hit", ACTIVE | PASSIVE),
    "hitting": ("hit", ACTIVE), "hits": ("hit", ACTIVE),
    "protested": ("protest", INTRANSITIVE), "attended": ("attend", INTRANSITIVE),
    "voted": ("vote", INTRANSITIVE),
    "survived": ("survive", INTRANSITIVE), "fined": ("fine", ACTIVE | PASSIVE),
    "gathered": ("gather", INTRANSITIVE), "marched": ("protest", INTRANSITIVE),
    "returned": ("return", INTRANSITIVE),
}  # fmt: skip


def _forms() -> dict[str, tuple[str, int]]:
    table: dict[str, tuple[str, int]] = {}
    for lemma, verbs in _VERBS.items():
        for verb in verbs.split():
            stem = verb.removesuffix("e") if verb[-1] == "e" else verb
            double = verb[-1] if verb in ("kidnap",) else ""
            table[verb] = (lemma, ACTIVE)
            table[verb + "s"] = (lemma, ACTIVE)
            table[stem + double + "ing"] = (lemma, ACTIVE)
            table[stem + double + "ed"] = (lemma, ACTIVE | PASSIVE)
            if double:
                table[stem + "ing"], table[stem + "ed"] = (lemma, ACTIVE), (lemma, ACTIVE | PASSIVE)
    for noun in (
        "fire",
        "test",
        "award",
        "target",
        "launch",
        "damage",
        "charge",
        "free",
        "release",
        "capture",
    ):
        table.pop(noun, None)
        table.pop(noun + "s", None)
    return {**table, **_IRREGULAR}


FORMS = _forms()
