package dev.claviger.benchmarks.tokens;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.UUID;

/**
 * Makes signed JWTs with the claims of an access token through smallrye-jwt-build, as many as a request asks for: what token-service cannot do
 * without, in a process whose CPU time can be read like that of a server.
 */
public final class SignedJwts {

    private final PrivateKey key;

    public SignedJwts(PrivateKey key) {
        this.key = key;
    }

    /** @param arguments the port to listen on: {@code POST /NUMBER} makes that many */
    public static void main(String[] arguments) throws IOException {
        SignedJwts jwts = new SignedJwts(newKey());
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])), 0);
        server.createContext("/", exchange -> {
            int characters = jwts.make(Integer.parseInt(exchange.getRequestURI().getPath().substring(1)));
            exchange.sendResponseHeaders(characters > 0 ? 200 : 500, -1);
            exchange.close();
        });
        server.start();
    }

    /** As token-service has them: with the Corretto provider where it is to be had. */
    public static PrivateKey newKey() {
        AmazonCorrettoCryptoProvider.install();
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair().getPrivate();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private int make(int count) {
        int characters = 0;
        for (int i = 0; i < count; i++) {
            characters += jwt().length();
        }
        return characters;
    }

    public String jwt() {
        Instant now = Instant.now();
        return Jwt.issuer("http://localhost:8081").subject("0JcJz0qTQWOXk8MkbHyvQw").audience("urn:claviger:bench:production")
                .issuedAt(now).expiresAt(now.plusSeconds(1800)).claim("jti", UUID.randomUUID().toString())
                .claim("client_id", "0JcJz0qTQWOXk8MkbHyvQw").claim("scope", "employees.readonly").claim("tenant", "bench").claim("env", "production")
                .claim("credential_id", "5mLx0qTQWOXk8MkbHyvQwA").claim("pos", 42L)
                .jws().algorithm(SignatureAlgorithm.ES256).keyId("pLbJz0qTQWOXk8MkbHyvQwpLbJz0qTQWOXk8MkbHyvQ").header("typ", "at+jwt").sign(key);
    }
}
