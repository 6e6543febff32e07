-- When a gateway first told what happened: whoever judges by what is missing must know since when it would have been seen. Set once; what was
-- counted before this column was there is judged as not seen.
alter table installation add column counted_since timestamptz;
