-- For wrk: each request asks within some 40 metres of one of 16 places, and around a point that no other request asks around, so that no
-- cache can answer, and the database does what it does for the 16 places.
-- Arguments: the path up to the point, the path behind it, a seed, how many points to make, and the places, each as "lat,lng".

local before, behind, points = "", "", {}
local next_point = 0

function init(arguments)
    before, behind = arguments[1], arguments[2]
    local state = tonumber(arguments[3])
    local places = {}
    for number = 5, #arguments do
        local lat, lng = arguments[number]:match("^(.*),(.*)$")
        places[#places + 1] = { tonumber(lat), tonumber(lng) }
    end
    -- The generator of Park and Miller: exact in doubles, and the same everywhere.
    local function random()
        state = state * 48271 % 2147483647
        return state / 2147483647
    end
    for number = 1, tonumber(arguments[4]) do
        local place = places[number % #places + 1]
        points[number] = string.format("%.7f,%.7f", place[1] + 0.0003 * random(), place[2] + 0.0005 * random())
    end
end

function request()
    next_point = next_point + 1
    -- A list that is too short ends the run rather than letting a cache answer.
    return wrk.format("GET", before .. assert(points[next_point], "out of points") .. behind)
end

dofile(debug.getinfo(1, "S").source:match("^@(.*)near.lua$") .. "result.lua")
