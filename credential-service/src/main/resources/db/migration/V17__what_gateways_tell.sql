-- What each gateway told last of itself: by which digest the table of routes goes that it serves, and which upstreams are not well.
create table gateway_report (
    replica     text        primary key,
    routes      text,
    unwell      jsonb       not null,
    more_unwell integer     not null,
    reported_at timestamptz not null default now()
);

-- Tables of routes by their digest, as gateways told them, and when each was served.
create table route_table (
    digest  text        primary key,
    told    text        not null,
    told_at timestamptz not null default now()
);
create table route_spell (
    digest       text        not null,
    began_at     timestamptz not null,
    last_seen_at timestamptz not null,
    primary key (digest, began_at)
);
create index route_spell_by_time on route_spell (began_at);
