-- A country of 330 networks with public sessions over the coming 26 weeks: in each, sessions at 60 venues of 8 partners in 12 by 15 km. Half can
-- be booked, and half of those have a booking.
-- Variables of psql: network, the founding network's id; today, midnight today; sessions, how many there are in all.
\set ON_ERROR_STOP on
\set networks 330
\timing off
SET synchronous_commit = off;
-- What is planted refers to what is planted; asking a million times would only take time.
SET session_replication_role = replica;
BEGIN;

-- The first is the founding one; its south-western corner is at 50.80 north, 3.40 west, and the others lie in rows of 18 beside it.
CREATE TEMPORARY TABLE made_networks AS
SELECT n, CASE WHEN n = 0 THEN :'network'::uuid ELSE md5('network' || n)::uuid END AS id,
    50.80 + 0.15 * (n / 18) AS south, -3.40 + 0.28 * (n % 18) AS west
FROM generate_series(0, :networks - 1) AS made (n);

INSERT INTO networks (id, slug, name, area_code, nation, time_zone, languages, charter, joint_controllers, lead_body_id, revision, created_at)
SELECT made.id, 'bench-' || made.n, name, area_code, nation, time_zone, languages, charter, joint_controllers, lead_body_id, revision, created_at
FROM made_networks AS made CROSS JOIN networks WHERE made.n > 0;
INSERT INTO network_head (network_id, revision) SELECT id, 1 FROM made_networks WHERE n > 0;

CREATE TEMPORARY TABLE made_partners AS
SELECT network.n AS network, network.id AS network_id, made.n, md5('partner' || network.n || '/' || made.n)::uuid AS id,
    'Partner ' || made.n AS name
FROM made_networks AS network CROSS JOIN generate_series(1, 8) AS made (n);

INSERT INTO partners (network_id, id, revision, owner_id, shared, created_at, updated_at, name, kind, size, serves, public_phone, stage, stage_since)
SELECT network_id, id, 1, id, true, :'today', :'today', name, 'charity', 'small', '[]', '020 7946 0000', 'delivering', :'today'
FROM made_partners;

CREATE TEMPORARY TABLE made_venues AS
SELECT network.n AS network, network.id AS network_id, made.n, md5('venue' || network.n || '/' || made.n)::uuid AS id,
    'Venue ' || made.n AS name, south + 0.11 * (made.n * 7 % 60) / 60 AS lat, west + 0.17 * (made.n * 13 % 60) / 60 AS lng
FROM made_networks AS network CROSS JOIN generate_series(0, 59) AS made (n);

INSERT INTO venues (network_id, id, revision, owner_id, shared, created_at, updated_at, kind, name, address_lines, town, postcode, latitude,
    longitude, features, access, equipment, rooms, opening, host_permission)
SELECT venue.network_id, venue.id, 1, partner.id, true, :'today', :'today', 'library', venue.name, '["1 High Street"]', 'Sidcup',
    'DA14 6BN', lat, lng, ' step_free hearing_loop ', '{"features": ["step_free", "hearing_loop"], "verified_on": "2026-01-05"}', '[]', '[]',
    '[]', true
FROM made_venues AS venue JOIN made_partners AS partner ON partner.network = venue.network AND partner.n = 1;

-- Session k of network n: the networks take turns, so that each has as many, all over the time.
CREATE TEMPORARY TABLE made_sessions AS
SELECT made.s, partner.network_id, md5('session' || made.s)::uuid AS id, partner.id AS partner, partner.name AS partner_name,
    venue.id AS venue, venue.name AS venue_name, lat, lng,
    :'today'::timestamptz + interval '1 day' + date_trunc('minute', made.s * (interval '182 days' / :sessions)) AS starts_at,
    (ARRAY['drop_in', 'pre_arranged', 'drop_in', 'both'])[1 + k % 4] AS booking,
    CASE WHEN k % 2 = 1 THEN 12 END AS capacity,
    (ARRAY['foundation', 'blue-badge', 'nhs-app', 'online-safety'])[1 + k / 4 % 4] AS topic, k
FROM (SELECT s, s % :networks AS network, s / :networks AS k FROM generate_series(0, :sessions - 1) AS s) AS made
JOIN made_venues AS venue ON venue.network = made.network AND venue.n = k * 17 % 60
JOIN made_partners AS partner ON partner.network = made.network AND partner.n = 1 + k % 8;

INSERT INTO sessions (network_id, id, revision, owner_id, shared, created_at, updated_at, title, description, setting, venue_id, starts_at,
    ends_at, time_zone, topics, audiences, languages, booking, capacity, champions_needed, visibility, programme, state)
SELECT network_id, id, 1, partner, true, :'today', :'today', '{"en": "Help with getting online"}',
    '{"en": "Bring your own phone, tablet or laptop, or use one of ours. Come with any question."}', 'venue', venue, starts_at,
    starts_at + interval '2 hours', 'Europe/London', json_build_array(topic), '["older_people"]', '["en"]', booking, capacity, 2, 'public',
    'residents', 'scheduled'
FROM made_sessions;

INSERT INTO listing (network_id, session_id, cell, starts_at, ends_at, lat, lng, setting, booking, capacity, cancelled, ways, topics,
    specialisms, weekday, minute_of_day, audiences, languages, access, partner_id, revision, changed_at, card)
SELECT network_id, id,
    -- The grid of the domain: cells of 0.045 by 0.072 degrees, 5,000 to a row.
    floor((lat + 90) / 0.045) * 5000 + floor((lng + 180) / 0.072),
    extract(epoch FROM starts_at), extract(epoch FROM starts_at) + 7200, lat, lng, 'venue', booking, capacity, false, ' centre ',
    ' ' || topic || ' ', ' older_people ', extract(isodow FROM starts_at AT TIME ZONE 'Europe/London'),
    extract(hour FROM starts_at AT TIME ZONE 'Europe/London') * 60 + extract(minute FROM starts_at AT TIME ZONE 'Europe/London'),
    ' older_people ', ' en ', ' step_free hearing_loop ', partner, 1, extract(epoch FROM :'today'::timestamptz),
    json_build_object(
        'title', json_build_object('en', 'Help with getting online'),
        'description', json_build_object('en',
            'Bring your own phone, tablet or laptop, or use one of ours. Come with any question.'),
        'time_zone', 'Europe/London', 'topics', json_build_array(topic), 'audiences', json_build_array('older_people'),
        'languages', json_build_array('en'), 'programme', 'residents',
        'venue', json_build_object(
            'id', 'ven_' || replace(venue::text, '-', ''), 'name', venue_name,
            'address', json_build_object('lines', json_build_array('1 High Street'), 'town', 'Sidcup', 'postcode', 'DA14 6BN'),
            'access', json_build_object('features', json_build_array('step_free', 'hearing_loop'), 'verified_on', '2026-01-05', 'notes', null)),
        'partner', json_build_object('name', partner_name, 'public_phone', '020 7946 0000'),
        'phone', '020 7946 0000', 'cancelled', null)
FROM made_sessions;

INSERT INTO bookings (network_id, id, revision, owner_id, shared, created_at, updated_at, session_id, places, guest_name, guest_contact, route,
    state, state_since)
SELECT network_id, md5('booking' || s)::uuid, 1, partner, false, :'today', :'today', id, 1 + k % 3, 'A guest', 'guest@example.org', 'web',
    'confirmed', :'today'
FROM made_sessions WHERE k % 4 = 1;

COMMIT;
-- As autovacuum would by and by: statistics, and the map that lets an index answer alone.
VACUUM (ANALYZE) networks, sessions, listing, bookings, venues, partners;
