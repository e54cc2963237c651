"""Two people press Save at the same moment: one is first, the other is told."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from fellowships.admin_stale import OPENED
from fellowships.models import HelpLine
from tests.people import make_person, signed_in
from tests.programmes import make_line
from tests.world import make_fellowship


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time anyway")
def test_of_two_saves_at_once_one_is_refused():
    line = make_line(make_fellowship("na"), hours="Always")
    address = f"/admin/fellowships/helpline/{line.pk}/change/"
    clients = [signed_in(make_person("publisher", name)) for name in ("anna", "ben")]
    opened = clients[0].get(address).context["opened_version"]
    begin, answers = Barrier(2), []

    def save(client, hours):
        sent = {"slug": line.slug, "name": line.name, "number": "1", "position": 1, "hours": hours}
        begin.wait()
        answers.append((client.post(address, {**sent, OPENED: opened}).status_code, hours))
        connection.close()

    threads = [Thread(target=save, args=pair) for pair in zip(clients, ("First", "Second"), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(status for status, _hours in answers) == [200, 302]
    saved = next(hours for status, hours in answers if status == 302)
    assert HelpLine.objects.get().hours == saved
