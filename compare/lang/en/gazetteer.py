"""Which state a name stands for where states act: a capital for its government ("Lima welcomed the vote")."""

from __future__ import annotations

from functools import cache

_SEATS = """
Afghanistan=Kabul; Albania=Tirana; Algeria=Algiers; Andorra=Andorra la Vella; Angola=Luanda; Antigua and
Barbuda=St. John's; Argentina=Buenos Aires; Armenia=Yerevan; Australia=Canberra; Austria=Vienna;
Azerbaijan=Baku; Bahamas=Nassau; Bahrain=Manama; Bangladesh=Dhaka; Barbados=Bridgetown; Belarus=Minsk;
Belize=Belmopan; Benin=Porto-Novo; Bhutan=Thimphu; Bolivia=La Paz; Bosnia and Herzegovina=Sarajevo;
Botswana=Gaborone; Brazil=Brasilia,Brasília; Brunei=Bandar Seri Begawan; Bulgaria=Sofia; Burkina
Faso=Ouagadougou; Burundi=Gitega; Cambodia=Phnom Penh; Cameroon=Yaounde,Yaoundé; Canada=Ottawa; Cape
Verde=Praia; Central African Republic=Bangui; Chad=N'Djamena; Chile=Santiago; China=Beijing;
Colombia=Bogota,Bogotá; Comoros=Moroni; Congo - Brazzaville=Brazzaville; Congo - Kinshasa=Kinshasa; Costa
Rica=San Jose,San José; Croatia=Zagreb; Cuba=Havana; Cyprus=Nicosia; Czechia=Prague; Côte
d'Ivoire=Yamoussoukro,Abidjan; Denmark=Copenhagen; Dominica=Roseau; Dominican Republic=Santo Domingo;
Ecuador=Quito; Egypt=Cairo; El Salvador=San Salvador; Equatorial Guinea=Malabo; Eritrea=Asmara;
Estonia=Tallinn; Eswatini=Mbabane; Ethiopia=Addis Ababa; Fiji=Suva; Finland=Helsinki; France=Paris;
Gabon=Libreville; Gambia=Banjul; Georgia=Tbilisi; Germany=Berlin; Ghana=Accra; Greece=Athens; Grenada=St.
George's; Guatemala=Guatemala City; Guinea-Bissau=Bissau; Guinea=Conakry; Guyana=Georgetown;
Haiti=Port-au-Prince; Honduras=Tegucigalpa; Hungary=Budapest; Iceland=Reykjavik; India=New Delhi,Delhi;
Indonesia=Jakarta; Iran=Tehran; Iraq=Baghdad; Ireland=Dublin; Israel=Jerusalem,Tel Aviv; Italy=Rome;
Jamaica=Kingston; Japan=Tokyo; Jordan=Amman; Kazakhstan=Astana; Kenya=Nairobi; Kiribati=Tarawa;
Kosovo=Pristina; Kuwait=Kuwait City; Kyrgyzstan=Bishkek; Laos=Vientiane; Latvia=Riga; Lebanon=Beirut;
Lesotho=Maseru; Liberia=Monrovia; Libya=Tripoli; Liechtenstein=Vaduz; Lithuania=Vilnius;
Madagascar=Antananarivo; Malawi=Lilongwe; Malaysia=Kuala Lumpur; Maldives=Malé; Mali=Bamako; Malta=Valletta;
Marshall Islands=Majuro; Mauritania=Nouakchott; Mauritius=Port Louis; Mexico=Mexico City;
Micronesia=Palikir; Moldova=Chisinau; Mongolia=Ulaanbaatar; Montenegro=Podgorica; Morocco=Rabat;
Mozambique=Maputo; Myanmar=Naypyidaw; Namibia=Windhoek; Nauru=Yaren; Nepal=Kathmandu; Netherlands=The
Hague,Hague; New Zealand=Wellington; Nicaragua=Managua; Niger=Niamey; Nigeria=Abuja; North Korea=Pyongyang;
North Macedonia=Skopje; Norway=Oslo; Oman=Muscat; Pakistan=Islamabad; Palau=Ngerulmud; Palestinian
Territories=Ramallah; Panama=Panama City; Papua New Guinea=Port Moresby; Paraguay=Asuncion,Asunción;
Peru=Lima; Philippines=Manila; Poland=Warsaw; Portugal=Lisbon; Qatar=Doha; Romania=Bucharest;
Russia=Moscow,Kremlin; Rwanda=Kigali; Samoa=Apia; Saudi Arabia=Riyadh; Senegal=Dakar; Serbia=Belgrade;
Sierra Leone=Freetown; Slovakia=Bratislava; Slovenia=Ljubljana; Solomon Islands=Honiara; Somalia=Mogadishu;
South Africa=Pretoria; South Korea=Seoul; South Sudan=Juba; Spain=Madrid; Sri Lanka=Colombo; St.
Lucia=Castries; St. Vincent and Grenadines=Kingstown; Sudan=Khartoum; Suriname=Paramaribo; Sweden=Stockholm;
Switzerland=Bern; Syria=Damascus; São Tomé and Príncipe=São Tomé; Taiwan=Taipei; Tajikistan=Dushanbe;
Tanzania=Dodoma; Thailand=Bangkok; Timor-Leste=Dili; Togo=Lome,Lomé; Tonga=Nuku'alofa; Trinidad and
Tobago=Port of Spain; Tunisia=Tunis; Turkmenistan=Ashgabat; Tuvalu=Funafuti; Türkiye=Ankara; Uganda=Kampala;
Ukraine=Kyiv,Kiev; United Arab Emirates=Abu Dhabi; United Kingdom=London,Downing Street,Whitehall; United
States=Washington,White House,State Department,Pentagon; Uruguay=Montevideo; Uzbekistan=Tashkent;
Vanuatu=Port Vila; Vatican City=Holy See,Vatican; Venezuela=Caracas; Vietnam=Hanoi; Yemen=Sanaa,Sana'a;
Zambia=Lusaka; Zimbabwe=Harare
"""
"""Capitals and seats of government by the state's name in Babel's data. Brussels is left out: it stands for a
union and an alliance, too."""

_ALIASES = """
United States=US,U.S.,USA,U.S.A.,America,United States of America; United Kingdom=UK,U.K.,Britain,Great
Britain; United Arab Emirates=UAE,U.A.E.; Türkiye=Turkey; Myanmar=Burma; Czechia=Czech Republic;
Timor-Leste=East Timor; Côte d'Ivoire=Ivory Coast; North Korea=DPRK; South Korea=Republic of Korea; Congo -
Kinshasa=DRC,Democratic Republic of Congo; Eswatini=Swaziland; Bosnia and Herzegovina=Bosnia; North
Macedonia=Macedonia; Cape Verde=Cabo Verde; Palestinian Territories=Palestine,Palestinian Authority
"""


@cache
def _states() -> dict[str, str]:
    """The state by each of its names, its capital and its seats of government, in lower case."""
    from babel import Locale

    found: dict[str, str] = {}
    for code, name in Locale("en").territories.items():
        if len(code) == 2:
            plain = name.split(" (")[0].replace("’", "'").replace(" & ", " and ")
            found[plain.lower()] = plain
    for entry in f"{_SEATS};{_ALIASES}".replace("\n", " ").split(";"):
        state, _, names = entry.strip().partition("=")
        for name in names.split(","):
            found[name.strip().lower()] = state
        found[state.lower()] = state
    return found


def state_of(name: str) -> str:
    """The state that `name` stands for, itself among them; "" where it is no state's."""
    return _states().get(" ".join(name.replace("’", "'").lower().removeprefix("the ").split()), "")
