-- What the last change that took scopes from a client took, and when: so that whoever finds out later that one was needed can give them back.
alter table client
    add column taken_scopes text[] not null default '{}',
    add column taken_at     timestamptz;

-- A tenant's clients need the same few things: each of them is found by a step here, and who needed it when beside it.
create index usage_need_by_need on usage_need (tenant_id, source, needs, last_day) include (client_id);
