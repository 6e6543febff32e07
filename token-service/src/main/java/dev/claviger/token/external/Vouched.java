package dev.claviger.token.external;

import dev.claviger.contract.person.ExternalSignIn;
import dev.claviger.contract.person.IdentityProvider;
import dev.claviger.relyingparty.Identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a provider says of somebody, as far as it is of use here: text of a stranger, in which anything may stand. */
record Vouched(IdentityProvider provider, Identity identity) {

    private static final String EMAIL = "email";
    private static final String EMAIL_VERIFIED = "email_verified";
    private static final int LONGEST = 255;
    /** RFC 8176 §2. */
    private static final Set<String> METHODS = Set.of("face", "fpt", "geo", "hwk", "iris", "kba", "mca", "mfa", "otp", "pin", "pop", "pwd", "rba", "retina", "sc",
            "sms", "swk", "tel", "user", "vbm", "wia");

    /** The claims without which nobody can be told who it is the first time. */
    static Set<String> wanted(IdentityProvider provider) {
        return provider.claim().equals(EMAIL) ? Set.of(EMAIL, EMAIL_VERIFIED) : Set.of(provider.claim());
    }

    /** Empty for a subject that is none (OpenID Connect Core §2). */
    Optional<ExternalSignIn> signIn() {
        return readable(identity.subject()).map(subject -> new ExternalSignIn(provider.tenant(), provider.issuer().toString(), subject,
                provider.claim().equals(EMAIL) ? email() : text(provider.claim()), email(), text("name")));
    }

    /** How the person has proved it there, in words that mean the same everywhere. */
    List<String> methods() {
        return identity.claims().get("amr") instanceof List<?> told ? told.stream().filter(METHODS::contains).map(String.class::cast).distinct().toList() : List.of();
    }

    /** §5.7: an address the provider does not stand by is anybody's. Some write the flag as text. */
    private Optional<String> email() {
        return "true".equals(String.valueOf(identity.claims().get(EMAIL_VERIFIED))) ? text(EMAIL) : Optional.empty();
    }

    private Optional<String> text(String claim) {
        Map<String, Object> claims = identity.claims();
        return claims.get(claim) instanceof String text ? readable(text) : Optional.empty();
    }

    private static Optional<String> readable(String text) {
        boolean isReadable = !text.isBlank() && text.length() <= LONGEST && text.codePoints().noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
        return isReadable ? Optional.of(text) : Optional.empty();
    }

    /** Nothing that is said. */
    @Override
    public String toString() {
        return "somebody at " + provider.issuer();
    }
}
