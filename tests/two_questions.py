"""Invented pairs of reports, as newsrooms write them, whose numbers do or do not answer one question."""

from __future__ import annotations

from datetime import date

from stories import story

OTHER_QUESTIONS = {
    "two-attacks-one-day": (
        story(
            "first",
            "Car bomb kills 14 at Calder market\n"
            "A car bomb exploded at a market in the east of Calder on Tuesday morning, "
            "killing 14 people and wounding 35, police said.\n"
            "The blast destroyed a row of stalls in the Osmer district.\n"
            "President Ilan Verrick condemned the attack in Calder.\n"
            "No group has claimed responsibility.",
            date(2024, 3, 12),
            "Harbour Post",
        ),
        story(
            "second",
            "Gunmen kill nine in Calder\n"
            "Gunmen opened fire on a bus station in the west of Calder on Tuesday evening, "
            "killing nine people and wounding 21, police said.\n"
            "The shooting happened in the Brill district hours after a car bomb in the city.\n"
            "President Ilan Verrick condemned the attack in Calder.\n"
            "No group has claimed responsibility.",
            date(2024, 3, 12),
            "Northern Echo",
        ),
    ),
    "children-of-a-raid-against-those-of-two-days": (
        story(
            "first",
            "Raid on Dorvan kills eight\n"
            "Warplanes hit a street in the town of Dorvan on Tuesday, the governor said.\n"
            "At least eight people died in the raid, including two children.\n"
            "The governor of Dorvan, Petar Olin, asked for help.",
            date(2024, 3, 12),
            "Harbour Post",
        ),
        story(
            "second",
            "Raids on Dorvan go on\n"
            "Warplanes hit the town of Dorvan on Tuesday and again on Wednesday, the governor said.\n"
            "Seven children were among 71 people killed in the raids on Tuesday and Wednesday.\n"
            "The governor of Dorvan, Petar Olin, asked for help.",
            date(2024, 3, 13),
            "Northern Echo",
        ),
    ),
    "weekly-total-against-day": (
        story(
            "first",
            "Shelling kills six in Dorvan\n"
            "Shelling killed six civilians in the town of Dorvan on Thursday, the governor said.\n"
            "Two homes were destroyed.\n"
            "The governor of Dorvan, Petar Olin, asked for help.",
            date(2024, 3, 15),
            "Harbour Post",
        ),
        story(
            "second",
            "Week of shelling in Dorvan\n"
            "Shelling of the town of Dorvan has killed 31 civilians over the past week, the "
            "governor said on Thursday.\n"
            "Thirty homes were destroyed in seven days.\n"
            "The governor of Dorvan, Petar Olin, asked for help.",
            date(2024, 3, 15),
            "Northern Echo",
        ),
    ),
    "population-province-against-capital": (
        story(
            "first",
            "Melvar votes\n"
            "Melvar, a province of 2.4 million people, votes on Sunday.\n"
            "The province has been ruled by the Greens since 2012.\n"
            "Polls opened at eight.",
            date(2024, 5, 3),
            "Harbour Post",
        ),
        story(
            "second",
            "Asterin prepares for vote\n"
            "Asterin, a city of 640,000 people, votes on Sunday.\n"
            "The capital of Melvar has been ruled by the Greens since 2012.\n"
            "Polls opened at eight.",
            date(2024, 5, 3),
            "Northern Echo",
        ),
    ),
    "quarterly-against-annual": (
        story(
            "first",
            "Kestrel Motors profit falls\n"
            "Kestrel Motors reported a net profit of 2.1 billion euros for the fourth "
            "quarter on Thursday.\n"
            "Revenue fell 4 percent to 18 billion euros in the quarter.\n"
            "Chief executive Dana Holt said demand was weak.",
            date(2024, 2, 1),
            "Harbour Post",
        ),
        story(
            "second",
            "Kestrel Motors posts record year\n"
            "Kestrel Motors reported a net profit of 9.8 billion euros for 2023 on Thursday.\n"
            "Revenue rose 3 percent to 77 billion euros in the year.\n"
            "Chief executive Dana Holt said demand was weak.",
            date(2024, 2, 1),
            "Northern Echo",
        ),
    ),
    "forecast-against-result": (
        story(
            "first",
            "Kestrel to report\n"
            "Analysts expect Kestrel Motors to report a profit of 2.4 billion euros on Thursday.\n"
            "Chief executive Dana Holt will speak to reporters.",
            date(2024, 1, 31),
            "Harbour Post",
        ),
        story(
            "second",
            "Kestrel reports\n"
            "Kestrel Motors reported a profit of 2.1 billion euros on Thursday.\n"
            "Chief executive Dana Holt spoke to reporters.",
            date(2024, 2, 1),
            "Northern Echo",
        ),
    ),
    "temperatures": (
        story(
            "first",
            "Heat in Ledria\n"
            "Temperatures reached 43 degrees Celsius in Asterin on Wednesday, the weather service said.\n"
            "Hospitals treated dozens for heat stroke.",
            date(2024, 7, 18),
            "Harbour Post",
        ),
        story(
            "second",
            "Heat wave grips south\n"
            "The weather service said 46 degrees Celsius were measured in Tarn on Wednesday.\n"
            "In Asterin hospitals treated dozens for heat stroke.",
            date(2024, 7, 18),
            "Northern Echo",
        ),
    ),
    "ages-of-two-of-one-family": (
        story(
            "first",
            "Father and son charged\n"
            "Marek Dunn, 52, was charged with fraud in Tarn on Wednesday.\n"
            "Police searched his company, Dunn Freight.\n"
            "A court will hear the case in August.",
            date(2024, 7, 18),
            "Harbour Post",
        ),
        story(
            "second",
            "Dunn Freight searched\n"
            "Pavel Dunn, 27, was charged with fraud in Tarn on Wednesday.\n"
            "Police searched the company, Dunn Freight.\n"
            "A court will hear the case in August.",
            date(2024, 7, 18),
            "Northern Echo",
        ),
    ),
    "in-hospital": (
        story(
            "first",
            "Gas leak in Velmora\n"
            "A gas leak at a school in Velmora on Monday left 64 pupils ill, officials said.\n"
            "The school was closed.",
            date(2024, 6, 4),
            "Harbour Post",
        ),
        story(
            "second",
            "Pupils in hospital\n"
            "Twelve pupils were in hospital after a gas leak at a school in Velmora on "
            "Monday, officials said.\n"
            "The school was closed.",
            date(2024, 6, 4),
            "Northern Echo",
        ),
    ),
    "injured-still-in-hospital": (
        story(
            "first",
            "Stand collapses\n"
            "A stand collapsed at a stadium in Velmora on Sunday, and 120 people were "
            "injured, police said.\n"
            "The match was called off.",
            date(2024, 6, 4),
            "Harbour Post",
        ),
        story(
            "second",
            "Stand collapse: dozens in hospital\n"
            "Thirty-five people injured when a stand collapsed at a stadium in Velmora on "
            "Sunday were still in hospital on Tuesday.\n"
            "The match was called off.",
            date(2024, 6, 5),
            "Northern Echo",
        ),
    ),
    "remainder": (
        story(
            "first",
            "Shooting in Calder\n"
            "A gunman shot five people in a bar in Calder on Monday, police said.\n"
            "The gunman, Lee Marn, 31, was arrested.",
            date(2024, 6, 4),
            "Harbour Post",
        ),
        story(
            "second",
            "Calder bar shooting\n"
            "A gunman shot a waiter in a bar in Calder on Monday and wounded four other "
            "people, police said.\n"
            "The gunman, Lee Marn, 31, was arrested.",
            date(2024, 6, 4),
            "Northern Echo",
        ),
    ),
    "arrests-in-two-cities": (
        story(
            "first",
            "Arrests in Calder\n"
            "Police arrested 45 people at a protest in Calder on Monday.\n"
            "The protest was against the pension law of President Verrick.",
            date(2024, 6, 4),
            "Harbour Post",
        ),
        story(
            "second",
            "Arrests in Tarn\n"
            "Police arrested 18 people at a protest in Tarn on Monday.\n"
            "The protest was against the pension law of President Verrick, which also "
            "brought thousands to the streets of Calder.",
            date(2024, 6, 4),
            "Northern Echo",
        ),
    ),
    "unemployment-months": (
        story(
            "first",
            "Jobless rate falls\n"
            "The unemployment rate of Ledria fell to 5.1 percent in April, the statistics "
            "office said on Monday.",
            date(2024, 6, 4),
            "Harbour Post",
        ),
        story(
            "second",
            "Jobless rate up\n"
            "The unemployment rate of Ledria rose to 5.4 percent in May, the statistics "
            "office said on Wednesday.",
            date(2024, 7, 4),
            "Northern Echo",
        ),
    ),
    "inflation-two-measures": (
        story(
            "first",
            "Inflation at 3.2 percent\n"
            "Consumer prices in Ledria rose 3.2 percent in May from a year earlier, the "
            "statistics office said on Tuesday.",
            date(2024, 6, 4),
            "Harbour Post",
        ),
        story(
            "second",
            "Core inflation\n"
            "Core prices in Ledria, without food and energy, rose 2.7 percent in May from a "
            "year earlier, the statistics office said on Tuesday.",
            date(2024, 6, 4),
            "Northern Echo",
        ),
    ),
    "monthly-and-yearly-inflation": (
        story(
            "first",
            "Inflation\n"
            "Consumer prices in Ledria rose 3.2 percent in May from a year earlier, the "
            "statistics office said on Tuesday.",
            date(2024, 6, 4),
            "Harbour Post",
        ),
        story(
            "second",
            "Prices up\n"
            "Consumer prices in Ledria rose 0.3 percent in May from April, the statistics "
            "office said on Tuesday.",
            date(2024, 6, 4),
            "Northern Echo",
        ),
    ),
    "aid-pledged-against-paid": (
        story(
            "first",
            "Aid\n"
            "Ledria pledged 50 million euros in aid to flood-hit Melvar on Friday.\n"
            "Foreign Minister Ada Corvin said more would follow.",
            date(2024, 1, 20),
            "Harbour Post",
        ),
        story(
            "second",
            "Aid\n"
            "Ledria has paid 12 million euros in aid to flood-hit Melvar, Foreign Minister "
            "Ada Corvin said on Saturday.\n"
            "More would follow.",
            date(2024, 1, 21),
            "Northern Echo",
        ),
    ),
    "layoffs-country-against-world": (
        story(
            "first",
            "Kestrel cuts jobs\n"
            "Kestrel Motors will cut 9,000 jobs worldwide, the company said on Friday.\n"
            "Chief executive Dana Holt blamed weak demand.",
            date(2024, 1, 20),
            "Harbour Post",
        ),
        story(
            "second",
            "Kestrel jobs\n"
            "Kestrel Motors will cut 2,500 jobs in Ledria, the company said on Friday.\n"
            "Chief executive Dana Holt blamed weak demand.",
            date(2024, 1, 20),
            "Northern Echo",
        ),
    ),
    "capacity-vs-aboard": (
        story(
            "first",
            "Ferry\n"
            "The ferry Ilka, which can carry 400 passengers, ran aground off Ashel on Friday.\n"
            "Nobody was hurt.",
            date(2024, 1, 20),
            "Harbour Post",
        ),
        story(
            "second",
            "Ferry\n"
            "The ferry Ilka ran aground off Ashel on Friday with 212 passengers on board.\n"
            "Nobody was hurt.",
            date(2024, 1, 20),
            "Northern Echo",
        ),
    ),
    "sentence-asked-against-given": (
        story(
            "first",
            "Trial of Marsh\n"
            "Prosecutors asked for a sentence of eight years for mill owner Tilda Marsh on Monday.\n"
            "The fire in Ostrell killed 22 workers.",
            date(2024, 6, 4),
            "Harbour Post",
        ),
        story(
            "second",
            "Marsh sentenced\n"
            "Mill owner Tilda Marsh was sentenced to five years in prison on Tuesday.\n"
            "The fire in Ostrell killed 22 workers.",
            date(2024, 6, 5),
            "Northern Echo",
        ),
    ),
    "last-year-against-this-year": (
        story(
            "first",
            "Fewer road deaths\n"
            "A total of 1,240 people died on the roads of Ledria in 2023, the transport "
            "ministry said on Wednesday.\n"
            "Minister Ana Bolt said speed limits had helped.",
            date(2024, 7, 3),
            "Harbour Post",
        ),
        story(
            "second",
            "Road deaths in Ledria\n"
            "The transport ministry of Ledria said on Wednesday that 1,410 people died on "
            "the roads in 2022.\n"
            "Minister Ana Bolt said speed limits would help.\n"
            "Helmets became compulsory last year.",
            date(2024, 7, 3),
            "Northern Echo",
        ),
    ),
    "two-hearings": (
        story(
            "first",
            "Marsh in court\n"
            "Tilda Marsh appeared before the court of Velmora on Monday over the fire in her mill.\n"
            "Judge Karl Deen heard four witnesses.\n"
            "The hearing lasted three hours.",
            date(2024, 4, 9),
            "Harbour Post",
        ),
        story(
            "second",
            "Marsh trial goes on\n"
            "Tilda Marsh appeared before the court of Velmora on Monday over the fire in her mill.\n"
            "Judge Karl Deen heard nine witnesses.\n"
            "The hearing lasted five hours.",
            date(2024, 4, 16),
            "Northern Echo",
        ),
    ),
    "half-time-score": (
        story(
            "first",
            "Tarn lead\nTarn led Velmora 1-0 at half-time in the cup on Monday.",
            date(2024, 4, 9),
            "Harbour Post",
        ),
        story(
            "second",
            "Tarn win\nTarn beat Velmora 3-1 in the cup on Monday.\nTarn had led 1-0 at half-time.",
            date(2024, 4, 9),
            "Northern Echo",
        ),
    ),
    "police-against-civilians": (
        story(
            "first",
            "Clashes in Tarn\n"
            "Clashes at a protest in Tarn on Thursday left 12 police officers injured, the "
            "interior ministry said.\n"
            "The protest against the new dam drew thousands.\n"
            "Interior Minister Lea Roth called for calm.",
            date(2024, 5, 3),
            "Harbour Post",
        ),
        story(
            "second",
            "Protest in Tarn\n"
            "At least 40 protesters were injured in clashes with police in Tarn on Thursday, "
            "organisers said.\n"
            "The protest against the new dam drew thousands.\n"
            "Interior Minister Lea Roth called for calm.",
            date(2024, 5, 3),
            "Northern Echo",
        ),
    ),
    "part-of-whole": (
        story(
            "first",
            "Bus crash\n"
            "A bus fell into a ravine near Tarn on Monday, killing 19 people, police said.\n"
            "The bus carried pilgrims.",
            date(2024, 6, 4),
            "Harbour Post",
        ),
        story(
            "second",
            "Bus crash near Tarn\n"
            "A bus fell into a ravine near Tarn on Monday, police said.\n"
            "Seven women and four children were killed.\n"
            "The bus carried pilgrims.",
            date(2024, 6, 4),
            "Northern Echo",
        ),
    ),
    "two-currencies": (
        story(
            "first",
            "Kestrel buys Fenn\n"
            "Kestrel Motors will buy battery maker Fenn for 4.2 billion euros, the company "
            "said on Tuesday.\n"
            "The deal should close in March.",
            date(2024, 9, 10),
            "Harbour Post",
        ),
        story(
            "second",
            "Kestrel to buy Fenn\n"
            "Kestrel Motors will buy battery maker Fenn for $4.6 billion, the company said on Tuesday.\n"
            "The deal should close in March.",
            date(2024, 9, 10),
            "Northern Echo",
        ),
    ),
    "share-price-percent-against-level": (
        story(
            "first",
            "Kestrel shares\n"
            "Shares of Kestrel Motors fell 6 percent to 41 euros on Tuesday.\n"
            "The company had cut its forecast.",
            date(2024, 6, 4),
            "Harbour Post",
        ),
        story(
            "second",
            "Kestrel falls\n"
            "Shares of Kestrel Motors have fallen 22 percent this year.\n"
            "The company cut its forecast on Tuesday.",
            date(2024, 6, 4),
            "Northern Echo",
        ),
    ),
    "attendance-of-two-matches": (
        story(
            "first",
            "Cup\nTarn beat Ostrell 2-1 in front of 18,000 fans on Sunday.\nJoao Pell scored twice.",
            date(2024, 6, 4),
            "Harbour Post",
        ),
        story(
            "second",
            "Cup\n"
            "Velmora beat Calder 3-0 in front of 27,000 fans on Sunday.\n"
            "In the other semi-final Tarn beat Ostrell.",
            date(2024, 6, 4),
            "Northern Echo",
        ),
    ),
    "distance-to-two-places": (
        story(
            "first",
            "Camp\nThe camp lies 12 kilometers north of Tarn.\nIt holds 3,000 refugees.",
            date(2024, 8, 4),
            "Harbour Post",
        ),
        story(
            "second",
            "Camp\nThe camp lies 30 kilometers from the border.\nIt holds 3,000 refugees.",
            date(2024, 8, 4),
            "Northern Echo",
        ),
    ),
    "goal-of-fundraising": (
        story(
            "first",
            "Appeal\nThe United Nations appealed for 400 million dollars for Melvar on Tuesday.",
            date(2024, 8, 6),
            "Harbour Post",
        ),
        story(
            "second",
            "Appeal\nThe United Nations has received 90 million dollars for Melvar, it said on Tuesday.",
            date(2024, 8, 6),
            "Northern Echo",
        ),
    ),
    "count-in-progress": (
        story(
            "first",
            "Ruhl leads\n"
            "President Ada Ruhl has 52.4 percent of the vote with 40 percent of the ballots "
            "counted, the election commission said on Sunday.\n"
            "Ben Corto has 45.1 percent.",
            date(2024, 10, 6),
            "Harbour Post",
        ),
        story(
            "second",
            "Ruhl wins\n"
            "President Ada Ruhl won the election with 50.8 percent of the vote after all "
            "ballots were counted, the election commission said on Monday.\n"
            "Ben Corto won 47.9 percent.",
            date(2024, 10, 7),
            "Northern Echo",
        ),
    ),
    "daily-cases-against-total": (
        story(
            "first",
            "Virus\n"
            "Ledria reported 1,240 new coronavirus cases on Friday, the health ministry "
            "said.\n"
            "Hospitals were full.",
            date(2021, 6, 4),
            "Harbour Post",
        ),
        story(
            "second",
            "Virus\n"
            "Ledria has recorded 310,000 coronavirus cases since the pandemic began, the "
            "health ministry said on Friday.\n"
            "Hospitals were full.",
            date(2021, 6, 4),
            "Northern Echo",
        ),
    ),
    "first-half-against-year-before": (
        story(
            "first",
            "Tourism\n"
            "Ledria had 3.1 million visitors in the first half of 2024, the tourist board "
            "said on Tuesday.",
            date(2024, 8, 6),
            "Harbour Post",
        ),
        story(
            "second",
            "Tourism\nLedria had 6.4 million visitors in 2023, the tourist board said on Tuesday.",
            date(2024, 8, 6),
            "Northern Echo",
        ),
    ),
    "date-of-death-and-funeral": (
        story(
            "first",
            "Verrick dies\n"
            "Former president Ilan Verrick died on August 3 in Calder.\n"
            "He ruled for ten years.",
            date(2024, 8, 6),
            "Harbour Post",
        ),
        story(
            "second",
            "Verrick buried\n"
            "Former president Ilan Verrick was buried on August 8 in Calder.\n"
            "He ruled for ten years.",
            date(2024, 8, 9),
            "Northern Echo",
        ),
    ),
}
"""Numbers that exclude each other and answer two questions: nothing here differs."""

ONE_QUESTION = {
    "one-temperature": (
        story(
            "first",
            "Heat in Asterin\n"
            "Temperatures in Asterin reached 43 degrees Celsius on Wednesday, the weather service said.\n"
            "Hospitals treated dozens for heat stroke.",
            date(2024, 7, 18),
            "Harbour Post",
        ),
        story(
            "second",
            "Heat wave in Asterin\n"
            "Temperatures in Asterin reached 46 degrees Celsius on Wednesday, the weather service said.\n"
            "Hospitals treated dozens for heat stroke.",
            date(2024, 7, 18),
            "Northern Echo",
        ),
    ),
    "one-age": (
        story(
            "first",
            "Driver dies in Tarn crash\n"
            "Driver Jana Weil, 34, died when her car hit a tree near Tarn on Wednesday, police said.\n"
            "A passenger was hurt.",
            date(2024, 7, 18),
            "Harbour Post",
        ),
        story(
            "second",
            "Woman dies near Tarn\n"
            "Jana Weil, 37, was killed when her car hit a tree near Tarn on Wednesday, police said.\n"
            "A passenger was hurt.",
            date(2024, 7, 18),
            "Northern Echo",
        ),
    ),
    "toll": (
        story(
            "first",
            "Blast at Fenn plant\n"
            "An explosion at the Fenn battery plant in Tarn killed nine workers on Sunday, police said.\n"
            "The fire burned for six hours.",
            date(2024, 10, 7),
            "Harbour Post",
        ),
        story(
            "second",
            "Fenn plant explosion\n"
            "An explosion at the Fenn battery plant in Tarn killed 14 workers on Sunday, the union said.\n"
            "The fire burned for six hours.",
            date(2024, 10, 7),
            "Northern Echo",
        ),
    ),
    "money": (
        story(
            "first",
            "Museum robbed in Tarn\n"
            "Thieves stole paintings worth 3 million euros from the city museum in Tarn on "
            "Sunday night, police said.\n"
            "Director Lise Amber said the alarm had failed.",
            date(2024, 10, 7),
            "Harbour Post",
        ),
        story(
            "second",
            "Paintings stolen in Tarn\n"
            "Paintings worth 5 million euros were stolen from the city museum in Tarn on "
            "Sunday night, the director, Lise Amber, said.\n"
            "The alarm had failed.",
            date(2024, 10, 7),
            "Northern Echo",
        ),
    ),
    "magnitude": (
        story(
            "first",
            "Quake hits Melvar\n"
            "A magnitude 6.8 earthquake struck Melvar province on Monday, the national institute said.\n"
            "Thousands slept outside.",
            date(2024, 6, 4),
            "Harbour Post",
        ),
        story(
            "second",
            "Earthquake in Melvar\n"
            "A magnitude 7.1 earthquake struck Melvar province on Monday, the geological survey said.\n"
            "Thousands slept outside.",
            date(2024, 6, 4),
            "Northern Echo",
        ),
    ),
    "date": (
        story(
            "first",
            "Talks\n"
            "The foreign ministers of Ledria and Ashel signed the border treaty in Tarn on January 12.\n"
            "The treaty ends a dispute over the island of Quell.",
            date(2024, 1, 20),
            "Harbour Post",
        ),
        story(
            "second",
            "Treaty\n"
            "The border treaty was signed in Tarn by the foreign ministers of Ledria and "
            "Ashel on January 14.\n"
            "The treaty ends a dispute over the island of Quell.",
            date(2024, 1, 21),
            "Northern Echo",
        ),
    ),
    "crowd": (
        story(
            "first",
            "March in Calder\n"
            "Some 20,000 people marched through Calder on Saturday against the pension law, police said.\n"
            "The march ended at the parliament.",
            date(2024, 1, 21),
            "Harbour Post",
        ),
        story(
            "second",
            "Great march in Calder\n"
            "About 100,000 people marched through Calder on Saturday against the pension "
            "law, organisers said.\n"
            "The march ended at the parliament.",
            date(2024, 1, 21),
            "Northern Echo",
        ),
    ),
    "toll-rise": (
        story(
            "first",
            "Avalanche\n"
            "An avalanche near the resort of Quell killed nine skiers on Friday, rescuers said.\n"
            "Dogs searched for the missing.",
            date(2024, 1, 20),
            "Harbour Post",
        ),
        story(
            "second",
            "Avalanche toll rises\n"
            "The death toll from Friday’s avalanche near the resort of Quell has risen to "
            "12, rescuers said.\n"
            "Dogs searched for the missing.",
            date(2024, 1, 22),
            "Northern Echo",
        ),
    ),
    "rate-conflict": (
        story(
            "first",
            "Rate cut\n"
            "The central bank of Ledria cut its main interest rate to 3.5 percent on "
            "Tuesday.\n"
            "Governor Mia Stahl said inflation was falling.",
            date(2024, 6, 4),
            "Harbour Post",
        ),
        story(
            "second",
            "Rate cut\n"
            "The central bank of Ledria cut its main interest rate to 3.75 percent on "
            "Tuesday.\n"
            "Governor Mia Stahl said inflation was falling.",
            date(2024, 6, 4),
            "Northern Echo",
        ),
    ),
    "on-board-conflict": (
        story(
            "first",
            "Plane crash\n"
            "A plane with 72 people on board crashed near Tarn on Monday, officials said.\n"
            "There were no survivors.",
            date(2024, 6, 4),
            "Harbour Post",
        ),
        story(
            "second",
            "Plane crash\n"
            "A plane with 68 people on board crashed near Tarn on Monday, the airline said.\n"
            "There were no survivors.",
            date(2024, 6, 4),
            "Northern Echo",
        ),
    ),
    "sentence-conflict": (
        story(
            "first",
            "Verdict\n"
            "A court in Tarn sentenced Marek Dunn to six years in prison for fraud on "
            "Monday.\n"
            "Dunn said he would appeal.",
            date(2024, 8, 6),
            "Harbour Post",
        ),
        story(
            "second",
            "Verdict\n"
            "A court in Tarn sentenced Marek Dunn to eight years in prison for fraud on "
            "Monday.\n"
            "Dunn said he would appeal.",
            date(2024, 8, 6),
            "Northern Echo",
        ),
    ),
    "army-against-rebels-claim": (
        story(
            "first",
            "Ambush\n"
            "Rebels killed six soldiers in an ambush near Dorvan on Monday, the army said.\n"
            "The rebels fled.",
            date(2024, 8, 6),
            "Harbour Post",
        ),
        story(
            "second",
            "Ambush\n"
            "Rebels killed 20 soldiers in an ambush near Dorvan on Monday, a rebel spokesman "
            "said.\n"
            "The rebels fled.",
            date(2024, 8, 6),
            "Northern Echo",
        ),
    ),
}
"""Numbers and days that exclude each other and answer one question."""
