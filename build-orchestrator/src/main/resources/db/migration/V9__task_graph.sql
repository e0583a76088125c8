-- A task may add further ones to its build when it succeeds.
alter table tasks
    -- What sort of task it is, and what the task that added it gave for it: words that only agents understand.
    add column kind text not null default 'build',
    add column payload jsonb,
    -- Kinds that this task may add, each with its stages: {"slice": [{"name": "Build", "skipped": false}]}
    add column growth jsonb,
    add column estimated_ms bigint,
    -- It was for one agent, which went out of service: what depends on it does not wait for it, and the build not either.
    add column waived boolean not null default false,
    -- Order among the tasks that were added together.
    add column ordinal integer not null default 0;
create index tasks_for_one_agent on tasks ((requirements ->> 'agentId'))
    where state = 'Ready' and requirements ->> 'agentId' is not null;
