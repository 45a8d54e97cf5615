-- For wrk: each request asks around a place that no other request asks around, so no cache can answer.
-- Arguments: the path up to the place, the path behind it, a seed, and how many places to make.
-- The places are those of `places` in listing.py: the same seed gives the same places.

local before, behind, places = "", "", {}
local next_place = 0

function init(arguments)
    before, behind = arguments[1], arguments[2]
    local state = tonumber(arguments[3])
    -- The generator of Park and Miller: exact in doubles, and the same everywhere.
    local function random()
        state = state * 48271 % 2147483647
        return state / 2147483647
    end
    for place = 1, tonumber(arguments[4]) do
        local lat = 51.41 + 0.11 * random()
        local lng = 0.06 + 0.17 * random()
        places[place] = string.format("%.6f,%.6f", lat, lng)
    end
end

function request()
    next_place = next_place + 1
    -- A list that is too short ends the run rather than letting a cache answer.
    return wrk.format("GET", before .. assert(places[next_place], "out of places") .. behind)
end

dofile(debug.getinfo(1, "S").source:match("^@(.*)near.lua$") .. "result.lua")
