"""GUM's coreference, read from a document of ours in its format."""

from argmap.train.conllu import parse
from argmap.train.coreference import pronouns

DOCUMENT = """# newdoc id = GUM_news_bridge
1\tThe\tthe\tDET\t_\t_\t2\tdet\t_\tEntity=(1-organization-new-cf1-2-sgl
2\tcouncils\tcouncil\tNOUN\t_\t_\t3\tnsubj\t_\tEntity=1)
3\tclosed\tclose\tVERB\t_\t_\t0\troot\t_\t_
4\tthe\tthe\tDET\t_\t_\t5\tdet\t_\tEntity=(2-place-new-cf2-2-sgl
5\tbridges\tbridge\tNOUN\t_\t_\t3\tobj\t_\tEntity=2)

1\tThey\tthey\tPRON\t_\t_\t2\tnsubj\t_\tEntity=(1-organization-giv:act-cf1-1-ana)
2\tsaid\tsay\tVERB\t_\t_\t0\troot\t_\t_
3\tso\tso\tADV\t_\t_\t2\tadvmod\t_\t_
"""


def test_each_phrase_before_a_pronoun_is_what_it_means_or_not():
    (document,) = parse(DOCUMENT)
    ((form, rows),) = pronouns(document)
    assert form == "they"
    assert [(meant, "order=0" in seen) for seen, meant in rows] == [(True, True), (False, False)]
