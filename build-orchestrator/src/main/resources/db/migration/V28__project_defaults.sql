-- What builds of a project ask for where their requests leave it out: the body of a request, of which any field may be missing.
create table project_defaults (
    project_name text primary key,
    -- JSON as it was checked; read by the application only.
    defaults     text not null,
    changed_by   text not null,
    changed_at   timestamptz not null default now()
);
