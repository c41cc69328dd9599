from django.apps import AppConfig
from django.core.checks import register


class DocumentsConfig(AppConfig):
    name = "motcua.documents"
    label = "documents"

    def ready(self) -> None:
        from motcua.documents.checks import upload_bound

        register(upload_bound)
