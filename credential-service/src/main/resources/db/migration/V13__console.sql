-- A client of the platform itself: it signs in people of every tenant, and asks them for no consent.
alter table client add column first_party boolean not null default false;

-- Who is signed in to the console. What the browser brings is stored as a hash; who the person is and what it may is read with each request.
create table console_session (
    hash       bytea       primary key,
    tenant_id  text        not null,
    person_id  bigint      not null references person on delete cascade,
    -- The person's at the sign-in: a later one has ended it.
    era        uuid        not null,
    -- The client and the feed's position at the sign-in: a later revocation of whatever of them ends the session.
    client_id  text        not null,
    position   bigint      not null,
    -- Of the provider: its session, who that is to it, and the statement of who signed in, to be shown again when that is to end (RP-Initiated Logout 1.0 §2).
    sid        text,
    subject    text,
    id_token   text,
    begun_at   timestamptz not null default now(),
    used_at    timestamptz not null default now(),
    expires_at timestamptz not null
);
create index console_session_by_person on console_session (person_id);
create index console_session_by_sid on console_session (sid);
create index console_session_by_subject on console_session (subject);
create index console_session_by_use on console_session (used_at);
create index console_session_by_end on console_session (expires_at);
