"""A protocol of asyncio on uvloop, requests read by httptools, bodies by msgspec: main.py PORT PROCESSES"""
import asyncio
import os
import signal
import sys

import httptools
import msgspec
import uvloop


class User(msgspec.Struct):
    id: int
    name: str
    email: str


decoder, encoder = msgspec.json.Decoder(User), msgspec.json.Encoder()


class Server(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport, self.parser = transport, httptools.HttpRequestParser(self)

    def data_received(self, data):
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserError:
            self.answer(b"400 Bad Request", b"")
            self.transport.close()

    def on_message_begin(self):
        self.url, self.body = b"", []

    def on_url(self, url):
        self.url += url

    def on_body(self, body):
        self.body.append(body)

    def on_message_complete(self):
        if self.url != b"/user" or self.parser.get_method() != b"POST":
            self.answer(b"404 Not Found", b"")
            return
        try:
            user = decoder.decode(b"".join(self.body))
        except msgspec.MsgspecError:
            self.answer(b"422 Unprocessable Content", b"")
            return
        self.answer(b"200 OK", encoder.encode(User(user.id, user.name, user.email)))

    def answer(self, status, body):
        self.transport.write(b"HTTP/1.1 %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
                             % (status, len(body), body))


async def serve(port):
    server = await asyncio.get_running_loop().create_server(Server, "127.0.0.1", port, reuse_port=True)
    await server.serve_forever()


def main():
    port, count = int(sys.argv[1]), int(sys.argv[2])
    children = []
    for _ in range(count - 1):
        child = os.fork()
        if child == 0:
            children = []
            break
        children.append(child)

    def end(*_):
        for child in children:
            os.kill(child, signal.SIGTERM)
        os._exit(0)
    signal.signal(signal.SIGTERM, end)
    uvloop.run(serve(port))


main()
