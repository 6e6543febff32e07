package dev.claviger.credential.console.people.provider;

import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import dev.claviger.credential.account.provider.IdentityProviders;
import dev.claviger.credential.account.provider.ProviderView;
import dev.claviger.credential.admin.AdminConfig;
import dev.claviger.credential.console.page.Differences;
import dev.claviger.credential.console.page.Ending;
import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.HiddenFields;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.problem.Problem;
import dev.claviger.pages.ShownName;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** A tenant's identity provider: seen, set up, changed and removed. The client secret is written and never shown. */
@Path("/console/{tenant}/people/identity-provider")
public class ProviderResource {

    private static final int CHANGED_MEANWHILE = 412;
    private static final String ABSENT = "*";

    private final IdentityProviders providers;
    private final AdminConfig config;
    private final Operator operator;

    ProviderResource(IdentityProviders providers, AdminConfig config, Operator operator) {
        this.providers = providers;
        this.config = config;
        this.operator = operator;
    }

    /**
     * @param redirectUri to be registered at the provider
     * @param meanwhile   what somebody else has changed since the form was opened; nothing if nobody has
     */
    record Provider(Frame frame, String title, String said, String path, String back, String redirectUri, TypedProvider form, FieldErrors errors, List<String> meanwhile)
            implements TemplateInstance {
    }

    @GET
    public Uni<Response> look(@QueryParam("done") String done) {
        return known().map(form -> Pages.show(page(form, said(done), FieldErrors.NONE, List.of())));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> put(MultivaluedMap<String, String> posted) {
        TypedProvider form = TypedProvider.of(posted);
        return Uni.createFrom().deferred(() -> providers.put(operator.administrator(), operator.tenant(), form.input(), form.isNew() ? null : HiddenFields.version(form.version()), form.isNew() ? ABSENT : null))
                .map(put -> Pages.leadTo(path() + "?done=saved"))
                .onFailure(Problem.class).recoverWithUni(refusal -> refused(form, (Problem) refusal));
    }

    private Uni<Response> refused(TypedProvider form, Problem problem) {
        return known().map(now -> problem.status() == CHANGED_MEANWHILE
                ? Pages.show(CHANGED_MEANWHILE, page(form.at(now.version(), now.hasSecret()), "", FieldErrors.NONE, Differences.told(form.told(), now.told())))
                : Pages.show(problem.status(), page(form.at(form.version(), now.hasSecret()), "", form.worded(problem), List.of())));
    }

    @GET
    @Path("delete")
    public Uni<Response> beforeDeleting() {
        return providers.look(operator.tenant()).map(provider -> Pages.show(ending(provider).on(Frame.of(operator, Room.PEOPLE))));
    }

    @POST
    @Path("delete")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> delete(@FormParam("version") String version) {
        return Uni.createFrom().deferred(() -> providers.delete(operator.administrator(), operator.tenant(), HiddenFields.version(version)))
                .replaceWith(() -> Pages.leadTo(path() + "?done=removed"));
    }

    private Ending ending(Tagged<ProviderView> provider) {
        return new Ending("Remove the identity provider " + ShownName.of(provider.view().name()), "Nobody signs in there any more. Passwords count again, also where they were refused.",
                List.of("Who has no password here cannot sign in until you send a link.", "Sessions and tokens that began there go on to their end: disable people, or sign them out, where that must not be.",
                        "Who is whom there is kept, for the day it comes back. The client secret is forgotten."),
                path() + "/delete", "Remove it", true, provider.tag().value(), "", path(), "");
    }

    private Uni<TypedProvider> known() {
        return providers.look(operator.tenant()).map(provider -> TypedProvider.of(provider.view(), provider.tag().value()))
                .onFailure(ProviderResource::isNothingThere).recoverWithItem(TypedProvider.BLANK);
    }

    private static boolean isNothingThere(Throwable failure) {
        return failure instanceof Problem problem && problem.status() == 404;
    }

    private Provider page(TypedProvider form, String said, FieldErrors errors, List<String> meanwhile) {
        return new Provider(Frame.of(operator, Room.PEOPLE), "Identity provider", said, path(), Room.PEOPLE.path(operator.tenant()),
                config.issuer().replaceAll("/+$", "") + "/oauth2/sign-in/external/" + operator.tenant(), form, errors, meanwhile);
    }

    private static String said(String done) {
        return "saved".equals(done) ? "Your changes are saved. Try it: open a sign-in page of this organisation in another browser." : "removed".equals(done) ? "The identity provider is removed." : "";
    }

    private String path() {
        return Room.PEOPLE.path(operator.tenant()) + "/identity-provider";
    }
}
