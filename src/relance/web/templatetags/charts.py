"""Charts in templates: their rows as a table."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from relance.web.charts import Chart, table_rows

register = template.Library()


@register.simple_tag
def chart_rows(chart: Chart) -> SafeString:
    """The rows of the table that says the same as the chart."""
    return table_rows(chart)
