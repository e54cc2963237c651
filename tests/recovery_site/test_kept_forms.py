"""A form sent after its log-in has ended loses nothing: after signing in one button sends it again."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import signing
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from fellowships.models import Source
from recovery_site.kept_forms import SALT, read_kept
from tests.people import PASSWORD, make_person

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/fellowships/source/add/"
TYPED = {"slug": "new", "title": "Half <typed>", "note": "One\nTwo", "password_of_theirs": "x"}


@pytest.fixture
def client():
    make_person("publisher", "anna")
    return Client()


def hidden(page, name):
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found and found.group(1)


def sign_in(client, page, password=PASSWORD, **more):
    fields = {"username": "anna", "password": password, "next": hidden(page, "next")}
    return client.post("/admin/login/", {**fields, "kept": hidden(page, "kept"), **more})


def test_what_was_typed_comes_through_signing_in_and_is_saved_by_one_press(client):
    page = client.post(ADDRESS, TYPED).content.decode()
    assert "what you typed is kept" in page
    again = sign_in(client, page, password="wrong").content.decode()
    answer = sign_in(client, again)
    assert answer.headers["Location"] == "/admin/kept-form/"
    assert not Source.objects.exists()
    kept = client.get("/admin/kept-form/")
    page = kept.content.decode()
    assert f'action="{ADDRESS}"' in page
    assert "Half &lt;typed&gt;" in page
    assert "csrfmiddlewaretoken" in page
    assert client.post(kept.context["address"], dict(kept.context["pairs"])).status_code == 302
    assert Source.objects.get().title == "Half <typed>"


def test_no_password_and_no_file_is_kept(client):
    page = client.post(ADDRESS, TYPED).content.decode()
    _address, pairs = read_kept(hidden(page, "kept"))
    assert {name for name, _value in pairs} == {"slug", "title", "note"}
    for path in ("/admin/login/", "/admin/password_change/", "/admin/second-factor/code/"):
        page = client.post(path, {"old_password": "x", "note": "kept?"}).content.decode()
        assert not hidden(page, "kept"), path


def test_a_form_that_we_did_not_sign_is_not_shown(client):
    page = client.post(ADDRESS, TYPED).content.decode()
    for forged in ("", "x", signing.dumps(["/admin/", []], salt="other"), hidden(page, "kept")[:-3]):
        assert sign_in(client, page, kept=forged).status_code == 302
        assert client.get("/admin/kept-form/").headers["Location"] == "/admin/"
        client.post("/admin/logout/")


def test_a_kept_form_ends_after_twelve_hours(client, monkeypatch):
    kept = signing.dumps([ADDRESS, [["slug", "new"]]], salt=SALT)
    assert read_kept(kept)
    monkeypatch.setattr("recovery_site.kept_forms.SECONDS", -1)
    assert read_kept(kept) is None


def test_it_can_be_thrown_away(client):
    sign_in(client, client.post(ADDRESS, TYPED).content.decode())
    assert client.post("/admin/kept-form/").status_code == 302
    assert client.get("/admin/kept-form/").headers["Location"] == "/admin/"


def test_a_page_that_is_only_looked_at_leads_to_signing_in_as_ever(client):
    answer = client.get(ADDRESS)
    assert answer.headers["Location"] == f"/admin/login/?next={ADDRESS}"
    assert client.post(ADDRESS).status_code == 302


def test_what_is_kept_gives_nobody_a_right(client):
    page = client.post(ADDRESS, TYPED).content.decode()
    make_person("volunteer", "ben")
    sign_in(client, page, username="ben")
    kept = client.get("/admin/kept-form/")
    assert client.post(kept.context["address"], dict(kept.context["pairs"])).status_code == 403


@pytest.fixture
def strict():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_person("publisher"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_token_made_void_in_another_tab_is_renewed(strict):
    answer = strict.post(ADDRESS, TYPED, headers={"origin": "http://testserver"})
    page = answer.content.decode()
    assert "Your form is kept" in page
    token = hidden(page, "csrfmiddlewaretoken")
    sent = {**dict(answer.context["pairs"]), "csrfmiddlewaretoken": token}
    assert strict.post(ADDRESS, sent, headers={"origin": "http://testserver"}).status_code == 302
    assert Source.objects.get().slug == "new"


@pytest.mark.parametrize(
    "said",
    [{}, {"origin": "http://evil.example"}, {"origin": "null"}, {"referer": "http://testserver.evil.example/"},
     {"origin": "https://testserver"}],
)  # fmt: skip
def test_a_form_of_another_site_is_refused_and_never_shown(strict, said):
    answer = strict.post(ADDRESS, TYPED, headers=said)
    assert answer.status_code == 403
    assert "Half" not in answer.content.decode()
    assert not Source.objects.exists()


def test_signed_out_and_with_a_void_token_both_are_mended():
    make_person("publisher", "anna")
    client = Client(enforce_csrf_checks=True)
    page = client.post(ADDRESS, TYPED, headers={"referer": f"http://testserver{ADDRESS}"}).content.decode()
    fields = {"csrfmiddlewaretoken": hidden(page, "csrfmiddlewaretoken")}
    answer = sign_in(client, page, **fields)
    assert answer.headers["Location"] == "/admin/kept-form/"
    assert "Your form is kept" in client.get("/admin/kept-form/").content.decode()


def test_it_comes_through_the_second_factor_too(client):
    device = TOTPDevice.objects.create(user=get_user_model().objects.get(username="anna"))
    answer = sign_in(client, client.post(ADDRESS, TYPED).content.decode())
    asked = client.get(answer.headers["Location"], follow=True)
    assert client.get("/admin/", follow=True).redirect_chain
    code = f"{TOTP(device.bin_key).token():06d}"
    field = next(iter(asked.context["form"].fields))
    answer = client.post(asked.redirect_chain[-1][0], {field: code}, follow=True)
    assert "Your form is kept" in answer.content.decode()
    assert "Half &lt;typed&gt;" in answer.content.decode()
