-- What the history of builds tells, counted once when a build has ended, so that reading it does not depend on how many builds
-- there were. Rows stay when retention removes their builds.

-- Builds that have ended and are not counted yet: written with the end itself, taken away with the counting.
create table uncounted_builds (
    id       bigint generated always as identity primary key,
    build_id uuid not null unique references builds (id) on delete cascade
);

create function note_end() returns trigger language plpgsql as $$
begin
    insert into uncounted_builds (build_id) values (new.id) on conflict do nothing;
    return null;
end
$$;
create trigger builds_note_end after update of ended_at on builds for each row
    when (old.ended_at is null and new.ended_at is not null) execute function note_end();

create table build_rollups (
    -- 'hour' or 'day', in UTC, by when builds ended.
    grain                text not null,
    start                timestamptz not null,
    -- '' counts all projects together.
    project              text not null,
    strategy             text not null,
    pool                 text not null,
    succeeded            integer not null,
    failed               integer not null,
    cancelled            integer not null,
    timed_out            integer not null,
    -- Builds that ran tests.
    tested               integer not null,
    -- Of successful builds; of builds that an agent took.
    run_seconds          double precision not null,
    wait_seconds         double precision not null,
    -- Histograms: number of the bucket (see duration_bucket) to how many builds.
    runs                 jsonb not null,
    waits                jsonb not null,
    -- Kind of failure to how many builds.
    failures             jsonb not null,
    -- Projects that came whole from the cache, that only compiled, that were built; and what that saved.
    cache_full           integer not null,
    cache_compile        integer not null,
    cache_miss           integer not null,
    cache_saved_seconds  double precision not null,
    primary key (project, grain, start, strategy, pool)
);
create index build_rollups_by_time on build_rollups (grain, start);

create table agent_rollups (
    day          timestamptz not null,
    agent_id     text not null,
    pool         text not null,
    attempts     integer not null,
    lost         integer not null,
    busy_seconds double precision not null,
    primary key (day, agent_id)
);

-- Tests that failed on a day, or passed only when they were run again.
create table test_rollups (
    day          timestamptz not null,
    project      text not null,
    -- MD5 of class and name, which may be longer than an index allows.
    test         uuid not null,
    class_name   text not null,
    name         text not null,
    failures     integer not null,
    flaky        integer not null,
    changes      integer not null,
    last_failure timestamptz,
    primary key (day, project, test)
);

-- Tests that ever failed: whether they did so in their last run.
create table test_states (
    project text not null,
    test    uuid not null,
    failing boolean not null,
    primary key (project, test)
);

-- Four buckets to each doubling, from an eighth of a second: whoever reads a percentile is off by 10 % at most.
create function duration_bucket(seconds double precision) returns integer language sql immutable as $$
    select case when seconds is null then null
      else least(greatest(floor(ln(greatest(seconds, 0.001) * 8) / ln(2::float8) * 4) + 1, 0), 90)::integer end
$$;

-- Adds up what two objects count under each key.
create function add_counts(one jsonb, other jsonb) returns jsonb language sql immutable as $$
    select coalesce(jsonb_object_agg(key, n), '{}') from (
      select key, sum(value::bigint) as n
      from (select * from jsonb_each_text(one) union all select * from jsonb_each_text(other)) both_of_them group by key) sums
$$;

insert into uncounted_builds (build_id) select id from builds where ended_at is not null order by ended_at;
