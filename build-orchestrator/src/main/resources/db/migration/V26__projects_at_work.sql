-- Agents tell of projects while they are built. What they have told so far is not settled, and counts in no figure, until the
-- attempt tells what became of its projects in the end.
alter table project_uses
    add column state text not null default 'Done',
    add column settled boolean not null default true;
