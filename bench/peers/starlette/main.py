"""Starlette's routing, with msgspec for the bodies."""
import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


class User(msgspec.Struct):
    id: int
    name: str
    email: str


decoder, encoder = msgspec.json.Decoder(User), msgspec.json.Encoder()


async def create_user(request: Request) -> Response:
    try:
        user = decoder.decode(await request.body())
    except msgspec.MsgspecError as error:
        return Response(str(error), status_code=422)
    return Response(encoder.encode(User(user.id, user.name, user.email)), media_type="application/json")


app = Starlette(routes=[Route("/user", create_user, methods=["POST"])])
