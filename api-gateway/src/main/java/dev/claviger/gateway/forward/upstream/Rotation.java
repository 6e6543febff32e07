package dev.claviger.gateway.forward.upstream;

import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import java.util.List;

/** An environment's upstreams take turns; those that are ejected are passed over. With only one there is no choice, and nothing is ejected. */
public final class Rotation {

    private final Upstream[] upstreams;
    private int turn;

    public Rotation(List<Upstream> upstreams) {
        this.upstreams = upstreams.toArray(Upstream[]::new);
    }

    /** @throws Refused 503 when none is recorded, or all are ejected */
    public Upstream next() {
        if (upstreams.length == 1) {
            return upstreams[0];
        }
        Upstream next = nextBut(null);
        if (next == null) {
            throw new Refused(upstreams.length == 0 ? Refusal.NO_UPSTREAM : Refusal.UPSTREAMS_EJECTED);
        }
        return next;
    }

    /** @return null when there is no other */
    public Upstream nextInsteadOf(Upstream failed) {
        return upstreams.length == 1 ? null : nextBut(failed);
    }

    /** @param reason what the request is refused with, unless another upstream takes it */
    public void failed(Upstream upstream, Refusal reason) {
        if (upstreams.length > 1) {
            upstream.failed(System.nanoTime(), reason);
        } else {
            upstream.failedAlone(System.nanoTime(), reason);
        }
    }

    private Upstream nextBut(Upstream excluded) {
        long now = System.nanoTime();
        for (int tried = 0; tried < upstreams.length; tried++) {
            Upstream candidate = upstreams[turn];
            turn = turn + 1 == upstreams.length ? 0 : turn + 1;
            if (candidate != excluded && candidate.accepts(now)) {
                return candidate;
            }
        }
        return null;
    }

    Upstream[] all() {
        return upstreams;
    }
}
