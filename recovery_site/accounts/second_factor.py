"""The second factor: codes of an app on the phone, and recovery codes on paper for when it is lost."""

import secrets
import time
from base64 import b32encode
from typing import Any, Final

import django_otp
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

CODE_ASKED: Final = "code_asked"  # in the session: this person has a second factor and must show it
NEW_KEY: Final = "second_factor_key"  # in the session until the first code proves that the phone knows it
RECOVERY_CODES: Final = 8
TOLERANCE: Final = 1  # steps of 30 seconds a phone's clock may be off


def has_device(person: Any) -> bool:
    return bool(TOTPDevice.objects.filter(user=person, confirmed=True).exists())


def ask_for_code(request: HttpRequest, asked: bool) -> None:
    request.session[CODE_ASKED] = asked


def is_enough(request: HttpRequest) -> bool:
    """Whether the person signed in has shown all that is asked of them. No query unless a code was shown."""
    if settings.REQUIRE_TOTP or request.session.get(CODE_ASKED):
        return bool(request.user.is_verified())  # type: ignore[union-attr]
    return True


def new_key(request: HttpRequest) -> str:
    """The key shown for setting up; the same one until it is used, so that a page read again stays true."""
    if NEW_KEY not in request.session:
        request.session[NEW_KEY] = secrets.token_hex(20)
    return str(request.session[NEW_KEY])


def in_groups(key: str) -> str:
    """As a person types it into a phone: "JBSW Y3DP …"."""
    letters = b32encode(bytes.fromhex(key)).decode()
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def address_of_key(person: Any, key: str) -> str:
    """What the QR picture says."""
    return str(TOTPDevice(user=person, key=key).config_url)


def set_up(request: HttpRequest, code: str) -> list[str]:
    """Recovery codes when the phone's first code is right; nothing otherwise."""
    step = _step_of(new_key(request), code)
    if step is None:
        return []
    with transaction.atomic():
        forget(request.user)
        device = TOTPDevice.objects.create(user=request.user, key=new_key(request), name="phone", last_t=step)
        codes = new_recovery_codes(request.user)
    del request.session[NEW_KEY]
    _shown(request, device)
    return codes


def _step_of(key: str, code: str) -> int | None:
    """Which step of time the code is of; the device remembers it, so that no code works twice."""
    if not (code.isascii() and code.isdigit()):
        return None
    clock = TOTP(bytes.fromhex(key))
    clock.time = time.time()
    return int(clock.t()) if clock.verify(int(code), TOLERANCE) else None


def show(request: HttpRequest, code: str) -> bool:
    """A code of the phone or a recovery code, which is used up by it."""
    plain = "".join(code.split()).replace("-", "").lower()
    for device in _devices(request.user, plain):
        if django_otp.verify_token(request.user, device.persistent_id, plain):
            _shown(request, device)
            return True
    return False


def _shown(request: HttpRequest, device: Any) -> None:
    """From here on the session counts as signed in, under a new number."""
    request.session.cycle_key()
    request.session[CODE_ASKED] = True
    django_otp.login(request, device)


def _devices(person: Any, code: str) -> list[Any]:
    kind = TOTPDevice if code.isdigit() and len(code) == 6 else StaticDevice
    return list(kind.objects.filter(user=person, confirmed=True))


def seconds_to_wait(person: Any) -> int:
    """After wrong codes each next one has to wait twice as long."""
    waits = [0]
    for kind in (TOTPDevice, StaticDevice):
        for device in kind.objects.filter(user=person, confirmed=True):
            allowed, why = device.verify_is_allowed()
            if not allowed:
                waits.append(int((why["locked_until"] - timezone.now()).total_seconds()) + 1)
    return max(waits)


def new_recovery_codes(person: Any) -> list[str]:
    """Eight new ones; the old ones are void."""
    paper, _made = StaticDevice.objects.get_or_create(user=person, name="paper")
    paper.token_set.all().delete()
    codes = [StaticToken.random_token() for _number in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=paper, token=code) for code in codes)
    return codes


def codes_left(person: Any) -> int:
    return int(StaticToken.objects.filter(device__user=person, device__confirmed=True).count())


def forget(person: Any) -> None:
    """Turned off by the person, or by an administrator when the phone and the paper are lost."""
    TOTPDevice.objects.filter(user=person).delete()
    StaticDevice.objects.filter(user=person).delete()
