package dev.claviger.credential.console.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.claviger.contract.application.Application;
import dev.claviger.credential.apikey.ApiKeyView;
import dev.claviger.credential.application.ClientView;
import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Moments;
import dev.claviger.credential.rotation.SecretView;
import dev.claviger.credential.scope.ScopeView;
import dev.claviger.pages.ShownName;
import io.quarkus.qute.TemplateInstance;

/** One application: what it is, what is known of its secrets' use, and what can be done with it. */
public final class ApplicationPage {

    private ApplicationPage() {
    }

    private static String inWords(String grantType) {
        return switch (grantType) {
            case "client_credentials" -> "the application itself";
            case "authorization_code" -> "people who sign in";
            default -> "whoever did before, without asking again";
        };
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
    public record Kind(boolean hasSecrets, boolean isForPeople, String whoAsks) {

        static Kind of(ClientView client) {
            return new Kind(!Application.PUBLIC.equals(client.tokenEndpointAuthMethod()), client.grantTypes().contains("authorization_code"),
                    client.grantTypes().stream().map(ApplicationPage::inWords).collect(Collectors.joining(", ")));
        }
    }

    /** One secret, never the secret itself. */
    public record SecretRow(SecretView secret, String status, String kind, String uses, String path) {

        /** @param soon the end of what counts as soon */
        static SecretRow of(SecretView secret, String path, Instant soon) {
            return switch (secret.status()) {
                case ACTIVE -> row(secret, "Active", "good", path);
                case EXPIRING -> secret.expiresAt().isAfter(soon) ? row(secret, "Active", "good", path) : row(secret, "Ends " + Moments.fromNow(secret.expiresAt()), "medium", path);
                case EXPIRED -> row(secret, "Expired", "off", path);
                case REVOKED -> row(secret, "Revoked", "off", path);
            };
        }

        private static SecretRow row(SecretView secret, String status, String kind, String path) {
            return new SecretRow(secret, status, kind, secret.useCount() == 0 ? "none" : Moments.times(secret.useCount()), path + "/secrets/" + secret.credentialId());
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
