-- What a person agreed to, until the client exchanges the code for it. Whoever exchanges one locks its row first. Used ones stay for a
-- while: one that comes back gives its holder away.
create table authorization_code (
    hash             bytea       primary key,
    grant_id         text        not null,
    tenant_id        text        not null,
    client_id        text        not null,
    redirect_uri     text        not null,
    redirect_named   boolean     not null,
    challenge        text,
    challenge_method text,
    scopes           text[]      not null,
    nonce            text,
    subject_kind     text        not null,
    subject          bigint      not null,
    person           bigint      not null,
    auth_time        timestamptz not null,
    acr              text,
    amr              text[]      not null,
    session_id       text,
    position         bigint      not null,
    issued_at        timestamptz not null,
    expires_at       timestamptz not null,
    used_at          timestamptz
);

create index authorization_code_expiry on authorization_code (expires_at);
create index authorization_code_of_person on authorization_code (person, client_id);

-- Who gave the grant, and for whom; null where the client asked for itself.
alter table refresh_grant add column person bigint, add column subject_kind text, add column subject bigint, add column auth_time timestamptz,
    add column acr text, add column amr text[], add column session_id text;

create index refresh_grant_of_person on refresh_grant (person, client_id) where person is not null;
create index refresh_grant_crowd on refresh_grant (client_id, coalesce(person, 0), issued_at) where not refreshed;
drop index refresh_grant_never_refreshed;
create index refresh_grant_of_session on refresh_grant (session_id) where session_id is not null;

comment on column authorization_code.hash is 'HMAC-SHA-256 under one of claviger.refresh.peppers';
comment on column authorization_code.grant_id is 'of the grant that it begins when it is exchanged';
comment on column authorization_code.redirect_named is 'whether the authorization request named it: then the token request has to';
comment on column authorization_code.scopes is 'in the order in which the client asked';
comment on column authorization_code.position is 'of the event feed, when client and person were known to be as they should';
comment on column refresh_grant.subject_kind is 'whom its tokens stand for: user, or account';
comment on column refresh_grant.session_id is 'in which session it was agreed';
