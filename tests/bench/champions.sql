-- Champions of one partner in 12 by 15 km, what they are taken for in the coming fortnight, and 200 requests that wait.
-- Variables of psql: network, the network's id; today, midnight today; champions, how many there are.
\set ON_ERROR_STOP on
SET synchronous_commit = off;
-- What is planted refers to what is planted; asking a million times would only take time.
SET session_replication_role = replica;
-- Always the same numbers.
SELECT setseed(0.42);
BEGIN;
INSERT INTO partners (network_id, id, revision, owner_id, shared, created_at, updated_at, name, kind, size, serves, stage, stage_since)
SELECT :'network', md5('partner')::uuid, 1, md5('partner')::uuid, true, :'today', :'today', 'Partner', 'charity', 'small', '[]', 'delivering', :'today';

INSERT INTO topics (slug, position, name, kind, involves_payment, own_password, version)
SELECT slug, row_number() OVER (), json_build_object('en', slug, 'cy', slug), 'task', false, false, '1'
FROM unnest(ARRAY['email', 'nhs-app', 'blue-badge', 'universal-credit', 'online-safety', 'video-calls', 'online-banking', 'bus-pass']) AS slug;

INSERT INTO venues (network_id, id, revision, owner_id, shared, created_at, updated_at, kind, name, address_lines, town, postcode, latitude,
    longitude, features, access, equipment, rooms, opening, host_permission)
SELECT :'network', md5('venue' || n)::uuid, 1, md5('partner')::uuid, true, :'today', :'today', 'library', 'Venue ' || n, '["1 High Street"]', 'Sidcup',
    'DA14 6BN', 51.41 + 0.11 * random(), 0.04 + 0.17 * random(), ' step_free ', '{"features": ["step_free"], "verified_on": "2026-01-05"}', '[]',
    '[]', '[]', true
FROM generate_series(1, 40) AS n;

INSERT INTO champions (network_id, id, revision, owner_id, shared, created_at, updated_at)
SELECT :'network', md5('champion' || n)::uuid, 1, md5('partner')::uuid, false, :'today', :'today'
FROM generate_series(1, :champions) AS n;

INSERT INTO affiliations (network_id, id, revision, owner_id, shared, created_at, updated_at, champion_id, given_name, involvement, languages, skills,
    settings, audiences, latitude, longitude, travel_limit_km, travel_means, availability, ask_me, weekly_hours_cap, induction, decisions, stage,
    stage_since)
SELECT :'network', md5('affiliation' || n)::uuid, 1, md5('partner')::uuid, false, :'today', :'today', md5('champion' || n)::uuid, 'Demo Ada', 'volunteer',
    CASE WHEN random() < 0.2 THEN json_build_array('en', (ARRAY['cy', 'pa', 'ne', 'pl', 'ro', 'yo'])[1 + floor(6 * random())]) ELSE '["en"]' END,
    json_build_array(
        json_build_object('topic', (ARRAY['email', 'nhs-app', 'blue-badge', 'universal-credit'])[1 + floor(4 * random())],
            'level', (ARRAY['basic', 'confident', 'expert'])[1 + floor(3 * random())]),
        json_build_object('topic', (ARRAY['online-safety', 'video-calls', 'online-banking', 'bus-pass'])[1 + floor(4 * random())],
            'level', (ARRAY['basic', 'confident', 'expert'])[1 + floor(3 * random())])),
    CASE WHEN random() < 0.3 THEN '["venue", "home", "remote"]'::json ELSE '["venue"]' END, '[]',
    51.41 + 0.11 * random(), 0.04 + 0.17 * random(), CASE WHEN random() < 0.8 THEN 2 + floor(6 * random()) END, '[]',
    json_build_array(
        json_build_object('weekday', (ARRAY['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'])[1 + floor(6 * random())],
            'start', '10:00', 'end', '13:00'),
        json_build_object('weekday', (ARRAY['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'])[1 + floor(6 * random())],
            'start', '14:00', 'end', '17:00')),
    random() < 0.1, CASE WHEN random() < 0.5 THEN 4 END, '[]', '[]', CASE WHEN random() < 0.95 THEN 'active' ELSE 'paused' END, :'today'
FROM generate_series(1, :champions) AS n;

INSERT INTO sessions (network_id, id, revision, owner_id, shared, created_at, updated_at, title, setting, venue_id, starts_at, ends_at, time_zone, topics,
    audiences, languages, booking, champions_needed, visibility, programme, state)
SELECT :'network', md5('session' || n)::uuid, 1, md5('partner')::uuid, true, :'today', :'today', '{"en": "Coffee and computers"}', 'venue',
    md5('venue' || 1 + n % 40)::uuid, at, at + interval '2 hours', 'Europe/London', '["email"]', '[]', '["en"]', 'drop_in', 2, 'partner', 'residents',
    'scheduled'
FROM generate_series(0, 1999) AS n CROSS JOIN LATERAL (SELECT :'today'::timestamptz + interval '1 day' * (n % 28 - 14) + interval '1 hour' * (9 + n % 9)) AS start (at);

-- Everybody was or will be at three of them; those who were, attended.
INSERT INTO shifts (network_id, id, revision, owner_id, shared, created_at, updated_at, session_id, affiliation_id, champion_id, state, state_since)
SELECT :'network', md5('shift' || n || '/' || k)::uuid, 1, md5('partner')::uuid, false, :'today', :'today', md5('session' || (n * 37 + k * 661) % 2000)::uuid,
    md5('affiliation' || n)::uuid, md5('champion' || n)::uuid, CASE WHEN (n * 37 + k * 661) % 2000 % 28 < 14 THEN 'attended' ELSE 'confirmed' END, :'today'
FROM generate_series(1, :champions) AS n CROSS JOIN generate_series(0, 2) AS k;

INSERT INTO requests (network_id, id, revision, owner_id, shared, created_at, updated_at, goal, topics, setting, near, latitude, longitude, venue_ids, times,
    duration_minutes, access_needs, required_languages, preferred_languages, urgency, route, excluded_affiliations, preferred_venues, role_flags, state,
    state_since, inbox, taken_at)
SELECT :'network', md5('request' || n)::uuid, 1, md5('partner')::uuid, false, :'today', :'today', 'I want to see my grandchildren',
    json_build_array((ARRAY['email', 'nhs-app', 'blue-badge', 'universal-credit', 'online-safety', 'video-calls', 'online-banking', 'bus-pass'])[1 + n % 8]),
    (ARRAY['venue', 'venue', 'venue', 'home', 'remote'])[1 + n % 5], 'DA6 7DA', 51.41 + 0.11 * random(), 0.04 + 0.17 * random(), '[]',
    json_build_array(json_build_object('weekday', (ARRAY['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'])[1 + floor(6 * random())],
        'start', '10:00', 'end', '16:00')),
    60, '[]', '[]', json_build_array((ARRAY['en', 'cy', 'pa', 'pl'])[1 + floor(4 * random())]), 'normal', 'web', '[]', '[]', '[]', 'taken', :'today',
    false, :'today'
FROM generate_series(1, 200) AS n;
COMMIT;
ANALYZE;
