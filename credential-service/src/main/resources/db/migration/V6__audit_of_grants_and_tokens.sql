-- Which grant or token an administrator, or token-service, ended: ids, no secrets.
alter table audit_entry
    add column grant_id text,
    add column token_id text;
