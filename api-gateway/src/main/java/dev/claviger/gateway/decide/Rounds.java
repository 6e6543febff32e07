package dev.claviger.gateway.decide;

import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;

/** How often one inquiry has been decided. */
public final class Rounds {

    private static final int MOST = 6;

    private int decided;

    /** @throws Refused 503 when that does not end */
    public void next() {
        if (++decided == MOST) {
            throw new Refused(Refusal.API_KEYS_UNAVAILABLE);
        }
    }
}
