package dev.claviger.credential.environment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.edge.Expect;
import dev.claviger.credential.edge.JsonInput;

/** What a caller may say of an environment. */
record EnvironmentForm(List<String> hosts, List<String> upstreams, String audience, List<String> tokenPaths, boolean requireApiKey) {

    private static final int MOST_HOSTS = 64;
    private static final int MOST_UPSTREAMS = 16;
    private static final Pattern AUDIENCE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,200}");
    private static final Pattern TOKEN_PATH = Pattern.compile("(?!.*/\\.{1,2}(?:/|$))(?:/[A-Za-z0-9._~-]+){1,10}");

    static EnvironmentForm read(JsonInput input, TenantId tenant, EnvironmentName name) {
        List<String> hosts = input.member("hosts", null, Expect.list(0, MOST_HOSTS, HostPattern.form()));
        List<String> upstreams = input.member("upstreams", null, Expect.list(0, MOST_UPSTREAMS, UpstreamOrigin.form()));
        String audience = input.optional("audience", Optional.empty(),
                Expect.matching(AUDIENCE, "a URI of 1 to 200 printable ASCII characters")).orElse(EnvironmentRecord.defaultAudience(tenant, name));
        List<String> tokenPaths = input.defaulted("token_paths", List.of(), List.of(),
                Expect.list(0, 16, Expect.matching(TOKEN_PATH, "a path such as /api/v1/auth/token, plain and without dot segments")));
        Boolean requireApiKey = input.defaulted("require_api_key", false, false, Expect.flag());
        refuseWhatIsNotOffered(input);
        if (hosts != null && upstreams != null && upstreams.isEmpty() && !hosts.isEmpty()) {
            input.reject("upstreams", "must name at least one origin when there are hosts");
        }
        if (AccessTokenClaims.ADMIN_AUDIENCE.equals(audience)) {
            input.reject("audience", "is the audience of the admin API; an environment cannot have it");
        }
        input.finish();
        return new EnvironmentForm(hosts, upstreams, audience, tokenPaths, requireApiKey);
    }

    private static void refuseWhatIsNotOffered(JsonInput input) {
        input.notOffered("cors_origins", List.of(), "preflight requests would not be answered; leave it out or send an empty list");
        input.notOffered("rate_limit", Map.of(), "requests would not be limited; leave it out");
        input.notOffered("client_rate_limit", Map.of(), "requests would not be limited; leave it out");
    }
}
