"""Where staff edit programmes, what is known of them, and the questions that help to choose."""

import fellowships.admin_choosing
import fellowships.admin_line
import fellowships.admin_programme  # noqa: F401
