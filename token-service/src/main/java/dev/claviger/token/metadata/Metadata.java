package dev.claviger.token.metadata;

import dev.claviger.token.signing.SigningAlgorithm;
import dev.claviger.token.signing.SigningKeys;
import dev.claviger.token.token.IssuerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** The one document, whichever way it is asked for. */
@ApplicationScoped
class Metadata {

    private final String issuer;
    private final SigningKeys keys;

    @Inject
    Metadata(IssuerConfig config, SigningKeys keys) {
        this.issuer = config.issuer().orElseThrow();
        this.keys = keys;
    }

    Response answer() {
        return keys.isHeld()
                ? PublicDocument.of(MetadataDocument.of(issuer, SigningAlgorithm.OF_ID_TOKENS.stream()
                        .filter(algorithm -> keys.ofIdTokens(algorithm).isPresent()).map(SigningAlgorithm::name).toList()))
                : Response.status(Response.Status.SERVICE_UNAVAILABLE).build();
    }

    /** @param path of the issuer, as it was asked for */
    Response answer(String path) {
        if (!path.equals(URI.create(issuer).getPath().replaceAll("^/|/$", ""))) {
            throw new NotFoundException();
        }
        return answer();
    }
}
