package dev.claviger.credential.console.signin;

import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.Person;
import dev.claviger.credential.account.person.PersonRow;
import dev.claviger.credential.console.session.ConsoleConfig;
import dev.claviger.relyingparty.Identity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** Who somebody is here whom the provider has vouched for. */
@Singleton
class SignedInPeople {

    private static final String ROW = "select " + PersonRow.COLUMNS + " from person p where p.tenant_id = $1 and (p.id = $2 or lower(p.username) = lower($3))";

    private final Pool pool;
    private final String tenantClaim;
    private final Optional<String> usernameClaim;

    SignedInPeople(Pool pool, ConsoleConfig config) {
        this.pool = pool;
        this.tenantClaim = config.claims().tenant();
        this.usernameClaim = config.claims().username();
    }

    /** What has to be known of a person to find it here. */
    Set<String> claims() {
        return usernameClaim.map(name -> Set.of(tenantClaim, name)).orElse(Set.of(tenantClaim));
    }

    /** Empty for whoever is not here, or may not sign in. */
    Uni<Optional<Person>> find(Identity identity) {
        Optional<String> tenant = text(identity, tenantClaim).filter(TenantId::isWellFormed);
        Optional<String> username = usernameClaim.flatMap(name -> text(identity, name)).map(PersonRow::lookup);
        Optional<Long> number = usernameClaim.isPresent() ? Optional.empty() : PersonId.ofSubject(identity.subject()).map(PersonId::value);
        if (tenant.isEmpty() || username.isEmpty() && number.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return pool.preparedQuery(ROW).execute(Tuple.of(tenant.get(), number.orElse(null), username.orElse(null)))
                .map(rows -> rows.size() == 0 ? Optional.empty() : PersonRow.usable(rows.iterator().next()));
    }

    private static Optional<String> text(Identity identity, String claim) {
        return identity.claims().get(claim) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
