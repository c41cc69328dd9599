"""The product's settings with the facts and reactions of these tests."""

from motcua.config.settings import *  # noqa: F403

REACTIONS = "tests.crash.reactions.REACTIONS"
