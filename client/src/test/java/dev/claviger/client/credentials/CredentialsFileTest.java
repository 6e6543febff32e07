package dev.claviger.client.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsFileTest {

    private static final String REST = "client_secret = hush\nauth_endpoint = auth.example\napi_endpoint = https://api.example/v1\n";

    @TempDir
    private Path folder;

    @Test
    void the_documented_file_is_read_comments_behind_values_included() throws IOException {
        Credentials credentials = read("""
                [default]
                client_id = abc
                client_secret = hush
                auth_endpoint = auth.lucidtech.ai            ; NO scheme
                api_endpoint = https://api.lucidtech.ai/v1   # WITH scheme and /v1
                api_key = key
                use_cache = true
                """, "default");

        assertThat(credentials.clientId()).isEqualTo("abc");
        assertThat(credentials.clientSecret()).isEqualTo("hush");
        assertThat(credentials.authEndpoint()).isEqualTo(URI.create("https://auth.lucidtech.ai"));
        assertThat(credentials.apiEndpoint()).isEqualTo(URI.create("https://api.lucidtech.ai/v1"));
        assertThat(credentials.apiKey()).contains("key");
    }

    @Test
    void a_file_without_a_section_is_the_default_profile() throws IOException {
        assertThat(read("client_id = abc\n" + REST, "default").clientId()).isEqualTo("abc");
    }

    @Test
    void profiles_stand_side_by_side_and_share_what_is_in_DEFAULT() throws IOException {
        String text = "[DEFAULT]\nauth_endpoint = auth.example\napi_endpoint = https://api.example/v1\n"
                + "[default]\nclient_id = a\nclient_secret = s\n[staging]\nclient_id = b\nclient_secret = t\n";

        assertThat(read(text, "default").clientId()).isEqualTo("a");
        assertThat(read(text, "staging").clientSecret()).isEqualTo("t");
        assertThat(read(text, "staging").authEndpoint()).isEqualTo(URI.create("https://auth.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id = a;b", "client_id=a;b", "CLIENT_ID : a;b", "  client_id   =   a;b  ", "\ufeffclient_id = a;b",
        "; a comment\n# another\n\nclient_id = a;b", "client_id = a;b ;c", "client_id = a;b\r"})
    void a_value_ends_where_its_line_or_a_spaced_comment_says(String line) throws IOException {
        assertThat(read(line + "\n" + REST, "default").clientId()).isEqualTo("a;b");
    }

    @Test
    void equals_signs_and_percents_belong_to_the_value() throws IOException {
        assertThat(read("client_id = a=b:c%d\n" + REST, "default").clientId()).isEqualTo("a=b:c%d");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "hush | line 1: neither [profile] nor key = value",
        "client_id = a\\nclient_id = b | line 2: client_id a second time in profile [default]",
        "client_id = a | lacks client_secret, auth_endpoint, api_endpoint",
        "client_id = | lacks client_id, client_secret, auth_endpoint, api_endpoint",
        "other = 1 | lacks client_id, client_secret, auth_endpoint, api_endpoint"})
    void a_mistake_is_said_with_its_place_and_without_what_stands_there(String text, String message) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n"), "default")).isInstanceOf(MissingCredentials.class)
                .hasMessageContaining(message).hasMessageContaining("credentials.cfg").hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://auth.example", "ftp://auth.example", "https://user:hush@auth.example", "auth.example?a=b", "https://", "a b"})
    void an_address_that_is_none_or_would_show_the_secret_is_refused(String address) {
        assertThatThrownBy(() -> read("client_id = a\n" + REST.replace("auth.example", address), "default"))
                .isInstanceOf(MissingCredentials.class).hasMessageContaining("auth_endpoint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8081", "http://127.0.0.1:8081", "http://[::1]:8081", "http://acme.api.localhost:8080",
        "https://auth.example/base"})
    void https_anywhere_and_http_on_this_machine_are_fine(String address) throws IOException {
        assertThat(read("client_id = a\n" + REST.replace("auth.example", address + "/"), "default").authEndpoint())
                .isEqualTo(URI.create(address));
    }

    @Test
    void a_file_that_is_not_there_is_said() {
        assertThatThrownBy(() -> Credentials.in(folder.resolve("none.cfg"), "default")).isInstanceOf(MissingCredentials.class)
                .hasMessage("No profile [default] in " + folder.resolve("none.cfg") + ".");
    }

    private Credentials read(String text, String profile) throws IOException {
        Path file = folder.resolve("credentials.cfg");
        Files.writeString(file, text);
        return Credentials.in(file, profile);
    }
}
