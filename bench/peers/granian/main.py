"""An RSGI application, granian's own protocol, with msgspec for the bodies."""
import msgspec


class User(msgspec.Struct):
    id: int
    name: str
    email: str


decoder, encoder = msgspec.json.Decoder(User), msgspec.json.Encoder()
HEADERS = [("content-type", "application/json")]


async def app(scope, protocol):
    if scope.proto != "http" or scope.path != "/user" or scope.method != "POST":
        protocol.response_empty(404, [])
        return
    try:
        user = decoder.decode(await protocol())
    except msgspec.MsgspecError:
        protocol.response_empty(422, [])
        return
    protocol.response_bytes(200, HEADERS, encoder.encode(User(user.id, user.name, user.email)))
