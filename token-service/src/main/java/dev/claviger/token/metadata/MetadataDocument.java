package dev.claviger.token.metadata;

import dev.claviger.token.authorize.AuthorizationPath;
import dev.claviger.token.authorize.CodeChallenge;
import dev.claviger.token.authorize.Prompt;
import dev.claviger.token.dialect.LifecycleDialect;
import dev.claviger.token.grant.GrantType;
import dev.claviger.token.login.Session;
import dev.claviger.token.openid.PersonClaims;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Authorization server metadata (RFC 8414 §2) and what an OpenID provider adds (Discovery 1.0 §3): what works, and nothing else. */
final class MetadataDocument {

    private static final List<String> SECRETS = List.of("client_secret_basic", "client_secret_post");
    private static final List<String> SECRETS_OR_PUBLIC = List.of("client_secret_basic", "client_secret_post", "none");

    private MetadataDocument() {
    }

    /** @param idTokenAlgorithms with which ID tokens can be signed at this moment */
    static String of(String issuer, List<String> idTokenAlgorithms) {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        JsonObject document = new JsonObject()
                .put("issuer", issuer)
                .put("authorization_endpoint", base + AuthorizationPath.STANDARD.path())
                .put("token_endpoint", base + "/oauth2/token")
                .put("jwks_uri", base + "/oauth2/jwks")
                .put("grant_types_supported", Arrays.stream(GrantType.values()).map(GrantType::value).toList())
                .put("response_types_supported", List.of("code"))
                .put("response_modes_supported", List.of("query"))
                .put("code_challenge_methods_supported", names(CodeChallenge.Method.values()))
                .put("authorization_response_iss_parameter_supported", true)
                .put("token_endpoint_auth_methods_supported", SECRETS_OR_PUBLIC)
                .put("introspection_endpoint", base + LifecycleDialect.STANDARD.introspectionPath())
                .put("introspection_endpoint_auth_methods_supported", SECRETS)
                .put("revocation_endpoint", base + LifecycleDialect.STANDARD.revocationPath())
                .put("revocation_endpoint_auth_methods_supported", SECRETS_OR_PUBLIC);
        return addOpenId(document, base, idTokenAlgorithms).encode();
    }

    private static JsonObject addOpenId(JsonObject document, String base, List<String> idTokenAlgorithms) {
        return document
                .put("userinfo_endpoint", base + "/oauth2/userinfo")
                .put("end_session_endpoint", base + "/logout")
                .put("scopes_supported", List.of("openid", "profile", "email", "offline_access"))
                .put("claims_supported", claims())
                .put("claim_types_supported", List.of("normal"))
                .put("subject_types_supported", List.of("public"))
                .put("id_token_signing_alg_values_supported", idTokenAlgorithms)
                .put("acr_values_supported", List.of(Session.MULTI_FACTOR))
                .put("prompt_values_supported", names(Prompt.values()))
                .put("claims_parameter_supported", true)
                // Two whose defaults would promise, or leave open, what is not there.
                .put("request_parameter_supported", false)
                .put("request_uri_parameter_supported", false)
                .put("backchannel_logout_supported", true)
                .put("backchannel_logout_session_supported", true);
    }

    private static JsonArray claims() {
        return new JsonArray(Stream.concat(Stream.of("sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "azp", "at_hash", "sid"),
                PersonClaims.names().stream()).toList());
    }

    private static List<String> names(Object[] values) {
        return Arrays.stream(values).map(Object::toString).toList();
    }
}
