"""Money as news of its country writes it, and letters before numbers that are no money."""

from __future__ import annotations

import pytest

from compare.extraction.quantities.extract import extract_quantities


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("The dam cost R4.7bn.", 4.7e9, "ZAR"),
        ("He paid R12 500 for it.", 12500, "ZAR"),
        ("The grant was N750,000.", 750000, "NGN"),
        ("The grant was NGN750m.", 7.5e8, "NGN"),
        ("The bribe was Ksh 30,000.", 30000, "KES"),
        ("The bribe was Sh30,000.", 30000, "shilling"),
        ("The bribe was Ush30 million.", 3e7, "UGX"),
        ("The loan is VND650 billion.", 6.5e11, "VND"),
        ("The loan is Tk 25 lakh.", 2.5e6, "BDT"),
        ("The loan is Rs 12 crores.", 1.2e8, "INR"),
        ("The loan is ₹12 Cr.", 1.2e8, "INR"),
        ("The hall cost SFr 2'350'000.", 2350000, "CHF"),
        ("The hall cost €2\u00a0350\u202f000.", 2350000, "EUR"),
        ("Sales were $65 mil last year.", 6.5e7, "USD"),
        ("Sales were $65MM last year.", 6.5e7, "USD"),
        ("Sales were $1.1T last year.", 1.1e12, "USD"),
        ("The order is MEUR 40.", 4e7, "EUR"),
        ("The order is 40 MNOK.", 4e7, "NOK"),
        ("The order is FCFA 40 million.", 4e7, "CFA franc"),
        ("The order is RD$40 million.", 4e7, "DOP"),
        ("The order is 40 million quetzals.", 4e7, "GTQ"),
        ("The order is 40 million Chilean pesos.", 4e7, "CLP"),
        ("The order is 40 million pesos.", 4e7, "peso"),
    ],
)
def test_an_amount_of_money(text: str, amount: float, unit: str) -> None:
    (value,) = extract_quantities(text)
    assert (value.kind, value.low, value.high, value.unit) == (
        "money", pytest.approx(amount), pytest.approx(amount), unit,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Leaders met at COP29.",
        "The car takes RON 98.",
        "The droid R2 rolled in.",
        "It streams in 720p.",
        "They try 5 times.",
        "The M25 was shut.",
        "He wore an N95.",
    ],
)
def test_no_money(text: str) -> None:
    assert not [v for v in extract_quantities(text) if v.kind == "money"]


def test_pence_of_a_price_that_is_also_a_count_of_lines() -> None:
    (value,) = extract_quantities("Fuel went for 144p a litre.")
    assert (value.kind, value.low, value.unit) == ("money", 1.44, "GBP")
