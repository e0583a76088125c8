-- What projects are put in order by, so that the days of many projects are added up without reading their histograms.
create index build_rollups_of_days on build_rollups (start)
    include (project, strategy, pool, succeeded, failed, cancelled, timed_out, run_seconds)
    where grain = 'day';
