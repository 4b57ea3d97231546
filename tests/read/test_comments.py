"""Comments under an article, in the markup of blogs."""

from argmap.read import read_text

ARTICLE = "<p>We should close the old bridge because it is narrow, and two people fell from it last year.</p>" * 12
PAGE = """<!DOCTYPE html><html><head><title>The bridge</title></head>
<body><article><h1>The bridge</h1>{}</article>{}</body></html>"""
WORDPRESS = """<ol class="comment-list"><li id="comment-7" class="comment depth-1"><article class="comment-body">
<footer class="comment-meta">
<div class="comment-author vcard"><b class="fn">ana</b> <span class="says">says:</span></div>
<div class="comment-metadata"><a href="#">
<time datetime="2020-01-01T10:00:00+00:00">January 1, 2020</time></a></div></footer>
<div class="comment-content"><p>That is <em>wrong</em>.</p></div><div class="reply"><a>Reply</a></div></article>
<ol class="children"><li id="comment-8" class="comment depth-2">
<article class="comment-body"><footer class="comment-meta">
<div class="comment-author vcard"><b class="fn">ben</b></div></footer>
<div class="comment-content"><p>Why?</p></div></article>
</li></ol></li><li id="comment-9" class="comment depth-1"><article class="comment-body"><footer class="comment-meta">
<div class="comment-author vcard"><b class="fn">cy</b></div></footer>
<div class="comment-content"><p>Yes.</p></div></article>
</li></ol>"""
DRUPAL = """<div class="clear-block comment first odd"><div class="comment-content"><div class="content">
<h3 class="name"><span class="username">ana</span></h3>
<div class="field-comment-body"><p>That is wrong.</p></div></div></div>
<ul class="links"><li class="comment-reply first"><a>reply</a></li></ul></div>"""


def test_comments_answer_the_article_or_the_comment_that_holds_them():
    found = read_text(PAGE.format(ARTICLE, WORDPRESS))
    assert found.format == "article"
    assert [(p.author, p.source_id, p.reply_to, p.text) for p in found.posts[1:]] == [
        ("ana", "7", "p1", "That is wrong."),
        ("ben", "8", "p2", "Why?"),
        ("cy", "9", "p1", "Yes."),
    ]
    assert found.posts[1].written == "2020-01-01T10:00:00Z"
    assert "wrong" not in found.posts[0].text


def test_the_name_is_no_word_of_a_comment():
    post = read_text(PAGE.format(ARTICLE, DRUPAL)).posts[1]
    assert (post.author, post.text) == ("ana", "That is wrong.")


def test_a_box_without_name_and_time_is_no_comment():
    page = PAGE.format(ARTICLE, '<div class="comment"><div class="comment-text">Leave a comment.</div></div>')
    assert len(read_text(page).posts) == 1
