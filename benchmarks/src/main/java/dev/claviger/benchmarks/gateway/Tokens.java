package dev.claviger.benchmarks.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claviger.benchmarks.tenant.Tenant;
import dev.claviger.quickstart.LocalClaviger;
import dev.claviger.quickstart.api.AdminApi;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A tenant of its own, whose environment leads to the upstream of the measurement, and tokens for it. */
final class Tokens {

    private static final String ID = "bench";
    static final String HOST = Tenant.hostOf(ID);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalClaviger claviger;
    private final Tenant tenant;

    private Tokens(LocalClaviger claviger, Tenant tenant) {
        this.claviger = claviger;
        this.tenant = tenant;
    }

    static Tokens of(LocalClaviger claviger, int upstream) {
        return new Tokens(claviger, Tenant.make(claviger, AdminApi.of(claviger.installation()), ID, upstream));
    }

    List<String> issue(int count) {
        List<String> tokens = new ArrayList<>();
        while (tokens.size() < count) {
            tokens.add(tenant.token());
        }
        return tokens;
    }

    /** The key that signed what token-service issues, which is an ES256 key unless somebody asked for another. */
    PublicKey issuerKey() throws IOException, InterruptedException, GeneralSecurityException {
        URI jwks = claviger.installation().blueprint().tokenService().resolve("/oauth2/jwks");
        JsonNode key = JSON.readTree(claviger.installation().httpClient().send(HttpRequest.newBuilder(jwks).build(), BodyHandlers.ofString()).body()).get("keys").get(0);
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(number(key.get("x").asText()), number(key.get("y").asText()));
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
    }

    /** The same claims, signed by RS256 with a key of our own: for the proxy that is to check such a signature. */
    static String signedAnew(String token, KeyPair rsa) throws GeneralSecurityException {
        String input = encoded("{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"bench\"}".getBytes(StandardCharsets.US_ASCII)) + "." + token.split("\\.")[1];
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(rsa.getPrivate());
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + encoded(signature.sign());
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static BigInteger number(String base64) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64));
    }
}
