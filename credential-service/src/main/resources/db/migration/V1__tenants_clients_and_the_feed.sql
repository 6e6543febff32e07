-- What the installation remembers of itself; one row.
create table installation (
    only_row       boolean     primary key default true check (only_row),
    first_admin_at timestamptz
);
insert into installation default values;

-- Which history positions count in, and the position reached; one row. Whoever records an event holds its lock until
-- commit, so positions have no gaps and rise in the order of commits.
create table feed (
    only_row boolean primary key default true check (only_row),
    id       uuid    not null default gen_random_uuid(),
    position bigint  not null default 0
);
insert into feed default values;

create table event (
    position    bigint      primary key,
    recorded_at timestamptz not null,
    type        text        not null,
    data        jsonb       not null
);
create index event_by_time on event (recorded_at);

-- Revocations that can still concern a live token: what a snapshot tells of them.
create table live_revocation (
    position      bigint      primary key,
    tenant_id     text,
    client_id     text,
    credential_id text,
    grant_id      text,
    token_id      text,
    issued_before timestamptz,
    keep_until    timestamptz not null,
    -- The narrowest thing named, so that those concerning one token are found by index.
    subject       text        not null generated always as (coalesce(token_id, grant_id, credential_id, client_id, tenant_id, '*')) stored
);
create index live_revocation_by_subject on live_revocation (subject);
create index live_revocation_by_end on live_revocation (keep_until);

-- Deliveries from token-service, repeated until acknowledged.
create table delivered_revocation (
    id           uuid        primary key,
    position     bigint,
    delivered_at timestamptz not null default now()
);
create index delivered_revocation_by_time on delivered_revocation (delivered_at);

create table tenant (
    id                    text        primary key,
    name                  text        not null,
    access_token_seconds  integer,
    refresh_token_seconds integer,
    created_at            timestamptz not null,
    version               integer     not null
);

create table environment (
    tenant_id   text        not null references tenant on delete cascade,
    name        text        not null,
    hosts       text[]      not null,
    upstreams   text[]      not null,
    audience    text        not null,
    token_paths text[]      not null,
    created_at  timestamptz not null,
    version     integer     not null,
    primary key (tenant_id, name)
);

-- A host belongs to one environment of all tenants. No index can hold that over the elements of an array.
create table environment_host (
    host        text primary key,
    tenant_id   text not null,
    environment text not null,
    foreign key (tenant_id, environment) references environment on delete cascade
);
create index environment_host_by_environment on environment_host (tenant_id, environment);

create table scope (
    name        text        primary key,
    description text        not null,
    criticality text        not null,
    implies     text[]      not null,
    built_in    boolean     not null default false,
    created_at  timestamptz not null,
    version     integer     not null
);
create index scope_by_implied on scope using gin (implies);
insert into scope (name, description, criticality, implies, built_in, created_at, version) values
    ('claviger:admin', 'Administer the whole installation', 'high', '{}', true, now(), 0),
    ('claviger:tenant', 'Administer the clients of one''s own tenant', 'high', '{}', true, now(), 0);

create table client (
    id                         text        primary key,
    tenant_id                  text        not null references tenant on delete cascade,
    -- No foreign key: a client outlives its environment and obtains nothing until it is given another.
    environment                text        not null,
    name                       text        not null,
    contact_email              text,
    scopes                     text[]      not null,
    establishments             text[]      not null,
    grant_types                text[]      not null,
    token_endpoint_auth_method text        not null,
    access_token_seconds       integer,
    refresh_token_seconds      integer,
    secret_seconds             integer,
    disabled                   boolean     not null,
    created_at                 timestamptz not null,
    version                    integer     not null
);
create index client_by_tenant on client (tenant_id, id);
create index client_by_environment on client (tenant_id, environment);
create index client_by_scope on client using gin (scopes);

create table credential (
    id         text        primary key,
    client_id  text        not null references client on delete cascade,
    hash       bytea       not null,
    pepper     integer     not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    version    integer     not null
);
create index credential_by_client on credential (client_id, id);

-- How often each secret obtained a token or let a request through. No foreign key: a report may come after the deletion.
create table credential_usage (
    credential_id  text        primary key,
    use_count      bigint      not null,
    last_used_at   timestamptz not null,
    last_used_from text
);
create index credential_usage_by_time on credential_usage (last_used_at);

create table usage_batch (
    id          uuid        primary key,
    received_at timestamptz not null default now()
);
create index usage_batch_by_time on usage_batch (received_at);

create table idempotency_key (
    caller      text        not null,
    key         text        not null,
    fingerprint bytea       not null,
    created_id  text        not null,
    created_at  timestamptz not null,
    primary key (caller, key)
);
create index idempotency_key_by_time on idempotency_key (created_at);

-- Ids only: whoever a person was is erased with the tenant, what happened stays.
create table audit_entry (
    id            bigint      generated always as identity primary key,
    at            timestamptz not null,
    actor         text        not null,
    actor_tenant  text,
    address       text,
    action        text        not null,
    tenant_id     text,
    environment   text,
    client_id     text,
    credential_id text,
    scope         text,
    changed       text[]      not null
);
create index audit_entry_by_tenant on audit_entry (tenant_id, id);
create index audit_entry_by_client on audit_entry (client_id, id);
create index audit_entry_by_actor_tenant on audit_entry (actor_tenant) where address is not null;
create index audit_entry_by_time on audit_entry (at);
