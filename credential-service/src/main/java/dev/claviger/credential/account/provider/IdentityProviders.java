package dev.claviger.credential.account.provider;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;

import org.jboss.logging.Logger;

import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.IdentityProvider;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.edge.EntityTag;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.scope.OwnLimits;
import dev.claviger.credential.tenant.PlatformTenant;
import dev.claviger.credential.tenant.Tenants;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** All tenants' providers. Whoever names one decides who is believed to be whom, and so may do what everybody there may do. */
@Singleton
public class IdentityProviders implements PanacheRepositoryBase<RegisteredProvider, String> {

    private static final Logger LOG = Logger.getLogger(IdentityProviders.class);

    private final Tenants tenants;
    private final OwnLimits limits;
    private final ProviderSecrets secrets;
    private final AuditTrail audit;
    private final Clock clock;

    IdentityProviders(Tenants tenants, OwnLimits limits, ProviderSecrets secrets, AuditTrail audit, Clock clock) {
        this.tenants = tenants;
        this.limits = limits;
        this.secrets = secrets;
        this.audit = audit;
        this.clock = clock;
    }

    @WithSession
    public Uni<Tagged<ProviderView>> look(TenantId tenant) {
        return findById(tenant.value()).onItem().ifNull().failWith(() -> Problem.notFound("identity provider")).map(IdentityProviders::seen);
    }

    /** @param input all that is said of it, and nothing else */
    public Uni<PutResult> put(AdminCaller caller, TenantId tenant, JsonInput input, String ifMatch, String ifNoneMatch) {
        ProviderForm form = ProviderForm.read(input);
        ClientSecretInput secret = ClientSecretInput.read(input);
        input.finish();
        return Panache.withTransaction(() -> put(caller, tenant, form, secret, ifMatch, ifNoneMatch));
    }

    private Uni<PutResult> put(AdminCaller caller, TenantId tenant, ProviderForm form, ClientSecretInput secret, String ifMatch, String ifNoneMatch) {
        return requireMayDecide(caller, tenant).chain(() -> tenants.require(tenant))
                .chain(() -> findById(tenant.value(), LockModeType.PESSIMISTIC_WRITE))
                .chain(known -> known == null ? create(caller, tenant, form, secret, ifMatch) : replace(caller, known, form, secret, ifMatch, ifNoneMatch));
    }

    private Uni<PutResult> create(AdminCaller caller, TenantId tenant, ProviderForm form, ClientSecretInput secret, String ifMatch) {
        EntityTag.requireAbsent(ifMatch);
        RegisteredProvider provider = new RegisteredProvider(tenant, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        provider.apply(form, sealed(tenant, form, secret, null));
        return persistAndFlush(provider)
                .call(() -> audit.record(caller.actor(), AuditEntry.of(AuditAction.IDENTITY_PROVIDER_CREATED).tenant(tenant)))
                .map(stored -> new PutResult(true, seen(stored)));
    }

    private Uni<PutResult> replace(AdminCaller caller, RegisteredProvider provider, ProviderForm form, ClientSecretInput secret, String ifMatch, String ifNoneMatch) {
        provider.tag().require(ifMatch);
        EntityTag.requireCreation(ifNoneMatch);
        TenantId tenant = new TenantId(provider.tenant);
        List<String> changed = changed(provider.form(), form, secret);
        if (changed.isEmpty()) {
            return Uni.createFrom().item(new PutResult(false, seen(provider)));
        }
        provider.apply(form, sealed(tenant, form, secret, provider));
        return flush().chain(() -> audit.record(caller.actor(), AuditEntry.of(AuditAction.IDENTITY_PROVIDER_CHANGED).tenant(tenant).changed(changed)))
                .map(recorded -> new PutResult(false, seen(provider)));
    }

    /** A secret is never sent to another provider than the one it was given for, whoever changes the address. */
    private byte[] sealed(TenantId tenant, ProviderForm form, ClientSecretInput said, RegisteredProvider before) {
        if (!said.isKept()) {
            return said.secret().map(secret -> secrets.seal(secret, tenant.value(), form)).orElse(null);
        }
        if (before == null || before.sealedSecret == null) {
            return null;
        }
        if (!form.isSameClient(Optional.of(before.form()))) {
            throw Problem.invalid("client_secret", "is required where issuer or client_id changes: the one before was for another; null for none");
        }
        return before.sealedSecret;
    }

    private static List<String> changed(ProviderForm before, ProviderForm after, ClientSecretInput secret) {
        List<String> changed = new ArrayList<>();
        note(changed, "issuer", before.issuer(), after.issuer());
        note(changed, "name", before.name(), after.name());
        note(changed, "client_id", before.clientId(), after.clientId());
        note(changed, "client_secret", true, secret.isKept());
        note(changed, "scopes", before.scopes(), after.scopes());
        note(changed, "claim", before.claim(), after.claim());
        note(changed, "create_people", before.createPeople(), after.createPeople());
        note(changed, "passwords", before.refusesPasswords(), after.refusesPasswords());
        return changed;
    }

    private static void note(List<String> changed, String member, Object before, Object after) {
        if (!before.equals(after)) {
            changed.add(member);
        }
    }

    /** Who has signed in there before is known again if it comes back: see {@code external_identity}. */
    @WithTransaction
    public Uni<Void> delete(AdminCaller caller, TenantId tenant, String ifMatch) {
        return requireMayDecide(caller, tenant).chain(() -> findById(tenant.value(), LockModeType.PESSIMISTIC_WRITE))
                .onItem().ifNull().failWith(() -> Problem.notFound("identity provider"))
                .invoke(provider -> provider.tag().require(ifMatch))
                .chain(this::delete)
                .chain(() -> audit.record(caller.actor(), AuditEntry.of(AuditAction.IDENTITY_PROVIDER_DELETED).tenant(tenant)));
    }

    /** What token-service may know: with the secret only to use it. None where the secret cannot be read any more, for without it nobody would get in. */
    @WithSession
    Uni<Optional<IdentityProvider>> find(TenantId tenant, boolean withSecret) {
        return findById(tenant.value()).map(found -> Optional.ofNullable(found).flatMap(provider -> told(provider, withSecret)));
    }

    private Optional<IdentityProvider> told(RegisteredProvider provider, boolean withSecret) {
        if (!withSecret || provider.sealedSecret == null) {
            return Optional.of(provider.toProvider(Optional.empty()));
        }
        Optional<String> secret = secrets.open(provider);
        if (secret.isEmpty()) {
            LOG.errorf("The client secret of the identity provider of tenant %s is under none of the keys claviger.one-time-passwords.*encryption-key", provider.tenant);
        }
        return secret.map(readable -> provider.toProvider(Optional.of(readable)));
    }

    /** Nobody with limits of its own, or it could come in as somebody without; and for the platform's tenant only who may do everything. */
    private Uni<Void> requireMayDecide(AdminCaller caller, TenantId tenant) {
        if (tenant.equals(PlatformTenant.ID)) {
            caller.requireAdmin();
        }
        return limits.of(caller).invoke(own -> own.requireOverPerson(Optional.empty())).replaceWithVoid();
    }

    private static Tagged<ProviderView> seen(RegisteredProvider provider) {
        return new Tagged<>(ProviderView.of(provider), provider.tag());
    }

    /** Whether PUT made a new one, and what is there now. */
    public record PutResult(boolean created, Tagged<ProviderView> provider) {
    }
}
