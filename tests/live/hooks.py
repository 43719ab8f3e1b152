# SPDX-License-Identifier: MIT
"""What schemathesis makes of documents that say less than the server does: see doc/openapi.md."""
import schemathesis
from schemathesis.core.failures import AcceptedNegativeData


def whole(value):
    """JSON Schema takes 1.0 for an integer, the server does not: whole numbers are written without a fraction."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [whole(item) for item in value]
    if isinstance(value, dict):
        return {name: whole(item) for name, item in value.items()}
    return value


@schemathesis.hook
def map_body(context, body):
    return whole(body)


def apart(schema):
    """Of a `format` beside a list of types it takes no notice: what may be null is said by anyOf instead, which is the same."""
    if isinstance(schema, list):
        return [apart(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {name: apart(item) for name, item in schema.items()}
    kinds = schema.get("type")
    if isinstance(kinds, list) and "null" in kinds and "format" in schema:
        rest = {name: schema.pop(name) for name in list(schema) if name not in ("description", "examples", "default")}
        rest["type"] = [kind for kind in kinds if kind != "null"][0]
        schema["anyOf"] = [rest, {"type": "null"}]
    return schema


@schemathesis.hook
def before_load_schema(context, raw_schema):
    raw_schema["components"] = apart(raw_schema["components"])


def is_structured(media_type):
    return media_type is None or media_type.endswith("json") or media_type.startswith(("application/x-www-form", "multipart/"))


def is_one_for_a_list(case, failure):
    """In a form each value is a part by itself: one where a list is wanted is a list of one; and any bytes are a file."""
    return (case.media_type or "").startswith("multipart/") and any(words in f"{failure.message} {failure}" for words in ("Incorrect type", "violates `format`"))


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """A body that is no JSON has bytes and no type: what is sent as a wrong one is a text like any other."""
    is_fault = is_structured(case.media_type) and not is_one_for_a_list(case, failure)
    return not isinstance(failure, AcceptedNegativeData) or is_fault


@schemathesis.serializer("application/zip")
def octets(context, value):
    return {"data": value if isinstance(value, bytes) else str(value).encode()}
