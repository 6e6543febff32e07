package dev.claviger.gateway.forward.header;

import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;

/**
 * Who has passed a message on (RFC 9110 §7.6.3). An environment's upstream may be another environment of the same installation, so that a request
 * may rightly come by more than once; one that comes by over and over goes in circles.
 */
public final class Via {

    private static final CharSequence NAME = HttpHeaders.createOptimized("Via");
    /** A front environment, one behind it, and one more. Each further round of a circle costs as much as a request of its own. */
    private static final int MOST_PASSES = 3;

    private final String pseudonym;
    private final CharSequence http10;
    private final CharSequence http11;
    private final CharSequence http2;

    /** @throws IllegalArgumentException when the pseudonym is no token (RFC 9110 §5.6.2) */
    public Via(String pseudonym) {
        if (!pseudonym.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}")) {
            throw new IllegalArgumentException("claviger.upstream.via: up to 64 letters, digits or one of !#$%&'*+.^_`|~- expected");
        }
        this.pseudonym = pseudonym;
        this.http10 = HttpHeaders.createOptimized("1.0 " + pseudonym);
        this.http11 = HttpHeaders.createOptimized("1.1 " + pseudonym);
        this.http2 = HttpHeaders.createOptimized("2 " + pseudonym);
    }

    /** @throws Refused 508 when the request has passed here too often */
    public void refuseCircles(MultiMap inbound) {
        if (inbound.contains(NAME) && passes(inbound) >= MOST_PASSES) {
            throw new Refused(Refusal.LOOP_DETECTED);
        }
    }

    /** @param received the version in which the message came */
    public void append(HttpVersion received, MultiMap outbound) {
        outbound.add(NAME, received == HttpVersion.HTTP_1_1 ? http11 : received == HttpVersion.HTTP_2 ? http2 : http10);
    }

    private int passes(MultiMap inbound) {
        int passes = 0;
        for (String value : inbound.getAll(NAME)) {
            for (String element : value.split(",")) {
                String[] parts = element.trim().split("[ \t]+");
                if (parts.length > 1 && parts[1].equalsIgnoreCase(pseudonym)) {
                    passes++;
                }
            }
        }
        return passes;
    }
}
