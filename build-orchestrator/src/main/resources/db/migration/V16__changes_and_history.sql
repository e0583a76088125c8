-- What the web interface tells of a build besides its result: who changed what since it was green, and how much waited when.

alter table builds add column commit_message text;
alter table builds add column commit_author text;

-- The newest commits of what was checked out, newest first: array of {sha, author, time, subject}. Beside the build, so that
-- lists do not carry it.
create table build_commits (
    build_id uuid primary key references builds (id) on delete cascade,
    commits  jsonb not null
);
-- The last green build before another one of the same branch.
create index builds_green on builds (project_name, git_ref, created_at desc) where status = 'Succeeded' and commit_sha is not null;

-- What an agent ran, newest first.
create index attempts_ran_by on attempts (agent_id, accepted_at desc) where accepted_at is not null;

-- How much waited at a time is counted from the times of the builds themselves.
create index builds_ended on builds (ended_at);
