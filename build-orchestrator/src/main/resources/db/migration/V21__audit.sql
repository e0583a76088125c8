-- Who did what to the installation: written when it was done, and never changed.
create table audit_entries (
    id       bigint generated always as identity primary key,
    at       timestamptz not null default now(),
    username text not null,
    action   text not null,
    target   text not null,
    request  text not null
);

create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
    raise exception 'entries of the audit are never changed';
end
$$;
create trigger audit_entries_stay before update or delete on audit_entries
    for each statement execute function refuse_change_of_audit();
