-- A grant is a line of tokens that can end together. Whoever changes anything of it locks its row first, so that any number
-- of requests on any number of replicas take turns.
create table refresh_grant (
    grant_id       text        primary key,
    tenant_id      text        not null,
    client_id      text        not null,
    -- Of the newest access token: which secret obtained it, at which position of the feed it was issued, and when.
    credential_id  text        not null,
    position       bigint      not null,
    issued_at      timestamptz not null,
    scopes         text[]      not null,
    by_token_alone boolean     not null,
    ended_at       timestamptz,
    expires_at     timestamptz not null
);

create index refresh_grant_expiry on refresh_grant (expires_at);

-- Spent tokens stay until they would have expired: one that is used again gives its holder away.
create table refresh_token (
    hash              bytea       primary key,
    grant_id          text        not null references refresh_grant on delete cascade,
    access_token_id   text        not null,
    access_expires_at timestamptz not null,
    expires_at        timestamptz not null,
    spent_at          timestamptz,
    successor         bytea,
    answer            bytea
);

create index refresh_token_of_grant on refresh_token (grant_id);
create index refresh_token_expiry on refresh_token (expires_at);
create index refresh_token_answer on refresh_token (spent_at) where answer is not null;

create table revocation_outbox (
    id         uuid        primary key,
    target     jsonb       not null,
    created_at timestamptz not null default now()
);

create index revocation_outbox_order on revocation_outbox (created_at);

comment on column refresh_grant.by_token_alone is 'whether its refresh tokens need no client authentication, as in the dialect they were issued in';
comment on column refresh_grant.expires_at is 'when the last of its tokens has expired';
comment on column refresh_token.hash is 'HMAC-SHA-256 under one of claviger.refresh.peppers';
comment on column refresh_token.access_token_id is 'jti of the access token it came with';
comment on column refresh_token.successor is 'hash of the refresh token it was exchanged for';
comment on column refresh_token.answer is 'what it was exchanged for, encrypted under a key that only the spent token itself yields';
comment on table revocation_outbox is 'revocations decided here and not yet acknowledged by credential-service';
