-- People and tenants' accounts are numbered from one sequence, so that no two have the same sub.
create sequence subject_number as bigint start 1000;
alter table tenant add column account bigint not null unique default nextval('subject_number');

create table person (
    id             bigint      primary key default nextval('subject_number'),
    tenant_id      text        not null references tenant on delete cascade,
    -- As it was typed, but compared in lower case.
    username       text        not null,
    name           text,
    email          text,
    email_verified boolean     not null default false,
    role           text        not null default 'member',
    -- The API scopes the person may give, or null for all.
    scopes         text[],
    disabled       boolean     not null default false,
    -- Another one whenever all sessions are to end: who signed in during the one before is signed in no more.
    era            uuid        not null default gen_random_uuid(),
    created_at     timestamptz not null,
    updated_at     timestamptz not null,
    version        integer     not null
);
-- compatible: of a table that is new
create unique index person_by_username on person (tenant_id, lower(username));
create index person_by_tenant on person (tenant_id, id);
create index person_by_scope on person using gin (scopes);

-- What a client needs before a person can be sent to it and back, and whether it may do more than its creator.
alter table client
    add column application_type             text    not null default 'web',
    add column redirect_uris                text[]  not null default '{}',
    add column post_logout_redirect_uris    text[]  not null default '{}',
    add column allowed_origins              text[]  not null default '{}',
    add column response_type_optional       boolean not null default false,
    add column code_challenge_methods       text[]  not null default '{S256}',
    add column require_pkce                 boolean not null default false,
    add column id_token_signed_response_alg text    not null default 'RS256',
    add column backchannel_logout_uri       text,
    add column limited_to_creator           boolean not null default false,
    -- No foreign key: what only a person who is gone could do, nobody can.
    add column created_by                   bigint;
-- Whoever likes asks for it: none of them reads through a list of entries that wait to be sorted in.
create index client_by_allowed_origin on client using gin (allowed_origins) with (fastupdate = off);
create index client_by_creator on client (created_by) where limited_to_creator;

-- A public client has one without a secret, whose hash is that of nothing: so each of its tokens names a credential all the same.
alter table credential add column secretless boolean not null default false;

-- Whom a token with the scope may stand for.
alter table scope add column token_types text[] not null default '{user,account}';
-- Of OpenID Connect, and no API's: a scope that was called so is the built-in one from now on, and implies nothing.
insert into scope (name, description, criticality, implies, built_in, created_at, version) values
    ('openid', 'Know who you are', 'low', '{}', true, now(), 0),
    ('profile', 'See your name and username', 'low', '{}', true, now(), 0),
    ('email', 'See your e-mail address', 'low', '{}', true, now(), 0),
    ('offline_access', 'Keep its access while you are away', 'medium', '{}', true, now(), 0)
on conflict (name) do update set description = excluded.description, criticality = excluded.criticality, implies = excluded.implies, built_in = true;
update scope set implies = array(select i from unnest(implies) as i where i not in ('openid', 'profile', 'email', 'offline_access') order by i)
 where implies && array['openid', 'profile', 'email', 'offline_access'];

-- Whom the tokens stand for that a revocation ends, and again the narrowest thing named, which the person now can be. The column
-- subject stays for the version before.
alter table live_revocation
    add column person text,
    add column named  text not null generated always as (coalesce(token_id, grant_id, credential_id, person, client_id, tenant_id, '*')) stored;
create index live_revocation_by_named on live_revocation (named, position);

-- Whom an action concerned: the sub of a person; and through which client a person acted.
alter table audit_entry add column subject text, add column actor_client text;
