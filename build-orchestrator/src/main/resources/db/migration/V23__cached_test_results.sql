-- The build in which the test passed, where it did not run again since nothing changed that it depends on.
alter table test_results add column cached_from uuid;
