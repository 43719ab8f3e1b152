"""An ASGI application without a framework, with msgspec for the bodies."""
import msgspec


class User(msgspec.Struct):
    id: int
    name: str
    email: str


decoder, encoder = msgspec.json.Decoder(User), msgspec.json.Encoder()
HEADERS = [(b"content-type", b"application/json")]


async def read_body(receive):
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    status, body = 404, b""
    if scope["path"] == "/user" and scope["method"] == "POST":
        try:
            user = decoder.decode(await read_body(receive))
            status, body = 200, encoder.encode(User(user.id, user.name, user.email))
        except msgspec.MsgspecError:
            status = 422
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*HEADERS, length]})
    await send({"type": "http.response.body", "body": body})
