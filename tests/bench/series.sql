-- 1,000 weekly series of one partner, none of whose sessions are made.
-- Variables of psql: network, the network's id; today, midnight today.
\set ON_ERROR_STOP on
INSERT INTO partners (network_id, id, revision, owner_id, shared, created_at, updated_at, name, kind, size, serves, stage, stage_since)
SELECT :'network', md5('partner')::uuid, 1, md5('partner')::uuid, true, :'today', :'today', 'Partner', 'charity', 'small', '[]', 'delivering', :'today';
INSERT INTO venues (network_id, id, revision, owner_id, shared, created_at, updated_at, kind, name, address_lines, town, postcode, latitude,
    longitude, features, access, equipment, rooms, opening, host_permission)
SELECT :'network', md5('venue')::uuid, 1, md5('partner')::uuid, true, :'today', :'today', 'library', 'Venue', '["1 High Street"]', 'Sidcup',
    'DA14 6BN', 51.45, 0.1, ' step_free ', '{"features": ["step_free"], "verified_on": "2026-01-05"}', '[]', '[]', '[]', true;
INSERT INTO series (network_id, id, revision, owner_id, shared, created_at, updated_at, title, setting, venue_id, starts_on, start_time,
    duration_minutes, time_zone, rule, except_dates, extra_dates, closures, stops_on_bank_holidays, topics, audiences, languages, booking,
    champions_needed, visibility, programme)
SELECT :'network', md5('series' || n)::uuid, 1, md5('partner')::uuid, true, :'today', :'today', '{"en": "Coffee and computers"}', 'venue',
    md5('venue')::uuid, :'today'::timestamptz::date + n % 7, '10:00', 120, 'Europe/London', 'FREQ=WEEKLY', '[]', '[]', '[]', false, '["foundation"]', '[]', '["en"]',
    'drop_in', 2, 'public', 'residents'
FROM generate_series(1, 1000) AS n;
