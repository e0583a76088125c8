-- What one project keeps, where that differs from the server's settings; null leaves it to them. Ages are in seconds.
create table retention_rules (
    project_name      text primary key,
    keep_builds       bigint check (keep_builds > 0),
    keep_artifacts    bigint check (keep_artifacts > 0),
    keep_logs         bigint check (keep_logs > 0),
    keep_tests        bigint check (keep_tests > 0),
    max_builds        integer check (max_builds > 0),
    max_bytes         bigint check (max_bytes > 0),
    keep_latest_green boolean,
    changed_by        text not null,
    changed_at        timestamptz not null default now()
);

-- What a scrub found in the store, while it runs. It is not worth being written to the log of the database.
create unlogged table listed_objects (
    scrub_id   uuid not null,
    object_key text not null,
    size_bytes bigint not null,
    modified   timestamptz not null,
    listed_at  timestamptz not null default now()
);
create index listed_objects_by_key on listed_objects (scrub_id, object_key);
