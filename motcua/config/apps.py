from django.apps import AppConfig
from django.core.checks import register


class ConfigConfig(AppConfig):
    """Home of the product's own commands: prepare, web, worker, words."""

    name = "motcua.config"
    label = "config"

    def ready(self) -> None:
        from motcua.config.pool import enough_connections

        register(enough_connections, deploy=True)
