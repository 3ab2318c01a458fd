"""Invented stories of events that look alike, and of an old event that a later article recalls."""

from __future__ import annotations

from datetime import date

from stories import story

ROBBERIES = (
    story(
        "brackenford",
        "Masked men rob jeweller in Brackenford\n"
        "Two masked men robbed a jewellery shop on Linden Street in Brackenford on Tuesday morning.\n"
        "They took watches worth 40,000 euros and fled on a motorcycle, police said.\n"
        "A shop assistant, Mira Talbot, 34, was hurt when she fell, and was treated in hospital.\n"
        "No arrests have been made.\n"
        "Sergeant Owen Hale of the Brackenford police asked witnesses to come forward.",
        date(2024, 3, 13),
        "Brackenford Herald",
    ),
    story(
        "wexcombe",
        "Jeweller robbed in Wexcombe\n"
        "Two masked men robbed a jewellery shop in the centre of Wexcombe on Tuesday afternoon.\n"
        "They took rings worth 65,000 euros and fled on foot, police said.\n"
        "The owner, Dunstan Pryce, 61, was not hurt but was treated for shock in hospital.\n"
        "No arrests have been made.\n"
        "Inspector Lena Quist said that the police of Wexcombe were looking for two men aged about 25.",
        date(2024, 3, 13),
        "Wexcombe Post",
    ),
)
"""Two towns, one day."""

ATTACKS = (
    story(
        "monday",
        "Shells hit market in Dorvan\n"
        "Shells hit a market in the town of Dorvan on Monday, killing 14 people and wounding 30 others.\n"
        "The shells destroyed 20 stalls, the mayor of Dorvan, Petar Olin, said.\n"
        "The damage was put at 2 million euros.\n"
        "Olin said that the market had been full of people.",
        date(2024, 3, 11),
        "Velmora Echo",
    ),
    story(
        "tuesday",
        "New shelling of Dorvan\n"
        "Shells hit a school in the town of Dorvan on Tuesday, killing 6 people and wounding 11 others.\n"
        "The shells destroyed 4 classrooms, the mayor of Dorvan, Petar Olin, said.\n"
        "The damage was put at 700,000 euros.\n"
        "Olin said that no children had been in the school.",
        date(2024, 3, 12),
        "Ashel Post",
    ),
)
"""One town, two days."""

VISITS = (
    story(
        "march",
        "Foreign minister visits Tarn\n"
        "Foreign Minister Ada Corvin arrived in Tarn on Tuesday for talks with President Ilja Brandt.\n"
        "The talks lasted three hours, her spokesman said.\n"
        "Corvin came with 40 business people and signed contracts worth 300 million euros.\n"
        "Brandt thanked the minister for the help of her country.",
        date(2024, 3, 12),
        "Tarn Times",
    ),
    story(
        "may",
        "Corvin meets Brandt in Tarn\n"
        "Foreign Minister Ada Corvin arrived in Tarn on Tuesday for talks with President Ilja Brandt.\n"
        "The talks lasted five hours, her spokesman said.\n"
        "Corvin came with 15 business people and signed contracts worth 80 million euros.\n"
        "Brandt thanked the minister for the help of her country.",
        date(2024, 5, 14),
        "Velmora Echo",
    ),
)
"""One minister, one town, two months; both on a Tuesday."""

RECALL = (
    story(
        "fire",
        "Fire in Ostrell kills 22\n"
        "A fire in the Harrow mill in Ostrell killed 22 workers on Sunday.\n"
        "The mill employed 300 people, its owner, Tilda Marsh, said.\n"
        "Firefighters from five towns fought the fire for nine hours.",
        date(2023, 6, 12),
        "Ostrell News",
    ),
    story(
        "trial",
        "Owner of mill on trial\n"
        "The trial of Tilda Marsh began in the court of Velmora on Monday before judge Karl Deen.\n"
        "The fire in her mill in Ostrell on 11 June 2023 killed 22 workers.\n"
        "Prosecutor Jana Weil asked for a sentence of eight years.\n"
        "The court will hear 40 witnesses until October.",
        date(2024, 9, 3),
        "Velmora Echo",
    ),
)
"""An event, and an article on another one that recalls it by place and day."""

CRASHES = (
    story(
        "matatu",
        "At least 22 killed in bus crash in Kenya\n"
        "At least 22 people were killed in a bus crash in Kenya, police said.\n"
        "The bus left the road near Nairobi in heavy rain and fell into a river.\n"
        "The driver was among the dead.",
        date(2023, 6, 12),
        "Ostrell News",
    ),
    story(
        "coach",
        "Bus crash in Kenya kills at least 22\n"
        "At least 22 people were killed in a bus crash in Kenya, the police said.\n"
        "The bus hit a lorry near Nairobi on a bend in the dark and caught fire.\n"
        "Nobody has been arrested.",
        date(2023, 9, 4),
        "Velmora Echo",
    ),
)
"""Two crashes in one country three months apart, with the same toll in the same words."""
