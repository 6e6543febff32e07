-- A deleted key's hash stays for a while: who reports it as leaked is told that it was one.
create table api_key (
    id         text        primary key,
    client_id  text        not null references client on delete cascade,
    name       text,
    hash       bytea       not null,
    pepper     integer     not null,
    created_at timestamptz not null,
    deleted_at timestamptz,
    version    integer     not null
);
create index api_key_by_client on api_key (client_id, id);
create index api_key_by_deletion on api_key (deleted_at) where deleted_at is not null;

alter table environment add column require_api_key boolean not null default false;

alter table audit_entry add column api_key_id text;
