package dev.claviger.benchmarks.gateway;

import dev.claviger.benchmarks.load.Cores;
import dev.claviger.benchmarks.load.Server;
import dev.claviger.benchmarks.load.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The C proxies, as a careful person would set them up: one process, one thread, connections kept open on both sides, no log. */
final class Proxies {

    private static final String NGINX = """
            worker_processes 1;
            pid nginx.pid;
            events { worker_connections 4096; }
            http {
              access_log off;
              keepalive_timeout 600s;
              keepalive_requests 100000000;
              upstream api { server 127.0.0.1:%2$d; keepalive 64; keepalive_requests 100000000; }
              server {
                listen 127.0.0.1:%1$d;
                location / {
                  proxy_pass http://api;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                }
              }
            }
            """;
    private static final String HAPROXY = """
            global
              nbthread 1
              maxconn 4096
            defaults
              mode http
              timeout client 600s
              timeout connect 2s
              timeout server 30s
              http-reuse always
            frontend api
              bind 127.0.0.1:%1$d
              http-request set-var(txn.token) http_auth_bearer
              http-request set-var(txn.alg) var(txn.token),jwt_header_query('$.alg')
              http-request deny deny_status 401 unless { var(txn.alg) -m str %3$s }
              http-request deny deny_status 401 unless { var(txn.token),jwt_verify(txn.alg,"%4$s") 1 }
              http-request set-var(txn.exp) var(txn.token),jwt_payload_query('$.exp','int')
              http-request set-var(txn.now) date()
              http-request deny deny_status 401 if { var(txn.exp),sub(txn.now) -m int lt 0 }
              default_backend api
            backend api
              server api 127.0.0.1:%2$d
            """;

    private final Path folder;
    private final int upstream;
    private final Cores cores;

    Proxies(Path folder, int upstream, Cores cores) {
        this.folder = folder;
        this.upstream = upstream;
        this.cores = cores;
    }

    /** @return empty where it is not installed */
    Optional<Server> nginx(int port) throws IOException, InterruptedException {
        Optional<Path> program = Tool.find("nginx");
        if (program.isEmpty()) {
            return Optional.empty();
        }
        Path settings = Files.writeString(folder.resolve("nginx.conf"), NGINX.formatted(port, upstream));
        return Optional.of(Server.start(List.of(program.get().toString(), "-p", folder.toString(), "-e", "stderr", "-c", settings.toString(), "-g", "daemon off;"),
                port, folder.resolve("nginx.log"), cores));
    }

    /** Checks each request's token: algorithm, signature, expiry. */
    Optional<Server> haproxy(int port, String algorithm, PublicKey key) throws IOException, InterruptedException {
        Optional<Path> program = Tool.find("haproxy");
        if (program.isEmpty()) {
            return Optional.empty();
        }
        Path pem = Files.writeString(folder.resolve("haproxy-" + algorithm + ".pem"), "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded()) + "\n-----END PUBLIC KEY-----\n");
        Path settings = Files.writeString(folder.resolve("haproxy-" + algorithm + ".cfg"), HAPROXY.formatted(port, upstream, algorithm, pem));
        return Optional.of(Server.start(List.of(program.get().toString(), "-db", "-f", settings.toString()), port, folder.resolve("haproxy-" + algorithm + ".log"), cores));
    }
}
