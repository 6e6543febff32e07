-- Counts one request against every limit that applies, or against none when one of them refuses it.
-- KEYS: a counter each, all under one hash tag. ARGV: for each its kind (rate, quota), its requests, and per how many microseconds.
-- A counter is "value since requests per": of a rate, how many requests were left at that time; of a quota, how many were counted since then.
-- The limit it was counted under stays with it, so that changing the limit refills nothing.
-- Answer: 1 or 0 for counted or not, which limit is the tightest or refuses, how many are left under it, microseconds until it is whole or admits again.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local states = {}
local told, told_left, told_wait

local function left_of_rate(state, requests)
  if not state then return requests end
  local value, since, before, per = unpack(state)
  return math.min(requests, before, value + math.max(0, now - since) * before / per)
end

local function counted_of_quota(state, start, requests)
  if not state then return 0, start end
  local value, since, _, per = unpack(state)
  -- A clock that went back, after another server took over, goes on in the window it was in.
  if since > start then start = since end
  return since + per > now and math.min(requests, value) or 0, start
end

local function read(key)
  local text = redis.call('GET', key)
  if not text then return nil end
  local state = {}
  for number in string.gmatch(text, '%S+') do state[#state + 1] = tonumber(number) end
  return state
end

for i, key in ipairs(KEYS) do
  local requests, per = tonumber(ARGV[3 * i - 1]), tonumber(ARGV[3 * i])
  local state = read(key)
  local value, since, left, wait, keep
  if ARGV[3 * i - 2] == 'quota' then
    value, since = counted_of_quota(state, now - now % per, requests)
    left, wait = requests - value - 1, since + per - now
    if left < 0 then return {0, i, 0, wait} end
    value, keep = value + 1, wait
  else
    value, since = left_of_rate(state, requests) - 1, now
    if value < 0 then return {0, i, 0, math.ceil(-value * per / requests)} end
    left, wait = math.floor(value), math.ceil((requests - value) * per / requests)
    keep = wait
  end
  states[i] = {string.format('%.17g %.17g %.17g %.17g', value, since, requests, per), math.ceil(keep / 1000)}
  if not told or left < told_left or left == told_left and wait > told_wait then
    told, told_left, told_wait = i, left, wait
  end
end

for i, key in ipairs(KEYS) do
  redis.call('SET', key, states[i][1], 'PX', states[i][2])
end
return {1, told, told_left, told_wait}
