-- What projects are put in order by, so that the times of many projects are added up without reading their histograms.
drop index build_rollups_by_time;
create index build_rollups_by_time on build_rollups (grain, start)
    include (project, strategy, pool, succeeded, failed, cancelled, timed_out, run_seconds);
