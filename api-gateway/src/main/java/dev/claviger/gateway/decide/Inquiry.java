package dev.claviger.gateway.decide;

import dev.claviger.gateway.authenticate.VerifiedToken;
import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.refuse.Refused;
import dev.claviger.gateway.route.Route;
import dev.claviger.gateway.route.canonical.CanonicalRequest;
import io.vertx.core.MultiMap;

/** What is to be decided, and what each step finds out on the way: a request, or a question about one. */
public interface Inquiry {

    /** @throws Refused with a 4xx or 501 when it is malformed, ambiguous or of a method no resource has */
    CanonicalRequest canonical();

    MultiMap headers();

    /** The host the connection was made for (RFC 6066 §3), or null where it named none. */
    String serverName();

    Environment found(Environment environment);

    Route found(Route route);

    VerifiedToken found(VerifiedToken token);

    /**
     * A second decision is due when something had to be asked; more only while what the answer depends on changes over and over.
     *
     * @throws Refused 503 when that does not end
     */
    Inquiry again();
}
