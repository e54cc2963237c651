"""A link with which a person sets a password: by e-mail, or shown once to the administrator who made it.

It works once and for PASSWORD_RESET_TIMEOUT: it is signed over the password it replaces, so it is void as
soon as one is set. It stands in no log, history or table.
"""

import logging
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

log = logging.getLogger("recovery.accounts")
# What these "send" ends on a console or nowhere: a link must not.
NO_MAIL = ("console", "dummy", "filebased")


def mail_is_set_up() -> bool:
    return not any(f".{kind}." in settings.EMAIL_BACKEND for kind in NO_MAIL)


def link_for(person: Any) -> str:
    """Named by the site's own address, never by the one a request claims to have come to."""
    parts = {
        "uidb64": urlsafe_base64_encode(force_bytes(person.pk)),
        "token": default_token_generator.make_token(person),
    }
    return settings.SITE_URL + reverse("admin:password_reset_confirm", kwargs=parts)


def hours_valid() -> int:
    return int(settings.PASSWORD_RESET_TIMEOUT) // 3600


def send_link(person: Any, *, invited: bool = False) -> bool:
    """Whether the link is on its way by mail; if not, somebody has to pass it on."""
    if not person.email or not mail_is_set_up():
        return False
    kind = "invitation" if invited else "password_reset"
    words = {
        "person": person,
        "link": link_for(person),
        "hours": hours_valid(),
        "site_name": settings.SITE_NAME,
    }
    subject = " ".join(render_to_string(f"registration/{kind}_subject.txt", words).split())
    text = render_to_string(f"registration/{kind}_email.txt", words)
    try:
        EmailMessage(subject, text, to=[person.email]).send()
    except Exception as error:
        # The mail server's answer may repeat the address.
        log.error("A link to set a password could not be sent: %s", type(error).__name__)
        return False
    return True
