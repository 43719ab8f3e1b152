"""FastAPI's routing, with msgspec for the bodies."""
import msgspec
from fastapi import FastAPI, Request, Response


class User(msgspec.Struct):
    id: int
    name: str
    email: str


app = FastAPI()
decoder, encoder = msgspec.json.Decoder(User), msgspec.json.Encoder()


@app.post("/user")
async def create_user(request: Request) -> Response:
    try:
        user = decoder.decode(await request.body())
    except msgspec.MsgspecError as error:
        return Response(str(error), status_code=422)
    return Response(encoder.encode(User(user.id, user.name, user.email)), media_type="application/json")
