-- 100,000 public sessions of one network over the coming year, at 60 venues of 8 partners in 12 by 15 km: a borough with a session at each
-- venue every two hours, day and night. Half can be booked, and half of those have a booking.
-- Variables of psql: network, the network's id; today, midnight today.
\set ON_ERROR_STOP on
\timing off
BEGIN;

CREATE TEMPORARY TABLE made_partners AS
SELECT n, md5('partner' || n)::uuid AS id, 'Partner ' || n AS name FROM generate_series(1, 8) AS n;

INSERT INTO partners (network_id, id, revision, owner_id, shared, created_at, updated_at, name, kind, size, serves, public_phone, stage, stage_since)
SELECT :'network', id, 1, id, true, :'today', :'today', name, 'charity', 'small', '[]', '020 7946 0000', 'delivering', :'today'
FROM made_partners;

CREATE TEMPORARY TABLE made_venues AS
SELECT n, md5('venue' || n)::uuid AS id, 'Venue ' || n AS name,
    51.41 + 0.11 * (n * 7 % 60) / 60 AS lat, 0.06 + 0.17 * (n * 13 % 60) / 60 AS lng
FROM generate_series(0, 59) AS n;

INSERT INTO venues (network_id, id, revision, owner_id, shared, created_at, updated_at, kind, name, address_lines, town, postcode, latitude,
    longitude, features, access, equipment, rooms, opening, host_permission)
SELECT :'network', id, 1, (SELECT id FROM made_partners WHERE n = 1), true, :'today', :'today', 'library', name, '["1 High Street"]', 'Sidcup',
    'DA14 6BN', lat, lng, ' step_free hearing_loop ', '{"features": ["step_free", "hearing_loop"], "verified_on": "2026-01-05"}', '[]', '[]',
    '[]', true
FROM made_venues;

CREATE TEMPORARY TABLE made_sessions AS
SELECT made.n, md5('session' || made.n)::uuid AS id, made_partners.id AS partner, made_partners.name AS partner_name,
    made_venues.id AS venue, made_venues.name AS venue_name, lat, lng,
    :'today'::timestamptz + interval '1 day' + made.n * interval '364 days' / 100000 AS starts_at,
    (ARRAY['drop_in', 'pre_arranged', 'drop_in', 'both'])[1 + made.n % 4] AS booking,
    CASE WHEN made.n % 2 = 1 THEN 12 END AS capacity,
    (ARRAY['foundation', 'blue-badge', 'nhs-app', 'online-safety'])[1 + made.n / 4 % 4] AS topic
FROM generate_series(0, 99999) AS made (n)
JOIN made_venues ON made_venues.n = made.n * 17 % 60
JOIN made_partners ON made_partners.n = 1 + made.n % 8;

INSERT INTO sessions (network_id, id, revision, owner_id, shared, created_at, updated_at, title, description, setting, venue_id, starts_at,
    ends_at, time_zone, topics, audiences, languages, booking, capacity, champions_needed, visibility, programme, state)
SELECT :'network', id, 1, partner, true, :'today', :'today', '{"en": "Help with getting online"}',
    '{"en": "Bring your own phone, tablet or laptop, or use one of ours. Come with any question."}', 'venue', venue, starts_at,
    starts_at + interval '2 hours', 'Europe/London', json_build_array(topic), '["older_people"]', '["en"]', booking, capacity, 2, 'public',
    'residents', 'scheduled'
FROM made_sessions;

INSERT INTO listing (network_id, session_id, cell, starts_at, ends_at, lat, lng, setting, booking, capacity, cancelled, ways, topics,
    specialisms, weekday, minute_of_day, audiences, languages, access, partner_id, revision, changed_at, card)
SELECT :'network', id,
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
SELECT :'network', md5('booking' || n)::uuid, 1, partner, false, :'today', :'today', id, 1 + n % 3, 'A guest', 'guest@example.org', 'web',
    'confirmed', :'today'
FROM made_sessions WHERE n % 4 = 1;

COMMIT;
-- As autovacuum would by and by: statistics, and the map that lets an index answer alone.
VACUUM (ANALYZE) sessions, listing, bookings, venues, partners;
