package dev.claviger.token.authorize;

import dev.claviger.contract.Fields;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.Person;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.follow.AccessFeed;
import dev.claviger.token.internal.CredentialService;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

import java.util.Optional;

/** Who a person is today, and may do: asked of credential-service at each request, since a session says only who it was. */
@ApplicationScoped
public class People {

    private static final Logger LOG = Logger.getLogger(People.class);
    private static final String PATH = "/internal/people";

    private final CredentialService credentialService;
    private final AccessFeed feed;

    @Inject
    People(CredentialService credentialService, AccessFeed feed) {
        this.credentialService = credentialService;
        this.feed = feed;
    }

    /** Empty for who is gone, or cannot sign in any more. Fails with temporarily_unavailable when nobody can tell. */
    public Future<Optional<Known>> find(TenantId tenant, PersonId person) {
        return credentialService.post(PATH, new JsonObject().put("tenant", tenant.value()).put("id", person.value()))
                .map(answer -> new Fields(answer.toJsonObject().getMap()))
                .recover(People::unanswered)
                .map(this::known);
    }

    /** Of another feed a position would say nothing. */
    private Optional<Known> known(Fields answer) {
        if (!answer.text("feed_id").equals(feed.fresh().feedId())) {
            throw OAuthException.temporarilyUnavailable();
        }
        return answer.has("person") ? Optional.of(new Known(Person.of(answer.object("person")), answer.number("position"))) : Optional.empty();
    }

    private static Future<Fields> unanswered(Throwable failure) {
        LOG.warnf("Cannot look up a person: %s", failure.getMessage());
        return Future.failedFuture(OAuthException.temporarilyUnavailable());
    }

    /** @param position the feed position read before the person's row */
    public record Known(Person person, long position) {
    }
}
