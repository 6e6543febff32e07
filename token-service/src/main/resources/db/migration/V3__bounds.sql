-- A grant that was refreshed is in use. Of those from before nobody knows, so they count as in use until they expire.
alter table refresh_grant add column refreshed boolean not null default true;
alter table refresh_grant alter column refreshed set default false;

create index refresh_grant_never_refreshed on refresh_grant (client_id, issued_at) where not refreshed;

alter table revocation_outbox add column keep_until timestamptz;

create index revocation_outbox_target on revocation_outbox using hash (target);

comment on column refresh_grant.refreshed is 'whether any of its refresh tokens was ever used';
comment on column revocation_outbox.keep_until is 'when no gateway needs to know of it any more, where that is known';
