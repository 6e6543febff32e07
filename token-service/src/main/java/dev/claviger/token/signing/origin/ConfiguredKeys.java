package dev.claviger.token.signing.origin;

import dev.claviger.token.signing.KeySource;
import dev.claviger.token.signing.KeySources;
import dev.claviger.token.signing.SigningAlgorithm;
import dev.claviger.token.signing.SigningConfig;
import dev.claviger.token.signing.file.KeyFiles;
import dev.claviger.token.signing.store.StoredKeys;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** Which sources of keys the settings choose: mounted files where there are any, else the database. */
class ConfiguredKeys {

    @Produces
    @Singleton
    KeySources sources(SigningConfig config, Instance<AgroalDataSource> database) {
        return config.keyFiles().isPresent()
                ? listed(new KeyFiles(config.keyFiles().get(), config), config, database)
                : new KeySources(new StoredKeys(database.get(), config), each(algorithm -> StoredKeys.ofIdTokens(database.get(), config, algorithm)));
    }

    /** Without an encryption key nothing can be stored; then the files have to do. */
    private static KeySources listed(KeyFiles files, SigningConfig config, Instance<AgroalDataSource> database) {
        return new KeySources(files, each(algorithm -> new ListedIdTokenKeys(files, algorithm,
                config.encryptionKey().map(key -> StoredKeys.ofIdTokens(database.get(), config, algorithm)))));
    }

    private static Map<SigningAlgorithm, KeySource> each(Function<SigningAlgorithm, KeySource> source) {
        Map<SigningAlgorithm, KeySource> sources = new EnumMap<>(SigningAlgorithm.class);
        SigningAlgorithm.OF_ID_TOKENS.forEach(algorithm -> sources.put(algorithm, source.apply(algorithm)));
        return sources;
    }
}
