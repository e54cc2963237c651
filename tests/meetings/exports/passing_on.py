"""The small world with all of it passed on, for tests of what other people's programs get."""

from meetings.models import Feed, Meeting
from tests.world import publish


def pass_all_on(world):
    """As if every owner had said yes, and our staff had entered the rest for it."""
    Feed.objects.update(republish=True)
    Meeting.writing.update(republish=True)
    for one in vars(world).values():
        if isinstance(one, Meeting):
            one.republish = True
    publish()
    return world
