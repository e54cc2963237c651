"""The service bodies and groups a list names, by the list's own ids."""

from collections.abc import Iterable
from hashlib import blake2b
from urllib.parse import urlsplit

import msgspec

from fellowships.text import fold
from meetings.feeds.history import create_all, update_all
from meetings.feeds.matching import Row, batches
from meetings.feeds.records import MeetingRecord, Parsed, ServiceBodyRecord
from meetings.models import Feed, Group, ImportRun, ServiceBody

FIELDS = ("name", "kind", "world_id", "website", "helpline", "list_digest", "parent")
BATCH = 500


def body_key(record: MeetingRecord) -> str:
    """The list's id of the body a row names, made from its name when the list gives no ids."""
    if record.service_body_id:
        return record.service_body_id[:64]
    return f"name:{_key(record.service_body_name)}" if record.service_body_name else ""


def group_key(record: MeetingRecord) -> str:
    return _key(record.group_name) if record.group_name else ""


def save_bodies(feed: Feed, run: ImportRun, parsed: Parsed) -> tuple[dict[str, int], bool]:
    """Ids of the list's service bodies by key, and whether any was written. One query if nothing changed."""
    held = {body.source_id: body for body in ServiceBody.objects.filter(feed=feed)}
    said = _said(parsed)
    named = {body_key(record): record.service_body_name for record in parsed.meetings}
    for key, name in named.items():
        if key and key not in said and key not in held:
            said[key] = ServiceBodyRecord(id=key, name=name)
    fresh = [_new_body(feed, key) for key in said if key not in held]
    changed = [body for key, body in held.items() if key in said and body.list_digest != _digest(said[key])]
    _fill([*fresh, *changed], said)
    _create_from_the_top(run, fresh, held, said)
    for body in changed:
        body.parent = _parent(body, held, said)
    update_all(run, changed, FIELDS)
    return {key: body.pk for key, body in held.items()}, bool(fresh or changed)


def save_groups(feed: Feed, run: ImportRun, rows: Iterable[Row], bodies: dict[str, int]) -> dict[str, int]:
    """Ids of the groups the rows name, by their key; missing ones are made."""
    wanted: dict[str, MeetingRecord] = {}
    for row in rows:
        if row.record.group_name:
            wanted.setdefault(group_key(row.record), row.record)
    held: dict[str, int] = {}
    for batch in batches(wanted, BATCH):
        held.update(Group.objects.filter(feed=feed, key__in=batch).values_list("key", "pk"))
    fresh = [_new_group(feed, key, record, bodies) for key, record in wanted.items() if key not in held]
    create_all(run, fresh)
    held.update({group.key: group.pk for group in fresh})
    return held


def _new_group(feed: Feed, key: str, record: MeetingRecord, bodies: dict[str, int]) -> Group:
    body = bodies.get(body_key(record))
    name = record.group_name[:255]
    return Group(feed=feed, fellowship=feed.fellowship, key=key, name=name, service_body_id=body)


def _said(parsed: Parsed) -> dict[str, ServiceBodyRecord]:
    return {body.id[:64]: body for body in parsed.service_bodies if body.id}


def _new_body(feed: Feed, key: str) -> ServiceBody:
    return ServiceBody(feed=feed, fellowship=feed.fellowship, source_id=key)


def _fill(bodies: Iterable[ServiceBody], said: dict[str, ServiceBodyRecord]) -> None:
    for body in bodies:
        record = said[body.source_id]
        body.name = record.name[:255] or body.source_id
        body.kind = record.type[:10]
        body.world_id = record.world_id[:30]
        body.website = _web_address(record.website)
        body.helpline = record.helpline[:120]
        body.list_digest = _digest(record)


def _create_from_the_top(
    run: ImportRun,
    fresh: list[ServiceBody],
    held: dict[str, ServiceBody],
    said: dict[str, ServiceBodyRecord],
) -> None:
    """Parents before children, so that each is written once. Bodies in a circle have no parent."""
    waiting = {body.source_id: body for body in fresh}
    while waiting:
        ready = [body for key, body in waiting.items() if said[key].parent_id[:64] not in waiting]
        ready = ready or list(waiting.values())
        for body in ready:
            body.parent = _parent(body, held, said)
        create_all(run, ready)
        for body in ready:
            held[body.source_id] = waiting.pop(body.source_id)


def _parent(
    body: ServiceBody, held: dict[str, ServiceBody], said: dict[str, ServiceBodyRecord]
) -> ServiceBody | None:
    """The body above, unless that would close a circle."""
    parent = held.get(said[body.source_id].parent_id[:64])
    by_id = {other.pk: other for other in held.values()}
    above, seen = parent, {body.pk}
    while above is not None:
        if above.pk in seen:
            return None
        seen.add(above.pk)
        above = by_id.get(above.parent_id) if above.parent_id else None
    return parent


def _web_address(address: str) -> str:
    return address if urlsplit(address).scheme in ("http", "https") and len(address) <= 500 else ""


def _digest(record: ServiceBodyRecord) -> str:
    return blake2b(msgspec.json.encode(record), digest_size=16).hexdigest()


def _key(name: str) -> str:
    """Folded names tell groups apart; one in a script that does not fold keeps its own letters."""
    return blake2b((fold(name) or name).encode(), digest_size=16).hexdigest()
