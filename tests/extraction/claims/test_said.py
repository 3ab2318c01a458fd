import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.extraction.claims.said import find_said
from tests.work import linear


def said(sentence: str) -> list[tuple[str, str]]:
    return [(one.speaker, sentence[one.start : one.end].strip(" ,.")) for one in find_said(sentence)]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("This week, however, Belmark said the port would shut.", "Belmark"),
        ("But Lund pledged to keep the port open.", "Lund"),
        ("Ida Lund has repeatedly called on the council to resign.", "Ida Lund"),
        ("The harbour council accused the owner of neglect.", "The harbour council"),
        ("The minister conveyed his regret to the crew.", "The minister"),
        ("Most fishermen believe that the ice will hold.", "Most fishermen"),
        ("Lund, a pilot from Tarn, said that the ice was thin.", "Lund, a pilot from Tarn"),
        ("Rep. Ida Lund (D-Va.), head of the board, said members will go.",
         "Rep. Ida Lund (D-Va.), head of the board"),
        ("Lund, speaking in Tarn, said that the ice was thin.", "Lund"),
        ("Ida Lund, 59, of Tarn, said that the ice was thin.", "Ida Lund, 59, of Tarn"),
        ("“The ice is thin,” said Ida Lund, a pilot from Tarn.", "Ida Lund, a pilot from Tarn"),
        ("“The ice is thin,” said Ida Lund on Monday.", "Ida Lund"),
        ("The ice is thin, Lund said on Monday.", "Lund"),
        ("The ice is thin, the head of the board, Ida Lund, said on Monday.",
         "the head of the board, Ida Lund"),
        ("“It is thin,” Lund, who has led the board since 2011, said on Monday.",
         "Lund, who has led the board since 2011"),
        ("Ida Lund, the head of research at Tarn Bank, one of the oldest in town, said rates will rise.",
         "Ida Lund, the head of research at Tarn Bank, one of the oldest in town"),
        ("In Tarn, the head of research, one of the oldest there, said rates would rise.",
         "the head of research, one of the oldest there"),
        ("Mayor Ida Lund — who took office in May — said the port would close.", "Mayor Ida Lund"),
        ("Ida Lund, the chairwoman of the parliamentary committee on fisheries and coastal affairs of the "
         "northern province and a former deputy minister for ports and harbours under two governments, said "
         "that the ice was thin.", "Ida Lund"),
        ("“The ice,” Lund said, “is thin.”", "Lund"),
        ("The plan was rejected by the harbour council in 2015.", "the harbour council"),
        ("A poll released Friday shows that the mayor leads.", "A poll"),
        ("The ice is thin, according to the harbour board.", "the harbour board"),
        ("According to Lund, the ice is thin.", "Lund"),
        ("Lund’s claim that the ice held is wrong.", "Lund"),
        ("The mayor was cited as saying that the ice held, according to Lund.", "Lund"),
    ],
)  # fmt: skip
def test_speaker(sentence, speaker):
    assert speaker in [who for who, _ in said(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The ice is thin and the port is shut.",
        "Police found 12 bodies in the hold.",
        "The ship called in at Tarn.",
        "The United States and Belmark met.",
        "What the mayor said was long.",
        "It was said to be thin.",
        "The mayor did not say when the port opens.",
        "The report on the claims was long.",
        "The ships attacked the port at dawn.",
    ],
)
def test_nobody_says_so(sentence):
    assert said(sentence) == []


def test_what_is_said_stands_on_the_other_side():
    assert said("Lund said the ice was thin.") == [("Lund", "the ice was thin")]
    assert said("The ice was thin, Lund said.") == [("Lund", "The ice was thin")]
    assert said("Lund rejected the plan, which the council made.")[0] == ("Lund", "the plan")


def test_second_verb_has_the_subject_of_the_first():
    text = "Lund said the ice was thin, adding that two boats sank."
    assert said(text)[1] == ("Lund", "that two boats sank")
    assert [who for who, _ in said("Lund denounced the plan and warned that it would fail.")] == [
        "Lund",
        "Lund",
    ]


def test_denial():
    assert [one.denied for one in find_said("Lund denied that the ice broke.")] == [True]
    assert [one.denied for one in find_said("Lund said that the ice broke.")] == [False]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["said", "Lund", "the", "mayor", ",", "“", "”", "that", "according to", "who", "(", ")", "and",
             "told", "by", "was", "adding", "citing", "claims", "’s", ".", "—", "in", "Monday", "he"]
        ),
        max_size=24,
    )
)  # fmt: skip
def test_extents_lie_in_the_sentence(words):
    text = " ".join(words)
    for one in find_said(text):
        assert 0 <= one.start < one.end <= len(text)
        assert 0 <= one.source_start <= one.source_end <= len(text)
        assert one.speaker


@pytest.mark.parametrize(
    "unit", ["said ", "according to ", "A", "the A’s claim that ", "citing ", "a, b, said "]
)
def test_work_grows_with_the_text(unit):
    assert linear(find_said, unit)
