import pytest

from compare.lang.en.headlines import without_teller


@pytest.mark.parametrize(
    ("headline", "kept"),
    [
        ("Seven dead in central Tarn blast Monitor", "Seven dead in central Tarn blast"),
        ("Regime bombs kill 28 in northern Syria Monitor", "Regime bombs kill 28 in northern Syria"),
        ("Attacks near old shrine kill 20 Syrian Observatory", "Attacks near old shrine kill 20"),
        ("Mortar fire kills two at the opera house State media", "Mortar fire kills two at the opera house"),
        ("Blast kills six in Tarn: monitor", "Blast kills six in Tarn"),
        ("EU to delay tariff decision – report", "EU to delay tariff decision"),
        ("Worker Kills Two in Factory Shooting: Police", "Worker Kills Two in Factory Shooting"),
    ],
)
def test_who_tells_it_is_left_out(headline, kept):
    assert without_teller(headline) == kept


@pytest.mark.parametrize(
    "headline",
    [
        "Seven dead in a blast near the Monitor",
        "Two reporters were hired by Christian Science Monitor",
        "Minister met the protesters and Police",
        "Mayor Of Tarn Thanks The Police",
        "Seven dead in a blast, says the monitor",
        "Two dead: police",
        "Gunmen kill three French Police",
        "Blast in old town kills two UN Officials",
        "Protesters shouted at police",
        "Seven people were killed in the blast in Tarn Monitor.",
    ],
)
def test_what_is_no_teller_stays(headline):
    assert without_teller(headline) == headline
