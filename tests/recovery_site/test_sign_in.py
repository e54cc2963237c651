"""Signing in: throttled by user name, on record without an address, saying nothing of who exists."""

import datetime as dt
import logging

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from recovery_site.models import SignIn
from recovery_site.sign_in import KEEP_DAYS, note
from tests.people import PASSWORD, make_person, signed_in, staff_client

pytestmark = pytest.mark.django_db
MACHINE = {
    "REMOTE_ADDR": "203.0.113.9",
    "HTTP_X_FORWARDED_FOR": "198.51.100.7",
    "HTTP_USER_AGENT": "Invented-Browser/1",
    "HTTP_ACCEPT": "text/invented",
}
TRACES = (
    "203.0.113",
    "198.51.100",
    "Invented-Browser",
    "text/invented",
    "secret-path",
    "/admin",
    "typed-word",
)


def sign_in(name="invented-editor", password=PASSWORD, client=None, **more):
    client = client or Client()
    return client.post(
        "/admin/login/?next=/admin/secret-path/", {"username": name, "password": password}, **more
    )


def everything_stored():
    models = (AccessAttempt, AccessFailureLog, AccessLog, SignIn)
    rows = [str(row) for model in models for row in model.objects.values()]
    return " ".join([*rows, *(str(session.get_decoded()) for session in Session.objects.all())])


def test_signing_in_opens_the_page_that_was_asked_for():
    make_person("editor")
    client = Client()
    assert client.get("/admin/meetings/").status_code == 302
    answer = client.post(
        "/admin/login/", {"username": "invented-editor", "password": PASSWORD, "next": "/admin/"}
    )
    assert (answer.status_code, answer.url) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200
    assert list(SignIn.objects.values_list("name", "outcome")) == [("invented-editor", "in")]
    client.post("/admin/logout/")
    assert SignIn.objects.first().outcome == "out"


def test_nothing_of_the_machine_is_stored_or_logged(caplog):
    caplog.set_level(logging.DEBUG)
    make_person("editor")
    sign_in(password="typed-word", **MACHINE)
    sign_in(**MACHINE)
    for _try in range(7):
        sign_in("typed-word", "typed-word", **MACHINE)
    AccessAttempt.objects.filter(username="typed-word").delete()  # gone by itself after a quarter of an hour
    stored = everything_stored()
    for trace in TRACES:
        assert trace not in stored, trace
    assert not AccessLog.objects.exists()
    for record in caplog.records:
        assert not any(trace in record.getMessage() for trace in TRACES[:4] + TRACES[-1:])


def test_five_wrong_passwords_close_the_name_for_a_quarter_of_an_hour():
    make_person("editor")
    for _try in range(4):
        assert "Too many tries" not in sign_in(password="wrong").content.decode()
    assert (
        "Too many tries with this user name. Try again in 15 minutes"
        in sign_in(password="wrong").content.decode()
    )
    assert "Too many tries" in sign_in().content.decode()
    assert "Too many tries" in sign_in(**{**MACHINE, "REMOTE_ADDR": "192.0.2.1"}).content.decode()
    AccessAttempt.objects.update(attempt_time=timezone.now() - dt.timedelta(minutes=16))
    assert sign_in().status_code == 302
    assert not AccessAttempt.objects.exists()


def test_tries_while_a_name_is_closed_do_not_keep_it_closed():
    make_person("editor")
    for _try in range(30):
        sign_in(password="wrong")
    assert AccessAttempt.objects.count() == 5
    assert set(SignIn.objects.values_list("outcome", flat=True)) == {"refused", "locked"}


def test_a_closed_name_does_not_close_another():
    make_person("editor"), make_person("publisher")
    for _try in range(6):
        sign_in("invented-publisher", "wrong")
    assert sign_in().status_code == 302


def test_a_name_nobody_has_is_answered_like_a_wrong_password():
    make_person("editor")
    make_person("editor", name="invented-inactive").__class__.objects.filter(
        username="invented-inactive"
    ).update(is_active=False)

    def said(name):
        words = [sign_in(name, "wrong").content.decode() for _try in range(7)]
        return [
            page.partition('id="content"')[2].replace(name, "NAME").split("csrfmiddlewaretoken")[0]
            for page in words
        ]

    assert said("invented-editor") == said("nobody-at-all") == said("invented-inactive")


def test_what_was_typed_as_a_name_is_on_record_only_when_somebody_has_it():
    make_person("editor")
    sign_in("my-password-by-mistake", "x")
    sign_in(password="wrong")
    assert list(SignIn.objects.values_list("name", flat=True)) == ["invented-editor", ""]


@pytest.mark.parametrize("name", ["", "x" * 500, "a\x00b", "'; --", "<b>"])
def test_strange_names_are_refused_like_any_other(name):
    for _try in range(2):
        answer = sign_in(name, "wrong")
        assert answer.status_code == 200
        assert "<b>" not in answer.content.decode()


def test_an_administrator_lets_somebody_in_again():
    person = make_person("editor")
    for _try in range(6):
        sign_in(password="wrong")
    fields = {"action": "let_in_again", "_selected_action": [person.pk]}
    assert staff_client("administrator").post("/admin/auth/user/", fields).status_code == 302
    assert sign_in().status_code == 302


def test_administrators_read_the_record_and_nobody_changes_it(admin_client):
    note("invented-editor", SignIn.Outcome.REFUSED), note("", SignIn.Outcome.REFUSED)
    row = SignIn.objects.first()
    page = staff_client("administrator").get("/admin/recovery_site/signin/").content.decode()
    assert "invented-editor" in page
    assert "a name nobody has" in page
    for kind, pk in (("signin", row.pk), ("historicaluser", make_person("publisher").history.first().pk)):
        assert (
            admin_client.post(f"/admin/recovery_site/{kind}/{pk}/delete/", {"post": "yes"}).status_code == 403
        )
        assert admin_client.post(f"/admin/recovery_site/{kind}/add/", {}).status_code == 403
        assert (
            admin_client.post(f"/admin/recovery_site/{kind}/{pk}/change/", {"name": "x"}).status_code == 403
        )


def test_the_record_is_kept_for_a_year():
    note("long-ago", SignIn.Outcome.IN, timezone.now() - dt.timedelta(days=KEEP_DAYS + 1))
    note("today", SignIn.Outcome.IN)
    assert list(SignIn.objects.values_list("name", flat=True)) == ["today"]


def test_signing_in_is_no_change_of_the_account():
    person = make_person("editor")
    before = person.history.count()
    sign_in()
    assert person.history.count() == before
    person.refresh_from_db()
    assert person.last_login is not None


def test_the_session_is_for_the_admin_alone_and_ends_within_half_a_day(settings):
    client = Client()
    make_person("editor")
    sign_in(client=client)
    cookie = client.cookies["sessionid"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")
    assert settings.SESSION_COOKIE_AGE <= 12 * 3600
    assert "sessionid" not in client.get("/").cookies


def test_somebody_without_a_role_sees_nothing_to_do():
    page = signed_in(make_person("")).get("/admin/")
    assert page.status_code == 200
    assert "/add/" not in page.content.decode()


def test_one_changes_ones_password_and_finds_the_second_factor_there():
    client = signed_in(make_person("editor"))
    page = client.get("/admin/password_change/").content.decode()
    assert 'href="/admin/second-factor/"' in page
    new = "another invented passphrase"
    fields = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert "is changed" in client.post("/admin/password_change/", fields, follow=True).content.decode()
    assert sign_in(password=new).status_code == 302
