-- The console lists a tenant's applications by name, a page at a time.
create index client_by_name on client (tenant_id, lower(name), id);
