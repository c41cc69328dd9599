"""The product's settings with a fact and reactions of the test's own."""

from motcua.config.settings import *  # noqa: F403

REACTIONS = "tests.house.reactions.REACTIONS"
