-- What was done to a scope is found by its name, as what was done to an environment is: few entries have one.
create index audit_entry_of_scope on audit_entry (scope, at, id) where scope is not null;
