-- For wrk: the same request again and again. Argument: the path.

local wanted

function init(arguments)
    wanted = wrk.format("GET", arguments[1])
end

function request()
    return wanted
end

dofile(debug.getinfo(1, "S").source:match("^@(.*)again.lua$") .. "result.lua")
