-- Artifacts of such builds are seen only once everything of the build has succeeded.
alter table builds add column publishes_at_end boolean not null default false;
