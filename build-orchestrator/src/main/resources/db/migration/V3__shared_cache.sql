-- The shared project cache. A scope (a digest of repository, pool, properties and lane) keeps builds apart that do not trust
-- each other; Redis holds copies of entries, and the store holds the packs.

create table cache_packs (
    scope       text not null,
    digest      text not null,
    size_bytes  bigint not null,
    -- Made anew with each row, so that the removal of an old object never meets a new pack of the same content.
    object_key  text not null unique,
    declared_at timestamptz not null default now(),
    -- Entries may name it only from here on: the store was seen to hold the bytes.
    stored_at   timestamptz,
    primary key (scope, digest)
);

create table cache_entries (
    scope            text not null,
    key              text not null,
    kind             text not null,
    project_path     text not null,
    framework        text not null,
    configuration    text not null,
    platform         text not null,
    -- What the key is the digest of, so that later misses can be explained.
    document         text not null,
    pack_digest      text not null,
    reference_digest text,
    duration_ms      bigint not null,
    -- The build that made it; it may be gone.
    origin           uuid not null,
    created_at       timestamptz not null default now(),
    -- Exact to an hour.
    last_used_at     timestamptz not null default now(),
    primary key (scope, key),
    foreign key (scope, pack_digest) references cache_packs (scope, digest)
);
create index cache_entries_newest on cache_entries (scope, project_path, framework, created_at desc) where kind = 'Full';
create index cache_entries_by_use on cache_entries (last_used_at);
create index cache_entries_of_pack on cache_entries (scope, pack_digest);

-- Objects that nothing names any more. The row goes after its object, so that a crash between the two leaves no object behind.
create table cache_garbage (
    object_key text primary key,
    since      timestamptz not null default now()
);

create table project_uses (
    attempt_id       uuid not null references attempts (id) on delete cascade,
    path             text not null,
    framework        text not null,
    configuration    text not null,
    platform         text not null,
    key              text not null,
    hit              text not null,
    origin           text,
    duration_ms      bigint not null,
    saved_ms         bigint not null,
    dependencies     jsonb not null,
    differences      jsonb not null,
    more_differences integer not null,
    reasons          jsonb not null,
    primary key (attempt_id, path, framework, configuration, platform)
);
