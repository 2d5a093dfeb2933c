"""Charts by subject, each with a text twin. ``style`` has the look, ``bars`` draws; a new subject is a new module."""

from avgkit.charts.check_charts import findings_per_page
from avgkit.charts.data_charts import kinds_per_file
from avgkit.charts.list_charts import issues_found, rows_per_file
from avgkit.charts.paper_charts import elements_per_paper
from avgkit.charts.style import COLOURS, PATTERNS, Chart
from avgkit.charts.time_charts import over_time
from avgkit.charts.verdict_charts import reasons_not_allowed, verdicts_per_channel

__all__ = [
    "COLOURS",
    "PATTERNS",
    "Chart",
    "elements_per_paper",
    "findings_per_page",
    "issues_found",
    "kinds_per_file",
    "over_time",
    "reasons_not_allowed",
    "rows_per_file",
    "verdicts_per_channel",
]
