"""The second factor: set up, asked for, and replaced by a recovery code when the phone is lost."""

import re
import time

import pytest
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from recovery_site.models import SignIn
from tests.people import PASSWORD, make_person, signed_in

pytestmark = pytest.mark.django_db
HOME, CODE, SET_UP = "/admin/", "/admin/second-factor/code/", "/admin/second-factor/set-up/"


def code_of(key, steps=0):
    clock = TOTP(bytes.fromhex(key))
    clock.time = time.time() + 30 * steps
    return f"{clock.token():06}"


def by_password(person):
    client = Client()
    client.post("/admin/login/", {"username": person.username, "password": PASSWORD})
    return client


def set_up(client):
    client.get(SET_UP)
    page = client.post(SET_UP, {"code": code_of(client.session["second_factor_key"], -1)})
    return re.findall(r"<li><code>(\w+)</code></li>", page.content.decode())


@pytest.fixture
def person():
    return make_person("editor")


def shown(device):
    """What the phone shows; a code was used a step before."""
    return code_of(device.key)


def test_where_it_is_required_a_password_alone_opens_nothing_but_the_setting_up(person, settings):
    settings.REQUIRE_TOTP = True
    client = by_password(person)
    answer = client.get(HOME, follow=True)
    assert answer.redirect_chain[-1][0] == SET_UP
    for page in (HOME, "/admin/password_change/", "/admin/second-factor/", "/admin/autocomplete/"):
        assert client.get(page).status_code == 302, page
    assert "invented" not in client.get(SET_UP).content.decode().partition("<main")[0]
    codes = set_up(client)
    assert len(set(codes)) == 8
    assert client.get(HOME).status_code == 200


def test_a_picture_or_a_typed_key_sets_it_up_and_the_codes_are_shown_once(person):
    client = by_password(person)
    page = client.get(SET_UP).content.decode()
    typed = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    picture = client.get("/admin/second-factor/qr.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert "no-store" in picture["Cache-Control"]
    assert "no-store" in client.get(SET_UP)["Cache-Control"]
    codes = set_up(client)
    device = TOTPDevice.objects.get(user=person)
    assert len(typed) == 32
    assert device.config_url.endswith("issuer=Recovery%20Meetings")
    assert client.get("/admin/second-factor/qr.svg").status_code == 404
    assert codes[0] not in client.get("/admin/second-factor/").content.decode()
    assert "You have 8 recovery codes left" in client.get("/admin/second-factor/").content.decode()


def test_a_wrong_first_code_sets_nothing_up(person):
    client = by_password(person)
    client.get(SET_UP)
    for code in ("000000", "abc", "", "²²²²²²", "1" * 40):
        assert client.post(SET_UP, {"code": code}).status_code == 200
    assert not TOTPDevice.objects.exists()
    assert client.get(HOME).status_code == 200


def test_afterwards_a_password_alone_opens_nothing(person):
    set_up(by_password(person))
    client = by_password(person)
    answer = client.get("/admin/meetings/?q=1")
    assert answer.url.startswith("/admin/login/")
    assert client.get(answer.url).url == CODE + "?next=/admin/meetings/%3Fq%3D1"
    assert (
        client.get(SET_UP).url == "/admin/login/?next=/admin/second-factor/"
        or client.get(SET_UP).status_code == 302
    )
    assert client.post("/admin/second-factor/off/", {"password": PASSWORD}).status_code == 302
    assert client.post("/admin/second-factor/new-codes/", {"password": PASSWORD}).status_code == 302
    assert client.post(SET_UP, {"code": "123456"}).status_code == 302
    device = TOTPDevice.objects.get()
    answer = client.post(CODE + "?next=/admin/second-factor/", {"code": shown(device)})
    assert (answer.status_code, answer.url) == (302, "/admin/second-factor/")
    assert client.get(HOME).status_code == 200
    outcomes = list(SignIn.objects.values_list("outcome", flat=True))
    assert outcomes == ["in", "code-asked", "in"]


def test_a_code_works_once(person):
    set_up(by_password(person))
    code = shown(TOTPDevice.objects.get())
    assert by_password(person).post(CODE, {"code": code}).status_code == 302
    assert by_password(person).post(CODE, {"code": code}).status_code == 200


def test_a_recovery_code_works_once_however_it_is_typed(person):
    codes = set_up(by_password(person))
    typed = f" {codes[0][:4].upper()}-{codes[0][4:]} "
    client = by_password(person)
    assert client.post(CODE, {"code": typed}).status_code == 302
    assert client.get(HOME).status_code == 200
    assert StaticToken.objects.count() == 7
    assert by_password(person).post(CODE, {"code": codes[0]}).status_code == 200


def test_wrong_codes_have_to_wait_longer_and_longer(person):
    set_up(by_password(person))
    client = by_password(person)
    assert "not right" in client.post(CODE, {"code": "000000"}).content.decode()
    assert re.search(
        r"Wait \d+ second", client.post(CODE, {"code": shown(TOTPDevice.objects.get())}).content.decode()
    )
    assert client.get(HOME).status_code == 302
    assert SignIn.objects.filter(outcome="code-wrong").count() == 1


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/admin/", "//evil.example", "/meetings/", "/admin/../x"]
)
def test_after_the_code_one_stays_in_the_admin(person, wanted):
    client = signed_in(person)
    answer = client.get(CODE, {"next": wanted})
    assert answer.url.startswith(HOME)
    assert "evil" not in answer.url


def test_turning_it_off_and_new_codes_ask_for_the_password(person):
    client = by_password(person)
    old = set_up(client)
    for page in ("off", "new-codes"):
        assert (
            "not your password"
            in client.post(f"/admin/second-factor/{page}/", {"password": "x"}).content.decode()
        )
    page = client.post("/admin/second-factor/new-codes/", {"password": PASSWORD}).content.decode()
    new = re.findall(r"<li><code>(\w+)</code></li>", page)
    assert len(new) == 8
    assert not set(new) & set(old)
    assert client.post("/admin/second-factor/off/", {"password": PASSWORD}).status_code == 302
    assert not TOTPDevice.objects.exists()
    assert not StaticDevice.objects.exists()
    assert by_password(person).get(HOME).status_code == 200


def test_an_administrator_turns_it_off_for_who_lost_phone_and_paper(person):
    set_up(by_password(person))
    administrator = signed_in(make_person("administrator"))
    address = f"/admin/auth/user/{person.pk}/second-factor-off/"
    assert "Be sure" in administrator.get(address).content.decode()
    assert TOTPDevice.objects.exists()
    assert administrator.post(address).status_code == 302
    assert by_password(person).get(HOME).status_code == 200


def test_nobody_reads_keys_in_the_admin(admin_client):
    assert admin_client.get("/admin/otp_totp/totpdevice/").status_code == 404
    assert admin_client.get("/admin/otp_static/staticdevice/").status_code == 404


@pytest.mark.parametrize("page", ["", "code/", "set-up/", "qr.svg", "new-codes/", "off/"])
def test_a_stranger_is_led_to_signing_in(client, page):
    assert client.get(f"/admin/second-factor/{page}").url.startswith("/admin/login/")
    assert client.post(f"/admin/second-factor/{page}", {"code": "1"}).url.startswith("/admin/login/")


def test_who_has_none_pays_no_query_for_it(person, django_assert_num_queries):
    client = signed_in(person)
    with django_assert_num_queries(2):  # the session and the person
        client.get("/admin/jsi18n/")
