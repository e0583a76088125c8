-- The key (build_id, name) finds the tasks of a build as well; each index that is not there makes a submit cheaper.
drop index tasks_of_build;
