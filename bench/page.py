# SPDX-License-Identifier: MIT
"""Tables and plots of what bench/run has measured: Markdown and SVG, from the same JSON, again and again."""
import html
import os

INKS = ["#2563eb", "#dc2626", "#16a34a", "#9333ea", "#ea580c", "#0891b2", "#ca8a04", "#db2777", "#65a30d", "#475569"]
OURS = "#2563eb"
OTHERS = "#94a3b8"
# Readable on light and on dark ground, whichever the reader has.
STYLE = """<style>text{font:12px system-ui,sans-serif;fill:#334155}.t{font-weight:600;font-size:14px}.g{stroke:#cbd5e1;stroke-width:1}
@media(prefers-color-scheme:dark){text{fill:#cbd5e1}.g{stroke:#475569}.ground{fill:#0f172a}}.n{font-size:11px}</style>"""


# ---- tables

def number(value, digits=0):
    return "" if value is None else f"{value:,.{digits}f}"


def figure(entry, name):
    found = entry["figures"].get(name)
    return found["median"] if found else None


def spread_of(entry, name):
    found = entry["figures"].get(name)
    return f" ± {100 * found['spread']:.0f} %" if found and found["spread"] is not None else ""


def table(head, rows, is_text=False):
    lines = ["| " + " | ".join(head) + " |", "|---|" + ("---|" if is_text else "---:|") * (len(head) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def marked(result, name):
    """How a server is called in tables: ours is bold, one that does less has a star."""
    peer = result["servers"][name]
    star = "\\*" if peer["accepted"] or peer["work"] == "constant" else ""
    return f"**{peer['title']}**" if peer["class"] == "swage" else peer["title"] + star


def by_rate(part):
    return sorted(part["entries"], key=lambda entry: -(figure(entry, "rate") or 0))


def server_table(result, part):
    """Rates and costs, the fastest first; ratios to swage: how many times its rate, and its processor time, is."""
    ours = next((entry for entry in part["entries"] if entry["server"] == "swage"), None)
    rows = []
    for entry in by_rate(part):
        rate, cpu = figure(entry, "rate"), figure(entry, "cpu_us")
        rows.append([marked(result, entry["server"]), number(rate) + spread_of(entry, "rate"),
                     number(figure(ours, "rate") / rate, 2) if ours and rate else "",
                     number(cpu, 2) + spread_of(entry, "cpu_us"),
                     number(cpu / figure(ours, "cpu_us"), 2) if ours and cpu else "",
                     number((figure(entry, "peak_kib") or 0) / 1024, 1)])
    return table(["", "requests/s", "swage is faster by", "CPU µs a request", "of swage's", "peak MiB"], rows)


def grid_table(result, part, column, key, digits=0):
    """One row a server, one column a setting."""
    settings = sorted({entry["setting"] for entry in part["entries"]})
    names = list(dict.fromkeys(entry["server"] for entry in part["entries"]))
    found = {(entry["server"], entry["setting"]): entry for entry in part["entries"]}
    rows = [[marked(result, name)] + [number(figure(found[name, at], key), digits) if (name, at) in found else "" for at in settings]
            for name in names]
    return table([column] + [f"{at:,}" for at in settings], rows)


def class_table(result, part):
    """The best of each class that does the whole job, beside swage and the floor."""
    ours = next(entry for entry in part["entries"] if entry["server"] == "swage")
    rows = []
    for kind, title in result["classes"].items():
        best = [entry for entry in by_rate(part) if result["servers"][entry["server"]]["class"] == kind
                and not result["servers"][entry["server"]]["accepted"] and result["servers"][entry["server"]]["work"] != "constant"]
        if best:
            rows.append([title, result["servers"][best[0]["server"]]["title"], number(figure(best[0], "rate")),
                         number(figure(ours, "rate") / figure(best[0], "rate"), 2),
                         number(figure(best[0], "cpu_us") / figure(ours, "cpu_us"), 2)])
    return table(["", "best of its class", "requests/s", "swage is faster by", "and takes less CPU by"], rows)


def peer_table(result):
    rows = []
    for peer in result["servers"].values():
        versions = ", ".join(f"{package} {version}" for package, version in peer["versions"].items())
        verdict = peer["failure"] or ("refuses none" if peer["work"] == "constant" else
                                      "takes " + ", ".join(peer["accepted"]) if peer["accepted"] else "refuses all")
        rows.append([peer["title"], versions or "-", peer["work"], verdict, peer["note"] or ""])
    return table(["", "versions", "what it does", "of five faults", ""], rows, is_text=True)


# ---- plots

def svg(width, height, parts):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">{STYLE}'
            f'<rect class="ground" width="{width}" height="{height}" fill="#fff"/>' + "".join(parts) + "</svg>\n")


def text(x, y, words, kind="", anchor="start"):
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}">{html.escape(words)}</text>'


def bars(title, rows, digits=0):
    """Rows of (label, value, whether it is ours), drawn from top to bottom."""
    left, width, step = 210, 720, 22
    most = max(value for _, value, _ in rows)
    parts = [text(12, 22, title, "t")]
    for i, (label, value, is_ours) in enumerate(rows):
        y, length = 40 + i * step, (width - left - 90) * value / most
        parts.append(text(left - 8, y + 12, label, anchor="end"))
        parts.append(f'<rect x="{left}" y="{y}" width="{length:.1f}" height="15" rx="2" fill="{OURS if is_ours else OTHERS}"/>')
        parts.append(text(left + length + 6, y + 12, number(value, digits), "n"))
    return svg(width, 50 + len(rows) * step, parts)


def scale(values, low, high, is_log):
    import math
    turn = math.log10 if is_log else float
    least, most = turn(min(values)), turn(max(values))
    return lambda value: low + (high - low) * ((turn(value) - least) / (most - least) if most > least else 0.5)


def lines(title, across, up, series, is_log_up=False):
    """`series`: {label: [(x, y)]}; x is drawn by its logarithm."""
    width, height, left, right, bottom = 720, 400, 70, 180, 48
    xs = [x for points in series.values() for x, _ in points]
    ys = [y for points in series.values() for _, y in points] + ([] if is_log_up else [0])
    to_x, to_y = scale(xs, left, width - right, True), scale(ys, height - bottom, 40, is_log_up)
    parts = [text(12, 22, title, "t"), text((left + width - right) / 2, height - 10, across, "n", "middle"), text(12, 38, up, "n")]
    for x in sorted(set(xs)):
        parts.append(f'<path class="g" d="M{to_x(x):.1f} 40V{height - bottom}"/>' + text(to_x(x), height - bottom + 16, f"{x:,.0f}", "n", "middle"))
    marks = [10 ** n for n in range(-1, 9) if min(ys) <= 10 ** n <= max(ys)] if is_log_up else [max(ys) * n / 4 for n in range(5)]
    for y in marks:
        parts.append(f'<path class="g" d="M{left} {to_y(y):.1f}H{width - right}"/>' + text(left - 6, to_y(y) + 4, f"{y:,.0f}", "n", "end"))
    labels = sorted(((to_y(points[-1][1]), label, i) for i, (label, points) in enumerate(series.items()) if points))
    last = 0
    for y, label, i in labels:
        points, ink = series[label], INKS[i % len(INKS)]
        parts.append(f'<polyline fill="none" stroke="{ink}" stroke-width="2" points="' +
                     " ".join(f"{to_x(x):.1f},{to_y(v):.1f}" for x, v in points) + '"/>')
        at = max(y + 4, last + 13)
        parts.append(text(to_x(points[-1][0]) + 6, at, label, "n").replace("<text", f'<text style="fill:{ink}"'))
        last = at
    return svg(width, height, parts)


def part_of(result, name):
    return next((part for part in result["parts"] if part["name"] == name and part["entries"]), None)


def plots(result, folder):
    """Writes them; {part: [file names]}."""
    os.makedirs(folder, exist_ok=True)
    made = {}

    def keep(part, name, picture):
        with open(os.path.join(folder, name + ".svg"), "w") as file:
            file.write(picture)
        made.setdefault(part, []).append(name + ".svg")

    def title_of(name):
        return result["servers"][name]["title"]

    same = part_of(result, "same")
    if same:
        rows = [(title_of(entry["server"]), figure(entry, "rate"), entry["server"] == "swage") for entry in by_rate(same)]
        keep("same", "throughput", bars("Requests a second, server and load generator on one core", rows))
        rows = [(title_of(entry["server"]), figure(entry, "cpu_us"), entry["server"] == "swage") for entry in by_rate(same)]
        keep("same", "processor", bars("Processor time of the server a request, µs", rows, 2))
    for name, across, up, key, is_log in (("connections", "connections", "requests/s", "rate", False),
                                          ("latency", "requests/s, given", "p99, µs", "p99_us", True),
                                          ("cores", "cores", "requests/s", "rate", False)):
        part = part_of(result, name)
        if not part:
            continue
        series = {}
        for entry in part["entries"]:
            if figure(entry, key):
                series.setdefault(title_of(entry["server"]), []).append((entry["setting"], figure(entry, key)))
        series = {label: sorted(points) for label, points in series.items()}
        keep(name, name, lines(part["title"], across, up, series, is_log))
    return made


# ---- the page

def markdown(result, pictures=None, folder="plots"):
    """All tables; `pictures`: as plots() returns them."""
    machine = result["machine"]
    text_parts = [f"Measured {result['date']} on {machine['processor']}, {machine['cores']} cores, {machine['system']}"
                  f"{', ' + machine['governor'] if machine.get('governor') else ''}; {result['tools']}; swage {result['commit']}.\n"]
    for part in result["parts"]:
        if not part["entries"]:
            continue
        text_parts.append(f"## {part['title']}\n")
        if part["words"]:
            text_parts.append(part["words"] + "\n")
        if part["name"] in ("connections", "cores"):
            text_parts.append(grid_table(result, part, "requests/s at " + part["name"], "rate"))
        elif part["name"] == "latency":
            for key, words in (("p50_us", "p50, µs, at requests/s"), ("p99_us", "p99"), ("p999_us", "p99.9")):
                text_parts.append(grid_table(result, part, words, key))
        else:
            if part["name"] == "same":
                text_parts.append(class_table(result, part))
            text_parts.append(server_table(result, part))
        for name in (pictures or {}).get(part["name"], []):
            text_parts.append(f"![{part['title']}]({folder}/{name})\n")
    text_parts.append("## The servers\n")
    text_parts.append(peer_table(result))
    text_parts.append("\\* answers a constant, or takes a body that the others refuse.\n")
    if result.get("codec"):
        text_parts.append("## Codecs\n")
        text_parts.append(result["codec"])
    return "\n".join(text_parts)
