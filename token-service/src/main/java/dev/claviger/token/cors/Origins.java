package dev.claviger.token.cors;

import dev.claviger.token.internal.CredentialService;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Whether any client allows an origin: what a preflight asks, which names no client. */
@ApplicationScoped
class Origins {

    private static final Logger LOG = Logger.getLogger(Origins.class);
    private static final String PATH = "/internal/origins";
    /** RFC 6454 §6.2, of what pages come by. {@code null} is what a page says that has none (§6.1), and anybody can make one. */
    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]_-]{1,260}");
    private static final Duration MEMORY = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 1_000;

    private final Function<JsonObject, Future<Boolean>> credentialService;
    private final Clock clock;
    private final Map<String, Remembered> remembered = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private record Remembered(boolean isAllowed, Instant until) {
    }

    @Inject
    Origins(CredentialService credentialService, Clock clock) {
        this(question -> credentialService.post(PATH, question).map(answer -> answer.toJsonObject().getBoolean("allowed")), clock);
    }

    Origins(Function<JsonObject, Future<Boolean>> credentialService, Clock clock) {
        this.credentialService = credentialService;
        this.clock = clock;
    }

    /** Never fails: an origin of which nobody can tell is not allowed at this moment. */
    Future<Boolean> isAllowed(String origin) {
        if (!ORIGIN.matcher(origin).matches()) {
            return Future.succeededFuture(false);
        }
        Remembered known = find(origin);
        return known != null && clock.instant().isBefore(known.until) ? Future.succeededFuture(known.isAllowed) : ask(origin);
    }

    private Future<Boolean> ask(String origin) {
        return credentialService.apply(new JsonObject().put("origin", origin))
                .onSuccess(allowed -> remember(origin, allowed))
                .onFailure(failure -> LOG.warnf("Cannot look up an origin: %s", failure.getMessage()))
                .otherwise(false);
    }

    private Remembered find(String origin) {
        synchronized (remembered) {
            return remembered.get(origin);
        }
    }

    private void remember(String origin, boolean isAllowed) {
        synchronized (remembered) {
            remembered.put(origin, new Remembered(isAllowed, clock.instant().plus(MEMORY)));
        }
    }
}
