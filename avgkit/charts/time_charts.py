"""The chart of one list on the days on which the law changed."""

from __future__ import annotations

from avgkit.base.dutch import count
from avgkit.charts.bars import stacked
from avgkit.charts.style import Chart
from avgkit.course.timeline import DISPUTED, Timeline
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
    """Say what changed for this channel between the first day and the last."""
    frame = line.counts.frame
    if not line.size:
        return "Er zijn nog geen contacten om te laten zien"
    channel = label("channel", line.channel)
    channel = channel[0].upper() + channel[1:]
    yes = (frame["mag"] + frame["mag, onder voorwaarden"]).tolist()
    first, last = yes[0], yes[-2]
    if first != last:
        return (
            f"{channel}: in 2018 mocht het bij {first} van de {count(line.size, 'contact', 'contacten')}, nu bij {last}"
        )
    disputed = frame[DISPUTED].tolist()
    if disputed[0] != disputed[-2]:
        return f"{channel}: in 2018 was er discussie over {count(disputed[0], 'contact', 'contacten')}, nu over {disputed[-2]}"
    if yes[-1] != last:
        return f"{channel}: de wet zegt al sinds 2018 hetzelfde, maar de uitleg van 2018 zegt iets anders"
    return f"{channel}: op al deze dagen is de uitkomst gelijk"
