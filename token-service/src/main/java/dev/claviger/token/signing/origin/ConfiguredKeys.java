package dev.claviger.token.signing.origin;

import dev.claviger.token.signing.KeySource;
import dev.claviger.token.signing.SigningConfig;
import dev.claviger.token.signing.file.KeyFiles;
import dev.claviger.token.signing.store.StoredKeys;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which source of keys the settings choose: mounted files where there are any, else the database. */
class ConfiguredKeys {

    @Produces
    @ApplicationScoped
    KeySource source(SigningConfig config, Instance<AgroalDataSource> database) {
        Optional<List<Path>> files = config.keyFiles();
        return files.isPresent() ? new KeyFiles(files.get(), config) : new StoredKeys(database.get(), config);
    }
}
