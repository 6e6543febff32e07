package dev.claviger.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A gateway for all tests of a class. {@link #HOST} leads to an upstream that each test has for itself. */
final class LeadingGateway implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {

    static final String HOST = "led.test";

    private final Map<String, String> settings;
    private TestGateway gateway;
    private RawUpstream upstream;

    LeadingGateway(Map<String, String> settings) {
        this.settings = settings;
    }

    @Override
    public void beforeAll(ExtensionContext tests) throws Exception {
        gateway = TestGateway.started(settings);
    }

    @Override
    public void beforeEach(ExtensionContext test) throws Exception {
        upstream = new RawUpstream(RawUpstream.OK);
        lead(HOST, upstream.url());
    }

    @Override
    public void afterEach(ExtensionContext test) throws Exception {
        upstream.close();
    }

    @Override
    public void afterAll(ExtensionContext tests) throws Exception {
        gateway.close();
    }

    /** Of the test that runs; it answers everything until it is told otherwise. */
    RawUpstream upstream() {
        return upstream;
    }

    void lead(String host, String... upstreams) throws Exception {
        gateway.lead(host, upstreams);
    }

    int port() {
        return gateway.port();
    }

    MeterRegistry registry() {
        return gateway.registry;
    }

    /** How many upstreams get no requests now. */
    double ejected() {
        return registry().get("claviger.upstream.ejected").gauge().value();
    }

    Wire.Answer send(String method, String host, String target, String... headers) throws Exception {
        return gateway.send(method, host, target, headers);
    }

    /** @return the status of a request without anything special */
    int ask(String host) throws Exception {
        return send("GET", host, "/open").status();
    }
}
