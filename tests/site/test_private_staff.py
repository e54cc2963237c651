"""A reporter's address serves its purpose and nothing else, and goes; who works here is nobody's business.

Reported, asked back, answered, passed on, decided, mailed and taken out: then all that is left is searched.
"""

import datetime as dt
import io

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from meetings.models import Closure, Report, ReportMessage
from tests.site.addresses import ADDRESSES, STATES
from tests.site.looking_everywhere import columns_with, files_with, unpacked
from tests.site.telling_us import CONTACT, OWNER, REPORTER, STAFF, daily, listening, tell_everything
from tests.site.visiting import CONTACT_EMAIL

pytestmark = pytest.mark.django_db
OF_STAFF = [words for one in STAFF.values() for words in one]


@pytest.fixture(scope="module")
def _told(visits, django_db_blocker, tmp_path_factory):
    # After the visits, whose world has the same names and must be gone before this one is made.
    with django_db_blocker.unblock(), transaction.atomic():
        before, settings.DATA_DIR = settings.DATA_DIR, tmp_path_factory.mktemp("data")
        yield tell_everything()
        settings.DATA_DIR = before
        transaction.set_rollback(True)


@pytest.fixture
def told(_told, db):
    return _told


def test_all_of_it_has_happened(told):
    statuses = dict(Report.objects.values_list("pk", "status"))
    became = {name: statuses[report.pk] for name, report in told.reports.items()}
    assert became == {
        "accepted": "accepted",
        "closed": "accepted",
        "confirmed": "rejected",
        "waiting": "asked",
        "rejected": "rejected",
    }
    assert Report.objects.filter(email=REPORTER).count() == len(became)
    assert ReportMessage.objects.filter(report=told.reports["accepted"]).count() == 2
    assert {to for sent in told.mails for to in sent.to} == {
        *(REPORTER, CONTACT, CONTACT_EMAIL, OWNER),
        *(email for _name, _first, _last, email in STAFF.values()),
    }
    assert Report.objects.exclude(escalated_at=None).exists()


def test_a_reporters_address_stands_in_its_own_column_alone(told):
    assert columns_with(REPORTER) == {"meetings_report.email"}
    assert columns_with(CONTACT) == {"meetings_groupcontact.email"}


def test_neither_log_nor_what_commands_print_names_anybody(told):
    assert "addresses of reporters: 0 deleted" in told.said
    assert "Unauthorized" in told.log or "Exception while resolving" in told.log
    for words in (REPORTER, CONTACT, *OF_STAFF):
        assert words.lower() not in f"{told.log}{told.said}".lower()


def test_mail_names_its_own_reader_at_most(told):
    for sent in told.mails:
        whole = str(sent.message()).lower().replace(sent.to[0], "")
        named = [words for words in (REPORTER, CONTACT, *OF_STAFF) if words.lower() in whole]
        assert named == [], sent.subject
        assert sent.to[0] not in sent.body


def test_sheets_name_nobody(told):
    sheets = told.exports["csv"].decode() + unpacked(io.BytesIO(told.exports["xlsx"]))
    assert "Keepers on Friday" in sheets
    assert [words for words in (REPORTER, CONTACT, *OF_STAFF) if words.lower() in sheets.lower()] == []


@pytest.mark.parametrize("name", ADDRESSES | STATES)
def test_public_output_names_nobody(told, name):
    body = told.pages[name].body.decode().lower()
    assert [words for words in (REPORTER, CONTACT, *OF_STAFF) if words.lower() in body] == []


@pytest.mark.parametrize("name", ["accepted", "closed", "confirmed", "waiting", "rejected"])
def test_private_pages_name_nobody_of_us(told, client, name):
    shown = client.get(f"/reports/{told.reports[name].token}/").content.decode().lower()
    assert [words for words in (REPORTER, CONTACT, *OF_STAFF) if words.lower() in shown] == []


def test_after_ninety_days_the_address_is_nowhere(told):
    """What was decided stays, and so do the pages of the reports."""
    kept = Report.objects.count()
    Report.objects.update(made_at=timezone.now() - dt.timedelta(days=91))
    with listening() as heard:
        daily()
    assert columns_with(REPORTER) == set()
    assert files_with(REPORTER, settings.DATA_DIR) == set()
    assert REPORTER not in heard["log"] + heard["said"]
    assert Report.objects.count() == kept
    assert Closure.history.exists()
