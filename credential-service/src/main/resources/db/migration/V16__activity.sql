-- The audit trail is searched by who did what to what, from a time to another, newest first: each question has an index in that order, and
-- reads the partitions of its time alone. What was there for this before, by number, is what the release before reads by.
create index audit_entry_of_tenant on audit_entry (tenant_id, at, id);
create index audit_entry_by_actor on audit_entry (tenant_id, actor, at, id);
create index audit_entry_through on audit_entry (tenant_id, actor_client, at, id) where actor_client is not null;
create index audit_entry_by_action on audit_entry (tenant_id, action, at, id);
create index audit_entry_of_client on audit_entry (client_id, at, id) where client_id is not null;
create index audit_entry_of_environment on audit_entry (tenant_id, environment, at, id) where environment is not null;
create index audit_entry_of_person on audit_entry (subject, at, id) where subject is not null;
create index audit_entry_of_secret on audit_entry (credential_id, at, id) where credential_id is not null;
create index audit_entry_of_api_key on audit_entry (api_key_id, at, id) where api_key_id is not null;

-- Which clients are refused: few of all the rows, and asked for while somebody looks. How often is not part of it, or each count would write to it.
create index usage_day_refused on usage_day (tenant_id, at) where outcome = 'refused';
