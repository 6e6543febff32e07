-- What a client's technical contact is told by mail. The contact itself is read when a mail is sent. One row is one mail,
-- and one event has one row however many replicas saw it: that is what dedupe_key holds.
create table notification (
    id              bigint      generated always as identity primary key,
    kind            text        not null,
    tenant_id       text        not null,
    client_id       text        not null references client on delete cascade,
    credential_id   text,
    api_key_id      text,
    -- When what it tells of takes effect: an expiry, the end of an overlap.
    effective_at    timestamptz,
    -- Where a leaked secret was seen.
    place           text,
    dedupe_key      text        not null unique,
    created_at      timestamptz not null default now(),
    status          text        not null default 'pending',
    attempts        integer     not null default 0,
    next_attempt_at timestamptz not null default now(),
    claimed_at      timestamptz,
    sent_at         timestamptz
);
create index notification_due on notification (next_attempt_at) where status = 'pending';
create index notification_unsettled on notification (status) where status <> 'sent';
create index notification_by_tenant on notification (tenant_id, id);
create index notification_by_client on notification (client_id, id);
create index notification_by_time on notification (created_at);

create index credential_by_expiry on credential (expires_at) where revoked_at is null and expires_at is not null;
