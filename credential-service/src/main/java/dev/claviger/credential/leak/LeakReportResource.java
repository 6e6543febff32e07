package dev.claviger.credential.leak;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.claviger.credential.admin.Actor;
import dev.claviger.credential.admin.CallerAddress;
import dev.claviger.credential.problem.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;

/** Where secret scanners report. Anybody can reach it, so nothing is read before the signature, and nothing of a body is repeated. */
@Path("/leak-reports")
@Tag(name = "leak reports")
public class LeakReportResource {

    private static final int LARGEST_BODY = 64 * 1024;
    /** A signer is no flood, and who floods must not take the database from the others. */
    private static final int MOST_AT_ONCE = 4;

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final SignedReport.Verifier verifier;
    private final LeakedSecrets leaked;
    private final CallerAddress addresses;
    private final MeterRegistry meters;

    LeakReportResource(SignedReport.Verifier verifier, LeakedSecrets leaked, CallerAddress addresses, MeterRegistry meters) {
        this.verifier = verifier;
        this.leaked = leaked;
        this.addresses = addresses;
        this.meters = meters;
    }

    /** From the start on, at zero: increase() does not see the first of a series that comes with it. */
    void startCounting(@Observes StartupEvent starting) {
        for (Verdict.Label label : Verdict.Label.values()) {
            leaked(label);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "reportLeaks", summary = "Report secrets found where they do not belong",
            description = "Signed, in GitHub's form for secret scanning partners or with Claviger-Signer and Claviger-Signature over the raw body. What verifies whole is revoked.")
    @RequestBody(content = @Content(schema = @Schema(implementation = LeakForm[].class)))
    public Uni<Response> report(byte[] body, @Context HttpHeaders headers, @Context HttpServerRequest http) {
        requireBounds(body);
        SignedReport report = signed(body, headers);
        List<ReportedSecret> secrets = report.secrets();
        Actor actor = new Actor("leak-report:" + report.signer(), Optional.empty(), Optional.empty(), Optional.of(addresses.of(http)));
        if (!places.tryAcquire()) {
            throw Problem.tooMany("Other reports are being worked on. Send it again in a moment");
        }
        return judge(actor, secrets).onTermination().invoke(() -> places.release())
                .map(verdicts -> Response.ok(verdicts).header("Cache-Control", "no-store").build());
    }

    /** One after the other, each in a transaction of its own: a failure ends the report, and its repeat finds the first ones revoked. */
    private Uni<List<Verdict>> judge(Actor actor, List<ReportedSecret> secrets) {
        return Multi.createFrom().iterable(secrets)
                .onItem().transformToUniAndConcatenate(secret -> leaked.end(actor, secret).map(ours -> Verdict.on(secret, ours)))
                .invoke(verdict -> leaked(verdict.label()).increment())
                .collect().asList();
    }

    private Counter leaked(Verdict.Label label) {
        return meters.counter("claviger_leaked_secrets", "label", label.toString());
    }

    private SignedReport signed(byte[] body, HttpHeaders headers) {
        try {
            SignedReport report = verifier.require(headers, body);
            count("signed");
            return report;
        } catch (Problem refused) {
            count("refused");
            throw refused;
        }
    }

    private void count(String outcome) {
        meters.counter("claviger_leak_reports", "outcome", outcome).increment();
    }

    /** A body without Content-Length is measured only here. */
    private static void requireBounds(byte[] body) {
        if (body.length > LARGEST_BODY) {
            throw Problem.tooLarge("A report may have up to " + LARGEST_BODY + " bytes");
        }
    }

    /** One finding in the plain form; a single one may stand without the array. */
    record LeakForm(String secret, Optional<String> url) {
    }
}
