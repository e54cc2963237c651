"""Where staff keep meetings true. One line for each module; each registers its pages."""

# ruff: noqa: F401

import meetings.admin.closure
import meetings.admin.code
import meetings.admin.correction
import meetings.admin.duplicate
import meetings.admin.feed
import meetings.admin.format
import meetings.admin.group
import meetings.admin.meeting
import meetings.admin.problem
import meetings.admin.programme
import meetings.admin.report
import meetings.admin.run
import meetings.admin.service_body
import meetings.admin.venue
