package dev.claviger.contract;

import java.util.List;
import java.util.Map;

/**
 * What a gateway must know of an environment: which hosts are its, where their requests go, and which audience a
 * token for it carries. The upstream host of a request comes from here and from nowhere else.
 *
 * @param hosts      lower case, exact ({@code acme.api.example.com}) or {@code *.suffix}; no port
 * @param upstreams  origins such as {@code https://10.0.0.7:8443}: scheme, host, port, nothing behind
 * @param audience   the {@code aud} of its access tokens (RFC 9068 §2.2)
 * @param tokenPaths paths on its hosts that lead to the token endpoint, for clients that know one host only
 * @param requireApiKey whether every request that needs a token needs an API key of the same client as well
 * @param corsOrigins origins whose scripts may call its hosts (Fetch §3.2), as browsers send them; {@code *} for any
 */
public record EnvironmentRecord(TenantId tenant, EnvironmentName name, List<String> hosts, List<String> upstreams,
        String audience, List<String> tokenPaths, boolean requireApiKey, List<String> corsOrigins, EnvironmentLimits limits) {

    public EnvironmentRecord {
        hosts = List.copyOf(hosts);
        upstreams = List.copyOf(upstreams);
        tokenPaths = List.copyOf(tokenPaths);
        corsOrigins = List.copyOf(corsOrigins);
    }

    /** The audience of an environment that names none: {@code urn:claviger:<tenant>:<env>}. */
    public static String defaultAudience(TenantId tenant, EnvironmentName name) {
        return "urn:claviger:" + tenant + ":" + name;
    }

    Map<String, Object> toFields() {
        return Fields.ordered("tenant", tenant.value(), "environment", name.value(), "hosts", hosts,
                "upstreams", upstreams, "audience", audience, "token_paths", tokenPaths,
                "require_api_key", requireApiKey, "cors_origins", corsOrigins, "limits", limits.toFields());
    }

    static EnvironmentRecord of(Fields fields) {
        return new EnvironmentRecord(new TenantId(fields.text("tenant")), new EnvironmentName(fields.text("environment")),
                fields.texts("hosts"), fields.texts("upstreams"), fields.text("audience"), fields.texts("token_paths"),
                fields.flag("require_api_key"), fields.has("cors_origins") ? fields.texts("cors_origins") : List.of(),
                fields.has("limits") ? EnvironmentLimits.of(fields.object("limits")) : EnvironmentLimits.NONE);
    }
}
