-- Of a first-party client: whose person has agreed, where it is not the client's own tenant.
alter table authorization_code add column person_tenant text;
alter table refresh_grant add column person_tenant text;
