"""A picture of the page as it is, for people who write these tests: `PICTURES=folder`."""

import os


def picture(page, name):
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=f"{folder}/{name}-{page.viewport_size['width']}.png", full_page=True)
