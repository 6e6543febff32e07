-- A limit reads "50 per PT1M".
alter table environment
    add column rate_limit        text check (rate_limit like '% per PT%'),
    add column client_rate_limit text check (client_rate_limit like '% per PT%'),
    add column quota             text check (quota like '% per PT%'),
    add column client_quota      text check (client_quota like '% per PT%'),
    add column cors_origins      text[] not null default '{}';
