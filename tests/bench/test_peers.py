# SPDX-License-Identifier: MIT
"""What bench/peers.py and bench/page.py say of peers, without a network: of those in this repository, and of some that are wrong."""
import http.server
import json
import os
import re
import sys
import tempfile
import threading
import unittest
import xml.dom.minidom

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "bench"))
import page
import peers

GOOD = {"title": '"x"', "class": '"c"', "work": '"decode"', "registry": '"debian"', "packages": "[]", "command": '["x", "{port}"]'}


def write_peer(folder, **more):
    keys = {**GOOD, **more}
    path = os.path.join(folder, "one", "peer.toml")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write("".join(f"{key} = {value}\n" for key, value in keys.items() if value is not None))
    return path


class Files(unittest.TestCase):
    def test_all_of_ours_can_be_read_and_have_versions(self):
        found = peers.read_all()
        self.assertGreater(len(found), 15)
        for peer in found:
            self.assertTrue(all(os.path.exists(word.replace("{source}", peer.source)) for word in peer.command if word.startswith("{source}/")))
            if peer.registry != "debian":
                self.assertNotIn("?", peers.versions(peer).values(), peer.name)

    def test_lock_files_name_no_addresses(self):
        for folder, _, names in os.walk(peers.FOLDER):
            for name in names:
                if name in ("python.txt", "package-lock.json"):
                    with open(os.path.join(folder, name)) as file:
                        self.assertFalse(re.search(r'"resolved"|^--|@ file:|git\+', file.read(), re.M), name)

    def test_a_wrong_key_is_told_with_its_file(self):
        for more, words in (({"title": None}, "'title'"), ({"command": '"x"'}, "'command'"), ({"colour": '"red"'}, "'colour'"),
                            ({"class": '"cobol"'}, "'class'"), ({"registry": '"floppy"'}, "'registry'"), ({"note": "1"}, "'note'"),
                            ({"title": '"'}, "line 1")):
            with tempfile.TemporaryDirectory() as folder:
                path = write_peer(folder, **more)
                with self.assertRaises(peers.Fault) as caught:
                    peers.read_peer(path)
                self.assertIn(path, str(caught.exception))
                self.assertIn(words, str(caught.exception))

    def test_an_unknown_name_is_told(self):
        with self.assertRaises(peers.Fault):
            peers.read_all(only=["nobody"])

    def test_a_command_is_filled_in(self):
        with tempfile.TemporaryDirectory() as folder:
            peer = peers.read_peer(write_peer(folder, command='["{cache}/x", "{port}", "{cores}"]', command_all='["y", "{cores}"]'), "/cache")
            self.assertEqual(peer.command_on(1), ["/cache/one/x", "{port}", "1"])
            self.assertEqual(peer.command_on(4), ["y", "4"])

    def test_what_cannot_be_installed_is_told_and_stops_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            failing = peers.read_peer(write_peer(folder, install='[["sh", "-c", "echo no such thing; exit 3"]]'), folder)
            peers.install(failing)
            self.assertIn("no such thing", failing.failure)
            missing = peers.read_peer(write_peer(folder, install='[["/nowhere/at/all"]]'), folder)
            peers.install(missing)
            self.assertIn("is not installed", missing.failure)

    def test_what_is_installed_is_not_installed_again(self):
        with tempfile.TemporaryDirectory() as folder:
            path = write_peer(folder, install=json.dumps([["sh", "-c", f"echo x >>{folder}/times"]]))
            for _ in range(3):
                peer = peers.read_peer(path, os.path.join(folder, "cache"))
                peers.install(peer)
                self.assertIsNone(peer.failure)
            write_peer(folder, install=json.dumps([["sh", "-c", f"echo y >>{folder}/times"]]))
            peers.install(peers.read_peer(path, os.path.join(folder, "cache")))
            with open(os.path.join(folder, "times")) as file:
                self.assertEqual(file.read(), "x\ny\n")


class Answers(unittest.TestCase):
    """Against servers that do more and less of the job."""

    def serve(self, answer):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                status, media, body = answer(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(status)
                self.send_header("Content-Type", media)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass
        server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        self.addCleanup(lambda: (server.shutdown(), thread.join(), server.server_close()))
        with tempfile.TemporaryDirectory() as folder:
            return peers.read_peer(write_peer(folder)), server.server_port

    def test_one_that_echoes_takes_what_others_refuse(self):
        peer, port = self.serve(lambda body: (200, "application/json", body))
        peers.check(peer, port)
        self.assertEqual(peer.accepted, list(peers.FAULTS))

    def test_one_that_validates_has_no_star(self):
        def answer(body):
            try:
                user = json.loads(body)
                is_user = type(user["id"]) is int and type(user["name"]) is str and type(user["email"]) is str
            except (ValueError, KeyError):
                is_user = False
            return (200, "application/json; charset=utf-8", json.dumps(user).encode()) if is_user else (422, "text/plain", b"no")
        peer, port = self.serve(answer)
        peers.check(peer, port)
        self.assertEqual(peer.accepted, [])

    def test_one_that_fails_at_a_fault_does_not_refuse_it(self):
        peer, port = self.serve(lambda body: (200, "application/json", body) if body == peers.BODY.encode() else (500, "text/plain", b""))
        peers.check(peer, port)
        self.assertEqual(peer.accepted[0], "broken JSON (500)")

    def test_a_wrong_answer_is_none(self):
        for answer in ((200, "application/json", b"{}"), (200, "text/plain", peers.BODY.encode()), (201, "application/json", peers.BODY.encode()),
                       (200, "application/json", b"{")):
            peer, port = self.serve(lambda body, answer=answer: answer)
            with self.assertRaises(peers.Fault):
                peers.check(peer, port)


class Page(unittest.TestCase):
    def setUp(self):
        with open(os.path.join(HERE, "result.json")) as file:
            self.result = json.load(file)

    def test_tables_are_what_stands_beside(self):
        text = page.markdown(self.result, {"same": ["throughput.svg"]})
        path = os.path.join(HERE, "page.md")
        if os.environ.get("RENEW"):
            with open(path, "w") as file:
                file.write(text)
        with open(path) as file:
            self.assertEqual(text, file.read())

    def test_pictures_are_well_formed_and_name_all(self):
        with tempfile.TemporaryDirectory() as folder:
            made = page.plots(self.result, folder)
            self.assertEqual(made, {"same": ["throughput.svg", "processor.svg"], "connections": ["connections.svg"],
                                    "latency": ["latency.svg"], "cores": ["cores.svg"]})
            for name in sum(made.values(), []):
                with open(os.path.join(folder, name)) as file:
                    text = file.read()
                xml.dom.minidom.parseString(text)
                self.assertIn("swage", text)
                self.assertIn("A &lt;B&gt;", text)

    def test_parts_without_figures_are_left_out(self):
        self.result["parts"] = [{**part, "entries": []} for part in self.result["parts"]]
        self.assertNotIn("## One core", page.markdown(self.result))
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(page.plots(self.result, folder), {})


if __name__ == "__main__":
    unittest.main()
