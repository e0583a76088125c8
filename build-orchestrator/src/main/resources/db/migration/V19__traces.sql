-- Builds that have ended and whose spans a collector does not have yet: written with the end itself where traces are switched on,
-- taken away once the collector has them or they are too old. A crash loses none.
create table untraced_builds (
    build_id uuid primary key references builds (id) on delete cascade,
    ended_at timestamptz not null default now(),
    -- Whoever sends a build's spans moves this on first, so that no other node does the same.
    next_try timestamptz not null default now()
);
create index untraced_builds_by_try on untraced_builds (next_try);
