"""Where staff keep meetings true. One line for each module; each registers its pages."""

# ruff: noqa: F401

import meetings.admin.format
import meetings.admin.group
import meetings.admin.meeting
import meetings.admin.programme
import meetings.admin.report
import meetings.admin.service_body
import meetings.admin.venue
