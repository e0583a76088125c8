-- What tasks that depend on this one are given of it: words that only agents understand.
alter table tasks add column output jsonb;
