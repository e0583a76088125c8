-- The queue is the scheduler's memory, read from tasks: the tasks themselves are what an outbox would repeat.
drop table outbox;

alter table tasks
    -- Not offered until it is released; who held it, and why.
    add column held_at timestamptz,
    add column held_by text,
    add column hold_reason text,
    -- Where a person moved it: 1 before and -1 behind all that nobody moved.
    add column place smallint not null default 0,
    -- With required_sdk: the policy of the global.json that named it.
    add column required_roll_forward text,
    add column required_prerelease boolean,
    -- what the request asks of its agent besides the pool: {"labels": [], "tools": [], "minDiskGB": 0, "architecture": null}
    add column requirements jsonb,
    drop column queue_at;
alter table tasks add column
    -- Place in the queue, earliest first. A class is worth a head start, so that what waits long overtakes: Low waits at most
    -- 30 minutes behind a steady stream of High, and nothing overtakes Critical for a day.
    queue_at timestamp generated always as ((ready_at at time zone 'UTC') - case priority_rank
        when 0 then interval '0' when 1 then interval '15 minutes' when 2 then interval '30 minutes'
        else interval '24 hours' end - place * interval '100 years') stored;
create index tasks_ready on tasks (pool, queue_at, id) where state = 'Ready';

alter table builds
    -- When the build's time is up, whichever attempt runs then; set when an agent first accepts it.
    add column deadline timestamptz,
    -- Kept whatever retention says.
    add column pinned boolean not null default false;

-- How much of the agents a project or a pool may have at once, and how heavily a project counts when several wait.
create table queue_limits (
    kind        text not null check (kind in ('project', 'pool')),
    name        text not null,
    weight      integer not null default 1 check (weight between 1 and 100),
    max_running integer check (max_running >= 0),
    changed_by  text not null,
    changed_at  timestamptz not null default now(),
    primary key (kind, name)
);

-- Objects of the store that nothing names any more; written in the transaction that took their rows away.
create table doomed_objects (
    object_key text primary key,
    doomed_at  timestamptz not null default now()
);
alter table builds drop constraint builds_rerun_of_fkey;
alter table builds add foreign key (rerun_of) references builds (id) on delete set null;
create index builds_rerun on builds (rerun_of) where rerun_of is not null;

alter table agents
    -- Why the server took it out of service by itself, and since when a person wants it in service.
    add column drain_reason text,
    add column in_service_since timestamptz;
create index attempts_failed on attempts (ended_at) where state = 'Lost' or failure_kind = 'Infrastructure';
