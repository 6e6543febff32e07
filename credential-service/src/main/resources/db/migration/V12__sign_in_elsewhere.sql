-- Somebody else's OpenID provider, at which people of a tenant sign in.
create table identity_provider (
    tenant_id     text        primary key references tenant on delete cascade,
    issuer        text        not null,
    name          text        not null,
    client_id     text        not null,
    -- Encrypted; null where the provider knows us as a public client.
    client_secret bytea,
    scopes        text[]      not null,
    -- Which of its claims names a person until the first sign-in.
    claim         text        not null,
    create_people boolean     not null,
    passwords     text        not null check (passwords in ('allowed', 'refused')),
    created_at    timestamptz not null,
    version       integer     not null
);

-- Who signed in there is whom here. It outlives the provider's row: what an address named once must not be named anew by it.
create table external_identity (
    tenant_id text        not null references tenant on delete cascade,
    issuer    text        not null,
    subject   text        not null,
    person_id bigint      not null references person on delete cascade,
    linked_at timestamptz not null,
    primary key (tenant_id, issuer, subject)
);
-- compatible: of a table that is new
create unique index external_identity_by_person on external_identity (person_id, issuer);

-- Whom an address names at the first sign-in. Addresses are of ASCII; so are their cases, wherever the database is.
create index person_by_email on person (tenant_id, lower(email collate "C")) where email is not null;
