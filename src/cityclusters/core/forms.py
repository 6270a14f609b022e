"""Forms look the same everywhere: label, help, then the error next to its field, tied to it for
screen readers."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Renders `{{ form }}` and `{{ field.as_field_group }}` with the templates in core/forms/."""

    form_template_name = "core/forms/form.html"
    field_template_name = "core/forms/field.html"
