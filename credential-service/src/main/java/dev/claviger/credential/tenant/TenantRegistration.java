package dev.claviger.credential.tenant;

import java.util.Set;

import jakarta.inject.Singleton;

import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.edge.Expect;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.idempotency.IdempotencyKeys;
import dev.claviger.credential.lifetime.TokenLifetimes;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** A tenant comes into being. */
@Singleton
public class TenantRegistration {

    private static final Expect<TenantId> ID = Expect.id("1 to 32 characters of a-z, 0-9 and inner hyphens", TenantId::new);
    /** What stands in the console's addresses where a tenant does. */
    private static final Set<String> RESERVED = Set.of("assets", "back-channel-logout", "sign-in", "sign-out", "signed-in", "signed-out");

    private final Tenants tenants;
    private final IdempotencyKeys idempotency;
    private final TokenLifetimes lifetimes;

    TenantRegistration(Tenants tenants, IdempotencyKeys idempotency, TokenLifetimes lifetimes) {
        this.tenants = tenants;
        this.idempotency = idempotency;
        this.lifetimes = lifetimes;
    }

    /**
     * Only an administrator of the platform makes one.
     *
     * @param input          all that is said of it, and nothing else
     * @param idempotencyKey what makes a repeat one; null for none
     */
    @WithTransaction
    public Uni<Registered> register(AdminCaller caller, JsonInput input, String idempotencyKey) {
        caller.requireAdmin();
        TenantId id = input.member("id", null, ID);
        if (id != null && RESERVED.contains(id.value())) {
            input.reject("id", "is taken by a page of the console: " + id);
        }
        TenantForm form = TenantForm.read(input, TenantForm.EMPTY, lifetimes);
        input.finish();
        return idempotency.take(caller.actor(), idempotencyKey, "tenant " + input.canonical(), id.value())
                .chain(earlier -> earlier.isPresent() ? tenants.look(new TenantId(earlier.get())).map(known -> new Registered(false, known))
                        : tenants.create(caller.actor(), id, form).map(tenant -> new Registered(true, tenant)));
    }

    /** Whether the call made a new one, and the tenant. */
    public record Registered(boolean created, Tagged<TenantView> tenant) {
    }
}
