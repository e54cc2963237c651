"""One way to send mail: plain text, a subject of one line, and a failure that stops nothing."""

import logging
from collections.abc import Iterable, Mapping
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template import Context
from django.template.loader import get_template

log = logging.getLogger("recovery.mail")


def send(template: str, to: Iterable[str], subject: str, context: Mapping[str, Any]) -> int:
    """A mail to each, so that none sees another's address; how many went out. `template` without folder."""
    read: Any = get_template(f"meetings/mail/{template}.txt")
    # Plain text: "&" is no "&amp;" there.
    body = read.template.render(Context({**context, "site": settings.SITE_URL}, autoescape=False)).strip()
    line = " ".join(subject.split())
    return sum(_sent(EmailMessage(line, body, to=[address])) for address in to if address)


def _sent(mail: EmailMessage) -> int:
    try:
        return mail.send()
    except (OSError, SMTPException, ValueError) as error:
        # The fault may quote the address, so only its kind is told.
        log.error("A notice could not be sent: %s", type(error).__name__)
        return 0
