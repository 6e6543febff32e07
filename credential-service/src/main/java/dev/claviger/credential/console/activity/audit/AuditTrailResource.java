package dev.claviger.credential.console.activity.audit;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import dev.claviger.credential.audit.AuditFilter;
import dev.claviger.credential.audit.AuditLine;
import dev.claviger.credential.audit.AuditReading;
import dev.claviger.credential.audit.export.AuditExport;
import dev.claviger.credential.audit.export.ExportFormat;
import dev.claviger.credential.console.activity.Tab;
import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.tenant.PlatformTenant;
import io.smallrye.mutiny.Uni;

/** Who changed what, and the same as a file. */
@Path("/console/{tenant}/activity/audit")
public class AuditTrailResource {

    private static final String LINES = "25";

    private final AuditReading reading;
    private final AuditExport export;
    private final KnownNames names;
    private final Operator operator;

    AuditTrailResource(AuditReading reading, AuditExport export, KnownNames names, Operator operator) {
        this.reading = reading;
        this.export = export;
        this.names = names;
        this.operator = operator;
    }

    @GET
    public Uni<Response> look(@Context UriInfo uri, @QueryParam("after") String after) {
        AuditForm form = AuditForm.of(uri.getQueryParameters());
        FieldErrors errors = form.errors();
        return errors.isEmpty() ? page(form, PageRequest.of(LINES, after), errors).map(Pages::show) : Uni.createFrom().item(Pages.show(400, trail(form, false, new Page<>(List.of(), null), errors)));
    }

    @POST
    @Path("export")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> export(MultivaluedMap<String, String> posted) {
        AuditForm form = AuditForm.of(posted);
        ExportFormat format = ExportFormat.asked(posted.getFirst("format")).orElseThrow(() -> Problem.invalid("format", "must be one of those offered"));
        FieldErrors errors = form.errors();
        return (errors.isEmpty() ? filter(form).chain(filter -> export.export(operator.administrator(), filter, format)) : Uni.createFrom().<Response>failure(Problem.invalid(errors.texts())))
                .onFailure(Problem.class).recoverWithUni(refusal -> refused(form, (Problem) refusal));
    }

    /** What cannot be exported can still be looked at. */
    private Uni<Response> refused(AuditForm form, Problem refusal) {
        FieldErrors errors = FieldErrors.of(refusal);
        return form.errors().isEmpty() ? page(form, PageRequest.of(LINES, null), errors).map(shown -> Pages.show(refusal.status(), shown))
                : Uni.createFrom().item(Pages.show(refusal.status(), trail(form, false, new Page<>(List.of(), null), errors)));
    }

    private Uni<AuditPages.Trail> page(AuditForm form, PageRequest page, FieldErrors errors) {
        return filter(form).chain(filter -> reading.page(filter, page)).chain(found -> lines(found).map(shown -> trail(form, page.after().isPresent(), shown, errors)));
    }

    private Uni<Page<AuditPages.Line>> lines(Page<AuditLine> found) {
        return names.of(operator.tenant(), isOperator(), found.items()).map(known -> new Page<>(found.items().stream().map(line -> AuditPages.Line.of(line, known)).toList(), found.next()));
    }

    private Uni<AuditFilter> filter(AuditForm form) {
        return ids(form.who(), true).chain(actors -> ids(form.through(), false).chain(through -> ids(form.about(), true)
                .map(objects -> new AuditFilter(Optional.of(ofInstallation(form) ? AuditFilter.NOBODY : operator.tenant().value()), !isOperator(), actors, through, form.action(), objects, form.from(), form.to()))));
    }

    private Uni<Optional<List<String>>> ids(Optional<String> typed, boolean people) {
        return typed.map(text -> names.ids(operator.tenant(), isOperator(), text, people).map(Optional::of)).orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private AuditPages.Trail trail(AuditForm form, boolean isLater, Page<AuditPages.Line> page, FieldErrors errors) {
        String path = Room.ACTIVITY.path(operator.tenant()) + "/audit";
        return new AuditPages.Trail(Frame.of(operator, Room.ACTIVITY), "Audit", Tab.ofRoom(operator, "audit"), path, mayAskForInstallation(), form, AuditPages.Group.all(form.action()), page.items(),
                isLater ? form.address(path, "") : "", page.next() == null ? "" : form.address(path, page.next()), errors);
    }

    private boolean ofInstallation(AuditForm form) {
        return form.isOfInstallation() && mayAskForInstallation();
    }

    /** What concerns no tenant is looked at from the platform's own. */
    private boolean mayAskForInstallation() {
        return isOperator() && operator.tenant().equals(PlatformTenant.ID);
    }

    private boolean isOperator() {
        return operator.administrator().isAdmin();
    }
}
