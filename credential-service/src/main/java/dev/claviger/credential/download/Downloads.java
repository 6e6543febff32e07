package dev.claviger.credential.download;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import dev.claviger.credential.admin.AdminConfig;
import dev.claviger.credential.environment.EnvironmentView;
import dev.claviger.credential.environment.Environments;
import dev.claviger.credential.problem.Problem;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;

/** The answers that hand over a new credential as a file. */
@Singleton
public class Downloads {

    private static final String HOST = "{host}";
    /** Characters that mean nothing in any of the forms; Python's configparser takes a percent sign for its own. */
    private static final Pattern API_ENDPOINT = Pattern.compile("https?://[A-Za-z0-9._~:/-]*\\{host}[A-Za-z0-9._~:/-]*");

    private static final Pattern ORIGIN = Pattern.compile("https?://[^/]+");

    private final Environments environments;
    private final String issuer;
    private final String apiEndpoint;

    Downloads(Environments environments, AdminConfig admin, DownloadConfig config) {
        if (!API_ENDPOINT.matcher(config.apiEndpoint()).matches()) {
            throw new ConfigurationException("claviger.downloads.api-endpoint must be a URL with {host} for the environment's host, such as https://{host}/v1");
        }
        this.environments = environments;
        this.issuer = admin.issuer().replaceFirst("/$", "");
        this.apiEndpoint = config.apiEndpoint();
    }

    /**
     * The answer to a creation, with the file as its body. Within the transaction that creates: what cannot be handed over is not
     * created either, since nobody will see its secret again.
     */
    public Uni<Response> attach(CredentialFormat format, Response created, IssuedSecret issued) {
        return environments.hostsOf(issued.tenant(), issued.environment())
                .map(hosts -> new CredentialFile(issued, issuer, apiEndpoint.replace(HOST, firstExact(hosts))))
                .map(file -> Response.fromResponse(created).type(format.mediaType()).entity(format.write(file))
                        .header("Content-Disposition", "attachment; filename=\"" + format.fileName() + "\"").build());
    }

    /** A file of its own, for whoever still holds the secret: nothing is created. */
    public Uni<Response> file(CredentialFormat format, IssuedSecret issued) {
        return attach(format, Response.ok().header("Cache-Control", "no-store").build(), issued);
    }

    /**
     * What a person may do with a secret that is on the screen; within a session.
     *
     * @param scopes those to ask for, or none for a client that does not ask on its own
     */
    public Uni<Handover> handover(IssuedSecret issued, List<String> scopes) {
        return environments.look(issued.tenant(), issued.environment()).map(tagged -> handover(tagged.view(), issued, scopes));
    }

    private Handover handover(EnvironmentView environment, IssuedSecret issued, List<String> scopes) {
        Optional<String> host = environment.hosts().stream().filter(Downloads::isExact).findFirst();
        Optional<String> origin = host.map(name -> ORIGIN.matcher(apiEndpoint.replace(HOST, name))).filter(Matcher::lookingAt).map(Matcher::group);
        return new Handover(host.isPresent(), TokenRequest.at(origin, environment.tokenPaths(), issuer).curl(issued, scopes));
    }

    private static boolean isExact(String host) {
        return !host.startsWith("*.");
    }

    private static String firstExact(List<String> hosts) {
        return hosts.stream().filter(Downloads::isExact).findFirst().orElseThrow(() -> Problem.invalid("format",
                "needs an environment with an exact host, for the file must say where the API is called; leave it out for JSON"));
    }

    /**
     * @param hasFiles whether the environment has a host that files can name
     * @param curl     a line for a shell, with the secret in it
     */
    public record Handover(boolean hasFiles, String curl) {

        /** Without the line, in which the secret is. */
        @Override
        public String toString() {
            return "a handover";
        }
    }
}
