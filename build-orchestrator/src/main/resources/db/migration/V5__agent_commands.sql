-- What the agent's process is to do with itself: Run, Pause, Drain or Stop. Every heartbeat brings it back.
alter table agents add column command text not null default 'Run';
