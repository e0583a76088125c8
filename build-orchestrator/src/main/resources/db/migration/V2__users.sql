-- Users sign in with a password and get a session; its access tokens are signed, its refresh tokens are stored as hashes.

create table users (
    id            uuid primary key,
    -- always lower case
    username      text not null unique,
    password_hash text not null,
    role          text not null check (role in ('Developer', 'BuildMaster', 'Admin')),
    enabled       boolean not null,
    -- Raised when the password changes or the user is disabled: sessions of an older version are over.
    token_version integer not null,
    created_at    timestamptz not null,
    last_login_at timestamptz
);

create table sessions (
    id            uuid primary key,
    user_id       uuid not null references users (id) on delete cascade,
    token_version integer not null,
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    revoked_at    timestamptz,
    revoke_reason text
);
create index sessions_of_user on sessions (user_id);

-- Each token is used once and then names the next ones as its children; a used one that comes again ends the session.
create table refresh_tokens (
    token_sha256  bytea primary key,
    session_id    uuid not null references sessions (id) on delete cascade,
    parent_sha256 bytea,
    issued_at     timestamptz not null,
    expires_at    timestamptz not null,
    used_at       timestamptz
);
create index refresh_tokens_of_session on refresh_tokens (session_id);
create index refresh_tokens_of_parent on refresh_tokens (parent_sha256);

-- Keys that sign access tokens. The newest one signs; each verifies until it is retired.
create table signing_keys (
    kid        text primary key,
    secret     bytea not null,
    created_at timestamptz not null,
    retired_at timestamptz
);
