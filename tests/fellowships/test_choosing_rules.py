"""The rows that staff edit, as rules; and the ones we ship."""

import pytest

from fellowships.choosing_rules import choosing_rules
from fellowships.models import Fellowship
from tests.programmes import make_question, make_reason, make_source, make_way

pytestmark = pytest.mark.django_db

ME, SOMEONE = 1, 2


def rules():
    found = choosing_rules(0)
    slugs = Fellowship.objects.published().values_list("slug", flat=True)
    return found.__class__(found.questions, found.reasons, tuple(slugs), found.together)


def test_rows_become_rules_in_the_order_of_the_questions():
    second = make_question("far", "Near", position=2)
    first = make_question("drug", "This", "That", position=1)
    make_question("hidden", "X", position=3, published=False)
    make_reason(second, 1, "na", text="Far.")
    make_reason(first, 2, "na", "against", "Drug.", source=make_source())
    make_way("na", "ha")
    found = rules()
    assert [question.slug for question in found.questions] == ["drug", "far"]
    assert [option.text for option in found.questions[0].options] == ["This", "That"]
    assert [(one.text, one.source) for one in found.reasons] == [("Drug.", "An invented text"), ("Far.", "")]
    assert [one.programmes for one in found.together] == [("na", "ha")]


def test_the_rules_cost_as_much_with_forty_reasons_as_with_two(django_assert_num_queries):
    question = make_question("drug", *"123456789")
    for number in (1, 2):
        make_reason(question, number, "na")
        make_way("na", "ha", slug=f"one-{number}")
    with django_assert_num_queries(5):
        choosing_rules(0)
    for number in range(1, 10):
        for programme in ("ha", "aa", "smart", "wfs"):
            make_reason(question, number, programme, source=make_source(f"s-{number}"))
    for number in range(10):
        make_way("na", "ha", slug=f"way-{number}", source=make_source())
    with django_assert_num_queries(5):
        choosing_rules(0)
