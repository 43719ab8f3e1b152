# SPDX-License-Identifier: MIT
"""
msgspec and orjson for the codec benchmark. Understands the commands that ../native.c lists.

msgspec reads into its typed Structs. orjson knows no types: it reads into dicts, and its figures are without any
validation against a schema.
"""
import sys
import time

import msgspec
import orjson

sys.path.insert(0, sys.argv[1])
import shapes  # noqa: E402: made by shapes.py


class Msgspec:
    def __init__(self, shape):
        self.read = msgspec.json.Decoder(shapes.roots[shape]).decode
        self.write = msgspec.json.Encoder().encode


class Orjson:
    def __init__(self, shape):
        self.read, self.write = orjson.loads, orjson.dumps


PEERS = {"msgspec": Msgspec, "orjson": Orjson}
inputs = {}


def load(path):
    if path not in inputs:
        with open(path, "rb") as file:
            data = file.read()
        inputs[path] = data.splitlines() if path.endswith(".lines") else [data]
    return inputs[path]


def check(peer, texts, path):
    try:
        written = [peer.write(peer.read(text)) for text in texts]
    except ValueError:
        return "refused"
    with open(path, "wb") as file:
        file.write(b"\n".join(written) + b"\n")
    return "ok"


def run(call, values, times):
    began = time.process_time_ns()
    for _ in range(times):
        for value in values:
            call(value)
    return str(time.process_time_ns() - began)


def attempt(peer, text):
    try:
        peer.read(text)
    except ValueError:
        return "no"
    return "yes"


def answer(words):
    if words == ["peers"]:
        return f"msgspec {msgspec.__version__} both,orjson {orjson.__version__} both"
    peer = PEERS[words[1]](words[2])
    if words[0] != "run":
        inputs.clear()  # a file of the same name may have other bytes now
    texts = load(words[3 if words[0] == "try" else 4])
    if words[0] == "try":
        return attempt(peer, texts[0])
    if words[0] == "check":
        return check(peer, texts, words[5])
    if words[3] == "decode":
        return run(peer.read, texts, int(words[5]))
    return run(peer.write, [peer.read(text) for text in texts], int(words[5]))


for line in sys.stdin:
    print(answer(line.split()), flush=True)
