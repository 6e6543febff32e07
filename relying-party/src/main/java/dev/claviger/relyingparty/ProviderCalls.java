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
 *
 * <p>The name is resolved on the caller's own thread, and nothing ends that early: a name server that does not answer keeps those waiting who asked for its
 * names, for as long as the system's resolver lets it, and takes nothing that others need.
 */
public final class ProviderCalls implements HTTPRequestSender, ResourceRetriever {

    private static final int LARGEST_ANSWER = 256 * 1024;
    /** Of what is kept: metadata and keys. */
    private static final int LARGEST_RESOURCE = 64 * 1024;
    private static final int CONNECTIONS = 20;
    private static final int LONGEST_QUEUE = 100;

    private final HttpClient http;
    private final Names names;
    private final AddressRule addresses;
    private final UnaryOperator<URI> way;
    private final long patienceMillis;

    /** How a name becomes an address. Blocking. */
    @FunctionalInterface
    interface Names {

        InetAddress address(String host) throws IOException;
    }

    /** @param patience for one call, from when the name is known to the last byte; a sign-in makes at most five */
    public ProviderCalls(Vertx vertx, AddressRule addresses, Duration patience) {
        this(vertx, addresses, patience, Optional.empty(), way -> way);
    }

    /**
     * @param trusted PEM file with the certificate authorities believed instead of the JDK's
     * @param way     where a request goes that is for an address: a provider may be reached by another name than its public one
     */
    public ProviderCalls(Vertx vertx, AddressRule addresses, Duration patience, Optional<Path> trusted, UnaryOperator<URI> way) {
        this(vertx, addresses, patience, trusted, way, InetAddress::getByName);
    }

    ProviderCalls(Vertx vertx, AddressRule addresses, Duration patience, Optional<Path> trusted, UnaryOperator<URI> way, Names names) {
        this.names = names;
        this.addresses = addresses;
        this.way = way;
        this.patienceMillis = patience.toMillis();
        HttpClientOptions options = new HttpClientOptions().setKeepAlive(false).setMaxPoolSize(CONNECTIONS).setMaxWaitQueueSize(LONGEST_QUEUE)
                .setConnectTimeout((int) patienceMillis);
        trusted.ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        this.http = vertx.createHttpClient(options);
    }

    @Override
    public HTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        return send(request, LARGEST_ANSWER);
    }

    private HTTPResponse send(ReadOnlyHTTPRequest request, int largest) throws IOException {
        URI target = requireWeb(way.apply(request.getURI()));
        Future<HTTPResponse> answer = connect(request, target, names.address(target.getHost()))
                .compose(sent -> exchange(sent, request, largest).timeout(patienceMillis, TimeUnit.MILLISECONDS).onFailure(late -> sent.reset()));
        return awaited(answer.timeout(patienceMillis, TimeUnit.MILLISECONDS));
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        HTTPResponse answer = send(new HTTPRequest(HTTPRequest.Method.GET, url), LARGEST_RESOURCE);
        if (answer.getStatusCode() != HTTPResponse.SC_OK) {
            throw new IOException(url.getHost() + " answered with " + answer.getStatusCode());
        }
        return new Resource(answer.getBody(), null);
    }

    private static URI requireWeb(URI target) throws IOException {
        boolean isWeb = target.getHost() != null && ("https".equals(target.getScheme()) || "http".equals(target.getScheme()));
        if (!isWeb) {
            throw new IOException("leads to no web address");
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

    private Future<HTTPResponse> exchange(HttpClientRequest sent, ReadOnlyHTTPRequest request, int largest) {
        request.getHeaderMap().forEach((name, values) -> sent.putHeader(name, values));
        return sent.send(Optional.ofNullable(request.getBody()).map(Buffer::buffer).orElseGet(Buffer::buffer)).compose(answer -> whole(sent, answer, largest));
    }

    private static Future<HTTPResponse> whole(HttpClientRequest sent, HttpClientResponse answer, int largest) {
        Promise<HTTPResponse> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        answer.handler(part -> {
            if (body.length() + part.length() > largest) {
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
