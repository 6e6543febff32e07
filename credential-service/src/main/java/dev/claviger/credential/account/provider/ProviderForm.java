package dev.claviger.credential.account.provider;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.claviger.credential.edge.Expect;
import dev.claviger.credential.edge.JsonInput;

/** What a caller may say of a tenant's provider, but for the secret, which nobody is shown again. */
record ProviderForm(String issuer, String name, String clientId, List<String> scopes, String claim, boolean createPeople, boolean refusesPasswords) {

    static final String ALLOWED = "allowed";
    static final String REFUSED = "refused";

    private static final String EMAIL = "email";
    private static final List<String> SCOPES = List.of("openid", "email", "profile");
    private static final Expect<String> SCOPE = Expect.matching(Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,100}"), "a scope (RFC 6749 §3.3)");
    private static final Expect<String> CLAIM = Expect.matching(Pattern.compile("[\\x21-\\x7E]{1,100}"), "the name of a claim such as email or preferred_username");

    /** Leaves the finishing of the input to the caller, who reads the secret as well. */
    static ProviderForm read(JsonInput input) {
        String passwords = input.defaulted("passwords", ALLOWED, ALLOWED, Expect.oneOf(List.of(ALLOWED, REFUSED)));
        return new ProviderForm(input.member("issuer", null, IssuerUri.form()),
                input.member("name", null, Expect.text(60)),
                input.member("client_id", null, Expect.text(200)),
                input.defaulted("scopes", SCOPES, SCOPES, Expect.list(0, 20, SCOPE)),
                input.defaulted("claim", EMAIL, EMAIL, CLAIM),
                Boolean.TRUE.equals(input.defaulted("create_people", false, false, Expect.flag())),
                REFUSED.equals(passwords));
    }

    /** Whether a secret that was given to the one is good for the other: it must never go to another provider than it was meant for. */
    boolean isSameClient(Optional<ProviderForm> other) {
        return other.filter(before -> before.issuer.equals(issuer) && before.clientId.equals(clientId)).isPresent();
    }
}
