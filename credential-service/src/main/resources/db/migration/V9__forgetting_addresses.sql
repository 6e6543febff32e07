-- Addresses are forgotten before the use is: so that those already forgotten are not read again every time.
create index credential_usage_by_address on credential_usage (last_used_at) where last_used_from is not null;
