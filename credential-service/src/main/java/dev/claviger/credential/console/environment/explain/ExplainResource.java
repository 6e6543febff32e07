package dev.claviger.credential.console.environment.explain;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.ClientId;
import dev.claviger.credential.application.Clients;
import dev.claviger.credential.console.environment.Part;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.ForPlatformAdministrators;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.environment.Environments;
import dev.claviger.credential.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/** Explaining a decision. What is asked about comes in the body, and neither token nor key goes back to the page. */
@Path("/console/{tenant}/environments/explain")
@ForPlatformAdministrators
public class ExplainResource {

    private static final int MOST_HOSTS = 200;
    private static final String LARGEST = "100";

    private final GatewayQuestions gateway;
    private final AskedExplanations asked;
    private final Clients clients;
    private final Environments environments;
    private final Operator operator;

    ExplainResource(GatewayQuestions gateway, AskedExplanations asked, Clients clients, Environments environments, Operator operator) {
        this.gateway = gateway;
        this.asked = asked;
        this.clients = clients;
        this.environments = environments;
        this.operator = operator;
    }

    @GET
    public Uni<Response> form(@QueryParam("refused") String reason, @QueryParam("client_id") String client) {
        return hosts().map(hosts -> Pages.show(page(new Question("GET", hosts.isEmpty() ? "" : hosts.get(0), "", "", "", given(client), given(reason)), hosts, null, "")));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> ask(MultivaluedMap<String, String> posted) {
        Question question = Question.of(posted);
        if (!gateway.canBeAsked()) {
            return answer(question, 503, null, "");
        }
        return json(question).call(json -> asked.record(operator.administrator().actor(), operator.tenant(), question.clientId()))
                .chain(gateway::ask).chain(explanation -> answer(question, 200, explanation, ""))
                .onFailure(Unanswered.class).recoverWithUni(unanswered -> answer(question, ((Unanswered) unanswered).status(), null, unanswered.getMessage()));
    }

    private Uni<JsonObject> json(Question question) {
        if (question.isOfReason() || !question.isOfClient()) {
            return Uni.createFrom().item(question.toJson());
        }
        if (!ClientId.isWellFormed(question.clientId())) {
            return Uni.createFrom().failure(noApplication());
        }
        return clients.look(operator.tenant(), new ClientId(question.clientId())).onFailure(Problem.class).transform(none -> noApplication())
                .map(client -> question.toJson(client.view(), operator.tenant().value()));
    }

    private static Unanswered noApplication() {
        return Unanswered.senseless("this tenant has no application with that client identifier");
    }

    private Uni<Response> answer(Question question, int status, Explanation explanation, String unanswered) {
        return hosts().map(hosts -> Pages.show(status, page(question.shown(), hosts, explanation, unanswered)));
    }

    private ExplainPages.Explain page(Question question, List<String> hosts, Explanation explanation, String unanswered) {
        return new ExplainPages.Explain(Frame.of(operator, Room.ENVIRONMENTS), "Explain a request", Part.all(operator.tenant(), Part.Of.EXPLAIN), Room.ENVIRONMENTS.path(operator.tenant()) + "/explain",
                gateway.canBeAsked(), question, ExplainPages.METHODS, hosts, ExplainPages.REASONS, explanation, unanswered);
    }

    private Uni<List<String>> hosts() {
        return environments.list(operator.tenant(), PageRequest.of(LARGEST, null)).map(page -> page.items().stream().flatMap(environment -> environment.hosts().stream()).limit(MOST_HOSTS).toList());
    }

    private static String given(String parameter) {
        return Optional.ofNullable(parameter).filter(text -> text.matches("[0-9A-Za-z_]{1,64}")).orElse("");
    }
}
