# SPDX-License-Identifier: MIT
"""
Servers measured side by side: started, checked, loaded in turn, compared within rounds.

A Server is a name and a command; what it costs is the kernel's account of all its processes. A load is a function from
a port to figures, as wrk() and pace() make them. A Trial is a load on a server. run() takes trials in rounds, A B C,
B C A and so on, so that what the machine does meanwhile hits all alike, and ratios are taken within a round.
"""
import contextlib
import dataclasses
import json
import os
import platform
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time


class Failure(Exception):
    """What is wrong, said to the user."""


@dataclasses.dataclass
class Server:
    name: str
    command: list  # "{port}" in it becomes the port
    cpu: int = None  # the core it is pinned to; None: none
    held: list = None  # a command that holds connections: it prints a line when it does, and ends with its input
    port: int = 0
    process: subprocess.Popen = None
    holder: subprocess.Popen = None

    def pinned(self):
        return [] if self.cpu is None else ["taskset", "-c", str(self.cpu)]


@dataclasses.dataclass
class Trial:
    name: str
    server: Server
    load: object  # port -> {figure: value}
    base: str = None  # the trial that its ratios refer to; None: the first one
    rounds: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Column:
    figure: str
    heading: str
    digits: int = 0
    ratio: bool = False


# ---- servers

@contextlib.contextmanager
def started(servers, request, ports, answer=None):
    """All of them run within, and are known to answer `request`; `answer`, if given, is what the body must be."""
    log = tempfile.TemporaryFile()
    try:
        for server in servers:
            server.port = next(ports)
            command = [word.replace("{port}", str(server.port)) for word in server.command]
            server.process = subprocess.Popen(server.pinned() + command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
            await_answer(server, request, answer, log)
            if server.held:
                hold(server)
        yield
    finally:
        for server in servers:
            stop(server)


def end_on_signals():
    """As at Ctrl-C: what was started is stopped."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))


def await_answer(server, request, answer, log):
    give_up = time.monotonic() + 5
    while time.monotonic() < give_up:
        if server.process.poll() is not None:
            log.seek(0)
            raise Failure(f"{server.name} has ended: {log.read().decode(errors='replace')[-500:]}")
        try:
            check(server, request, answer)
            return
        except (ConnectionRefusedError, ConnectionResetError, socket.timeout):
            time.sleep(0.02)
    raise Failure(f"{server.name} does not answer")


def check(server, request, answer):
    """One answer, and sixteen to what came in one write."""
    for count in (1, 16):
        for _, body in exchange(server.port, request, count):
            if answer is not None and body != answer:
                raise Failure(f"{server.name} answers {body[:200]!r}")


def exchange(port, request, count=1):
    """[(all of the answer's bytes, its body)] to so many requests sent at once."""
    answers, data = [], b""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(request * count)
        while len(answers) < count:
            head, found, rest = data.partition(b"\r\n\r\n")
            length = int(re.search(rb"(?i)\r\ncontent-length: *(\d+)", head).group(1)) if found else 0
            if found and not head.startswith(b"HTTP/1.1 200 "):
                raise Failure(f"port {port} answers {head[:200]!r}")
            if found and len(rest) >= length:
                whole = len(head) + 4 + length
                answers.append((data[:whole], rest[:length]))
                data = data[whole:]
                continue
            more = connection.recv(65536)
            if not more:
                raise ConnectionResetError
            data += more
    return answers


def hold(server):
    command = [word.replace("{port}", str(server.port)) for word in server.held]
    server.holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    if not server.holder.stdout.readline():
        raise Failure(f"connections to {server.name} cannot be held")


def stop(server):
    if server.holder:
        server.holder.communicate()
    if server.process:
        server.process.terminate()
        try:
            server.process.wait(20)
        except subprocess.TimeoutExpired:
            server.process.kill()
            server.process.wait()
    server.process = server.holder = None


@contextlib.contextmanager
def spinning(cpu, count):
    """So many processes that take all they get of a core, so that a server there has 1 / (count + 1) of it."""
    spinners = [subprocess.Popen(["taskset", "-c", str(cpu), "sh", "-c", "while :; do :; done"]) for _ in range(count)]
    try:
        yield
    finally:
        for spinner in spinners:
            spinner.kill()
            spinner.wait()


# ---- what a server costs

def processes(pid):
    """It and all that descend from it: workers count."""
    found = [pid]
    for parent in found:
        for task in tasks(parent):
            found += [int(child) for child in read(f"/proc/{parent}/task/{task}/children").split()]
    return found


def tasks(pid):
    try:
        return os.listdir(f"/proc/{pid}/task")
    except FileNotFoundError:
        return []


def read(path):
    try:
        with open(path) as file:
            return file.read()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def account(pid):
    """Nanoseconds on a processor of all threads of all processes, by the scheduler's account; and clock ticks in user
    space and in all, which are coarse."""
    nanoseconds = user = ticks = 0
    for process in processes(pid):
        for task in tasks(process):
            nanoseconds += int((read(f"/proc/{process}/task/{task}/schedstat") or "0").split()[0])
        fields = read(f"/proc/{process}/stat").rpartition(") ")[2].split()
        if fields:
            user += int(fields[11])
            ticks += int(fields[11]) + int(fields[12])
    return nanoseconds, user, ticks


def peak_memory(pid):
    """KiB: the most that was ever resident, of all its processes."""
    return sum(int(line.split()[1]) for process in processes(pid)
               for line in read(f"/proc/{process}/status").splitlines() if line.startswith("VmHWM:"))


# ---- loads

def wrk(seconds, connections, threads, script, cpu=None, path="/user"):
    """A closed loop: each connection waits for its answer (a script that writes several requests at once: for all)."""
    pinned = [] if cpu is None else ["taskset", "-c", str(cpu)]

    def load(port):
        out = command_output(pinned + ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "-s", script,
                                       f"http://127.0.0.1:{port}{path}"])
        if re.search("Non-2xx|Socket errors", out):
            raise Failure(f"wrk saw errors on port {port}:\n{out}")
        return {"requests": int(re.search(r"(\d+) requests in", out).group(1)),
                "rate": float(re.search(r"Requests/sec: *([\d.]+)", out).group(1))}
    return load


def pace(program, seconds, rate, connections, depth, cpu=None):
    """An open loop at a given rate (0: closed); latencies count from when a request was due. It spins: on a core of its own."""
    pinned = [] if cpu is None else ["taskset", "-c", str(cpu)]

    def load(port):
        figures = json.loads(command_output(pinned + [program, str(port), f"{rate:.0f}", str(seconds), str(connections),
                                                      str(depth)]))
        figures["requests"] = figures["answered"]
        return figures
    return load


def command_output(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise Failure(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout


# ---- rounds

def measure(trial):
    """One run of it: the load's figures, and what the server spent for them."""
    pid = trial.server.process.pid
    before, began = account(pid), time.monotonic()
    figures = trial.load(trial.server.port)
    after = account(pid)
    took = figures.setdefault("took", time.monotonic() - began)
    spent, user, ticks = (b - a for a, b in zip(before, after))
    by_ticks = ticks * 1e9 / os.sysconf("SC_CLK_TCK")
    if spent < by_ticks / 2:  # threads that have ended are in the coarse account only
        spent = by_ticks
    figures["cpu_us"] = spent / 1e3 / figures["requests"]
    figures["user_us"] = figures["cpu_us"] * user / ticks if ticks else 0
    figures["busy"] = spent / 1e9 / took
    figures["peak_kib"] = peak_memory(pid)
    return figures


def run(trials, rounds, progress):
    """The first round only warms up; who goes first changes from round to round."""
    for trial in trials:
        trial.rounds = []
    for turn in range(rounds + 1):
        first = turn % len(trials)
        for trial in trials[first:] + trials[:first]:
            figures = measure(trial)
            progress.step()
            if turn:
                trial.rounds.append(figures)


class Progress:
    """A line on the terminal: what is measured, and the time left, guessed from the steps so far."""

    def __init__(self, steps):
        self.steps, self.done, self.title, self.began = steps, 0, "", time.monotonic()

    def part(self, title):
        self.title = title
        self.show()

    def step(self):
        self.done += 1
        self.show()

    def show(self):
        if not sys.stderr.isatty():
            return
        left = (time.monotonic() - self.began) / self.done * (self.steps - self.done) if self.done else 0
        print(f"\r\033[K{self.done}/{self.steps} {self.title}: {left:.0f} s left", end="", file=sys.stderr, flush=True)

    def end(self):
        if sys.stderr.isatty():
            print("\r\033[K", end="", file=sys.stderr, flush=True)


# ---- results

def spread(values):
    """Half of highest less lowest, as a share of the median."""
    middle = statistics.median(values)
    return (max(values) - min(values)) / 2 / middle if middle else 0


def summary(trials, columns):
    """[{name, figures: {figure: {median, spread, values}}, ratios: {figure: {base, median, spread, values}}}]; a figure
    that is missing in more than half of the rounds has a median of None."""
    by_name = {trial.name: trial for trial in trials}
    result = []
    for trial in trials:
        entry = {"name": trial.name, "server": trial.server.name, "command": trial.server.command,
                 "figures": {}, "ratios": {}}
        for figure in trial.rounds[0]:
            entry["figures"][figure] = described([one[figure] for one in trial.rounds])
        base = by_name[trial.base or trials[0].name]
        for column in columns:
            if column.ratio and base is not trial:
                pairs = zip(trial.rounds, base.rounds)
                entry["ratios"][column.figure] = described([one[column.figure] / other[column.figure]
                                                            for one, other in pairs])
                entry["ratios"][column.figure]["base"] = base.name
        result.append(entry)
    return result


def described(values):
    known = [value for value in values if value is not None]
    if len(known) * 2 <= len(values):
        return {"median": None, "spread": None, "values": values}
    return {"median": statistics.median(known), "spread": spread(known), "values": values}


def print_table(title, entries, columns):
    print(f"\n### {title}\n")
    print("| |" + "".join(f" {column.heading} |" + (" ratio |" if column.ratio else "") for column in columns))
    print("|---|" + "".join("---:|" + ("---:|" if column.ratio else "") for column in columns))
    for entry in entries:
        cells = ""
        for column in columns:
            cells += f" {cell(entry['figures'][column.figure], column.digits)} |"
            if column.ratio:
                ratio = entry["ratios"].get(column.figure)
                cells += f" **{ratio['median']:.3f}** ± {100 * ratio['spread']:.1f} % |" if ratio else " |"
        print(f"| {entry['name']} |{cells}")


def cell(value, digits):
    if value["median"] is None:
        return "lost"
    return f"{value['median']:,.{digits}f} ± {100 * value['spread']:.1f} %"


def machine():
    """What the figures were taken on."""
    model = re.search(r"model name\s*: (.*)", read("/proc/cpuinfo"))
    return {"processor": model.group(1) if model else platform.machine(), "cores": os.cpu_count(),
            "system": platform.platform(), "load": os.getloadavg()[0]}


def version(program, *flags):
    """The first line that it says of itself, None where it is not installed."""
    if not shutil.which(program):
        return None
    done = subprocess.run([program, *flags], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.stdout.splitlines()[0] if done.stdout else ""
