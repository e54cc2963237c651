"""What holds for every model whose rows visitors see: no change without history, no plain update."""

import pytest
from django.apps import apps

from fellowships.querysets import PublishedQuerySet
from meetings.models import Meeting
from tests.world import make_format, make_meeting, make_recorded_meeting

pytestmark = pytest.mark.django_db
PUBLISHED = sorted(
    (model for model in apps.get_models() if isinstance(model._default_manager.all(), PublishedQuerySet)),
    key=lambda model: model.__name__,
)
EXPECTED = "Cancellation Closure Fellowship Format Group HelpLine Meeting ServiceBody Venue".split()


def test_all_that_visitors_see_is_published():
    assert set(EXPECTED) <= {model.__name__ for model in PUBLISHED}


@pytest.mark.parametrize("model", PUBLISHED, ids=lambda model: model.__name__)
def test_a_plain_update_is_refused(model):
    with pytest.raises(TypeError, match="published"):
        model.objects.update(pk=1)
    with pytest.raises(TypeError, match="published"):
        model.objects.filter(pk=1).update(pk=1)


@pytest.mark.parametrize("model", PUBLISHED, ids=lambda model: model.__name__)
def test_it_keeps_a_history_and_has_a_manager_for_writers(model):
    assert {"history_date", "history_type", "run_number"} <= {
        field.name for field in model.history.model._meta.get_fields()
    }
    assert model.writing.update() == 0


def test_a_bulk_update_is_refused_too():
    meeting = make_meeting()
    with pytest.raises(TypeError, match="published"):
        Meeting.objects.bulk_update([meeting], ["name"])


def test_every_save_is_in_the_history():
    meeting = make_recorded_meeting("Lamp Group")
    meeting.name = "Lantern Group"
    meeting.save()
    newest, first = meeting.history.first(), meeting.history.last()
    assert (first.history_type, first.name) == ("+", "Lamp Group")
    assert (newest.history_type, newest.name) == ("~", "Lantern Group")
    assert newest.run_number is None
    pk = meeting.pk
    meeting.delete()
    assert Meeting.history.filter(id=pk).first().history_type == "-"


def test_formats_are_in_the_history_too():
    meeting = make_meeting(formats=["open"])
    meeting.formats.add(make_format("discussion"))
    newest = meeting.history.first()
    assert {link.format.slug for link in newest.formats.all()} == {"open", "discussion"}
