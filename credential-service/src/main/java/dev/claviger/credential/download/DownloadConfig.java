package dev.claviger.credential.download;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What files with a new credential say beside it. */
@ConfigMapping(prefix = "claviger.downloads")
public interface DownloadConfig {

    /** Where the API is called, as a URL with {@code {host}} for the environment's first exact host, such as {@code https://{host}/v1}. */
    @WithDefault("https://{host}")
    String apiEndpoint();
}
