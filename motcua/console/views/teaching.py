"""What the search is taught: everyday words and weights, each with a preview that keeps nothing."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue import actions_search
from motcua.catalogue.models import EverydayWord, WordKind
from motcua.catalogue.search import Preview, previews
from motcua.console.door import for_the_console, page
from motcua.console.filling import carried
from motcua.console.forms.teaching import SampledForm, WeightForm, WordForm, word_as_typed
from motcua.console.ranking import Weight, all_weights
from motcua.console.views.bodies import DO
from motcua.directory.access import Request

PAGE = 50


@for_the_console
@require_safe
def show_words(request: Request) -> HttpResponse:
    """Everyday words, the latest first, by kind and by what they hold."""
    typed = {name: request.GET.get(name, "").replace("\x00", "").strip()[:100] for name in ("q", "kind", "after")}
    rows = list(_words(**typed)[: PAGE + 1])
    last = rows[PAGE - 1].pk if len(rows) > PAGE else None
    told = {"typed": typed, "rows": rows[:PAGE], "kinds": WordKind.choices, "last": last}
    return page(request, "search/words.html", told)


@for_the_console
@require_http_methods(DO)
def show_word(request: Request, word_id: int | None = None) -> HttpResponse:
    """Add an everyday word, change it or put it out of use."""
    word = get_object_or_404(EverydayWord, pk=word_id) if word_id else None
    form = WordForm(request.POST or None, initial=word_as_typed(word))
    if _is_preview(request) and form.is_valid():
        return _word(request, word, form, previews(form.questions, changed={word_id: form.row}))
    if _is_kept(request) and carried(form, lambda _typed: _save_word(request, form, word_id)):
        messages.success(request, _("Kept. The search uses it from now on."))
        return redirect("console:search-words")
    return _word(request, word, form)


@for_the_console
@require_safe
def show_weights(request: Request) -> HttpResponse:
    """Every number of the ranking, the product's own and the one in force."""
    return page(request, "search/weights.html", {"weights": all_weights()})


@for_the_console
@require_http_methods(DO)
def show_weight(request: Request, name: str) -> HttpResponse:
    """Give one number another value, or the product's own back."""
    weight = next((one for one in all_weights() if one.name == name), None)
    if weight is None:
        raise Http404
    form = WeightForm(request.POST or None, initial={"value": weight.value if weight.is_changed else None})
    if _is_preview(request) and form.is_valid():
        return _weight(request, weight, form, previews(form.questions, weights={name: _value(form, weight)}))
    if _is_kept(request) and carried(form, lambda typed: _set_weight(request, name, typed["value"])):
        messages.success(request, _("Kept. The search uses it from now on."))
        return redirect("console:search-weights")
    return _weight(request, weight, form)


def _words(q: str, kind: str, after: str) -> QuerySet[EverydayWord]:
    rows = EverydayWord.objects.order_by("-pk")
    rows = rows.filter(kind=kind) if kind in WordKind.values else rows
    rows = rows.filter(words__icontains=q) | rows.filter(means__icontains=q) if q else rows
    return rows.filter(pk__lt=int(after)) if after.isdecimal() and len(after) < 19 else rows


def _save_word(request: Request, form: WordForm, word_id: int | None) -> EverydayWord:
    return actions_search.save_everyday_word(form.row, word_id=word_id, by=request.actor, at=now())


def _set_weight(request: Request, name: str, value: float | None) -> None:
    actions_search.set_search_weight(name, value, by=request.actor, at=now())


def _value(form: WeightForm, weight: Weight) -> float:
    typed: float | None = form.cleaned_data["value"]
    return weight.own if typed is None else typed


def _is_preview(request: Request) -> bool:
    return request.method == "POST" and "preview" in request.POST


def _is_kept(request: Request) -> bool:
    return request.method == "POST" and "preview" not in request.POST


def _word(
    request: Request, word: EverydayWord | None, form: WordForm, shown: list[Preview] | None = None
) -> HttpResponse:
    return page(request, "search/word.html", {"word": word, **_told(form, shown)}, status=_status(form))


def _weight(request: Request, weight: Weight, form: WeightForm, shown: list[Preview] | None = None) -> HttpResponse:
    return page(request, "search/weight.html", {"weight": weight, **_told(form, shown)}, status=_status(form))


def _told(form: SampledForm, shown: list[Preview] | None) -> dict[str, object]:
    return {"form": form, "previews": shown, "is_previewed": shown is not None}


def _status(form: SampledForm) -> int:
    return 422 if form.errors else 200
