package dev.claviger.token.openid;

import dev.claviger.contract.Scopes;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parameter {@code claims} (OpenID Connect Core §5.5): what a client wants to know beyond what its scopes bring. Claims nobody here knows are
 * ignored, essential or not (§5.5.1).
 *
 * @param subject who has to be signed in (§3.1.2.2)
 * @param acrs    one of which the sign-in must have (§5.5.1.1); empty where any will do
 */
record ClaimsRequest(Set<PersonClaims> idToken, Set<PersonClaims> userinfo, Optional<String> subject, Set<String> acrs) {

    static final ClaimsRequest NONE = new ClaimsRequest(Set.of(), Set.of(), Optional.empty(), Set.of());

    /** @throws IllegalArgumentException when it is not what §5.5 describes */
    static ClaimsRequest parse(String json) {
        try {
            JsonObject claims = new JsonObject(json);
            JsonObject idToken = claims.getJsonObject("id_token", new JsonObject());
            return new ClaimsRequest(known(idToken), known(claims.getJsonObject("userinfo", new JsonObject())),
                    member(idToken, "sub").map(sub -> sub.getString("value")), acrs(idToken));
        } catch (DecodeException | ClassCastException | NullPointerException malformed) {
            throw new IllegalArgumentException("claims is not a JSON object as OpenID Connect Core §5.5 describes it");
        }
    }

    boolean asksForNothing() {
        return idToken.isEmpty() && userinfo.isEmpty();
    }

    /** Of what it wants to know, only these. */
    ClaimsRequest among(Set<PersonClaims> allowed) {
        return new ClaimsRequest(common(idToken, allowed), common(userinfo, allowed), subject, acrs);
    }

    /** What brings all that it wants to know. */
    Scopes scopes() {
        return Scopes.of(Stream.concat(idToken.stream(), userinfo.stream()).map(PersonClaims::scope).distinct().toList());
    }

    private static Set<PersonClaims> common(Set<PersonClaims> some, Set<PersonClaims> others) {
        return some.stream().filter(others::contains).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<PersonClaims> known(JsonObject asked) {
        return asked.fieldNames().stream().flatMap(name -> PersonClaims.of(name).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(PersonClaims.class)));
    }

    private static Set<String> acrs(JsonObject idToken) {
        return member(idToken, "acr").filter(acr -> acr.getBoolean("essential", false)).map(acr -> acr.containsKey("values")
                ? acr.getJsonArray("values", new JsonArray()).stream().map(String.class::cast).collect(Collectors.toUnmodifiableSet())
                : Optional.ofNullable(acr.getString("value")).map(Set::of).orElse(Set.<String>of())).orElse(Set.of());
    }

    /** {@code null} asks for the claim in the default way. */
    private static Optional<JsonObject> member(JsonObject asked, String claim) {
        return Optional.ofNullable(asked.getJsonObject(claim));
    }
}
