-- wrk: POST one User, again and again.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"id": 1, "name": "user", "email": "user@email.com"}'
