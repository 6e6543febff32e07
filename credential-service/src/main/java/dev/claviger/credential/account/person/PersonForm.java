package dev.claviger.credential.account.person;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.claviger.contract.Scopes;
import dev.claviger.contract.person.Person;
import dev.claviger.contract.person.Role;
import dev.claviger.credential.edge.Expect;
import dev.claviger.credential.edge.JsonInput;

/**
 * What a caller may say of a person.
 *
 * @param limit {@code scopes}: the API scopes the person may have a client act with; empty for all
 */
record PersonForm(String username, Optional<String> name, Optional<String> email, Role role, Optional<Scopes> limit, boolean disabled) {

    static final PersonForm EMPTY = new PersonForm(null, Optional.empty(), Optional.empty(), Role.MEMBER, Optional.empty(), false);

    private static final int MOST_SCOPES = 500;
    /** Visible, and without spaces, which nobody sees at the end of a field. */
    private static final Pattern USERNAME = Pattern.compile("[^\\p{Z}\\p{C}]{1,100}");
    private static final Expect<String> NAME_TO_SIGN_IN_WITH = Expect.of("1 to 100 visible characters without spaces",
            json -> json instanceof String text ? username(text).orElse(null) : null);
    private static final Expect<Role> ROLE = Expect.id("member, tenant_administrator or platform_administrator", Role::of);
    private static final Expect<String> API_SCOPE = Expect.of("an API scope (RFC 6749 §3.3), neither built-in nor one of OpenID Connect",
            json -> json instanceof String text && Scopes.isName(text) && !Scopes.isBuiltIn(text) && !Person.OF_EVERY_PERSON.contains(text) ? text : null);

    /** The one form a user name is kept and looked for in (Unicode NFC); empty for what nobody can have. */
    static Optional<String> username(String typed) {
        return typed.length() > 1000 ? Optional.empty()
                : Optional.of(Normalizer.normalize(typed, Normalizer.Form.NFC)).filter(text -> USERNAME.matcher(text).matches());
    }

    /** Leaves the finishing of the input to the caller, who may know more members. */
    static PersonForm read(JsonInput input, PersonForm base) {
        Optional<List<String>> scopes = input.optional("scopes", base.limit.map(limit -> List.copyOf(limit.names())), Expect.list(0, MOST_SCOPES, API_SCOPE));
        return new PersonForm(input.member("username", base.username, NAME_TO_SIGN_IN_WITH),
                input.optional("name", base.name, Expect.text(200)),
                input.optional("email", base.email, Expect.email()),
                input.defaulted("role", base.role, Role.MEMBER, ROLE),
                scopes.map(Scopes::of),
                Boolean.TRUE.equals(input.defaulted("disabled", base.disabled, false, Expect.flag())));
    }

    /** Whether whoever signs in administers a tenant by it. */
    boolean administers() {
        return role.administersTenant() && !disabled;
    }
}
