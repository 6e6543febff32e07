package dev.claviger.credential.secret;

import java.util.Map;
import java.util.OptionalInt;

/** Peppers out of a map. */
public final class TestPeppers {

    private TestPeppers() {
    }

    public static Peppers of(Map<Integer, String> peppers) {
        return new Peppers(config(peppers, OptionalInt.empty()));
    }

    public static SecretsConfig config(Map<Integer, String> peppers, OptionalInt current) {
        return new SecretsConfig() {
            @Override
            public Map<Integer, String> peppers() {
                return peppers;
            }

            @Override
            public OptionalInt currentPepper() {
                return current;
            }
        };
    }
}
