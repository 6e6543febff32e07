package dev.claviger.gateway.fuzz;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Texts that are nearly right: good ones cut up, doubled and mixed with what parsers trip over. The same seed makes the same texts. */
final class TestMutations {

    private static final List<String> STUMBLING_BLOCKS = List.of("%", "%2", "%2e", "%2E", "%2f", "%5c", "%00", "%25", "%252e", "%c0%af", "%e2%82%ac", "%C3", "..", "/", "//", "\\", ";", "?", "#", "*", "@", ":", ",",
            " ", "\t", "\r\n", "\u0000", "\u007f", "\u00e9", "\u2028", "\ud800", "{", "}", "[", "]", "\"", "'", "\\u0000", "-", ".", "=", "~", "+", "&a=b", ":99999", "[::1]", "xn--", "null", "1e999", "9223372036854775808");

    private TestMutations() {
    }

    static void run(long seed, int times, List<String> good, Consumer<String> invariant) {
        Random random = new Random(seed);
        for (int i = 0; i < times; i++) {
            String text = mutated(good.get(random.nextInt(good.size())), random);
            try {
                invariant.accept(text);
            } catch (RuntimeException | Error broken) {
                throw new AssertionError("seed " + seed + ", text " + i + ": <" + text + ">", broken);
            }
        }
    }

    private static String mutated(String good, Random random) {
        StringBuilder text = new StringBuilder(good);
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(4));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, STUMBLING_BLOCKS.get(random.nextInt(STUMBLING_BLOCKS.size())));
                case 2 -> text.insert(at, (char) random.nextInt(256));
                default -> text.insert(at, text.substring(Math.min(at, end), end));
            }
        }
        return text.toString();
    }
}
