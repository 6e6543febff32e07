package dev.claviger.credential.environment;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.EnvironmentLimits;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.RateLimit;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.edge.Expect;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.limit.RateLimitForm;

/** What a caller may say of an environment. */
record EnvironmentForm(List<String> hosts, List<String> upstreams, String audience, List<String> tokenPaths, boolean requireApiKey, List<String> corsOrigins,
        Optional<RateLimit> rateLimit, Optional<RateLimit> clientRateLimit, Optional<RateLimit> quota, Optional<RateLimit> clientQuota) {

    private static final int MOST_HOSTS = 64;
    private static final int MOST_UPSTREAMS = 16;
    private static final int MOST_CORS_ORIGINS = 64;
    private static final Pattern AUDIENCE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,200}");
    private static final Pattern TOKEN_PATH = Pattern.compile("(?!.*/\\.{1,2}(?:/|$))(?:/[A-Za-z0-9._~-]+){1,10}");

    /** Without hosts no gateway serves it. */
    static EnvironmentForm withoutHosts(TenantId tenant, EnvironmentName name) {
        return new EnvironmentForm(List.of(), List.of(), EnvironmentRecord.defaultAudience(tenant, name), List.of(), false, List.of(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static EnvironmentForm read(JsonInput input, TenantId tenant, EnvironmentName name) {
        List<String> hosts = input.member("hosts", null, Expect.list(0, MOST_HOSTS, HostPattern.form()));
        List<String> upstreams = input.member("upstreams", null, Expect.list(0, MOST_UPSTREAMS, UpstreamOrigin.form()));
        String audience = input.optional("audience", Optional.empty(),
                Expect.matching(AUDIENCE, "a URI of 1 to 200 printable ASCII characters")).orElse(EnvironmentRecord.defaultAudience(tenant, name));
        List<String> tokenPaths = input.defaulted("token_paths", List.of(), List.of(),
                Expect.list(0, 16, Expect.matching(TOKEN_PATH, "a path such as /api/v1/auth/token, plain and without dot segments")));
        Boolean requireApiKey = input.defaulted("require_api_key", false, false, Expect.flag());
        List<String> corsOrigins = input.defaulted("cors_origins", List.of(), List.of(), Expect.list(0, MOST_CORS_ORIGINS, CorsOrigin.form()));
        Optional<RateLimit> rateLimit = limit(input, "rate_limit");
        Optional<RateLimit> clientRateLimit = limit(input, "client_rate_limit");
        Optional<RateLimit> quota = limit(input, "quota");
        Optional<RateLimit> clientQuota = limit(input, "client_quota");
        refuseContradictions(input, hosts, upstreams, audience, corsOrigins);
        input.finish();
        return new EnvironmentForm(hosts, upstreams, audience, tokenPaths, requireApiKey, corsOrigins, rateLimit, clientRateLimit, quota, clientQuota);
    }

    private static Optional<RateLimit> limit(JsonInput input, String name) {
        return input.optional(name, Optional.empty(), RateLimitForm.form());
    }

    private static void refuseContradictions(JsonInput input, List<String> hosts, List<String> upstreams, String audience, List<String> corsOrigins) {
        if (hosts != null && upstreams != null && upstreams.isEmpty() && !hosts.isEmpty()) {
            input.reject("upstreams", "must name at least one origin when there are hosts");
        }
        if (AccessTokenClaims.ADMIN_AUDIENCE.equals(audience)) {
            input.reject("audience", "is the audience of the admin API; an environment cannot have it");
        }
        if (CorsOrigin.isContradictory(corsOrigins)) {
            input.reject("cors_origins", "stands for any origin with *, which then is the only one");
        }
    }

    EnvironmentLimits limits() {
        return new EnvironmentLimits(rateLimit, clientRateLimit, quota, clientQuota);
    }
}
