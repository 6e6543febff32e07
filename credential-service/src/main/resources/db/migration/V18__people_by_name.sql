-- The console lists a tenant's people by name, and all tenants, a page at a time.
create index person_by_name on person (tenant_id, lower(coalesce(name, username)), id);
create index tenant_by_name on tenant (lower(name), id);

-- When somebody was last let in. Not in the person's row, which an administrator may be about to change.
create table person_sign_in (
    person_id bigint      primary key references person on delete cascade,
    at        timestamptz not null
);
