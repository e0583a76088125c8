-- Projects that the cache is switched off for, since a hit that was built again came out differently. As entries, they hold for
-- the builds that read the scope; what a person must see to judge it stands beside.

create table cache_distrusted (
    id             uuid primary key,
    scope          text not null,
    project_path   text not null,
    framework      text not null,
    repository_url text not null,
    git_ref        text not null,
    -- Files that differed.
    files          jsonb not null,
    -- The build whose outputs were not made again, and the one that found it out.
    origin         uuid not null,
    build_id       uuid not null,
    since          timestamptz not null default now(),
    unique (scope, project_path, framework)
);
