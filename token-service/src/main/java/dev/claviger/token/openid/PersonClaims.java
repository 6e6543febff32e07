package dev.claviger.token.openid;

import dev.claviger.contract.Scopes;
import dev.claviger.contract.person.Person;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What can be told of a person (OpenID Connect Core §5.1), each with the scope that brings it (§5.4). What nobody knows is left out (§5.3.2). */
public enum PersonClaims {
    NAME("name", "profile", Person::name),
    PREFERRED_USERNAME("preferred_username", "profile", person -> Optional.of(person.username())),
    UPDATED_AT("updated_at", "profile", person -> Optional.of(person.updatedAt().getEpochSecond())),
    EMAIL("email", "email", Person::email),
    EMAIL_VERIFIED("email_verified", "email", person -> person.email().map(address -> person.emailVerified()));

    private final String claim;
    private final String scope;
    private final Function<Person, Optional<?>> value;

    PersonClaims(String claim, String scope, Function<Person, Optional<?>> value) {
        this.claim = claim;
        this.scope = scope;
        this.value = value;
    }

    /** Empty for a claim this service knows nothing of. */
    static Optional<PersonClaims> of(String claim) {
        return Arrays.stream(values()).filter(known -> known.claim.equals(claim)).findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(known -> known.claim).toList();
    }

    public static Set<PersonClaims> of(Scopes scopes) {
        return Arrays.stream(values()).filter(known -> scopes.contains(known.scope))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(PersonClaims.class)));
    }

    /** The scope that brings the claim. */
    String scope() {
        return scope;
    }

    public void tell(Person person, JsonObject answer) {
        value.apply(person).ifPresent(known -> answer.put(claim, known));
    }

    /** The claim's name. */
    @Override
    public String toString() {
        return claim;
    }
}
