-- The three tables that only ever grow at their end become partitioned by time, so that what is too old goes by dropping a
-- table and not row by row. The table that was there becomes the first partition, whose end is the next day or month. No
-- row moves and no index is built, only the rows are read once, to prove that none is later; until then nobody reads or
-- writes the three tables. Whoever still runs the version before sees tables of the same names and columns.
--
-- The parents have no primary key, which would have to contain the time: each partition has that of old. A position is given
-- once, under the lock of the feed, and an audit entry's number comes from a sequence. A batch that is repeated beyond
-- midnight has to be looked for.

-- In the order in which changes write to them, or one of those and this would wait for each other.
do $$ begin lock table audit_entry, event, usage_batch in access exclusive mode; end $$;

-- compatible: the version before finds a table of the same name and columns in its place
alter table event rename to event_first;
create table event (like event_first) partition by range (recorded_at);
-- compatible: as above, and an index has no users but the planner
alter index event_by_time rename to event_first_by_time;
create index event_by_time on event (recorded_at);

-- compatible: as above
alter table audit_entry rename to audit_entry_first;
create sequence audit_entry_number as bigint;
select setval('audit_entry_number', coalesce((select max(id) from audit_entry_first), 0) + 1, false);
-- compatible: nobody writes to a partition by its own name
alter table audit_entry_first alter column id drop identity;
create table audit_entry (like audit_entry_first) partition by range (at);
alter table audit_entry alter column id set default nextval('audit_entry_number');
alter sequence audit_entry_number owned by audit_entry.id;
-- compatible: an index has no users but the planner
alter index audit_entry_by_tenant rename to audit_entry_first_by_tenant;
-- compatible: an index has no users but the planner
alter index audit_entry_by_client rename to audit_entry_first_by_client;
-- compatible: an index has no users but the planner
alter index audit_entry_by_actor_tenant rename to audit_entry_first_by_actor_tenant;
-- compatible: an index has no users but the planner
alter index audit_entry_by_time rename to audit_entry_first_by_time;
create index audit_entry_by_tenant on audit_entry (tenant_id, id);
create index audit_entry_by_client on audit_entry (client_id, id);
create index audit_entry_by_actor_tenant on audit_entry (actor_tenant) where address is not null;
create index audit_entry_by_time on audit_entry (at);

-- compatible: the version before finds a table of the same name and columns in its place
alter table usage_batch rename to usage_batch_first;
create table usage_batch (like usage_batch_first including defaults) partition by range (received_at);
-- compatible: an index has no users but the planner
alter index usage_batch_by_time rename to usage_batch_first_by_time;
create index usage_batch_by_time on usage_batch (received_at);

-- After everything there is, even if it was written by a clock that is ahead.
do $$
declare
    last record;
begin
    for last in
        select 'event' as grown, 'day' as unit, (select max(recorded_at) from event_first) as latest
        union all select 'audit_entry', 'month', (select max(at) from audit_entry_first)
        union all select 'usage_batch', 'day', (select max(received_at) from usage_batch_first)
    loop
        execute format('alter table %I attach partition %I for values from (minvalue) to (%L)', last.grown, last.grown || '_first',
            (date_trunc(last.unit, greatest(clock_timestamp(), last.latest) at time zone 'UTC') + ('1 ' || last.unit)::interval) at time zone 'UTC');
    end loop;
end
$$;

-- What no partition was made for in time still finds its place; the upkeep makes one and moves it there.
create table event_default partition of event (primary key (position)) default;
create table audit_entry_default partition of audit_entry (primary key (id)) default;
create table usage_batch_default partition of usage_batch (primary key (id)) default;
