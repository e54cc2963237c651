"""bmlt.md 2.1: where a BMLT server answers, and in what envelope."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path, status",
    [
        ("/feeds/bmlt/na/client_interface/json/?switcher=Nothing", 422),
        ("/feeds/bmlt/na/client_interface/json/", 422),
        ("/feeds/bmlt/na/client_interface/xml/?switcher=GetFormats", 422),
        ("/feeds/bmlt/nothing/client_interface/json/?switcher=GetFormats", 404),
    ],
)
def test_what_is_not_there_is_refused_in_json_that_any_site_may_read(shared_world, client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    assert list(answer.json()) == ["message"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
