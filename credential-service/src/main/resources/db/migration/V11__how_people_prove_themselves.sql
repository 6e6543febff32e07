-- By what a person proves to be that person. Argon2id in the form all its libraries read, parameters included.
create table person_password (
    person_id bigint      primary key references person on delete cascade,
    hash      text        not null,
    set_at    timestamptz not null
);

-- A link that leads to a new password. Of one that goes by mail the hash is stored when the mail leaves, and a mail that is tried
-- again brings another: what it ends with is nowhere but in the mail.
create table password_link (
    id         bigint      generated always as identity primary key,
    person_id  bigint      not null references person on delete cascade,
    purpose    text        not null check (purpose in ('invitation', 'reset')),
    hash       bytea       unique,
    mailed     boolean     not null,
    expires_at timestamptz not null
);
create index password_link_by_person on password_link (person_id);
create index password_link_by_end on password_link (expires_at);

-- Browsers that have signed in before: guesses from elsewhere do not keep them out.
create table known_browser (
    hash      bytea       primary key,
    person_id bigint      not null references person on delete cascade,
    used_at   timestamptz not null default now()
);
create index known_browser_by_person on known_browser (person_id, used_at);
create index known_browser_by_use on known_browser (used_at);

-- Wrong guesses, under HMACs of what they are counted by. Written only when one was wrong.
create table guess (
    key        bytea       primary key,
    failures   integer     not null,
    last_at    timestamptz not null,
    wait_until timestamptz
);
create index guess_by_time on guess (last_at);

-- RFC 6238. Secrets are encrypted; one is pending until its owner has shown a code of it; a step is used once.
create table one_time_password (
    person_id     bigint      primary key references person on delete cascade,
    secret        bytea,
    last_step     bigint      not null default 0,
    pending       bytea,
    pending_until timestamptz
);
create table recovery_code (
    person_id bigint not null references person on delete cascade,
    hash      bytea  not null,
    primary key (person_id, hash)
);

-- What people are told about how they sign in, beside what contacts are told of their clients. The version before looks for
-- a client to each notification that is due, and would wait at one that has none: so these are due by a column it does not know.
alter table notification alter column client_id drop not null;
alter table notification
    add column person_id bigint references person on delete cascade,
    add column link_id   bigint references password_link on delete set null,
    -- Where the mail goes when that is the person's address no more; forgotten once it has left.
    add column sent_to   text,
    add column due_at    timestamptz;
create index notification_due_to_people on notification (due_at) where status = 'pending' and due_at is not null;
create index notification_by_person on notification (person_id, created_at) where person_id is not null;
create index notification_by_link on notification (link_id) where link_id is not null;

-- As before; people are signed out and their links void, and the numbers of people and accounts leap as the feed does.
create or replace function accept_restore() returns uuid language plpgsql as $$
declare
    new_feed  uuid := gen_random_uuid();
    reached   bigint;
    cut_off   bigint;
    forgotten bigint;
begin
    update feed set id = new_feed, position = case
        when (extract(epoch from clock_timestamp()) * (1 << 20))::bigint > position then (extract(epoch from clock_timestamp()) * (1 << 20))::bigint
        else position + (1::bigint << 40) end
        returning position into reached;
    -- The lock on the feed is held from here on, so the time is read after everything recorded before.
    cut_off := extract(epoch from clock_timestamp())::bigint + 3600 + 15;
    -- One row costs nothing, and this function does not know how long access tokens may live here: long enough for any.
    forgotten := cut_off + 400 * 86400;
    -- Nobody can follow across the leap; positions of what is kept have no gaps.
    delete from event;
    insert into event (position, recorded_at, type, data) values (reached, clock_timestamp(), 'revoked',
        jsonb_build_object('target', jsonb_build_object('issued_before', cut_off), 'keep_until', forgotten));
    insert into live_revocation (position, issued_before, keep_until) values (reached, to_timestamp(cut_off), to_timestamp(forgotten));
    insert into audit_entry (at, actor, action, changed) values (date_trunc('milliseconds', clock_timestamp()), 'restore', 'restore.accepted', '{}');
    update notification set status = 'uncertain', sent_to = null where status in ('pending', 'sending');
    update installation set restored_at = clock_timestamp();
    -- Who was signed out since the backup must not be signed in again by it, and a link that was used since must not open again.
    update person set era = gen_random_uuid();
    delete from password_link;
    -- Who was given a number since the backup keeps it, elsewhere: sub is never given again (OpenID Connect Core §2). Milliseconds
    -- stay below the fifteen digits that a number may have.
    perform setval('subject_number', greatest(nextval('subject_number') + (1 << 20), (extract(epoch from clock_timestamp()) * 1000)::bigint));
    perform pg_notify('claviger_feed', reached::text);
    return new_feed;
end
$$;
