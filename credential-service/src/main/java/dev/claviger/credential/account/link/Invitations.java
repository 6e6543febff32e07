package dev.claviger.credential.account.link;

import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.notify.Notifications;
import dev.claviger.credential.problem.Problem;
import io.smallrye.mutiny.Uni;

/** An administrator lets somebody choose a password, the first or another. */
@Singleton
public class Invitations {

    private final Links links;
    private final Notifications notifications;
    private final AuditTrail audit;

    Invitations(Links links, Notifications notifications, AuditTrail audit) {
        this.links = links;
        this.notifications = notifications;
        this.audit = audit;
    }

    /**
     * Within a transaction. By mail wherever there is a mail server: then nobody but the person sees the link. Without one it goes to an administrator
     * of the platform, who may pass it on; who may do everything can also give the person another address.
     *
     * @return the link, where no mail brings it; fails with 409 when nobody may be given it or no mail could
     */
    public Uni<Optional<IssuedLink>> send(AdminCaller caller, TenantId tenant, PersonId person, boolean hasPassword, boolean hasEmail) {
        if (notifications.reachPeople() && !hasEmail) {
            throw Problem.conflict("The person has no email to send a link to");
        }
        LinkPurpose purpose = hasPassword ? LinkPurpose.RESET : LinkPurpose.INVITATION;
        return audit.record(caller.actor(), AuditEntry.of(AuditAction.PERSON_INVITED).tenant(tenant).person(person))
                .chain(() -> notifications.reachPeople() ? links.mail(person, purpose).replaceWith(Optional.<IssuedLink>empty()) : issue(caller, person, purpose));
    }

    private Uni<Optional<IssuedLink>> issue(AdminCaller caller, PersonId person, LinkPurpose purpose) {
        if (!caller.isAdmin()) {
            throw Problem.conflict("No mail server is configured (claviger.mail.host), and the link is shown to administrators of the platform only");
        }
        return links.issue(person, purpose).map(Optional::of);
    }
}
