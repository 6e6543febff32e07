package dev.claviger.gateway.forward.upstream;

import dev.claviger.gateway.follow.Origin;
import dev.claviger.gateway.refuse.Refusal;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One upstream of an environment, and how it has fared on this event loop. After some failures in a row it is ejected for a while; then one
 * request tries it, which brings it back or ejects it for twice as long.
 */
public final class Upstream {

    private static final Logger LOG = Logger.getLogger(Upstream.class);
    private static final int BAD_CHECKS = 2;
    private static final int MOST_DOUBLINGS = 20;

    private final Origin origin;
    private final UpstreamConfig.Ejection ejection;
    private final UpstreamMetrics metrics;
    private int failures;
    private Refusal lastFailure;
    /** When the first of these was, or the first bad check: of {@link System#nanoTime}. */
    private long failingSince;
    private long unhealthySince;
    private int badChecks;
    private int ejections;
    private long ejectedUntil;
    private boolean onTrial;
    private boolean forgotten;

    Upstream(Origin origin, UpstreamConfig.Ejection ejection, UpstreamMetrics metrics) {
        this.origin = origin;
        this.ejection = ejection;
        this.metrics = metrics;
    }

    public Origin origin() {
        return origin;
    }

    /** @param now of {@link System#nanoTime} */
    boolean accepts(long now) {
        return ejections == 0 && badChecks < BAD_CHECKS || badChecks < BAD_CHECKS && mayBeTried(now);
    }

    /** One request at a time: until it is answered or has had its time, nobody else follows. */
    private boolean mayBeTried(long now) {
        if (now - ejectedUntil < 0) {
            return false;
        }
        onTrial = true;
        ejectedUntil = now + ejection.time().toNanos();
        return true;
    }

    /** The head of an answer came, whatever it says. */
    public void succeeded() {
        if (failures != 0 || ejections != 0) {
            recover();
        }
    }

    private void recover() {
        if (ejections != 0) {
            LOG.infof("The upstream %s answers again", origin.authority());
            countReturned();
        }
        failures = 0;
        lastFailure = null;
        ejections = 0;
        onTrial = false;
    }

    /** Could not be reached, broke off, or did not answer in time. */
    void failed(long now, Refusal reason) {
        noted(now, reason);
        boolean isEjected = ejections != 0;
        if (isEjected ? onTrial : failures >= ejection.failures()) {
            eject(now);
        }
    }

    /** The same where there is no other, so that it cannot be left out. */
    void failedAlone(long now, Refusal reason) {
        noted(now, reason);
    }

    private void noted(long now, Refusal reason) {
        if (failures++ == 0) {
            failingSince = now;
        }
        lastFailure = reason;
    }

    /** What is wrong with it, if anything is: fewer failures in a row than it is ejected for are nothing. */
    Optional<Trouble> trouble(long now) {
        if (badChecks >= BAD_CHECKS) {
            return Optional.of(new Trouble(Trouble.Kind.UNHEALTHY, Optional.empty(), now - unhealthySince));
        }
        if (failures < ejection.failures()) {
            return Optional.empty();
        }
        return Optional.of(new Trouble(ejections == 0 ? Trouble.Kind.FAILING : Trouble.Kind.EJECTED, Optional.of(lastFailure), now - failingSince));
    }

    private void eject(long now) {
        long nanos = Math.min(ejection.time().toNanos() << Math.min(ejections, MOST_DOUBLINGS), ejection.longestTime().toNanos());
        if (ejections++ == 0) {
            countEjected();
        }
        onTrial = false;
        ejectedUntil = now + nanos;
        LOG.warnf("The upstream %s gets no requests for %s after %d failures in a row", origin.authority(), Duration.ofNanos(nanos), failures);
    }

    /** It was asked how it is. */
    void checked(boolean well) {
        if (!well && badChecks == 0) {
            unhealthySince = System.nanoTime();
        }
        if (well && badChecks >= BAD_CHECKS) {
            LOG.infof("The upstream %s says it is well again", origin.authority());
            countReturned();
        } else if (!well && badChecks + 1 == BAD_CHECKS) {
            LOG.warnf("The upstream %s gets no requests until it answers at claviger.upstream.health.path as it should", origin.authority());
            countEjected();
        }
        badChecks = well ? 0 : Math.min(badChecks + 1, BAD_CHECKS);
    }

    /** Nobody will ask for it again. What is under way may still fail; it is counted no more. */
    void forget() {
        if (ejections != 0) {
            countReturned();
        }
        if (badChecks >= BAD_CHECKS) {
            countReturned();
        }
        forgotten = true;
    }

    private void countEjected() {
        if (!forgotten) {
            metrics.ejected();
        }
    }

    private void countReturned() {
        if (!forgotten) {
            metrics.returned();
        }
    }
}
