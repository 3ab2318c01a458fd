"""Word classes for reading names: closed classes of English and general geography, no list of people."""

from __future__ import annotations

from functools import cache

from compare.lang.en.calendar import CALENDAR_WORDS, WEEKDAY_NAMES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION = _words("""
weve theyre theyve youre youve dont didnt doesnt cant wont isnt thats whats lets ive hes shes a about above
according across after afterwards again against ago ahead albeit all almost alone along already also
although always am amid among amongst an and another any anybody anyone anything anyway apart are around as
aside at away back be became because been before behind being below beneath beside besides between beyond
both but by can cannot could dear despite did do does doing done down due during each either else elsewhere
enough even ever every everybody everyone everything except few fewer finally first for former formerly from
further furthermore get gets got had has have having he hence her here hers herself him himself his how
however i if in indeed inside instead into is it its itself just largely last lastly late later latest least
less lest let like likewise many may maybe me meanwhile might mine more moreover most mostly much must my
myself namely near nearby nearly neither never nevertheless next no nobody none nonetheless nor not nothing
now nowhere of off often oh ok okay on once one only onto or other others otherwise our ours ourselves out
outside over overall own per perhaps plus previously quite rather really regarding same second seldom
several shall she should similarly since so some somebody somehow someone something sometimes somewhere soon
still such than thanks that the their theirs them themselves then there thereafter therefore these they
third this those though through throughout thus till to today together tomorrow tonight too toward towards
under underneath unless unlike until up upon us usually versus very via was we well were what whatever when
whenever where whereas wherever whether which whichever while whilst who whoever whole whom whose why will
with within without would yes yesterday yet you your yours yourself yourselves i'm i've i'd i'll it's he's
she's we're we've we'll they're they've they'll you're you've that's there's what's who's here's let's don't
doesn't didn't can't couldn't won't wouldn't isn't aren't wasn't weren't zero two three four five six seven
eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty
forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion
billions trillion dozen dozens half scores tens
""")
"""Closed-class words and number words; capitalised, they only open a sentence or stand in a headline."""

OPENERS = _words("""
girl boy man woman double related tags game games hunger fear hope bond fund teen child deputy dude
afterward afterwards policemen explosives dialogue progress justice peace work food water activists actually
additional additionally admittedly advocates afternoon agents aid aides air aircraft allegedly allies
altogether analysts anger annual answering anti apparently approximately armed army arrest arrests artillery
asked assuming attack attackers attacks attempts attorneys authorities autopsy based basically battles
believe besieged better big black blood blue bodies bomb bombing bombings bombs border both boys breaking
briefly brothers business businesses buy call called calls car cars cases casualties ceasefire centuries
certainly change charges check children citizens civil civilian civilians clashes classes clearly click
close coalition combined comment comments commercial companies compared concern concerned conditions
consequently considering contact conversely copyright correction countries county court critics current
currently daily data days death deaths decades defendants defence defense definitely demonstrators deputies
detectives diplomats direct discussing doctors dozens drivers duty earlier early economists editor efforts
eight elections elsewhere emergency employees ending equally especially essentially eventually evening
events evidence exactly excluding experts explosions eyewitnesses facing factbox family families fans far
farmers fewer fighters fighting figures file fire firefighters firing fish fishermen five focus following
footage foreign fortunately fresh friends frankly free full gas generally given good government governments
great green ground groups guards gunfire gunmen guns half heavy help high highly historically home homes
homicide hopefully hospital hospitals hostages hours house houses human humanitarian image images
immediately important including incidentally increasingly independent individuals industry information
initial initially injuries inflation insurgents interestingly international intense interim investigators
investors islamist islamists ironically jet jets journalists judges jurors key killed killing kids land
lawmakers lawyers leaders left legal life local long look looking low luckily main male media medics meeting
members men messages military militants militia militias minutes missiles moments money months morning
mothers mourners move much multiple murder names national naturally neighbors neighbours new news night
normally note notably number numbers numerous obviously odds officer officers officials oil old online open
opponents opposition organizers originally paramedics parents parts part particularly parliament passengers
past patients pending people personally photo photographs photos picture pictures piracy pirates planes
players please point police policymakers political politicians poll polling polls possibly preliminary
presumably press prior prisoners private pro probably prosecutors protesters protests protestors public
question questions quick rain raw read readers reached reacting ready rebel rebels recent recently records
red refugees regardless regime relations relatives reported reportedly reporters reporting reports rescue
rescuers residents responding results reuters right rival riot riots road roads rockets roughly rumors
ruling sad sadly safety sales sanctions schools scientists search security see seen senior separately
serious services severe shares shelling shooting shootings shots short shortly significantly simply sister
situation small smoke snipers social soldiers sometimes sources special specifically speaking spokesman
staff state statement states stocks store storm story strangely streets strikes strong students subscribe
subsequently suddenly suicide supporters supposedly sure surely survivors suspects suspected taking talks
tanks technically teams temporary tens tensions terrorist terrorists testimony thank thankfully
theoretically things think time times top total tough tourists trade traders traditionally traffic trending
troops true truth turn turnout twins typically ultimately unbelievable unconfirmed undoubtedly unfortunately
union unknown updated urgent use users using various victims video videos villagers violence virtually
visitors visits volunteers voters wages wait war warning warplanes watch weapons wearing weather websites
weeks welcome white widespread witnesses women words workers worldwide worse wounded years young aged
aftermath agency airport airstrikes airlines alcohol anonymous anniversary annually anybody ambulances
asking asia-pacific backed badly bail balls banks bargaining beginning bids bills blasts boats bonds born
brave budget bullets burglars bystanders camps cancer cash caught celebrations childhood churches cities
clear climate clinics clothes coffee cold colleagues complete computers concerns congratulations
conservatives consumer consumers contrary cool costs couples creditors crews crime crimes crowds customers
cuts deal deals debate debt delegates democracy demand depending details developers dogs donations dramatic
dressed drones drugs earnings economic education electricity energy engineers ensure entire environmental
ethnic everyday exports expect expected extra factories failing female fierce fights films finance financial
fines firms fishing flags flames flights floods floodwaters forces forecasters fortunate founded fuel fun
funding funds funeral gains gay general girls global gold golf graphic growth guess guests happy hard hate
hats health heart heat history homeless homeowners hot huge hundreds immigrants imports impressive
incredible injured inspectors insurance insurers interest internal investment jobs kidnappers landlords
large leader leading learn lessons liberals listen living loans locals locally love luck machine mail major
majority management managers markets married marketing matters measures medical mental migrants miles miners
ministers missing modern monitors motorists movies music mysterious nations negotiations negotiators
networks nurses observers occasionally offering offices opening opinion orders ordinary organised organized
outraged owners pain partly partners partygoers pedestrians perfect permanent personal physicians pilots
plans poor popular poverty power powerful presents prices primary prison prisons problem problems producers
production profits programs property prosecutor proud provided providing quarterly quietly radio rarely
rates real recalling reflecting reform reformers refugee regional regulators religious remember rents
representatives research researchers rescued restaurants retail retailers retired revenue rising rivals
rules rural said satellite savings says scattered scholars science scuffles seats secondly secret seeing
seeking separate sexual shells shoppers shops similar simple single skeptics smart smoking software
speculation sports spotted spring standing starting statistics stay steps stop storms strategists strikers
student stunned successive summer supplies support surgeons surprisingly surveillance surveys tax taxes
taxpayers teachers technology teenagers telephone temperatures tenants tests threats thieves tickets tighter
tobacco tons torture towns travel travelers trains trees trials trucks trying two unable understandably
unemployment unions universities usual utilities vehicles victim views village visiting volume vote voting
vulnerable walking wanted warring waves weekly whites wildlife wind winds winner winter wives working world
worried writers writing wrong youths zoning added adding adds announced appearing believed build built came
come coming concluded continued cited citing described despite driving explaining find found gone going keep
knowing launched led lets made make making met noting pay pointing posted praised put quoted referring
released returned returning sent sending set sign sit sitting speaks spent started stressed take talk
talking tell told took try turned unveiled published follow download select pray join visit law school print
source share used vowed want wants warned went
""")
"""Ordinary words that often open English news sentences."""

SMALL = _words("""
a an and as at be but by for from has have if in into is it its nor not of off on onto or over per so than
that the their then to up us via vs was were with without within who will after amid among about against
before between during near no out since through under until upon while are he his her she they this de la le
el van von di da du der al bin
""")
"""Words that stay lower-case in a Title Case headline."""

CALENDAR = (
    _words("""
Christmas Easter Ramadan Thanksgiving Halloween Eve Eid Hanukkah Passover Holiday Weekend Day
""")
    | {word.capitalize() for word in CALENDAR_WORDS}
    | {f"{name}s" for name in WEEKDAY_NAMES}
)

NOT_ACRONYMS = _words("""
ALL ANY NEVER VERY MUST WILL CAN DO DID HAS HAVE YOU WE HE SHE MY OUR THIS THAT BE SO IF BUT OR AN AS UP OUT
OFF HIS HER ITS WHY HOW WHAT WHEN WHERE THEY THEM BOTH EVER ONLY NOW OVER MAN WOMAN DEAD KILLED SHOT POLICE
ONE TWO REPORT AM PM GMT UTC EST EDT CST CDT MST MDT PST PDT CET BST TV ID DNA CEO CFO COO MP MPS GPS SUV
SUVS OK VIP DVD CD PC HIV AIDS CCTV GDP IPO IQ EU-27 ET PT CT MT PR HR IT AI IED IEDS ATM ATMS FAQ PDF USB
UFO RIP BC AD CE BCE DUI DWI ER ICU CPR RPG RPGS VX II III IV VI VII VIII IX XI XII XIII XIV XV XVI JR SR MR
MRS MS DR NO LLC TM UPDATE UPDATED BREAKING READ WATCH VIDEO PHOTO PHOTOS MORE RELATED EXCLUSIVE LIVE NEWS
ALSO NOTE COPYRIGHT NEW AND THE FOR OF IN ON AT TO BY WITH FROM ARE WAS NOT YES STORY ADVERTISEMENT
CORRECTION FILE OP SHARE CONTINUE KG KM MPH KPH LED LCD RAM CPU GHZ MHZ WMD WMDS R D I A X Y Z Q TD QB RBI
""")

TITLE = _words("""
pm adviser advisor leader speaker whip counsel counselor emissary negotiator correspondent reporter anchor
columnist delegate quarterback linebacker cornerback pitcher outfielder goalkeeper midfielder defender
comedian filmmaker publicist rb qb wr gm mp da cfo coo president premier chancellor minister secretary
ambassador envoy governor gov gov. senator sen sen. sens. congressman congresswoman representative rep rep.
reps. mayor councilman councilwoman councilor councillor alderman commissioner chairman chairwoman
chairperson spokesman spokeswoman spokesperson director deputy sheriff lieutenant lt lt. colonel col col.
general gen gen. brigadier brig. major maj. captain capt. sergeant sgt sgt. corporal cpl. private pvt.
admiral adm. commander cmdr. marshal officer detective det. inspector constable trooper superintendent supt.
chief attorney prosecutor solicitor magistrate justice judge mr mr. mrs mrs. ms ms. miss dr dr. doctor prof
prof. professor sir dame lord lady baroness baron madam pope cardinal archbishop bishop rev rev. reverend
father pastor rabbi imam ayatollah sheikh shaikh sheik mullah king queen prince princess emir sultan
president-elect actor actress singer rapper suspect victim coach manager ceo congressmember assemblyman
assemblywoman lawmaker vice-president undersecretary cpt. cpt sec. spc. pres. atty. hon. fr. amb. ministers
presidents secretaries senators governors co-founder founder author analyst investigator coroner paramedic
firefighter
""")
"""Words that stand before a person's name and are no part of it."""

WEAK_TITLE = _words("""
pm adviser advisor leader speaker whip counsel counselor emissary negotiator correspondent reporter anchor
columnist delegate quarterback linebacker cornerback pitcher outfielder goalkeeper midfielder defender
comedian filmmaker publicist king queen prince princess lord lady baron sultan pope cardinal bishop judge
justice private general major marshal father dame doctor victim suspect coach manager miss emir
""")
"""Titles that are also parts of other names ("King County", "General Electric", a surname)."""

TITLE_PART = _words("""
surgeon prosecuting prime vice deputy assistant acting interim former ex late then outgoing incoming foreign
defense defence interior finance justice health education trade economy energy home press state first second
lady senior junior executive managing associate under district city county police fire attorney chief staff
sgt. master major special permanent crown supreme grand house senate majority minority leader speaker whip
national security adviser advisor opposition rebel union cabinet general secretary-general army navy force
air
""")
"""Words that may stand inside a title phrase ("Deputy Prime Minister", "National Security Adviser")."""

ROLE = _words("""
baseman quarterback receiver tackle pitcher outfielder midfielder champion host comedian filmmaker publicist
model swimmer climber boxer golfer wrestler runner cyclist novelist poet painter composer historian
sociologist critic co-worker roommate hostage victim resident fugitive inmate heir mogul spokesman
spokeswoman spokesperson president minister premier leader chief secretary director chairman chairwoman
ambassador envoy general colonel captain commander lawyer attorney prosecutor judge professor analyst
journalist reporter correspondent photographer actor actress singer star coach player goalkeeper striker
author founder co-founder owner manager witness mother father brother sister son daughter wife husband widow
boyfriend girlfriend uncle aunt nephew niece cousin grandmother grandfather neighbor neighbour suspect
gunman officer sergeant detective sheriff deputy mayor governor senator congressman lawmaker activist
economist expert official adviser advisor executive cleric imam rabbi priest pastor bishop king queen prince
tycoon billionaire businessman businesswoman scientist researcher doctor nurse teacher student designer
candidate nominee incumbent counterpart mastermind named called
""")
"""Lower-case roles that, right before a capitalised run, make it a person."""

ORG_HEAD = _words("""
enterprises stoppers ministries brotherhood jihad caliphate ministry department agency bureau office
commission committee council board authority administration university college institute academy school
hospital clinic center centre foundation association federation union organization organisation league
society party movement front army forces force guard police corps navy court tribunal parliament congress
senate house assembly cabinet bank fund group company corporation corp corp. inc inc. ltd ltd. llc plc co.
holdings industries partners airlines airways motors press times post journal news television broadcasting
network service services club team church mosque observatory watch coalition alliance brigade brigades
command pentagon kremlin defenses defence nations treasury exchange securities systems technologies
technology software laboratories pharmaceuticals energy oil petroleum electric telecom communications media
studios records entertainment trust conference crescent cross chamber schools embassy consulate mission
secretariat initiative campaign programme program project
""")
"""Nouns that end (or, before "of", begin) the name of an organisation."""

PLACE_HEAD = _words("""
base county city town village district province governorate region republic kingdom island islands isle
isles river lake sea ocean bay gulf strait straits peninsula cape mount mountain mountains valley desert
hills heights canal corridor coast basin plateau beach creek falls park forest square street st. avenue ave
ave. road rd. blvd. boulevard lane drive court highway hwy bridge airport station port harbor harbour border
territory territories strip bank plain enclave crossing prison camp stadium plaza mall garden gardens hill
ridge springs
""")
"""Nouns that end (or, before "of", begin) the name of a place."""

OF_HEAD = _words("""
horn mouth academy arc ministry department university bank house institute college school council court
board bureau office republic kingdom state states gulf bay strait isle city district province union league
organization organisation association federation society church chamber party army front movement voice port
cape sea mount lake tower museum center centre committee commission confederation alliance guild knights
order brotherhood lord heart brigade congress assembly community conference duchy emirate sultanate bishop
archdiocese diocese supreme leaders free group doctors friends children sons followers partisans soldiers
daughters institutes colleges universities area hall fort rock temple valley
""")
"""Words after which "of" belongs to a name."""

DIRECTIONS = _words(
    "Western Eastern Northern Southern Central Northwestern Northeastern Southeastern Southwestern"
)

DEMONYMS = _words("""
Afghan African Albanian Algerian American Andorran Angolan Arab Arabian Arabic Argentine Argentinian
Armenian Asian Assyrian Australian Austrian Azerbaijani Azeri Bahraini Bangladeshi Basque Belarusian
Belarussian Belgian Bengali Berber Bolivian Bosnian Brazilian Brit British Bulgarian Burmese Burundian
Californian Cambodian Cameroonian Canadian Caribbean Catalan Catholic Caucasian Chadian Chechen Chilean
Chinese Christian Circassian Colombian Congolese Coptic Croat Croatian Cuban Cypriot Czech Dane Danish
Dominican Dutch Ecuadorean Ecuadorian Egyptian Emirati English Eritrean Estonian Ethiopian European Fijian
Filipino Finn Finnish Flemish French Gabonese Georgian German Ghanaian Greek Guatemalan Guinean Haitian
Hawaiian Hebrew Hindu Hispanic Honduran Hungarian Icelandic Indian Indonesian Iranian Iraqi Irish Israeli
Italian Ivorian Jamaican Japanese Jew Jewish Jordanian Kashmiri Kazakh Kenyan Korean Kosovar Kurd Kurdish
Kuwaiti Kyrgyz Lao Laotian Latin Latino Latvian Lebanese Liberian Libyan Lithuanian Macedonian Malawian
Malaysian Malian Maltese Mauritanian Mexican Moldovan Mongolian Montenegrin Moroccan Mozambican Muslim
Namibian Nepalese Nepali Nicaraguan Nigerian Nigerien Norwegian Omani Ottoman Pakistani Palestinian
Panamanian Paraguayan Pashtun Persian Peruvian Pole Polish Portuguese Protestant Puerto Qatari Roman
Romanian Russian Rwandan Salvadoran Salvadorean Saudi Scot Scottish Scots Senegalese Serb Serbian Shia
Shiite Sicilian Sikh Singaporean Slav Slovak Slovakian Slovene Slovenian Somali Soviet Spanish Sudanese
Sunni Surinamese Swede Swedish Swiss Syrian Taiwanese Tajik Tanzanian Texan Thai Tibetan Togolese Tunisian
Turk Turkish Turkmen Ugandan Ukrainian Uruguayan Uyghur Uzbek Venezuelan Vietnamese Welsh Yazidi Yemeni
Yugoslav Zambian Zimbabwean Alawite Druze Buddhist Orthodox Islamic Islamist Democrat Democratic Republican
Conservative Communist Socialist Nazi Ba'athist Baathist Evangelical Mormon Anglican Maronite Wahhabi
Salafist Jihadist Englishman Frenchman Irishman Dutchman
""")
"""Adjectives of nation, people or creed: not names by themselves, but parts of longer ones."""

_SEVERAL = """
New York; New Jersey; New Mexico; New Hampshire; North Carolina; South Carolina; North Dakota; South Dakota;
West Virginia; Rhode Island; New Delhi; Saudi Arabia; United States; United Kingdom; United Arab Emirates;
North Korea; South Korea; Ivory Coast; Soviet Union; Middle East; San Francisco; Washington, D.C.; Gaza Strip;
West Bank; Northern Ireland; Western Sahara; Central African Republic; Democratic Republic of Congo;
Bosnia and Herzegovina; Trinidad and Tobago
"""
PLACES = _words("""
Europe Asia Africa Antarctica Caribbean Mediterranean America Britain England Scotland Wales Burma Turkey
Korea Czechoslovakia Yugoslavia Palestine Kurdistan Kosovo U.S. US USA U.S.A. UK U.K. UAE U.A.E. DRC USSR
Holland Macedonia Bosnia Crimea Gaza Chechnya Dagestan Kashmir Tibet Alabama Alaska Arizona Arkansas
California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois Indiana Iowa Kansas Kentucky
Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska Nevada Ohio
Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia Washington Wisconsin Wyoming Ala. Ariz.
Ark. Calif. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Md. Mass. Mich. Minn. Miss. Mo. Mont. Neb. Nev.
N.H. N.J. N.M. N.Y. N.C. N.D. Okla. Ore. Pa. R.I. S.C. S.D. Tenn. Tex. Va. Vt. Wash. W.Va. Wis. Wyo. D.C.
Kiev Beijing Ankara Delhi Islamabad Canberra Ottawa Brasilia Geneva Bonn Milan Barcelona Mumbai Lagos
Alexandria Mecca
""") | frozenset(name.strip() for name in _SEVERAL.split(";"))

POSTAL = _words("""
AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK
OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC ON BC QC NSW
""")
"""Postal codes of states: a place after "Town, "."""

ALLIANCES = _words("EU U.N. UN NATO E.U. UNESCO UNICEF OPEC ASEAN")


@cache
def places() -> frozenset[str]:
    """Countries and large cities of the world, from Babel's data (loaded at the first use)."""
    from babel import Locale
    from babel.core import get_global

    names = set(PLACES)
    for code, name in Locale("en").territories.items():
        if len(code) == 2 and code not in {"ZZ", "XA", "XB", "EU", "UN", "EZ"}:
            plain = name.split(" (")[0].replace("’", "'").removesuffix(" SAR China")
            names |= {plain, plain.replace(" & ", " and "), plain.replace("St. ", "Saint ")}
    for zone in get_global("zone_territories"):
        continent, _, city = zone.rpartition("/")
        if continent in {"Africa", "America", "Asia", "Europe", "Australia"} and city:
            names.add(city.replace("_", " "))
    return frozenset(
        names - {"Center", "Easter", "Knox", "Troll", "North", "South", "West", "Jersey", "Man", "Chad"}
    )


@cache
def place_starts() -> frozenset[str]:
    """First words of the places of several words."""
    return frozenset(name.split()[0] for name in places() if " " in name)


def is_demonym(word: str) -> bool:
    """Whether `word` is an adjective or noun of nation, people or creed ("Kurdish", "Syrians")."""
    if word in DEMONYMS or (word.endswith("s") and word[:-1] in DEMONYMS):
        return True
    if any(word.endswith(end) and word[: -len(end)] in places() for end in ("n", "an", "ian", "i", "ese")):
        return word not in places()
    head, _, tail = word.partition("-")
    return bool(tail) and head in DEMONYMS and (tail in DEMONYMS or tail.islower())
