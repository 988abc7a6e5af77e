-- Commands for wrk: each request has `batch` new actions, with ids that were never used (UUIDv7), by one of several people.
-- wrk -s commands.lua URL -- BATCH SEED COOKIE…
local threads = 0
function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init(args)
  batch, cookies, count = tonumber(args[1]), {}, 0
  seed = tonumber(args[2])
  for i = 3, #args do cookies[#cookies + 1] = args[i] end
end

local function one()
  count = count + 1
  local id = string.format("%08x-%04x-7%03x-8%03x-%012x", math.floor(os.time() / 65.536), seed, number, 0, count)
  return '{"id":"' .. id .. '","kind":"action.create","action":{"kind":"contribution","section":"clothes","title":"Manteaux d’hiver ' .. count ..
    '","text":"Trois manteaux chauds, propres, en bon état.","at":{"lat":48.87,"lon":2.37}}}'
end

function request()
  local commands = {}
  for i = 1, batch do commands[i] = one() end
  return wrk.format("POST", "/api/v1/commands", {["Content-Type"] = "application/json", Cookie = cookies[count % #cookies + 1]}, "[" .. table.concat(commands, ",") .. "]")
end
