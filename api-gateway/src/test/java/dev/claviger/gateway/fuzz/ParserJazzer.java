package dev.claviger.gateway.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/**
 * The invariants of {@link ParserFuzzTest}, searched by coverage. Its agent would slow every other test of the build, so it is compiled and run by hand only, one
 * method at a time: {@code JAZZER_FUZZ=1 mvn test -Pfuzz -Dtest=ParserJazzer#targets}. What it finds becomes one of the texts there.
 */
class ParserJazzer {

    @FuzzTest(maxDuration = "5m")
    void targets(byte[] data) {
        ParserFuzzTest.holdTarget(new String(data, StandardCharsets.ISO_8859_1));
    }

    @FuzzTest(maxDuration = "5m")
    void hosts(byte[] data) {
        ParserFuzzTest.holdHost(new String(data, StandardCharsets.ISO_8859_1));
    }

    @FuzzTest(maxDuration = "5m")
    void credentials(byte[] data) {
        ParserFuzzTest.holdCredentials(new String(data, StandardCharsets.ISO_8859_1));
    }

    @FuzzTest(maxDuration = "5m")
    void tokens(byte[] data) {
        String text = new String(data, StandardCharsets.ISO_8859_1);
        ParserFuzzTest.holdToken(text);
        ParserFuzzTest.holdJson(text);
    }

    @FuzzTest(maxDuration = "5m")
    void route_files(byte[] data) {
        ParserFuzzTest.holdRoutes(new String(data, StandardCharsets.UTF_8));
    }
}
