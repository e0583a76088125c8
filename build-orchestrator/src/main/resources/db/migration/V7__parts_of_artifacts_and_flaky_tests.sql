-- A large artifact is put in parts; the store knows them by an upload of its own until it is complete.
alter table artifacts
    add column upload_id text,
    add column part_bytes bigint;
create index artifacts_uploading on artifacts (declared_at) where upload_id is not null and committed_at is null;

-- The test failed first and passed when it was run again.
alter table test_results add column flaky boolean not null default false;
