-- As signing_key, for ID tokens and logout tokens, one line of keys for each algorithm. Apart from it, since the release before this one
-- reads all rows there, and would sign access tokens with them.
create table id_token_key (
    kid         text        primary key,
    algorithm   text        not null,
    public_key  bytea       not null,
    private_key bytea       not null,
    created_at  timestamptz not null,
    signs_from  timestamptz not null,
    unique (algorithm, signs_from)
);

comment on column id_token_key.kid is 'RFC 7638 thumbprint of the public key';
comment on column id_token_key.public_key is 'X.509 SubjectPublicKeyInfo, DER';
comment on column id_token_key.private_key is 'PKCS #8, DER, encrypted as in signing_key';

-- What a client asked for by the parameter claims, as long as its grant may bring it. A grant without such wishes has no row.
create table requested_claims (
    grant_id    text        primary key,
    id_token    text[]      not null,
    userinfo    text[]      not null,
    requested_at timestamptz not null
);

create index requested_claims_age on requested_claims (requested_at);

-- Who has to be told when a session ends: clients that got an ID token of it, and are registered for being told.
create table session_client (
    session_id text        not null,
    client_id  text        not null,
    tenant_id  text        not null,
    person     bigint      not null,
    told_at    timestamptz not null,
    primary key (session_id, client_id)
);

create index session_client_age on session_client (told_at);

-- Logout tokens on their way. Whoever takes one moves due_at first, so that no lock is held while a client takes its time.
create table logout_notice (
    id         uuid        primary key,
    session_id text        not null,
    client_id  text        not null,
    tenant_id  text        not null,
    person     bigint      not null,
    attempts   integer     not null default 0,
    due_at     timestamptz not null
);

create index logout_notice_due on logout_notice (tenant_id, due_at);

comment on column session_client.told_at is 'when it was last given an ID token of the session';
comment on column logout_notice.id is 'jti of its logout tokens, so that a client can tell a repeat';
