# SPDX-License-Identifier: MIT
"""
The servers that bench/run measures beside swage: bench/peers/NAME/peer.toml says what each is, how it is installed and how it
runs; bench/README.md has the keys. What is installed lies in bench/.cache/peers and is made again when its files have changed.
"""
import dataclasses
import hashlib
import http.client
import json
import os
import re
import shutil
import subprocess
import tomllib

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HERE, "peers")
CACHE = os.path.join(HERE, ".cache", "peers")

CLASSES = {"c": "C", "rust": "Rust", "go": "Go", "node": "node", "python": "Python"}
REGISTRIES = ("pypi", "crates", "npm", "go", "debian")
KEYS = {"title": str, "class": str, "work": str, "registry": str, "packages": list, "command": list}
MORE_KEYS = {"environment": str, "install": list, "command_all": list, "note": str}
STEP_SECONDS = 1200

USER = {"id": 1, "name": "user", "email": "user@email.com"}
BODY = json.dumps(USER)
# What a server that validates refuses: by these words in the tables.
FAULTS = {"broken JSON": '{"id": 1, "name"', "a missing member": '{"id": 1, "name": "user"}',
          "a text for id": '{"id": "x", "name": "user", "email": "a@b.example"}',
          "a number for name": '{"id": 1, "name": 5, "email": "a@b.example"}', "no body": ""}


class Fault(Exception):
    """What is wrong with a peer, in words."""


@dataclasses.dataclass
class Peer:
    name: str
    title: str
    kind: str  # a key of CLASSES
    work: str
    registry: str
    packages: list
    command: list
    source: str
    cache: str
    environment: str = None
    install: list = dataclasses.field(default_factory=list)
    command_all: list = None
    note: str = None
    failure: str = None  # why it is not measured
    accepted: list = dataclasses.field(default_factory=list)  # faults that it takes for a User

    def filled(self, words, **more):
        values = {"source": self.source, "cache": self.cache, **more}
        for name, value in values.items():
            words = [word.replace("{%s}" % name, str(value)) for word in words]
        return words

    def command_on(self, cores):
        words = self.command_all if cores > 1 and self.command_all else self.command
        return self.filled(words, cores=cores)

    def has_constant(self):
        return self.work == "constant"


# ---- reading

def read_peer(path, cache=CACHE):
    """A Peer, from its file; Fault with the file and the key."""
    name = os.path.basename(os.path.dirname(path))
    try:
        with open(path, "rb") as file:
            found = tomllib.load(file)
    except tomllib.TOMLDecodeError as error:
        raise Fault(f"{path}: {error}") from None
    for key, kind in KEYS.items():
        if not isinstance(found.get(key), kind):
            raise Fault(f"{path}: '{key}' is missing or no {kind.__name__}")
    for key, value in found.items():
        if key not in KEYS and not isinstance(value, MORE_KEYS.get(key, ())):
            raise Fault(f"{path}: '{key}' is not known, or of another kind")
    if found["class"] not in CLASSES:
        raise Fault(f"{path}: 'class' is none of {', '.join(CLASSES)}")
    if found["registry"] not in REGISTRIES:
        raise Fault(f"{path}: 'registry' is none of {', '.join(REGISTRIES)}")
    found["kind"] = found.pop("class")
    return Peer(name=name, source=os.path.dirname(os.path.abspath(path)), cache=os.path.join(cache, found.get("environment", name)),
                **found)


def read_all(folder=FOLDER, cache=CACHE, only=()):
    """All of them, by class and name."""
    names = sorted(name for name in os.listdir(folder) if os.path.exists(os.path.join(folder, name, "peer.toml")))
    unknown = set(only) - set(names)
    if unknown:
        raise Fault(f"there is no peer {', '.join(sorted(unknown))}: there are {', '.join(names)}")
    found = [read_peer(os.path.join(folder, name, "peer.toml"), cache) for name in names if not only or name in only]
    return sorted(found, key=lambda peer: (list(CLASSES).index(peer.kind), peer.name))


# ---- installing

def run_step(command, cwd=None):
    try:
        done = subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, timeout=STEP_SECONDS, errors="replace")
    except FileNotFoundError:
        raise Fault(f"{command[0]} is not installed") from None
    except subprocess.TimeoutExpired:
        raise Fault(f"{command[0]} took longer than {STEP_SECONDS} s") from None
    if done.returncode:
        raise Fault(f"{' '.join(command[:4])} ... has failed: {' '.join(done.stdout.split())[-300:]}")
    return done.stdout


def requirements(peer):
    own = os.path.join(peer.source, "requirements.txt")
    return os.path.join(os.path.dirname(peer.source), peer.environment + ".txt") if peer.environment else own


def install_pypi(peer):
    python = os.path.join(peer.cache, "venv", "bin", "python")
    if not os.path.exists(python):
        run_step(["python3", "-m", "venv", os.path.join(peer.cache, "venv")])
    run_step([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes",
              "--only-binary", ":all:", "-r", requirements(peer)])


def install_crates(peer):
    run_step(["cargo", "build", "--quiet", "--release", "--locked", "--manifest-path", os.path.join(peer.source, "Cargo.toml"),
              "--target-dir", os.path.join(peer.cache, "target")])


def install_npm(peer):
    shutil.copytree(peer.source, peer.cache, dirs_exist_ok=True)
    run_step(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=peer.cache)


def install_go(peer):
    run_step(["go", "build", "-mod=readonly", "-trimpath", "-o", os.path.join(peer.cache, "server"), "."], cwd=peer.source)


def is_installed(package):
    done = subprocess.run(["dpkg-query", "-W", "-f", "${Status}", package], capture_output=True, text=True)
    return done.stdout.endswith(" installed")


def install_packages(packages):
    """Debian's; Fault where they are missing and this is not root."""
    missing = [package for package in packages if not is_installed(package)]
    if missing and os.geteuid() != 0:
        raise Fault(f"apt-get install {' '.join(missing)}")
    if missing:
        run_step(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-q", "-y", "--no-install-recommends", *missing])


def install_debian(peer):
    install_packages(peer.packages)


def fingerprint(peer):
    """Of all that it is made of."""
    digest = hashlib.sha256()
    files = [os.path.join(folder, name) for folder, _, names in os.walk(peer.source) for name in names if "__pycache__" not in folder]
    if peer.environment:
        files = [requirements(peer)]
    for path in sorted(files):
        with open(path, "rb") as file:
            digest.update(path.encode() + b"\0" + file.read())
    return digest.hexdigest()


def install(peer):
    """Installs it unless it is; sets `failure` where that does not go."""
    stamp, wanted = os.path.join(peer.cache, "installed"), fingerprint(peer)
    try:
        with open(stamp) as file:
            if file.read() == wanted:
                return
    except FileNotFoundError:
        pass
    try:
        os.makedirs(peer.cache, exist_ok=True)
        {"pypi": install_pypi, "crates": install_crates, "npm": install_npm, "go": install_go, "debian": install_debian}[peer.registry](peer)
        for command in peer.install:
            run_step(peer.filled(command))
        with open(stamp, "w") as file:
            file.write(wanted)
    except Fault as fault:
        peer.failure = str(fault)


# ---- versions

def locked(text, package, pattern):
    found = re.search(pattern % re.escape(package), text)
    return found.group(1) if found else "?"


def read(path):
    with open(path) as file:
        return file.read()


def versions(peer):
    """{package: version}, from what was locked."""
    if peer.registry == "debian":
        return {package: subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True).stdout or "?"
                for package in peer.packages}
    files = {"pypi": (requirements(peer), r"(?m)^%s==([^ ;]+)"), "go": (os.path.join(peer.source, "go.mod"), r"%s v(\S+)"),
             "crates": (os.path.join(peer.source, "Cargo.lock"), r'name = "%s"\nversion = "([^"]+)"'),
             "npm": (os.path.join(peer.source, "package-lock.json"), r'"node_modules/%s": \{\s*"version": "([^"]+)"')}
    path, pattern = files[peer.registry]
    text = read(path)
    return {package: locked(text, package, pattern) for package in peer.packages}


# ---- what it answers

def post(port, body):
    """(status, media type, body) of one answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("POST", "/user", body, {"Content-Type": "application/json", "Content-Length": str(len(body))})
        answer = connection.getresponse()
        return answer.status, (answer.getheader("Content-Type") or "").partition(";")[0].strip(), answer.read()
    finally:
        connection.close()


def check(peer, port):
    """Whether it does the job: Fault where its answer is wrong; `accepted` gets the faults that it does not refuse."""
    status, media, body = post(port, BODY)
    try:
        is_right = json.loads(body) == USER
    except ValueError:
        is_right = False
    if status != 200 or media != "application/json" or not is_right:
        raise Fault(f"answers {status} {media} {body[:100]!r}")
    peer.accepted = []
    for name, fault in FAULTS.items():
        try:
            status = post(port, fault)[0]
        except (OSError, http.client.HTTPException):
            status = 400  # it hangs up: that is no yes
        if not 400 <= status < 500:
            peer.accepted.append(name if status < 400 else f"{name} ({status})")
