"""One seed for a run of `make fuzz`, printed; FUZZ_SEED=... asks the same again."""

import os
import random

import pytest


@pytest.fixture(scope="session")
def fresh_seed(pytestconfig):
    seed = os.environ.get("FUZZ_SEED") or str(random.SystemRandom().randrange(10**9))
    with pytestconfig.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print(f"\nThe same again: make fuzz FUZZ_SEED={seed}")
    return seed
