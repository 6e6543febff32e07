package dev.claviger.credential.console.tenant;

import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.Identifiers;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.account.person.PersonRegistration;
import dev.claviger.credential.account.person.PersonView;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.HiddenFields;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.people.PersonPage;
import dev.claviger.credential.console.session.ForPlatformAdministrators;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.tenant.TenantRegistration;
import dev.claviger.pages.ShownName;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** A new tenant and its first administrator, on one page: both are made, or neither. */
@Path("/console/{tenant}/tenants/new")
@ForPlatformAdministrators
public class TenantCreationResource {

    private final TenantForms forms;
    private final TenantRegistration registration;
    private final PersonRegistration people;
    private final Operator operator;

    TenantCreationResource(TenantForms forms, TenantRegistration registration, PersonRegistration people, Operator operator) {
        this.forms = forms;
        this.registration = registration;
        this.people = people;
        this.operator = operator;
    }

    @GET
    public Response form() {
        return Pages.show(forms.blank(Identifiers.newTokenId()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> create(MultivaluedMap<String, String> posted) {
        TypedTenant form = TypedTenant.of(posted);
        return Uni.createFrom().deferred(() -> register(form, HiddenFields.idempotencyKey(form.nonce()))).map(made -> answer(form, made))
                .onFailure(Problem.class).recoverWithItem(refusal -> forms.refused(form, "", (Problem) refusal));
    }

    private Uni<Made> register(TypedTenant form, String key) {
        return Panache.withTransaction(() -> registration.register(operator.administrator(), form.input(), key)
                .chain(registered -> administrator(form, key).map(person -> new Made(registered.created(), person))));
    }

    private Uni<Optional<PersonView>> administrator(TypedTenant form, String key) {
        if (!form.hasAdministrator()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return Uni.createFrom().deferred(() -> people.register(operator.administrator(), new TenantId(form.id()), form.administrator(), key + "-administrator"))
                .onFailure(Problem.class).transform(refusal -> TypedTenant.ofAdministrator((Problem) refusal))
                .map(registered -> Optional.of(registered.person().view()));
    }

    private Response answer(TypedTenant form, Made made) {
        Optional<PersonView> shown = made.administrator.filter(person -> made.created && person.invitation() != null);
        if (shown.isPresent()) {
            PersonView person = shown.get();
            return Pages.show(new PersonPage.Link(Frame.of(operator, Room.TENANTS), ShownName.of(person.name() == null ? person.username() : person.name()),
                    Room.PEOPLE.path(new TenantId(form.id())), person.username(), person.invitation().link(), person.invitation().expiresAt()));
        }
        Done done = !made.created ? Done.SHOWN : made.administrator.isPresent() ? Done.CREATED_AND_INVITED : Done.CREATED;
        return Pages.leadTo(done.on(Room.TENANTS.path(operator.tenant()) + "?search=" + form.id()));
    }

    private record Made(boolean created, Optional<PersonView> administrator) {
    }
}
