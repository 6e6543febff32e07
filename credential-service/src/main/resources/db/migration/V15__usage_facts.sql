-- What happened at gateways and token endpoints, in sums: by the hour for a tenant, by the day for each client, route and what that needs.
-- Nothing here was asked for by an attacker's choice of name: clients and routes are those that were verified and configured, and of the sets
-- of scopes that a client names at token endpoints some dozens an hour are told. Where there is no tenant (a host that is nobody's), no client
-- or no reason, the text is empty, so that it can be part of a key.
create table usage_hour (
    at          timestamptz not null,
    tenant_id   text        not null,
    environment text        not null,
    source      text        not null,
    outcome     text        not null,
    reason      text        not null,
    requests    bigint      not null
) partition by range (at);
-- compatible: nobody has written to this table before
create unique index usage_hour_once on usage_hour (tenant_id, at, environment, source, outcome, reason);

-- What a route needs: sets of scopes of which one is needed whole; of each the names with spaces between and a line feed behind. At a token
-- endpoint the one set the client named. Empty where nothing is known or named.
create table usage_day (
    at          timestamptz not null,
    tenant_id   text        not null,
    client_id   text        not null,
    environment text        not null,
    source      text        not null,
    outcome     text        not null,
    reason      text        not null,
    route       text        not null,
    needs       text        not null,
    requests    bigint      not null
) partition by range (at);
-- compatible: nobody has written to this table before
create unique index usage_day_once on usage_day (tenant_id, client_id, at, environment, source, outcome, reason, route, needs);

-- When each client last did what needed these scopes: what the days say, small enough to be asked about a whole tenant.
create table usage_need (
    tenant_id text        not null,
    client_id text        not null,
    source    text        not null,
    needs     text        not null,
    first_day timestamptz not null,
    last_day  timestamptz not null,
    primary key (tenant_id, client_id, source, needs)
);
create index usage_need_by_last_day on usage_need (last_day);

-- How far each follower of the feed has come, as it said last.
create table follower_report (
    replica     text        primary key,
    role        text        not null,
    feed_id     text        not null,
    position    bigint      not null,
    age_millis  bigint      not null,
    reported_at timestamptz not null default now()
);
create index follower_report_by_time on follower_report (reported_at);

do $$
declare
    grown record;
begin
    for grown in select 'usage_hour' as name, 'day' as unit union all select 'usage_day', 'month'
    loop
        execute format('create table %I partition of %I for values from (minvalue) to (%L)', grown.name || '_first', grown.name,
            (date_trunc(grown.unit, clock_timestamp() at time zone 'UTC') + ('1 ' || grown.unit)::interval) at time zone 'UTC');
    end loop;
end
$$;
create table usage_hour_default partition of usage_hour default;
create table usage_day_default partition of usage_day default;
