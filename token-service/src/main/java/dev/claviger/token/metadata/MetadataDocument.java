package dev.claviger.token.metadata;

import dev.claviger.contract.application.Application;
import dev.claviger.token.authorize.AuthorizationPath;
import dev.claviger.token.authorize.CodeChallenge;
import dev.claviger.token.dialect.LifecycleDialect;
import dev.claviger.token.grant.GrantType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Authorization server metadata (RFC 8414 §2): what works, and nothing else. */
final class MetadataDocument {

    private static final JsonArray AUTHENTICATION_METHODS = new JsonArray().add("client_secret_basic").add("client_secret_post");

    private static final JsonArray PUBLIC_AS_WELL = AUTHENTICATION_METHODS.copy().add(Application.PUBLIC);

    private MetadataDocument() {
    }

    static String of(String issuer) {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return new JsonObject()
                .put("issuer", issuer)
                .put("authorization_endpoint", base + AuthorizationPath.STANDARD.path())
                .put("authorization_response_iss_parameter_supported", true)
                .put("code_challenge_methods_supported", challengeMethods())
                .put("token_endpoint", base + "/oauth2/token")
                .put("jwks_uri", base + "/oauth2/jwks")
                .put("grant_types_supported", grantTypes())
                .put("response_types_supported", new JsonArray().add("code"))
                .put("response_modes_supported", new JsonArray().add("query"))
                .put("token_endpoint_auth_methods_supported", PUBLIC_AS_WELL)
                .put("introspection_endpoint", base + LifecycleDialect.STANDARD.introspectionPath())
                .put("introspection_endpoint_auth_methods_supported", AUTHENTICATION_METHODS)
                .put("revocation_endpoint", base + LifecycleDialect.STANDARD.revocationPath())
                .put("revocation_endpoint_auth_methods_supported", PUBLIC_AS_WELL)
                .encode();
    }

    private static JsonArray challengeMethods() {
        JsonArray methods = new JsonArray();
        for (CodeChallenge.Method method : CodeChallenge.Method.values()) {
            methods.add(method.toString());
        }
        return methods;
    }

    private static JsonArray grantTypes() {
        JsonArray types = new JsonArray();
        for (GrantType type : GrantType.values()) {
            types.add(type.value());
        }
        return types;
    }
}
