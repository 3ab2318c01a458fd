"""Furniture: controls of a page are marked, statements never."""

import pytest

from compare.models import Article, Sentence
from compare.segmentation.boilerplate import mark_furniture, repeated_lines
from compare.segmentation.sentences import split_sentences


def marked(text: str) -> list[str]:
    return [s.text for s in mark_furniture(split_sentences(Article("a", text))) if s.furniture]


STORY = "The river rose by three metres on Monday.\n{}\nThe mayor closed the bridge in the evening."


@pytest.mark.parametrize(
    "line",
    [
        "Leave a reply",
        "XL",
        "share-email share-print share-copy",
        "Back to the top of this page",
        "Փակել ցանկը այստեղ",
        "1:12 Mayor speaks about the flood and the bridge",
        "By Jane Doe and John Roe, Staff Writers",
        "Read more: The flood of the century",
        "Follow us on Twitter",
        "Sign up for our newsletter here",
        "Thu Mar 5 2020",
        "Posted: Mar 5, 2020 10:31 PM EDT Updated: Mar 6, 2020",
        "pic.twitter.com/abcdef",
        "— Town Hall (@townhall) May 1, 2020",
        "Photo: Jane Doe / Agency",
        "© 2020 The Valley Times, all rights reserved.",
        "* * *",
        "(Reporting by Jane Doe; Editing by John Roe)",
        "(Jane Doe / Valley Times)",
        "Contact Jane Doe at jdoe@example.com or 555-010-0100.",
        "Last Update: Thursday 5 March 2020 GMT 22:41",
        "The Valley Agency contributed to this report.",
        "To remain anonymous, contact Valley Stoppers at 555-010-0100 or online at valleystoppers.org.",
        "Jane Doe and John Roe With contributions from Web - News Editor",
        "NEWS | WEATHER | SPORTS | FREE APPS",
        "... 14 Related Mayor Closes the Bridge Again After the Flood Trains Stop Running in the Valley",
    ],
)
def test_page_parts_are_marked(line: str) -> None:
    assert marked(STORY.format(line)) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "He left.",
        "Nobody was hurt.",
        "No one knows.",
        "It is 5:40 p.m. and the water still rises.",
        "Follow-up talks between the two towns will be held in May.",
        "By Monday the water had reached the mill.",
        "Read, 43, was taken to the hospital.",
        "The mayor had called 911 at 5:40 p.m., the police said.",
        "The Reds | 3 | 1 | and the Blues were even after a long night in which nobody scored again at all",
        "The museum lives on contributions from its visitors.",
        "The bridge was rebuilt with contributions from local businesses.",
        "The bridge was rebuilt with contributions from Velmora and Tarn.",
        "| Velmora | 20 people killed | 40 people wounded |",
        "Velmora | Tarn | war: 50 people killed on Monday",
        "Killed | 12 | Wounded | 40",
        "| Town | Killed | Wounded |",
        "The yen reached 149.8650 per dollar on Monday.",
        "The disease has reached 800-1000 people since March.",
        "Unions call for 300-1000 more nurses in the valley.",
        "Visitors are welcome to the museum, says the head of Velmora.com.",
        "The video shows the bridge falling into the river.",
        "Three people died in the valley, police said",
        "Earlier: the police had asked the people to leave their houses.",
        "Copyright law will be changed, the minister said.",
        "Source close to the mayor: three dead",
        "More than twenty hurt",
        "18:30 Mayor closes the bridge over the river again.",
    ],
)
def test_statements_are_not_marked(line: str) -> None:
    assert marked(STORY.format(line)) == []


def test_of_a_caption_told_twice_one_stays() -> None:
    caption = "The bridge over the river on March 5, 2020"
    text = f"Flood in the valley\n{caption}\n{caption}\nThe river rose."
    result = mark_furniture(split_sentences(Article("a", text)))
    assert [s.furniture for s in result] == [False, False, True, False]


def test_a_list_of_links_to_other_stories() -> None:
    body = "The river rose on Monday. The mayor closed the bridge. Nobody was hurt, she said.\n"
    links = [
        "Five recipes for a quick dinner with friends",
        "Why everyone talks about this new phone",
        "Football: champions lose third match in row",
    ]
    assert marked(body + "\n".join(links)) == links
    bullets = [f"The river rose by {n} metres before the mayor" for n in "123"]
    assert marked(body + "\n".join(bullets)) == []


def test_a_header_with_the_headline() -> None:
    header = "News March 5, 2020 3 comments on River rises in the lower valley"
    assert marked(f"River rises in the lower valley\n{header}\nThe river rose. It fell again.") == [header]


def test_nothing_is_deleted() -> None:
    sentences = split_sentences(Article("a", STORY.format("Share")))
    result = mark_furniture(sentences)
    assert [(s.start, s.end, s.text) for s in result] == [(s.start, s.end, s.text) for s in sentences]


def test_lines_that_one_source_repeats() -> None:
    sentences = {
        name: [
            Sentence(name, 0, 0, 9, "Call our valley desk with news of any kind."),
            Sentence(name, 1, 9, 12, name * 3),
        ]
        for name in "abcd"
    }
    sources = {"a": "x", "b": "x", "c": "x", "d": "y"}
    assert repeated_lines(sentences, sources) == {("a", 0), ("b", 0), ("c", 0)}


def test_background_that_a_source_repeats_is_no_furniture() -> None:
    text = "The war has killed more than 20,000 people in three years."
    sentences = {name: [Sentence(name, 0, 0, len(text), text)] for name in "abc"}
    assert repeated_lines(sentences, dict.fromkeys("abc", "x")) == set()


def test_a_caption_told_for_every_picture_is_told_once():
    caption = "A boy shot at a can in Tarn on Sunday, police said."
    lines = ["A boy was hurt in Tarn.", *(f"Image {n} of 3 {caption}" for n in (1, 2, 3)), caption]
    found = mark_furniture(split_sentences(Article("a", "\n".join(lines))))
    assert [s.furniture for s in found] == [False, False, True, True, True]


def test_calls_for_witnesses_are_set_aside():
    text = "A boy was hurt in Tarn.\nAnyone with information is asked to call the police of Tarn."
    assert [s.furniture for s in mark_furniture(split_sentences(Article("a", text)))] == [False, True]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Reporting by Ann Poole; editing by John Smith and Mary Mill.", True),
        ("(Reporting by Ann Poole in Milltown and staff in Highfield)", True),
        ("Additional reporting by Ann Poole in Milltown; Writing by John Smith.", True),
        ("Bridge of Milltown falls down - YouTube", True),
        ("Reporting by Ann Poole showed that the bridge was unsafe.", False),
        ("The film was taken down from YouTube.", False),
    ],
)
def test_who_wrote_and_the_name_of_a_film_are_furniture(line: str, expected: bool) -> None:
    assert (line in marked(STORY.format(line))) is expected
