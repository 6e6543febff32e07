-- When a restore was last accepted: what the database knows of use is as old as the backup until enough time has passed again.
alter table installation add column restored_at timestamptz;

-- Revocations of single tokens: a grant outlives its tokens, so no question about one reads these, and they go with the token.
create index live_revocation_of_tokens_by_end on live_revocation (keep_until) where token_id is not null;

-- As before, but for three things. A backup can be restored and accepted more than once, and each time its own position is the
-- same: so the leap is to the time, in units of 2^-20 s, which no two histories share and no feed outruns. It stays below 2^53,
-- what a number in JSON holds, until the year 2242. Only where the clock is behind what was reached does the feed leap by a fixed length.
-- What was about to be told by mail may have been told since the backup, so it is not told again. And the moment is kept.
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
    update notification set status = 'uncertain' where status in ('pending', 'sending');
    update installation set restored_at = clock_timestamp();
    perform pg_notify('claviger_feed', reached::text);
    return new_feed;
end
$$;
