"""The chart of one list on the days on which the law changed."""

from __future__ import annotations

from avgkit.base.dutch import count, dutch_day
from avgkit.charts.bars import stacked
from avgkit.charts.style import Chart
from avgkit.course.timeline import Timeline
from avgkit.law.decision import DISPUTED
from avgkit.law.facts import VERDICT_LABELS, label


def over_time(line: Timeline) -> Chart:
    """Show for each day, and for the explanation of 2018, how many contacts have which verdict."""
    table = line.counts.frame
    looks = {name: verdict for verdict, name in VERDICT_LABELS.items()}
    rows = table[[*VERDICT_LABELS.values()]]
    notes = [f"{day}\n({number} × discussie)" if number else day for day, number in table[DISPUTED].items()]
    title = _title(line)
    return Chart(stacked(title, rows.set_axis(notes, axis=0), looks), table, title)


def _title(line: Timeline) -> str:
    """Say what changed for this channel between the first day and now, or else what is coming."""
    if not line.size:
        return "Er zijn nog geen contacten om te laten zien"
    channel = label("channel", line.channel)
    return f"{channel[0].upper()}{channel[1:]}: {_change(line)}"


def _change(line: Timeline) -> str:
    frame, now = line.counts.frame, line.place
    yes = (frame["mag"] + frame["mag, onder voorwaarden"]).tolist()
    disputed = frame[DISPUTED].tolist()
    size = count(line.size, "contact", "contacten")
    if yes[0] != yes[now]:
        return f"in 2018 mocht het bij {yes[0]} van de {size}, nu bij {yes[now]}"
    if disputed[0] != disputed[now]:
        return f"in 2018 was er discussie over {count(disputed[0], 'contact', 'contacten')}, nu over {disputed[now]}"
    for place, day in enumerate(line.coming, now + 1):
        if yes[place] != yes[now]:
            return f"nu mag het bij {yes[now]} van de {size}, vanaf {dutch_day(day)} bij {yes[place]}"
    if yes[-1] != yes[now]:
        return "de wet zegt al sinds 2018 hetzelfde, maar de uitleg van 2018 zegt iets anders"
    return "op al deze dagen is de uitkomst gelijk"
