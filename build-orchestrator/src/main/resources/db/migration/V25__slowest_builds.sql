-- The slowest builds of each day (in UTC), so that the slowest of many days are found without reading all of their builds.
-- Strategy and pool stand in the index so that builds of others are passed over without reading them either.
create index builds_slowest on builds (
    ((ended_at at time zone 'UTC')::date), (ended_at - started_at) desc, strategy, target_pool)
    where ended_at is not null and started_at is not null;
