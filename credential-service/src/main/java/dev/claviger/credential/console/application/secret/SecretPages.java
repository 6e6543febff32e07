package dev.claviger.credential.console.application.secret;

import java.util.Arrays;
import java.util.List;

import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.download.CredentialFormat;
import io.quarkus.qute.TemplateInstance;

/** The pages that show what is shown once. */
final class SecretPages {

    private SecretPages() {
    }

    /**
     * A secret, this once.
     *
     * @param lead what has been done
     * @param files none where the environment has no host that a file could name
     * @param curl a line that obtains a token, with the secret in it; empty for a client that does not by itself
     */
    record Issued(Frame frame, String title, String lead, String path, String clientId, String secret, List<FileLink> files, String curl) implements TemplateInstance {

        /** Without the secret. */
        @Override
        public String toString() {
            return "a secret of " + clientId;
        }
    }

    /** An API key, this once. */
    record Key(Frame frame, String title, String path, String keyId, String key) implements TemplateInstance {

        /** Without the key. */
        @Override
        public String toString() {
            return "API key " + keyId;
        }
    }

    /** A form the secret can be taken away in. */
    record FileLink(String format, String name) {

        private static String name(CredentialFormat format) {
            return switch (format) {
                case CREDENTIALS_CFG -> "credentials.cfg";
                case ENV -> ".env";
                case KUBERNETES_SECRET -> "Kubernetes Secret";
                case POSTMAN -> "Postman environment";
            };
        }

        static List<FileLink> all() {
            return Arrays.stream(CredentialFormat.values()).map(format -> new FileLink(format.parameter(), name(format))).toList();
        }
    }
}
