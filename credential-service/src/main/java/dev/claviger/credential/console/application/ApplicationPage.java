package dev.claviger.credential.console.application;

import java.util.List;
import java.util.Optional;

import dev.claviger.contract.application.Application;
import dev.claviger.credential.apikey.ApiKeyView;
import dev.claviger.credential.application.ClientView;
import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.rotation.SecretView;
import dev.claviger.credential.scope.ScopeView;
import dev.claviger.pages.ShownName;
import io.quarkus.qute.TemplateInstance;

/** One application: what it is, what is known of its secrets' use, and what can be done with it. */
public final class ApplicationPage {

    private ApplicationPage() {
    }

    /**
     * @param curl    how it obtains a token, with a place for its secret; empty for one that does not by itself
     * @param nonce   for the forms that make something
     * @param refused what was wrong with the form that was sent last
     */
    public record Detail(Frame frame, String title, String said, String path, ClientView client, Kind kind, String version, StateBadge badge, List<SecretRow> live, List<SecretRow> past,
            List<ScopeRow> scopes, List<ApiKeyView> keys, String curl, String nonce, FieldErrors refused) implements TemplateInstance {
    }

    /** What kind of application it is, as far as the page is another for it. */
    public record Kind(boolean hasSecrets, boolean isForPeople) {

        static Kind of(ClientView client) {
            return new Kind(!Application.PUBLIC.equals(client.tokenEndpointAuthMethod()), client.grantTypes().contains("authorization_code"));
        }
    }

    /** One secret, never the secret itself. */
    public record SecretRow(SecretView secret, String status, String kind, String path) {

        static SecretRow of(SecretView secret, String path) {
            return switch (secret.status()) {
                case ACTIVE -> new SecretRow(secret, "Active", "good", path(secret, path));
                case EXPIRING -> new SecretRow(secret, "Has an end", "medium", path(secret, path));
                case EXPIRED -> new SecretRow(secret, "Expired", "off", path(secret, path));
                case REVOKED -> new SecretRow(secret, "Revoked", "off", path(secret, path));
            };
        }

        private static String path(SecretView secret, String path) {
            return path + "/secrets/" + secret.credentialId();
        }
    }

    /** One of the application's scopes. */
    public record ScopeRow(String name, String description, String criticality, List<String> implies) {

        static List<ScopeRow> of(ClientView client, List<ScopeView> catalogue) {
            return client.scopes().stream().map(name -> of(name, catalogue.stream().filter(scope -> scope.name().equals(name)).findFirst())).toList();
        }

        private static ScopeRow of(String name, Optional<ScopeView> known) {
            return known.map(scope -> new ScopeRow(name, ShownName.sentence(scope.description()), scope.criticality(), scope.implies()))
                    .orElseGet(() -> new ScopeRow(name, "", "", List.of()));
        }
    }
}
