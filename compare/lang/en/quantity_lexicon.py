"""Word lists that the reading of quantities shares. General English of news; nothing of any one text."""

from __future__ import annotations

from compare.lang.en.calendar import MONTHS, WEEKDAY_NAMES

__all__ = [
    "ADJECTIVAL",
    "AUX",
    "BREAK",
    "CHANGE_SKIP",
    "COORDINATION",
    "DEFINITE",
    "DESIGNATORS",
    "DOWN",
    "INCLUDING",
    "IRREGULAR",
    "LEAD",
    "LEFT_SKIP",
    "NOT_PLURAL",
    "NUMBER_OF",
    "OBJECT_STARTS",
    "OF_NOUNS",
    "ONE_NOT",
    "PARTS",
    "PER_A",
    "PLURAL_MODIFIERS",
    "PREPOSITIONS",
    "SKIP",
    "STOP",
    "STREETS",
    "SUSTAINED",
    "TOLL_LINK",
    "UP",
    "VERBISH",
    "YEAR_BEFORE",
    "_INCLUDING",
    "_NUMBER_OF",
    "words",
]


def words(listed: str) -> frozenset[str]:
    """The words of a list written as text."""
    return frozenset(listed.split())


# ---------------------------------------------------------------- counted nouns

IRREGULAR = words(
    """
    people men women children police troops personnel staff cattle aircraft sheep feet teeth mice data
    media crew fishermen policemen firefighters servicemen gunmen militiamen businessmen congressmen
    clergymen workmen policewomen grandchildren schoolchildren infantrymen countrymen spokesmen lawmen
    airmen seamen militia species series headquarters crossroads dead wounded injured missing others
    lives wives knives thieves criteria phenomena bacteria alumni fungi offspring folk youth infantry
    cavalry fish deer salmon buffalo spacecraft hovercraft watercraft livestock poultry clergy elite
    poor rich homeless unemployed elderly kin civilians refugees peacekeepers rpm vs
    """
)
NOT_PLURAL = words(
    """
    was is has does its his this us as says plus less across perhaps always towards besides unless thus
    yes press class pass loss cross business process success access address congress mass glass gas bus
    virus crisis basis analysis status campus focus bonus various previous serious religious famous
    dangerous numerous precious nervous jealous enormous homes's chaos christmas texas kansas hamas isis
    daesh paris vegas angeles news reuters
    """
)
STOP = words(
    """
    of in on at by for with from to into onto upon about above below under over after before since until
    till during against between among amid across through throughout toward towards within without near
    off out up down as than like per via and or but nor yet so if when while where who whom whose which
    that because although though unless is are was were be been being am has have had having do does did
    will would can could may might must shall should the a an this these those his her its their our my
    your he she it they we you i them him us me there here not no never also already then now today
    yesterday tomorrow tonight ago later
    earlier away apart too once said says say told according including included include includes mostly
    mainly primarily especially particularly respectively each both either neither only just even still
    again together what how why whether whilst amongst despite except plus minus versus vs around behind
    beside beyond inside outside beneath along past some any all every such same died dies die due
    because
    comes goes makes takes gets gives shows remains needs wants
    stands contains belongs becomes seems looks keeps adds allows happens appears agrees reveals announces
    two three four five six seven eight nine ten eleven twelve
    confirms asks tells thinks believes knows sees brings sends
    """
) | frozenset(map(str.casefold, WEEKDAY_NAMES))
LEAD = words(
    """
    more additional further extra other of the its their his her our my your these those such all
    """
)
ADJECTIVAL = words(
    """
    rich poor homeless unemployed elderly wounded injured dead missing elite youth kin
    """
)
PLURAL_MODIFIERS = words(
    """
    sales goods sports arms police women men news systems savings customs operations human rights games
    people children armed forces communications honours honors electronics physics economics athletics
    """
)

# ---------------------------------------------------------------- changes

UP = words(
    """
    up rose rise rises risen rising climbed climbs climbing gained gains gaining jumped jumps surged
    surges surging soared soars advanced advances increased increases increasing increase grew grows
    grown growing growth added adds higher gain jump surge hike rallied rallies spiked spikes leapt
    leaped raised boosted
    """
)
DOWN = words(
    """
    down fell fall falls fallen falling dropped drops dropping drop declined declines declining decline
    decreased decreases decrease lost loses slid slides plunged plunges plummeted plummets plummeting
    tumbled tumbles slipped slips shed sheds sank dipped dips dip lower cut cuts reduced reduces
    reduction shrank shrunk eased slumped slump retreated slashed lowered
    """
)
CHANGE_SKIP = words(
    """
    by a an of about around another further as much some nearly almost just only more than over under
    less at least down up sharply another least roughly was were its their his the shares , or and
    """
)

# ---------------------------------------------------------------- identifiers

DESIGNATORS = words(
    """
    image photo slide
    section article chapter row flight resolution channel game room route highway interstate road act
    amendment page paragraph clause rule bill proposition measure phase level stage type class grade
    category tier group pool district precinct ward zone area unit building gate terminal platform track
    lane exit pier block apartment apt suite lot box po no nos number model version volume vol issue
    episode season series part round week day matchday match heat seed rank ranked ranking position
    place apollo formula boeing airbus iphone ipad galaxy windows playstation xbox mach war ii covid
    sars mission station line bus train tram engine company division brigade battalion regiment squadron
    camp figure table fig step question lap mile-marker ward code title part sector resolution draft
    version order directive case docket file id zip postcode isbn tel phone fax call dial channel fm am
    radio bbc espn sky itv fox nasa expedition event hurricane super bowl wrestlemania olympics nikkei
    dax cac ftse topix asx dow nasdaq russell stoxx euronext ibex
    """
)
STREETS = words(
    """
    street st ave avenue road rd blvd boulevard lane ln drive dr court ct place plaza square way parkway
    pkwy highway hwy terrace block
    """
)
YEAR_BEFORE = words(
    """
    in since by of until till during year early late mid before after from between to for summer winter
    spring autumn fall the circa , ( - – q1 q2 q3 q4 fiscal fy season
    """
) | frozenset(MONTHS)
ONE_NOT = words(
    """
    no any this that every each which another the someone anyone everyone some only-one last next first
    second
    """
)


VERBISH = words(
    """
    over about at least nearly around up to than from in of for and or by with reach reaches hits hit
    """
)

# ---------------------------------------------------------------- rates

PER_A = words(
    """
    day week month year hour minute night person head share barrel ton tonne kilogram kilo kg gallon
    litre liter mile foot meter metre ounce pound bushel unit household family pop piece month quarter
    seat ticket user mmbtu mwh acre
    """
)

# ---------------------------------------------------------------- actions

AUX = words(
    """
    were was are is be been being have has had having get gets got getting left found reported
    reportedly confirmed believed feared presumed said thought known to also all either still later now
    could may might would will being counted declared pronounced listed severely seriously critically
    badly lightly instantly apparently each estimated allegedly wrongly more others people who remain
    remained remains currently so far already recorded registered
    """
)
SKIP = words(
    """
    in total altogether overall more others other of them whom including included among mostly mainly
    most many some a an the and or as well at least with from on near inside outside around across by
    two one few several several half all those
    """
)
BREAK = words(
    """
    said says say told after when while but because since before although though if until according
    which when whereas despite amid added adding reported and
    where
    """
)
TOLL_LINK = words(
    """
    to at of is was reached reaches reaching stands stood hit hits exceeded exceeds passed passes topped
    tops as between from put puts nears nearing rose rises climbed climbs past with totalled totaled
    reach hit top pass exceed total above around over nearly estimated climb rise
    """
)
LEFT_SKIP = words(
    """
    another the some other an additional further its their these those his her also all a confirmed
    """
)
_NUMBER_OF = frozenset(["number", "count", "tally", "figure", "toll", "total"])
_INCLUDING = frozenset(["including", "included", "includes", "include", "among", "incl", "comprising"])
PARTS = words("majority most many some several half part few none third quarter bulk rest each")
PREPOSITIONS = words("in during after since for over within at on from by under")
DEFINITE = words("the its their his her our those these")
SUSTAINED = words("sustained suffered received sustaining suffering receiving")
OBJECT_STARTS = words("a an his her their its our him them another")
NUMBER_OF = words("number count tally figure toll total")
INCLUDING = words("including included includes include among incl comprising counting")
COORDINATION = words(", and & plus as well or another the also an additional")
OF_NOUNS = {
    "lives": "kill", "death": "kill", "deaths": "kill", "killing": "kill", "killings": "kill",
    "murder": "kill",
    "murders": "kill", "massacre": "kill", "execution": "kill", "executions": "kill", "loss": "kill",
    "arrest": "arrest", "arrests": "arrest", "detention": "arrest", "abduction": "abduct",
    "kidnapping": "abduct", "wounding": "injure", "evacuation": "evacuate", "rescue": "rescue",
    "displacement": "displace", "deployment": "deploy", "destruction": "destroy",
}  # fmt: skip
"""Nouns whose "of" names what it happened to."""
