package dev.claviger.gateway;

import java.util.List;
import java.util.Map;

/**
 * The main class of a process whose standard output is the access log as in production, and nothing else: a gateway that is sent what strangers send. Its exit
 * status is how many requests that were.
 */
final class TestLoggingGateway {

    /** None of it may end a line, forge a pair, or leave the string it stands in. */
    private static final List<String> ODD = List.of("\"", "\\", "\\\"", "\",\"level\":\"ERROR\"}", "\u0001", "\t", "\r\nrequest=forged", " request=forged", "\u00e9", "\u007f", "%22%0d%0a", "a".repeat(3000));

    private TestLoggingGateway() {
    }

    public static void main(String[] none) throws Exception {
        TestGateway gateway = TestGateway.started(Map.of("claviger.access-log.form", "json", "claviger.gateway.h2c", "true", "claviger.trusted-proxies", "127.0.0.0/8"));
        int sent;
        try {
            sent = send(gateway);
        } finally {
            gateway.close();
        }
        gateway.parts.exchanges().close();
        Runtime.getRuntime().halt(sent);
    }

    private static int send(TestGateway gateway) throws Exception {
        gateway.get("/items/7?secret=CANARY", gateway.issuer.token("items.read"));
        int sent = 1;
        for (String odd : ODD) {
            gateway.send("GET", TestGateway.HOST, "/any/" + odd + "?CANARY");
            gateway.send("GET", TestGateway.HOST + odd, "/open");
            gateway.send("GET" + odd, TestGateway.HOST, "/open");
            gateway.send("GET", TestGateway.HOST, "/open", "X-Forwarded-For: " + odd, "Forwarded: for=" + odd);
            sent += 4;
            try (Http2Wire wire = new Http2Wire(gateway.port())) {
                sent += isAnswered(wire.exchange("GET", TestGateway.HOST, "/any/" + odd + "?CANARY"));
                sent += isAnswered(wire.exchange("GET", TestGateway.HOST, "/open", "x-forwarded-for: " + odd));
            }
        }
        return sent;
    }

    /** What the frames' reader resets is no request yet. */
    private static int isAnswered(Http2Wire.Answer answer) {
        return answer.status() == 0 ? 0 : 1;
    }
}
