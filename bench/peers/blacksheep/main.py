"""BlackSheep, with msgspec for the bodies, on uvicorn."""
import msgspec
from blacksheep import Application, Content, Request, Response


class User(msgspec.Struct):
    id: int
    name: str
    email: str


app = Application()
decoder, encoder = msgspec.json.Decoder(User), msgspec.json.Encoder()


@app.router.post("/user")
async def create_user(request: Request) -> Response:
    try:
        user = decoder.decode(await request.read() or b"")
    except msgspec.MsgspecError:
        return Response(422)
    return Response(200, content=Content(b"application/json", encoder.encode(User(user.id, user.name, user.email))))
