"""Invitations and forgotten passwords: one link, by mail or shown once, and no word of who exists."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client

from recovery_site.accounts.one_time import link_for, send_link
from recovery_site.sign_in import minutes_to_wait
from tests.people import PASSWORD, make_person, signed_in, staff_client

pytestmark = pytest.mark.django_db
NO_SCOPES = {"meeting_scopes-TOTAL_FORMS": 0, "meeting_scopes-INITIAL_FORMS": 0}
NEW = "another invented passphrase"
NO_MAIL = "django.core.mail.backends.console.EmailBackend"
ADDRESS = re.compile(r"http://127\.0\.0\.1:8000(/admin/password/[\w-]+/[\w-]+/)")


def invite(client, name="nora", **fields):
    return client.post(
        "/admin/auth/user/add/", {"username": name, "roles": ["editor"], **NO_SCOPES, **fields}
    )


def follow(link, password=NEW):
    """Opens the link and sets a password; whether it let us."""
    client = Client()
    page = client.get(link, follow=True)
    if "new_password1" not in page.content.decode():
        return False
    fields = {"new_password1": password, "new_password2": password}
    return client.post(page.redirect_chain[-1][0], fields).status_code == 302


def lets_in(name, password=NEW):
    answer = Client().post("/admin/login/", {"username": name, "password": password})
    return answer.status_code == 302


def emailed():
    (message,) = mail.outbox
    return message, ADDRESS.search(message.body)[1]


def test_an_invited_person_gets_a_link_by_mail_chooses_a_password_and_has_the_role():
    answer = invite(staff_client("administrator"), email="nora@example.org")
    assert answer.status_code == 302
    message, link = emailed()
    assert message.to == ["nora@example.org"]
    assert message.subject == "Recovery Meetings: your account as staff"
    assert "nora" in message.body
    assert message.content_subtype == "plain"
    assert follow(link)
    assert lets_in("nora")
    assert set(get_user_model().objects.get(username="nora").groups.values_list("name", flat=True)) == {
        "editor"
    }


@pytest.mark.parametrize("email, backend", [("", None), ("nora@example.org", NO_MAIL)])
def test_without_mail_the_administrator_is_shown_the_link_once(settings, email, backend, capsys, caplog):
    settings.EMAIL_BACKEND = backend or settings.EMAIL_BACKEND
    client = staff_client("administrator")
    answer = invite(client, email=email)
    link = ADDRESS.search(answer.content.decode())[1]
    assert "no-store" in answer["Cache-Control"]
    secret = link.split("/")[-2]
    for page in ("/admin/", "/admin/auth/user/", "/admin/recovery_site/historicaluser/"):
        assert secret not in client.get(page).content.decode()
    assert secret not in str(list(LogEntry.objects.values()))
    assert secret not in str(list(get_user_model().history.values()))
    assert secret not in str(dict(client.session))
    printed = capsys.readouterr()
    assert secret not in printed.out + printed.err + caplog.text
    assert not mail.outbox
    assert follow(link)
    assert lets_in("nora")


def test_a_link_works_once():
    person = make_person("editor")
    link = ADDRESS.search(link_for(person))[1]
    assert follow(link)
    assert not follow(link, "a third invented passphrase")
    assert lets_in("invented-editor")


def test_a_link_ends_by_itself(settings):
    link = ADDRESS.search(link_for(make_person("editor")))[1]
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert not follow(link)
    assert lets_in("invented-editor", PASSWORD)


@pytest.mark.parametrize(
    "link",
    [
        "/admin/password/MQ/nonsense/",
        "/admin/password/!!/x-y/",
        "/admin/password/OTk5OTk5OTk5OTk5OTk5OTk5OTk5/a-b/",
    ],
)
def test_an_invented_link_is_told_as_one_that_no_longer_works(client, link):
    page = client.get(link)
    assert page.status_code == 200
    assert "does not work any more" in page.content.decode()


def test_opening_the_link_takes_its_secret_out_of_the_address(client):
    link = ADDRESS.search(link_for(make_person("editor")))[1]
    answer = client.get(link)
    assert answer.url.endswith("/set-password/")
    assert "no-store" in client.get(answer.url)["Cache-Control"]


def test_a_weak_password_is_refused_and_the_link_stays():
    link = ADDRESS.search(link_for(make_person("editor")))[1]
    assert not follow(link, "12345678")
    assert follow(link)


def test_an_administrator_makes_a_link_for_somebody_who_forgot_theirs():
    person = make_person("editor")
    client = staff_client("administrator")
    address = f"/admin/auth/user/{person.pk}/link/"
    assert ADDRESS.search(client.get(address).content.decode()) is None
    link = ADDRESS.search(client.post(address, {"how": "shown"}).content.decode())[1]
    assert follow(link)
    assert lets_in("invented-editor")
    assert "Link to set a password made" in LogEntry.objects.first().change_message
    assert person.history.first().history_change_reason == "Password set by a link"


def test_who_remembers_the_old_password_makes_the_link_void():
    link = ADDRESS.search(link_for(make_person("editor")))[1]
    assert lets_in("invented-editor", PASSWORD)
    assert not follow(link)


def test_who_may_not_sign_in_gets_no_link():
    person = make_person("editor")
    type(person).objects.update(is_active=False)
    administrator = make_person("administrator")
    address = f"/admin/auth/user/{person.pk}/link/"
    page = signed_in(administrator).post(address, {"how": "shown"}).content.decode()
    assert ADDRESS.search(page) is None


@pytest.mark.parametrize("who", ["invented-editor", "nora@example.org", "NORA@example.org"])
def test_a_forgotten_password_is_mended_by_mail(client, who):
    type(make_person("editor")).objects.update(email="nora@example.org")
    assert client.post("/admin/forgotten/", {"who": who}).url == "/admin/forgotten/sent/"
    message, link = emailed()
    assert message.to == ["nora@example.org"]
    assert message.subject == "Recovery Meetings: choose a new password"
    assert follow(link)
    assert lets_in("invented-editor")


def test_the_answer_is_the_same_for_a_name_nobody_has(client):
    make_person("editor")
    answers = [
        client.post("/admin/forgotten/", {"who": who}) for who in ("invented-editor", "nobody", "a@b.c")
    ]
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, "/admin/forgotten/sent/")}
    assert not mail.outbox


def test_the_link_names_this_site_whatever_host_the_request_claims(client):
    type(make_person("editor")).objects.update(email="nora@example.org")
    client.post("/admin/forgotten/", {"who": "invented-editor"}, headers={"x-forwarded-host": "evil.example"})
    assert "evil" not in emailed()[0].body
    assert "http://127.0.0.1:8000/admin/" in mail.outbox[0].body


@pytest.mark.parametrize(
    "who",
    ["nora@example.org\nBcc: evil@example.org", "nora@example.org,evil@example.org", "a\x00b", "x" * 300],
)
def test_no_header_is_smuggled_in(client, who):
    type(make_person("editor")).objects.update(email="nora@example.org")
    assert client.post("/admin/forgotten/", {"who": who}).status_code in (200, 302)
    assert all(message.recipients() == ["nora@example.org"] for message in mail.outbox)


def test_a_site_name_of_two_lines_makes_one_subject(settings):
    settings.SITE_NAME = "Two\r\nBcc: evil@example.org"
    person = make_person("editor")
    person.email = "nora@example.org"
    assert send_link(person)
    assert "\n" not in mail.outbox[0].subject
    assert mail.outbox[0].recipients() == ["nora@example.org"]


def test_asking_again_and_again_fills_nobodys_mailbox(client):
    type(make_person("editor")).objects.update(email="nora@example.org")
    for _time in range(5):
        client.post("/admin/forgotten/", {"who": "invented-editor"})
    assert len(mail.outbox) == 1


def test_without_mail_the_page_says_whom_to_ask(client, settings, capsys):
    settings.EMAIL_BACKEND = NO_MAIL
    type(make_person("editor")).objects.update(email="nora@example.org")
    assert "Ask an administrator" in client.get("/admin/forgotten/").content.decode()
    client.post("/admin/forgotten/", {"who": "invented-editor"})
    assert "/admin/password/" not in capsys.readouterr().out


def test_a_mail_server_that_refuses_leaves_the_administrator_with_the_link(settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    page = invite(staff_client("administrator"), email="nora@example.org").content.decode()
    assert "could not be sent" in page
    assert ADDRESS.search(page)
    assert "nora" not in caplog.text


def test_setting_a_password_opens_a_closed_name():
    person = make_person("editor")
    for _try in range(6):
        Client().post("/admin/login/", {"username": "invented-editor", "password": "wrong"})
    assert minutes_to_wait("invented-editor")
    assert follow(ADDRESS.search(link_for(person))[1])
    assert lets_in("invented-editor")


def test_a_link_does_not_spare_the_second_factor(settings):
    settings.REQUIRE_TOTP = True
    person = make_person("editor")
    assert follow(ADDRESS.search(link_for(person))[1])
    client = Client()
    client.post("/admin/login/", {"username": "invented-editor", "password": NEW})
    assert client.get("/admin/").status_code == 302


def test_two_people_do_not_share_an_address():
    type(make_person("editor")).objects.update(email="nora@example.org")
    page = invite(staff_client("administrator"), email="Nora@example.org").content.decode()
    assert "Another account has this address" in page
