from django.apps import AppConfig


class FakeVneidConfig(AppConfig):
    name = "motcua.exchange.vneid.fake"
    label = "vneid_fake"
