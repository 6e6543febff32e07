package dev.claviger.gateway.explain;

import dev.claviger.contract.refusal.RefusalReason;
import dev.claviger.gateway.refuse.Refusal;

/** How to mend what was refused, for an operator. The words are the contract's, for the console has them too; the same name stands for the same reason. */
final class Remedy {

    private Remedy() {
    }

    static String of(Refusal refusal) {
        return RefusalReason.valueOf(refusal.name()).remedy();
    }
}
