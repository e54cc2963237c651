"""After a thousand steps of everybody who changes the directory nothing is lost and the search agrees."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.fuzz.states import Directory, make_people

pytestmark = pytest.mark.django_db
# Nearly all have to be done, and not only be refused, in a long run.
ALL_KINDS = {
    *"added edited unlisted confirmed closed merged reported decided undone".split(),
    *(
        "edited in bulk",
        "building changed",
        "group changed",
        "programme changed",
        "date cancelled",
        "opened again",
    ),
    *("list good", "list held", "list tried", "list's word taken", "corrections ended"),
    *("both kept", "pair merged", "merger taken back", "missing reported", "asked back"),
    *("settled: confirm", "settled: close", "settled: unlist", "brought back", "brought back, deleted"),
}


def run(steps, examples, **more):
    """How often each kind of step was done; a step that breaks a law is shown with what led to it."""
    make_people()
    Directory.done = Counter()
    asked = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
        **more,
    )
    run_state_machine_as_test(Directory, settings=asked)
    return Directory.done


def test_some_steps_lose_nothing():
    """The same ones each time; the first of the examples is the plainest there is."""
    done = run(steps=12, examples=6, derandomize=True, database=None)
    assert done.total() > 40
    assert len(done) > 12


@pytest.mark.fuzz
def test_a_thousand_steps_lose_nothing():
    done = run(steps=50, examples=30)
    assert done.total() > 1_000
    assert len(ALL_KINDS - done.keys()) <= 2, done
