-- What the web interface needs: a session that a browser holds as a cookie, and a way to ask what has changed since.

create table browser_sessions (
    secret_sha256 bytea primary key,
    session_id    uuid not null references sessions (id) on delete cascade,
    created_at    timestamptz not null,
    -- Moves on while the browser is used.
    expires_at    timestamptz not null
);
create index browser_sessions_of_session on browser_sessions (session_id);

-- The transaction that last wrote a row. A reader that asks for all rows from the oldest running transaction on misses nothing,
-- in whatever order transactions commit, and on whichever node it asks.
alter table builds add column changed_in bigint not null default 0;
alter table stages add column changed_in bigint not null default 0;
create index builds_changed on builds (changed_in);
create index stages_changed on stages (changed_in);

create function note_change() returns trigger language plpgsql as $$
begin
    new.changed_in := pg_current_xact_id()::text::bigint;
    return new;
end
$$;
create trigger builds_note_change before insert or update on builds for each row execute function note_change();
create trigger stages_note_change before insert or update on stages for each row execute function note_change();
