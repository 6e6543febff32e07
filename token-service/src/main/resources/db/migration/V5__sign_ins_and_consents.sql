-- One row per browser and tenant: an application of another tenant asks to sign in again, beside the first.
create table sign_in (
    id           text        primary key,
    browser      bytea       not null,
    tenant_id    text        not null,
    person       bigint      not null,
    era          text        not null,
    auth_time    timestamptz not null,
    amr          text[]      not null,
    acr          text,
    agent        text        not null,
    last_seen_at timestamptz not null,
    expires_at   timestamptz not null,
    unique (browser, tenant_id)
);

create index sign_in_of_person on sign_in (tenant_id, person);
create index sign_in_expiry on sign_in (expires_at);
create index sign_in_last_seen on sign_in (last_seen_at);

create table consent (
    tenant_id  text        not null,
    person     bigint      not null,
    client_id  text        not null,
    subject    text        not null,
    scopes     text[]      not null,
    given_at   timestamptz not null,
    primary key (tenant_id, person, client_id, subject)
);

comment on table sign_in is 'sessions: who has signed in with which browser';
comment on column sign_in.id is 'names the session to others; opens nothing';
comment on column sign_in.browser is 'SHA-256 of the cookie, which is renewed at each sign-in';
comment on column sign_in.era is 'of the person when the session began: with another one it is over';
comment on column sign_in.agent is 'browser and system in a few words, so that its owner knows it again';
comment on column consent.subject is 'whom the tokens stand for: user, or account';
