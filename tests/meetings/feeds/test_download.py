import threading
from datetime import UTC, datetime, timedelta

import pytest

from meetings.feeds import kept
from meetings.feeds.addresses import Refused, checked_addresses, may_connect
from meetings.feeds.bmlt_root import bmlt_urls
from meetings.feeds.download import BackOff, DownloadFailed, Limits, fetch
from tests.fake_server import Answer, FakeServer, gzipped, redirect

SHORT = Limits(size=50_000, seconds=1, wait=0.3)


@pytest.fixture
def server(settings, tmp_path):
    settings.FEEDS_ALLOW_PRIVATE = True
    settings.DATA_DIR = tmp_path
    with FakeServer() as server:
        yield server


def failure(server, answer, **how):
    server.answers["/list.json"] = answer
    with pytest.raises(DownloadFailed) as caught:
        fetch(server.url(), limits=SHORT, **how)
    return str(caught.value)


def test_a_list_arrives_with_its_etag_and_date(server):
    server.answers["/list.json"] = Answer(
        b"[]", headers={"ETag": '"7"', "Last-Modified": "Mon, 01 Jan 2024 00:00:00 GMT"}
    )
    got = fetch(server.url())
    assert (got.status, got.body, got.etag, got.not_modified) == (200, b"[]", '"7"', False)
    assert got.last_modified.startswith("Mon, 01 Jan 2024")
    assert got.final_url == server.url()


def test_we_say_who_we_are_and_where_to_reach_us(server, settings):
    settings.SITE_NAME, settings.SITE_URL = "Réunions", "https://meetings.example.org"
    server.answers["/list.json"] = Answer(b"[]")
    fetch(server.url())
    headers = server.requests[0][1]
    assert headers["User-Agent"] == "Runions (+https://meetings.example.org/about/)"
    assert headers["Host"] == f"127.0.0.1:{server.port}"
    assert "Cookie" not in headers


def test_an_unchanged_list_is_not_fetched_again(server):
    server.answers["/list.json"] = Answer(status=304)
    got = fetch(server.url(), etag='"7"', last_modified="Mon, 01 Jan 2024 00:00:00 GMT")
    assert got.not_modified
    assert got.body == b""
    assert server.requests[0][1]["If-None-Match"] == '"7"'
    assert server.requests[0][1]["If-Modified-Since"].startswith("Mon")


def test_not_modified_without_having_asked_is_a_failure(server):
    assert "304" in failure(server, Answer(status=304))


@pytest.mark.parametrize(
    "status, words",
    [
        (404, "nothing at this address"),
        (410, "nothing"),
        (403, "does not let us"),
        (500, "fault of its own"),
        (204, "204"),
    ],
)
def test_an_error_says_in_words_what_is_wrong(server, status, words):
    assert words in failure(server, Answer(status=status))


@pytest.mark.parametrize("status", [202, 429, 503])
def test_a_busy_server_is_left_alone_for_as_long_as_it_says(server, status):
    server.answers["/list.json"] = Answer(status=status, headers={"Retry-After": "120"})
    with pytest.raises(BackOff) as caught:
        fetch(server.url())
    assert caught.value.retry_after == 120


@pytest.mark.parametrize(
    "said, least, most",
    [
        ("Fri, 01 Jan 2100 00:00:00 GMT", 604800, 604800),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0, 0),
        ("99999999", 604800, 604800),
    ],
)
def test_retry_after_may_be_a_date_and_is_never_more_than_a_week(server, said, least, most):
    server.answers["/list.json"] = Answer(status=429, headers={"Retry-After": said})
    with pytest.raises(BackOff) as caught:
        fetch(server.url())
    assert least <= caught.value.retry_after <= most


def test_retry_after_that_means_nothing_is_ignored(server):
    server.answers["/list.json"] = Answer(status=429, headers={"Retry-After": "soon"})
    with pytest.raises(BackOff) as caught:
        fetch(server.url())
    assert caught.value.retry_after is None


def test_a_server_that_never_answers_is_given_up(server):
    assert "in time" in failure(server, Answer(b"[]", silent=5))


def test_a_body_that_drips_is_given_up(server):
    server.answers["/list.json"] = Answer(b"x" * 40, pause=0.1, pieces=40)
    with pytest.raises(DownloadFailed, match="too long"):
        fetch(server.url(), limits=Limits(seconds=0.2, wait=0.5))


def test_a_cut_off_body_is_refused(server):
    assert "broke off" in failure(server, Answer(b'[{"slug":', claims=5000))


def test_a_cut_off_packed_body_is_refused(server):
    whole = gzipped(b'[{"slug": "a"}]' * 200)
    assert "broke off" in failure(server, Answer(whole.body[:40], headers=whole.headers))


def test_what_only_claims_to_be_packed_is_refused(server):
    assert "broke off" in failure(server, Answer(b"[]", headers={"Content-Encoding": "gzip"}))


def test_a_packed_list_is_unpacked(server):
    server.answers["/list.json"] = gzipped(b"[1]")
    assert fetch(server.url()).body == b"[1]"


def test_a_compression_bomb_is_stopped_before_it_unfolds(server):
    assert "larger" in failure(server, gzipped(b"\x00" * 20_000_000))


def test_a_body_over_the_limit_is_refused(server):
    assert "larger" in failure(server, Answer(b"x" * 50_001))
    assert "larger" not in failure(server, Answer(b"x" * 50_000, status=404))


def test_a_packing_we_did_not_ask_for_is_refused(server):
    assert "packed" in failure(server, Answer(b"..", headers={"Content-Encoding": "br"}))


def test_redirects_are_followed_and_the_last_address_is_named(server):
    server.answers |= {
        "/list.json": redirect("/a", 301),
        "/a": redirect(server.url("/b"), 308),
        "/b": Answer(b"[]"),
    }
    got = fetch(server.url())
    assert (got.body, got.final_url) == (b"[]", server.url("/b"))


def test_endless_redirects_are_given_up(server):
    assert "on and on" in failure(server, redirect("/list.json"))
    assert len(server.requests) == SHORT.redirects + 1


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://example.org/x", "gopher://127.0.0.1/", "http://["]
)
def test_a_redirect_away_from_the_web_is_refused(server, location):
    assert "address" in failure(server, redirect(location))


def test_a_redirect_to_a_private_address_is_refused(server):
    assert "private network" in failure(server, redirect("http://169.254.169.254/latest/meta-data/"))
    assert "private network" in failure(server, redirect("http://[fe80::1]/"))
    assert "private network" in failure(server, redirect("http://0.0.0.0:22/"))


def test_private_addresses_are_refused_unless_allowed(server, settings):
    settings.FEEDS_ALLOW_PRIVATE = False
    assert "private network" in failure(server, Answer(b"[]"))
    assert server.requests == []


def test_a_name_that_resolves_to_a_private_address_is_refused(server, settings):
    server.answers["/list.json"] = Answer(b"[]")
    assert fetch(server.url(host="localhost")).body == b"[]"
    settings.FEEDS_ALLOW_PRIVATE = False
    with pytest.raises(DownloadFailed, match="localhost lies in a private network"):
        fetch(server.url(host="localhost"))
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "number",
    "127.0.0.1 10.1.2.3 192.168.0.1 172.16.9.9 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 240.0.0.1 ::1 :: "
    "fe80::1 fd00::1 ff02::1 ::ffff:10.0.0.1 64:ff9b::a00:1 2002:a00:1::".split(),
)
def test_addresses_inside_networks_are_not_public(number):
    assert not may_connect(number, allow_private=False)


def test_public_addresses_are_public_and_private_ones_can_be_allowed():
    assert may_connect("93.184.215.14", allow_private=False)
    assert may_connect("2606:2800:21f:cb07::1", allow_private=False)
    assert may_connect("192.168.0.1", allow_private=True)
    assert not may_connect("169.254.169.254", allow_private=True)


def test_a_host_written_as_one_number_is_still_loopback():
    with pytest.raises(Refused):
        checked_addresses("127.0.0.1", 80, allow_private=False)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/", "", "http://", "http://a:b@127.0.0.1/", "//x"]
)
def test_only_plain_web_addresses_are_fetched(url, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    with pytest.raises(DownloadFailed):
        fetch(url)


def test_a_closed_port_says_that_the_host_cannot_be_reached(server):
    with FakeServer() as gone:
        address = gone.url()
    with pytest.raises(DownloadFailed, match="cannot be reached"):
        fetch(address, limits=SHORT)


def test_one_host_is_asked_one_thing_at_a_time(server):
    server.answers["/list.json"] = Answer(b"[]", silent=0.05)
    threads = [threading.Thread(target=fetch, args=(server.url(),)) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.requests) == 4
    assert server.most == 1


@pytest.mark.parametrize(
    "given",
    [
        "https://bmlt.example.org/main_server",
        "https://bmlt.example.org/main_server/",
        " https://bmlt.example.org/main_server/client_interface/json/?switcher=GetServerInfo",
        "https://bmlt.example.org/main_server//client_interface/json",
        "https://bmlt.example.org/main_server/index.php",
        "https://bmlt.example.org/main_server?x=1",
    ],
)
def test_a_root_server_is_found_by_any_of_its_addresses(given):
    urls = bmlt_urls(given)
    start = "https://bmlt.example.org/main_server/client_interface/json/?switcher="
    assert urls.meetings == f"{start}GetSearchResults"
    assert urls.formats == f"{start}GetFormats&show_all=1"
    assert urls.service_bodies == f"{start}GetServiceBodies"


def test_the_bytes_of_a_held_run_are_kept_for_two_weeks(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    path = kept.keep_bytes(3, 14, b"[]")
    assert path.stat().st_mode & 0o077 == 0
    assert kept.kept_bytes(3, 14) == b"[]"
    now = datetime.now(UTC)
    assert kept.drop_kept(now - timedelta(days=kept.KEEP_DAYS)) == 0
    assert kept.drop_kept(now + timedelta(days=1)) == 1
    assert kept.kept_bytes(3, 14) is None


def test_deciding_on_a_held_run_throws_its_bytes_away(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    kept.keep_bytes(3, 14, b"[]")
    kept.keep_bytes(3, 14, b"[]", part="formats")
    kept.keep_bytes(3, 15, b"[]")
    kept.drop_run(3, 14)
    assert kept.kept_bytes(3, 14, "formats") is None
    assert kept.kept_bytes(3, 15) == b"[]"
