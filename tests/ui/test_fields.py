"""Questions and their faults, as drawn."""

from datetime import date

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from motcua.ui import fields, pictures


class Visit(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the card")
    born_on = forms.DateField(label="Born", widget=forms.DateInput)
    way = forms.ChoiceField(label="Way", choices=[("a", "Post"), ("b", "Counter")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Agreed", required=False)
    paper = forms.FileField(label="Paper", required=False)


def drawn(text: str, **values: object) -> str:
    with translation.override("en"):
        return Template(text).render(Context(values))


def draw_field(**values: object) -> str:
    attributes = "".join(f' :{name}="{name}"' for name in values)
    return drawn(f"{{% cotton field{attributes} / %}}", **values)


def test_a_fault_is_tied_to_its_field_and_marks_it():
    html = draw_field(name="phone", label="Phone", hint="Ten digits", error="One digit is missing.")
    assert 'aria-describedby="id_phone-hint id_phone-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_phone-error"' in html


def test_what_people_typed_is_shown_as_words_never_as_markup():
    evil = '"><script src=x></script>'
    html = draw_field(name="name", label=evil, value=evil, hint=evil, error=evil)
    assert "<script" not in html


def test_passed_on_attributes_are_escaped():
    html = drawn('{% cotton field name="q" :data-note="note" / %}', note='"x" onfocus=1 "')
    assert "&quot;x&quot; onfocus=1" in html


@pytest.mark.parametrize("kind", ["radio", "checkbox"])
def test_choices_stand_in_a_fieldset_whose_first_choice_takes_the_link(kind):
    html = draw_field(
        name="way", label="Way", type=kind, options=[("a", "Post"), ("b", "Counter", "Mornings")], value="b"
    )
    assert "<fieldset" in html and "<legend" in html
    assert 'id="id_way" name="way" value="a"' in html
    assert 'value="b" checked' in html


def test_a_date_goes_to_the_control_in_iso_form():
    assert 'value="2026-02-26"' in draw_field(name="on", type="date", value=date(2026, 2, 26))


def test_fields_that_may_stay_empty_say_so():
    assert "(optional)" in draw_field(name="email", label="Email")
    assert "(optional)" not in draw_field(name="email", label="Email", required=True)


def test_a_form_is_drawn_field_by_field_with_all_faults_on_top():
    form = Visit({"name": ""})
    html = drawn(
        "{% cotton error_summary :form=form / %}{% for f in form %}{% cotton form_field :field=f / %}{% endfor %}",
        form=form,
    )
    assert html.count("This field is required.") == 6  # three faults, on top and beside the field
    assert [html.count(f'href="#id_{name}') for name in ("name", "born_on", "way")] == [1, 1, 1]
    assert all(f'id="{fault_id}"' in html for fault_id, _ in fields.faults_of_form(form))
    assert 'type="file"' in html


def test_pictures_measure_against_the_largest():
    picture = pictures.bars([{"label": "A", "value": 4}, {"label": "B", "value": 1}])
    assert [mark.size for mark in picture.marks] == [100, 25]
    assert pictures.bars([]).marks == []


def test_a_line_of_one_point_or_none_is_drawn_too():
    assert pictures.lines([{"label": "A", "value": 0}]).path == "M8.0 168.0"
    assert pictures.lines([]).path == ""


def test_options_are_written_as_words_and_the_chosen_ones_marked():
    written = fields.options_of([("a", "<b>"), (2, "hai")], ["2"])
    assert written == '<option value="a">&lt;b&gt;</option><option value="2" selected>hai</option>'


def test_a_list_of_which_many_may_be_chosen_is_drawn_as_boxes_to_tick():
    class Many(forms.Form):
        days = forms.MultipleChoiceField(
            choices=[("1", "Monday"), ("2", "Tuesday")], widget=forms.CheckboxSelectMultiple
        )

    html = drawn("{% for f in form %}{% cotton form_field :field=f / %}{% endfor %}", form=Many({"days": ["1", "2"]}))
    assert html.count('type="checkbox"') == html.count(" checked") == 2 and 'type="radio"' not in html


@pytest.mark.parametrize("number", [3, fields.LONG, 200])
def test_a_list_shows_what_is_chosen_however_long_and_however_often_it_is_written(number: int) -> None:
    options = [(str(no), f"<{no}>") for no in range(number)]
    plain = fields.options_of(options, None)
    chosen = fields.options_of(options, 1)
    assert chosen == plain.replace('value="1"', 'value="1" selected')
    assert fields.options_of(options, "") == plain and "<1>" not in plain
