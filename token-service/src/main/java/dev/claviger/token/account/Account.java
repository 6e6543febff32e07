package dev.claviger.token.account;

import dev.claviger.contract.Fields;
import dev.claviger.contract.person.Person;

import java.util.Optional;

/** @param hasOneTimePasswords whether signing in takes one */
public record Account(Person person, boolean hasOneTimePasswords) {

    static Optional<Account> of(Fields answer) {
        return answer.has("person")
                ? Optional.of(new Account(Person.of(answer.object("person")), answer.has("one_time_password") && answer.flag("one_time_password")))
                : Optional.empty();
    }
}
