package dev.claviger.credential.download;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.claviger.credential.problem.Problem;

/** In which form a new credential is handed over, when not as JSON. */
public enum CredentialFormat {
    CREDENTIALS_CFG("credentials.cfg", "text/plain; charset=utf-8", "credentials.cfg", CredentialFile::credentialsCfg),
    ENV("env", "text/plain; charset=utf-8", "claviger.env", CredentialFile::env),
    KUBERNETES_SECRET("kubernetes-secret", "application/yaml", "claviger-secret.yaml", CredentialFile::kubernetesSecret),
    POSTMAN("postman", "application/json", "claviger.postman_environment.json", CredentialFile::postman);

    private final String parameter;
    private final String mediaType;
    private final String fileName;
    private final Function<CredentialFile, String> writing;

    CredentialFormat(String parameter, String mediaType, String fileName, Function<CredentialFile, String> writing) {
        this.parameter = parameter;
        this.mediaType = mediaType;
        this.fileName = fileName;
        this.writing = writing;
    }

    /** @throws Problem 400 naming the known ones: before anything is created, for a secret in a form nobody can read is lost */
    public static Optional<CredentialFormat> asked(String parameter) {
        if (parameter == null || parameter.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(values()).filter(format -> format.parameter.equals(parameter)).findFirst()
                .orElseThrow(() -> Problem.invalid("format", "must be one of "
                        + Arrays.stream(values()).map(format -> format.parameter).collect(Collectors.joining(", ")) + ", or left out for JSON")));
    }

    /** As it stands in requests. */
    public String parameter() {
        return parameter;
    }

    String write(CredentialFile file) {
        return writing.apply(file);
    }

    String mediaType() {
        return mediaType;
    }

    String fileName() {
        return fileName;
    }
}
