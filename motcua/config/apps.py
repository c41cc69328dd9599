from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Home of the product's own commands: prepare, web, worker, words."""

    name = "motcua.config"
    label = "config"
