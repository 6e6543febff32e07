package dev.claviger.credential.account.person;

import java.util.Optional;

import dev.claviger.credential.account.password.Password;
import dev.claviger.credential.account.password.PasswordRules;
import dev.claviger.credential.edge.Expect;
import dev.claviger.credential.edge.JsonInput;

/** A person about to be registered. */
record NewPerson(PersonForm form, Optional<Password> password, boolean invite) {

    private static final Expect<String> PASSWORD = Expect.of("text", json -> json instanceof String text ? text : null);

    static NewPerson read(JsonInput input, PasswordRules rules) {
        PersonForm form = PersonForm.read(input, PersonForm.EMPTY);
        Optional<Password> password = input.optional("password", Optional.empty(), PASSWORD).map(Password::typed);
        boolean invite = Boolean.TRUE.equals(input.defaulted("invite", false, false, Expect.flag()));
        if (form.username() != null) {
            password.flatMap(typed -> rules.refusal(typed, form.username())).ifPresent(reason -> input.reject("password", reason));
        }
        if (invite && password.isPresent()) {
            input.reject("invite", "lets the person choose a password, so send none");
        }
        input.finish();
        return new NewPerson(form, password, invite);
    }
}
