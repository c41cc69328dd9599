from django.apps import AppConfig


class VneidConfig(AppConfig):
    name = "motcua.exchange.vneid"
    label = "vneid"
