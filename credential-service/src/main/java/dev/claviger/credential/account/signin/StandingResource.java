package dev.claviger.credential.account.signin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.claviger.contract.Fields;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.Person;
import dev.claviger.credential.account.person.PersonRow;
import dev.claviger.credential.edge.InternalBody;
import dev.claviger.credential.edge.JsonInput;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** Where token-service asks what a person is at this moment who signed in a while ago; nobody, when it could not sign in now. */
@Path("/internal/people")
public class StandingResource {

    private static final String ROW = "select f.id as feed_id, f.position, " + PersonRow.COLUMNS
            + ", exists (select from one_time_password o where o.person_id = p.id and o.secret is not null) as has_one_time_password"
            + " from feed f left join person p on p.id = $1 and p.tenant_id = $2";

    private final Pool pool;

    StandingResource(Pool pool) {
        this.pool = pool;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Response> find(JsonInput body) {
        Question question = InternalBody.read(body, Question::of);
        return pool.preparedQuery(ROW).execute(Tuple.of(question.id.value(), question.tenant.value()))
                .map(rows -> Response.ok(answer(rows.iterator().next())).header("Cache-Control", "no-store").build());
    }

    private static Object answer(Row row) {
        return Fields.ordered("feed_id", row.getUUID("feed_id").toString(), "position", row.getLong("position"), "person", PersonRow.usable(row).map(Person::toFields),
                "exists", row.getLong("person_id") != null, "one_time_password", row.getBoolean("has_one_time_password"));
    }

    private record Question(TenantId tenant, PersonId id) {

        static Question of(Fields fields) {
            return new Question(new TenantId(fields.text("tenant")), new PersonId(fields.number("id")));
        }
    }
}
