-- Tokens with which scripts act for a user. A row goes when its token is revoked (the audit keeps who did it), and with its user.
create table api_tokens (
    id           uuid primary key,
    user_id      uuid not null references users (id) on delete cascade,
    name         text not null,
    -- What the token may do at most; the user's role now is the other bound.
    role         text not null check (role in ('Developer', 'BuildMaster', 'Admin')),
    token_sha256 bytea not null unique,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    last_used_at timestamptz
);
create index api_tokens_of_user on api_tokens (user_id);
create index api_tokens_newest on api_tokens (created_at desc, id);
