package dev.claviger.relyingparty;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.concurrent.TimeoutException;

/**
 * How providers are called: a bounded time and size, no redirects, one answer. The name is resolved here, its address judged, and then connected to as an
 * address, so that no second look-up can answer otherwise (DNS rebinding). One for all providers of a program.
 */
public final class ProviderCalls implements HTTPRequestSender, ResourceRetriever {

    private static final int LARGEST_ANSWER = 256 * 1024;
    private static final int CONNECTIONS = 20;
    private static final int LONGEST_QUEUE = 100;
    private static final int NAMES_AT_ONCE = 4;

    private final HttpClient http;
    private final WorkerExecutor names;
    private final AddressRule addresses;
    private final UnaryOperator<URI> way;
    private final long patienceMillis;

    /** @param patience for one call, from the look-up of the name to the last byte; a sign-in makes at most five */
    public ProviderCalls(Vertx vertx, AddressRule addresses, Duration patience) {
        this(vertx, addresses, patience, Optional.empty(), way -> way);
    }

    /**
     * @param trusted PEM file with the certificate authorities believed instead of the JDK's
     * @param way     where a request goes that is for an address: a provider may be reached by another name than its public one
     */
    public ProviderCalls(Vertx vertx, AddressRule addresses, Duration patience, Optional<Path> trusted, UnaryOperator<URI> way) {
        this.addresses = addresses;
        this.way = way;
        this.patienceMillis = patience.toMillis();
        this.names = vertx.createSharedWorkerExecutor("provider-names", NAMES_AT_ONCE);
        HttpClientOptions options = new HttpClientOptions().setKeepAlive(false).setMaxPoolSize(CONNECTIONS).setMaxWaitQueueSize(LONGEST_QUEUE)
                .setConnectTimeout((int) patienceMillis);
        trusted.ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        this.http = vertx.createHttpClient(options);
    }

    @Override
    public HTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        Future<HTTPResponse> answer = Future.succeededFuture(request.getURI()).map(way::apply).map(ProviderCalls::requireWeb)
                .compose(target -> names.executeBlocking(() -> InetAddress.getByName(target.getHost()), false).compose(address -> connect(request, target, address)))
                .compose(sent -> exchange(sent, request).timeout(patienceMillis, TimeUnit.MILLISECONDS).onFailure(late -> sent.reset()));
        return awaited(answer.timeout(patienceMillis, TimeUnit.MILLISECONDS));
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        HTTPResponse answer = send(new HTTPRequest(HTTPRequest.Method.GET, url));
        if (answer.getStatusCode() != HTTPResponse.SC_OK) {
            throw new IOException(url.getHost() + " answered with " + answer.getStatusCode());
        }
        return new Resource(answer.getBody(), null);
    }

    private static URI requireWeb(URI target) {
        boolean isWeb = target.getHost() != null && ("https".equals(target.getScheme()) || "http".equals(target.getScheme()));
        if (!isWeb) {
            throw new IllegalArgumentException("leads to no web address");
        }
        return target;
    }

    private Future<HttpClientRequest> connect(ReadOnlyHTTPRequest request, URI target, InetAddress address) {
        boolean isEncrypted = "https".equals(target.getScheme());
        if (!addresses.permits(address, isEncrypted)) {
            return Future.failedFuture(new IOException(target.getHost() + " leads to " + address.getHostAddress() + (isEncrypted ? "" : " in the clear")
                    + ", which is not allowed"));
        }
        int port = target.getPort() >= 0 ? target.getPort() : isEncrypted ? 443 : 80;
        return http.request(new RequestOptions().setMethod(HttpMethod.valueOf(request.getMethod().name())).setSsl(isEncrypted)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress())).setHost(target.getHost()).setPort(port).setURI(path(target)));
    }

    private static String path(URI target) {
        String path = Optional.ofNullable(target.getRawPath()).filter(some -> !some.isEmpty()).orElse("/");
        return target.getRawQuery() == null ? path : path + "?" + target.getRawQuery();
    }

    private Future<HTTPResponse> exchange(HttpClientRequest sent, ReadOnlyHTTPRequest request) {
        request.getHeaderMap().forEach((name, values) -> sent.putHeader(name, values));
        return sent.send(Optional.ofNullable(request.getBody()).map(Buffer::buffer).orElseGet(Buffer::buffer)).compose(answer -> whole(sent, answer));
    }

    private static Future<HTTPResponse> whole(HttpClientRequest sent, HttpClientResponse answer) {
        Promise<HTTPResponse> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        answer.handler(part -> {
            if (body.length() + part.length() > LARGEST_ANSWER) {
                whole.tryFail(new IOException("its answer has no end"));
                sent.reset();
            } else {
                body.appendBuffer(part);
            }
        });
        answer.exceptionHandler(whole::tryFail);
        answer.endHandler(end -> whole.tryComplete(answer(answer, body)));
        return whole.future();
    }

    private static HTTPResponse answer(HttpClientResponse answer, Buffer body) {
        HTTPResponse read = new HTTPResponse(answer.statusCode());
        try {
            read.setContentType(answer.getHeader("Content-Type"));
        } catch (ParseException unreadable) {
            read.setEntityContentType(null);
        }
        read.setBody(body.toString());
        return read;
    }

    /** Longer than every step's own limit, for the case that the loop itself hangs. */
    private HTTPResponse awaited(Future<HTTPResponse> answer) throws IOException {
        try {
            return answer.toCompletionStage().toCompletableFuture().get(2 * patienceMillis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw new IOException(failure.getCause().getMessage());
        } catch (TimeoutException late) {
            throw new IOException("no answer in time");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("stopping");
        }
    }
}
