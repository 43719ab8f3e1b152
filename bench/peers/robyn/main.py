"""Robyn, with msgspec for the bodies: main.py PORT PROCESSES, which its own flags are made of."""
import sys

port, processes = int(sys.argv[1]), sys.argv[2]
sys.argv[1:] = ["--processes", processes, "--workers", "1", "--log-level", "ERROR", "--disable-openapi"]

import msgspec
from robyn import Request, Response, Robyn


class User(msgspec.Struct):
    id: int
    name: str
    email: str


app = Robyn(__file__)
decoder, encoder = msgspec.json.Decoder(User), msgspec.json.Encoder()
HEADERS = {"content-type": "application/json"}


@app.post("/user")
async def create_user(request: Request):
    try:
        user = decoder.decode(request.body)
    except msgspec.MsgspecError:
        return Response(422, HEADERS, "")
    return Response(200, HEADERS, encoder.encode(User(user.id, user.name, user.email)))


app.start(port=port, host="127.0.0.1")
