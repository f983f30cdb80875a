"""The addresses of the whole site: the pages, once they exist."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = []
if find_spec("relance.web.urls") is not None:
    urlpatterns.append(path("", include("relance.web.urls")))
    urlpatterns.append(path("", include("relance.web.account_urls")))
