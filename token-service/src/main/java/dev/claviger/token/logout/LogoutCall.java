package dev.claviger.token.logout;

import dev.claviger.contract.Networks;
import dev.claviger.token.address.PublicAddresses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Brings a logout token to an application (Back-Channel Logout 1.0 §2.5). The name is resolved here, its address judged, and then connected to as an
 * address, so that no second look-up can answer otherwise (DNS rebinding). Redirects are not followed, and of the answer only the status is read.
 */
@ApplicationScoped
class LogoutCall {

    private static final int CONNECTIONS = 20;
    private static final int LONGEST_QUEUE = 100;

    /** Of a tenant ten applications are told at a time, and so ten names looked up. */
    private static final int NAMES_AT_ONCE = 50;

    private final WorkerExecutor threads;
    private final Names names;
    private final HttpClient http;
    private final PublicAddresses addresses;
    private final long patienceMillis;

    @Inject
    LogoutCall(Vertx vertx, LogoutConfig config) {
        this(vertx, config, InetAddress::getByName);
    }

    LogoutCall(Vertx vertx, LogoutConfig config, Names names) {
        this.threads = vertx.createSharedWorkerExecutor("logout-names", NAMES_AT_ONCE);
        this.names = names;
        this.patienceMillis = config.patience().toMillis();
        this.addresses = new PublicAddresses(Networks.of(config.allowedNetworks().orElse(List.of())));
        this.http = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false).setMaxPoolSize(CONNECTIONS).setMaxWaitQueueSize(LONGEST_QUEUE)
                .setConnectTimeout((int) patienceMillis));
    }

    /** How a name becomes an address. Blocking. */
    @FunctionalInterface
    interface Names {

        InetAddress address(String host) throws IOException;
    }

    /**
     * Succeeds when the application took it. Fails with a {@link ForbiddenAddress} where nobody was even asked. Not over before its name is looked up, however
     * long a name server takes: the thread it waits on is its tenant's until then.
     */
    Future<Void> send(URI application, String logoutToken) {
        return threads.executeBlocking(() -> names.address(application.getHost()), false)
                .compose(address -> send(application, address, "logout_token=" + logoutToken).timeout(patienceMillis, TimeUnit.MILLISECONDS));
    }

    private Future<Void> send(URI application, InetAddress address, String form) {
        boolean isEncrypted = "https".equals(application.getScheme());
        if (!addresses.permit(address, isEncrypted)) {
            return Future.failedFuture(new ForbiddenAddress(address, isEncrypted));
        }
        return http.request(to(application, address, isEncrypted)).compose(request -> send(request, form));
    }

    private static Future<Void> send(HttpClientRequest request, String form) {
        return request.send(Buffer.buffer(form)).onFailure(late -> request.reset()).compose(answer -> judge(request, answer));
    }

    /** Whatever else the application has to say is not waited for, and its end no accident. */
    private static Future<Void> judge(HttpClientRequest request, HttpClientResponse answer) {
        answer.exceptionHandler(abandoned -> { });
        request.reset();
        return answer.statusCode() / 100 == 2 ? Future.succeededFuture()
                : Future.failedFuture(new IllegalStateException("answered with " + answer.statusCode()));
    }

    private RequestOptions to(URI application, InetAddress address, boolean isEncrypted) {
        int port = application.getPort() >= 0 ? application.getPort() : isEncrypted ? 443 : 80;
        String path = application.getRawPath() == null || application.getRawPath().isEmpty() ? "/" : application.getRawPath();
        return new RequestOptions().setMethod(HttpMethod.POST).setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(application.getHost()).setPort(port).setSsl(isEncrypted).setTimeout(patienceMillis)
                .setURI(application.getRawQuery() == null ? path : path + "?" + application.getRawQuery())
                .putHeader("Content-Type", "application/x-www-form-urlencoded");
    }

    /** An address that an application's owner leads to, and must not. */
    static final class ForbiddenAddress extends RuntimeException {

        ForbiddenAddress(InetAddress address, boolean isEncrypted) {
            super("leads to " + address.getHostAddress() + (isEncrypted ? "" : " in the clear") + ", where claviger.logout.allowed-networks does not allow it", null, false, false);
        }
    }
}
