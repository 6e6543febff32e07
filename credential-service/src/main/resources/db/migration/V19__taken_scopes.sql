-- What the last change that took scopes from a client took, and when: so that whoever finds out later that one was needed can give them back.
alter table client
    add column taken_scopes text[] not null default '{}',
    add column taken_at     timestamptz;
