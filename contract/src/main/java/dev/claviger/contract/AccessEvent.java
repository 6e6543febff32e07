package dev.claviger.contract;

import java.time.Instant;
import java.util.Map;

/**
 * A recorded fact that gateways and token-service must learn of. {@link #type()} and {@link #toFields()} are its wire
 * form; {@link #of(String, Fields)} reads it back. A type not known here comes back as {@link Unknown}, so that an older
 * follower survives a newer feed during a rolling update.
 */
public sealed interface AccessEvent {

    String type();

    Map<String, Object> toFields();

    /** An environment was created or replaced. */
    record EnvironmentPut(EnvironmentRecord environment) implements AccessEvent {
        @Override
        public String type() {
            return "environment-put";
        }

        @Override
        public Map<String, Object> toFields() {
            return environment.toFields();
        }
    }

    /** An environment is gone, and with it its hosts. */
    record EnvironmentDeleted(TenantId tenant, EnvironmentName environment) implements AccessEvent {
        @Override
        public String type() {
            return "environment-deleted";
        }

        @Override
        public Map<String, Object> toFields() {
            return Fields.ordered("tenant", tenant.value(), "environment", environment.value());
        }
    }

    /** A scope was created or replaced. */
    record ScopePut(ScopeDefinition scope) implements AccessEvent {
        @Override
        public String type() {
            return "scope-put";
        }

        @Override
        public Map<String, Object> toFields() {
            return scope.toFields();
        }
    }

    /** A scope is gone from the catalogue. */
    record ScopeDeleted(String name) implements AccessEvent {
        @Override
        public String type() {
            return "scope-deleted";
        }

        @Override
        public Map<String, Object> toFields() {
            return Fields.ordered("name", name);
        }
    }

    /** Something a verification answer says of the client changed: ask again. Live tokens are untouched. */
    record ClientChanged(TenantId tenant, ClientId client) implements AccessEvent {
        @Override
        public String type() {
            return "client-changed";
        }

        @Override
        public Map<String, Object> toFields() {
            return Fields.ordered("tenant", tenant.value(), "client_id", client.value());
        }
    }

    /** Something a verification answer says of all the tenant's clients changed, such as a lifetime: ask again. */
    record TenantChanged(TenantId tenant) implements AccessEvent {
        @Override
        public String type() {
            return "tenant-changed";
        }

        @Override
        public Map<String, Object> toFields() {
            return Fields.ordered("tenant", tenant.value());
        }
    }

    /** Tokens end before they expire. Verification answers for what is named are void as well. */
    record Revoked(RevocationTarget target, Instant keepUntil) implements AccessEvent {
        @Override
        public String type() {
            return "revoked";
        }

        @Override
        public Map<String, Object> toFields() {
            return Fields.ordered("target", target.toFields(), "keep_until", keepUntil.getEpochSecond());
        }
    }

    /** An API key is gone: answers about it are void. The tokens of its client are untouched. */
    record ApiKeyDeleted(TenantId tenant, ClientId client, ApiKeyId apiKey) implements AccessEvent {
        @Override
        public String type() {
            return "api-key-deleted";
        }

        @Override
        public Map<String, Object> toFields() {
            return Fields.ordered("tenant", tenant.value(), "client_id", client.value(), "api_key_id", apiKey.value());
        }
    }

    /** A fact of a newer version. It changes nothing for who does not know it, but its position counts. */
    record Unknown(String type) implements AccessEvent {
        @Override
        public Map<String, Object> toFields() {
            return Map.of();
        }
    }

    /** @throws IllegalArgumentException when a known type lacks a member or has a wrong one */
    static AccessEvent of(String type, Fields fields) {
        return switch (type) {
            case "environment-put" -> new EnvironmentPut(EnvironmentRecord.of(fields));
            case "environment-deleted" -> new EnvironmentDeleted(new TenantId(fields.text("tenant")), new EnvironmentName(fields.text("environment")));
            case "scope-put" -> new ScopePut(ScopeDefinition.of(fields));
            case "scope-deleted" -> new ScopeDeleted(fields.text("name"));
            case "client-changed" -> new ClientChanged(new TenantId(fields.text("tenant")), new ClientId(fields.text("client_id")));
            case "tenant-changed" -> new TenantChanged(new TenantId(fields.text("tenant")));
            case "api-key-deleted" -> new ApiKeyDeleted(new TenantId(fields.text("tenant")), new ClientId(fields.text("client_id")), new ApiKeyId(fields.text("api_key_id")));
            case "revoked" -> new Revoked(RevocationTarget.of(fields.object("target")), fields.instant("keep_until"));
            default -> new Unknown(type);
        };
    }
}
