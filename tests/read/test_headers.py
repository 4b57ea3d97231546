"""Headers of pasted threads as sites print them: on one line, or each element of the page on its own."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.read import read_text
from argmap.read.headers import parse, scan

SAID = (
    "We should close the old bridge to cars, it is too narrow for them.",
    "That is wrong. The bridge is wide enough for two cars and a bike.",
    "Have you measured it? I did, and it is not wide enough at all.",
    "Traffic would go through the school street then, which is worse.",
)
NAMES = ("ana", "ben_42", "Cy-Dee", "dora")


def four(form):
    """Return four posts in that form: name `n`, words `s`, number `i`, ages `a` and `h`."""
    return "".join(
        form.format(n=name, s=said, i=at, a=f"{at} hours ago", h=f"{at}h")
        for at, (name, said) in enumerate(zip(NAMES, SAID, strict=True), start=2)
    )


LAYOUTS = {
    "Hacker News": "Close the bridge (example.org)\n"
    "120 points by op 5 hours ago | hide | past | favorite | 4 comments\n\n"
    + four("{n} {a} | parent | next [–]\n\n{s}\n\nreply\n\n"),
    "Hacker News, flat": four("{n} {a} | next [–]\n{s}\nreply\n"),
    "old Reddit": "Close the bridge (self.town)\n"
    "submitted 5 hours ago by op\n4 commentssharesavehidereport\nall 4 comments\nsorted by: best\n"
    + four("[–]{n} {i} points {a} \n\n{s}\n\npermalinkembedsavereportreply\n"),
    "old Reddit, with children": four(
        "[–]{n}[S] 1 point {a}* (1 child)\n{s}\n\n    permalink\n    embed\n    save\n    report\n    reply\n\n"
    ),
    "Reddit": four("u/{n} avatar\n{n}\n•\n{h} ago\n{s}\n\n\nUpvote\n{i}\n\nDownvote\n\nReply\n\nAward\n\nShare\n\n"),
    "Reddit, edited": four("{n}\n•\n{h} ago\n•\nEdited 1h ago\n{s}\n\n{i}\nReply\n\nShare\n"),
    "Reddit, levels": four("level {i}\n{n}\n·\n{h} ago\n{s}\n\n{i}\n\nReply\n\nShare\n\nReport\n\nSave\n"),
    "Lobsters": four("{i}\n{n} {a} | link | flag |\n\n{s}\n"),
    "Lobsters, folded": four("[-] {n} {a} | link | {i} |\n\n{s}\n"),
    "Discourse": four("{n}\nMar '24\n\n{s}\n\n{i}\n"),
    "Discourse, ages": four("{n}\n{i}d\n{s}\n\nReply\n"),
    "Discourse, titles": four("{n} Ana Bo\nRegular\nMar 3, 2024\n{s}\n"),
    "Disqus": four("{n} Surname • {i} years ago\n{s}\n\n1\n•\nReply\n•\nShare ›\n"),
    "Disqus, answers": four("{n} Surname > Op Name • {i} years ago\n{s}\n−\n"),
    "YouTube": four("@{n}\n{i} days ago\n{s}\n\n12\n\nReply\n\n"),
    "YouTube, edited": four("@{n}\n{i} days ago (edited)\n{s}\n\n12\n\nReply\n2 replies\n"),
    "GitHub": four("{n} commented on Mar {i}, 2024\n{s}\n"),
    "GitHub, roles": four("@{n}\n{n}\ncommented\non Mar {i}, 2024\nMember\n{s}\n"),
    "GitHub, short": four("{n}\non Mar {i}, 2024\n\n{s}\n"),
    "Slashdot": four("by {n} ( 12345 ) on Monday March 0{i}, 2024 @10:00AM (#123{i})\n{s}\nReply to This\n"),
    "phpBB": four("Re: The bridge\nPost by {n} » Mon Mar 0{i}, 2024 10:00 am\n\n{s}\nTop\n"),
    "newspaper": four("{n} B.\n{a}\n{s}\nReply\nRecommend {i}\n"),
    "X": four("{n} Surname\n@{n}\n·\n{h}\n{s}\n12\n3\n"),
    "X, one line": four("{n} Surname @{n} · {h}\n{s}\n"),
    "dates": four("{n} · Mar {i}, 2024\n{s}\n"),
    "ISO dates": four("{n} | 2024-03-0{i} 10:00\n{s}\n"),
    "ISO dates and commas": four("{n}, 2024-03-0{i} 10:00:\n{s}\n"),
    "Markdown": four("**{n}** ({a})\n\n{s}\n\n"),
    "blog": four("{n} says:\nMarch {i}, 2024 at 10:0{i} am\n{s}\nReply\n"),
    "WordPress": four("{n}\non March {i}, 2024 at 10:0{i} am said:\n{s}\nReply ↓\n"),
    "Slack": four("{n}  10:0{i} AM\n{s}\n"),
    "Discord": four("{n} — Today at 10:0{i} AM\n{s}\n"),
    "Discord, lines": four("{n}\n — \n03/0{i}/2024 10:00 AM\n{s}\n"),
    "Teams": four("[03/0{i} 10:00] {n}\n{s}\n"),
    "WhatsApp": four("[03/0{i}/24, 10:00:0{i}] {n}: {s}\n"),
    "WhatsApp, Android": four("3/{i}/24, 10:00 - {n}: {s}\n"),
    "Telegram": four("{n}, [3. Mar 2024 at 10:0{i}]\n{s}\n\n"),
    "German": four("{n}\nvor {i} Stunden\n{s}\nAntworten\n"),
    "French": four("{n} · il y a {i} jours\n{s}\nRépondre\n"),
    "Spanish": four("{n} hace {i} minutos\n{s}\nResponder\n"),
    "Italian": four("{n} • {i} ore fa\n{s}\nRispondi\n"),
    "Polish": four("{n}\n{i} godz. temu\n{s}\nOdpowiedz\n"),
    "Russian": four("{n} · {i} часа назад\n{s}\nОтветить\n"),
    "Japanese": four("{n} {i}時間前\n{s}\n返信\n"),
    "Chinese": four("{n}\n{i}小时前\n{s}\n回复\n"),
    "LinkedIn": four("{n} Surname\n   • 2nd\nEngineer at Firm\n{i}d\n{s}\nLike\nReply\n"),
}


@pytest.mark.parametrize("site", LAYOUTS)
def test_posts_and_authors_of_a_copied_page(site):
    found = read_text(LAYOUTS[site])
    assert [post.text for post in found.posts] == list(SAID)
    assert [post.author.split()[0] for post in found.posts] == list(NAMES)
    assert all(post.age for post in found.posts)


@pytest.mark.parametrize(
    "line",
    [
        "In 2019 the bridge was closed.",
        "The vote is on March 3, 2024.",
        "It was closed 3 years ago | and opened again",
        "Note: 3 days",
        "London, March 3, 2024",
        "We wrote to them 2 days ago:",
        "See page 3 · of the report",
        "10:00 AM",
        "3 days ago",
        "Das war vor 3 Jahren",
        "Sie wohnt dort seit 3 Stunden",
        "Mar 3, 2024",
    ],
)
def test_sentences_and_dates_are_no_headers(line):
    assert parse(line) is None


def test_a_date_below_a_sentence_is_no_header():
    assert scan(["We should close it before winter.", "", "March 3, 2024", "It is old."]) == ()


def test_an_article_with_one_byline_stays_an_article():
    text = "The bridge\n\nAna Bo\nMarch 3, 2024\n\nWe should close the bridge because it is old.\n"
    assert read_text(text).format == "article"


def test_counts_below_a_post_are_buttons_and_numbers_in_it_are_not():
    text = "ana · 2h ago\nThere are 12:\n12\nYes.\n\n7\nReply\nben · 1h ago\n1. No\n2.\n"
    assert [post.text for post in read_text(text).posts] == ["There are 12:\n12\nYes.", "1. No\n2."]


@given(
    st.lists(
        st.sampled_from(["ana", "•", "2h ago", "Mar 3, 2024", "@ana", "", "Reply", "ana · 3h", "12", "Yes."]),
        max_size=20,
    )
)
def test_headers_lie_in_order_and_apart(lines):
    found = scan(lines)
    assert all(one.at < one.end <= len(lines) for one in found)
    assert all(one.end <= other.at for one, other in pairwise(found))
    assert all(one.author for one in found)
