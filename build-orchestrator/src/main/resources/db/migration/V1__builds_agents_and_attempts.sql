-- PostgreSQL is the truth: everything that Redis or the object store holds besides can be found again from these tables.
-- Enumerations are text with the wire names of the domain, so that a row reads like the API.
-- Whoever changes the state of a build's tasks or attempts locks the build's row first ("for no key update"): offer, accept,
-- finish, loss and cancel meet there one after the other, and nobody deadlocks.

create table agents (
    id                text primary key,
    hostname          text not null,
    target_type       text not null,
    credential_sha256 bytea not null unique,
    agent_version     text not null,
    capabilities      jsonb not null,
    -- The process that started the last session; another one with the same credential is refused.
    session_id        uuid,
    started_at        timestamptz,
    last_heartbeat    timestamptz,
    -- While this lies in the future the agent has a poll open with that many free slots.
    polling_until     timestamptz,
    free_slots        integer not null default 0,
    cpu_usage         double precision not null default 0,
    memory_usage      double precision not null default 0,
    disk_gb           bigint not null default 0,
    checks            jsonb not null default '[]',
    paused            boolean not null default false,
    maintenance       boolean not null default false,
    enrolled_at       timestamptz not null default now(),
    revoked_at        timestamptz
);
create index agents_by_pool on agents (target_type) where revoked_at is null;

create table enrolment_tokens (
    id           uuid primary key,
    token_sha256 bytea not null unique,
    description  text not null,
    target_type  text,
    reusable     boolean not null,
    use_count    integer not null default 0,
    created_by   text not null,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz
);

create table builds (
    id                  uuid primary key,
    project_name        text not null,
    repository_url      text not null,
    git_ref             text not null,
    configuration       text not null,
    target_pool         text not null,
    strategy            text not null,
    priority            text not null,
    force_clean         boolean not null,
    job                 jsonb not null,
    status              text not null,
    requester_email     text not null,
    requested_by        text not null,
    trace_id            text not null,
    rerun_of            uuid references builds (id),
    commit_sha          text,
    line_coverage       double precision,
    failure_kind        text,
    error_message       text,
    created_at          timestamptz not null default now(),
    started_at          timestamptz,
    ended_at            timestamptz,
    cancel_requested_at timestamptz,
    cancel_requested_by text
);
create index builds_newest_first on builds (created_at desc, id desc);
create index builds_of_project on builds (project_name, created_at desc, id desc);
create index builds_of_requester on builds (requester_email, created_at desc, id desc);
create index builds_not_ended on builds (target_pool, status) where status in ('AwaitingApproval', 'Queued', 'Running', 'Cancelling');
-- Estimates read the last durations of the same project and strategy.
create index builds_history on builds (project_name, strategy, ended_at desc) where status = 'Succeeded';
create index builds_history_of_pool on builds (target_pool, ended_at desc) where status = 'Succeeded';

create table idempotency_keys (
    requested_by   text not null,
    key            text not null,
    request_sha256 bytea not null,
    -- The key is claimed before its build is written, so that of two requests with one key the second waits for the first.
    build_id       uuid not null references builds (id) on delete cascade deferrable initially deferred,
    created_at     timestamptz not null default now(),
    primary key (requested_by, key)
);

create table tasks (
    id                      uuid primary key,
    build_id                uuid not null references builds (id) on delete cascade,
    name                    text not null,
    state                   text not null,
    pool                    text not null,
    -- 0 Low to 3 Critical, so that a partial index can order what waits.
    priority_rank           smallint not null,
    -- array of {name, skipped}
    stages                  jsonb not null,
    depends_on              text[] not null default '{}',
    -- SDK that an agent found missing when it handed the task back.
    required_sdk            text,
    attempts_made           integer not null default 0,
    infrastructure_failures integer not null default 0,
    -- one line per attempt that was lost, expired or failed for reasons of infrastructure
    failure_reasons         text[] not null default '{}',
    -- why the task ended without success
    failure_kind            text,
    message                 text,
    ready_at                timestamptz,
    ended_at                timestamptz,
    -- Place in the queue, earliest first. A class is worth a head start, so that what waits long overtakes: Low waits at most
    -- 30 minutes behind a steady stream of High, and nothing overtakes Critical for a day.
    queue_at                timestamp generated always as ((ready_at at time zone 'UTC') - case priority_rank
        when 0 then interval '0' when 1 then interval '15 minutes' when 2 then interval '30 minutes'
        else interval '24 hours' end) stored,
    unique (build_id, name)
);
create index tasks_ready on tasks (pool, queue_at, id) where state = 'Ready';
create index tasks_busy on tasks (pool) where state in ('Offered', 'Running');
create index tasks_of_build on tasks (build_id);

create table attempts (
    id               uuid primary key,
    task_id          uuid not null references tasks (id) on delete cascade,
    build_id         uuid not null references builds (id) on delete cascade,
    agent_id         text not null references agents (id),
    number           integer not null,
    state            text not null,
    offered_at       timestamptz not null default now(),
    offer_until      timestamptz not null,
    accepted_at      timestamptz,
    -- Leases run on this database's clock, never on an agent's.
    lease_until      timestamptz,
    -- When the build's timeout strikes.
    deadline         timestamptz,
    cancel_requested boolean not null default false,
    last_sequence    bigint not null default 0,
    log_bytes        bigint not null default 0,
    outcome          text,
    failure_kind     text,
    message          text,
    ended_at         timestamptz,
    unique (task_id, number)
);
-- One winner per task: the database itself refuses a second live attempt.
create unique index attempts_live on attempts (task_id) where state in ('Offered', 'Accepted');
create index attempts_of_agent on attempts (agent_id) where state in ('Offered', 'Accepted');
create index attempts_leased on attempts (lease_until) where state = 'Accepted';
create index attempts_offered on attempts (offer_until) where state = 'Offered';
create index attempts_of_build on attempts (build_id, number);

-- What a task shows to the outside: its latest attempt that an agent accepted. Stages, logs, tests and artifacts of older ones
-- are kept, but never shown as the task's. (build_id leads the DISTINCT ON so that a filter by build reaches the index.)
create view visible_attempts as
select distinct on (build_id, task_id) *
from attempts
where accepted_at is not null
order by build_id, task_id, number desc;

create table stages (
    attempt_id     uuid not null references attempts (id) on delete cascade,
    name           text not null,
    ordinal        integer not null,
    status         text not null,
    start_time     timestamptz,
    end_time       timestamptz,
    message        text,
    warnings_count integer,
    errors_count   integer,
    primary key (attempt_id, name)
);

create table diagnostics (
    attempt_id       uuid not null references attempts (id) on delete cascade,
    sequence         bigint not null,
    ordinal          integer not null,
    severity         text not null,
    code             text,
    message          text not null,
    file             text,
    line             integer,
    "column"         integer,
    project          text,
    target_framework text,
    primary key (attempt_id, sequence, ordinal)
);

create table test_results (
    attempt_id       uuid not null references attempts (id) on delete cascade,
    sequence         bigint not null,
    ordinal          integer not null,
    project          text not null,
    target_framework text,
    class_name       text not null,
    name             text not null,
    outcome          text not null,
    duration_ms      double precision not null,
    error_message    text,
    stack_trace      text,
    output           text,
    primary key (attempt_id, sequence, ordinal)
);

-- The live log. When the attempt ends, its chunks become one seekable object in the store and go.
create table log_chunks (
    attempt_id   uuid not null references attempts (id) on delete cascade,
    start_offset bigint not null,
    bytes        bytea not null,
    primary key (attempt_id, start_offset)
);

create table log_archives (
    attempt_id  uuid primary key references attempts (id) on delete cascade,
    object_key  text not null,
    size_bytes  bigint not null,
    line_count  bigint not null,
    -- per frame: offset and first line in the log, offset in the object
    frame_index bytea not null,
    archived_at timestamptz not null default now()
);

create table artifacts (
    id           uuid primary key,
    attempt_id   uuid not null references attempts (id) on delete cascade,
    build_id     uuid not null references builds (id) on delete cascade,
    path         text not null,
    size_bytes   bigint not null,
    content_type text not null,
    sha256       text not null,
    object_key   text not null,
    declared_at  timestamptz not null default now(),
    -- Listed only from here on: the store was seen to hold the bytes with this digest.
    committed_at timestamptz,
    unique (attempt_id, path)
);
create index artifacts_of_build on artifacts (build_id) where committed_at is not null;

-- Written in the transaction that makes a task ready; what it names is pushed to Redis after the commit.
create table outbox (
    id         bigint generated always as identity primary key,
    task_id    uuid not null,
    pool       text not null,
    created_at timestamptz not null default now()
);
