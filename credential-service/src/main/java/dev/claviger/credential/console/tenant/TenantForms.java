package dev.claviger.credential.console.tenant;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import dev.claviger.credential.console.page.Differences;
import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.LifetimeChoice;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.tenant.PlatformTenant;
import dev.claviger.credential.tenant.TenantView;
import io.quarkus.qute.TemplateInstance;

/** The page on which a tenant is made or changed, before and after something was wrong with it. */
@Singleton
class TenantForms {

    private static final int CHANGED_MEANWHILE = 412;
    private static final String USUAL = "as usual here";
    private static final List<Duration> OF_TOKENS = List.of(Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(8), Duration.ofDays(1));
    private static final List<Duration> OF_REFRESH_TOKENS = List.of(Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(30), Duration.ofDays(90), Duration.ofDays(365));

    private final Operator operator;

    TenantForms(Operator operator) {
        this.operator = operator;
    }

    /**
     * @param delete       where it is deleted; nothing where it is not
     * @param isOfPlatform whether it is the platform's own, which stays
     * @param meanwhile    what somebody else has changed since the form was opened; nothing if nobody has
     */
    record Edit(Frame frame, String title, String action, String back, String delete, boolean isOfPlatform, TypedTenant form, List<LifetimeChoice> tokenLifetimes, List<LifetimeChoice> refreshLifetimes,
            FieldErrors errors, List<String> meanwhile) implements TemplateInstance {
    }

    Edit blank(String nonce) {
        return page(TypedTenant.blank(nonce), "", FieldErrors.NONE, List.of());
    }

    Edit of(Tagged<TenantView> tenant) {
        return page(TypedTenant.of(tenant.view(), tenant.tag().value()), tenant.view().id(), FieldErrors.NONE, List.of());
    }

    Response refused(TypedTenant form, String id, Problem problem) {
        return Pages.show(problem.status(), page(form, id, form.worded(problem), List.of()));
    }

    /** What was typed stays; sent again, it replaces what the other has done, which is told. */
    Response overtaken(TypedTenant form, Tagged<TenantView> now) {
        return Pages.show(CHANGED_MEANWHILE, page(form.at(now.tag().value()), now.view().id(), FieldErrors.NONE,
                Differences.told(form.told(), TypedTenant.of(now.view(), now.tag().value()).told())));
    }

    private Edit page(TypedTenant form, String id, FieldErrors errors, List<String> meanwhile) {
        String room = Room.TENANTS.path(operator.tenant());
        boolean isOfPlatform = id.equals(PlatformTenant.ID.value());
        return new Edit(Frame.of(operator, Room.TENANTS), id.isEmpty() ? "New tenant" : "Edit a tenant", id.isEmpty() ? room + "/new" : room + "/" + id + "/edit", room,
                id.isEmpty() || isOfPlatform ? "" : room + "/" + id + "/delete", isOfPlatform, form, LifetimeChoice.of(OF_TOKENS, form.tokenLifetime(), USUAL),
                LifetimeChoice.of(OF_REFRESH_TOKENS, form.refreshLifetime(), USUAL), errors, meanwhile);
    }
}
