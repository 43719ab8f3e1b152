-- wrk: the POST of post.lua, sixteen of them in each write.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"id": 1, "name": "user", "email": "user@email.com"}'

local sixteen

function init(args)
  sixteen = string.rep(wrk.format(), 16)
end

function request()
  return sixteen
end
