package dev.claviger.credential.leak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import dev.claviger.credential.leak.LeakReportsConfig.SignerConfig;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;

/** All who may report, as configured; read at start, so that a key that cannot be used stops it. */
@Startup
@Singleton
class Signers {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");
    private static final Pattern PEM = Pattern.compile("\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");
    private static final int P_256 = 256;

    private final List<Signer> signers;

    Signers(LeakReportsConfig config) {
        this.signers = config.signers().entrySet().stream().map(Signers::signer).toList();
    }

    Optional<Signer> named(String name) {
        return signers.stream().filter(signer -> signer.name().equals(name)).findFirst();
    }

    Optional<Signer> identified(String keyIdentifier) {
        return signers.stream().filter(signer -> signer.keyIdentifier().filter(keyIdentifier::equals).isPresent()).findFirst();
    }

    private static Signer signer(Entry<String, SignerConfig> configured) {
        String property = "claviger.leak-reports.signers." + configured.getKey();
        if (!NAME.matcher(configured.getKey()).matches()) {
            throw new ConfigurationException(property + ": a signer's name is 1 to 40 letters, digits, dots, hyphens and underscores");
        }
        return new Signer(configured.getKey(), key(property, configured.getValue()), configured.getValue().keyIdentifier());
    }

    private static PublicKey key(String property, SignerConfig config) {
        if (config.publicKey().isPresent() == config.publicKeyFile().isPresent()) {
            throw new ConfigurationException(property + " needs either public-key or public-key-file");
        }
        String pem = config.publicKey().orElseGet(() -> read(property, config.publicKeyFile().get()));
        Matcher form = PEM.matcher(pem);
        if (!form.matches()) {
            throw new ConfigurationException(property + " must be one PEM block: -----BEGIN PUBLIC KEY----- …");
        }
        return parse(property, new X509EncodedKeySpec(Base64.getMimeDecoder().decode(form.group(1))));
    }

    private static PublicKey parse(String property, X509EncodedKeySpec encoded) {
        for (String algorithm : List.of("EC", "Ed25519")) {
            try {
                PublicKey key = KeyFactory.getInstance(algorithm).generatePublic(encoded);
                if (!(key instanceof ECPublicKey curve) || curve.getParams().getOrder().bitLength() == P_256) {
                    return key;
                }
            } catch (GeneralSecurityException anotherKind) {
                // told below when it is none of them
            }
        }
        throw new ConfigurationException(property + " must be a P-256 or Ed25519 public key");
    }

    private static String read(String property, Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new ConfigurationException(property + ".public-key-file: " + file + " cannot be read", unreadable);
        }
    }
}
