package dev.claviger.token;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Identifiers;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.application.Application;
import dev.claviger.contract.application.Application.Habits;
import dev.claviger.contract.application.ScopeText;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Applications as pages show them, by a name that a test chooses. */
public final class ShownApplications {

    private ShownApplications() {
    }

    public static ClientId register(TestPeople people, String tenant, String name, String... scopes) {
        Application application = of(tenant, name, scopes);
        people.register(application);
        return application.client();
    }

    public static Application of(String tenant, String name, String... scopes) {
        return new Application(new TenantId(tenant), "Acme & Sons", 77, new EnvironmentName("production"), Identifiers.newClientId(), name,
                "urn:claviger:" + tenant + ":production", Scopes.of(scopes), Arrays.stream(scopes).map(ShownApplications::text).toList(),
                List.of("authorization_code"), List.of("https://app.example/callback"), List.of(), List.of(), "client_secret_basic", "RS256",
                Optional.empty(), new Habits(false, false, false, false));
    }

    private static ScopeText text(String scope) {
        return new ScopeText(scope, "May do " + scope, scope.endsWith("write") ? "high" : "low", Set.of("user", "account"));
    }
}
