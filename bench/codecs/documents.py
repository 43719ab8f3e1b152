# SPDX-License-Identifier: MIT
"""
Makes the documents of the codec benchmark: the same bytes on every machine.

    documents.py FOLDER

user.json         the object of 52 bytes
users.lines       4,096 different ones, a line each
order.json        1.6 KB with every kind of member; order-pretty.json is the same with white space
twitter.json      a page of search results, about 150 messages: text in two scripts, escapes, 40 members a user; indented by 2
citm.json         a season's catalogue: maps with numbers for keys, arrays of integers; indented by 4
canada.json       an outline: pairs of coordinates with 15 to 17 digits, no white space

The last three have the shape and the size of the files of these names that benchmarks of JSON have used since 2014.
"""
import json
import os
import sys


class Chance:
    """Numbers that look random (Knuth's MMIX generator, upper bits)."""

    def __init__(self, seed):
        self.state = seed

    def bits(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return self.state >> 16

    def below(self, bound):
        return self.bits() % bound

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def share(self):
        return (self.bits() % 2**48) / 2**48

    def pick(self, of):
        return of[self.below(len(of))]

    def is_one_in(self, count):
        return self.below(count) == 0


SYLLABLES = ("ka ri no ta mel dor vin sa lo per qui an sel tor bra ned ul fen gar hos jin wex yor zam pol ost").split()
# The two Japanese syllabaries and frequent characters: three bytes each.
KANA = [chr(c) for c in range(0x3042, 0x3094)] + [chr(c) for c in range(0x30A2, 0x30F0)]
KANJI = list("日本語人大年出国中長時行見月分後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川千水半男西電校語土木")
FACES = ["\U0001F600", "\U0001F389", "\U0001F4F7", "\u2764"]


def word(chance):
    return "".join(chance.pick(SYLLABLES) for _ in range(chance.between(2, 4)))


def words(chance, count):
    return " ".join(word(chance) for _ in range(count))


def title(chance, count):
    return words(chance, count).title()


def japanese(chance, count):
    text = [chance.pick(KANJI) if chance.is_one_in(3) else chance.pick(KANA) for _ in range(count)]
    for i in range(12, count, 17):
        text[i] = chance.pick(["、", "。", "\n", "！", " "])
    return "".join(text)


def message(chance):
    if chance.is_one_in(4):
        text = words(chance, chance.between(5, 14))
    else:
        text = japanese(chance, chance.between(40, 120))
    if chance.is_one_in(5):
        text += chance.pick(FACES)
    if chance.is_one_in(6):
        text += ' "%s"' % word(chance)
    return text


def dump(value, indent=None):
    separators = (",", ":") if indent is None else (",", ": ")
    return json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)


# --- user, order ------------------------------------------------------------------------------------------------------


def user():
    return '{"id": 1, "name": "user", "email": "user@email.com"}'


def users(chance, count):
    lines = []
    for _ in range(count):
        name = title(chance, chance.between(1, 2))
        email = name.lower().replace(" ", ".") + "@" + word(chance) + chance.pick([".com", ".org", ".example"])
        number = chance.below(10 ** chance.between(1, 9))
        lines.append('{"id": %d, "name": "%s", "email": "%s"}' % (number, name, email))
    return "\n".join(lines) + "\n"


def address(chance, name):
    value = {"name": name} if name else {}
    return value | {
        "street": f"{title(chance, 1)} Street {chance.between(1, 200)}", "city": title(chance, 1),
        "postcode": str(chance.between(10000, 99999)), "country": chance.pick(["NL", "SE", "PT"]),
        "latitude": round(35 + 25 * chance.share(), 6), "longitude": round(-9 + 30 * chance.share(), 6),
    }


def line(chance, i):
    value = {
        "sku": f"{word(chance).upper()}-{chance.between(100, 999)}", "title": title(chance, 3),
        "quantity": chance.between(1, 9), "price": chance.between(100, 99999) / 100, "tax": chance.pick([0.21, 0.09]),
        "options": [word(chance) for _ in range(i % 3)],
    }
    return value | {"remark": words(chance, 4)} if i == 1 else value


def order(chance):
    return {
        "id": 7340021884213, "number": "A-2026-0084213", "status": "shipped", "created": "2026-02-03T14:25:36.123Z",
        "updated": "2026-02-05T08:00:01Z",
        "customer": {
            "id": 88123, "name": "Zoë Müller-Ångström", "email": "zoe.mueller@example.org", "phone": None,
            "since": "2019-11-30", "vip": True, "visits": 42, "balance": -12.75,
        },
        "shipping": address(chance, "Zoë Müller"), "billing": address(chance, None), "gift": None,
        "lines": [line(chance, i) for i in range(5)],
        "payments": [
            {"method": "card", "amount": 250, "reference": "tx_81f0c7d2", "settled": True},
            {"method": "transfer", "amount": 99.9, "reference": "NL91ABNA0417164300", "settled": False},
        ],
        "labels": ["priority", "gift-wrap", "eu"], "ratings": [5, 4, 5, 3, 5], "colour": [12, 180, 255],
        "total": 1349.9, "discount": 0.075, "paid": True, "version": 17,
        "note": "Leave at the \"back\" door,\nring twice.",
    }


# --- twitter ----------------------------------------------------------------------------------------------------------


def link(chance):
    path = word(chance) + str(chance.below(10**6))
    return {"url": f"http://t.example/{path}", "expanded_url": f"http://{word(chance)}.example/{path}/{word(chance)}",
            "display_url": f"{word(chance)}.example/{path}\u2026", "indices": span(chance)}


def span(chance):
    start = chance.below(100)
    return [start, start + chance.between(3, 23)]


def moment(chance):
    return "Sun Aug 31 %02d:%02d:%02d +0000 2014" % (chance.below(24), chance.below(60), chance.below(60))


def identity(chance):
    return 505874000000000000 + chance.below(10**12)


def colour(chance):
    return "%06X" % chance.below(2**24)


def member(chance):
    number = chance.between(10**6, 3 * 10**9)
    picture = f"example.com/images/{number}/{word(chance)}"
    profile = {"description": {"urls": [link(chance)] if chance.is_one_in(8) else []}}
    if chance.is_one_in(3):
        profile = {"url": {"urls": [link(chance)]}} | profile
    value = {
        "id": number, "id_str": str(number), "name": japanese(chance, chance.between(3, 9)),
        "screen_name": word(chance) + str(chance.below(1000)),
        "location": japanese(chance, 6) if chance.is_one_in(2) else "", "description": message(chance),
        "url": f"http://t.example/{word(chance)}" if chance.is_one_in(3) else None, "entities": profile,
        "protected": False, "followers_count": chance.below(20000), "friends_count": chance.below(5000),
        "listed_count": chance.below(100), "created_at": moment(chance), "favourites_count": chance.below(10000),
        "utc_offset": 32400 if chance.is_one_in(3) else None, "time_zone": "Tokyo" if chance.is_one_in(3) else None,
        "geo_enabled": chance.is_one_in(3), "verified": chance.is_one_in(20), "statuses_count": chance.below(100000),
        "lang": "ja", "contributors_enabled": False, "is_translator": False, "is_translation_enabled": False,
        "profile_background_color": colour(chance),
        "profile_background_image_url": f"http://{picture}_back.png",
        "profile_background_image_url_https": f"https://{picture}_back.png",
        "profile_background_tile": chance.is_one_in(2), "profile_image_url": f"http://{picture}_normal.jpeg",
        "profile_image_url_https": f"https://{picture}_normal.jpeg",
        "profile_banner_url": f"https://{picture}/{number}", "profile_link_color": colour(chance),
        "profile_sidebar_border_color": "FFFFFF", "profile_sidebar_fill_color": colour(chance),
        "profile_text_color": "333333", "profile_use_background_image": True,
        "default_profile": chance.is_one_in(2), "default_profile_image": False, "following": False,
        "follow_request_sent": False, "notifications": False,
    }
    if chance.is_one_in(4):
        del value["profile_banner_url"]
    return value


def media(chance):
    number = identity(chance)
    size = {"w": 600, "h": 399, "resize": "fit"}
    return {
        "id": number, "id_str": str(number), "indices": span(chance),
        "media_url": f"http://example.com/media/{word(chance)}.jpg",
        "media_url_https": f"https://example.com/media/{word(chance)}.jpg", "url": f"http://t.example/{word(chance)}",
        "display_url": f"pic.example/{word(chance)}", "expanded_url": f"http://example.com/status/{number}/photo/1",
        "type": "photo",
        "sizes": {"medium": size, "small": size | {"w": 340, "h": 226},
                  "thumb": {"w": 150, "h": 150, "resize": "crop"}, "large": size},
        "source_status_id": number - 1, "source_status_id_str": str(number - 1),
    }


def mention(chance):
    number = chance.between(10**6, 3 * 10**9)
    return {"screen_name": word(chance), "name": japanese(chance, 5), "id": number, "id_str": str(number),
            "indices": span(chance)}


def entities(chance):
    value = {
        "hashtags": [{"text": japanese(chance, 5), "indices": span(chance)} for _ in range(chance.is_one_in(4))],
        "symbols": [], "urls": [link(chance) for _ in range(chance.is_one_in(3))],
        "user_mentions": [mention(chance) for _ in range(chance.below(3))],
    }
    if chance.is_one_in(3):
        value["media"] = [media(chance)]
    return value


def status(chance, may_repeat):
    number = identity(chance)
    answered = chance.between(10**6, 3 * 10**9) if chance.is_one_in(6) else None
    value = {
        "metadata": {"result_type": "recent", "iso_language_code": "ja"}, "created_at": moment(chance), "id": number,
        "id_str": str(number), "text": message(chance),
        "source": f'<a href="http://example.com/{word(chance)}" rel="nofollow">{title(chance, 2)}</a>',
        "truncated": False, "in_reply_to_status_id": None, "in_reply_to_status_id_str": None,
        "in_reply_to_user_id": answered, "in_reply_to_user_id_str": str(answered) if answered else None,
        "in_reply_to_screen_name": word(chance) if answered else None, "user": member(chance), "geo": None,
        "coordinates": None, "place": None, "contributors": None,
    }
    if may_repeat and not chance.is_one_in(3):
        value["retweeted_status"] = status(chance, False)
    value |= {"retweet_count": chance.below(200), "favorite_count": chance.below(100), "entities": entities(chance),
              "favorited": False, "retweeted": False}
    if chance.is_one_in(3):
        value["possibly_sensitive"] = False
    return value | {"lang": "ja"}


def twitter(chance):
    return {
        "statuses": [status(chance, True) for _ in range(89)],
        "search_metadata": {
            "completed_in": 0.087, "max_id": 505874924095815681, "max_id_str": "505874924095815681",
            "next_results": "?max_id=505874847260352512&q=%E4%B8%80&count=100&include_entities=1",
            "query": "%E4%B8%80", "refresh_url": "?since_id=505874924095815681&q=%E4%B8%80&include_entities=1",
            "count": 100, "since_id": 0, "since_id_str": "0",
        },
    }


# --- citm -------------------------------------------------------------------------------------------------------------


def numbered(chance, count, texts):
    return {str(205705990 + i + chance.below(2)): texts(i) for i in range(0, 3 * count, 3)}


def event(chance, number):
    return {
        "description": None, "id": int(number), "logo": f"/images/{word(chance)}" if chance.is_one_in(3) else None,
        "name": title(chance, chance.between(2, 6)),
        "subTopicIds": [337184260 + chance.below(30) for _ in range(chance.between(1, 5))], "subjectCode": None,
        "subtitle": None, "topicIds": [324846090 + chance.below(30) for _ in range(chance.between(1, 4))],
    }


def performance(chance, events, areas):
    categories = [338937230 + i for i in range(chance.between(3, 6))]
    return {
        "eventId": int(chance.pick(events)), "id": 339887540 + chance.below(10**6),
        "logo": f"/images/{word(chance)}" if chance.is_one_in(6) else None, "name": None,
        "prices": [{"amount": 500 * chance.between(10, 400), "audienceSubCategoryId": 337100890,
                    "seatCategoryId": category} for category in categories],
        "seatCategories": [{"areas": [{"areaId": int(chance.pick(areas)), "blockIds": []}
                                      for _ in range(chance.between(2, 14))],
                            "seatCategoryId": category} for category in categories],
        "seatMapImage": None, "start": 1372701600000 + 86400000 * chance.below(365), "venueCode": "PLEYEL_PLEYEL",
    }


def citm(chance):
    areas = numbered(chance, 17, lambda i: title(chance, 2))
    events = {str(138586340 + 5 * i): None for i in range(184)}
    events = {number: event(chance, number) for number in events}
    topics = {str(324846090 + i): title(chance, 2) for i in range(4)}
    return {
        "areaNames": areas, "audienceSubCategoryNames": {"337100890": "Abonné"}, "blockNames": {}, "events": events,
        "performances": [performance(chance, list(events), list(areas)) for _ in range(243)],
        "seatCategoryNames": numbered(chance, 64, lambda i: title(chance, 1)),
        "subTopicNames": numbered(chance, 19, lambda i: title(chance, 2)), "subjectNames": {}, "topicNames": topics,
        "topicSubTopics": {topic: [337184260 + chance.below(30) for _ in range(chance.between(3, 9))]
                           for topic in topics},
        "venueNames": {"PLEYEL_PLEYEL": "Salle Pleyel"},
    }


# --- canada -----------------------------------------------------------------------------------------------------------


TAILS = [-3, -2, -1, 1, 2, 3]


def ring(chance, count):
    x, y, points = -140 + 85 * chance.share(), 42 + 40 * chance.share(), []
    for _ in range(count):
        x += (chance.share() - 0.5) / 20
        y += (chance.share() - 0.5) / 20
        # Six places with what arithmetic leaves behind them, as in data that was converted: 15 to 17 digits.
        points.append([round(x, 6) + 14e-15 * chance.pick(TAILS), round(y, 6) + 7e-15 * chance.pick(TAILS)])
    return points


def canada(chance):
    rings = [ring(chance, 4 + chance.below(9) ** 3 // 3) for _ in range(480)]
    missing = 55800 - sum(len(r) for r in rings)
    rings += [ring(chance, missing // 4) for _ in range(4)]
    return {"type": "FeatureCollection", "features": [{
        "type": "Feature", "properties": {"name": "Canada"},
        "geometry": {"type": "Polygon", "coordinates": rings},
    }]}


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    made = {
        "user.json": user(), "users.lines": users(Chance(1), 4096), "order.json": dump(order(Chance(2))),
        "order-pretty.json": dump(order(Chance(2)), 4), "twitter.json": dump(twitter(Chance(3)), 2),
        "citm.json": dump(citm(Chance(4)), 4), "canada.json": dump(canada(Chance(5))),
    }
    os.makedirs(sys.argv[1], exist_ok=True)
    for name, text in made.items():
        with open(os.path.join(sys.argv[1], name), "w", encoding="utf-8", newline="") as file:
            file.write(text)


if __name__ == "__main__":
    main()
