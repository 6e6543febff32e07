package dev.claviger.client.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsSearchTest {

    @TempDir
    private Path home;
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void our_variables_come_before_lucidtechs_and_both_before_files() throws IOException {
        file(".claviger", "[default]\n" + entries("file"));
        family("LAS_", "las");
        assertThat(find().clientId()).isEqualTo("las");

        family("CLAVIGER_", "ours");
        assertThat(find().clientId()).isEqualTo("ours");
    }

    @Test
    void our_file_comes_before_lucidtechs() throws IOException {
        file(".lucidtech", "[default]\n" + entries("las"));
        assertThat(find().clientId()).isEqualTo("las");

        file(".claviger", "[default]\n" + entries("ours"));
        assertThat(find().clientId()).isEqualTo("ours");
    }

    @Test
    void a_file_of_other_profiles_only_is_passed_over() throws IOException {
        file(".claviger", "[other]\n" + entries("other"));
        file(".lucidtech", "[default]\n" + entries("las"));

        assertThat(find().clientId()).isEqualTo("las");
        assertThat(search().profile("other").clientId()).isEqualTo("other");
    }

    @Test
    void a_family_with_one_variable_missing_or_empty_is_ignored_whole() throws IOException {
        file(".lucidtech", "[default]\n" + entries("file"));
        family("CLAVIGER_", "ours");
        environment.put("CLAVIGER_AUTH_ENDPOINT", "");
        family("LAS_", "las");
        environment.remove("LAS_CLIENT_SECRET");

        assertThat(find().clientId()).isEqualTo("file");
    }

    @Test
    void the_api_key_is_the_only_variable_that_may_be_missing() {
        family("CLAVIGER_", "ours");
        assertThat(find().apiKey()).isEmpty();

        environment.put("CLAVIGER_API_KEY", "key");
        assertThat(find().apiKey()).contains("key");
    }

    @Test
    void a_named_profile_is_looked_for_in_files_alone() throws IOException {
        family("CLAVIGER_", "ours");
        file(".lucidtech", "[default]\n" + entries("file"));

        assertThat(search().profile("default").clientId()).isEqualTo("file");
    }

    @Test
    void who_finds_nothing_says_where_it_looked_and_what_was_missing_but_no_secret() {
        environment.put("CLAVIGER_CLIENT_ID", "ours");
        environment.put("CLAVIGER_CLIENT_SECRET", "hush");

        assertThatThrownBy(this::find).isInstanceOf(MissingCredentials.class).hasMessage("No credentials found. Looked at the environment "
                + "variables CLAVIGER_*, which count only together (missing: CLAVIGER_AUTH_ENDPOINT, CLAVIGER_API_ENDPOINT); "
                + "the environment variables LAS_* (none set); profile [default] in " + home.resolve(".claviger/credentials.cfg")
                + " and " + home.resolve(".lucidtech/credentials.cfg") + ".");
    }

    @Test
    void who_finds_no_profile_names_it() {
        family("CLAVIGER_", "ours");

        assertThatThrownBy(() -> search().profile("staging")).isInstanceOf(MissingCredentials.class)
                .hasMessageContaining("profile [staging]").hasMessageNotContaining("CLAVIGER_");
    }

    @Test
    void addresses_are_https_where_no_scheme_is_written() {
        family("CLAVIGER_", "ours");

        assertThat(find().authEndpoint()).isEqualTo(URI.create("https://auth.example"));
    }

    private Credentials find() {
        return search().find();
    }

    private CredentialsSearch search() {
        return new CredentialsSearch(environment, home);
    }

    private void family(String prefix, String id) {
        environment.put(prefix + "CLIENT_ID", id);
        environment.put(prefix + "CLIENT_SECRET", "hush");
        environment.put(prefix + "AUTH_ENDPOINT", "auth.example");
        environment.put(prefix + "API_ENDPOINT", "https://api.example/v1");
    }

    private void file(String folder, String text) throws IOException {
        Files.createDirectories(home.resolve(folder));
        Files.writeString(home.resolve(folder).resolve("credentials.cfg"), text);
    }

    private static String entries(String id) {
        return "client_id = " + id + "\nclient_secret = hush\nauth_endpoint = auth.example\napi_endpoint = https://api.example/v1\n";
    }
}
