"""lihil as its documentation has it: msgspec's structs are its own."""
from lihil import Lihil, Payload, Route


class User(Payload):
    id: int
    name: str
    email: str


users = Route("user")


@users.post
async def create_user(user: User) -> User:
    return User(id=user.id, name=user.name, email=user.email)


app = Lihil(users)
