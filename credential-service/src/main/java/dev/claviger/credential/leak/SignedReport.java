package dev.claviger.credential.leak;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import dev.claviger.credential.problem.Problem;

/** A body whose signature was right, and whose it was. Only {@link Verifier} makes one. */
final class SignedReport {

    private final Signer signer;
    private final byte[] body;
    private final ReportForm form;

    private SignedReport(Signer signer, byte[] body, ReportForm form) {
        this.signer = signer;
        this.body = body;
        this.form = form;
    }

    String signer() {
        return signer.name();
    }

    List<ReportedSecret> secrets() {
        return form.read(body);
    }

    /** Tells reports of signers from what anybody sends, before a byte of the body is looked at. */
    @Singleton
    static class Verifier {

        private final Signers signers;

        Verifier(Signers signers) {
            this.signers = signers;
        }

        /** @throws Problem 401 unsigned, 403 when the signature is not that of a signer */
        SignedReport require(HttpHeaders headers, byte[] body) {
            ReportForm form = ReportForm.signedIn(headers).orElseThrow(Problem::unsigned);
            Optional<Signer> signer = form.signer(headers, signers);
            if (signer.filter(known -> known.signed(body, form.signature(headers))).isEmpty()) {
                throw Problem.forbidden("The signature is not that of a known signer over this body");
            }
            return new SignedReport(signer.get(), body, form);
        }
    }
}
