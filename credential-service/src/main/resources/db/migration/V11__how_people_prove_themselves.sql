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
    add column due_at    timestamptz;
create index notification_due_to_people on notification (due_at) where status = 'pending' and due_at is not null;
create index notification_by_person on notification (person_id, created_at) where person_id is not null;
create index notification_by_link on notification (link_id) where link_id is not null;
