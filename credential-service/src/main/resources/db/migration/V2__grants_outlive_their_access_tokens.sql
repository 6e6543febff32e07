-- How the refresh tokens of a client live, and whether secrets nobody uses may be revoked for it.
alter table client
    add column refresh_token_rotation   boolean not null default true,
    add column revoke_access_on_refresh boolean not null default false,
    add column retire_unused_secrets    boolean not null default false;
create index client_by_retirement on client (id) where retire_unused_secrets;

-- A row of live_revocation now stays until no refresh token can be concerned, while keep_until still says when no access
-- token can be. So many may stand under one subject, and a question about a grant asks only for those after its position.
drop index live_revocation_by_subject;
create index live_revocation_by_subject on live_revocation (subject, position);

-- A person has decided to go on with a restored database. What happened after the backup is forgotten here, but the others
-- know positions of it: so the feed becomes another one, far beyond any position ever told, and all that was issued before
-- ends. Issuers that have not learned of it yet go on for an hour at most, hence the cut-off in the future; whoever issues
-- in knowledge of it writes a later position and is spared.
create function accept_restore() returns uuid language plpgsql as $$
declare
    new_feed  uuid := gen_random_uuid();
    reached   bigint;
    cut_off   bigint;
    forgotten bigint;
begin
    update feed set id = new_feed, position = position + (1::bigint << 40) returning position into reached;
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
    perform pg_notify('claviger_feed', reached::text);
    return new_feed;
end
$$;
